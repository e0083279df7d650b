// Middleware that verifies the ID token of a request, and the part of Firebase Auth that it needs.
import type { Request, RequestHandler } from 'express';
import type { Auth, DecodedIdToken, UserRecord } from 'firebase-admin/auth';
import type { Deadline } from '../../limits/deadline.ts';
import { type Claims, findClaimFault } from './claims.ts';
import { Problem } from '../../standards/problem.ts';
import { authUnavailable, unauthenticated } from '../../standards/problems.ts';
import { SharedCalls } from './shared-calls.ts';
import { VerifiedTokens } from './verified-tokens.ts';

/** The middleware puts the claims of the bearer token in `res.locals.token`; without a valid token it throws 401. */
export function authenticate(authenticator: Authenticator): RequestHandler {
  return async (req, res, next) => {
    res.locals.token = await authenticator.verify(bearerToken(req), res.locals.deadline);
    next();
  };
}

/** What is asked of Firebase Auth; both throw 401 `unauthenticated` or 503 `auth_unavailable`. */
export interface Authenticator {
  /** Verifies an ID token: signature, issuer, audience, expiry, and what the Admin SDK leaves open. */
  verify(idToken: string, deadline: Deadline): Promise<DecodedIdToken>;
  /** The claims that the token's user has now; the user must exist, be enabled and not be revoked. */
  currentClaims(token: DecodedIdToken, deadline: Deadline): Promise<Claims>;
}

/** An `Authenticator` on the Admin SDK. Every call to the back end ends within `timeoutMs`. */
export function createAuthenticator(
  loadAuth: () => Promise<Auth>,
  { timeoutMs }: { timeoutMs: number },
): Authenticator {
  const ask = async <T>(deadline: Deadline, answer: Promise<T>, isCallersFault: IsFault): Promise<T> => {
    try {
      return await deadline.wait(answer, timeoutMs, () =>
        authUnavailable(`Firebase Auth did not answer within ${timeoutMs} ms`),
      );
    } catch (error) {
      if (error instanceof Problem) throw error;
      throw isCallersFault(error as SdkError) ? unauthenticated(error) : authUnavailable(error);
    }
  };
  const verified = new VerifiedTokens();
  const accounts = new SharedCalls<UserRecord>();
  return {
    async verify(idToken, deadline) {
      const known = verified.get(idToken);
      const verify = () => loadAuth().then((auth) => auth.verifyIdToken(idToken));
      const token = known ?? (await ask(deadline, verify(), isFaultOfToken));
      const fault = findClaimFault(token, Date.now() / 1000);
      if (fault !== null) throw unauthenticated(fault);
      if (known === undefined) verified.add(idToken, token);
      return token;
    },
    async currentClaims(token, deadline) {
      const account = accounts.get(token.uid, (uid) => loadAuth().then((auth) => auth.getUser(uid)));
      const user = await ask(deadline, account, isFaultOfAccount);
      if (user.disabled) throw unauthenticated('the user is disabled');
      const validAfter = Date.parse(user.tokensValidAfterTime ?? '');
      if (token.auth_time * 1000 < validAfter) throw unauthenticated('the token was revoked');
      return user.customClaims ?? {};
    },
  };
}

/** The token of the one `Authorization: Bearer` header (RFC 6750, 2.1); a second header is refused. */
function bearerToken(req: Request): string {
  const [header, ...others] = req.headersDistinct['authorization'] ?? [];
  const token = /^Bearer +([\w.~+/-]+=*)$/i.exec(header ?? '')?.[1];
  if (token === undefined || others.length > 0) throw unauthenticated('not one bearer token');
  return token;
}

/** What the Admin SDK throws; `code` is missing where the error is not its own. */
type SdkError = Error & { code?: string };
type IsFault = (error: SdkError) => boolean;

/**
 * How the SDK's messages about a bad token begin. When it cannot fetch Google's keys, the error has the same code but another
 * message: that is not the caller's fault, and the answer is 503.
 */
const OF_THE_TOKEN = /^(?:Decoding )?Firebase ID token |^verifyIdToken\(\) expects /;

function isFaultOfToken(error: SdkError): boolean {
  if (error.code === 'auth/argument-error') return OF_THE_TOKEN.test(error.message);
  if (error.code === 'auth/id-token-expired') return true;
  // The SDK's decoder expects each part of a token to be a JSON object, and throws these for anything else.
  return error instanceof SyntaxError || error instanceof TypeError || isFaultOfAccount(error);
}

function isFaultOfAccount({ code }: SdkError): boolean {
  return code === 'auth/user-not-found' || code === 'auth/user-disabled';
}
