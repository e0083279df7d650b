import { Timestamp } from 'firebase-admin/firestore';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { expectProblem } from '../../../support/client.ts';
import { connectionTo } from '../../../support/firestore.ts';
import { holdCommits } from '../../../support/held-commits.ts';
import { csvOf, IMPORTS, inGroups, upload } from '../../../support/imports.ts';
import { useManualQueue } from '../../../support/manual-queue.ts';
import { CUSTOMERS_PATH as path } from '../../../support/paths.ts';

// What is kept for some days and gone then, and what comes when somebody else has gone on.

const { api, queue, next, run, drain, editor } = useManualQueue();

const MAPPING = { name: 'name', email: { field: 'contacts', type: 'email' } };
const START = { mapping: MAPPING, options: { on_duplicate: 'update' as const } };
const rowsOf = (count: number, name: string) =>
  Array.from({ length: count }, (_, at) => [`${name} ${at}`, `${name}${at}@example.gr`]);

async function uploaded(rows: readonly (readonly string[])[], options = { inGroups: false }) {
  const file = [['name', 'email'], ...rows];
  return upload(editor, 'a.csv', csvOf(options.inGroups ? inGroups(file) : file));
}
/** The rows of the first of several groups. */
const FIRST = 3;
const post = (id: string, what: string, body?: object) => editor.post(`${IMPORTS}/${id}/${what}`, body);
const get = async (id: string, language = 'en') =>
  (await editor.get(`${IMPORTS}/${id}`, { headers: { 'Accept-Language': language } })).body;

/** Makes documents below an import old, or removes them, as Firestore's TTL policy does it, one by one and some time later. */
async function expire(id: string, below: string, what: 'old' | 'gone', numbers?: readonly number[]) {
  const { docs } = await api.firestore.collection(`crm_imports/${id}/${below}`).get();
  for (const { ref } of docs.filter(({ id: number }) => numbers?.includes(Number(number)) ?? true))
    if (what === 'gone') await ref.delete();
    else await ref.update({ expires_at: Timestamp.fromMillis(Date.now() - 1) });
}

const numberOf = async () => (await api.firestore.collection('crm_customers').count().get()).data().count;

describe('a file that is kept no more', () => {
  it('is said to be, while it is read, and nobody is created', async () => {
    const before = await numberOf();
    const id = await uploaded(rowsOf(3, 'part'));
    await post(id, 'start', START);
    await expire(id, 'import_parts', 'gone');
    await drain();
    expect(await get(id)).toMatchObject({ state: 'failed', problem: { code: 'file_expired' }, done: 0 });
    expect((await get(id, 'el')).problem.detail).toContain('Στείλτε το ξανά ως νέα εισαγωγή');
    expect((await post(id, 'resume')).body).toMatchObject({ state: 'failed' });
    expectProblem(await post(id, 'undo'), 409, 'conflict');
    // Before the start, the parts that are gone are named, and can be sent again.
    const other = await uploaded(rowsOf(3, 'part'));
    await expire(other, 'import_parts', 'gone');
    expect((await post(other, 'start', START)).body).toMatchObject({ code: 'conflict', missing_parts: [1] });
    expect(await numberOf()).toBe(before);
  });

  it('is not begun a day before, after a dry run', async () => {
    const id = await uploaded(rowsOf(3, 'dry'));
    await post(id, 'start', { ...START, dry_run: true });
    await drain();
    const [group] = (await api.firestore.collection(`crm_imports/${id}/import_groups`).get()).docs;
    await group?.ref.update({ expires_at: Timestamp.fromMillis(Date.now() + 80_000_000) });
    const refused = await post(id, 'start', START);
    expectProblem(refused, 409, 'conflict');
    expect(refused.body).toMatchObject({ reason: 'file_expired' });
    expect(queue).toEqual([]);
  });

  it('ends an import in its middle: what a killed run has written is found, told, and taken back', async () => {
    const [old, same] = await Promise.all(
      ['old@example.gr', 'same@example.gr'].map(
        async (value) =>
          (await editor.post(path, { name: value, contacts: [{ type: 'email', label: '', value }] })).body,
      ),
    );
    await editor.put(`${path}/${same.id}/tags/μισό`);
    const before = await numberOf();
    // The second group: one who is created, one who is changed, one who is as the row says.
    const file = [...rowsOf(FIRST + 1, 'half'), ['Α', 'old@example.gr'], ['Β', 'same@example.gr']];
    const id = await uploaded(file, { inGroups: true });
    await post(id, 'start', { ...START, options: { on_duplicate: 'update', tag: 'μισό' } });
    await drain();
    expect(await get(id)).toMatchObject({ state: 'done', created: FIRST + 1, updated: 1, unchanged: 1 });
    // As if the run had been killed before its second check-point, and nobody had looked after it for weeks.
    await expire(id, 'import_results', 'gone', [2]);
    await expire(id, 'import_groups', 'gone');
    const document = api.firestore.doc(`crm_imports/${id}`);
    const counts = JSON.parse(String((await document.get()).get('counts')));
    await document.update({
      ...{ state: 'importing', groups_done: 1, rows_done: FIRST, ended_at: null, job_is_clean: false },
      counts: JSON.stringify({ ...counts, created: FIRST, updated: 0, unchanged: 0 }),
    });
    const register = await api.firestore.collection('crm_operations').get();
    for (const { ref } of register.docs) await ref.delete();
    expect((await post(id, 'resume')).status).toBe(202);
    await drain();
    const ended = await get(id);
    expect(ended).toMatchObject({ state: 'failed', problem: { code: 'file_expired' } });
    expect(ended).toMatchObject({ created: FIRST + 1, updated: 1, unchanged: 0, done: FIRST + 2 });
    expect(ended.problem.detail).toContain(`up to row ${FIRST + 2}: undo this import`);
    expect((await get(id, 'el')).problem.detail).toContain(`έως τη γραμμή ${FIRST + 2}`);
    await post(id, 'undo');
    await drain();
    expect(await get(id)).toMatchObject({ state: 'undone', undo: { trashed: FIRST + 1, reverted: 1 } });
    expect((await editor.get(`${path}/${old.id}`)).body.tags).toEqual([]);
    expect((await editor.get(`${path}/${same.id}`)).body.tags).toEqual(['μισό']);
    expect(await numberOf()).toBe(before);
  });
});

