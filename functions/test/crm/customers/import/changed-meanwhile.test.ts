import { describe, expect, it } from 'vitest';
import type { Json } from '../../../support/client.ts';
import { adopt } from '../../../support/customers-wing.ts';
import { connectionTo } from '../../../support/firestore.ts';
import { holdCommits } from '../../../support/held-commits.ts';
import { csvOf, IMPORTS, upload } from '../../../support/imports.ts';
import { useManualQueue } from '../../../support/manual-queue.ts';
import { CUSTOMERS_PATH as path } from '../../../support/paths.ts';

// Customers whom others delete, erase or merge between a dry run, the import and its undo.

const { api, next, run, drain, editor } = useManualQueue();

const MAPPING = {
  name: 'name',
  email: { field: 'contacts', type: 'email' },
  city: 'location.city',
  erp: { field: 'external', system: 'erp' },
};
const HEADER = ['name', 'email', 'city', 'erp'];
type Options = Record<string, unknown>;

async function created(name: string, fields: object = {}): Promise<Json> {
  const { body, status } = await editor.post(path, {
    name,
    contacts: [{ type: 'email', label: '', value: addressOf(name) }],
    ...fields,
  });
  expect(status, JSON.stringify(body)).toBe(201);
  return body;
}
let at = 0;
const addressOf = (name: string) => `${name}@example.gr`;
/** A name that is nobody's yet, and the address that goes with it. */
const unused = () => `who${++at}`;

const get = async (id: string) => (await editor.get(`${path}/${id}`)).body;
const importOf = async (id: string) => (await editor.get(`${IMPORTS}/${id}`)).body;
const rowsOf = async (id: string): Promise<Json[]> =>
  (await editor.get(`${IMPORTS}/${id}/rows?limit=1000`)).body.rows;

async function sent(rows: readonly (readonly string[])[]) {
  return upload(editor, 'a.csv', csvOf([HEADER, ...rows]));
}
async function start(id: string, options: Options, isDry = false) {
  const { status, body } = await editor.post(`${IMPORTS}/${id}/start`, {
    mapping: MAPPING,
    options,
    dry_run: isDry,
  });
  expect(status, JSON.stringify(body)).toBe(202);
}
async function imported(rows: readonly (readonly string[])[], options: Options) {
  const id = await sent(rows);
  await start(id, options);
  await drain();
  return { id, rows: await rowsOf(id) };
}
async function undone(id: string) {
  expect((await editor.post(`${IMPORTS}/${id}/undo`)).status).toBe(202);
  await drain();
  return { ...(await importOf(id)), all: (await rowsOf(id)).map(({ undo }) => undo) };
}

const trash = async (id: string) => expect((await editor.delete(`${path}/${id}`)).status).toBeLessThan(300);
const erase = async (id: string) => {
  const { status, body } = await api.as('admin').delete(`${path}/${id}?erase=true`);
  expect(status, JSON.stringify(body)).toBeLessThan(300);
};
/** Returns the version that the merge has made. */
const merge = async (into: string, from: string): Promise<number> => {
  const { status, body, headers } = await editor.post(`${path}/${into}/merge`, { from: [from] });
  expect(status, JSON.stringify(body)).toBe(200);
  return Number(/\d+/.exec(headers.get('ETag') ?? ''));
};

