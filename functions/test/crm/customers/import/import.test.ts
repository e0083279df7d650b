import { describe, expect, it } from 'vitest';
import { useApi } from '../../../support/api.ts';
import { csvOf, ended, IMPORTS, inGroups, runImport, upload } from '../../../support/imports.ts';
import { CUSTOMERS_PATH as path } from '../../../support/paths.ts';

const api = useApi();

describe('an import', () => {
  it('creates a customer for each row, from a file in parts', async () => {
    const editor = api.as('editor');
    const rows = Array.from({ length: 25 }, (_, at) => [`Πελάτης ${at}`, `69000${10000 + at}`]);
    const id = await upload(editor, 'πελάτες.csv', csvOf(inGroups([['name', 'phone'], ...rows], 40_000)));
    const preview = await editor.post(`${IMPORTS}/${id}/preview`, {});
    expect(preview.body).toMatchObject({ format: 'csv', encoding: 'utf-8', delimiter: ',' });
    expect(preview.body.rows).toHaveLength(20);
    const mapping = { ...preview.body.mapping, long: null };
    const done = await runImport(editor, id, { mapping, options: { tag: 'εισαγωγή' } });
    expect(done).toMatchObject({ state: 'done', rows: 25, done: 25, created: 25, failed: 0 });
    const { body } = await editor.get(`${path}?tag=εισαγωγή&limit=1000`);
    expect(body.total).toBe(25);
    expect(body.customers.map(({ name }: { name: string }) => name).sort()).toEqual(
      rows.map(([name]) => name).sort(),
    );
    const [first] = body.customers;
    const history = await editor.get(`${path}/${first.id}/history`);
    expect(history.body.history[0]).toMatchObject({ action: 'create', import: { id } });
    const page = await editor.get(`${IMPORTS}/${id}/rows?limit=20`);
    expect(page.body.rows).toHaveLength(20);
    expect(page.body.rows[0]).toMatchObject({ row: 1, line: 2, outcome: 'created', version: 1 });
  });
});

const NAMED = {
  name: 'name',
  email: { field: 'contacts', type: 'email' },
  phone: { field: 'contacts', type: 'phone' },
  city: 'location.city',
};

const person = (name: string, email: string, phone: string, city = '') => [name, email, phone, city];
const HEADER = ['name', 'email', 'phone', 'city'];

describe('duplicates', () => {
  const there = {
    name: 'Άννα Μαρκοπούλου',
    contacts: [{ type: 'phone', label: '', value: '+30 697 123 4501' }],
  };
  const file = csvOf([
    HEADER,
    person('Άννα Μ.', 'anna@example.gr', '6971234501', 'Βόλος'),
    person('Νέος Πελάτης', 'neos@example.gr', '6971234502'),
    person('Ο ίδιος', 'NEOS@example.gr', ''),
    person('', 'x@example.gr', ''),
  ]);

  it('are found in a dry run, in the file and in the collection, and nothing is written', async () => {
    const editor = api.as('editor');
    const { body: anna } = await editor.post(path, there);
    const id = await upload(editor, 'a.csv', file);
    const options = { on_duplicate: 'update' };
    const checked = await runImport(editor, id, { mapping: NAMED, options, dry_run: true });
    expect(checked).toMatchObject({
      state: 'checked',
      created: 1,
      updated: 2,
      failed: 1,
      duplicates_in_file: 1,
    });
    const { body } = await editor.get(`${IMPORTS}/${id}/rows`);
    expect(body.rows[0]).toMatchObject({ outcome: 'updated', duplicates: [{ id: anna.id, level: 'exact' }] });
    expect(body.rows[2]).toMatchObject({ outcome: 'updated', same_as_row: 2 });
    expect(body.rows[3]).toMatchObject({
      outcome: 'failed',
      problems: [{ column: 'name', code: 'required' }],
    });
    expect((await editor.get(`${path}/${anna.id}`)).body).toEqual(anna);

    const done = await runImport(editor, id, { mapping: NAMED, options });
    const { state, created, updated: changed, unchanged, failed } = done;
    expect({ state, created, changed, unchanged, failed }).toEqual({
      state: 'done',
      created: 1,
      changed: 1,
      unchanged: 1,
      failed: 1,
    });
    const { body: updated } = await editor.get(`${path}/${anna.id}`);
    expect(updated).toMatchObject({ name: there.name, location: { city: 'Βόλος' } });
    expect(updated.contacts.map(({ value }: { value: string }) => value)).toEqual([
      '+30 697 123 4501',
      'anna@example.gr',
    ]);
    expect((await editor.post(`${IMPORTS}/${id}/start`, { mapping: NAMED })).status).toBe(409);
  });

  it('come back as a file that can be sent again', async () => {
    const editor = api.as('editor');
    const id = await upload(editor, 'b.csv', file);
    await runImport(editor, id, { mapping: NAMED, options: { on_duplicate: 'fail' } });
    const failed = await editor.get(`${IMPORTS}/${id}/failed.csv`, { headers: { 'Accept-Language': 'el' } });
    const lines = (failed.body as string).replace('\uFEFF', '').split('\r\n');
    expect(lines[0]).toBe('name,email,phone,city,_line,_problem');
    const mended = Buffer.from((failed.body as string).replace('\r\n,x@', '\r\nΔιορθωμένος,x@'));
    const again = await upload(editor, 'c.csv', mended);
    const { mapping } = (await editor.post(`${IMPORTS}/${again}/preview`, {})).body;
    expect(mapping).toMatchObject({ _line: null, _problem: null });
    const done = await runImport(editor, again, { mapping, options: { on_duplicate: 'skip' } });
    expect(done).toMatchObject({ state: 'done', created: 1, failed: 0, skipped: lines.length - 3 });
  });
});

