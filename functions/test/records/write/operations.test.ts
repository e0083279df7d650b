import { describe, expect, it } from 'vitest';
import { useApi } from '../../support/api.ts';
import { type Answer, type Client, expectProblem } from '../../support/client.ts';
import { operations } from '../../support/contract.ts';
import { creationOf, historyOf, requestOf } from '../../support/customers-wing.ts';
import { dumpDatabase, leftOf } from '../../support/database-dump.ts';
import { CUSTOMERS_PATH as path } from '../../support/paths.ts';

const api = useApi();
let keys = 0;
const newKey = () => `key-${++keys}`;
const keyed = (key: string, more: Record<string, string> = {}) => ({
  headers: { 'Idempotency-Key': key, ...more },
});

const UPSERT = { body: { name: 'Με κλειδί' }, otherBody: { name: 'Άλλος' } };

/** What is sent to each operation that writes, and what comes before it. Without an entry here a new one fails. */
const WRITES: Record<string, Write[]> = {
  createCustomer: [{ body: { name: 'Με κλειδί' }, otherBody: { name: 'Άλλος' } }],
  updateCustomer: [{ body: { organization: 'Α' }, otherBody: { organization: 'Β' } }],
  patchCustomer: [{ body: { organization: 'Α' }, otherBody: { organization: 'Β' } }],
  batchCustomers: [
    {
      body: (id) => ({ operations: [{ method: 'update', id, body: { organization: 'Α' } }] }),
      otherBody: (id) => ({ operations: [{ method: 'update', id, body: { organization: 'Β' } }] }),
    },
    {
      body: (id) => ({ operations: [{ method: 'append', id, body: { tags: ['α'] } }], atomic: true }),
      otherBody: (id) => ({ operations: [{ method: 'append', id, body: { tags: ['β'] } }], atomic: true }),
    },
  ],
  deleteCustomer: [{}, { query: '?erase=true' }],
  restoreCustomer: [{ prepare: (one) => api.as('editor').delete(one) }],
  revertCustomer: [
    {
      prepare: (one) => api.as('editor').put(one, { name: 'Δεύτερο' }),
      body: { version: 1 },
      otherBody: { version: 2 },
    },
  ],
  mergeCustomers: [
    {
      prepare: (one) => makeTwin(one),
      body: (id: string) => ({ from: [`twin-${id}`] }),
      otherBody: (id: string) => ({ from: [`twin-${id}`], choose: { name: id } }),
    },
  ],
  unmergeCustomers: [
    {
      prepare: async (one) => {
        const twin = await makeTwin(one);
        await api.as('editor').post(`${one}/merge`, { from: [twin] });
      },
      body: { merge_version: 2 },
      otherBody: (id: string) => ({ merge_version: 2, only: [`twin-${id}`] }),
    },
  ],
  addNote: [{ body: { text: 'ν' }, otherBody: { text: 'μ' } }],
  addContact: [
    {
      body: { type: 'email', label: '', value: 'a@b.gr' },
      otherBody: { type: 'email', label: '', value: 'c@d.gr' },
    },
  ],
  addOwnedItem: [{ body: { type: 'freetext' }, otherBody: { type: 'product' } }],
  addTag: [{ parts: { tag: 'νέα' } }],
  removeTag: [{ parts: { tag: 'παλιά' } }],
  linkUser: [{ parts: { uid: 'νέος' } }],
  unlinkUser: [{ parts: { uid: 'u1' } }],
  addCustomerKey: [{ parts: { system: 'erp', key: 'νέο' } }],
  removeCustomerKey: [
    {
      prepare: (one) => api.as('editor').put(`${one}/keys/shop/1`),
      parts: { system: 'shop', key: '1' },
    },
  ],
  upsertCustomerByEmail: [{ ...UPSERT, parts: { value: 'key@example.gr' } }],
  upsertCustomerByPhone: [{ ...UPSERT, parts: { value: '+30 2310 555 199' } }],
  upsertCustomerByExternalKey: [{ ...UPSERT, parts: { system: 'erp', key: 'με κλειδί' } }],
};
async function makeTwin(one: string): Promise<string> {
  const twin = `twin-${one.split('/').at(-1)}`;
  await api.firestore.doc(`crm_customers/${twin}`).set({ name: 'Δίδυμος', tags: ['δ'] });
  return twin;
}

