// The claims of a token: reads the role, and checks what the Admin SDK does not check.
import type { Text } from '../../standards/languages.ts';

/** The roles of a caller; each includes the ones before it. */
export const ROLES = ['viewer', 'editor', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** What people call each role; an operator grants it by its English name. */
export const ROLE_NAMES: Record<Role, Text> = {
  viewer: { en: 'viewer', el: 'αναγνώστης (viewer)' },
  editor: { en: 'editor', el: 'συντάκτης (editor)' },
  admin: { en: 'admin', el: 'διαχειριστής (admin)' },
};

/** Custom claims, as a token or an account carries them. */
export type Claims = Record<string, unknown>;

/** The role in the claim `crm_role`, or null where it is not exactly one of the three. */
export function roleOf(claims: Claims): Role | null {
  const claim: unknown = Object.hasOwn(claims, 'crm_role') ? claims['crm_role'] : null;
  return ROLES.find((role) => role === claim) ?? null;
}

/** What people call the user: `name` of the token, else its e-mail address; null where it has neither. Cut to 300 characters. */
export function nameOf(claims: Claims): string | null {
  const given = ['name', 'email'].map((claim) => (Object.hasOwn(claims, claim) ? claims[claim] : null));
  const name = given.find((each) => typeof each === 'string' && each.trim() !== '') as string | undefined;
  return name === undefined ? null : name.trim().slice(0, MAX_NAME_LENGTH).toWellFormed();
}

/** In UTF-16 code units: it is stored with every version. */
const MAX_NAME_LENGTH = 300;

/** Whether `role` is `needed` or more. */
export function includesRole(role: Role | null, needed: Role): role is Role {
  return role !== null && ROLES.indexOf(role) >= ROLES.indexOf(needed);
}

/**
 * What is wrong with the claims of a token, for the log, or null. `verifyIdToken` lets all of this through (measured): a missing
 * `exp`, times in the future, a token of a tenant, a token without a user. `now` is in seconds, as the claims are.
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

/** How far in the future a token may have been issued, in seconds: clocks differ. */
const CLOCK_SKEW_SECONDS = 300;
