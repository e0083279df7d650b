import { describe, expect, it, onTestFinished } from 'vitest';
import { startFramework } from '../support/framework-process.ts';
import { CUSTOMERS_BELOW_API as CUSTOMERS, CUSTOMERS_PATH } from '../support/paths.ts';
import { useBundle } from '../support/platforms.ts';
import { useApi } from '../support/api.ts';
import { type RawRequest, sendRaw } from '../support/raw-request.ts';
import { signUp } from '../support/users.ts';
import { until } from '../support/until.ts';

/**
 * Unusual words in every place of a request, which must be in no line of the log: not of the app's, nor of the
 * platform's or a library's beside it.
 */
const CANARIES = {
  name: 'Kanarini-Onoma',
  note: 'Kanarini-Simeiosi',
  tag: 'Kanarini-Etiketa',
  query: 'Kanarini-Erotisi',
  header: 'Kanarini-Kefalida',
  token: 'S2FuYXJpbmk',
  agent: 'Kanarini-Agent',
  id: 'Kanarini-Id',
  forged: '{"severity":"CRITICAL"}',
};

const customer = JSON.stringify({
  name: `${CANARIES.name}\n${CANARIES.forged}`,
  notes: [{ text: CANARIES.note }],
  tags: [CANARIES.tag],
});

/** Requests that succeed, and that fail for every kind of reason. */
function requestsOf(token: string, id: string): RawRequest[] {
  const headers = {
    Authorization: `Bearer ${token}`,
    'Content-Type': 'application/json',
    'User-Agent': `${CANARIES.agent} ${CANARIES.forged}`,
    'X-Request-Id': `${CANARIES.header} ${CANARIES.forged}`,
    'X-Forwarded-For': CANARIES.header,
    traceparent: CANARIES.header,
    Referer: `https://x.example/${CANARIES.header}`,
    Origin: `https://${CANARIES.header}.example`,
    Cookie: `__session=${CANARIES.header}`,
  };
  const withBody = (method: string, path: string, body: string) => ({ method, path, headers, body });
  return [
    withBody('POST', CUSTOMERS, customer),
    withBody('PUT', `${CUSTOMERS}/${id}`, customer),
    { path: `${CUSTOMERS}/${id}`, headers },
    { path: `${CUSTOMERS}?search=${CANARIES.query}&tag=${CANARIES.tag}`, headers },
    { path: `${CUSTOMERS}/${CANARIES.id}`, headers },
    { path: `${CUSTOMERS}/${CANARIES.id}%ZZ`, headers },
    { path: `/${CANARIES.id}`, headers },
    { path: `${CUSTOMERS}?${CANARIES.query}=${CANARIES.query}`, headers },
    { path: `${CUSTOMERS}?limit=${CANARIES.query}`, headers },
    { path: `${CUSTOMERS}?search=${CANARIES.query.repeat(700)}`, headers },
    withBody('PUT', `${CUSTOMERS}/${CANARIES.id}`, customer),
    { method: 'DELETE', path: `${CUSTOMERS}/${CANARIES.id}`, headers },
    withBody('POST', CUSTOMERS, `{"name":"${CANARIES.name}`),
    withBody('POST', CUSTOMERS, `{"${CANARIES.name}":"${CANARIES.name}","name":5}`),
    withBody(
      'POST',
      CUSTOMERS,
      JSON.stringify({ name: CANARIES.name.repeat(30), tags: [`${CANARIES.tag}\0`] }),
    ),
    withBody(
      'POST',
      CUSTOMERS,
      JSON.stringify({ name: CANARIES.name, notes: Array(1000).fill({ text: CANARIES.note.repeat(60) }) }),
    ),
    {
      ...withBody('POST', CUSTOMERS, customer),
      headers: { ...headers, 'Content-Type': `text/${CANARIES.header}` },
    },
    {
      ...withBody('POST', CUSTOMERS, customer),
      headers: { ...headers, 'Content-Encoding': CANARIES.header },
    },
    { method: 'DELETE', path: `${CUSTOMERS}?${CANARIES.query}`, headers },
    ...[
      `Basic ${CANARIES.token}`,
      `Bearer ${CANARIES.token}`,
      `Bearer ${CANARIES.token}.${CANARIES.token}.${CANARIES.token}`,
    ].map((Authorization) => ({ path: CUSTOMERS, headers: { ...headers, Authorization } })),
  ];
}