interface Write {
  prepare?: (one: string) => Promise<unknown>;
  /** One that names the customer by its id is a function. */
  body?: Body;
  otherBody?: Body;
  query?: string;
  parts?: Record<string, string>;
}

type Body = object | ((id: string) => object);
const bodyFor = (one: string, body?: Body) =>
  typeof body === 'function' ? (body as (id: string) => object)(one.split('/').at(-1) ?? '') : body;

const takesKey = ({ parameters }: (typeof operations)[number]) =>
  parameters.some(({ $ref }) => $ref === '#/components/parameters/IdempotencyKey');
/** They make no version: see below. */
const OF_PAIRS = ['dismissDuplicate', 'takeDismissalBack'];
/** They are about an import or a batch, see test/crm/customers/import. */
const OF_IMPORTS = [
  ...['createImport', 'putImportPart', 'startImport', 'cancelImport', 'resumeImport', 'undoImport'],
  'undoBatch',
];
/** Reads whose question is a body. */
const ASKS = ['searchCustomers', 'findDuplicates', 'previewImport'];
const writes = operations.filter(
  ({ method, operationId }) => method !== 'GET' && !ASKS.includes(operationId),
);

/** What a repetition must get again. */
const told = ({ status, headers, body }: Answer) => ({
  status,
  // The part of a batch says itself that it is done already.
  body: body?.results ? { ...body, results: body.results.map(withoutReplayed) } : body,
  etag: headers.get('ETag'),
  location: headers.get('Location'),
});
const withoutReplayed = ({ replayed: _, ...result }: { replayed?: true }) => result;
/** Holds that it is refused as a whole; in a batch its only part. */
const expectErased = ({ status, body, headers }: Answer) => {
  const [part] = body.results ?? [];
  if (part === undefined) expectProblem({ status, body, headers }, 410, 'customer_erased');
  else expect([part.status, part.problem.code]).toEqual([410, 'customer_erased']);
};
const isReplay = ({ headers }: Answer) => headers.get('Idempotent-Replayed') === 'true';
const billOf = ({ headers }: Answer) => [
  Number(headers.get('X-Firestore-Reads')),
  Number(headers.get('X-Firestore-Writes')),
];

const plain = { name: 'Πελάτης', tags: ['παλιά'], linked_user_ids: ['u1'] };
const create = async (body: object = plain) => `${path}/${(await api.as('admin').post(path, body)).body.id}`;

it('every operation that writes takes a key, and no other does', () => {
  const names = (list: typeof operations) => list.map(({ operationId }) => operationId).sort();
  expect(names(operations.filter(takesKey))).toEqual(names(writes));
  expect([...Object.keys(WRITES), ...OF_PAIRS, ...OF_IMPORTS].sort()).toEqual(names(writes));
});

describe('a write that is sent again with its key gets the first answer, and is done once:', () => {
  const cases = writes.flatMap((operation) =>
    (WRITES[operation.operationId] ?? []).map((write) => ({
      ...operation,
      ...write,
      query: write.query ?? '',
    })),
  );

  it.for(cases)(
    '$operationId$query',
    async ({ method, path: pattern, query, prepare, body, otherBody, parts }) => {
      const admin = api.as('admin');
      const key = newKey();
      const urlOf = (one: string) =>
        `/api${pattern}${query}`
          .replace('/api/crm/customers/{customer_id}', one)
          .replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(parts?.[name] ?? ''));
      const isCreation = pattern === '/crm/customers' || pattern.startsWith('/crm/customers/by/');
      let one = isCreation ? path : await create();
      await prepare?.(one);
      const send = (url: string, sent = body, more = {}, of = one) =>
        admin.send(method, url, { ...(sent && { body: bodyFor(of, sent) }), ...keyed(key, more) });

      const first = await send(urlOf(one));
      expect(first.status).toBeLessThan(300);
      expect(isReplay(first)).toBe(false);
      if (isCreation) one = `${path}/${first.body.id}`;
      const url = pattern === '/crm/customers' ? path : urlOf(one);
      const again = await send(url);
      expect([isReplay(again), told(again)]).toEqual([true, told(first)]);
      const entries = await historyOf(api.firestore, one);

      // Whatever has changed since, and whatever condition it comes under now.
      if (first.status !== 204)
        await api.as('editor').put(one, { name: 'Από άλλον', tags: [], linked_user_ids: [] });
      const changed = await send(url, body, { 'If-Match': '"0-0"' });
      expect([isReplay(changed), told(changed)]).toEqual([true, told(first)]);
      if (first.status !== 204) await api.as('editor').delete(one);
      const deleted = await send(url);
      expect([isReplay(deleted), told(deleted)]).toEqual([true, told(first)]);
      expect((await historyOf(api.firestore, one)).length).toBe(
        entries.length + (first.status === 204 ? 0 : 2),
      );

      if (otherBody) expectProblem(await send(url, otherBody), 422, 'idempotency_key_reused');
      const other = await create();
      if (!isCreation)
        expectProblem(await send(urlOf(other), body, {}, other), 422, 'idempotency_key_reused');

      if (query !== '') return;
      await admin.delete(`${one}?erase=true`);
      expectErased(await send(url));
      // Nor does it know whoever has the id now.
      await api.firestore
        .doc(one.slice('/api/crm/'.length).replace('customers', 'crm_customers'))
        .set({ name: 'Ξανά' });
      await admin.put(one, { organization: 'Ξ' });
      expectErased(await send(url));
    },
  );
});

