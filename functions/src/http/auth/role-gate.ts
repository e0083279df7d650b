// Middleware that lets only callers of a role through.
import type { Request, RequestHandler } from 'express';
import type { Authenticator } from './authentication.ts';
import { includesRole, nameOf, type Role, ROLE_NAMES, roleOf } from './claims.ts';
import { RoleLessCallers } from './role-less-callers.ts';
import { forbidden, unauthenticated } from '../../standards/problems.ts';

/**
 * Makes the gate. It puts the caller in `res.locals.caller`; a caller without the role gets 403 `forbidden`. A read trusts the
 * token until it expires. A write asks Firebase Auth: the user must exist, be enabled and not be revoked (else 401), and the
 * claims that count are those that the account has now. A caller whose token has no role at all is looked up a few times a minute and
 * no more.
 */
export function roleGate(authenticator: Authenticator): RoleGate {
  const roleLess = new RoleLessCallers();
  return (role) => async (req, res, next) => {
    const needed = typeof role === 'function' ? role(req) : role;
    const { token, deadline } = res.locals;
    if (token === undefined) throw unauthenticated();
    const lookUp = () => authenticator.currentClaims(token, deadline);
    const current = () => (roleOf(token) === null ? roleLess.claims(token.uid, lookUp) : lookUp());
    const reads = req.method === 'GET' || req.method === 'HEAD';
    const held = roleOf(reads ? token : await current());
    if (!includesRole(held, needed))
      // `stale` only makes the refusal more helpful: where Firebase Auth does not answer, it stays 403.
      throw forbidden(needed, {
        name: ROLE_NAMES[needed],
        held,
        stale: reads && includesRole(roleOf(await current().catch(() => ({}))), needed),
      });
    res.locals.caller = { uid: token.uid, name: nameOf(token), role: held };
    next();
  };
}

/** Who makes this request, and with which role. */
export interface Caller {
  uid: string;
  /** What people call them; null where the token does not say. */
  name: string | null;
  role: Role;
}

/** Makes the middleware for a role, or for one that depends on the request. */
export type RoleGate = (role: Role | ((req: Request) => Role)) => RequestHandler;
