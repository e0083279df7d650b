import { beforeEach, describe, expect, it } from 'vitest';
import { importJobs } from '../../../../src/crm/customers/import/job.ts';
import { importRow, type RowContext } from '../../../../src/crm/customers/import/import-row.ts';
import type { JobContext, Task, WorkState } from '../../../../src/jobs/job.ts';
import { Timestamp } from 'firebase-admin/firestore';
import { useApi } from '../../../support/api.ts';
import type { Client } from '../../../support/client.ts';
import { databaseOf } from '../../../support/firestore.ts';
import { csvOf, IMPORTS, upload } from '../../../support/imports.ts';
import { CUSTOMERS_PATH as path } from '../../../support/paths.ts';
import { runTask } from '../../../support/run-soon.ts';

const queue: Task[] = [];
const enqueue = (task: Task) => Promise.resolve(void queue.push(task));
const api = useApi({}, { enqueue });
let editor: Client;
beforeEach(() => {
  queue.length = 0;
  editor = api.as('editor');
});

const EMAIL = { name: 'name', email: { field: 'contacts', type: 'email' } };
const ERP = { ...EMAIL, erp: { field: 'external', system: 'erp' } };
const email = (value: string) => ({ type: 'email', label: '', value });

/** Runs what is in the queue; a step that fails is run again, three times at most. */
async function drain(workMs?: number) {
  for (let task = queue.shift(); task !== undefined; task = queue.shift())
    for (let attempt = 0; ; attempt++)
      try {
        await runTask(api.firestore, enqueue, task, { workMs });
        break;
      } catch (error) {
        if (attempt === 2) throw error;
      }
}

async function imported(rows: readonly (readonly string[])[], start: object, workMs?: number) {
  const id = await upload(editor, 'a.csv', csvOf(rows));
  const started = await editor.post(`${IMPORTS}/${id}/start`, start);
  expect(started.status, JSON.stringify(started.body)).toBe(202);
  await drain(workMs);
  return { id, ...(await editor.get(`${IMPORTS}/${id}`)).body };
}

const summary = (body: Record<string, unknown>, ...names: string[]) =>
  Object.fromEntries(['state', 'created', 'updated', 'failed', ...names].map((name) => [name, body[name]]));

const rowsOf = async (id: string) => (await editor.get(`${IMPORTS}/${id}/rows?limit=1000`)).body.rows;

describe('an index that is behind another program', () => {
  it('stops no import: whom it finds and who is gone, or is somebody else, is not meant', async () => {
    const gone = (await editor.post(path, { name: 'Σβησμένος', contacts: [email('gone@example.gr')] })).body;
    const other = (await editor.post(path, { name: 'Άλλος', contacts: [email('other@example.gr')] })).body;
    await api.firestore.doc(`crm_customers/${gone.id}`).delete();
    await api.firestore.doc(`crm_customers/${other.id}`).update({ contacts: [email('new@example.gr')] });
    const start = { mapping: EMAIL, options: { on_duplicate: 'update' } };
    const rows = [
      ['name', 'email'],
      ['Σβησμένος', 'gone@example.gr'],
      ['Άλλος', 'other@example.gr'],
    ];
    expect(await imported(rows, { ...start, dry_run: true })).toMatchObject({ state: 'checked', created: 2 });
    expect(await imported(rows, start)).toMatchObject({ state: 'done', created: 2, failed: 0 });
    expect((await editor.get(`${path}/${other.id}`)).body.contacts[0].value).toBe('new@example.gr');
  });
});

