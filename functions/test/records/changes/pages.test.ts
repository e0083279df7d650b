import { FieldValue, Timestamp } from 'firebase-admin/firestore';
import { expect, it, vi } from 'vitest';
import type { CustomerChange } from '../../../src/crm/customers/change-models.ts';
import { type TestApi, useApi } from '../../support/api.ts';
import { cursorForger } from '../../support/customers-wing.ts';
import {
  changesPage,
  expectInOrder,
  followChanges,
  inShort,
  largePage,
  tokenNow,
} from '../../support/follow-changes.ts';
import { connectionTo } from '../../support/firestore.ts';
import { figure } from '../../support/figures.ts';
import { CUSTOMERS_PATH as path } from '../../support/paths.ts';
import { plainCustomer } from '../../support/plain-customer.ts';

/** What the API asks of Firestore. */
const calls: string[] = [];
const api: TestApi = useApi(
  {},
  {
    connection: {
      root: () => connectionTo(api.firestore).root(),
      call: (method, ...request) => {
        calls.push(method);
        return connectionTo(api.firestore).call(method, ...request);
      },
      close: () => undefined,
    },
  },
);
vi.setConfig({ testTimeout: 60_000 });
const viewer = () => api.as('viewer');

interface Entry {
  id: string;
  version: number;
  /** When it is said to have reached Firestore; when it did, if left out. */
  at?: Timestamp;
  note?: string;
}

/** Entries of histories, each in a commit of its own. */
async function writeEntries(entries: readonly Entry[]): Promise<void> {
  const writer = api.firestore.bulkWriter();
  for (const { id, version, at = FieldValue.serverTimestamp(), note = '' } of entries) {
    const { id: _, ...state } = plainCustomer({ id, name: `${id} ${version}` });
    const notes = note === '' ? [] : [{ text: note, by: 'x', at: '2026-01-01T00:00:00.000Z' }];
    const data = { version, action: 'update', by: 'uid', at, state: { ...state, notes } };
    const name = String(version).padStart(12, '0');
    const document = api.firestore.doc(`crm_customers/${id}/history/${name}`);
    // Many large ones are more than one request takes.
    if (note !== '') await document.create(data);
    else void writer.create(document, data);
  }
  await writer.close();
}
const ago = (milliseconds: number) => Timestamp.fromMillis(Date.now() - milliseconds);
const of = (changes: readonly CustomerChange[], id: string) =>
  changes.filter(({ customer_id }) => customer_id === id);

it('an idle feed costs one read a look, also where it waits', async () => {
  await writeEntries([{ id: 'old', version: 1, at: ago(600_000) }]);
  const token = await changesPage(viewer(), 'now');
  expect(token.reads).toBe(1);
  const poll = await changesPage(viewer(), token.next);
  expect([poll.reads, poll.has_more, poll.changes]).toEqual([1, false, []]);
  const start = performance.now();
  const waited = await changesPage(viewer(), poll.next, 'wait=3');
  expect(performance.now() - start).toBeGreaterThan(2900);
  expect([waited.reads, waited.changes]).toEqual([3, []]);
});

it('who waits is told within two seconds', async () => {
  const token = await tokenNow(viewer());
  const start = performance.now();
  const waiting = changesPage(viewer(), token, 'wait=8');
  await writeEntries([{ id: 'awaited', version: 1, at: ago(0) }]);
  const { changes } = await waiting;
  expect(inShort(changes)).toEqual(['awaited update 1']);
  expect(performance.now() - start).toBeLessThan(4000);
});

it('nobody looks on for a client that has left', async () => {
  const token = await tokenNow(viewer());
  const url = `${api.url}${path}/changes?since=${token}&wait=8`;
  const headers = { Authorization: `Bearer ${api.users.viewer.token}` };
  const left = new AbortController();
  const before = calls.length;
  const answer = fetch(url, { headers, signal: left.signal }).catch(() => 'gone');
  await vi.waitFor(() => expect(calls.slice(before)).toContain('RunQuery'), 3000);
  // The first look has ended: it waits for the next one.
  await new Promise((resolve) => setTimeout(resolve, 700));
  left.abort();
  expect(await answer).toBe('gone');
  const looks = calls.length;
  await new Promise((resolve) => setTimeout(resolve, 2500));
  expect(calls.length).toBe(looks);
});

