import { Timestamp } from 'firebase-admin/firestore';
import { describe, expect, it } from 'vitest';
import { useApi } from '../../support/api.ts';
import { expectProblem } from '../../support/client.ts';
import { adopt, cursorForger } from '../../support/customers-wing.ts';
import {
  changesPage,
  expectInOrder,
  followChanges,
  inShort,
  tokenNow,
} from '../../support/follow-changes.ts';
import { CUSTOMERS_PATH as path } from '../../support/paths.ts';
import { plainCustomer } from '../../support/plain-customer.ts';
import { storeAs01 } from '../../support/release-0-1.ts';

const api = useApi();
const viewer = () => api.as('viewer');
const editor = () => api.as('editor');
const create = async (name: string): Promise<string> => (await editor().post(path, { name })).body.id;

/** An entry of a history as another process of this API writes it, with the time at which that is said to have reached Firestore. */
async function writeEntry(id: string, version: number, at: Timestamp, more: object = {}) {
  const { id: _, ...state } = plainCustomer({ id, name: `${id} ${version}` });
  const entry = { version, action: version === 1 ? 'create' : 'update', by: 'uid-maria', at, state, ...more };
  const name = String(version).padStart(12, '0');
  await api.firestore.doc(`crm_customers/${id}/history/${name}`).create({ operation: 'o', ...entry });
}
const secondsAgo = (seconds: number) => Timestamp.fromMillis(Date.now() - seconds * 1000);

