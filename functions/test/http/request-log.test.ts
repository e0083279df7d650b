import { connect } from 'node:net';
import { beforeEach, describe, expect, it } from 'vitest';
import { useApi } from '../support/api.ts';
import { CUSTOMERS_PATH as path } from '../support/paths.ts';
import { until } from '../support/until.ts';

const api = useApi();
const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';

beforeEach(() => {
  api.log.length = 0;
});

/** The line of a request comes when its answer has gone out, which its caller may see first. */
const lines = (count: number) => until(() => Promise.resolve(api.log.length >= count ? [...api.log] : null));

describe('the log has one line for a request', () => {
  const { promise: asked, resolve: ask } = Promise.withResolvers<undefined>();
  const slow = useApi(
    {},
    {
      authenticator: {
        verify: () => {
          ask(undefined);
          return new Promise<never>(() => undefined);
        },
        currentClaims: () => Promise.resolve({}),
      },
    },
  );

  it('that is served: what was asked, by whom, how it ended and what it cost', async () => {
    const { body, headers } = await api.as('editor').post(path, { name: 'Α' });
    await api.as('viewer').get(`${path}/${body.id}?`, {
      headers: { 'X-Request-Id': 'r-1', traceparent: `00-${TRACE}-00f067aa0ba902b7-01` },
    });
    const [created, read, ...more] = await lines(2);
    expect(more).toEqual([]);
    expect(created).toEqual({
      severity: 'INFO',
      message: 'request',
      method: 'POST',
      route: '/crm/customers',
      status: 201,
      milliseconds: expect.any(Number) as number,
      uid: api.users.editor.uid,
      request_id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      trace: null,
      reads: Number(headers.get('X-Firestore-Reads')),
      writes: Number(headers.get('X-Firestore-Writes')),
      records: [body.id],
    });
    expect(created?.['writes']).toBeGreaterThan(0);
    expect(read).toMatchObject({
      method: 'GET',
      route: '/crm/customers/:customer_id',
      status: 200,
      uid: api.users.viewer.uid,
      request_id: 'r-1',
      trace: TRACE,
      reads: 1,
      writes: 0,
      records: [body.id],
    });
  });

  it.each([
    ['traceparent', `00-${TRACE}-00f067aa0ba902b7-01`, TRACE],
    ['X-Cloud-Trace-Context', `${TRACE}/123;o=1`, TRACE],
    ['traceparent', 'rubbish', null],
    ['traceparent', `00-${TRACE.toUpperCase()}-x-01`, null],
    ['X-Cloud-Trace-Context', '{"severity":"CRITICAL"}/1', null],
  ])('whose %s is %s: its trace', async (header, value, trace) => {
    await api.anonymous.get(path, { headers: { [header]: value } });
    expect(await lines(1)).toMatchObject([{ trace }]);
  });

  it('that is refused: why, where an operator needs it', async () => {
    await api.anonymous.get(path);
    await api.anonymous.get(path, { headers: { Authorization: 'Bearer a.b.c' } });
    await api.as('viewer').post(path, { name: 'Α' });
    await api.as('viewer').get('/api/nothing');
    await api.as('editor').post(path, {});
    expect(await lines(5)).toMatchObject([
      {
        severity: 'WARNING',
        status: 401,
        uid: null,
        code: 'unauthenticated',
        reason: 'not one bearer token',
      },
      { severity: 'WARNING', status: 401, uid: null, code: 'unauthenticated', reason: 'auth/argument-error' },
      {
        severity: 'WARNING',
        status: 403,
        uid: api.users.viewer.uid,
        code: 'forbidden',
        reason: 'viewer, where editor is needed',
        route: '/crm/customers',
      },
      { severity: 'INFO', status: 404, uid: null, code: 'route_not_found', route: null },
      { severity: 'INFO', status: 422, uid: api.users.editor.uid, code: 'validation_failed' },
    ]);
  });

  it('whose caller went away before the answer', async () => {
    const leaving = new AbortController();
    const request = fetch(`${slow.url}${path}`, {
      signal: leaving.signal,
      headers: { Authorization: 'Bearer x' },
    });
    await asked;
    leaving.abort();
    await expect(request).rejects.toThrow('aborted');
    const line = await until(() => Promise.resolve(slow.log[0] ?? null));
    expect(line).toMatchObject({ message: 'request', method: 'GET', aborted: true });
  });
});

it('a body that ends before its time is no bug, and creates nothing', async () => {
  const { hostname, port } = new URL(api.url);
  const caller = connect(Number(port), hostname);
  const head = [
    `POST ${path} HTTP/1.1`,
    'Host: x',
    `Authorization: Bearer ${api.users.editor.token}`,
    'Content-Type: application/json',
    'Content-Length: 100',
  ];
  caller.end(`${head.join('\r\n')}\r\n\r\n{"name":"Μισός"`);
  caller.resume();
  const [line] = await lines(1);
  expect(line).toMatchObject({ severity: 'INFO', method: 'POST', aborted: true, writes: 0 });
});

describe('a bug', () => {
  const secret = 'Μαρία Παπαδοπούλου';
  const broken = useApi(
    {},
    {
      connection: {
        root: () => {
          throw new TypeError(`cannot read ${secret}\n    at ${secret} (x:1:1)`);
        },
        call: () => {
          throw new Error('not reached');
        },
        close: () => undefined,
      },
    },
  );

  it('is 500 to the caller, who learns nothing, and a stack without the message to the operator', async () => {
    const answer = await broken.as('viewer').get(path);
    expect(answer).toMatchObject({ status: 500, body: { code: 'internal' } });
    expect(JSON.stringify(answer.body)).not.toContain(secret);
    const line = await until(() => Promise.resolve(broken.log.find(({ status }) => status === 500) ?? null));
    expect(line).toMatchObject({ severity: 'ERROR', reason: 'TypeError', code: 'internal' });
    expect(line['stack']).toEqual(expect.arrayContaining([expect.stringContaining('request-log.test.ts')]));
    expect(JSON.stringify(line)).not.toContain(secret);
  });
});
