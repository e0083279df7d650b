import type { RequestHandler } from 'express';
import type { AppCheck } from 'firebase-admin/app-check';
import { authUnavailable, Problem, untrustedApp } from '../../standards/problem.ts';

/**
 * Lets only genuine apps of the project through: `X-Firebase-AppCheck` must hold a valid App Check token,
 * else 401. Fails closed (503) when the check cannot be made, or not within `timeoutMs`.
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
      if (error instanceof Problem) throw error;
      throw isFaultOfToken(error as SdkError) ? untrustedApp(error) : authUnavailable(error);
    }
    next();
  };
}

type SdkError = Error & { code?: string; cause?: { code?: string } };

/** Keys that could not be fetched have the code of a bad token too; what happened is in the cause alone. */
function isFaultOfToken({ code, cause }: SdkError): boolean {
  if (code === 'app-check/app-check-token-expired') return true;
  return code === 'app-check/invalid-argument' && cause?.code !== 'key-fetch-error';
}
