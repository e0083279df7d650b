import { createHmac, createPublicKey, generateKeyPairSync, sign as signBytes } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { createAuthenticator } from '../../../src/http/auth/authentication.ts';
import { useApi } from '../../support/api.ts';
import { encode, now, useAuthBackend } from '../../support/auth-backend.ts';
import { CUSTOMERS_PATH as path } from '../../support/paths.ts';
import { sendRaw } from '../../support/raw-request.ts';
import { MARK, refuse } from '../../support/refusal.ts';

/** Tokens that are not good, against signed tokens and the Admin SDK as production has it. */
const backend = useAuthBackend();
const api = useApi(
  {},
  { authenticator: createAuthenticator(() => Promise.resolve(backend.auth()), { timeoutMs: 5000 }) },
);
const unauthenticated = { status: 401, code: 'unauthenticated' };
const { payload, sign } = backend;

const good = () => sign(payload());

beforeEach(() => {
  backend.accounts.set('u1', { localId: 'u1', customAttributes: '{"crm_role":"editor"}' });
});

/** Refused alike to a reader and to a writer, without a look at the database, in the words of every other. */
async function refuseToken(authorization: string | string[]): Promise<void> {
  for (const method of ['GET', 'POST', 'DELETE']) {
    const answer = await refuse(
      { base: api.url, projectId: api.projectId },
      {
        method,
        path: method === 'DELETE' ? `${path}/x` : path,
        headers: { Authorization: authorization, 'Content-Type': 'application/json' },
        body: method === 'POST' ? `{"name":"${MARK}"}` : undefined,
      },
      unauthenticated,
    );
    expect(answer.headers.get('WWW-Authenticate')).toBe('Bearer');
    expect(answer.headers.get('X-Firestore-Reads')).toBe('0');
    const { request_id, ...rest } = answer.body;
    expect(request_id).toEqual(expect.any(String));
    expect(rest).toEqual({
      type: 'urn:crm:problem:unauthenticated',
      title: 'Unauthenticated',
      status: 401,
      detail: 'Sign in to go on: a valid Firebase ID token is needed in the Authorization header.',
      code: 'unauthenticated',
    });
  }
}

it('a good token is let in, to read and to write', async () => {
  const headers = { Authorization: `Bearer ${good()}`, 'Content-Type': 'application/json' };
  expect((await sendRaw(api.url, { path, headers })).status).toBe(200);
  expect((await sendRaw(api.url, { method: 'POST', path, headers, body: '{"name":"x"}' })).status).toBe(201);
  const lowerCase = { Authorization: `bearer ${good()}` };
  expect((await sendRaw(api.url, { path, headers: lowerCase })).status).toBe(200);
});

const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const elliptic = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const unsigned = (header: object, claims: object = payload(), signature = '') =>
  `${encode(header)}.${encode(claims)}.${signature}`;
const hmac = (alg: 'HS256' | 'HS512', secret: string | Buffer, header: object = { kid: 'key-1' }) => {
  const signed = `${encode({ alg, typ: 'JWT', ...header })}.${encode(payload())}`;
  return `${signed}.${createHmac(alg.replace('HS', 'sha'), secret).update(signed).digest('base64url')}`;
};
const es256 = () => {
  const signed = `${encode({ alg: 'ES256', kid: 'key-1', typ: 'JWT' })}.${encode(payload())}`;
  const key = { key: elliptic, dsaEncoding: 'ieee-p1363' } as const;
  return `${signed}.${signBytes('sha256', Buffer.from(signed), key).toString('base64url')}`;
};
const parts = () => good().split('.') as [string, string, string];
const iss = (project: string) => ({ iss: `https://securetoken.google.com/${project}`, aud: project });
const IDENTITY_TOOLKIT =
  'https://identitytoolkit.googleapis.com/google.identity.identitytoolkit.v1.IdentityToolkit';