describe('GET /changes', () => {
  it('tells what was done since a token, each change once, in the order of the commits', async () => {
    const token = await tokenNow(viewer());
    const id = await create('Πρώτος');
    await editor().put(`${path}/${id}`, { organization: 'Ι.Ν.', tags: ['α'] });
    const now = await editor().post(`${path}/${id}/notes`, { text: 'Σημείωση' });
    const first = await followChanges(viewer(), token);
    expect(inShort(first.changes)).toEqual([`${id} create 1`, `${id} update 2`, `${id} update 3`]);
    expect(first.changes.map(({ changed }) => changed)).toEqual([
      null,
      ['/organization', '/tags'],
      ['/notes'],
    ]);
    const { id: _, ...state } = now.body;
    expect(first.changes[2]).toMatchObject({ state, by: api.users.editor.uid, id: `${id}.3` });
    const { history } = (await viewer().get(`${path}/${id}/history`)).body;
    expect(first.changes.map(({ at }) => at)).toEqual(history.map(({ at }: { at: string }) => at).reverse());
    expectInOrder(first.changes);
    expect(await followChanges(viewer(), first.next)).toMatchObject({ changes: [] });
    await editor().delete(`${path}/${id}`);
    await editor().post(`${path}/${id}/restore`);
    const second = await followChanges(viewer(), first.next);
    expect(inShort(second.changes)).toEqual([`${id} delete 4`, `${id} restore 5`]);
    expect(second.changes.map(({ state }) => state?.name ?? null)).toEqual([null, 'Πρώτος']);
  });

  it('costs one read where nothing has happened for a minute, and one for a token', async () => {
    await writeEntry('idle', 1, secondsAgo(300));
    const { next, reads } = await changesPage(viewer(), 'now', 'customer_id=idle');
    expect(reads).toBe(1);
    // Of one customer, the tombstones are asked for too.
    expect((await changesPage(viewer(), next, 'customer_id=idle')).reads).toBe(2);
  });

  it('gives what was stamped before and landed after, where an order by time loses it', async () => {
    const naive = api.firestore.collectionGroup('history').orderBy('at');
    await writeEntry('inverted', 1, secondsAgo(1));
    const token = await tokenNow(viewer());
    const last = (await naive.get()).docs.at(-1);
    await writeEntry('inverted', 2, secondsAgo(40));
    await writeEntry('inverted', 3, secondsAgo(0));
    const lost = await naive.startAfter(last).get();
    expect(lost.docs.map((entry) => entry.get('version') as number)).toEqual([3]);
    const { changes } = await followChanges(viewer(), token);
    expect(inShort(changes)).toEqual(['inverted update 2', 'inverted update 3']);
  });

  it('goes on in the middle of a page, whatever is committed meanwhile', async () => {
    const token = await tokenNow(viewer());
    const id = await create('Σελίδες');
    const names = ['α', 'β', 'γ', 'δ', 'ε'];
    for (const name of names) await editor().put(`${path}/${id}`, { name });
    await writeEntry('late', 1, secondsAgo(30));
    const seen = [];
    let [since, pages] = [token, 0];
    for (let hasMore = true; hasMore; pages++) {
      const page = await changesPage(viewer(), since, 'limit=2');
      seen.push(...page.changes);
      [since, hasMore] = [page.next, page.has_more];
      if (pages === 1) await writeEntry('late', 2, secondsAgo(50));
      if (pages === 1) await editor().put(`${path}/${id}`, { name: 'ζ' });
    }
    expect(pages).toBe(4);
    seen.push(...(await followChanges(viewer(), since, 'limit=1')).changes);
    expectInOrder(seen);
    expect(inShort(seen)).toEqual([
      ...[1, 2, 3, 4, 5, 6].map((version) => `${id} ${version === 1 ? 'create' : 'update'} ${version}`),
      ...['late create 1', 'late update 2', `${id} update 7`],
    ]);
  });

  it('has a version and its twin of one commit, of a merge and a batch, in any pages', async () => {
    const [one, other] = [await create('Ένας'), await create('Δύο')];
    await api.firestore.doc(`crm_customers/${other}`).update({ legacy: 1, name: 'Ξένος' });
    const token = await tokenNow(viewer());
    await editor().post(`${path}/${one}/merge`, { from: [other] });
    const { changes } = await followChanges(viewer(), token, 'limit=1');
    expectInOrder(changes);
    // Another program's change of the merged one has a version of its own in the same commit.
    expect(inShort(changes).sort()).toEqual(
      [`${one} merge 2`, `${other} merged 3`, `${other} update 2`].sort(),
    );
    expect(changes.find(({ action }) => action === 'merged')).toMatchObject({
      merged_into: one,
      state: null,
    });
    const versions = changes.filter(({ customer_id }) => customer_id === other).map(({ version }) => version);
    expect(versions).toEqual([2, 3]);
    const merged = await followChanges(viewer(), token);
    await editor().post(`${path}/${one}/unmerge`, { merge_version: 2 });
    const undone = await followChanges(viewer(), merged.next);
    expect(inShort(undone.changes).sort()).toEqual([`${one} unmerge 3`, `${other} unmerge 4`].sort());
    expect(undone.changes.every(({ state, merged_into }) => state && merged_into === undefined)).toBe(true);
  });

  it('has the changes of other programs, and entries of release 0.1', async () => {
    const token = await tokenNow(viewer());
    await api.firestore.doc('crm_customers/ξένος').set({ name: 'Ξένος', legacy: 1 });
    await adopt(api.firestore, 'ξένος');
    await storeAs01(api.firestore, 'old', { name: 'Παλιός' });
    const { changes } = await followChanges(viewer(), token);
    expect(inShort(changes)).toEqual(['ξένος create 1', 'old create 1']);
    expect(changes.map(({ by, by_name }) => [by, by_name])).toEqual([
      ['external', null],
      ['uid-maria', null],
    ]);
  });

  it('filters by customer and by action, and leaves the states out', async () => {
    const token = await tokenNow(viewer());
    const mine = await tokenNow(viewer(), `customer_id=mine`);
    const edits = await tokenNow(viewer(), 'action=update&action=delete');
    await writeEntry('mine', 1, secondsAgo(0));
    await writeEntry('other', 1, secondsAgo(0));
    await writeEntry('mine', 2, secondsAgo(0));
    const all = await followChanges(viewer(), token, 'include=ids');
    expect(inShort(all.changes)).toEqual(['mine create 1', 'other create 1', 'mine update 2']);
    expect(all.changes.every(({ state }) => state === null)).toBe(true);
    const own = await followChanges(viewer(), mine, 'customer_id=mine&limit=1');
    expect(inShort(own.changes)).toEqual(['mine create 1', 'mine update 2']);
    const edited = await followChanges(viewer(), edits, 'action=delete&action=update');
    expect(inShort(edited.changes)).toEqual(['mine update 2']);
    expectProblem(await viewer().get(`${path}/changes?since=${mine}`), 400, 'invalid_cursor');
    expectProblem(await viewer().get(`${path}/changes?since=${mine}&customer_id=o`), 400, 'invalid_cursor');
    expectProblem(await viewer().get(`${path}/changes?since=${token}&customer_id=by`), 400, 'invalid_cursor');
    expectProblem(await viewer().get(`${path}/changes?since=now&wait=9`), 422, 'validation_failed');
    expectProblem(await viewer().get(`${path}/changes?since=now&action=eat`), 422, 'validation_failed');
    expectProblem(await viewer().get(`${path}/changes`), 422, 'validation_failed');
    expectProblem(await api.anonymous.get(`${path}/changes?since=now`), 401, 'unauthenticated');
  });

  it('refuses a token that it did not make, and one of 90 days', async () => {
    const token = await tokenNow(viewer());
    for (const forged of [`${token.slice(0, -2)}aa`, 'x', token.slice(1)])
      expectProblem(await viewer().get(`${path}/changes?since=${forged}`), 400, 'invalid_cursor');
    const forge = await cursorForger(api.firestore);
    const days = (count: number) => Math.floor(Date.now() / 1000) - count * 86_400;
    const sealed = (place: object) => forge(place, { changes: true, record: null, actions: null });
    const old = sealed({ after: [days(91), 0] });
    const { body } = expectProblem(
      await viewer().get(`${path}/changes?since=${old}`),
      410,
      'changes_expired',
    );
    const url = `${api.url}${path}/changes?since=${old}`;
    const links = (body.links as { rel: string; href: string }[]).map(({ rel, href }) => [
      rel,
      new URL(href, url),
    ]);
    expect(links.map(([rel]) => rel)).toEqual(['now', 'list', 'beginning']);
    for (const [, { pathname, search }] of links as [string, URL][])
      expect((await viewer().get(`${pathname}${search}`)).status).toBe(200);
    for (const place of [
      { after: [days(89), 0] },
      // Of the beginning, whose pages have come to what was committed long ago.
      {
        after: [days(900), 0],
        until: [days(1), 0],
        isWhole: true,
      },
    ])
      expect((await viewer().get(`${path}/changes?since=${sealed(place)}`)).status).toBe(200);
  });
});

