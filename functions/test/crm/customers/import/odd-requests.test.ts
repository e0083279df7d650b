import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../support/client.ts';
import { csvOf, IMPORTS, putPart, upload } from '../../../support/imports.ts';
import { useManualQueue } from '../../../support/manual-queue.ts';
import { CUSTOMERS_PATH as path } from '../../../support/paths.ts';

// Requests that nobody should send, and somebody will.

const { api, drain, editor } = useManualQueue();
const PART = 524_288;
const NAMED = { mapping: { name: 'name' } };

const start = (id: string, body: object) => editor.post(`${IMPORTS}/${id}/start`, body);
const made = async (size: number): Promise<string> =>
  (await editor.post(IMPORTS, { filename: 'a.csv', size })).body.import.id;
const get = async (id: string) => (await editor.get(`${IMPORTS}/${id}`)).body;

describe('parts', () => {
  const names = Array.from({ length: 1200 }, (_, at) => [`Πελάτης ${at}`, 'x'.repeat(1000)]);
  const file = csvOf([['name', 'long'], ...names]);
  const parts = [0, 1, 2].map((at) => file.subarray(at * PART, (at + 1) * PART));
  const put = (id: string, part: number) => putPart(editor, id, part, parts[part - 1] ?? Buffer.alloc(0));

  it('come in any order, and one that is missing is named', async () => {
    const id = await made(file.length);
    await put(id, 3);
    const early = await editor.post(`${IMPORTS}/${id}/preview`, {});
    expect(early.body).toMatchObject({ code: 'conflict', missing_parts: [1] });
    await put(id, 1);
    const half = await editor.post(`${IMPORTS}/${id}/preview`, {});
    expect([half.status, half.body.rows.length]).toEqual([200, 20]);
    const begin = { mapping: { name: 'name', long: null } };
    expect((await start(id, begin)).body).toMatchObject({ code: 'conflict', missing_parts: [2] });
    await put(id, 2);
    expect((await start(id, begin)).status).toBe(202);
    await drain();
    expect(await get(id)).toMatchObject({ state: 'done', created: 1200, failed: 0 });
  }, 60_000);

  it('may be of any size, and cut letters', async () => {
    const small = Buffer.from(`name\n${'Ωμέγα\n'.repeat(20)}`);
    const id = await made(small.length);
    for (let at = 0; at * 37 < small.length; at++)
      await putPart(editor, id, at + 1, small.subarray(at * 37, (at + 1) * 37));
    expect((await start(id, NAMED)).status).toBe(202);
    await drain();
    expect(await get(id)).toMatchObject({ state: 'done', created: 20 });
    const { rows } = (await editor.get(`${IMPORTS}/${id}/rows?limit=1`)).body;
    expect((await editor.get(`${path}/${rows[0].customer_id}`)).body.name).toBe('Ωμέγα');
  });

  it('with more bytes than the file are no file that is sent to its end', async () => {
    const id = await made(10);
    await putPart(editor, id, 1, csvOf([['name'], ['Περισσότερα']]));
    expect((await start(id, NAMED)).body).toMatchObject({ code: 'conflict', reason: 'too_many_bytes' });
    expect(await get(id)).toMatchObject({ state: 'receiving' });
  });
});

it('several columns of one field, and separators, do what is said of them', async () => {
  const rows = [
    ['a', 'b', 'tags', 'email'],
    ['Άννα', 'Μαρία', 'x; y ;;z', 'odd@example.gr'],
  ];
  const customer = async (mapping: object) => {
    const id = await upload(editor, 'a.csv', csvOf(rows));
    expect((await start(id, { mapping })).status).toBe(202);
    await drain();
    const [row] = (await editor.get(`${IMPORTS}/${id}/rows`)).body.rows;
    return (await editor.get(`${path}/${row.customer_id}`)).body;
  };
  expect(await customer({ a: 'name', b: 'name' })).toMatchObject({ name: 'Άννα Μαρία' });
  expect(await customer({ a: 'organization', b: 'organization', email: 'name' })).toMatchObject({
    name: 'odd@example.gr',
    organization: 'Άννα',
    notes: [{ text: 'b: Μαρία' }],
  });
  const tagged = (split: string) => customer({ a: 'name', tags: { field: 'tags', split } });
  expect((await tagged(';')).tags).toEqual(['x', 'y', 'z']);
  expect((await tagged('; ')).tags).toEqual(['x', 'y ;;z']);
  expect((await tagged('.*')).tags).toEqual(['x; y ;;z']);
});

it('a cursor is of one import, one list and one filter', async () => {
  const imported = async () => {
    const id = await upload(editor, 'a.csv', csvOf([['name'], ...['Α', 'Β', 'Γ'].map((name) => [name])]));
    expect((await start(id, NAMED)).status).toBe(202);
    await drain();
    return id;
  };
  const [id, other] = [await imported(), await imported()];
  const { next_cursor } = (await editor.get(`${IMPORTS}/${id}/rows?limit=2`)).body;
  const cursor = `cursor=${encodeURIComponent(next_cursor)}`;
  expect((await editor.get(`${IMPORTS}/${id}/rows?${cursor}`)).body.rows).toMatchObject([{ row: 3 }]);
  for (const place of [`/${other}/rows?`, `/${id}/rows?outcome=created&`, `/${id}/failed.csv?`, '?']) {
    const { status, body } = await editor.get(`${IMPORTS}${place}${cursor}`);
    expect([place, status, body.code]).toEqual([place, 400, 'invalid_cursor']);
  }
});

it('a viewer may look on, and no more', async () => {
  const viewer = api.as('viewer');
  const one = `${IMPORTS}/${await upload(editor, 'a.csv', csvOf([['name'], ['Α']]))}`;
  const statusOf = ({ status }: Answer) => status;
  const looks = [await viewer.get(one), await viewer.get(IMPORTS), await viewer.get(`${one}/rows`)];
  expect(looks.map(statusOf)).toEqual([200, 200, 200]);
  const headers = { 'Content-Type': 'application/octet-stream' };
  const refused = [
    await viewer.post(IMPORTS, { filename: 'a', size: 1 }),
    await viewer.put(`${one}/parts/1`, Buffer.from('a'), { headers }),
    await viewer.post(`${one}/preview`, {}),
    await viewer.post(`${one}/start`, NAMED),
    await viewer.get(`${one}/failed.csv`),
    await viewer.post(`${one}/cancel`),
    await viewer.post(`${one}/resume`),
    await viewer.post(`${one}/undo`),
  ];
  expect(refused.map(statusOf)).toEqual(refused.map(() => 403));
  expect((await api.anonymous.get(one)).status).toBe(401);
});

it.each(['9', '-1', '1.5', '', '08', '0x1', '٣', '1&wait=2'])('refuses to wait=%s', async (wait) => {
  const { status, body } = await editor.get(`${IMPORTS}/any?wait=${wait}`);
  expect([status, body.errors?.[0].parameter]).toEqual([422, 'wait']);
});
