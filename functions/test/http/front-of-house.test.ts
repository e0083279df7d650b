import type { AppCheck } from 'firebase-admin/app-check';
import { describe, expect, it } from 'vitest';
import { LOCAL_ORIGINS } from '../../src/http/answer/cross-origin.ts';
import { useApi } from '../support/api.ts';
import { expectProblem } from '../support/client.ts';
import { CUSTOMERS_PATH as path } from '../support/paths.ts';
import { sendRaw } from '../support/raw-request.ts';
import { expectRefusal, refuse } from '../support/refusal.ts';
import { signUp } from '../support/users.ts';

/** What stands before every route: CORS, headers of security and caching, App Check, the rate limit. */

describe('CORS', () => {
  const api = useApi({ corsOrigins: ['https://crm.example.com', 'https://app.example.com', LOCAL_ORIGINS] });

  it.each([
    'https://crm.example.com',
    'https://app.example.com',
    'http://localhost:5173',
    'http://127.0.0.1',
    'http://[::1]:3000',
  ])('lets pages of %s read the answers, refusals included', async (origin) => {
    const answers = [
      await api.as('viewer').get(path, { headers: { Origin: origin } }),
      await api.anonymous.get(path, { headers: { Origin: origin } }),
      await api.as('viewer').get(`${path}/nobody`, { headers: { Origin: origin } }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 401, 404]);
    for (const { headers } of answers) {
      expect(headers.get('Access-Control-Allow-Origin')).toBe(origin);
      expect(headers.get('Access-Control-Allow-Credentials')).toBeNull();
      expect(headers.get('Vary')).toMatch(/\bOrigin\b/);
      const exposed = headers.get('Access-Control-Expose-Headers')?.split(',') ?? [];
      for (const name of [
        ...['ETag', 'Link', 'Location', 'X-Request-Id', 'Retry-After'],
        ...['X-Firestore-Reads', 'X-Firestore-Writes', 'Server-Timing'],
      ])
        expect(exposed).toContain(name);
    }
  });

  it('answers a preflight without a token, for every method and header of the contract', async () => {
    const { status, headers } = await api.anonymous.send('OPTIONS', `${path}/x`, {
      headers: {
        Origin: 'https://crm.example.com',
        'Access-Control-Request-Method': 'DELETE',
        'Access-Control-Request-Headers': 'authorization,content-type,if-match',
      },
    });
    expect(status).toBe(204);
    expect(headers.get('Access-Control-Allow-Origin')).toBe('https://crm.example.com');
    const methods = headers.get('Access-Control-Allow-Methods')?.split(',');
    expect(methods).toEqual(expect.arrayContaining(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']));
    const accepted = headers.get('Access-Control-Allow-Headers')?.toLowerCase().split(',');
    expect(accepted).toEqual(
      expect.arrayContaining([
        ...['authorization', 'content-type', 'if-match', 'x-firebase-appcheck'],
        ...['traceparent', 'tracestate', 'baggage', 'sentry-trace'],
      ]),
    );
  });

  it.each([
    'https://evil.example',
    'null',
    'https://crm.example.com.evil.example',
    'https://evil.example/https://crm.example.com',
    'http://crm.example.com',
    'https://crm.example.com:8443',
    'https://CRM.example.com',
    'https://localhost.evil.example',
    'http://localhost:5173.evil.example',
    'http://localhost@evil.example',
  ])('names no origin to a page of %s', async (origin) => {
    for (const method of ['GET', 'OPTIONS']) {
      const { headers } = await api.as('viewer').send(method, path, {
        headers: { Origin: origin, 'Access-Control-Request-Method': 'PUT' },
      });
      expect(headers.get('Access-Control-Allow-Origin')).toBeNull();
      expect(headers.get('Vary')).toMatch(/\bOrigin\b/);
    }
  });
});

describe('headers', () => {
  const api = useApi();

  it('of security are on every answer', async () => {
    for (const answer of [
      await api.as('viewer').get(path),
      await api.anonymous.get('/nothing'),
      await api.as('admin').delete(path),
      await api.anonymous.get(`${path}/%ZZ`),
    ]) {
      expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff');
      expect(answer.headers.get('Content-Security-Policy')).toContain("default-src 'self'");
      expect(answer.headers.get('Strict-Transport-Security')).toMatch(/max-age=\d{7,}/);
      expect(answer.headers.get('X-Frame-Options')).toBe('SAMEORIGIN');
      expect(answer.headers.get('Referrer-Policy')).toBe('no-referrer');
      expect(answer.headers.has('X-Powered-By')).toBe(false);
      expect(answer.headers.has('Server')).toBe(false);
    }
  });

  it('let no cache keep what carries customer data, nor a refusal', async () => {
    const { body } = await api.as('editor').post(path, { name: 'Α' });
    for (const answer of [
      await api.as('viewer').get(path),
      await api.as('viewer').get(`${path}/${body.id}`),
      await api.as('editor').put(`${path}/${body.id}`, { name: 'Β' }),
      await api.as('viewer').get(`${path}/nobody`),
      await api.anonymous.get(path),
      await api.as('editor').delete(`${path}/${body.id}`),
    ])
      expect(answer.headers.get('Cache-Control')).toBe(
        answer.headers.has('ETag') ? 'no-store, no-transform' : 'no-store',
      );
  });
});

describe('the rate limit', () => {
  const limited = useApi({ requestsPerMinute: 3 });
  const reading = useApi({ readsPerMinute: 40 });
  const off = useApi({ requestsPerMinute: 0 });

  it('lets each user have so many requests a minute, and says how many are left', async () => {
    const first = await limited.as('viewer').get(path);
    expect(first.status).toBe(200);
    expect(first.headers.get('RateLimit')).toMatch(/r=2; ?t=\d+/);
    expect(first.headers.get('RateLimit-Policy')).toMatch(/q=3; ?w=60/);
    await limited.as('viewer').get(path);
    await limited.as('viewer').get(path);
    const refused = expectProblem(await limited.as('viewer').get(path), 429, 'rate_limited');
    const wait = Number(refused.headers.get('Retry-After'));
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(60);
    expect(refused.body.limit).toBe('requests');
    expect(refused.headers.get('RateLimit')).toMatch(/r=0; ?t=\d+/);
    expect(refused.headers.get('X-Firestore-Reads')).toBe('0');
  });

  it('counts each user alone, whatever the address or the token', async () => {
    const [one, two] = [await signUp('viewer'), await signUp('viewer')];
    for (let sent = 0; sent < 4; sent += 1)
      await sendRaw(limited.url, {
        path,
        headers: { Authorization: `Bearer ${one.token}`, 'X-Forwarded-For': `10.0.0.${sent}` },
      });
    const statusOf = async ({ token }: { token: string }) =>
      (await sendRaw(limited.url, { path, headers: { Authorization: `Bearer ${token}` } })).status;
    expect(await statusOf(one)).toBe(429);
    expect(await statusOf(two)).toBe(200);
  });

  it('does not count a request without a good token, so that nobody locks out another', async () => {
    const { token } = await signUp('viewer');
    for (let sent = 0; sent < 5; sent += 1)
      expect((await limited.anonymous.get(path, { headers: { Authorization: 'Bearer a.b.c' } })).status).toBe(
        401,
      );
    expect((await sendRaw(limited.url, { path, headers: { Authorization: `Bearer ${token}` } })).status).toBe(
      200,
    );
  });

  it('counts the reads of each request, and lets writes go on', async () => {
    const json = { 'Content-Type': 'application/json' };
    const { token } = await signUp('editor');
    const send = (method: string, to: string, body?: string) =>
      sendRaw(reading.url, {
        method,
        path: to,
        headers: { Authorization: `Bearer ${token}`, ...json },
        body,
      });
    const created: string[] = [];
    for (let made = 0; made < 8; made += 1) created.push((await send('POST', path, '{"name":"Α"}')).body.id);
    const page = await send('GET', path);
    const [, left = '', seconds = ''] =
      /"reads"; r=(\d+); t=(\d+)/.exec(page.headers.get('RateLimit') ?? '') ?? [];
    expect(Number(seconds)).toBeLessThanOrEqual(60);
    expect(page.headers.get('RateLimit')).not.toContain('requests');
    expect(page.headers.get('RateLimit-Policy')).toMatch(/^"reads"; q=40; w=60; pk=:[\w+/]+=*:$/);

    const next = await send('GET', path);
    const spent = Number(next.headers.get('X-Firestore-Reads'));
    expect(spent).toBeGreaterThanOrEqual(8);
    expect(next.headers.get('RateLimit')).toContain(`"reads"; r=${Number(left) - spent};`);
    let last = next;
    while (!last.headers.get('RateLimit')?.includes('r=0;')) last = await send('GET', path);
    expect(last.status).toBe(200);

    for (const request of [
      await send('GET', path),
      await send('HEAD', `${path}/${created[0]}`),
      await send('GET', `${path}/${created[0]}/history`),
      await send('POST', `${path}/search`, '{"search":"α"}'),
    ]) {
      expect(request.status).toBe(429);
      expect(request.headers.get('X-Firestore-Reads')).toBe('0');
      const wait = Number(request.headers.get('Retry-After'));
      expect(wait).toBeGreaterThan(0);
      expect(wait).toBeLessThanOrEqual(60);
    }
    const refused = expectProblem(await send('GET', path), 429, 'rate_limited');
    expect(refused.body).toMatchObject({ limit: 'reads', detail: expect.stringContaining('read too much') });
    expect((await send('PUT', `${path}/${created[0]}`, '{"organization":"Ο"}')).status).toBe(200);
    expect((await send('POST', `${path}/${created[0]}/notes`, '{"text":"Σ"}')).status).toBe(201);
    expect((await send('DELETE', `${path}/${created[0]}`)).status).toBe(204);
    expect((await reading.as('viewer').get(path)).status).toBe(200);
  });

  it('is off at 0', async () => {
    for (let sent = 0; sent < 10; sent += 1) {
      const { status, headers } = await off.as('viewer').get(path);
      expect([status, headers.has('RateLimit')]).toEqual([200, false]);
    }
  });
});

describe('App Check', () => {
  const verifyToken = ((token: string) => {
    if (token === 'hang') return new Promise<never>(() => undefined);
    if (token === 'good') return Promise.resolve({ appId: 'app', token: {} });
    return Promise.reject(
      Object.assign(new Error(`no such ${token}`), { code: 'app-check/invalid-argument' }),
    );
  }) as unknown as AppCheck['verifyToken'];
  const api = useApi(
    { enforceAppCheck: true, backendTimeoutMs: 500 },
    { loadAppCheck: () => Promise.resolve({ verifyToken }) },
  );
  const off = useApi();

  const send = (method: string, token?: string) => ({
    method,
    path,
    headers: {
      Authorization: `Bearer ${api.users.admin.token}`,
      'Content-Type': 'application/json',
      ...(token !== undefined && { 'X-Firebase-AppCheck': token }),
    },
    body: method === 'POST' ? '{"name":"x"}' : undefined,
  });
  const target = () => ({ base: api.url, projectId: api.projectId });

  it.each([undefined, '', 'bad', 'good, good'])(
    'refuses the token %j, whoever the user is',
    async (token) => {
      for (const method of ['GET', 'POST']) {
        const refusal = { status: 401, code: 'unauthenticated' };
        const answer = await refuse(target(), send(method, token), refusal);
        expect(answer.body.detail).toContain('App Check');
        expect(answer.headers.get('X-Firestore-Reads')).toBe('0');
      }
    },
  );

  it('lets a good token through, to the check of the user', async () => {
    expect((await sendRaw(api.url, send('POST', 'good'))).status).toBe(201);
    const anonymous = { path, headers: { 'X-Firebase-AppCheck': 'good' } };
    expectRefusal(await sendRaw(api.url, anonymous), { status: 401, code: 'unauthenticated' });
  });

  it('is 503 in time when nobody answers', async () => {
    await refuse(target(), send('GET', 'hang'), { status: 503, code: 'auth_unavailable', within: 5000 });
  });

  it('asks for no token where it is off', async () => {
    expect((await off.as('viewer').get(path)).status).toBe(200);
  });
});
