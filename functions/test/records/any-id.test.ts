import { expect, it } from 'vitest';
import { useApi } from '../support/api.ts';
import { expectProblem } from '../support/client.ts';
import { adopt, reindex } from '../support/customers-wing.ts';
import { leftOf } from '../support/database-dump.ts';
import { expectIndexed } from '../support/expect-indexed.ts';
import { idsOf, readsOf } from '../support/pages.ts';
import { CUSTOMERS_PATH as path } from '../support/paths.ts';

const api = useApi();

const ids = [
  ...[
    'maria.pappa@example.gr',
    'ΠΕΛ-00017',
    'cust 12',
    '30.2310.555',
    'a%2Fb',
    '😀',
    'TRASH',
    '...',
    '__x',
    '~',
  ],
  ...['?x=1&y#z', 'a+b', "it's", '"quoted"', '\\', 'ά', 'x'.repeat(1500), 'ι'.repeat(750), '😀'.repeat(375)],
];

it.each(ids)('a customer of another program with the id %s is one like any other', async (id) => {
  const [viewer, editor, admin] = [api.as('viewer'), api.as('editor'), api.as('admin')];
  const item = `${path}/${encodeURIComponent(id)}`;
  const document = api.firestore.collection('crm_customers').doc(id);
  await document.set({ name: 'Καλλιόπη', legacy: { deep: 1 } });
  expect((await viewer.get(item)).body).toMatchObject({ id, name: 'Καλλιόπη' });
  await adopt(api.firestore, id, await document.get());
  expect(await expectIndexed(api.firestore)).toBe(1);
  expect(idsOf(await viewer.get(path))).toEqual([id]);
  expect(idsOf(await viewer.get(`${path}?search=kalliopi`))).toEqual([id]);
  expect((await viewer.get(item)).body).toMatchObject({ id });

  const changed = await editor.put(item, { organization: 'Φορέας' });
  expect(changed).toMatchObject({ status: 200, body: { id, organization: 'Φορέας' } });
  expect((await editor.post(`${item}/notes`, { text: 'Σημείωση' })).status).toBe(201);
  expect((await editor.put(`${item}/tags/vip`)).status).toBe(200);
  const { history } = (await viewer.get(`${item}/history`)).body as { history: { version: number }[] };
  expect(history.map(({ version }) => version)).toEqual([4, 3, 2, 1]);
  expect((await viewer.get(`${item}/history/1`)).body).toMatchObject({ id, organization: null });
  const page = await viewer.get(`${item}/history?limit=2`);
  const next = `${item}/history?limit=2&cursor=${encodeURIComponent(page.body.next_cursor)}`;
  expect((await viewer.get(next)).body.history).toHaveLength(2);
  expect((await editor.post(`${item}/revert`, { version: 1 })).body).toMatchObject({ id, tags: [] });

  expect((await editor.delete(item)).status).toBe(204);
  expect((await viewer.get(`${path}/trash`)).body.trash).toMatchObject([{ id, name: 'Καλλιόπη' }]);
  expect((await viewer.get(`${path}/trash?limit=1`)).body.trash).toHaveLength(1);
  expect((await editor.post(`${item}/restore`)).body).toMatchObject({ id, name: 'Καλλιόπη' });
  expect((await document.get()).get('legacy')).toEqual({ deep: 1 });
  expect(await reindex(api.firestore)).toMatchObject({ seen: 1, right: 1, failed: [] });
  expect(await expectIndexed(api.firestore)).toBe(1);
  expect((await admin.delete(`${item}?erase=true`)).status).toBe(204);
  expect(await expectIndexed(api.firestore)).toBe(0);
  expect((await leftOf(api.projectId, id)).filter((left) => !left.startsWith('crm_erasures/'))).toEqual([]);
});

it('pages lead through customers with any ids', async () => {
  for (const id of ids) {
    await api.firestore.collection('crm_customers').doc(id).set({ name: 'Ίδιος' });
    await adopt(api.firestore, id);
  }
  for (const query of ['', '&sort=-name', '&sort=updated_at', '&search=ίδιος', '&language=el']) {
    const found: string[] = [];
    for (let cursor = ''; ;) {
      const page = await api.as('viewer').get(`${path}?limit=4${query}${cursor}`);
      found.push(...idsOf(page));
      if (page.body.next_cursor === null) break;
      cursor = `&cursor=${encodeURIComponent(page.body.next_cursor as string)}`;
    }
    expect([query, new Set(found)]).toEqual([query, new Set(ids)]);
    expect(found).toHaveLength(ids.length);
  }
});

it.each([
  ...['%2e', '%2e%2e', '__x__', 'x'.repeat(1501), 'a%2Fb', 'by'],
  ...['exports', 'webhooks', 'segments', 'tags', 'stats', 'bulk'],
])('no customer has the id %s, and nobody looks', async (id) => {
  // What a client and Node resolve before anybody is asked.
  if (id.startsWith('%2e')) return;
  if (!id.includes('%') && id !== '__x__' && id.length < 100)
    await api.firestore.doc(`crm_customers/${id}`).set({ name: 'Με όνομα διαδρομής' });
  const item = `${path}/${id}`;
  for (const answer of [
    await api.as('viewer').get(item),
    await api.as('editor').put(item, { name: 'Α' }),
    await api.as('admin').delete(`${item}?erase=true`),
    await api.as('viewer').get(`${item}/history`),
    await api.as('editor').post(`${item}/restore`),
  ]) {
    expectProblem(answer, 404, 'customer_not_found');
    expect(readsOf(answer)).toBe(0);
  }
});

it('a document with the name of a route does not keep the index from being complete', async () => {
  expect((await reindex(api.firestore)).failed.map(({ id }) => id)).toContain('tags');
  expect((await api.as('viewer').get(path)).body.total_is_exact).toBe(true);
});
