import type { Request, RequestHandler } from 'express';
import type { Authenticator } from './authentication.ts';
import { includesRole, type Role, roleOf } from './claims.ts';
import { forbidden, unauthenticated } from '../../standards/problem.ts';

/** Who makes this request, and as what. */
export interface Caller {
  uid: string;
  role: Role;
}

/** Makes the middleware for a role, or for one that depends on the request. */
export type RoleGate = (role: Role | ((req: Request) => Role)) => RequestHandler;

/**
 * Lets callers of a role through and puts them in `res.locals.caller`; else 403 `forbidden`.
 * A read trusts the token for its lifetime. A write asks the Auth back end: the user must still be there,
 * not disabled and not revoked (else 401), and the claims that count are the account's current ones.
 */
export function roleGate(authenticator: Authenticator): RoleGate {
  return (role) => async (req, res, next) => {
    const needed = typeof role === 'function' ? role(req) : role;
    const { token, deadline } = res.locals;
    if (token === undefined) throw unauthenticated();
    const current = () => authenticator.currentClaims(token, deadline);
    const reads = req.method === 'GET' || req.method === 'HEAD';
    const held = roleOf(reads ? token : await current());
    if (!includesRole(held, needed))
      // Only makes the refusal more helpful: a back end that does not answer is no reason for another one.
      throw forbidden(needed, held, {
        stale: reads && includesRole(roleOf(await current().catch(() => ({}))), needed),
      });
    res.locals.caller = { uid: token.uid, role: held };
    next();
  };
}