it('what is said of a pair is said once under its key, whatever has been said since', async () => {
  const [one = '', other = '', third = ''] = await Promise.all(
    ['Ζηνοβία Κουτρουμάνη', 'Ζηνοβία Κουτρουμάνη', 'Ζηνοβία Κουτρουμάνη'].map((name) => create({ name })),
  );
  const urlOf = (a: string, b: string) =>
    `${path}/duplicates/${[a, b].map((each) => each.slice(path.length + 1)).join('/')}/dismissal`;
  const [editor, said, back] = [api.as('editor'), newKey(), newKey()];
  const send = async (method: string, key: string) => {
    const { status, headers } = await editor.send(method, urlOf(one, other), keyed(key));
    return [status, headers.get('Idempotent-Replayed')];
  };
  const dismissed = async () => {
    const { body } = await editor.get(`${path}/duplicates?status=dismissed`);
    return (body.pairs as { a: { name: string } }[]).filter(({ a }) => a.name.startsWith('Ζηνοβία')).length;
  };
  expect(await send('PUT', said)).toEqual([204, null]);
  expect(await dismissed()).toBe(1);
  expect(await send('DELETE', back)).toEqual([204, null]);
  expect(await send('PUT', said)).toEqual([204, 'true']);
  expect(await dismissed()).toBe(0);
  expect(await send('DELETE', back)).toEqual([204, 'true']);
  expectProblem(await editor.send('PUT', urlOf(one, third), keyed(said)), 422, 'idempotency_key_reused');
});

