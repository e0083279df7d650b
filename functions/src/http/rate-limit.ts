import type { RequestHandler } from 'express';
import { rateLimit as limiter } from 'express-rate-limit';
import { rateLimited } from '../standards/problem.ts';

const WINDOW_MS = 60_000;

/**
 * At most `perMinute` requests of one caller (uid) on one instance, told in the standard `RateLimit`
 * headers; more are 429 with `Retry-After`. 0 turns it off. Goes behind `authenticate`.
 */
export function rateLimit(perMinute: number): RequestHandler {
  if (perMinute === 0) return (_req, _res, next) => next();
  return limiter({
    windowMs: WINDOW_MS,
    limit: perMinute,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    identifier: 'caller',
    keyGenerator: (_req, res) => res.locals.token?.uid ?? '',
    handler: (_req, res, next) => next(rateLimited(Number(res.get('Retry-After') ?? WINDOW_MS / 1000))),
  });
}
