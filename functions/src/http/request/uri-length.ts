import type { RequestHandler } from 'express';
import { invalidCursor, uriTooLong } from '../../standards/problem.ts';

/** RFC 9110, 4.1 asks servers for at least 8,000 octets. */
const MAX_URI_LENGTH = 8192;

/**
 * 414 for a URL that is longer than any that this API needs. The cursor, which makes the next page's URL longer than the
 * first one's, is measured by itself: 400 for one that is longer than any that this API makes.
 */
export const uriLength: RequestHandler = (req, _res, next) => {
  const [cursor = ''] = /(?<=[?&]cursor=)[^&]*/.exec(req.originalUrl) ?? [];
  if (req.originalUrl.length - cursor.length > MAX_URI_LENGTH) throw uriTooLong();
  if (cursor.length > MAX_URI_LENGTH) throw invalidCursor();
  next();
};
