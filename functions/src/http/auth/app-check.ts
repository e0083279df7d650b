// Middleware that lets only genuine apps of the project through (Firebase App Check).
import type { RequestHandler } from 'express';
import type { AppCheck } from 'firebase-admin/app-check';
import { Problem } from '../../standards/problem.ts';
import { authUnavailable, untrustedApp } from '../../standards/problems.ts';

/**
 * `X-Firebase-AppCheck` must hold a valid App Check token, else 401. When the check cannot be made within `timeoutMs`, nobody is
 * let through (503).
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

/** When the SDK cannot fetch the keys, its error has the code of a bad token; only the cause tells. */
function isFaultOfToken({ code, cause }: SdkError): boolean {
  if (code === 'app-check/app-check-token-expired') return true;
  return code === 'app-check/invalid-argument' && cause?.code !== 'key-fetch-error';
}
