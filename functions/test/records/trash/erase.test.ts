import { expect, it } from 'vitest';
import { useApi } from '../../support/api.ts';
import { expectProblem } from '../../support/client.ts';
import { forgetExpired, historyOf, keepDeleted } from '../../support/customers-wing.ts';
import { dumpDatabase } from '../../support/database-dump.ts';
import { CUSTOMERS_PATH as path } from '../../support/paths.ts';

const api = useApi();

async function created() {
  const { body, headers } = await api.as('editor').post(path, { name: 'Για πάντα' });
  const item = `${path}/${body.id}`;
  const erase = (tag: string) =>
    api.as('admin').delete(`${item}?erase=true`, { headers: { 'If-Match': tag } });
  const traces = async () =>
    Object.keys(await dumpDatabase(api.projectId)).filter((name) => name.includes(body.id as string));
  return { id: body.id as string, item, tag: headers.get('ETag') ?? '', erase, traces };
}

it('an erasure of what somebody has changed meanwhile is refused, and nothing is gone', async () => {
  const { item, tag, erase, traces } = await created();
  const changed = await api.as('editor').put(item, { name: 'Όχι ακόμη' });
  const refused = expectProblem(await erase(tag), 412, 'precondition_failed');
  expect(refused.body.changed).toMatchObject([{ pointer: '/name', by: api.users.editor.uid }]);
  expect(await traces()).toHaveLength(3);
  expect((await erase(changed.headers.get('ETag') ?? '')).status).toBe(204);
  expect(await traces()).toEqual([]);
});

it('an erasure on a condition leaves no trace of a long history either', async () => {
  const { id, item, tag, erase, traces } = await created();
  const [entry] = await historyOf(api.firestore, id);
  const writer = api.firestore.bulkWriter();
  for (let version = 2; version <= 450; version++)
    void writer.set(api.firestore.doc(`crm_customers/${id}/history/${String(version).padStart(12, '0')}`), {
      ...entry,
      version,
    });
  await writer.close();
  expectProblem(await erase('"another"'), 412, 'precondition_failed');
  expect(await traces()).toHaveLength(451);
  expect((await api.as('editor').get(item)).headers.get('ETag')).toBe(tag);
  expect((await erase(tag)).status).toBe(204);
  expect(await traces()).toEqual([]);
});

it('an erasure on a condition that meets a change leaves all of the customer or nothing', async () => {
  for (let round = 0; round < 10; round++) {
    const { item, tag, erase, traces } = await created();
    const [erased, changed] = await Promise.all([erase(tag), api.as('editor').put(item, { name: 'Μαζί' })]);
    expect([
      [204, 404],
      [412, 200],
    ]).toContainEqual([erased.status, changed.status]);
    expect(await traces()).toHaveLength(erased.status === 204 ? 0 : 3);
  }
});

it('what is in the trash cannot be as the caller knew it, and is erased without a condition', async () => {
  const { item, erase, traces } = await created();
  await api.as('editor').delete(item);
  expectProblem(await erase('*'), 404, 'customer_not_found');
  expect((await api.as('admin').delete(`${item}?erase=true`)).status).toBe(204);
  expect(await traces()).toEqual([]);
});

it('a history is kept where the trash entry ended by a restoration, though the event comes when the customer is gone', async () => {
  const { id, item } = await created();
  await api.as('editor').delete(item);
  await api.as('editor').post(`${item}/restore`);
  const document = api.firestore.doc(`crm_customers/${id}`);
  const before = await document.get();
  await document.delete();
  await forgetExpired(api.firestore, id);
  expect(await keepDeleted(api.firestore, before)).toBe(true);
  expect((await api.as('editor').post(`${item}/restore`)).status).toBe(200);
  expect((await historyOf(api.firestore, id)).map(({ action }) => action)).toEqual([
    ...['create', 'delete', 'restore'],
    ...['delete', 'restore'],
  ]);
});