const forgeries: Record<string, () => string> = {
  'alg none': () => unsigned({ alg: 'none', kid: 'key-1' }),
  'alg none, without a kid': () => unsigned({ alg: 'none', typ: 'JWT' }),
  'alg None': () => unsigned({ alg: 'None', kid: 'key-1' }),
  'alg none with the signature of another': () =>
    unsigned({ alg: 'none', kid: 'key-1' }, payload(), parts()[2]),
  'no alg': () => unsigned({ kid: 'key-1' }),
  'an emulator token': () => unsigned({ alg: 'none', typ: 'JWT' }, payload({ sign_in_provider: 'custom' })),
  'HS256 with the public key': () => hmac('HS256', backend.publicKey),
  'HS256 with the public key in DER': () =>
    hmac('HS256', createPublicKey(backend.publicKey).export({ type: 'spki', format: 'der' })),
  'HS512 with an empty secret': () => hmac('HS512', ''),
  'HS256 without a kid': () => hmac('HS256', backend.publicKey, {}),
  'another key': () => sign(payload(), {}, other),
  'an elliptic key': es256,
  'a key that it brings': () =>
    sign(
      payload(),
      { jwk: createPublicKey(other).export({ format: 'jwk' }), jku: 'https://evil.example' },
      other,
    ),
  'an unknown kid': () => sign(payload(), { kid: 'key-2' }),
  'no kid': () => sign(payload(), { kid: undefined }),
  'an empty kid and another key': () => sign(payload(), { kid: '' }, other),
  'a kid of the prototype': () => sign(payload(), { kid: '__proto__' }),
  'a kid that is a function': () => sign(payload(), { kid: 'constructor' }),
  'a kid that is an array': () => sign(payload(), { kid: ['key-1', 'x'] }),
  'a kid that is a path': () => sign(payload(), { kid: '../../dev/null' }),
  'another aud': () => sign(payload({ aud: 'another-project' })),
  'an aud that is a list': () => sign(payload({ aud: [backend.projectId, 'x'] })),
  'no aud': () => sign(payload({ aud: undefined })),
  'another iss': () => sign(payload({ iss: 'https://securetoken.google.com/another-project' })),
  'an iss of Google accounts': () => sign(payload({ iss: 'https://accounts.google.com' })),
  'a session cookie': () =>
    sign(payload({ iss: `https://session.firebase.google.com/${backend.projectId}` })),
  'another project in both': () => sign(payload(iss('another-project'))),
  'no sub': () => sign(payload({ sub: undefined })),
  'an empty sub': () => sign(payload({ sub: '' })),
  'an overlong sub': () => sign(payload({ sub: 'u'.repeat(129) })),
  'a sub that is a number': () => sign(payload({ sub: 1 })),
  'a sub that is a list': () => sign(payload({ sub: ['u1'] })),
  'an event instead of a sub': () => sign(payload({ sub: undefined, event_type: 'beforeSendSms' })),
  'a custom token': () => sign({ ...payload({ aud: IDENTITY_TOOLKIT, uid: 'u1' }) }, { kid: undefined }),
  'a custom token with a kid': () => sign(payload({ aud: IDENTITY_TOOLKIT, uid: 'u1' })),
  'a legacy custom token': () => unsigned({ alg: 'HS256' }, { v: 0, d: { uid: 'u1' } }, 'x'),
  'a legacy custom token, odd inside': () => unsigned({ alg: 'HS256' }, { v: 0, d: 'u1' }, 'x'),
  expired: () => sign(payload({ exp: now() - 1 })),
  'long expired': () => sign(payload({ exp: 1 })),
  'no exp': () => sign(payload({ exp: undefined })),
  'exp as a string': () => sign(payload({ exp: `${now() + 3600}` })),
  'exp as null': () => sign(payload({ exp: null })),
  'not valid before a later time': () => sign(payload({ nbf: now() + 3600 })),
  'iat in the future': () => sign(payload({ iat: now() + 330 })),
  'no iat': () => sign(payload({ iat: undefined })),
  'iat as a string': () => sign(payload({ iat: `${now()}` })),
  'auth_time in the future': () => sign(payload({ auth_time: now() + 330 })),
  'no auth_time': () => sign(payload({ auth_time: undefined })),
  'auth_time as a string': () => sign(payload({ auth_time: `${now()}` })),
  'of a tenant': () => sign(payload({ firebase: { sign_in_provider: 'password', tenant: 'tenant-1' } })),
  '100 kB, badly signed': () => `${sign(payload({ filler: MARK.repeat(4500) })).slice(0, -8)}AAAAAAAA`,
  'an altered payload': () => `${parts()[0]}.${encode(payload({ crm_role: 'admin' }))}.${parts()[2]}`,
  'an altered header': () => `${encode({ alg: 'RS256', kid: 'key-1' })}.${parts()[1]}.${parts()[2]}`,
  'an altered signature': () => good().replace(/.{10}$/, 'AAAAAAAAAA'),
  'a cut signature': () => good().slice(0, -20),
  'no signature': () => `${parts()[0]}.${parts()[1]}.`,
  'no dots': () => 'x',
  'one dot': () => `${parts()[0]}.${parts()[1]}`,
  'three dots': () => `${good()}.x`,
  'only dots': () => '..',
  'five parts': () => 'a.b.c.d.e',
  'parts that are no JSON': () => `${encode('{')}.${encode('{')}.x`,
  'a header that is no JSON': () => `${encode(MARK)}.${parts()[1]}.${parts()[2]}`,
  'a payload that is no JSON': () => `${parts()[0]}.${encode(MARK)}.${parts()[2]}`,
  'a header that is null': () => `${encode('null')}.${parts()[1]}.${parts()[2]}`,
  'a payload that is null': () => `${parts()[0]}.${encode('null')}.${parts()[2]}`,
  'a payload that is a string': () => `${parts()[0]}.${encode('"x"')}.${parts()[2]}`,
  'a payload that is a number': () => unsigned({ alg: 'HS256' }, 5 as unknown as object, 'x'),
  'a payload that is an array': () => unsigned({ alg: 'RS256', kid: 'key-1' }, [], 'x'),
  'a uid': () => 'u1',
  'the word null': () => 'null',
};

