import type { Firestore } from 'firebase-admin/firestore';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useApi } from '../../support/api.ts';
import { creationOf, historyOf, reindex, requestOf } from '../../support/customers-wing.ts';
import { dumpDatabase } from '../../support/database-dump.ts';
import { expectIndexed } from '../../support/expect-indexed.ts';
import { closeFirestore, newProject, openFirestore } from '../../support/firestore.ts';
import { idsOf } from '../../support/pages.ts';
import { CUSTOMERS_PATH as path } from '../../support/paths.ts';
import { storeAs01 } from '../../support/release-0-1.ts';

// From release 0.1, which kept what lists and searches need in `_meta` of the customers, and had no index entries.

const api = useApi();
const EARLIER_KEYS = ['name_key', 'created_key', 'updated_key', 'terms'];
const names = Array.from({ length: 25 }, (_, at) => `Πελάτης ${String(at).padStart(2, '0')}`);
const ids = names.map((_, at) => `c${String(at).padStart(2, '0')}`);
const first = ids[0] ?? '';
const document = (id: string) => api.firestore.doc(`crm_customers/${id}`);
const metaOf = async (id: string) => (await document(id).get()).get('_meta') as Record<string, unknown>;
const tagOf = async (id: string) => (await api.as('viewer').get(`${path}/${id}`)).headers.get('ETag');
const exact = async () => (await requestOf(api.firestore).service.listCustomers({ limit: 1 })).total_is_exact;
const warnings = () => api.log.filter(({ message }) => message.includes('reindex'));

/** Every call that the API sends while some work is done, and what it cost. */
async function reindexed() {
  const before = await dumpDatabase(api.projectId);
  const progress = await reindex(api.firestore);
  const after = await dumpDatabase(api.projectId);
  const moved = Object.keys(after).filter((at) => after[at]?.updateTime !== before[at]?.updateTime);
  return { progress, moved };
}

beforeAll(async () => {
  for (const [at, id] of ids.entries()) await storeAs01(api.firestore, id, { name: names[at] ?? '' });
}, 60_000);

describe('customers as release 0.1 stored them', () => {
  let tags: (string | null)[];

  it('are answered by their ids, and lists say that they are not exact, with one warning in the log', async () => {
    tags = await Promise.all(ids.map(tagOf));
    expect(tags.every((tag) => /^"1-[\w-]{11}"$/.test(tag ?? ''))).toBe(true);
    for (const query of ['', '?search=πελάτης', '?tag=vip'])
      expect((await api.as('viewer').get(path + query)).body).toMatchObject({ total_is_exact: false });
    expect(warnings()).toHaveLength(1);
  });

  it('get their entries by the first reindex, and keep what release 0.1 reads, and their history', async () => {
    const { digest } = await metaOf(first);
    const { progress } = await reindexed();
    expect(progress).toMatchObject({ seen: 25, written: 25, right: 0, failed: [] });
    expect(await expectIndexed(api.firestore)).toBe(25);
    expect(Object.keys(await metaOf(first)).sort()).toEqual(
      [...EARLIER_KEYS, 'version', 'operation', 'digest', 'entry', 'entry_digest'].sort(),
    );
    expect((await metaOf(first))['digest']).toBe(digest);
    for (const id of ids) expect(await historyOf(api.firestore, id)).toHaveLength(1);
    expect(await exact()).toBe(true);
    const { body } = await api.as('viewer').get(`${path}?search=pelatis`);
    expect(body.total).toBe(25);
    expect(idsOf(await api.as('viewer').get(path))).toEqual(ids);
    expect(await Promise.all(ids.map(tagOf))).toEqual(tags);
  });

  it('that release 0.1 edits meanwhile are set right by the next reindex', async () => {
    // It wrote its own `_meta` anew.
    await storeAs01(api.firestore, first, { name: 'Μετονομασία', version: 2 });
    tags[0] = await tagOf(first);
    const { progress } = await reindexed();
    expect(progress).toMatchObject({ written: 25, failed: [] });
    expect(await expectIndexed(api.firestore)).toBe(25);
    expect((await historyOf(api.firestore, first)).map(({ by }) => by)).toEqual(['uid-maria', 'uid-maria']);
  });

  it('lost what release 0.1 kept by that second reindex, which made no history and changed no entity tag', async () => {
    for (const id of ids) {
      expect(Object.keys(await metaOf(id)).filter((key) => EARLIER_KEYS.includes(key))).toEqual([]);
      expect(await historyOf(api.firestore, id)).toHaveLength(id === first ? 2 : 1);
    }
    expect(await Promise.all(ids.map(tagOf))).toEqual(tags);
  });

  it('leave a third reindex nothing to write', async () => {
    const { progress, moved } = await reindexed();
    expect(progress).toMatchObject({ seen: 25, written: 0, right: 25, swept: 0, failed: [] });
    expect(moved).toEqual([]);
  });

  it('that release 0.1 edits once more are set right by the next edit', async () => {
    await storeAs01(api.firestore, first, { name: 'Κι άλλη', version: 3 });
    const { status } = await api.as('editor').put(`${path}/${first}`, { organization: 'ΟΤΑ' });
    expect(status).toBe(200);
    expect(await expectIndexed(api.firestore)).toBe(25);
    expect((await historyOf(api.firestore, first)).map(({ by }) => by)).toEqual([
      ...['uid-maria', 'uid-maria', 'uid-maria'],
      api.users.editor.uid,
    ]);
  });
});

describe('a project', () => {
  let firestore: Firestore;
  beforeAll(() => void (firestore = openFirestore(newProject())));
  afterAll(() => closeFirestore(firestore));

  it('without customers is complete by itself', async () => {
    const list = () => requestOf(firestore).service.listCustomers({ limit: 10 });
    expect(await list()).toMatchObject({ total: 0, total_is_exact: true });
    await requestOf(firestore).service.createCustomer(creationOf({ name: 'Πρώτος' }));
    expect(await list()).toMatchObject({ total: 1, total_is_exact: true });
    expect((await firestore.doc('crm_settings/crm_customers').get()).get('index_complete')).toBe(true);
  });

  it('of which a run has done a part only is not complete before another has done the rest', async () => {
    const part = openFirestore(newProject());
    for (const id of ['a', 'b', 'c']) await storeAs01(part, id, { name: id });
    const stopped = new AbortController();
    stopped.abort();
    await reindex(part, { signal: stopped.signal });
    expect((await requestOf(part).service.listCustomers({ limit: 10 })).total_is_exact).toBe(false);
    // Wrongly begun behind two: the sweep finds them.
    expect(await reindex(part, { from: 'b' })).toMatchObject({ seen: 1, written: 1, swept: 2 });
    expect(await requestOf(part).service.listCustomers({ limit: 10 })).toMatchObject({
      total: 3,
      total_is_exact: true,
    });
    await closeFirestore(part);
  });
});
