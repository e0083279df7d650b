import { describe, expect, it } from 'vitest';
import { roleOf, ROLES, type Role } from '../../../src/http/auth/claims.ts';
import { useApi } from '../../support/api.ts';
import { CUSTOMERS_PATH as path } from '../../support/paths.ts';
import { emulatedAuth, signIn, signUp } from '../../support/users.ts';
import { sendRaw } from '../../support/raw-request.ts';
import { MARK, refuse } from '../../support/refusal.ts';

const api = useApi();
const target = () => ({ base: api.url, projectId: api.projectId });
const forbidden = { status: 403, code: 'forbidden' };

const as = (token: string, method: string, to = path) => ({
  method,
  path: to,
  headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
  body: method === 'POST' || method === 'PUT' ? `{"name":"${MARK}"}` : undefined,
});

/** Every operation, and the role that it needs. */
const operations: [string, string, Role][] = [
  ['GET', path, 'viewer'],
  ['GET', `${path}/nobody`, 'viewer'],
  ['POST', path, 'editor'],
  ['PUT', `${path}/nobody`, 'editor'],
  ['PATCH', `${path}/nobody`, 'editor'],
  ['DELETE', `${path}/nobody`, 'editor'],
  ['DELETE', `${path}/nobody?erase=true`, 'admin'],
  ['DELETE', `${path}/nobody?erase=false&erase=true`, 'admin'],
  ['POST', `${path}/nobody/restore`, 'editor'],
  ['POST', `${path}/nobody/revert`, 'editor'],
  ...['notes', 'contacts', 'owned_items'].map((list): [string, string, Role] => [
    'POST',
    `${path}/nobody/${list}`,
    'editor',
  ]),
  ...['tags', 'linked_user_ids'].flatMap((set): [string, string, Role][] => [
    ['PUT', `${path}/nobody/${set}/x`, 'editor'],
    ['DELETE', `${path}/nobody/${set}/x`, 'editor'],
  ]),
  ['GET', `${path}/trash`, 'viewer'],
  ['GET', `${path}/nobody/history`, 'viewer'],
  ['GET', `${path}/nobody/history/1`, 'viewer'],
];

describe.each(ROLES)('a user with the role %s', (role) => {
  it.each(operations)('who sends %s %s is let in if the role includes %s', async (method, to, needed) => {
    const answer = await api.as(role).send(method, to, method === 'GET' ? {} : { body: { name: 'x' } });
    if (ROLES.indexOf(role) >= ROLES.indexOf(needed)) expect([200, 201, 404, 422]).toContain(answer.status);
    else expect(answer).toMatchObject({ status: 403, body: { code: 'forbidden', required_role: needed } });
  });
});

it.each(operations.filter(([method]) => method === 'POST' || method === 'PUT'))(
  'a viewer who sends %s %s is refused before the body is read',
  async (method, to) => {
    const { token } = api.users.viewer;
    await refuse(target(), { ...as(token, method, to), body: `{"broken` }, forbidden);
  },
);

describe('a claim that is not exactly a role gives none', () => {
  const claims: [string, object][] = [
    ['none', {}],
    ['null', { crm_role: null }],
    ['true', { crm_role: true }],
    ['a number', { crm_role: 1 }],
    ['an array', { crm_role: ['admin'] }],
    ['an object', { crm_role: { role: 'admin' } }],
    ['an object that turns into a role', { crm_role: { toString: 'admin' } }],
    ['another case', { crm_role: 'Admin' }],
    ['a space', { crm_role: ' admin' }],
    ['another alphabet', { crm_role: 'аdmin' }],
    ['a list in a string', { crm_role: 'viewer,admin' }],
    ['__proto__', { crm_role: '__proto__' }],
    ['constructor', { crm_role: 'constructor' }],
    ['empty', { crm_role: '' }],
    ['another name of the claim', { role: 'admin', roles: ['admin'], CRM_ROLE: 'admin', admin: true }],
    ['inside firebase', { nested: { crm_role: 'admin' } }],
  ];

  it.each(claims)('%s', async (_what, claim) => {
    const { token } = await signUp(undefined, claim);
    for (const method of ['GET', 'POST', 'DELETE']) {
      const request = as(token, method, method === 'DELETE' ? `${path}/x` : path);
      const answer = await refuse(target(), request, forbidden);
      const needed = method === 'GET' ? 'viewer' : 'editor';
      expect(answer.body).toMatchObject({
        required_role: needed,
        detail: `This needs the role "${needed}".`,
      });
      expect(answer.headers.get('X-Firestore-Reads')).toBe('0');
    }
  });
});

it("a claim of the prototype is nobody's claim", () => {
  expect(roleOf(Object.create({ crm_role: 'admin' }) as Record<string, unknown>)).toBeNull();
  expect(roleOf(JSON.parse('{"__proto__":{"crm_role":"admin"}}') as Record<string, unknown>)).toBeNull();
  expect(roleOf({ crm_role: 'admin' })).toBe('admin');
});

describe('a role that has changed since the token was issued', () => {
  it('was taken away: the old token writes no more, and reads until it expires', async () => {
    const { uid, token } = await signUp('editor');
    await emulatedAuth().setCustomUserClaims(uid, { crm_role: 'viewer' });
    for (const request of [
      as(token, 'POST'),
      as(token, 'PUT', `${path}/x`),
      as(token, 'DELETE', `${path}/x`),
    ])
      await refuse(target(), request, forbidden);
    await emulatedAuth().setCustomUserClaims(uid, null);
    await refuse(target(), as(token, 'POST'), forbidden);
    for (const method of ['GET', 'HEAD'])
      expect((await sendRaw(api.url, as(token, method))).status).toBe(200);
  });

  it('was given: the old token writes', async () => {
    const { uid, token } = await signUp('viewer');
    await refuse(target(), as(token, 'POST'), forbidden);
    await emulatedAuth().setCustomUserClaims(uid, { crm_role: 'editor' });
    expect((await api.anonymous.send('POST', path, as(token, 'POST'))).status).toBe(201);
  });

  it('was given: a read with the old token says that a fresh one is needed, and the fresh one reads', async () => {
    const { uid, token } = await signUp(undefined);
    const before = await refuse(target(), as(token, 'GET'), forbidden);
    expect(before.body.detail).not.toContain('fresh token');
    await emulatedAuth().setCustomUserClaims(uid, { crm_role: 'viewer' });
    const stale = await refuse(target(), as(token, 'GET'), forbidden);
    expect(stale.body.detail).toContain('"viewer"');
    expect(stale.body.detail).toContain('fresh token');
    expect((await api.anonymous.send('GET', path, as(await signIn(uid), 'GET'))).status).toBe(200);
  });
});

describe('at the Auth emulator: a user who may write no more', () => {
  const changes: [string, (uid: string) => Promise<unknown>][] = [
    ['disabled', (uid) => emulatedAuth().updateUser(uid, { disabled: true })],
    ['deleted', (uid) => emulatedAuth().deleteUser(uid)],
  ];

  it.each(changes)('%s', async (_what, change) => {
    const { uid, token } = await signUp('admin');
    await change(uid);
    await refuse(target(), as(token, 'POST'), { status: 401, code: 'unauthenticated' });
    await refuse(target(), as(token, 'DELETE', `${path}/x`), { status: 401, code: 'unauthenticated' });
  });
});