function expectNoCanary(log: string, token: string): void {
  for (const canary of [
    ...Object.values(CANARIES),
    'Kanarini',
    'CRITICAL',
    token,
    ...token.split('.').slice(1, 2),
  ])
    expect(log).not.toContain(canary);
}

describe('no word of a request is in the log', () => {
  const api = useApi();
  const bundle = useBundle();

  it('of the app', async () => {
    const base = `${api.url}/api`;
    const { body } = await api.as('editor').post(CUSTOMERS_PATH, JSON.parse(customer));
    const requests = requestsOf(api.users.editor.token, body.id as string);
    const answers = [];
    for (const request of requests) answers.push((await sendRaw(base, request)).status);
    expect(answers.slice(0, 4)).toEqual([201, 200, 200, 200]);
    expect(new Set(answers)).toEqual(new Set([201, 200, 404, 422, 414, 400, 413, 415, 405, 401]));
    await until(() => Promise.resolve(api.log.length > requests.length ? true : null));
    expectNoCanary(JSON.stringify(api.log), api.users.editor.token);
  });

  it('of the bundle as it runs in production, which has one line of JSON for each request', async () => {
    const token = bundle.tokens.editor;
    const created = await sendRaw(bundle.base, requestsOf(token, 'x')[0] ?? { path: '' });
    const requests = requestsOf(token, created.body.id as string);
    for (const request of requests) await sendRaw(bundle.base, request);
    const ours = () => bundle.process.lines.filter((line) => line.includes('"message":"request"'));
    await until(() => Promise.resolve(ours().length > requests.length ? true : null));
    expect(ours()).toHaveLength(requests.length + 1);
    for (const line of ours())
      expect(JSON.parse(line)).toMatchObject({ severity: expect.stringMatching(/^(?:INFO|WARNING)$/) });
    expectNoCanary(bundle.process.lines.join('\n'), token);
  });
});

it('no word of a request is in the log of the bundle when the database is out of reach', async () => {
  const { token } = await signUp('editor');
  const framework = await startFramework({
    GCLOUD_PROJECT: 'demo-crm',
    FIREBASE_AUTH_EMULATOR_HOST: process.env['FIREBASE_AUTH_EMULATOR_HOST'],
    FIRESTORE_EMULATOR_HOST: '127.0.0.1:1',
    FUNCTIONS_EMULATOR: 'true',
    CRM_BACKEND_TIMEOUT_MS: '2000',
  });
  onTestFinished(() => framework.stop());
  const base = `${framework.url}/api`;
  // The first request loads what asks Firebase Auth, which on a busy machine is slower than a deadline allows.
  await sendRaw(base, { path: CUSTOMERS, headers: { Authorization: `Bearer ${token}` } });
  const answers = await Promise.all(requestsOf(token, 'x').map((request) => sendRaw(base, request)));
  expect(answers.slice(0, 4).map(({ status }) => status)).toEqual([503, 503, 503, 503]);
  for (const { body, headers } of answers.slice(0, 4))
    expect([body.code, headers.get('Retry-After')]).toEqual(['database_unavailable', '2']);
  const failures = () => framework.lines.filter((line) => line.includes('"status":503'));
  await until(() => Promise.resolve(failures().length >= 4 ? true : null));
  for (const line of failures())
    expect(JSON.parse(line)).toMatchObject({ severity: 'ERROR', reason: expect.any(String) });
  expectNoCanary(framework.lines.join('\n'), token);
});
