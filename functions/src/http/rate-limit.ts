// Middleware that limits how many requests a caller may send in a minute.
import type { RequestHandler } from 'express';
import { rateLimit as limiter } from 'express-rate-limit';
import { rateLimited } from '../standards/problems.ts';

/**
 * A caller (uid) may send `perMinute` requests to one instance; more get 429 with `Retry-After`. Every answer says in `RateLimit`
 * (IETF draft 8) how many are left. 0 turns the limit off. Goes behind `authenticate`.
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

const WINDOW_MS = 60_000;
