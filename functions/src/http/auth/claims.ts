/** Custom claims, as a token or an account carries them. */
export type Claims = Record<string, unknown>;

/** Each role includes the ones before it. */
export const ROLES = ['viewer', 'editor', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** Clocks differ: a token may come from this far in the future, in seconds. */
const CLOCK_SKEW_SECONDS = 300;

/** The role in a set of claims: the claim's own key, a string, exactly one of the three. */
export function roleOf(claims: Claims): Role | null {
  const claim: unknown = Object.hasOwn(claims, 'crm_role') ? claims['crm_role'] : null;
  return ROLES.find((role) => role === claim) ?? null;
}

/** Whether `role` is `needed` or more. */
export function includesRole(role: Role | null, needed: Role): role is Role {
  return role !== null && ROLES.indexOf(role) >= ROLES.indexOf(needed);
}

/**
 * What `verifyIdToken` lets through and must not (measured): a missing `exp`, times in the future, a token
 * of another tenant, an event's token without a user. Times are in seconds. Returns what is wrong, for the log, or null.
 */
export function findClaimFault(token: Claims, now: number): string | null {
  const { sub, exp, iat, auth_time, firebase } = token;
  if (typeof sub !== 'string' || sub === '') return 'sub is missing';
  if (typeof exp !== 'number' || exp <= now) return 'exp is missing or past';
  if (typeof iat !== 'number' || iat > now + CLOCK_SKEW_SECONDS) return 'iat is missing or in the future';
  if (typeof auth_time !== 'number' || auth_time > now + CLOCK_SKEW_SECONDS)
    return 'auth_time is missing or in the future';
  if (typeof firebase === 'object' && firebase !== null && 'tenant' in firebase) return 'a token of a tenant';
  return null;
}
