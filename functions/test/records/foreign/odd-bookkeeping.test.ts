import { Timestamp } from 'firebase-admin/firestore';
import { describe, expect, it } from 'vitest';
import { useApi } from '../../support/api.ts';
import { adopt, historyOf, isAdopted, reindex } from '../../support/customers-wing.ts';
import { createdId } from '../../support/created-id.ts';
import { expectIndexed } from '../../support/expect-indexed.ts';
import { idsOf } from '../../support/pages.ts';
import { CUSTOMERS_PATH as path } from '../../support/paths.ts';

/** `_meta` as another program may leave it: it counts as missing, and the history tells what is known. */
const api = useApi();
const editor = () => api.as('editor');

const huge = Object.fromEntries(Array.from({ length: 9000 }, (_, n) => [`k${n}`, 'x'.repeat(90)]));
const broken: [string, unknown][] = [
  ['a text', 'x'],
  ['a number', 5],
  ['null', null],
  ['a list', [1, 2]],
  ['a time', Timestamp.fromMillis(5)],
  ['bytes', Buffer.from('x')],
  ['an empty map', {}],
  ['a huge map', huge],
];
/** Of these the other keys are as this API left them. */
const odd: [string, Record<string, unknown>][] = [
  ...['1', -3, 0, 1.5, NaN, Infinity, 9007199254740991, 999999999999, null, { a: 1 }, huge].map(
    (version): [string, Record<string, unknown>] => [
      `version ${JSON.stringify(version).slice(0, 20)}`,
      { version },
    ],
  ),
  ...[
    5,
    null,
    { a: 1 },
    ['x'],
    huge,
    'x'.repeat(500_000),
    'name:άκυρο',
    '__proto__:aaaaaaaaaaa x.y.z:1 ::',
  ].map((digest): [string, Record<string, unknown>] => [
    `digest ${JSON.stringify(digest).slice(0, 20)}`,
    { digest },
  ]),
  ...[5, 'a/b', '..', '', 'άλλη  κάποιος', 'x'.repeat(2000), { a: 1 }].map(
    (entry): [string, Record<string, unknown>] => [`entry ${JSON.stringify(entry).slice(0, 20)}`, { entry }],
  ),
  ['operation {}', { operation: { a: Buffer.from('x') } }],
  ['operation of 100 kB', { operation: 'o'.repeat(100_000) }],
  ['updated_at 5', { updated_at: 5 }],
  ['terms of 800 kB', { terms: huge }],
];

async function customerOfTwoVersions() {
  const id = await createdId(api, { name: 'Αρχικός' });
  const item = `${path}/${id}`;
  await editor().put(item, { name: 'Δεύτερος' });
  return { id, item, document: api.firestore.doc(`crm_customers/${id}`) };
}
const versionsOf = async (item: string) =>
  (await historyOf(api.firestore, item)).map(({ version, by }) => [version, by]);

const cases = [
  ...broken.map(([what, meta]) => [what, (_before: object) => meta] as const),
  ...odd.map(([what, part]) => [what, (before: object) => ({ ...before, ...part })] as const),
];

describe.each(cases)('_meta with %s', (_what, made) => {
  it('is mended by a write, by the trigger and by a deletion, and nobody else is said to have changed the customer', async () => {
    const uid = api.users.editor.uid;
    for (const mend of ['write', 'trigger', 'reindex', 'delete'] as const) {
      const { id, item, document } = await customerOfTwoVersions();
      const before = (await document.get()).data();
      await document.update({ _meta: made(before?.['_meta'] as object) });
      const read = await editor().get(item);
      expect(read).toMatchObject({ status: 200, body: { name: 'Δεύτερος' } });
      if (mend === 'trigger') await adopt(api.firestore, id, await document.get());
      if (mend === 'reindex') expect((await reindex(api.firestore)).failed).toEqual([]);
      if (mend === 'delete') {
        expect((await editor().delete(item)).status).toBe(204);
        expect((await editor().post(`${item}/restore`)).status).toBe(200);
      }
      if (mend !== 'write') expect(isAdopted(await document.get())).toBe(true);
      const write = await editor().put(item, { name: `Τρίτος ${mend}` });
      expect(write.status).toBe(200);
      expect(isAdopted(await document.get())).toBe(true);
      const versions = mend === 'delete' ? [1, 2, 3, 4, 5] : [1, 2, 3];
      expect(await versionsOf(item)).toEqual(versions.map((version) => [version, uid]));
      expect(idsOf(await editor().get(`${path}?search=${mend}`))).toContain(id);
      expect((await document.get()).get('_meta')).toMatchObject({ version: versions.length });
      await api.as('admin').delete(`${item}?erase=true`);
    }
    await expectIndexed(api.firestore);
  });
});

it('an entry that is another customer’s is not removed by a rename', async () => {
  const first = await customerOfTwoVersions();
  const second = await customerOfTwoVersions();
  const { entry } = (await first.document.get()).get('_meta') as { entry: string };
  await second.document.update({ '_meta.entry': entry });
  await editor().put(second.item, { name: 'Μετονομασμένος' });
  expect((await api.firestore.doc(`crm_customer_entries/${entry}`).get()).exists).toBe(true);
  expect(idsOf(await editor().get(`${path}?search=metonomasmenos`))).toEqual([second.id]);
  // An old entry of its own.
  const own = (await second.document.get()).get('_meta') as { entry: string };
  await second.document.update({ '_meta.entry': own.entry.replace(/^\S+/, 'παλιος') });
  await editor().put(second.item, { name: 'Πάλι' });
  await expectIndexed(api.firestore);
});

it('a document that is copied with its _meta is a customer of its own', async () => {
  const first = await customerOfTwoVersions();
  const copy = api.firestore.doc('crm_customers/αντίγραφο');
  await copy.set((await first.document.get()).data() ?? {});
  await adopt(api.firestore, copy.id, await copy.get());
  expect(await versionsOf(copy.path)).toEqual([[1, 'external']]);
  const item = `${path}/${encodeURIComponent(copy.id)}`;
  expect((await editor().put(item, { name: 'Αντίγραφο' })).status).toBe(200);
  expect((await editor().get(first.item)).body).toMatchObject({ name: 'Δεύτερος' });
  await expectIndexed(api.firestore);
});
