import { describe, expect, it } from 'vitest';
import { useApi } from '../support/api.ts';
import { type Answer, expectProblem } from '../support/client.ts';
import { CUSTOMERS_PATH as CUSTOMERS } from '../support/paths.ts';
import { type RawRequest, sendRaw } from '../support/raw-request.ts';

const api = useApi({ corsOrigins: ['https://crm.example.com'] });
const limited = useApi({ requestsPerMinute: 2 });

const json = { 'Content-Type': 'application/json' };

/** What nobody needs a token for. */
const nowhere: RawRequest = { path: '/api/nowhere' };

const asEditor = ({ headers, ...rest }: RawRequest): RawRequest => ({
  ...rest,
  headers: { Authorization: `Bearer ${api.users.editor.token}`, ...json, ...headers },
});

const inGreek = ({ headers, ...rest }: RawRequest): RawRequest => ({
  ...rest,
  headers: { ...headers, 'Accept-Language': 'el' },
});

const languageFor = async (accepted: string | string[]) => {
  const headers = { 'Accept-Language': accepted };
  return (await sendRaw(api.url, { ...nowhere, headers })).headers.get('Content-Language');
};

describe('the language of a problem', () => {
  it.each([
    'el',
    'EL',
    'el-GR',
    'el-CY',
    'el-GR, en',
    'el-Grek-GR, en;q=0.2',
    'el-GR,el;q=0.9,en-US;q=0.8,en;q=0.7',
    'el ; q=0.8 , en; q=0.2',
    'en;q=0.5, el;q=0.51',
    'fr, de;q=0.9, el;q=0.001',
    'en;q=0, *',
    '*;q=0.5, en;q=0.1',
  ])('is Greek for %j', async (accepted) => {
    expect(await languageFor(accepted)).toBe('el');
  });

  it.each([
    '*',
    'en',
    'en-GB, el;q=0.9',
    'en-AU, el;q=0.9',
    'en, el',
    'fr',
    'fr, *;q=0.5',
    'el;q=0',
    'el;q=0.0, en;q=0',
    'el;q=0, *',
    'el;q=abc',
    'ell',
    'x-el',
    'el_GR',
    ',,;',
    `${'fr, '.repeat(300)}el`,
  ])('is English for %j', async (accepted) => {
    expect(await languageFor(accepted)).toBe('en');
  });

  it('is English where nobody says, and is read from several headers as from one', async () => {
    expect((await sendRaw(api.url, nowhere)).headers.get('Content-Language')).toBe('en');
    expect(await languageFor(['fr', 'en;q=0.1', 'el;q=0.2'])).toBe('el');
  });
});

describe('a problem in Greek', () => {
  const path = `${CUSTOMERS}/nobody`;
  const body = '{"name":"x"}';
  it.each<[status: number, code: string, request: () => RawRequest]>([
    [400, 'malformed_json', () => asEditor({ method: 'POST', path: CUSTOMERS, body: '{' })],
    [400, 'malformed_header', () => asEditor({ method: 'PUT', path, body, headers: { 'If-Match': 'x' } })],
    [
      400,
      'malformed_header',
      () => asEditor({ method: 'PUT', path, body, headers: { 'Idempotency-Key': '\u00E9' } }),
    ],
    [400, 'invalid_cursor', () => asEditor({ path: `${CUSTOMERS}?cursor=x` })],
    [401, 'unauthenticated', () => ({ path })],
    [403, 'forbidden', () => asEditor({ method: 'DELETE', path: `${path}?erase=true` })],
    [404, 'customer_not_found', () => asEditor({ path })],
    [404, 'version_not_found', () => asEditor({ path: `${path}/history/x` })],
    [404, 'route_not_found', () => nowhere],
    [404, 'route_not_found', () => ({ path: '/%ZZ' })],
    [404, 'route_not_found', () => ({ path: '/api/docs/nothing.js' })],
    [405, 'method_not_allowed', () => asEditor({ method: 'POST', path, body })],
    [413, 'too_large', () => asEditor({ method: 'POST', path: CUSTOMERS, body: ' '.repeat(1_048_577) })],
    [414, 'uri_too_long', () => ({ path: `/${'x'.repeat(8193)}` })],
    [
      415,
      'unsupported_media_type',
      () => asEditor({ method: 'PUT', path, body, headers: { 'Content-Type': 'x' } }),
    ],
    [417, 'expectation_failed', () => ({ ...nowhere, headers: { Expect: 'x' } })],
    [422, 'validation_failed', () => asEditor({ method: 'POST', path: CUSTOMERS, body: '{"nam":"x"}' })],
  ])('has %i %s', async (status, code, request) => {
    const greek = expectProblem(await sendRaw(api.url, inGreek(request())), status, code);
    const english = expectProblem(await sendRaw(api.url, request()), status, code);
    expect([greek, english].map(({ headers }) => headers.get('Content-Language'))).toEqual(['el', 'en']);
    expect(greek.body.detail).toMatch(/[α-ω]{3}/);
    expect(greek.body.title).toMatch(/[α-ω]{3}/);
    expect(english.body.detail).not.toMatch(/[α-ω]/);
    expect(english.body.title).not.toMatch(/[α-ω]/);
    const messages = ({ body }: Answer) =>
      ((body.errors ?? []) as { message: string }[]).map(({ message }) => message).join(' ');
    if (code === 'validation_failed') expect(messages(greek)).toMatch(/πεδίο/);
    expect(messages(english)).not.toMatch(/[α-ω]/);
    const said = ({ title: _t, detail: _d, errors: _e, request_id: _i, ...rest }: Answer['body']) => rest;
    expect(said(greek.body)).toEqual(said(english.body));
  });

  it('has 409, 412 and 429', async () => {
    const headers = { 'Accept-Language': 'el' };
    const editor = api.as('editor');
    const { body, headers: created } = await editor.post(CUSTOMERS, { name: 'Άννα' });
    const path = `${CUSTOMERS}/${body.id}`;
    const conflict = await editor.send('POST', `${path}/restore`, { headers });
    expectProblem(conflict, 409, 'conflict');
    expect(conflict.body.detail).toBe('Υπάρχει κανονικά, άρα δεν χρειάζεται επαναφορά από τον κάδο.');
    await editor.put(path, { language: 'en' });
    const ifMatch = { ...headers, 'If-Match': created.get('ETag') ?? '' };
    const changed = await editor.put(path, { name: 'Ανθή' }, { headers: ifMatch });
    expectProblem(changed, 412, 'precondition_failed');
    expect(changed.body.detail).toMatch(/^Το αλλάξατε εσείς/);
    const caller = limited.as('viewer');
    await caller.get(CUSTOMERS);
    await caller.get(CUSTOMERS);
    const tooMany = expectProblem(await caller.get(CUSTOMERS, { headers }), 429, 'rate_limited');
    expect(tooMany.body.detail).toMatch(/^Στείλατε πάρα πολλά αιτήματα/);
  });

  it('keeps the Vary of CORS, and an answer that is no problem has no language', async () => {
    const headers = { Origin: 'https://crm.example.com' };
    const refused = await sendRaw(api.url, { ...nowhere, headers });
    expect(refused.headers.get('Vary')).toBe('Origin, Accept-Language');
    const served = await sendRaw(api.url, asEditor({ path: CUSTOMERS }));
    expect([served.status, served.headers.get('Content-Language'), served.headers.get('Vary')]).toEqual([
      200,
      null,
      'Origin, Accept',
    ]);
  });
});

