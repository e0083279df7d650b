import type { RequestHandler } from 'express';
import { invalidCursor, uriTooLong } from './problem.ts';

/** RFC 9110, 4.1 asks servers for at least 8,000 octets. */
const MAX_URI_LENGTH = 8192;

/** 414 for a URL that is longer than any that this API makes or needs; 400 when it is the cursor that makes it so. */
export const uriLength: RequestHandler = (req, _res, next) => {
  if (req.originalUrl.length > MAX_URI_LENGTH) {
    const [cursor = ''] = /(?<=[?&]cursor=)[^&]*/.exec(req.originalUrl) ?? [];
    throw req.originalUrl.length - cursor.length > MAX_URI_LENGTH ? uriTooLong() : invalidCursor();
  }
  next();
};