it('a token of somebody who has the key is refused where its place is none', async () => {
  const forge = await cursorForger(api.firestore);
  const now = Math.floor(Date.now() / 1000);
  const packed = (place: string) => Buffer.from(place).toString('base64url');
  for (const place of [
    ...[
      { after: [-1, 0] },
      { after: [1e15, 0] },
      { after: [now, 1e9] },
      { after: [now] },
      {},
      { after: now },
    ],
    ...['x', '../..', 'a//b/c', 'crm_customers/1/history', '__x__/a'].map((walk) => ({
      after: [now, 0],
      until: [now, 0],
      walk: packed(walk),
    })),
  ]) {
    const forged = forge(place, { changes: true, record: null, actions: null });
    expectProblem(await viewer().get(`${path}/changes?since=${forged}`), 400, 'invalid_cursor');
  }
  for (const last of ['', '\0', 'mark']) {
    const taken = forge({ after: [now, 0], last }, { changes: true, record: null, actions: null });
    expect((await viewer().get(`${path}/changes?since=${taken}`)).status).toBe(200);
  }
});

describe('what is no change of a customer', () => {
  it('does not appear and does not break: other collections of that name, odd entries', async () => {
    const token = await tokenNow(viewer());
    const { firestore } = api;
    const at = Timestamp.now();
    const entry = { version: 1, action: 'create', by: 'x', at, state: { name: 'Ξένο' } };
    for (const place of [
      ...[
        'history/000000000001',
        'crm_bells/1/history/000000000001',
        'crm_customers/a/b/c/history/000000000001',
      ],
      ...['crm_erasures/a/history/not-an-erasure', 'crm_bell_erasures/1/history/x'],
      ...['crm_customers/trash/history/000000000001', 'crm_customers/a/history/000000000002'],
    ])
      await firestore.doc(place).set(place.startsWith('crm_bell_') ? { action: 'erase', at } : entry);
    const odd = firestore.collection('crm_customers/odd/history');
    await odd.doc('000000000001').set({ ...entry, action: 'eaten' });
    await odd.doc('000000000002').set({ ...entry, version: '2' });
    await odd.doc('x').set(entry);
    await odd.doc('000000000003').set({ ...entry, version: 3, at: 'yesterday' });
    await odd.doc('000000000004').set({ ...entry, version: 4, by: 7, state: 'gone', changed: 'x' });
    await odd.doc('000000000005').set({ ...entry, version: 5, state: Buffer.from('no packed fields') });
    const { changes } = await followChanges(viewer(), token);
    expect(inShort(changes)).toEqual(['odd create 4', 'odd create 5']);
    expect(changes.map(({ by, state, changed }) => [by, state, changed])).toEqual([
      ['', null, null],
      ['x', null, null],
    ]);
  });
});
