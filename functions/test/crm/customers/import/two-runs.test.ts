import { describe, expect, it } from 'vitest';
import type { Task } from '../../../../src/jobs/job.ts';
import { connectionTo } from '../../../support/firestore.ts';
import { holdCommits } from '../../../support/held-commits.ts';
import { csvOf, IMPORTS, upload } from '../../../support/imports.ts';
import { useManualQueue } from '../../../support/manual-queue.ts';
import { CUSTOMERS_PATH as path } from '../../../support/paths.ts';

// The queue delivers a step twice: one run stands still between what it has decided of a row and its commit, the other one does the step meanwhile.

const { api, next, run, editor } = useManualQueue();

const MAPPING = {
  name: 'name',
  email: { field: 'contacts', type: 'email' },
  city: 'location.city',
  erp: { field: 'external', system: 'erp' },
};
const person = (name: string, email: string) => ({
  name,
  contacts: [{ type: 'email', label: '', value: email }],
});
const byEmail = async (value: string) => (await editor.get(`${path}/by/email/${value}`)).body;

/** Uploads and starts a file, and returns its first task. */
async function started(name: string, rows: readonly (readonly string[])[], options: object) {
  const id = await upload(editor, name, csvOf([['name', 'email', 'city', 'erp'], ...rows]));
  const start = await editor.post(`${IMPORTS}/${id}/start`, { mapping: MAPPING, options });
  expect(start.status, JSON.stringify(start.body)).toBe(202);
  return { id, task: next() };
}

/** The rows of a file are stored before they are imported. */
const holdRow = (text: string) => holdCommits(connectionTo(api.firestore), 'crm_customers/', text);

/** Runs a step twice; the first run is held before its commit with a text in it while somebody does something before the other one, and after it. */
async function twice(
  task: Task,
  text: string,
  { before, after }: Record<'before', () => Promise<unknown>> & { after?: () => Promise<unknown> },
) {
  const held = holdRow(text);
  const late = run(task, { connection: held.connection });
  await held.reached;
  await before();
  await run(task);
  await after?.();
  held.release();
  await late;
}

/** Every version that an import has made, or its undo, as the histories have them. */
async function versionsOf(id: string): Promise<string[]> {
  const entries = await api.firestore.collectionGroup('history').get();
  return entries.docs
    .filter((entry) => entry.get('import')?.id === id && entry.get('undoes') === undefined)
    .map((entry) => `${entry.ref.parent.parent?.id} ${entry.get('version')}`)
    .sort();
}

/** The import, once its results have been compared with what it has made. */
async function compared(id: string) {
  const { rows } = (await editor.get(`${IMPORTS}/${id}/rows?limit=1000`)).body;
  const told = (rows as { customer_id: string; version: number | null }[])
    .filter(({ version }) => version !== null)
    .map(({ customer_id, version }) => `${customer_id} ${version}`)
    .sort();
  expect(told).toEqual(await versionsOf(id));
  return (await editor.get(`${IMPORTS}/${id}`)).body;
}

describe('of two runs of a step', () => {
  it('the one that began first creates nobody whom the other one has found to be there', async () => {
    const { id, task } = await started(
      'skip.csv',
      [
        ['Πρώτος', 'first@example.gr'],
        ['Δεύτερος', 'second@example.gr'],
        ['Τρίτος', 'third@example.gr'],
      ],
      { on_duplicate: 'skip' },
    );
    await twice(task, 'Δεύτερος', {
      before: () => editor.post(path, person('Κάποιος', 'second@example.gr')),
    });
    expect(await compared(id)).toMatchObject({ state: 'done', created: 2, skipped: 1, failed: 0 });
    expect(await byEmail('second@example.gr')).toMatchObject({ name: 'Κάποιος' });
  });

  it('the one that began first changes nobody whom the other one has left alone', async () => {
    const anna = (await editor.post(path, person('Άννα', 'anna@example.gr'))).body;
    const { id, task } = await started('update.csv', [['Άννα', 'anna@example.gr', 'Δράμα']], {
      on_duplicate: 'update',
    });
    // Now there are two, and the row may mean either.
    await twice(task, 'Δράμα', { before: () => editor.post(path, person('Άλλη', 'anna@example.gr')) });
    expect(await compared(id)).toMatchObject({ state: 'done', updated: 0, failed: 1 });
    expect((await editor.get(`${path}/${anna.id}`)).body).toEqual(anna);
  });

  it('the one that began first does not take back what the other one has kept', async () => {
    const eva = (await editor.post(path, person('Εύα', 'eva@example.gr'))).body;
    const { id, task } = await started('undo.csv', [['Εύα', 'eva@example.gr', 'Βέροια']], {
      on_duplicate: 'update',
    });
    await run(task);
    await editor.post(`${IMPORTS}/${id}/undo`);
    const place = (city: string) => editor.put(`${path}/${eva.id}`, { location: { city } });
    const [before, after] = [() => place('Έδεσσα'), () => place('Βέροια')];
    await twice(next(), 'undoes', { before, after });
    expect((await editor.get(`${IMPORTS}/${id}`)).body).toMatchObject({ state: 'undone', undo: { kept: 1 } });
    expect((await editor.get(`${path}/${eva.id}`)).body.location.city).toBe('Βέροια');
    expect((await editor.get(`${path}/${eva.id}/history`)).body.history).toHaveLength(4);
  });

  it('the one that began first gives nobody a key that the other one has found to be taken', async () => {
    const { id, task } = await started('erp.csv', [['Νίκος', 'nikos@example.gr', '', 'N1']], {
      match_on: ['external:erp'],
      on_duplicate: 'fail',
    });
    const other = (await editor.post(path, { name: 'Άλλος' })).body;
    await twice(task, 'nikos@example.gr', {
      before: () => editor.put(`${path}/${other.id}/keys/erp/N1`, {}),
      after: () => editor.delete(`${path}/${other.id}/keys/erp/N1`),
    });
    expect(await compared(id)).toMatchObject({ state: 'done', created: 0, failed: 1 });
    expect((await editor.get(`${path}/by/external/erp/N1`)).status).toBe(404);
  });
});

it('who stands by takes over when the other run does nothing any more, and not before', async () => {
  const { id, task } = await started(
    'by.csv',
    Array.from({ length: 3 }, (_, at) => [`Σε αναμονή ${at}`, `by${at}@example.gr`]),
    { on_duplicate: 'skip' },
  );
  const [first, second] = [0, 1].map(() => holdRow('Σε αναμονή 1'));
  if (first === undefined || second === undefined) throw new Error('unreachable');
  const one = run(task, { connection: first.connection, quietMs: 1500 });
  await first.reached;
  // It never ends: a process that was killed.
  const two = run(task, { connection: second.connection, quietMs: 60_000 });
  await second.reached;
  first.release();
  await one;
  expect(await compared(id)).toMatchObject({ state: 'done', created: 3 });
  second.release();
  await two;
  expect(await compared(id)).toMatchObject({ state: 'done', created: 3 });
});

it('a run goes on where a request has only noted its key in the import', async () => {
  const { id, task } = await started('key.csv', [['Με κλειδί', 'key@example.gr']], {});
  const held = holdRow('Με κλειδί');
  const working = run(task, { connection: held.connection });
  await held.reached;
  await api.firestore.doc(`crm_imports/${id}`).update({ touched: true });
  held.release();
  await working;
  expect(await compared(id)).toMatchObject({ state: 'done', created: 1 });
});
