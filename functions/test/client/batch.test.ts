import { beforeAll, expect, it } from 'vitest';
import {
  batch,
  createCustomersClient,
  type CustomersClient,
  etagOf,
  ProblemError,
} from '../../client/src/index.ts';
import { useApi } from '../support/api.ts';
import { useLosingProxy } from '../support/losing-proxy.ts';
import { useScriptedServer } from '../support/scripted-server.ts';

const api = useApi();
const proxy = useLosingProxy(() => api.url);
const server = useScriptedServer();
let client: CustomersClient;
beforeAll(() => {
  const getToken = () => api.users.editor.token;
  client = createCustomersClient({ baseUrl: `${proxy.url}/api`, getToken });
});

it('a batch answers with customers that can be edited, and with the errors of the others', async () => {
  const one = await client.create({ name: 'Ένας' });
  const [made, changed, failed, gone] = await batch(client, [
    { method: 'create', body: { name: 'Νέος', organization: undefined } },
    { method: 'append', id: one.id, body: { tags: ['α'] }, if_match: etagOf(one) },
    { method: 'append', id: one.id, body: { tags: ['β'] }, if_match: etagOf(one) },
    { method: 'delete', id: one.id },
  ]);
  expect(made?.customer).toMatchObject({ id: made?.id, name: 'Νέος' });
  expect(changed?.customer?.tags).toEqual(['α']);
  expect(failed?.error).toBeInstanceOf(ProblemError);
  expect(failed?.error).toMatchObject({
    code: 'precondition_failed',
    changed: [{ pointer: '/tags/0', by_self: true }],
  });
  expect(failed?.error?.etag).toBe(changed?.customer && etagOf(changed.customer));
  expect(gone).toMatchObject({ status: 204, customer: undefined, error: undefined });
  // What it gives is bound to the version that it shows.
  if (made?.customer === undefined) throw new Error('nothing was made');
  expect(await client.update(made.customer, { organization: 'Ο' })).toMatchObject({ organization: 'Ο' });
});

it('a batch whose answer is lost is sent again with the same key', async () => {
  const one = await client.create({ name: 'Άλλος' });
  proxy.loses({ isDone: true });
  const [done] = await batch(client, [{ method: 'append', id: one.id, body: { notes: [{ text: 'μία' }] } }]);
  expect(proxy.requests).toBe(2);
  expect(done?.customer?.notes).toHaveLength(1);
});

it('an atomic batch that is refused throws, and names the operation', async () => {
  const refused = batch(
    client,
    [
      { method: 'create', body: { name: 'Κανένας' } },
      { method: 'delete', id: 'nobody' },
    ],
    { atomic: true },
  );
  await expect(refused).rejects.toMatchObject({
    code: 'batch_refused',
    errors: [{ pointer: '/operations/1', code: 'customer_not_found' }],
  });
  expect((await client.list({ search: 'Κανένας' })).total).toBe(0);
});

it('what was not tried is sent again, as long as it gets on', async () => {
  const notTried = (count: number) => ({
    status: 200,
    headers: {},
    body: {
      results: [0, 1].map((at) =>
        at < count ? { status: 503, problem: { code: 'not_tried' } } : { status: 204, id: 'a' },
      ),
      succeeded: 2 - count,
      failed: 0,
      not_tried: count,
    },
  });
  const scripted = createCustomersClient({ baseUrl: server.url, getToken: () => 'token' });
  const two = ['a', 'b'].map((id) => ({ method: 'delete', id }) as const);
  server.answers(notTried(2), notTried(1), notTried(0));
  expect((await batch(scripted, two)).map(({ status }) => status)).toEqual([204, 204]);
  expect(new Set(server.requests.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
  server.answers(notTried(2), notTried(2));
  expect((await batch(scripted, two)).map(({ error }) => error?.code)).toEqual(['not_tried', 'not_tried']);
});

it('a batch takes a client that a framework has wrapped', async () => {
  const wrapped = new Proxy({ ...client }, {});
  expect(await batch(wrapped, [{ method: 'create', body: { name: 'Τυλιγμένος' } }])).toMatchObject([
    { status: 201 },
  ]);
});
