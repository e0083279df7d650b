import type { Request, RequestHandler } from 'express';
import type { Auth, DecodedIdToken } from 'firebase-admin/auth';
import type { Deadline } from '../deadline.ts';
import { authUnavailable, Problem, unauthenticated } from './problem.ts';

/** Custom claims, as a token or an account carries them. */
export type Claims = Record<string, unknown>;

/** What is asked of Firebase Auth; both throw 401 `unauthenticated` or 503 `auth_unavailable`. */
export interface Authenticator {
  /** Verifies an ID token: signature, issuer, audience, expiry, and what the Admin SDK leaves open. */
  verify(idToken: string, deadline: Deadline): Promise<DecodedIdToken>;
  /** The claims that the token's user has now; the user must exist, be enabled and not be revoked. */
  currentClaims(token: DecodedIdToken, deadline: Deadline): Promise<Claims>;
}

/** Clocks differ: a token may come from this far in the future, in seconds. */
const CLOCK_SKEW_SECONDS = 300;

/** An `Authenticator` on the Admin SDK. Every call to the back end ends within `timeoutMs`. */
export function createAuthenticator(
  loadAuth: () => Promise<Auth>,
  { timeoutMs }: { timeoutMs: number },
): Authenticator {
  const ask = async <T>(deadline: Deadline, call: (auth: Auth) => Promise<T>): Promise<T> => {
    try {
      return await deadline.wait(loadAuth().then(call), timeoutMs, () =>
        authUnavailable(new Error(`Firebase Auth did not answer within ${timeoutMs} ms`)),
      );
    } catch (error) {
      throw error instanceof Problem ? error : blame(error);
    }
  };
  return {
    async verify(idToken, deadline) {
      const token = await ask(deadline, (auth) => auth.verifyIdToken(idToken));
      const fault = findClaimFault(token, Date.now() / 1000);
      if (fault !== null) throw unauthenticated(new Error(fault));
      return token;
    },
    async currentClaims(token, deadline) {
      const user = await ask(deadline, (auth) => auth.getUser(token.uid));
      if (user.disabled) throw unauthenticated(new Error('the user is disabled'));
      const validAfter = Date.parse(user.tokensValidAfterTime ?? '');
      if (token.auth_time * 1000 < validAfter) throw unauthenticated(new Error('the token was revoked'));
      return user.customClaims ?? {};
    },
  };
}

/**
 * What `verifyIdToken` lets through and must not (measured): a missing `exp`, times in the future, a token
 * of another tenant. Times are in seconds. Returns what is wrong, for the log, or null.
 */
export function findClaimFault(token: Claims, now: number): string | null {
  const { exp, iat, auth_time, firebase } = token;
  if (typeof exp !== 'number' || exp <= now) return 'exp is missing or past';
  if (typeof iat !== 'number' || iat > now + CLOCK_SKEW_SECONDS) return 'iat is missing or in the future';
  if (typeof auth_time !== 'number' || auth_time > now + CLOCK_SKEW_SECONDS)
    return 'auth_time is missing or in the future';
  if (typeof firebase === 'object' && firebase !== null && 'tenant' in firebase) return 'a token of a tenant';
  return null;
}

/** Verifies the bearer token and puts its claims in `res.locals.token`; else 401. */
export function authenticate(authenticator: Authenticator): RequestHandler {
  return async (req, res, next) => {
    res.locals.token = await authenticator.verify(bearerToken(req), res.locals.deadline);
    next();
  };
}

/** The token of the one `Authorization: Bearer` header (RFC 6750, 2.1); a second header is refused. */
function bearerToken(req: Request): string {
  const [header, ...others] = req.headersDistinct['authorization'] ?? [];
  const token = /^Bearer +([\w.~+/-]+=*)$/i.exec(header ?? '')?.[1];
  if (token === undefined || others.length > 0) throw unauthenticated(new Error('not one bearer token'));
  return token;
}

/**
 * A bad token is the caller's fault; everything else means that the question could not be put, and nobody
 * is let in. The Admin SDK reports keys that it could not fetch with the code of a bad argument.
 */
function blame(error: unknown): Problem {
  const { code = '', message = '' } = error as { code?: string; message?: string };
  const keysOutOfReach = message.includes('Error fetching');
  const ofTheToken =
    /^auth\/(?:argument-error|invalid-argument|id-token-|invalid-id-token|user-|invalid-uid)/.test(code);
  return ofTheToken && !keysOutOfReach ? unauthenticated(error) : authUnavailable(error);
}