describe('a forged token is 401 in one and the same body', () => {
  it.each(Object.entries(forgeries))('%s', async (_what, forge) => refuseToken(`Bearer ${forge()}`));
});

describe('an Authorization header of another form is 401 in the same body', () => {
  it.each<[string, () => string | string[]]>([
    ['Basic', () => `Basic ${Buffer.from('u1:x').toString('base64')}`],
    ['no scheme', () => good()],
    ['the scheme alone', () => 'Bearer'],
    ['an empty one', () => ''],
    ['white space inside', () => `Bearer ${good().replace('.', ' .')}`],
    ['a tab for the space', () => `Bearer\t${good()}`],
    ['two tokens', () => `Bearer ${good()} ${good()}`],
    ['two tokens with a comma', () => `Bearer ${good()}, Bearer ${good()}`],
    ['two headers', () => [`Bearer ${good()}`, `Bearer ${good()}`]],
    ['two headers, the second bad', () => [`Bearer ${good()}`, 'Basic x']],
    ['two headers, the first bad', () => ['Basic x', `Bearer ${good()}`]],
    ['another scheme', () => `Token ${good()}`],
    ['quotes', () => `Bearer "${good()}"`],
  ])('%s', async (_what, header) => {
    await refuseToken(header());
    expect(api.log.at(-1)).toMatchObject({ reason: 'not one bearer token' });
  });

  it('but several spaces before the token are none', async () => {
    const headers = { Authorization: `bearer   ${good()}` };
    expect((await sendRaw(api.url, { path, headers })).status).toBe(200);
  });

  it.each(['access_token', 'token', 'id_token', 'auth', 'key'])('a token as ?%s=', async (parameter) => {
    await refuse(
      { base: api.url, projectId: api.projectId },
      { path: `${path}?${parameter}=${good()}` },
      unauthenticated,
    );
  });

  it('a token as a cookie or in a body', async () => {
    const headers = { Cookie: `__session=${good()}`, 'Content-Type': 'application/x-www-form-urlencoded' };
    await refuse(
      { base: api.url, projectId: api.projectId },
      { method: 'POST', path, headers, body: `access_token=${good()}` },
      unauthenticated,
    );
  });
});

describe('clocks differ', () => {
  it('by up to 5 minutes, in which a token is let in', async () => {
    for (const changes of [{ iat: now() + 270 }, { auth_time: now() + 270 }]) {
      const headers = { Authorization: `Bearer ${sign(payload(changes))}` };
      expect((await sendRaw(api.url, { path, headers })).status).toBe(200);
    }
  });
});

describe('an account that has changed since its token was issued', () => {
  const writes = [
    { method: 'POST', path, body: `{"name":"${MARK}"}` },
    { method: 'PUT', path: `${path}/x`, body: `{"name":"${MARK}"}` },
    { method: 'DELETE', path: `${path}/x` },
  ];

  const account = { localId: 'u1', customAttributes: '{"crm_role":"admin"}' };

  it.each<[string, string, () => void]>([
    ['deleted', 'auth/user-not-found', () => backend.accounts.delete('u1')],
    ['disabled', 'the user is disabled', () => backend.accounts.set('u1', { ...account, disabled: true })],
    [
      'revoked',
      'the token was revoked',
      () => backend.accounts.set('u1', { ...account, validSince: `${now()}` }),
    ],
  ])('%s: it writes no more, and the log says why', async (_what, reason, change) => {
    const headers = { Authorization: `Bearer ${good()}`, 'Content-Type': 'application/json' };
    change();
    for (const write of writes) {
      await refuse({ base: api.url, projectId: api.projectId }, { ...write, headers }, unauthenticated);
      expect(api.log.at(-1)).toMatchObject({ status: 401, reason });
    }
  });

  it('a token issued after the revocation writes', async () => {
    backend.accounts.set('u1', {
      localId: 'u1',
      customAttributes: '{"crm_role":"editor"}',
      validSince: `${now() - 60}`,
    });
    const headers = { Authorization: `Bearer ${good()}`, 'Content-Type': 'application/json' };
    expect((await sendRaw(api.url, { method: 'POST', path, headers, body: '{"name":"x"}' })).status).toBe(
      201,
    );
  });
});

it('no refusal has told the log anything of a token', () => {
  const log = JSON.stringify(api.log);
  expect(api.log.filter(({ status }) => status === 401).length).toBeGreaterThan(100);
  expect(
    api.log.filter(({ status }) => status === 401).every(({ reason }) => typeof reason === 'string'),
  ).toBe(true);
  expect(log).not.toContain(MARK.slice(0, 6));
  expect(log).not.toContain('eyJ');
});
