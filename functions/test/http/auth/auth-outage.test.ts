import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { Deadline } from '../../../src/limits/deadline.ts';
import { createAuthenticator } from '../../../src/http/auth/authentication.ts';
import { useApi } from '../../support/api.ts';
import { type Mood, useAuthBackend } from '../../support/auth-backend.ts';
import { CUSTOMERS_PATH as path } from '../../support/paths.ts';
import { sendRaw } from '../../support/raw-request.ts';
import { MARK, refuse } from '../../support/refusal.ts';

/** Firebase Auth out of reach: nobody is let in, nobody waits, and nobody is told that the token is bad. */
const DEADLINE_MS = 400;

const backend = useAuthBackend();
let auth: ReturnType<typeof backend.freshAuth>;
const api = useApi(
  {},
  { authenticator: createAuthenticator(() => Promise.resolve(auth), { timeoutMs: DEADLINE_MS }) },
);
const unavailable = { status: 503, code: 'auth_unavailable', within: 10 * DEADLINE_MS };
// Each request has a token of its own: one that was found good a moment ago needs no server.
const headers = () => ({
  Authorization: `Bearer ${backend.sign(backend.payload({ jti: randomUUID() }))}`,
  'Content-Type': 'application/json',
});
const read = () => ({ path, headers: headers() });
const write = () => ({ method: 'POST', path, headers: headers(), body: `{"name":"${MARK}"}` });
const target = () => ({ base: api.url, projectId: api.projectId });

beforeEach(() => {
  auth = backend.freshAuth();
  backend.keys.mood = 'well';
  backend.lookup.mood = 'well';
  backend.accounts.set('u1', { localId: 'u1', customAttributes: '{"crm_role":"editor"}' });
});

const moods: Mood[] = ['hanging', 'resetting', 'html', 'empty', 500, 503];

describe.each(moods)('while the server is %s', (mood) => {
  it('that has the keys, reads and writes are 503 in time, and go on afterwards', async () => {
    backend.keys.mood = mood;
    for (const request of [read(), write()]) {
      const answer = await refuse(target(), request, unavailable);
      expect(answer.headers.get('Retry-After')).toMatch(/^[1-9]\d*$/);
      expect(answer.headers.get('X-Firestore-Reads')).toBe('0');
    }
    expect(api.log.findLast(({ status }) => status === 503)).toMatchObject({
      severity: 'ERROR',
      reason: expect.any(String),
    });
    backend.keys.mood = 'well';
    expect((await sendRaw(api.url, read())).status).toBe(200);
  });

  it('that has the accounts, a write is 503 in time and a read is served; then writes go on', async () => {
    backend.lookup.mood = mood;
    const answer = await refuse(target(), write(), unavailable);
    expect(answer.headers.get('Retry-After')).toMatch(/^[1-9]\d*$/);
    expect((await sendRaw(api.url, read())).status).toBe(200);
    backend.lookup.mood = 'well';
    expect((await sendRaw(api.url, write())).status).toBe(201);
  });

  it('that has the accounts, a reader without a role is 403 in time', async () => {
    backend.lookup.mood = mood;
    const Authorization = `Bearer ${backend.sign(backend.payload({ crm_role: undefined }))}`;
    await refuse(
      target(),
      { path, headers: { Authorization } },
      { ...unavailable, status: 403, code: 'forbidden' },
    );
  });
});

it('keys that were fetched once are enough for reads, whatever the servers do', async () => {
  expect((await sendRaw(api.url, read())).status).toBe(200);
  backend.keys.mood = 'hanging';
  backend.lookup.mood = 'hanging';
  expect((await sendRaw(api.url, read())).status).toBe(200);
});

it('a server that nothing listens on is an outage too', async () => {
  auth = backend.freshAuth(1);
  await refuse(target(), read(), unavailable);
});

it('an SDK that cannot be loaded is an outage too', async () => {
  const authenticator = createAuthenticator(() => Promise.reject(new Error('no such module')), {
    timeoutMs: 1,
  });
  await expect(authenticator.verify('x', new Deadline(1000))).rejects.toMatchObject({
    status: 503,
    code: 'auth_unavailable',
  });
});
