import { describe, expect, it } from 'vitest';
import { importJobs } from '../../../../src/crm/customers/import/job.ts';
import { importRow, type RowContext } from '../../../../src/crm/customers/import/import-row.ts';
import type { JobContext, WorkState } from '../../../../src/jobs/job.ts';
import { Timestamp } from 'firebase-admin/firestore';
import { connectionTo, databaseOf } from '../../../support/firestore.ts';
import { holdCommits } from '../../../support/held-commits.ts';
import { csvOf, IMPORTS, inGroups, upload } from '../../../support/imports.ts';
import { useManualQueue } from '../../../support/manual-queue.ts';
import { CUSTOMERS_PATH as path } from '../../../support/paths.ts';

const { api, next, run, drain, editor } = useManualQueue();

const EMAIL = { name: 'name', email: { field: 'contacts', type: 'email' } };
const ERP = { ...EMAIL, erp: { field: 'external', system: 'erp' } };
const email = (value: string) => ({ type: 'email', label: '', value });

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
    const earlier = api.firestore.batch();
    for (let at = 0; at < 97; at++) {
      const data = { kind: 'external', customer_id: there.id, system: 'old', key: `K${at}` };
      earlier.set(api.firestore.doc(`crm_keys/external~old~${at}`), data);
    }
    await earlier.commit();
    const keys = Array.from({ length: 4 }, (_, at) => ['Α', 'keys@example.gr', `T${at}`]);
    const options = { on_duplicate: 'update', match_on: ['email'] };
    const { id, ...done } = await imported([HEAD, ...keys], { mapping: ERP, options });
    expect(summary(done), JSON.stringify(summary(done))).toEqual({
      state: 'done',
      created: 0,
      updated: 3,
      failed: 1,
    });
    expect((await editor.get(`${path}/by/external/erp/T2`)).body.id).toBe(there.id);
    await editor.post(`${IMPORTS}/${id}/undo`);
    await drain();
    expect((await editor.get(`${IMPORTS}/${id}`)).body.undo).toMatchObject({ reverted: 3, kept: 0 });
    expect((await editor.get(`${path}/by/external/erp/T2`)).status).toBe(404);
  });
});

