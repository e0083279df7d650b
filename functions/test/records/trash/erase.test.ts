import type { DocumentSnapshot } from 'firebase-admin/firestore';
import { describe, expect, it } from 'vitest';
import { useApi } from '../../support/api.ts';
import { expectProblem, type Json } from '../../support/client.ts';
import {
  adopt,
  forgetExpired,
  historyOf,
  isAdopted,
  keepDeleted,
  lengthenHistory,
  reindex,
  requestOf,
} from '../../support/customers-wing.ts';
import { dumpDatabase, leftOf } from '../../support/database-dump.ts';
import { connectionTo } from '../../support/firestore.ts';
import { CUSTOMERS_PATH as path } from '../../support/paths.ts';
import { copyCommits } from '../../support/sent-requests.ts';

const api = useApi();
const document = (id: string) => api.firestore.doc(`crm_customers/${id}`);
const mark = (id: string) => api.firestore.doc(`crm_erasures/${id}`);

async function created(body: Json = { name: 'Για πάντα' }, key?: string) {
  const sent = key === undefined ? {} : { headers: { 'Idempotency-Key': key } };
  const answer = await api.as('editor').post(path, body, sent);
  expect(answer.status).toBe(201);
  const id = answer.body.id as string;
  const item = `${path}/${id}`;
  const erase = (tag?: string) =>
    api.as('admin').delete(`${item}?erase=true`, tag === undefined ? {} : { headers: { 'If-Match': tag } });
  const left = (...values: string[]) => leftOf(api.projectId, id, values);
  return { id, item, tag: answer.headers.get('ETag') ?? '', erase, left };
}

/** What is there when an erasure has been cut off after its first commit: the open mark, and the end of a history. */
async function cutOff(key?: string) {
  const customer = await created({ name: 'Στη μέση' }, key);
  await lengthenHistory(api.firestore, customer.id, 3);
  await document(customer.id).delete();
  await document(customer.id).collection('history').doc('000000000001').delete();
  await mark(customer.id).set({ open: true, at: new Date(), expires_at: null });
  return customer;
}

it('an erasure of what somebody has changed meanwhile is refused, and nothing is gone', async () => {
  const { id, item, tag, erase, left } = await created();
  const changed = await api.as('editor').put(item, { name: 'Όχι ακόμη' });
  const refused = expectProblem(await erase(tag), 412, 'precondition_failed');
  expect(refused.body.changed).toMatchObject([{ pointer: '/name', by: api.users.editor.uid }]);
  expect(await historyOf(api.firestore, id)).toHaveLength(2);
  expect((await document(id).get()).exists).toBe(true);
  expect((await mark(id).get()).exists).toBe(false);
  expect((await erase(changed.headers.get('ETag') ?? '')).status).toBe(204);
  expect(await left()).toEqual([]);
});

it('an erasure on a condition leaves nothing of a long history either', async () => {
  const { id, item, tag, erase, left } = await created();
  await lengthenHistory(api.firestore, id, 850);
  expectProblem(await erase('"another"'), 412, 'precondition_failed');
  expect(await historyOf(api.firestore, id)).toHaveLength(850);
  expect((await api.as('editor').get(item)).headers.get('ETag')).toBe(tag);
  expect((await erase(tag)).status).toBe(204);
  expect(await left()).toEqual([]);
});

it('an erasure on a condition that meets a change leaves all of the customer or nothing', async () => {
  for (let round = 0; round < 10; round++) {
    const { id, item, tag, erase, left } = await created();
    const [erased, changed] = await Promise.all([erase(tag), api.as('editor').put(item, { name: 'Μαζί' })]);
    expect([
      [204, 404],
      [412, 200],
    ]).toContainEqual([erased.status, changed.status]);
    if (erased.status === 204) expect(await left()).toEqual([]);
    else
      expect([(await historyOf(api.firestore, id)).length, (await mark(id).get()).exists]).toEqual([
        2,
        false,
      ]);
  }
});

it('what is in the trash cannot be as the caller knew it, and is erased without a condition', async () => {
  const { item, erase, left } = await created();
  await api.as('editor').delete(item);
  expectProblem(await erase('*'), 404, 'customer_not_found');
  expect((await erase()).status).toBe(204);
  expect(await left()).toEqual([]);
});

