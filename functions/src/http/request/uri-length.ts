// Middleware that refuses URLs longer than this API needs.
import type { RequestHandler } from 'express';
import { invalidCursor, uriTooLong } from '../../standards/problems.ts';

/**
 * A URL that is too long gets 414. The cursor is measured by itself, because it makes the URL of the next page longer than that
 * of the first: one that is longer than any that this API makes gets 400.
 */
export const uriLength: RequestHandler = (req, _res, next) => {
  const [cursor = ''] = /(?<=[?&]cursor=)[^&]*/.exec(req.originalUrl) ?? [];
  if (req.originalUrl.length - cursor.length > MAX_URI_LENGTH) throw uriTooLong();
  if (cursor.length > MAX_URI_LENGTH) throw invalidCursor();
  next();
};

/** RFC 9110, 4.1 asks servers for at least 8,000 octets. */
const MAX_URI_LENGTH = 8192;
