import type { RequestHandler } from 'express';
import type { AppCheck } from 'firebase-admin/app-check';
import { authUnavailable, Problem, untrustedApp } from './problem.ts';

/**
 * Lets only genuine apps of the project through: `X-Firebase-AppCheck` must hold a valid App Check token,
 * else 401. Fails closed (503) when the check gets no answer within `timeoutMs`.
 */
export function appCheck(
  loadAppCheck: () => Promise<Pick<AppCheck, 'verifyToken'>>,
  { timeoutMs }: { timeoutMs: number },
): RequestHandler {
  return async (req, res, next) => {
    const token = req.get('X-Firebase-AppCheck');
    if (token === undefined) throw untrustedApp('no App Check token');
    try {
      await res.locals.deadline.wait(
        loadAppCheck().then((appCheck) => appCheck.verifyToken(token)),
        timeoutMs,
        () => authUnavailable(`App Check did not answer within ${timeoutMs} ms`),
      );
    } catch (error) {
      throw error instanceof Problem ? error : untrustedApp(error);
    }
    next();
  };
}