describe('a key', () => {
  it('is kept by an edit that changed nothing', async () => {
    const one = await create({ name: 'Ίδιο', organization: 'Α' });
    const [editor, key] = [api.as('editor'), newKey()];
    const first = await editor.put(one, { organization: 'Α' }, keyed(key));
    expect(billOf(first)).toEqual([1, 1]);
    await editor.put(one, { organization: 'Άλλου' });
    const again = await editor.put(one, { organization: 'Α' }, keyed(key));
    expect([isReplay(again), told(again)]).toEqual([true, told(first)]);
    expect((await editor.get(one)).body.organization).toBe('Άλλου');
    expect(await historyOf(api.firestore, one)).toHaveLength(2);
  });

  it.for([{}, { updated_at: '2026-01-01T00:00:00.000Z' }])(
    'is kept by an edit that changed nothing in what another program wrote, with %j',
    async (times) => {
      const [id, editor, key] = [newKey(), api.as('editor'), newKey()];
      const document = api.firestore.doc(`crm_customers/${id}`);
      await document.set({ name: 'Ξένο', ...times });
      const before = await editor.get(`${path}/${id}`);
      const first = await editor.put(`${path}/${id}`, { name: 'Ξένο' }, keyed(key));
      expect(told(first)).toEqual(told(before));
      expect(told(await editor.get(`${path}/${id}`))).toEqual(told(first));
      expect(await historyOf(api.firestore, id)).toMatchObject([
        { version: 1, action: 'create', by: 'external' },
      ]);
      await document.update({ name: 'Και πάλι' });
      const again = await editor.put(`${path}/${id}`, { name: 'Ξένο' }, keyed(key));
      expect([isReplay(again), told(again)]).toEqual([true, told(first)]);
    },
  );

  it('of an edit that changed nothing does not know whoever has the id after an erasure, whatever the bookkeeping was', async () => {
    const [id, editor, key] = [newKey(), api.as('editor'), newKey()];
    const document = api.firestore.doc(`crm_customers/${id}`);
    await document.set({ name: 'Πρώτος' });
    await editor.put(`${path}/${id}`, { organization: 'Α' });
    await document.update({ '_meta.operation': 7 });
    const same = () => editor.put(`${path}/${id}`, { organization: 'Α' }, keyed(key));
    expect((await same()).status).toBe(200);
    expect(isReplay(await same())).toBe(true);
    await api.as('admin').delete(`${path}/${id}?erase=true`);
    await document.set({ name: 'Δεύτερος' });
    await editor.put(`${path}/${id}`, { organization: 'Β' });
    expectProblem(await same(), 410, 'customer_erased');
  });

  it('is not kept by a refusal', async () => {
    const one = await create();
    const [editor, key] = [api.as('editor'), newKey()];
    expectProblem(
      await editor.put(one, { name: 'Β' }, keyed(key, { 'If-Match': '"0-0"' })),
      412,
      'precondition_failed',
    );
    expectProblem(await editor.post(`${one}/restore`, undefined, keyed(key)), 409, 'conflict');
    expectProblem(await editor.post(`${one}/revert`, { version: 9 }, keyed(key)), 404, 'version_not_found');
    expectProblem(await editor.put(`${path}/nobody`, { name: 'Β' }, keyed(key)), 404, 'customer_not_found');
    const done = await editor.put(one, { name: 'Β' }, keyed(key));
    expect([done.status, isReplay(done)]).toEqual([200, false]);
  });

  it('is of its caller, and of another space than those of creations', async () => {
    const one = await create();
    const [editor, admin, key] = [api.as('editor'), api.as('admin'), newKey()];
    expect((await editor.post(path, { name: 'Νέος' }, keyed(key))).status).toBe(201);
    expect(isReplay(await editor.post(`${one}/notes`, { text: 'α' }, keyed(key)))).toBe(false);
    expect(isReplay(await admin.post(`${one}/notes`, { text: 'α' }, keyed(key)))).toBe(false);
    expect((await editor.get(one)).body.notes).toHaveLength(2);
    expect(isReplay(await editor.post(path, { name: 'Νέος' }, keyed(`"${key}"`)))).toBe(true);
    expect(isReplay(await editor.post(`${one}/notes`, { text: 'α' }, keyed(`"${key}"`)))).toBe(true);
  });

  it('must be a key: 400 names the header, on every write', async () => {
    const one = await create();
    for (const [method, url, body] of [
      ['POST', path, { name: 'Β' }],
      ['PUT', one, { name: 'Β' }],
      ['DELETE', one, undefined],
      ['PUT', `${one}/tags/a`, undefined],
    ] as const) {
      const refused = await api.as('editor').send(method, url, { body, ...keyed('"') });
      expectProblem(refused, 400, 'malformed_header');
      expect(refused.body.detail).toContain('Idempotency-Key');
    }
  });

  it('knows its request however it is written: the order of a body, the encoding of a path, the door that it comes through', async () => {
    const one = await create();
    const [editor, key] = [api.as('editor'), newKey()];
    await editor.send('POST', `${one}/notes`, { body: '{"text":"α","by":"β"}', ...json(key) });
    const inOrder = await editor.send('POST', `${one}/notes`, {
      body: '{ "by": "β", "text": "α" }',
      ...json(key),
    });
    expect(isReplay(inOrder)).toBe(true);
    const [encoded, tagKey] = [encodeURIComponent('α β'), newKey()];
    await editor.put(`${one}/tags/${encoded}`, undefined, keyed(tagKey));
    expect(isReplay(await editor.put(`${one}/tags/${encoded.toLowerCase()}`, undefined, keyed(tagKey)))).toBe(
      true,
    );
    const bare = one.replace('/api', '');
    expect(isReplay(await editor.put(`${bare}/tags/${encoded}`, undefined, keyed(tagKey)))).toBe(true);
    // What is not the same: another method, another query.
    expectProblem(
      await editor.delete(`${one}/tags/${encoded}`, keyed(tagKey)),
      422,
      'idempotency_key_reused',
    );
    const gone = newKey();
    await editor.delete(one, keyed(gone));
    expectProblem(await editor.delete(`${one}?erase=false`, keyed(gone)), 422, 'idempotency_key_reused');
  });

  it('costs one write, no read, and a repetition what it reads', async () => {
    const one = await create();
    const [editor, key] = [api.as('editor'), newKey()];
    const note = () => editor.post(`${one}/notes`, { text: 'α' }, keyed(key));
    expect(billOf(await note())).toEqual([1, 4]);
    expect(billOf(await note())).toEqual([4, 0]);
    await editor.delete(one, keyed('d'));
    // The customer that is not there, the mark of a merge, the key, and the version with the mark of an erasure.
    expect(billOf(await note())).toEqual([5, 0]);
    expect(billOf(await editor.delete(one, keyed('d')))).toEqual([5, 0]);
    expect(billOf(await editor.delete(one, keyed('other')))).toEqual([3, 0]);
  });
});

