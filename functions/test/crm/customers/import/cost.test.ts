import { expect, it } from 'vitest';
import type { Answer } from '../../../support/client.ts';
import { csvOf, IMPORTS, inGroups, upload } from '../../../support/imports.ts';
import { useManualQueue } from '../../../support/manual-queue.ts';

const { api, next, run } = useManualQueue();

/** So long that they are two groups. */
const ROWS = 30;

/** Runs the one step of an import, and returns what it was billed for. */
async function billOf(): Promise<[number, number]> {
  const { reads, writes } = await run(next());
  return [reads, writes];
}

it('a row costs what the contract says, and a group two writes', async () => {
  const editor = api.as('editor');
  const rows = Array.from({ length: ROWS }, (_, at) => [`Κόστος ${at}`, `cost${at}@example.gr`]);
  const file = csvOf(inGroups([['name', 'email'], ...rows], 30_000));
  const mapping = { name: 'name', email: { field: 'contacts', type: 'email' } };
  const id = await upload(editor, 'cost.csv', file);
  await editor.post(`${IMPORTS}/${id}/start`, { mapping });
  // To begin 3 reads and 1 write; the file 2 reads and 2 groups; then 2 groups of rows.
  const [reads, writes] = await billOf();
  expect(writes - ROWS * 3).toBe(1 + 3 + 2 * 2);
  expect(reads).toBeLessThanOrEqual(10);

  const again = await upload(editor, 'again.csv', file);
  const options = { on_duplicate: 'update', tag: 'ξανά' };
  await editor.post(`${IMPORTS}/${again}/start`, { mapping, options });
  const [readsAgain, writesAgain] = await billOf();
  expect(writesAgain - ROWS * 4).toBe(1 + 3 + 2 * 2);
  // One to find it, one to change it.
  expect(readsAgain - ROWS * 2).toBeLessThanOrEqual(10);

  await editor.post(`${IMPORTS}/${again}/undo`);
  const [undoReads, undoWrites] = await billOf();
  expect(undoWrites - ROWS * 3).toBe(1 + 2 * 2);
  expect(undoReads - ROWS * 3).toBeLessThanOrEqual(10);
});

it('a request costs a few reads and writes', async () => {
  const [viewer, editor] = [api.as('viewer'), api.as('editor')];
  const billed = ({ status, headers }: Answer) => {
    expect(status).toBeLessThan(300);
    return [Number(headers.get('X-Firestore-Reads')), Number(headers.get('X-Firestore-Writes'))];
  };
  const file = csvOf([['name'], ['Α'], ['']]);
  const made = await editor.post(IMPORTS, { filename: 'α.csv', size: file.length });
  const one = `${IMPORTS}/${made.body.import.id}`;
  const headers = { 'Content-Type': 'application/octet-stream' };
  const part = await editor.put(`${one}/parts/1`, file, { headers });
  const preview = await editor.post(`${one}/preview`, {});
  const start = await editor.post(`${one}/start`, { mapping: { name: 'name' } });
  const again = await editor.post(`${one}/start`, { mapping: { name: 'name' } });
  await billOf();
  const bill = {
    create: billed(made),
    part: billed(part),
    preview: billed(preview),
    start: billed(start),
    'start, sent again': billed(again),
    get: billed(await viewer.get(one)),
    list: billed(await viewer.get(IMPORTS)),
    rows: billed(await viewer.get(`${one}/rows`)),
    'failed rows': billed(await editor.get(`${one}/failed.csv`)),
    undo: billed(await editor.post(`${one}/undo`)),
  };
  // Reads, then writes; docs/figures.md has them.
  expect(bill).toEqual({
    create: [1, 1],
    part: [2, 1],
    preview: [4, 0],
    start: [5, 1],
    'start, sent again': [3, 0],
    get: [1, 0],
    list: [3, 0],
    rows: [2, 0],
    'failed rows': [2, 0],
    undo: [2, 1],
  });
});
