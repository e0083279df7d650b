import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { Task } from '../../../../src/jobs/job.ts';
import type { Client } from '../../../support/client.ts';
import { csvOf, IMPORTS, upload } from '../../../support/imports.ts';
import { useManualQueue } from '../../../support/manual-queue.ts';
import { CUSTOMERS_PATH as path } from '../../../support/paths.ts';

const ROWS = Number(process.env['CRM_IMPORT_ROWS'] ?? 100);
const KILLS = Number(process.env['CRM_IMPORT_KILLS'] ?? 2);
/** Every tenth row is about somebody who is there. */
const THERE = Math.ceil(ROWS / 10);

const { api, queue } = useManualQueue();

/** Runs a step in a process of its own; one that is killed, or fails, is to be run again, as Cloud Tasks does it. */
async function run(task: Task, { killAfterMs }: { killAfterMs: number | null }): Promise<boolean> {
  const child = fork(join(import.meta.dirname, '../../../support/step-process.ts'), {
    env: { ...process.env, CRM_TEST_PROJECT: api.projectId },
  });
  const exit = once(child, 'exit') as Promise<[number | null]>;
  const begun = Promise.withResolvers<true>();
  child.on('message', (message: { next?: Task; begun?: true }) => {
    if (message.next) queue.push(message.next);
    if (message.begun) begun.resolve(true);
  });
  child.send({ task, workMs: 2000, quietMs: 1500 });
  await Promise.race([begun.promise, exit]);
  if (killAfterMs !== null) {
    await Promise.race([sleep(killAfterMs), exit]);
    child.kill('SIGKILL');
  }
  const [status] = await exit;
  return status === 0;
}

/** Delivers what is in the queue until nothing is: with kills at random moments, and now and then twice at once. */
async function drain(kills: number): Promise<number> {
  let left = kills;
  let killed = 0;
  const done = new Set<string>();
  for (let task = queue.shift(); task !== undefined; task = queue.shift()) {
    const name = JSON.stringify(task);
    if (done.has(name)) continue;
    for (;;) {
      const killAfterMs = left > 0 ? 100 + Math.random() * 1900 : null;
      const runs = [run(task, { killAfterMs })];
      if (left % 3 === 2) runs.push(run(task, { killAfterMs: null }));
      left -= 1;
      const outcomes = await Promise.all(runs);
      if (killAfterMs !== null && outcomes[0] === false) killed += 1;
      if (outcomes.includes(true)) break;
    }
    done.add(name);
  }
  return killed;
}

/** A step that was killed ten times is not begun again: somebody resumes it, and presses twice. */
async function drainAll(editor: Client, id: string): Promise<number> {
  const killed = await drain(KILLS);
  const { body } = await editor.get(`${IMPORTS}/${id}`);
  if (!['importing', 'undoing', 'reading'].includes(body.state as string)) return killed;
  expect(body.stalled).toBe(true);
  await Promise.all([1, 2].map(() => editor.post(`${IMPORTS}/${id}/resume`)));
  return killed + (await drain(0));
}

/** Every version that the import has made is in its results, and nothing else is. */
async function expectAllTold(editor: Client, id: string): Promise<void> {
  const history = await api.firestore.collectionGroup('history').select('import', 'version').get();
  const made = history.docs
    .filter((entry) => entry.get('import')?.id === id)
    .map((entry) => `${entry.get('import').row} ${entry.ref.parent.parent?.id} ${entry.get('version')}`);
  const told: string[] = [];
  for (let next = ''; ;) {
    const { body } = await editor.get(`${IMPORTS}/${id}/rows?limit=1000${next}`);
    for (const { row, customer_id, version } of body.rows) told.push(`${row} ${customer_id} ${version}`);
    if (body.next_cursor === null) break;
    next = `&cursor=${encodeURIComponent(body.next_cursor)}`;
  }
  expect(told.sort()).toEqual(made.sort());
}

it(`has the same end whenever its process is killed, and so has its undo`, async () => {
  const editor = api.as('editor');
  for (let from = 0; from < THERE; from += 100)
    await editor.post(`${path}/batch`, {
      operations: Array.from({ length: Math.min(100, THERE - from) }, (_, at) => ({
        method: 'create',
        body: {
          name: `Παλιός ${from + at}`,
          contacts: [{ type: 'email', label: '', value: `there${from + at}@example.gr` }],
        },
      })),
    });
  const rows = Array.from({ length: ROWS }, (_, at) => [
    `Γραμμή ${at}`,
    at % 10 === 0 ? `there${at / 10}@example.gr` : `row${at}@example.gr`,
    'Κομοτηνή',
  ]);
  const id = await upload(editor, 'kills.csv', csvOf([['name', 'email', 'city'], ...rows]));
  const start = {
    mapping: { name: 'name', email: { field: 'contacts', type: 'email' }, city: 'location.city' },
    options: { on_duplicate: 'update', tag: 'δέκα' },
  };
  expect((await editor.post(`${IMPORTS}/${id}/start`, start)).status).toBe(202);
  const began = performance.now();
  const killed = await drainAll(editor, id);
  const seconds = (performance.now() - began) / 1000;
  const { body } = await editor.get(`${IMPORTS}/${id}`);
  expect(body).toMatchObject({ state: 'done', rows: ROWS, done: ROWS, failed: 0 });
  expect({ created: body.created, updated: body.updated }).toEqual({ created: ROWS - THERE, updated: THERE });
  const stored = await api.firestore.collection('crm_customers').get();
  expect(stored.size).toBe(ROWS);
  const versions = stored.docs.map((document) => document.get('_meta.version') as number);
  expect(versions.filter((version) => version === 2)).toHaveLength(THERE);
  expect(versions.filter((version) => version === 1)).toHaveLength(ROWS - THERE);
  expect(
    new Set(
      stored.docs.flatMap((document) =>
        document.get('contacts').map(({ value }: { value: string }) => value),
      ),
    ).size,
  ).toBe(ROWS);

  await expectAllTold(editor, id);

  expect((await editor.post(`${IMPORTS}/${id}/undo`)).status).toBe(202);
  const undoBegan = performance.now();
  const killedInUndo = await drainAll(editor, id);
  const undoSeconds = (performance.now() - undoBegan) / 1000;
  const undone = (await editor.get(`${IMPORTS}/${id}`)).body;
  expect(undone).toMatchObject({
    state: 'undone',
    undo: { trashed: ROWS - THERE, reverted: THERE, kept: 0, gone: 0 },
  });
  const left = await api.firestore.collection('crm_customers').get();
  expect(left.size).toBe(THERE);
  expect(left.docs.filter((document) => document.get('_meta.version') !== 3)).toEqual([]);
  expect(
    left.docs.filter((document) => document.get('tags').length > 0 || document.get('location') !== null),
  ).toEqual([]);
  if (process.env['CRM_IMPORT_ROWS'])
    process.stdout.write(
      `${JSON.stringify({ ROWS, killed, killedInUndo, seconds, pace: ROWS / seconds, undoSeconds })}\n`,
    );
}, 3_600_000);