describe('whom a dry run has met', () => {
  const changes = {
    trashed: (id: string) => trash(id),
    erased: (id: string) => erase(id),
    merged: (id: string, other: string) => merge(other, id),
  };
  const cases = (Object.keys(changes) as (keyof typeof changes)[]).flatMap((change) =>
    (['update', 'skip', 'fail'] as const).map((onDuplicate) => [change, onDuplicate] as const),
  );
  const met = { update: 'updated', skip: 'skipped', fail: 'failed' } as const;

  it.each(cases)('and who is %s before the start, with %s', async (change, onDuplicate) => {
    const [name, other] = [unused(), await created(unused())];
    const known = await created(name);
    await editor.put(`${path}/${known.id}/keys/erp/${name}`, {});
    const id = await sent([[name, addressOf(name), 'Ξάνθη', name]]);
    const options = { on_duplicate: onDuplicate, match_on: ['email', 'external:erp'] };
    await start(id, options, true);
    await drain();
    expect(await rowsOf(id)).toMatchObject([
      { outcome: met[onDuplicate], duplicates: [{ id: known.id, level: 'exact' }] },
    ]);
    await changes[change](known.id, other.id);
    await start(id, options);
    await drain();
    const [row] = await rowsOf(id);
    expect(await importOf(id)).toMatchObject({ state: 'done', done: 1 });
    if (change === 'merged') {
      expect(row).toMatchObject({ outcome: met[onDuplicate], duplicates: [{ id: other.id }] });
      expect((await get(other.id)).location?.city ?? null).toBe(onDuplicate === 'update' ? 'Ξάνθη' : null);
    } else {
      expect(row).toMatchObject({ outcome: 'created', duplicates: [] });
      expect(row.customer_id).not.toBe(known.id);
      expect((await editor.get(`${path}/by/external/erp/${name}`)).body.id).toBe(row.customer_id);
    }
  });

  it.each(['trashed', 'merged'] as const)('and who is %s between the look and the write', async (change) => {
    const [name, other] = [unused(), await created(unused())];
    const known = await created(name);
    const id = await sent([[name, addressOf(name), `Κάτω ${name}`, '']]);
    await start(id, { on_duplicate: 'update' });
    const held = holdCommits(connectionTo(api.firestore), 'crm_customers/', `Κάτω ${name}`);
    const working = run(next(), { connection: held.connection });
    await held.reached;
    await changes[change](known.id, other.id);
    held.release();
    await working;
    await drain();
    const [row] = await rowsOf(id);
    expect(row).toMatchObject(
      change === 'merged'
        ? { outcome: 'updated', customer_id: other.id }
        : { outcome: 'created', customer_id: expect.not.stringMatching(known.id) as string },
    );
    expect(await get(row.customer_id)).toMatchObject({ location: { city: `Κάτω ${name}` } });
  });
});

