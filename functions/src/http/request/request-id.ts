// Middleware that gives every request an id.
import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';

/** The caller's own `X-Request-Id` if it is harmless, else a new one. */
export const requestId: RequestHandler = (req, res, next) => {
  const given = req.get('X-Request-Id');
  res.locals.requestId = given !== undefined && HARMLESS.test(given) ? given : randomUUID();
  res.set('X-Request-Id', res.locals.requestId);
  next();
};

/** Nothing that could break a header, a log line or a page. */
const HARMLESS = /^[A-Za-z0-9._:-]{1,128}$/;
