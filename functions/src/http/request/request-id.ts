import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';

/** What a caller's id may look like: nothing that could break a header, a log line or a page. */
const SANE = /^[A-Za-z0-9._:-]{1,128}$/;

/** Gives every exchange an id: the caller's `X-Request-Id` when it is a sane one, else a new one. */
export const requestId: RequestHandler = (req, res, next) => {
  const given = req.get('X-Request-Id');
  res.locals.requestId = given !== undefined && SANE.test(given) ? given : randomUUID();
  res.set('X-Request-Id', res.locals.requestId);
  next();
};
