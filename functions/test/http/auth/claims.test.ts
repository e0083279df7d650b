import { describe, expect, it } from 'vitest';
import { findClaimFault, includesRole, nameOf, ROLES, roleOf } from '../../../src/http/auth/claims.ts';

it.for([
  [{ name: 'Μαρία', email: 'm@example.gr' }, 'Μαρία'],
  [{ name: ' Μαρία ' }, 'Μαρία'],
  [{ email: 'm@example.gr' }, 'm@example.gr'],
  [{ name: ' ', email: 'm@example.gr' }, 'm@example.gr'],
  [{ name: 5, email: ['m@example.gr'] }, null],
  [{}, null],
  [Object.create({ name: 'inherited' }) as Record<string, unknown>, null],
  [{ name: 'x'.repeat(1000) }, 'x'.repeat(300)],
  [{ name: 'a\ud800' }, 'a\ufffd'],
] as const)('the name of a user with the claims %j', ([claims, name]) => {
  expect(nameOf(claims)).toBe(name);
});

describe('the role of a set of claims', () => {
  it('is the claim crm_role where that is one of the three', () => {
    expect(ROLES).toEqual(['viewer', 'editor', 'admin']);
    for (const role of ROLES) expect(roleOf({ crm_role: role })).toBe(role);
  });

  it.for([undefined, null, '', 'Admin', 'admin ', 'root', 1, true, ['admin'], { admin: true }])(
    'is none for %j',
    (crm_role) => {
      expect(roleOf({ crm_role })).toBeNull();
    },
  );

  it('is none where the claim is missing, inherited or another', () => {
    expect(roleOf({})).toBeNull();
    expect(roleOf({ role: 'admin' })).toBeNull();
    expect(roleOf(Object.create({ crm_role: 'admin' }) as Record<string, unknown>)).toBeNull();
  });

  it('includes those before it, itself, and no other', () => {
    const included = ROLES.map((held) => ROLES.map((needed) => includesRole(held, needed)));
    expect(included).toEqual([
      [true, false, false],
      [true, true, false],
      [true, true, true],
    ]);
    for (const needed of ROLES) expect(includesRole(null, needed)).toBe(false);
  });
});

describe('the fault of a token', () => {
  const now = 1_000_000;
  const good = { sub: 'u', exp: now + 1, iat: now, auth_time: now, firebase: { identities: {} } };

  it('is none where every claim is sound', () => {
    expect(findClaimFault(good, now)).toBeNull();
    expect(findClaimFault({ ...good, firebase: undefined }, now)).toBeNull();
    expect(findClaimFault({ ...good, firebase: null }, now)).toBeNull();
    expect(findClaimFault({ ...good, firebase: 'tenant' }, now)).toBeNull();
    expect(findClaimFault({ ...good, iat: now + 300, auth_time: now + 300 }, now)).toBeNull();
  });

  it.for([
    [{ sub: undefined }, 'sub is missing'],
    [{ sub: '' }, 'sub is missing'],
    [{ sub: 1 }, 'sub is missing'],
    [{ exp: undefined }, 'exp is missing or past'],
    [{ exp: now }, 'exp is missing or past'],
    [{ exp: `${now + 1}` }, 'exp is missing or past'],
    [{ iat: undefined }, 'iat is missing or in the future'],
    [{ iat: now + 301 }, 'iat is missing or in the future'],
    [{ iat: `${now}` }, 'iat is missing or in the future'],
    [{ auth_time: undefined }, 'auth_time is missing or in the future'],
    [{ auth_time: now + 301 }, 'auth_time is missing or in the future'],
    [{ auth_time: `${now}` }, 'auth_time is missing or in the future'],
    [{ firebase: { tenant: 't' } }, 'a token of a tenant'],
  ] as const)('with %j is: %s', ([claims, fault]) => {
    expect(findClaimFault({ ...good, ...claims }, now)).toBe(fault);
  });
});