it('an undo whose results are gone in part says so, and takes the rest back', async () => {
  const before = await numberOf();
  const id = await uploaded(rowsOf(FIRST + 2, 'results'), { inGroups: true });
  await post(id, 'start', START);
  await drain();
  await expire(id, 'import_results', 'gone', [1]);
  await post(id, 'undo');
  await drain();
  const undone = await get(id);
  expect(undone).toMatchObject({
    state: 'undone',
    undo: { trashed: 2 },
    problem: { code: 'results_expired' },
  });
  expect((await get(id, 'el')).problem.detail).toMatch(/μένουν όπως είναι/);
  expect(await numberOf()).toBe(before + FIRST);
});

describe('a request that is sent again without a key', () => {
  it('is answered as the first time, whatever has happened since; another start is refused', async () => {
    const before = await numberOf();
    const id = await uploaded(rowsOf(3, 'again'));
    expectProblem(await post(id, 'resume'), 409, 'conflict');
    const other = { ...START, options: { on_duplicate: 'skip' } };
    for (const round of ['begun', 'again']) {
      const started = await post(id, 'start', START);
      expect([round, started.status, started.body.state]).toEqual([round, 202, 'reading']);
    }
    expectProblem(await post(id, 'start', other), 409, 'conflict');
    expectProblem(await post(id, 'start', { ...START, dry_run: true }), 409, 'conflict');
    await drain();
    expect((await post(id, 'start', START)).body).toMatchObject({ state: 'done', created: 3 });
    expect((await post(id, 'start', other)).body).toMatchObject({ code: 'conflict', reason: 'over' });
    expect((await post(id, 'resume')).body).toMatchObject({ state: 'done' });
    expect(queue).toEqual([]);
    for (const state of ['undoing', 'undoing']) expect((await post(id, 'undo')).body.state).toBe(state);
    expectProblem(await post(id, 'start', START), 409, 'conflict');
    await drain();
    for (const what of ['undo', 'resume']) expect((await post(id, what)).body.state).toBe('undone');
    expect(await numberOf()).toBe(before);

    const stopped = await uploaded(rowsOf(3, 'stopped'));
    await post(stopped, 'start', START);
    for (const round of [1, 2])
      expect([round, (await post(stopped, 'cancel')).body.state]).toEqual([round, 'cancelled']);
    expect((await post(stopped, 'start', START)).body.state).toBe('cancelled');
    await drain();
    expect(await numberOf()).toBe(before);
  });

  it('a dry run that is over is done again', async () => {
    const id = await uploaded(rowsOf(2, 'dryagain'));
    for (const round of [1, 2]) {
      const dry = await post(id, 'start', { ...START, dry_run: true });
      expect([round, dry.status]).toEqual([round, 202]);
      await drain();
      expect(await get(id)).toMatchObject({ state: 'checked', created: 2 });
    }
  });
});

it('an import without a check-point for five minutes is stalled; it goes on, and the old run does no harm', async () => {
  const before = await numberOf();
  const id = await uploaded(rowsOf(3, 'stalled'));
  await post(id, 'start', START);
  const held = holdCommits(connectionTo(api.firestore), 'crm_customers/', 'stalled 1');
  const old = run(next(), { connection: held.connection });
  await held.reached;
  const seen = await editor.get(`${IMPORTS}/${id}`);
  expect(seen.body).toMatchObject({ state: 'importing', stalled: false });
  const tag = seen.headers.get('ETag') ?? '';
  const { now } = Date;
  onTestFinished(() => void vi.useRealTimers());
  vi.useFakeTimers({ toFake: ['Date'], now: now() + 295_000 });
  expect((await get(id)).stalled).toBe(false);
  vi.useRealTimers();
  vi.useFakeTimers({ toFake: ['Date'], now: now() + 301_000 });
  // Who has seen it and waits for a change is told.
  const stalled = await editor.get(`${IMPORTS}/${id}?wait=8`, { headers: { 'If-None-Match': tag } });
  expect(stalled.body).toMatchObject({ state: 'importing', stalled: true });
  vi.useRealTimers();
  const resumed = await post(id, 'resume');
  expect(resumed.body).toMatchObject({ state: 'importing', stalled: false });
  expect(queue).toMatchObject([{ step: 2 }]);
  await drain();
  expect(await get(id)).toMatchObject({ state: 'done', created: 3, stalled: false });
  const done = await get(id);
  held.release();
  await old;
  expect(queue).toEqual([]);
  expect(await get(id)).toEqual(done);
  expect(await numberOf()).toBe(before + 3);
});