describe('before an undo', () => {
  const TAG = 'λίστα';
  const merged = { outcome: 'kept', kept: [], why: 'merged' };
  const gone = { outcome: 'gone', kept: [], why: null };
  const changedSince = (...kept: string[]) => ({ outcome: 'kept', kept, why: 'changed_since' });

  it('whom the import made is left to those who have done something with it', async () => {
    const names = Array.from({ length: 9 }, unused);
    const { id, rows } = await imported(
      names.map((name) => [name, addressOf(name), '', '']),
      {},
    );
    const [into, survivor, erased, trashed, restored, back, one, two, quiet] = rows.map(
      ({ customer_id }) => customer_id as string,
    );
    const other = await created(unused());
    await merge(other.id, into ?? '');
    const guest = await created(unused(), { name: 'Καλεσμένος', notes: [{ text: 'του άλλου' }] });
    await merge(survivor ?? '', guest.id);
    await erase(erased ?? '');
    await trash(trashed ?? '');
    await trash(restored ?? '');
    expect((await editor.post(`${path}/${restored}/restore`)).status).toBe(200);
    const merge_version = await merge(other.id, back ?? '');
    expect((await editor.post(`${path}/${other.id}/unmerge`, { merge_version })).status).toBe(200);
    await merge(one ?? '', two ?? '');
    const before = await Promise.all(
      [other.id, survivor, restored, back, one].map((each) => get(each ?? '')),
    );
    const { state, undo, all } = await undone(id);
    expect({ state, undo }).toEqual({
      state: 'undone',
      undo: { trashed: 1, reverted: 0, partly: 0, kept: 6, gone: 2 },
    });
    expect(all).toEqual([
      merged,
      changedSince('contacts', 'notes'),
      gone,
      gone,
      changedSince(),
      changedSince(),
      changedSince('contacts'),
      merged,
      { outcome: 'trashed', kept: [], why: null },
    ]);
    expect(
      await Promise.all([other.id, survivor, restored, back, one].map((each) => get(each ?? ''))),
    ).toEqual(before);
    expect((await editor.get(`${path}/${quiet}`)).status).toBe(404);
  });

  it('what the import changed goes back where it still can, and what others did stays', async () => {
    const names = Array.from({ length: 5 }, unused);
    const known: Json[] = [];
    for (const name of names) known.push(await created(name));
    const { id } = await imported(
      names.map((name) => [name, addressOf(name), 'Σέρρες', '']),
      { on_duplicate: 'update', tag: TAG },
    );
    const [into, survivor, erased, trashed, quiet] = known.map((each) => each.id as string);
    const other = await created(unused());
    await merge(other.id, into ?? '');
    const guest = await created(unused(), { notes: [{ text: 'του άλλου' }], tags: ['φίλος'] });
    await merge(survivor ?? '', guest.id);
    await erase(erased ?? '');
    await trash(trashed ?? '');
    const before = await get(other.id);
    const { state, undo, all } = await undone(id);
    expect({ state, undo }).toEqual({
      state: 'undone',
      undo: { trashed: 0, reverted: 2, partly: 0, kept: 1, gone: 2 },
    });
    const reverted = { outcome: 'reverted', kept: [], why: null };
    expect(all).toEqual([merged, reverted, gone, gone, reverted]);
    expect(await get(other.id)).toEqual(before);
    expect(await get(survivor ?? '')).toMatchObject({
      location: null,
      tags: ['φίλος'],
      contacts: [{ value: addressOf(names[1] ?? '') }, { value: guest.contacts[0].value }],
      notes: [{ text: 'του άλλου' }],
    });
    expect(await get(quiet ?? '')).toMatchObject({ location: null, tags: [] });
    // The merge of before the undo can still be taken apart.
    const { status, body } = await editor.post(`${path}/${survivor}/unmerge`, { merge_version: 3 });
    expect(status, JSON.stringify(body)).toBe(200);
    expect(await get(survivor ?? '')).toMatchObject({ location: null, tags: [], notes: [] });
    expect(await get(guest.id)).toMatchObject({ tags: ['φίλος'], notes: [{ text: 'του άλλου' }] });
  });
});

describe('what a batch took away', () => {
  it('stays away where the customer has no room for it any more, and the undo says so', async () => {
    const notes = (letter: string) => Array.from({ length: 60 }, () => ({ text: letter.repeat(9800) }));
    const { id } = await created(unused(), { notes: notes('a') });
    const operations = [{ method: 'update', id, body: { notes: [], organization: 'Νέα' } }];
    const headers = { 'Idempotency-Key': unused() };
    const batch = await editor.post(`${path}/batch`, { operations }, { headers });
    expect((await editor.patch(`${path}/${id}`, { notes: notes('b') })).status).toBe(200);
    const before = await get(id);
    const undo = `${path}/batches/${batch.headers.get('X-Request-Id') ?? ''}/undo`;
    const { body } = await editor.post(undo);
    expect(body.results).toMatchObject([{ id, outcome: 'kept', kept: [], why: 'refused' }]);
    expect(await get(id)).toEqual(before);
  });
});

