// Middleware that limits how many requests a caller may send in a minute, and how many Firestore reads they may cost.
import { createHash } from 'node:crypto';
import type { RequestHandler } from 'express';
import onHeaders from 'on-headers';
import { rateLimited } from '../standards/problems.ts';
import { type Limit, Spending, WINDOW_MS } from './spending.ts';

/**
 * A caller (uid) may send so many requests to one instance in a minute; more get 429. Once they have cost so many reads, so do those that
 * only read (`heedReads`). Writes go on: one costs a few reads, and nobody shall lose an edit over the lists that he has looked at.
 * The reads of a request count as they are made. 0 turns a limit off.
 *
 * Every answer says in `RateLimit` and `RateLimit-Policy` (draft-ietf-httpapi-ratelimit-headers-10) how much is left of each. Goes behind
 * `authenticate`.
 */
export function rateLimit(limits: Record<Limit, number>): RequestHandler {
  const heeded = LIMITS.filter((limit) => limits[limit] > 0);
  if (heeded.length === 0) return (_req, _res, next) => next();
  const spending = new Spending();
  return (_req, res, next) => {
    const uid = res.locals.token?.uid ?? '';
    const caller = () => spending.of(uid, performance.now());
    const isSpent = (limit: Limit, needed: number) =>
      heeded.includes(limit) && caller().spent(limit) + needed > limits[limit];
    const refuse = (limit: Limit) => rateLimited(limit, caller().secondsLeft(performance.now()));
    onHeaders(res, () => {
      const [now, policies] = [
        caller(),
        heeded.map((limit) => `"${limit}"; q=${limits[limit]}; w=${WINDOW_S}`),
      ];
      const left = heeded.map((limit) => {
        const remaining = Math.max(0, limits[limit] - now.spent(limit));
        return `"${limit}"; r=${remaining}; t=${now.secondsLeft(performance.now())}`;
      });
      const partition = partitionKey(uid);
      res.set({
        RateLimit: left.join(', '),
        'RateLimit-Policy': policies.map((policy) => `${policy}; pk=:${partition}:`).join(', '),
      });
    });
    const isTooMany = isSpent('requests', 1);
    res.once('close', caller().enter(res.locals.database.bill));
    if (isTooMany) throw refuse('requests');
    res.locals.heedReads = () => {
      if (isSpent('reads', 1)) throw refuse('reads');
    };
    next();
  };
}

/** Middleware before an operation that only reads: 429 where the caller has no reads left. */
export const heedReads: RequestHandler = (_req, res, next) => {
  res.locals.heedReads?.();
  next();
};

const LIMITS = ['requests', 'reads'] as const satisfies Limit[];

const WINDOW_S = WINDOW_MS / 1000;

/** Whose the numbers are, without saying who: the first bytes of a digest, as an item of bytes (RFC 9651, 3.3.5). */
function partitionKey(uid: string): string {
  return createHash('sha256').update(uid).digest().subarray(0, 9).toString('base64');
}
