// Middleware that refuses what HTTP knows and this API does not serve.
import type { RequestHandler } from 'express';
import { expectationFailed, routeNotFound } from '../../standards/problems.ts';

/** `OPTIONS *` asks about the server as a whole (RFC 9110, 7.1): 404. The front door makes a path of the `*`. */
export const serverTarget: RequestHandler = (req, _res, next) => {
  if (req.originalUrl === '/*') throw routeNotFound();
  next();
};

/** Any expectation but `100-continue`, which Node has met by now (RFC 9110, 10.1.1), gets 417. */
export const expectation: RequestHandler = (req, _res, next) => {
  const expected = req.get('Expect');
  if (expected !== undefined && expected.toLowerCase() !== '100-continue') throw expectationFailed();
  next();
};
