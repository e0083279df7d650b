import { beforeEach, expect, it } from 'vitest';
import { createAuthenticator } from '../../../src/http/auth/authentication.ts';
import { useApi } from '../../support/api.ts';
import { useAuthBackend } from '../../support/auth-backend.ts';
import { CUSTOMERS_PATH as path } from '../../support/paths.ts';
import { sendRaw } from '../../support/raw-request.ts';

/** Anyone may sign up where self-registration is open: what a caller without a role costs at Firebase Auth. */
const backend = useAuthBackend();
const api = useApi(
  {},
  { authenticator: createAuthenticator(() => Promise.resolve(backend.auth()), { timeoutMs: 2000 }) },
);

let uids = 0;
let uid: string;
beforeEach(() => {
  uid = `somebody-${(uids += 1)}`;
  backend.accounts.set(uid, { localId: uid });
  backend.lookup.mood = 'well';
  backend.lookup.count = 0;
});

const tokenOf = (role: string | undefined) =>
  backend.sign(backend.payload({ sub: uid, user_id: uid, crm_role: role }));

const send = (token: string, method: string) =>
  sendRaw(api.url, {
    method,
    path: method === 'PUT' || method === 'DELETE' ? `${path}/x` : path,
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: method === 'POST' || method === 'PUT' ? '{"name":"Α"}' : undefined,
  });

/** One after the other: requests at one moment share a look-up anyway. */
async function statuses(token: string, method: string, times: number): Promise<Set<number>> {
  const answers = new Set<number>();
  for (let at = 0; at < times; at++) answers.add((await send(token, method)).status);
  return answers;
}

it.each(['GET', 'POST', 'PUT', 'DELETE'])(
  '20 × %s without a role are 403 and at most two look-ups',
  async (method) => {
    expect(await statuses(tokenOf(undefined), method, 20)).toEqual(new Set([403]));
    expect(backend.lookup.count).toBeLessThanOrEqual(2);
  },
);

it('fresh tokens of the same user make no difference', async () => {
  for (let at = 0; at < 10; at++)
    expect(
      (
        await send(
          backend.sign(backend.payload({ sub: uid, user_id: uid, crm_role: undefined, jti: at })),
          'POST',
        )
      ).status,
    ).toBe(403);
  expect(backend.lookup.count).toBeLessThanOrEqual(2);
});

it('a user who has just been given a role is let in with the old token, and at any time with a new one', async () => {
  const old = tokenOf(undefined);
  expect((await send(old, 'POST')).status).toBe(403);
  backend.accounts.set(uid, { localId: uid, customAttributes: '{"crm_role":"editor"}' });
  expect((await send(old, 'POST')).status).toBe(201);
  expect((await send(old, 'GET')).body.detail).toContain('fresh token');
  for (let at = 0; at < 3; at++) expect((await send(tokenOf('editor'), 'POST')).status).toBe(201);
});

it('a role that the account does not have any more lets nobody write, however often it was looked up', async () => {
  const old = tokenOf(undefined);
  backend.accounts.set(uid, { localId: uid, customAttributes: '{"crm_role":"editor"}' });
  await send(old, 'POST');
  await send(old, 'POST');
  backend.accounts.set(uid, { localId: uid });
  expect(await statuses(old, 'POST', 3)).toEqual(new Set([403]));
});

it('a disabled user without a role stays 401', async () => {
  backend.accounts.set(uid, { localId: uid, disabled: true });
  expect(await statuses(tokenOf(undefined), 'POST', 5)).toEqual(new Set([401]));
  expect(backend.lookup.count).toBeLessThanOrEqual(2);
});

it('a caller with a role is looked up for each write, so that a revocation counts at once', async () => {
  backend.accounts.set(uid, { localId: uid, customAttributes: '{"crm_role":"editor"}' });
  expect(await statuses(tokenOf('editor'), 'POST', 5)).toEqual(new Set([201]));
  expect(backend.lookup.count).toBe(5);
  backend.accounts.set(uid, {
    localId: uid,
    customAttributes: '{"crm_role":"editor"}',
    validSince: String(2 ** 31),
  });
  expect((await send(tokenOf('editor'), 'POST')).status).toBe(401);
});

it('an outage of Firebase Auth is 503 for the first writes, and 403 for whoever goes on', async () => {
  backend.lookup.mood = 503;
  const answers = [];
  for (let at = 0; at < 4; at++) answers.push((await send(tokenOf(undefined), 'POST')).status);
  expect(answers).toEqual([503, 503, 403, 403]);
});
