import { beforeAll, describe, expect, it } from 'vitest';
import { createCustomersClient, type CustomersClient, ProblemError } from '../../client/src/index.ts';
import {
  allImportRows,
  failedRows,
  importFile,
  type ImportPreview,
  type ImportProgress,
  listImports,
  sendFile,
  startImport,
  undoImport,
  watchImport,
} from '../../client/src/import.ts';
import { useApi } from '../support/api.ts';
import { useLosingProxy } from '../support/losing-proxy.ts';

const api = useApi();
const proxy = useLosingProxy(() => api.url);
let client: CustomersClient;
let colleague: CustomersClient;
beforeAll(() => {
  client = createCustomersClient({ baseUrl: `${proxy.url}/api`, getToken: () => api.users.editor.token });
  colleague = createCustomersClient({ baseUrl: `${api.url}/api`, getToken: () => api.users.admin.token });
});

const lost = { isDone: true };
const never = { isDone: false };
/** A file of some parts and few rows: a column that is not imported makes them long. */
const large = (rows: number) => {
  const lines = Array.from(
    { length: rows },
    (_, at) => `Πελάτης ${at};c${at}@example.gr;${'x'.repeat(60_000)}`,
  );
  return new Blob([['Όνομα;E-mail;Άχρηστο', ...lines].join('\r\n')]);
};
async function collected<Element>(from: AsyncIterable<Element>): Promise<Element[]> {
  const found: Element[] = [];
  for await (const each of from) found.push(each);
  return found;
}
const all = (tag: string) => collected(client.all({ tag: [tag] }));

describe('importFile', () => {
  it('imports each row once, whichever request or answer is lost, and tells how far it is', async () => {
    const seen: ImportProgress[] = [];
    // The new import, its parts, the preview, the start, and a look at it: each is lost, before or after it was done.
    proxy.loses(lost, null, lost, never, null, lost, null, null, null, null, never, null, lost, null, never);
    const file = {
      ...{ file: large(30), filename: 'πελάτες.csv', key: 'one-import', options: { tag: 'μία φορά' } },
      mapping: ({ mapping, columns }: ImportPreview) => {
        expect(columns.map(({ name }) => name)).toEqual(['Όνομα', 'E-mail', 'Άχρηστο']);
        return { ...mapping, Άχρηστο: null };
      },
    };
    const done = await importFile(client, { ...file, onProgress: (progress) => seen.push(progress) });
    expect(done).toMatchObject({ state: 'done', rows: 30, done: 30, created: 30, failed: 0 });
    expect(proxy.requests).toBeGreaterThan(12);
    expect(await all('μία φορά')).toHaveLength(30);
    expect((await listImports(client)).imports).toHaveLength(1);
    const sending = seen.filter(({ import: { state } }) => state === 'receiving');
    expect(sending.map(({ sent }) => sent)).toEqual(
      sending.map(({ sent }) => sent).toSorted((a, b) => a - b),
    );
    expect(sending.at(-1)).toMatchObject({ share: 1, secondsLeft: 0, sent: large(30).size });
    expect(seen.at(-1)).toMatchObject({ share: 1, import: { created: 30 } });
    // A page that was loaded anew calls it again.
    const again = await importFile(client, file);
    expect(again).toMatchObject({ id: done.id, state: 'done' });
    expect(await all('μία φορά')).toHaveLength(30);
  });

  it('takes bytes as they come, tries without writing, and gives the failed rows in their encoding', async () => {
    const text = 'Όνομα;E-mail\r\nΜαρία;maria@example.gr\r\n;nobody@example.gr\r\n';
    const bytes = Uint8Array.from(text, (letter) => {
      const code = letter.charCodeAt(0);
      return code > 0x370 ? code - 0x2d0 : code;
    });
    const stream = async function* () {
      for (let at = 0; at < bytes.length; at += 7) yield await Promise.resolve(bytes.subarray(at, at + 7));
    };
    const file = { filename: 'excel.csv', size: bytes.length, key: crypto.randomUUID() };
    const dry = await importFile(client, { ...file, file: stream(), dryRun: true });
    expect(dry).toMatchObject({ state: 'checked', encoding: 'windows-1253', created: 1, failed: 1 });
    expect((await client.list({ search: 'maria@example.gr' })).total).toBe(0);
    const done = await importFile(client, { ...file, file: stream(), options: { tag: 'ρεύμα' } });
    expect(done).toMatchObject({ id: dry.id, state: 'done', created: 1, failed: 1 });
    const [failed] = await collected(failedRows(client, done.id));
    const back = new TextDecoder('windows-1253').decode(failed);
    expect(back).toMatch(/^Όνομα;E-mail;_line;_problem\r\n;nobody@example\.gr;3;/);
    const rows = await collected(allImportRows(client, done.id, { outcome: 'failed', limit: 1 }));
    expect(rows).toMatchObject([{ row: 2, line: 3, problems: [{ column: 'Όνομα' }] }]);
    await expect(
      importFile(client, { file: new Blob(['name\r\n"a']), filename: 'open.csv' }),
    ).rejects.toMatchObject({ code: 'unreadable_file', status: 422, constructor: ProblemError });
  });

  it('is given up on with its signal, and goes on without its caller; an undo keeps what was edited since', async () => {
    const leaving = new AbortController();
    const key = crypto.randomUUID();
    const sent = await sendFile(client, { file: new Blob(['name\nΆλφα\nΒήτα\n']), filename: 'a.csv', key });
    leaving.abort(new Error('left'));
    await startImport(client, sent.id, { mapping: { name: 'name' }, options: { tag: 'πίσω' } });
    await expect(watchImport(client, sent.id, { signal: leaving.signal })).rejects.toThrow('left');
    expect(await watchImport(client, sent.id)).toMatchObject({ state: 'done', created: 2 });
    const [first] = await all('πίσω');
    if (first === undefined) throw new Error('nobody was imported');
    await colleague.update(await colleague.get(first.id), { organization: 'Εκ των υστέρων' });
    proxy.loses(lost);
    await undoImport(client, sent.id);
    const undone = await watchImport(client, sent.id);
    expect(undone).toMatchObject({ state: 'undone', undo: { trashed: 1, kept: 1 } });
    expect(await all('πίσω')).toMatchObject([{ id: first.id, organization: 'Εκ των υστέρων' }]);
  });
});