const json = (key: string) => keyed(key, { 'Content-Type': 'application/json' });

describe('the register', () => {
  it('holds nothing of a customer: digests, a version and an expiry', async () => {
    const one = await create({ name: 'Κρυφός', notes: [{ text: 'μυστικό' }] });
    const [admin, id] = [api.as('admin'), one.split('/').at(-1) ?? ''];
    await admin.post(`${one}/notes`, { text: 'απόρρητο' }, keyed('απόρρητο'.length.toString()));
    await admin.put(`${one}/tags/ετικέτα`, undefined, keyed('Krifos'));
    await admin.delete(`${one}?erase=true`, keyed('erase-it'));
    expect(await leftOf(api.projectId, id, ['Κρυφός', 'μυστικό', 'απόρρητο', 'ετικέτα', 'Krifos'])).toEqual(
      [],
    );
    const entries = Object.entries(await dumpDatabase(api.projectId)).filter(([at]) =>
      at.startsWith('crm_operations/'),
    );
    expect(entries.length).toBeGreaterThan(2);
    for (const [at, { fields }] of entries) {
      expect(at).toMatch(/^crm_operations\/[0-9a-f]{64}$/);
      // An upsert does not name its customer by the id, so the register keeps that.
      const { record_id: _, ...others } = fields as Record<string, unknown>;
      expect(Object.keys(others).sort()).toEqual([
        'expires_at',
        'operation',
        'request_digest',
        'version',
        'version_operation',
      ]);
      const { expires_at } = others as { expires_at: { timestampValue: string } };
      const days = (Date.parse(expires_at.timestampValue) - Date.now()) / 86_400_000;
      expect(days).toBeGreaterThan(6.9);
      expect(days).toBeLessThanOrEqual(7);
    }
  });

  it('is read by every release alike: its paths and digests are these', async () => {
    const { service } = requestOf(api.firestore);
    const { id } = (await service.createCustomer(creationOf({ name: 'Σταθερό' }))).record;
    const identity = ['put', '/crm/customers/{}', ['x'], [], { name: 'Β', tags: ['α'] }];
    await requestOf(api.firestore, {}, { key: 'a key', identity }).service.updateCustomer(id, { name: 'Β' });
    const entry = await api.firestore.doc(`crm_operations/${PATH_OF_U_AND_A_KEY}`).get();
    expect(entry.get('request_digest')).toBe(DIGEST_OF_IDENTITY);
  });
});

const PATH_OF_U_AND_A_KEY = '545ed8db21eba0ffe72c321a74614d7496461a94e74bca3f3165c260cc51d7d6';
const DIGEST_OF_IDENTITY = '03P1iqJsX6VkMUMsHI81K4-_PSLEcAVa_kaTCkuNY7M';

it('many identical requests at once have one effect, and all get its answer', async () => {
  const one = await create();
  const editor: Client = api.as('editor');
  const key = newKey();
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => editor.post(`${one}/notes`, { text: 'μία' }, keyed(key))),
  );
  expect(answers.filter((answer) => !isReplay(answer))).toHaveLength(1);
  expect(new Set(answers.map((answer) => JSON.stringify(told(answer)))).size).toBe(1);
  expect((await editor.get(one)).body.notes).toHaveLength(1);
});