describe('malformed JSON', () => {
  const refusal = async (body: string | Uint8Array) =>
    expectProblem(
      await sendRaw(api.url, asEditor({ method: 'POST', path: CUSTOMERS, body })),
      400,
      'malformed_json',
    ).body;

  it.each<[name: string, body: string | Uint8Array, line: number, column: number]>([
    ['a word', '{\n  "name": "x",\n  "tags": nothing\n}', 3, 12],
    ['Greek and an emoji before it', '{"name": "Άννα 🙂" "x"}', 1, 19],
    ['CRLF', '{\r\n"a": 1,\r\n}', 3, 1],
    ['CR', '{\r"a": 1,\r}', 3, 1],
    ['a body that is cut off', '{"name": "Άν', 1, 13],
    ['nothing but spaces', ' \n ', 2, 2],
    ['a byte order mark before it', '\uFEFF{"name" "x"}', 1, 9],
    [
      'bytes of another encoding',
      Buffer.from([0x7b, 0x22, 0xce, 0xb1, 0x22, 0x3a, 0x0a, 0x22, 0xc1, 0xed, 0x22, 0x7d]),
      2,
      2,
    ],
    ['a character cut in two', Buffer.from([0x22, 0xef, 0xbf, 0xbd, 0xef, 0xbf, 0x22]), 1, 3],
    ['a character cut at the end', Buffer.from([0x22, 0xce]), 1, 2],
    ['a mark before bytes of another encoding', Buffer.from([0xef, 0xbb, 0xbf, 0x22, 0xff]), 1, 2],
    ['a megabyte', `[${'"α",'.repeat(209_000)}]`, 1, 836_002],
    ['a depth of half a million', '['.repeat(500_000), 1, 33],
    ['a word before a depth that is too much', `{"a": x,\n"b": ${'['.repeat(40)}`, 1, 7],
    ['a quote that is missing, so that a text looks deep', `{"a": "x,\n"b": "${'['.repeat(40)}"}`, 1, 10],
    ['a depth that is too much, behind others', `{"a":[${'[],'.repeat(40)}\n${'['.repeat(31)}`, 2, 31],
  ])('names the place of %s', async (_, body, line, column) => {
    const problem = await refusal(body);
    expect(problem).toMatchObject({ line, column });
    expect(problem.detail).toMatch(new RegExp(`^Line ${line}, column ${column}: `));
  });

  it('names no place where there is none', async () => {
    const problem = await refusal('');
    expect(problem.detail).toBe('The body is empty: send a JSON object.');
    expect(problem).not.toHaveProperty('line');
  });

  it('takes a byte order mark before a whole body', async () => {
    const body = '\uFEFF{"name":"Άννα"}';
    const { status } = await sendRaw(api.url, asEditor({ method: 'POST', path: CUSTOMERS, body }));
    expect(status).toBe(201);
  });
});