it('nothing of what people entered, or another program stored, is anywhere; the id is in the mark alone, which expires', async () => {
  const values = ['Ανεπανάληπτος', 'monadiko@example.gr', 'μυστική σημείωση', 'ξένη τιμή', 'παλιό όνομα'];
  const { id, item, erase, left } = await created({
    name: 'παλιό όνομα',
    contacts: [{ type: 'email', label: 'x', value: 'monadiko@example.gr' }],
  });
  await api.as('editor').put(item, { name: 'Ανεπανάληπτος' });
  await api.as('editor').post(`${item}/notes`, { text: 'μυστική σημείωση' });
  await document(id).update({ legacy: 'ξένη τιμή' });
  await api.as('editor').delete(item);
  await api.as('editor').post(`${item}/restore`);
  for (const value of values) expect(await leftOf(api.projectId, 'no id', [value]), value).not.toEqual([]);
  const before = Date.now();
  expect((await erase()).status).toBe(204);
  expect(await left(...values, 'ανεπαναληπτος', 'anepanaliptos')).toEqual([]);
  const { open, at, expires_at, ...rest } = (await mark(id).get()).data() ?? {};
  expect([open, rest]).toEqual([false, {}]);
  expect(at.toMillis()).toBeGreaterThanOrEqual(before);
  expect(expires_at.toMillis() - at.toMillis()).toBe(90 * 86_400_000);
  expectProblem(await erase(), 404, 'customer_not_found');
});

it('what another program has deleted and no trigger has kept is erased too', async () => {
  const { id, erase, left } = await created();
  const before = await document(id).get();
  await document(id).delete();
  expectProblem(await erase('*'), 404, 'customer_not_found');
  expect((await erase()).status).toBe(204);
  expect(await keepDeleted(api.firestore, before)).toBe(false);
  expect(await left()).toEqual([]);
});

describe('an erasure that was cut off', () => {
  it('is answered everywhere as if nothing were left', async () => {
    const { id, item } = await cutOff();
    expect(await historyOf(api.firestore, id)).toHaveLength(2);
    const editor = api.as('editor');
    expectProblem(await editor.get(item), 404, 'customer_not_found');
    expectProblem(await editor.get(`${item}/history`), 404, 'customer_not_found');
    expectProblem(await editor.get(`${item}/history/2`), 404, 'version_not_found');
    expectProblem(await editor.post(`${item}/restore`), 404, 'customer_not_found');
    expectProblem(await editor.post(`${item}/revert`, { version: 2 }), 404, 'version_not_found');
    expectProblem(await editor.post(`${item}/notes`, { text: 'ν' }), 404, 'customer_not_found');
    expectProblem(await editor.delete(item), 404, 'customer_not_found');
    expect((await editor.get(`${path}/trash`)).body.trash.map((entry: Json) => entry.id)).not.toContain(id);
  });

  const ways: [string, (id: string, before: DocumentSnapshot) => Promise<unknown>][] = [
    ['an erasure', (id) => api.as('admin').delete(`${path}/${id}?erase=true`)],
    [
      'an erasure on the condition that was met before',
      (id) => api.as('admin').delete(`${path}/${id}?erase=true`, { headers: { 'If-Match': '"1-x"' } }),
    ],
    ['the trigger of the deletion', (_, before) => keepDeleted(api.firestore, before)],
    ['the trigger of the trash', (id) => forgetExpired(api.firestore, id)],
    ['reindex', () => reindex(api.firestore)],
  ];

  it.for(ways)('is finished by %s', async ([, finish]) => {
    const { id, item, left } = await cutOff();
    // An event's view of the customer, whose document is gone.
    await api.firestore.doc('elsewhere/x').set({ name: 'Στη μέση' });
    const { createTime, updateTime } = await api.firestore.doc('elsewhere/x').get();
    const event = {
      exists: true,
      ref: document(id),
      id,
      createTime,
      updateTime,
      data: () => ({ name: 'Στη μέση' }),
    };
    await finish(id, event as unknown as DocumentSnapshot);
    await api.firestore.doc('elsewhere/x').delete();
    expect(await left()).toEqual([]);
    expectProblem(await api.as('editor').get(`${item}/history`), 404, 'customer_not_found');
    expectProblem(await api.as('admin').delete(`${item}?erase=true`), 404, 'customer_not_found');
  });

  it('is finished first where another program writes the id again, which is a new customer then', async () => {
    const { id, item } = await cutOff();
    await document(id).set({ name: 'Άλλος' });
    expect(await adopt(api.firestore, id, await document(id).get())).toBe(true);
    expect(isAdopted(await document(id).get())).toBe(true);
    const { body } = await api.as('editor').get(`${item}/history`);
    expect(body.history).toMatchObject([{ version: 1, action: 'create', by: 'external' }]);
    expect((await mark(id).get()).get('open')).toBe(false);
  });

  it('is finished by a write where another program has written the id again and no trigger has seen it', async () => {
    const { id, item } = await cutOff();
    await document(id).set({ name: 'Άλλος' });
    expect((await api.as('editor').get(`${item}/history`)).body.history).toEqual([]);
    expect((await api.as('editor').put(item, { organization: 'Νέα' })).status).toBe(200);
    const { body } = await api.as('editor').get(`${item}/history`);
    expect(body.history).toMatchObject([
      { version: 2, action: 'update' },
      { version: 1, action: 'create', by: 'external' },
    ]);
    expect(JSON.stringify(body)).not.toContain('Στη μέση');
  });
});