describe('an external key', () => {
  const HEAD = ['name', 'email', 'erp'];
  const give = (id: string, key: string) => editor.put(`${path}/${id}/keys/erp/${key}`, {});

  it('of a customer that was merged stays with the other one; of one in the trash it is taken over', async () => {
    const [into, from, trashed] = await Promise.all(
      ['Α', 'Β', 'Γ'].map(async (name) => (await editor.post(path, { name })).body),
    );
    expect((await give(from.id, 'K1')).status).toBeLessThan(300);
    expect((await give(trashed.id, 'K2')).status).toBeLessThan(300);
    const merge = await editor.post(`${path}/${into.id}/merge`, { from: [from.id] });
    expect(merge.status, JSON.stringify(merge.body)).toBe(200);
    await editor.delete(`${path}/${trashed.id}`);
    const rows = [HEAD, ['Νέος', 'n@example.gr', 'K1'], ['Άλλος', 'o@example.gr', 'K2']];
    const { id, ...done } = await imported(rows, { mapping: ERP });
    expect(done).toMatchObject({ state: 'done', created: 1, failed: 1 });
    expect((await rowsOf(id))[0]).toMatchObject({ outcome: 'failed', problems: [{ code: 'conflict' }] });
    expect((await editor.get(`${path}/by/external/erp/K1`)).body.id).toBe(into.id);
  });

  it('twice in a file is the first row’s, and the dry run says so', async () => {
    const rows = [
      HEAD,
      ...Array.from({ length: 12 }, (_, at) => [`Ο ${at}`, `same${at}@example.gr`, 'SAME']),
    ];
    const checked = await imported(rows, { mapping: ERP, dry_run: true });
    expect(checked).toMatchObject({ created: 1, failed: 11, duplicates_in_file: 11 });
    const { id } = await imported(rows, { mapping: ERP });
    expect((await rowsOf(id)).map(({ outcome }: { outcome: string }) => outcome)).toEqual([
      'created',
      ...Array.from({ length: 11 }, () => 'failed'),
    ]);
  });

  it('is given to a customer that is updated, and taken back by the undo; no one gets more than 100', async () => {
    const there = (await editor.post(path, { name: 'Α', contacts: [email('keys@example.gr')] })).body;
    const keys = Array.from({ length: 101 }, (_, at) => ['Α', 'keys@example.gr', `T${at}`]);
    const options = { on_duplicate: 'update', match_on: ['email'] };
    const { id, ...done } = await imported([HEAD, ...keys], { mapping: ERP, options });
    expect(summary(done), JSON.stringify(summary(done))).toEqual({
      state: 'done',
      created: 0,
      updated: 100,
      failed: 1,
    });
    expect((await editor.get(`${path}/by/external/erp/T7`)).body.id).toBe(there.id);
    await editor.post(`${IMPORTS}/${id}/undo`);
    await drain();
    expect((await editor.get(`${IMPORTS}/${id}`)).body.undo).toMatchObject({ reverted: 100, kept: 0 });
    expect((await editor.get(`${path}/by/external/erp/T7`)).status).toBe(404);
  });
});

it('keeps the faults of 200 rows in one document, however long the names of columns are', async () => {
  const rows = Array.from({ length: 200 }, (_, at) => ['', `Ο ${at}`]);
  const done = await imported([['γ'.repeat(20_000), 'organization_of'], ...rows], {
    mapping: { '#1': 'name', '#2': 'notes' },
  });
  expect(summary(done), JSON.stringify(summary(done))).toEqual({
    state: 'done',
    created: 0,
    updated: 0,
    failed: 200,
  });
});

it('knows in a dry run the rows that another run has read meanwhile', async () => {
  const rows = Array.from({ length: 601 }, (_, at) => [`Ο ${at}`, `dry${at === 450 ? 250 : at}@example.gr`]);
  const id = await upload(editor, 'a.csv', csvOf([['name', 'email'], ...rows]));
  await editor.post(`${IMPORTS}/${id}/start`, {
    mapping: EMAIL,
    dry_run: true,
    options: { on_duplicate: 'skip', report_probable: false },
  });
  const step = async () => {
    const task = queue.shift();
    if (task) await runTask(api.firestore, enqueue, task, { workMs: 0 });
  };
  await step();
  const kind = importJobs({ trashDays: 30 });
  const database = databaseOf(api.firestore, { totalMs: 60_000 });
  const context: JobContext = { database, apart: (work) => database.apart(work) };
  const state: WorkState = { isRepeated: false, attempts: 1, kept: new Map() };
  const now = async () => {
    const document = await database.get(`crm_imports/${id}`);
    if (document === null) throw new Error('gone');
    return document;
  };
  await kind.work(context, await now(), state);
  await step();
  await step();
  const { data } = await kind.work(context, await now(), state);
  const { created, in_file, skipped } = JSON.parse(data['counts'] as string);
  expect({ created, in_file, skipped }, data['counts'] as string).toEqual({
    created: 599,
    in_file: 1,
    skipped: 1,
  });
});