it('keeps the faults of 200 rows in one document, however long the names of columns are', async () => {
  const rows = Array.from({ length: 200 }, (_, at) => ['', `Ο ${at}`]);
  const done = await imported([['γ'.repeat(20_000), 'email'], ...rows], {
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
  const rows = Array.from({ length: 10 }, (_, at) => [`Ο ${at}`, `dry${at === 7 ? 4 : at}@example.gr`]);
  const id = await upload(editor, 'a.csv', csvOf(inGroups([['name', 'email'], ...rows])));
  await editor.post(`${IMPORTS}/${id}/start`, {
    mapping: EMAIL,
    dry_run: true,
    options: { on_duplicate: 'skip', report_probable: false },
  });
  const step = () => run(next(), { workMs: 0 });
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
    created: 8,
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
  await run(next(), { workMs: 0 });
  const groups = await api.firestore.collection(`crm_imports/${id}/import_groups`).get();
  for (const { ref } of groups.docs) await ref.update({ expires_at: Timestamp.fromMillis(Date.now() - 1) });
  await drain();
  expect((await editor.get(`${IMPORTS}/${id}`)).body).toMatchObject({
    state: 'failed',
    problem: { code: 'file_expired' },
  });
});

it('is cancelled at work and ends with the rows that were written, which the undo takes back', async () => {
  const rows = Array.from({ length: 8 }, (_, at) => [`Σταμάτα ${at}`]);
  const id = await upload(editor, 'a.csv', csvOf(inGroups([['name'], ...rows])));
  await editor.post(`${IMPORTS}/${id}/start`, { mapping: { name: 'name' } });
  const numberOf = async () => (await api.firestore.collection('crm_customers').count().get()).data().count;
  const before = await numberOf();
  // The step is at work on its second group while somebody cancels, and is still at work when its end has begun.
  const held = holdCommits(connectionTo(api.firestore), 'crm_customers/', 'Σταμάτα 4');
  const work = run(next(), { connection: held.connection });
  await held.reached;
  expect((await editor.post(`${IMPORTS}/${id}/cancel`)).status).toBe(202);
  await drain();
  held.release();
  await work;
  const { body } = await editor.get(`${IMPORTS}/${id}`);
  expect(summary(body, 'done')).toEqual({ state: 'cancelled', created: 6, updated: 0, failed: 0, done: 6 });
  expect(await numberOf()).toBe(before + 6);
  expect((await editor.post(`${IMPORTS}/${id}/resume`)).body.state).toBe('cancelled');
  await editor.post(`${IMPORTS}/${id}/undo`);
  await drain();
  expect((await editor.get(`${IMPORTS}/${id}`)).body.undo).toMatchObject({ trashed: 6 });
  expect(await numberOf()).toBe(before);
});

describe('a file that is no list', () => {
  const many = (count: number, name: string) =>
    Array.from({ length: count }, (_, at) => `${name}${at}`).join(',');
  const noList: Record<string, [file: string, status: number, reason?: string]> = {
    'has 100,000 columns': [`${many(100_000, 'c')}\n${many(100_000, 'v')}\n`, 422, 'header_too_large'],
    'has 2,001 columns': [`${many(2001, 'c')}\n${many(2001, 'v')}\n`, 422, 'header_too_large'],
    'has names of 100 kB': [`${'a'.repeat(100_000)},${'b'.repeat(100_000)}\n1,2\n`, 422, 'header_too_large'],
    'has a name of 600 kB': [`${'x'.repeat(600_000)},name\n1,2\n`, 422, 'header_too_large'],
    'has no end of a line': ['y'.repeat(1_100_000), 422, 'first_line_too_long'],
    'has a row of 1 MB': [`name,x\nA,${'y'.repeat(1_000_000)}\nB,1\n`, 200],
    'has an object of 1 MB': [`${JSON.stringify({ name: 'x'.repeat(1_000_000) })}\n{"name":"B"}\n`, 200],
    'has only a header': ['name,email\n', 422, 'only_header'],
    'has only a mark of its encoding': ['\uFEFF', 422, 'empty_file'],
    'has only the ends of lines': ['\uFEFF\r\n\r\n', 422, 'empty_file'],
    'has names that every object knows': ['__proto__,constructor,toString,name\n1,2,3,Β\n', 200],
    'has keys that every object knows': ['{"__proto__":{"x":1},"constructor":1,"name":"B"}\n', 200],
  };
  it.each(Object.entries(noList))('%s', async (_what, [file, status, reason]) => {
    const id = await upload(editor, 'a.txt', Buffer.from(file));
    const preview = await editor.post(`${IMPORTS}/${id}/preview`, {});
    expect([preview.status, preview.body.reason]).toEqual([status, reason]);
    expect(JSON.stringify(preview.body).length).toBeLessThan(20_000);
    const mapping = status === 200 ? preview.body.mapping : { '#1': 'name' };
    const started = await editor.post(`${IMPORTS}/${id}/start`, { mapping });
    expect([started.status, started.body.reason]).toEqual([status === 200 ? 202 : 422, reason]);
    await drain();
    if (status !== 200) return;
    const { body } = await editor.get(`${IMPORTS}/${id}`);
    expect(body).toMatchObject({ state: 'done' });
    expect(Number(body.created) + Number(body.failed)).toBe(body.rows);
    expect(Object.keys(preview.body.mapping as object)).not.toContain('__proto__');
  });

  it('of no byte is none', async () => {
    const { body } = await editor.post(IMPORTS, { filename: 'a.csv', size: 0 });
    expect(body).toMatchObject({ code: 'validation_failed', errors: [{ pointer: '/size' }] });
  });

  it('has 600 columns, which need not all be named', async () => {
    const id = await upload(editor, 'a.csv', Buffer.from(`${many(600, 'c')},name\n${many(600, 'v')},Β\n`));
    const { body } = await editor.post(`${IMPORTS}/${id}/preview`, {});
    expect(body.columns).toHaveLength(601);
    expect((await editor.post(`${IMPORTS}/${id}/start`, { mapping: body.mapping })).status).toBe(202);
  });
});

it('refuses a mapping of what is not there, at its place', async () => {
  const id = await upload(
    editor,
    'a.csv',
    csvOf([
      ['name', 'x'],
      ['Α', 'b'],
    ]),
  );
  const start = (mapping: string, options = '{}') =>
    editor.send('POST', `${IMPORTS}/${id}/start`, {
      body: Buffer.from(`{"mapping":${mapping},"options":${options}}`),
      headers: { 'Content-Type': 'application/json' },
    });
  const refused: [string, string, options?: string][] = [
    ['{"nope":"name"}', '/mapping/nope'],
    ['{"#0":"name"}', '/mapping/#0'],
    ['{"#3":"name"}', '/mapping/#3'],
    ['{"constructor":"name"}', '/mapping/constructor'],
    ['{"name":"nofield"}', '/mapping/name'],
    ['{"name":{"field":"name","zzz":1}}', '/mapping/name/zzz'],
    ['{"name":{"__proto__":{"field":"name"}}}', '/mapping/name'],
    ['{"name":"name","__proto__":"notes"}', '/mapping/__proto__'],
    ['{"__proto__":null}', '/mapping/__proto__'],
    ['{"name":"external"}', '/mapping/name'],
    ['{"name":{"field":"external"}}', '/mapping/name/system'],
    ['{"name":{"field":"contacts","part":"label","of":"nope"}}', '/mapping/name/of'],
    ['[]', '/mapping'],
    ['null', '/mapping'],
    [
      JSON.stringify(Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`k${at}`, 'name']))),
      '/mapping',
    ],
    [`{"${'k'.repeat(2000)}":"name"}`, '/mapping'],
    ['{"name":"name"}', '/options/match_on/0', '{"match_on":["external:__proto__"]}'],
    ['{"name":"name"}', '/options/__proto__', '{"__proto__":{"on_duplicate":"skip"}}'],
  ];
  for (const [mapping, pointer, options] of refused) {
    const { status, body } = await start(mapping, options);
    expect([mapping.slice(0, 60), status, body.errors?.[0].pointer]).toEqual([
      mapping.slice(0, 60),
      422,
      pointer,
    ]);
  }
  expect((await editor.get(`${IMPORTS}/${id}`)).body.state).toBe('receiving');
});
