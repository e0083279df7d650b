import { randomBytes } from 'node:crypto';
import { brotliCompressSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { CUSTOMERS_BELOW_API as CUSTOMERS } from '../support/paths.ts';
import { as, usePlatforms } from '../support/platforms.ts';
import { gzipBomb } from '../support/gzip-bomb.ts';
import { type RawRequest, sendRaw } from '../support/raw-request.ts';
import { MARK, refuse, type Refusal } from '../support/refusal.ts';
import { emulatedAuth, signUp } from '../support/users.ts';

/** Hostile requests whose answer depends on what the platform does before the app. */
const json = { 'Content-Type': 'application/json' };
const NAMED = JSON.stringify({ name: MARK });
const malformed = { status: 400, code: 'malformed_json' };
const invalid = { status: 422, code: 'validation_failed' };
const unsupported = { status: 415, code: 'unsupported_media_type' };
const unknown = { status: 404, code: 'customer_not_found' };
const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

/** What, body, headers, answer. */
const bodies: [string, string | Uint8Array | undefined, Record<string, string>, Refusal][] = [
  ['a cut object', `{"name":"${MARK}`, json, malformed],
  ['a trailing comma', `{"name":"${MARK}",}`, json, malformed],
  ['only a byte order mark', '\uFEFF', json, malformed],
  ['null', 'null', json, invalid],
  ['a string', `"${MARK}"`, json, invalid],
  ['an array', '[1]', json, invalid],
  ['nothing, with a type', '', json, malformed],
  ['nothing, without a type', undefined, {}, malformed],
  ['invalid UTF-8', Buffer.from('7b226e616d65223a22ff80c328227d', 'hex'), json, malformed],
  ['overlong UTF-8', Buffer.from('7b226e616d65223a22c0af227d', 'hex'), json, malformed],
  ['an encoded surrogate', Buffer.from('7b226e616d65223a22eda080227d', 'hex'), json, malformed],
  [
    'UTF-16',
    Buffer.from(NAMED, 'utf16le'),
    { 'Content-Type': 'application/json; charset=utf-16' },
    unsupported,
  ],
  ['Latin 1', NAMED, { 'Content-Type': 'application/json; charset=iso-8859-7' }, unsupported],
  ['an unknown charset', NAMED, { 'Content-Type': 'application/json; charset=bogus' }, unsupported],
  ['text/plain', NAMED, { 'Content-Type': 'text/plain' }, unsupported],
  ['a form', `name=${MARK}`, { 'Content-Type': 'application/x-www-form-urlencoded' }, unsupported],
  [
    'a multipart form',
    `--x\r\n\r\n${MARK}\r\n--x--`,
    { 'Content-Type': 'multipart/form-data; boundary=x' },
    unsupported,
  ],
  ['XML', `<name>${MARK}</name>`, { 'Content-Type': 'application/xml' }, unsupported],
  ['an event', NAMED, { 'Content-Type': 'application/cloudevents+json' }, unsupported],
  ['no type', NAMED, {}, unsupported],
  ['an empty type', NAMED, { 'Content-Type': '' }, unsupported],
  ['gzip', gzipSync(NAMED), { ...json, 'Content-Encoding': 'gzip' }, unsupported],
  ['deflate', gzipSync(NAMED), { ...json, 'Content-Encoding': 'deflate' }, unsupported],
  ['Brotli', brotliCompressSync(NAMED), { ...json, 'Content-Encoding': 'br' }, unsupported],
  ['Zstandard', zstdCompressSync(NAMED), { ...json, 'Content-Encoding': 'zstd' }, unsupported],
  ['an unknown encoding', NAMED, { ...json, 'Content-Encoding': 'rot13' }, unsupported],
  ['a byte over 1 MiB', `{"name":"${'x'.repeat(1_048_577 - 11)}"}`, json, { status: 413, code: 'too_large' }],
  ['8 MiB of noise', randomBytes(8 * 1_048_576), json, { status: 413, code: 'too_large' }],
  ['100,000 nested arrays', nested(100_000), json, malformed],
  ['100,000 nested arrays in a field', `{"name":"x","tags":${nested(100_000)}}`, json, malformed],
  ['100,000 nested objects', `{"name":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}}`, json, malformed],
  ['100,000 arrays never closed', '['.repeat(100_000), json, malformed],
];

const ids: [string, string][] = [
  ['one dot', '.'],
  ['two dots', '..'],
  ['a reserved name', '__x__'],
  ['1,501 bytes', 'x'.repeat(1501)],
  ['escaped slashes', 'a%2Fb%2Fc'],
  ['escaped steps', '..%2F..'],
  ['the name of a route to come', 'segments'],
  ['another of those', 'webhooks'],
];

describe.each(usePlatforms())('on %s', (_name, platform) => {
  it.each(bodies)('refuses %s as a body', async (_what, body, headers, refusal) => {
    await refuse(
      platform,
      as(platform, 'editor', { method: 'POST', path: CUSTOMERS, headers, body }),
      refusal,
    );
    await refuse(
      platform,
      as(platform, 'editor', { method: 'PUT', path: `${CUSTOMERS}/x`, headers, body }),
      refusal,
    );
  });

  it('refuses a bomb of 480 MB unopened and at once', async () => {
    const body = await gzipBomb(480);
    const headers = { ...json, 'Content-Encoding': 'gzip' };
    const request = as(platform, 'editor', { method: 'POST', path: CUSTOMERS, headers, body });
    await refuse(platform, request, { ...unsupported, processor: 250 });
    await refuse(platform, { ...request, headers }, { status: 401, code: 'unauthenticated' });
  });

  it.each([
    ['129 characters', 'x'.repeat(129)],
    ['1,500 bytes', 'x'.repeat(1500)],
    ['a NUL', '%00'],
    ['a twice escaped step', '%252e%252e'],
    ['an escaped percent sign', 'a%252Fb'],
    ['Greek letters', encodeURIComponent('πελάτης')],
    ['a line end', 'a%0d%0aX-Injected:%20yes'],
    ['almost the name of a route', 'Batch'],
  ])('looks for a customer whose id is %s, which Firestore takes', async (_what, id) => {
    const answer = await refuse(platform, as(platform, 'viewer', { path: `${CUSTOMERS}/${id}` }), unknown);
    // The second asks whether it was merged into another one.
    expect(answer.headers.get('X-Firestore-Reads')).toBe('2');
  });

  it.each(ids)('knows no customer whose id is %s, and does not look', async (_what, id) => {
    // firebase-tools resolves the steps of a path before it asks a function.
    if (platform.behindFirebaseTools && /^\.+$/.test(id)) return;
    for (const request of [
      { method: 'GET' },
      { method: 'DELETE' },
      { method: 'PUT', headers: json, body: NAMED },
    ]) {
      const asked = as(platform, 'editor', { ...request, path: `${CUSTOMERS}/${id}` });
      const answer = await refuse(platform, asked, unknown);
      expect(answer.headers.get('X-Firestore-Reads')).toBe('0');
      expect(answer.headers.has('X-Injected')).toBe(false);
    }
  });

  it('answers 405 with Allow, and no header changes the method', async () => {
    const { headers } = await refuse(platform, as(platform, 'admin', { method: 'DELETE', path: CUSTOMERS }), {
      status: 405,
      code: 'method_not_allowed',
    });
    expect(headers.get('Allow')).toBe('GET, HEAD, POST');
    for (const header of ['X-HTTP-Method-Override', 'X-HTTP-Method', 'X-Method-Override']) {
      const overriding = as(platform, 'admin', {
        path: `${CUSTOMERS}/nobody`,
        headers: { [header]: 'DELETE' },
      });
      await refuse(platform, overriding, unknown);
      const post = as(platform, 'admin', {
        method: 'POST',
        path: `${CUSTOMERS}/x`,
        headers: { [header]: 'DELETE' },
      });
      await refuse(platform, post, { status: 405, code: 'method_not_allowed' });
    }
  });

  it('names no strange origin, and varies by it', async () => {
    for (const origin of ['https://evil.example', 'null', 'https://app.example.com.evil.example'])
      for (const method of ['GET', 'OPTIONS']) {
        const answer = await sendRaw(
          platform.base,
          as(platform, 'viewer', {
            method,
            path: `${CUSTOMERS}?limit=1`,
            headers: { Origin: origin, 'Access-Control-Request-Method': 'PUT' },
          }),
        );
        expect(answer.status).toBe(method === 'GET' ? 200 : 204);
        expect(answer.headers.get('Access-Control-Allow-Origin')).toBeNull();
        expect(answer.headers.get('Access-Control-Allow-Credentials')).toBeNull();
        expect(answer.headers.get('Vary')).toMatch(/\bOrigin\b/);
      }
  });

  it.each(['=HYPERLINK("http://x","y")', '+1', '-1', '@SUM(A1)', `a\n{"severity":"CRITICAL"}`])(
    'stores the name %j as it was typed',
    async (typed) => {
      const body = JSON.stringify({ name: typed });
      const answer = await sendRaw(
        platform.base,
        as(platform, 'editor', { method: 'POST', path: CUSTOMERS, headers: json, body }),
      );
      expect(answer).toMatchObject({ status: 201, body: { name: typed } });
      const path = `${CUSTOMERS}/${answer.body.id}`;
      expect((await sendRaw(platform.base, as(platform, 'viewer', { path }))).body.name).toBe(typed);
      expect((await sendRaw(platform.base, as(platform, 'editor', { method: 'DELETE', path }))).status).toBe(
        204,
      );
    },
  );

  it('refuses an ANSI escape in a name', async () => {
    const body = JSON.stringify({ name: `\u001B[31m${MARK}` });
    await refuse(platform, as(platform, 'editor', { method: 'POST', path: CUSTOMERS, headers: json, body }), {
      ...invalid,
      faults: ['/name'],
    });
  });

  it.each(['x'.repeat(200), 'a"b', 'a b', '<script>', '', 'ά'])(
    'answers a bad X-Request-Id (%j) with a new one',
    async (given) => {
      const headers = { 'X-Request-Id': Buffer.from(given).toString('latin1') };
      const answer = await sendRaw(platform.base, { path: CUSTOMERS, headers });
      expect(answer.headers.get('X-Request-Id')).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/);
      expect(answer.body.request_id).toBe(answer.headers.get('X-Request-Id'));
    },
  );

  it('keeps a sane X-Request-Id', async () => {
    const answer = await sendRaw(platform.base, {
      path: CUSTOMERS,
      headers: { 'X-Request-Id': 'trace:a-1_b.2' },
    });
    expect(answer.headers.get('X-Request-Id')).toBe('trace:a-1_b.2');
  });

  it('refuses a URL of 9 kB', async () => {
    for (const path of [`${CUSTOMERS}?search=${'x'.repeat(9000)}`, `${CUSTOMERS}/${'x'.repeat(9000)}`])
      await refuse(platform, as(platform, 'viewer', { path }), { status: 414, code: 'uri_too_long' });
  });

  it('answers what names no resource, and expectations, with a problem', async () => {
    // firebase-tools' own front door answers both.
    if (platform.behindFirebaseTools) return;
    const target = { ...platform, base: new URL(platform.base).origin };
    for (const method of ['GET', 'OPTIONS', 'DELETE'])
      await refuse(target, as(platform, 'admin', { method, path: '*' }), {
        status: 404,
        code: 'route_not_found',
      });
    for (const [method, expected] of [
      ['GET', 'x'],
      ['POST', '200-ok'],
      ['DELETE', 'x'.repeat(16_000)],
    ] as const) {
      const request = { method, path: CUSTOMERS, headers: { Expect: expected } };
      await refuse(platform, as(platform, 'admin', request), { status: 417, code: 'expectation_failed' });
    }
    const headers = { ...json, Expect: '100-continue' };
    const request = as(platform, 'editor', { method: 'POST', path: CUSTOMERS, headers, body: NAMED });
    expect((await sendRaw(platform.base, request)).status).toBe(201);
  });

  it('takes one bearer token and nothing else, and reads nothing', async () => {
    const token = platform.tokens.admin;
    const requests: RawRequest[] = [
      { path: CUSTOMERS },
      { path: CUSTOMERS, headers: { Authorization: `Basic ${token}` } },
      { path: `${CUSTOMERS}?access_token=${token}` },
    ];
    // firebase-tools passes only the first of two headers on.
    if (!platform.behindFirebaseTools)
      requests.push({ path: CUSTOMERS, headers: { Authorization: [`Bearer ${token}`, `Bearer ${token}`] } });
    for (const request of requests) {
      const { headers } = await refuse(platform, request, { status: 401, code: 'unauthenticated' });
      expect(headers.get('WWW-Authenticate')).toMatch(/^Bearer/);
      expect(headers.get('X-Firestore-Reads')).toBe('0');
    }
  });

  it('lets a deleted or disabled user write nothing', async () => {
    for (const change of [
      (uid: string) => emulatedAuth(platform.usersOf).updateUser(uid, { disabled: true }),
      (uid: string) => emulatedAuth(platform.usersOf).deleteUser(uid),
    ]) {
      const { uid, token } = await signUp('admin', {}, platform.usersOf);
      await change(uid);
      const headers = { ...json, Authorization: `Bearer ${token}` };
      const request = { method: 'POST', path: CUSTOMERS, headers, body: NAMED };
      await refuse(platform, request, { status: 401, code: 'unauthenticated' });
    }
  });

  it('gives no role for a claim that is not exactly one', async () => {
    for (const crm_role of [undefined, ['admin'], { admin: true }, 'Admin', '__proto__']) {
      const { token } = await signUp(undefined, { crm_role }, platform.usersOf);
      const headers = { Authorization: `Bearer ${token}` };
      await refuse(platform, { path: CUSTOMERS, headers }, { status: 403, code: 'forbidden' });
    }
  });

  it('answers a token of 100 kB like any other bad one', async () => {
    if (platform.behindFirebaseTools) {
      // Its own server keeps Node's limit of 16 KiB for all headers.
      const headers = { Authorization: `Bearer ${'x'.repeat(20_000)}` };
      expect((await sendRaw(platform.base, { path: CUSTOMERS, headers })).status).toBe(431);
      return;
    }
    const headers = { Authorization: `Bearer ${'x'.repeat(100_000)}` };
    await refuse(platform, { path: CUSTOMERS, headers }, { status: 401, code: 'unauthenticated' });
  });

  it.each(['/crm/customers/%ZZ', '/crm/customers/%', '/%ZZ', '/crm/%E0%A4%A/x', '/crm/customers/x/tags/%ZZ'])(
    'finds nothing at %s, which cannot be decoded',
    async (path) => {
      const answer = await sendRaw(platform.base, as(platform, 'editor', { method: 'PUT', path }));
      if (platform.behindFirebaseTools) {
        // firebase-tools' own front door answers in HTML before any function is asked.
        expect(answer.status).toBe(400);
        return;
      }
      expect(answer).toMatchObject({ status: 404, body: { status: 404 } });
      expect(answer.headers.get('Content-Type')).toMatch(/^application\/problem\+json/);
    },
  );

  it.each(['/', '/?erase=true', '/tags/', '/tags/?erase=true', '/notes/', '/linked_user_ids/', '/restore/'])(
    'changes nothing at a path that ends with a slash: /{id}%s',
    async (end) => {
      const { body } = await sendRaw(
        platform.base,
        as(platform, 'editor', { method: 'POST', path: CUSTOMERS, headers: json, body: NAMED }),
      );
      for (const method of ['DELETE', 'PUT', 'PATCH', 'POST']) {
        const request = { method, path: `${CUSTOMERS}/${body.id}${end}`, headers: json, body: NAMED };
        await refuse(platform, as(platform, 'admin', request), { status: 404, code: 'route_not_found' });
      }
      const read = await sendRaw(platform.base, as(platform, 'viewer', { path: `${CUSTOMERS}/${body.id}/` }));
      expect(read.status).toBe(200);
    },
  );

  it.each(['%ZZ', 'x=%', '%00=%ff', '=&&=&?'])(
    'takes a query string that cannot be decoded: %s',
    async (query) => {
      const answer = await sendRaw(platform.base, as(platform, 'viewer', { path: `${CUSTOMERS}?${query}` }));
      expect(answer).toMatchObject({ status: 422, body: { code: 'validation_failed' } });
    },
  );

  it('parses a query string alike: flat, with no brackets', async () => {
    await refuse(platform, as(platform, 'viewer', { path: `${CUSTOMERS}?limit[]=5&tag[a]=b` }), {
      ...invalid,
      faults: ['limit[]', 'tag[a]'],
    });
    await refuse(platform, as(platform, 'viewer', { path: `${CUSTOMERS}?limit=1&limit=2` }), {
      ...invalid,
      faults: ['limit'],
    });
  });
});