describe('an undo', () => {
  it('takes back what nobody has changed since, and keeps the rest', async () => {
    const editor = api.as('editor');
    const old = (
      await editor.post(path, {
        name: 'Παλιός',
        contacts: [{ type: 'email', label: '', value: 'old@example.gr' }],
        tags: ['vip'],
      })
    ).body;
    const file = csvOf([
      HEADER,
      person('Παλιός', 'old@example.gr', '6970000001', 'Χανιά'),
      person('Αλλαγμένος', 'changed@example.gr', ''),
      person('Ήσυχος', 'quiet@example.gr', ''),
      person('Ήσυχος πάλι', 'quiet@example.gr', '6970000003'),
    ]);
    const id = await upload(editor, 'undo.csv', file);
    const options = { on_duplicate: 'update', tag: 'από αρχείο' };
    expect(await runImport(editor, id, { mapping: NAMED, options })).toMatchObject({
      created: 2,
      updated: 2,
    });
    const rows = (await editor.get(`${IMPORTS}/${id}/rows`)).body.rows;
    await api.as('admin').put(`${path}/${rows[1].customer_id}`, { organization: 'Δήμος' });
    // Two people on one customer.
    await editor.put(`${path}/${old.id}`, { location: { city: 'Ρέθυμνο' } });
    await api.as('admin').put(`${path}/${old.id}/tags/νέο`);
    expect((await editor.post(`${IMPORTS}/${id}/undo`)).status).toBe(202);
    const undone = await ended(editor, id);
    expect(undone).toMatchObject({ state: 'undone', undo: { trashed: 1, reverted: 1, partly: 1, kept: 1 } });
    const { body } = await editor.get(`${path}/${old.id}`);
    expect(body, JSON.stringify(body)).toMatchObject({
      contacts: old.contacts,
      tags: ['vip', 'νέο'],
      location: { city: 'Ρέθυμνο' },
    });
    const after = (await editor.get(`${IMPORTS}/${id}/rows`)).body.rows;
    expect(after[0].undo).toEqual({ outcome: 'partly', kept: ['location'], why: 'changed_since' });
    expect(after[1].undo).toMatchObject({ outcome: 'kept', kept: ['organization'] });
    expect((await editor.get(`${path}/${rows[2].customer_id}`)).status).toBe(404);
    expect((await editor.post(`${IMPORTS}/${id}/undo`)).body.state).toBe('undone');
  });

  it('of a batch does the same, once', async () => {
    const editor = api.as('editor');
    const one = (await editor.post(path, { name: 'Ένας' })).body;
    const two = (await editor.post(path, { name: 'Δύο' })).body;
    const batch = await editor.post(`${path}/batch`, {
      operations: [
        { method: 'append', id: one.id, body: { tags: ['ομάδα'] } },
        { method: 'delete', id: two.id },
        { method: 'create', body: { name: 'Τρίτος' } },
      ],
    });
    const request = batch.headers.get('X-Request-Id') ?? '';
    const undo = `${path}/batches/${request}/undo`;
    const { body } = await editor.post(undo);
    expect(body.is_complete).toBe(true);
    expect(body.results.map(({ outcome }: { outcome: string }) => outcome).sort()).toEqual([
      'restored',
      'reverted',
      'trashed',
    ]);
    expect((await editor.get(`${path}/${one.id}`)).body.tags).toEqual([]);
    expect((await editor.get(`${path}/${two.id}`)).status).toBe(200);
    const again = await editor.post(undo);
    const sorted = (results: { version: number; id: string }[]) =>
      results.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    expect(sorted(again.body.results)).toEqual(sorted(body.results));
    expect((await editor.get(`${path}/${one.id}/history`)).body.history).toHaveLength(3);
    expect((await editor.post(`${path}/batches/nobody/undo`)).status).toBe(404);
  });

  it('leaves a customer with the id of its route alone', async () => {
    await api.firestore.doc('crm_customers/batches').set({ name: 'Παρτίδες', tags: [] });
    const editor = api.as('editor');
    expect((await editor.put(`${path}/batches/tags/undo`)).body.tags).toEqual(['undo']);
    expect((await editor.get(`${path}/batches`)).body.name).toBe('Παρτίδες');
    expect((await editor.delete(`${path}/batches/tags/undo`)).body.tags).toEqual([]);
  });
});

describe('a file that cannot be read', () => {
  it('is told with its line, and swallows nothing', async () => {
    const editor = api.as('editor');
    const lines = Array.from({ length: 40 }, (_, at) => `Όνομα ${at},${at}@example.gr`);
    const file = Buffer.from(
      ['name,email', ...lines.slice(0, 30), '"ανοιχτό,a@example.gr', ...lines.slice(30)].join('\n'),
    );
    const id = await upload(editor, 'open.csv', file);
    const start = await editor.post(`${IMPORTS}/${id}/start`, { mapping: { name: 'name' } });
    if (start.status === 202)
      expect(await ended(editor, id)).toMatchObject({
        state: 'failed',
        problem: { code: 'unclosed_quote', line: 32 },
        created: 0,
      });
    else expect(start.body).toMatchObject({ code: 'unreadable_file', line: 32 });
  });
});