describe('another program', () => {
  /** Writes a document back as another program does that has read it whole, the bookkeeping with it. */
  async function rewritten(id: string, fields: object, target = id) {
    const document = await api.firestore.doc(`crm_customers/${id}`).get();
    await api.firestore.doc(`crm_customers/${target}`).set({ ...document.data(), ...fields });
  }
  const historyOf = async (id: string): Promise<Json[]> =>
    (await editor.get(`${path}/${id}/history`)).body.history.toReversed();

  it('has made what an import finds and records: no undo takes that back', async () => {
    const name = unused();
    const known = await created(name);
    const file = [[name, addressOf(name), '', '']];
    const first = await imported(file, { on_duplicate: 'update', tag: 'πρώτη' });
    expect(first.rows).toMatchObject([{ outcome: 'updated', version: 2 }]);
    await rewritten(known.id, { organization: 'Ξένος' });
    const { id, rows } = await imported(file, { on_duplicate: 'update', tag: 'πρώτη' });
    expect(rows).toMatchObject([{ outcome: 'unchanged', version: null, customer_id: known.id }]);
    const history = await historyOf(known.id);
    expect(history.map(({ by, import: row }) => [by === 'external', row?.id])).toEqual([
      [false, undefined],
      [false, first.id],
      [true, undefined],
    ]);
    expect((await undone(id)).undo).toEqual({ trashed: 0, reverted: 0, partly: 0, kept: 0, gone: 0 });
    expect((await undone(first.id)).all).toEqual([{ outcome: 'reverted', kept: [], why: null }]);
    expect(await get(known.id)).toMatchObject({ organization: 'Ξένος', tags: [] });
  });

  it('has made what a batch finds and records: its undo knows nothing of that', async () => {
    const [one, two] = [await created(unused()), await created(unused())];
    await editor.put(`${path}/${one.id}/tags/εκεί`);
    await rewritten(one.id, { organization: 'Ξένος' });
    const operations = [one, two].map(({ id }) => ({ method: 'append', id, body: { tags: ['εκεί'] } }));
    const headers = { 'Idempotency-Key': unused() };
    const batch = await editor.post(`${path}/batch`, { operations }, { headers });
    expect((await historyOf(one.id)).at(-1)).toMatchObject({ by: 'external', version: 3 });
    const undo = `${path}/batches/${batch.headers.get('X-Request-Id') ?? ''}/undo`;
    const { body } = await editor.post(undo);
    expect(body.results).toMatchObject([{ id: two.id, outcome: 'reverted' }]);
    expect(await get(one.id)).toMatchObject({ organization: 'Ξένος', tags: ['εκεί'] });
  });

  it('has changed or copied whom an import has made, the marks with it: those stay', async () => {
    const names = Array.from({ length: 4 }, unused);
    const { id, rows } = await imported(
      names.map((name) => [name, addressOf(name), '', '']),
      {},
    );
    const [changed, adopted, copied, quiet] = rows.map((row) => row.customer_id as string);
    await rewritten(changed ?? '', { organization: 'Ξένος' });
    await rewritten(adopted ?? '', { organization: 'Ξένος' });
    await adopt(api.firestore, adopted ?? '');
    await rewritten(copied ?? '', {}, 'copy');
    await adopt(api.firestore, 'copy');
    const { all } = await undone(id);
    const trashed = { outcome: 'trashed', kept: [], why: null };
    const kept = { outcome: 'kept', kept: ['organization'], why: 'changed_since' };
    expect(all).toEqual([kept, kept, trashed, trashed]);
    expect(await get('copy')).toMatchObject({ name: names[2] });
    expect((await editor.get(`${path}/${quiet}`)).status).toBe(404);
  });

  it('comes between two rows of one customer: what it did stays, and the customer with it', async () => {
    const name = unused();
    const id = await sent([
      [name, addressOf(name), '', ''],
      [name, addressOf(name), `Ανάμεσα ${name}`, ''],
    ]);
    await start(id, { on_duplicate: 'update' });
    const held = holdCommits(connectionTo(api.firestore), 'crm_customers/', `Ανάμεσα ${name}`);
    const working = run(next(), { connection: held.connection });
    await held.reached;
    const known = (await editor.get(`${path}/by/email/${addressOf(name)}`)).body;
    await rewritten(known.id, { organization: 'Ξένος' });
    held.release();
    await working;
    await drain();
    expect(await rowsOf(id)).toMatchObject([
      { outcome: 'created', version: 1 },
      { outcome: 'updated', version: 3 },
    ]);
    expect((await undone(id)).all).toEqual([
      { outcome: 'kept', kept: ['organization'], why: 'changed_since' },
      { outcome: 'reverted', kept: [], why: null },
    ]);
    expect(await get(known.id)).toMatchObject({ organization: 'Ξένος', location: null });
  });
});
