import { hash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { expectProblem } from '../../../support/client.ts';
import { csvOf, IMPORTS, putPart, upload } from '../../../support/imports.ts';
import { useManualQueue } from '../../../support/manual-queue.ts';

const { api, queue, next, run, setDown } = useManualQueue();
const file = csvOf([['name'], ...Array.from({ length: 30 }, (_, at) => [`Όνομα ${at}`])]);
const START = { mapping: { name: 'name' } };
const keyed = (key: string) => ({ headers: { 'Idempotency-Key': key } });

describe('a part', () => {
  it('is stored once, whatever is sent again, and only as it was sent', async () => {
    const editor = api.as('editor');
    const { body } = await editor.post(IMPORTS, { filename: 'a.csv', size: file.length });
    const { id } = body.import;
    await putPart(editor, id, 1, file);
    await putPart(editor, id, 1, file);
    const put = (bytes: Uint8Array, headers: Record<string, string> = {}, part = 1) =>
      editor.put(`${IMPORTS}/${id}/parts/${part}`, bytes, {
        headers: { 'Content-Type': 'application/octet-stream', ...headers },
      });
    expectProblem(await put(Buffer.from('other')), 409, 'conflict');
    const wrong = `sha-256=:${hash('sha256', 'other', 'base64')}:`;
    expectProblem(await put(file, { 'Content-Digest': wrong }, 2), 422, 'validation_failed');
    expectProblem(await put(file, { 'Content-Digest': 'sha-256=abc' }, 2), 400, 'malformed_header');
    expectProblem(await put(Buffer.alloc(524_289), {}, 2), 413, 'too_large');
    expectProblem(await put(file, {}, 129), 422, 'validation_failed');
    expectProblem(await api.as('viewer').post(`${IMPORTS}/${id}/cancel`), 403, 'forbidden');
    expectProblem(await editor.get(`${IMPORTS}/nobody`), 404, 'import_not_found');
  });

  it('that is missing is named by the start', async () => {
    const editor = api.as('editor');
    const { body } = await editor.post(IMPORTS, { filename: 'a.csv', size: file.length + 1 });
    await putPart(editor, body.import.id, 1, file);
    const started = await editor.post(`${IMPORTS}/${body.import.id}/start`, START);
    expect(started.body).toMatchObject({ code: 'conflict', missing_parts: [2], received_bytes: file.length });
  });
});

describe('a request that is sent again', () => {
  it('with its key makes one import and one start', async () => {
    const editor = api.as('editor');
    const sent = { filename: 'a.csv', size: file.length };
    const [first, second] = [
      await editor.post(IMPORTS, sent, keyed('new')),
      await editor.post(IMPORTS, sent, keyed('new')),
    ];
    expect(second.body.import.id).toBe(first.body.import.id);
    expect(second.headers.get('Idempotent-Replayed')).toBe('true');
    expectProblem(
      await editor.post(IMPORTS, { ...sent, size: 1 }, keyed('new')),
      422,
      'idempotency_key_reused',
    );
    const { id } = first.body.import;
    await putPart(editor, id, 1, file);
    const start = `${IMPORTS}/${id}/start`;
    expect((await editor.post(start, START, keyed('go'))).status).toBe(202);
    expect((await editor.post(start, START, keyed('go'))).headers.get('Idempotent-Replayed')).toBe('true');
    expect((await editor.post(start, START)).status).toBe(202);
    expectProblem(await editor.post(start, { ...START, options: { tag: 'άλλη' } }), 409, 'conflict');
    expect(new Set(queue.map(({ step }) => step)).size).toBe(1);
    queue.length = 0;
  });

  it('goes on where the queue was down', async () => {
    const editor = api.as('editor');
    const id = await upload(editor, 'a.csv', file);
    setDown(true);
    expectProblem(await editor.post(`${IMPORTS}/${id}/start`, START), 503, 'queue_unavailable');
    setDown(false);
    expect((await editor.post(`${IMPORTS}/${id}/resume`)).status).toBe(202);
    const task = next();
    await Promise.all([1, 2].map(() => run(task)));
    expect((await editor.get(`${IMPORTS}/${id}`)).body).toMatchObject({
      state: 'done',
      created: 30,
      done: 30,
    });
    const customers = await api.firestore.collection('crm_customers').get();
    expect(customers.size).toBe(30);
    expect((await editor.post(`${IMPORTS}/${id}/resume`)).body).toMatchObject({ state: 'done' });
    expect(queue).toEqual([]);
  });
});