it('a page ends at 8 MB, and each state comes whole', async () => {
  const token = await tokenNow(viewer());
  const note = 'ν'.repeat(400_000);
  await writeEntries(
    Array.from({ length: 14 }, (_, at) => ({ id: `large-${at}`, version: 1, at: ago(at), note })),
  );
  const changes: CustomerChange[] = [];
  const sizes: number[] = [];
  for (let [since, hasMore] = [token, true]; hasMore;) {
    const { bytes, page } = await largePage(api.url, api.users.viewer.token, since, 'limit=500');
    sizes.push(bytes);
    changes.push(...page.changes);
    [since, hasMore] = [page.next, page.has_more];
  }
  expectInOrder(changes);
  expect(changes.map(({ customer_id }) => customer_id).sort()).toEqual(
    Array.from({ length: 14 }, (_, at) => `large-${at}`).sort(),
  );
  expect(changes.every(({ state }) => state?.notes[0]?.text === note)).toBe(true);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(8_000_000);
  expect(sizes.length).toBeGreaterThan(1);
  const few = await followChanges(viewer(), token, 'limit=5&include=ids');
  expect(few.changes.map(({ id }) => id)).toEqual(changes.map(({ id }) => id));
});

it('a busy minute is read in pages of some 1,000 documents at most, each change once and in order', async () => {
  const busy = (version: number) => ({ id: `busy-${version % 7}`, version, at: ago(55_000 - version * 10) });
  await writeEntries(Array.from({ length: 1100 }, (_, at) => busy(at)));
  const token = await tokenNow(viewer());
  await writeEntries(Array.from({ length: 700 }, (_, at) => ({ id: `more-${at % 5}`, version: at })));
  const inOrder = await followChanges(viewer(), token, 'limit=150');
  expect(inOrder.changes).toHaveLength(700);
  expectInOrder(inOrder.changes);
  figure('busy minute', `${inOrder.pages.length} pages, ${inOrder.reads} reads for 700 changes behind 1,100`);

  // What was stamped first of all lands last.
  await writeEntries(
    Array.from({ length: 1050 }, (_, at) => ({ id: `new-${at % 5}`, version: at, at: ago(1050 - at) })),
  );
  await writeEntries([{ id: 'late', version: 1, at: ago(58_000) }]);
  const { changes, pages } = await followChanges(viewer(), inOrder.next, 'limit=200');
  expect(changes).toHaveLength(1051);
  expect(new Set(changes.map(({ id }) => id)).size).toBe(1051);
  expect(of(changes, 'late')).toHaveLength(1);
  // An entry that more than a page of others overtook costs the cut its order, and nothing else.
  for (const id of ['new-0', 'new-1', 'new-2', 'new-3', 'new-4']) {
    const versions = of(changes, id).map(({ version }) => version ?? 0);
    expect(versions).toEqual([...versions].sort((a, b) => a - b));
  }
  expect(Math.max(...pages.map(({ reads }) => reads))).toBeLessThanOrEqual(1002);
});

it('the beginning has the whole history once, oldest first, a page at a time', async () => {
  const { changes, pages, next } = await followChanges(viewer(), 'beginning', 'limit=500&include=ids');
  const { size } = await api.firestore
    .collectionGroup('history')
    .count()
    .get()
    .then((all) => ({ size: all.data().count }));
  expect(changes).toHaveLength(size);
  expect(new Set(changes.map(({ id }) => id)).size).toBe(size);
  expect(Math.max(...pages.map(({ reads }) => reads))).toBeLessThanOrEqual(1002);
  await writeEntries([{ id: 'afterwards', version: 1, at: ago(0) }]);
  expect(inShort((await followChanges(viewer(), next)).changes)).toEqual(['afterwards update 1']);
});

it('a history that was restored from elsewhere long after its time comes once, too', async () => {
  const versions = Array.from({ length: 1050 }, (_, at) => at + 1);
  await writeEntries(versions.map((version) => ({ id: 'restored', version, at: ago(9e8 - version) })));
  const { changes, pages } = await followChanges(viewer(), 'beginning', 'include=ids&limit=500');
  expect(new Set(changes.map(({ id }) => id)).size).toBe(changes.length);
  expect(of(changes, 'restored').map(({ version }) => version)).toEqual(versions);
  expect(Math.max(...pages.map(({ reads }) => reads))).toBeLessThanOrEqual(1002);

  // Of one customer alone, his erasures come first: no version from before them is left.
  const erasures = api.firestore.collection('crm_erasures/restored/history');
  for (const at of [ago(9.2e8), ago(9.1e8)]) await erasures.add({ action: 'erase', at });
  const forge = await cursorForger(api.firestore);
  const elevenDaysAgo = Math.floor(Date.now() / 1000) - 11 * 86_400;
  const filter = { changes: true, record: 'restored', actions: null };
  for (const limits of [[500], [1, 1, 400]]) {
    const seen: CustomerChange[] = [];
    let since = forge({ after: [elevenDaysAgo, 0] }, filter);
    for (let [hasMore, page] = [true, 0]; hasMore; page++) {
      const query = `customer_id=restored&include=ids&limit=${limits[page] ?? limits.at(-1)}`;
      const found = await changesPage(viewer(), since, query);
      expect(found.reads).toBeLessThanOrEqual(1005);
      seen.push(...found.changes);
      [since, hasMore] = [found.next, found.has_more];
    }
    expect(seen.map(({ version }) => version)).toEqual([null, null, ...versions]);
  }
});