describe('the key of a creation whose customer was erased', () => {
  it('is 410 while the erasure is open', async () => {
    await cutOff('open');
    const again = await api
      .as('editor')
      .post(path, { name: 'Στη μέση' }, { headers: { 'Idempotency-Key': 'open' } });
    expectProblem(again, 410, 'customer_erased');
  });

  it('is 410 when it is done, with whatever body, and makes nobody', async () => {
    const { erase, left } = await created({ name: 'Μία φορά' }, 'closed');
    await erase();
    for (const name of ['Μία φορά', 'Άλλη'])
      expectProblem(
        await api.as('editor').post(path, { name }, { headers: { 'Idempotency-Key': 'closed' } }),
        410,
        'customer_erased',
      );
    expect(await left('Μία φορά')).toEqual([]);
  });
});

describe('what comes too late', () => {
  it('of an erasure changes nothing of the customer that another program made with that id', async () => {
    const { id, item } = await created();
    await lengthenHistory(api.firestore, id, 850);
    const commits = copyCommits(connectionTo(api.firestore));
    await requestOf(api.firestore).service.eraseCustomer(id);
    const again = async () => {
      await document(id).set({ name: 'Ξανά' });
      await adopt(api.firestore, id, await document(id).get());
      expect((await api.as('editor').post(`${item}/notes`, { text: 'κρατήστε με' })).status).toBe(201);
    };
    await again();
    const before = await dumpDatabase(api.projectId);
    expect(await historyOf(api.firestore, id)).toHaveLength(2);
    // All that were sent: three of the erasure, and those of what came after.
    expect(await commits.sendAgain()).toBe(0);
    expect(await dumpDatabase(api.projectId)).toEqual(before);
  });

  it('of the end of the time in the trash changes nothing either', async () => {
    const { id, item } = await created();
    await api.as('editor').delete(item);
    await api.firestore.doc(`crm_customers_trash/${id}`).delete();
    const commits = copyCommits(connectionTo(api.firestore));
    await forgetExpired(api.firestore, id);
    await document(id).set({ name: 'Ξανά' });
    await adopt(api.firestore, id, await document(id).get());
    const before = await dumpDatabase(api.projectId);
    expect(await historyOf(api.firestore, id)).toHaveLength(1);
    expect(await commits.sendAgain()).toBe(0);
    expect(await dumpDatabase(api.projectId)).toEqual(before);
  });

  it('the event of an erased customer brings nothing of it back when the id was used again and deleted', async () => {
    const { id, erase, left } = await created({ name: 'Ο πρώτος' });
    await document(id).update({ legacy: 'του πρώτου' });
    const first = await document(id).get();
    await erase();
    await document(id).set({ name: 'Ο δεύτερος' });
    await adopt(api.firestore, id, await document(id).get());
    await document(id).delete();
    expect(await keepDeleted(api.firestore, first)).toBe(true);
    expect((await api.firestore.doc(`crm_customers_trash/${id}`).get()).get('name')).toBe('Ο δεύτερος');
    expect((await left('Ο πρώτος', 'του πρώτου')).filter((name) => !name.includes(id))).toEqual([]);
    expect(JSON.stringify(await dumpDatabase(api.projectId))).not.toMatch(/Ο πρώτος|του πρώτου/);
  });

  it('an old copy that another program writes back after an erasure is a new customer of its own', async () => {
    const { id, item, erase } = await created();
    await api.as('editor').put(item, { organization: 'Β' });
    const copy = (await document(id).get()).data() ?? {};
    await erase();
    const before = await document(id).get();
    await document(id).set(copy);
    expect(await adopt(api.firestore, id, await document(id).get(), before)).toBe(true);
    expect((await api.as('viewer').get(`${item}/history`)).body.history).toMatchObject([
      { version: 1, by: 'external' },
    ]);
  });
});

it('the time in the trash being over is an erasure as well: nothing is left but the mark', async () => {
  const { id, item, left } = await created({ name: 'Ληγμένος' }, 'expired');
  await api.as('editor').delete(item);
  await api.firestore.doc(`crm_customers_trash/${id}`).delete();
  await forgetExpired(api.firestore, id);
  expect(await left('Ληγμένος')).toEqual([]);
  expect((await mark(id).get()).get('open')).toBe(false);
  const again = await api
    .as('editor')
    .post(path, { name: 'Ληγμένος' }, { headers: { 'Idempotency-Key': 'expired' } });
  expectProblem(again, 410, 'customer_erased');
});

it('a history is kept where the trash entry ended by a restoration, though the event comes when the customer is gone', async () => {
  const { id, item } = await created();
  await api.as('editor').delete(item);
  await api.as('editor').post(`${item}/restore`);
  const before = await document(id).get();
  await document(id).delete();
  await forgetExpired(api.firestore, id);
  expect(await keepDeleted(api.firestore, before)).toBe(true);
  expect((await api.as('editor').post(`${item}/restore`)).status).toBe(200);
  expect((await historyOf(api.firestore, id)).map(({ action }) => action)).toEqual([
    ...['create', 'delete', 'restore'],
    ...['delete', 'restore'],
  ]);
});