it('fails a row alone where the program itself fails at it again and again', async () => {
  const database = databaseOf(api.firestore);
  const writing = { database, by: 'u', byName: null, warn: () => undefined, keyed: null };
  const context = {
    writing,
    importId: 'i',
    options: { on_duplicate: 'create', match_on: [] },
    sign: () => {
      throw new TypeError('a bug');
    },
    isDry: false,
    isRepeated: true,
  } as unknown as RowContext;
  const fields = { name: 'Α', notes: [{ text: 'σημείωση' }] };
  const read = { row: 1, line: 2, fields, external: null, emptied: [], faults: [], keys: [] };
  await expect(importRow({ ...context, isLastChance: false }, read)).rejects.toThrow('a bug');
  expect(await importRow({ ...context, isLastChance: true }, read)).toMatchObject({
    outcome: 'failed',
    problems: [{ code: 'internal' }],
  });
});

it('does no row again once the register of what was done may be gone', async () => {
  const id = await upload(editor, 'a.csv', csvOf([['name'], ['Α']]));
  await editor.post(`${IMPORTS}/${id}/start`, { mapping: { name: 'name' } });
  const [task] = queue.splice(0);
  if (task) await runTask(api.firestore, enqueue, task, { workMs: 0 });
  const groups = await api.firestore.collection(`crm_imports/${id}/import_groups`).get();
  for (const { ref } of groups.docs) await ref.update({ expires_at: Timestamp.fromMillis(Date.now() - 1) });
  await drain();
  expect((await editor.get(`${IMPORTS}/${id}`)).body).toMatchObject({
    state: 'failed',
    problem: { code: 'file_expired' },
  });
});

it('is cancelled at work and ends with the rows that were written, which the undo takes back', async () => {
  const rows = Array.from({ length: 601 }, (_, at) => [`Ο ${at}`]);
  const id = await upload(editor, 'a.csv', csvOf([['name'], ...rows]));
  await editor.post(`${IMPORTS}/${id}/start`, { mapping: { name: 'name' } });
  const [read] = queue.splice(0);
  if (read) await runTask(api.firestore, enqueue, read, { workMs: 0 });
  const [first] = queue.splice(0);
  const numberOf = async () => (await api.firestore.collection('crm_customers').count().get()).data().count;
  const before = await numberOf();
  // The step is at work while somebody cancels, and is still at work when its end has begun.
  const work = runTask(api.firestore, enqueue, first ?? { job: '', step: 0 }, { workMs: 60_000 });
  while ((await numberOf()) === before);
  expect((await editor.post(`${IMPORTS}/${id}/cancel`)).status).toBe(202);
  await Promise.all([work, drain()]);
  const { body } = await editor.get(`${IMPORTS}/${id}`);
  const stored = (await numberOf()) - before;
  expect(summary(body), JSON.stringify(summary(body))).toEqual({
    state: 'cancelled',
    created: stored,
    updated: 0,
    failed: 0,
  });
  expect(stored).toBeLessThan(601);
  expect((await editor.post(`${IMPORTS}/${id}/resume`)).body.state).toBe('cancelled');
  await editor.post(`${IMPORTS}/${id}/undo`);
  await drain();
  expect((await editor.get(`${IMPORTS}/${id}`)).body.undo).toMatchObject({ trashed: stored });
  expect(await numberOf()).toBe(before);
});
