import { Timestamp } from 'firebase-admin/firestore';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { client, type Client, expectProblem } from './support/client.ts';
import { adopt } from './support/customers-wing.ts';
import { closeFirestore, openFirestore } from './support/firestore.ts';
import { csvOf, ended, runImport, upload } from './support/imports.ts';
import { CUSTOMERS_BELOW_API as path } from './support/paths.ts';
import { until } from './support/until.ts';
import { signUp, SUITE_PROJECT } from './support/users.ts';

// The deployed shape: the built bundle in the functions emulator, its paths, its tokens and its trigger.
const url = process.env['CRM_API_URL'] ?? '';
const firestore = openFirestore(SUITE_PROJECT);
let editor: Client;

afterAll(() => closeFirestore(firestore));

beforeAll(async () => {
  editor = client(url, (await signUp('editor')).token);
});

// The pages of other tests share this API: no other customer has this name.
describe('the api function', () => {
  it('serves a customer from its creation to its deletion', async () => {
    const created = await editor.post(path, { name: 'Ιερά Μονή Κωνσταμονίτου', tags: ['μονή'] });
    expect(created.status).toBe(201);
    const location = new URL(created.headers.get('Location') ?? '', url).href;
    expect(location).toBe(`${url}${path}/${created.body.id}`);
    expect((await editor.get(`${path}/${created.body.id}`)).body).toEqual(created.body);
    const found = await editor.get(`${path}?search=konstamonitou`);
    expect(found.body.customers).toEqual([created.body]);
    const updated = await editor.put(`${path}/${created.body.id}`, { organization: 'Άγιον Όρος' });
    expect(updated.body).toMatchObject({ name: 'Ιερά Μονή Κωνσταμονίτου', organization: 'Άγιον Όρος' });
    expect((await editor.delete(`${path}/${created.body.id}`)).status).toBe(204);
    expectProblem(await editor.get(`${path}/${created.body.id}`), 404, 'customer_not_found');
  });

  it('answers what the platform would answer in HTML as problems', async () => {
    const json = { headers: { 'Content-Type': 'application/json' } };
    expectProblem(await editor.post(path, '{"name":', json), 400, 'malformed_json');
    const gzip = { headers: { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' } };
    expectProblem(await editor.post(path, 'not gzip', gzip), 415, 'unsupported_media_type');
    expectProblem(await client(url).get(path), 401, 'unauthenticated');
  });
});

describe('the jobs function', () => {
  it('imports a file and takes it back, through the queue of the emulator', async () => {
    const surname = `Ουρανόπουλος${Date.now()}`;
    const rows = Array.from({ length: 30 }, (_, at) => [`Πελάτης ${at} ${surname}`, `61${20000000 + at}`]);
    const file = csvOf([['Επωνυμία', 'Κινητό'], ...rows], ';');
    const base = `${path}/imports`;
    const id = await upload(editor, 'πελάτες.csv', file, base);
    const preview = await editor.post(`${base}/${id}/preview`, {});
    expect(preview.body).toMatchObject({ format: 'csv', delimiter: ';', has_header: true });
    const { mapping } = preview.body;
    const checked = await runImport(editor, id, { mapping, dry_run: true }, base);
    expect(checked).toMatchObject({ state: 'checked', created: 30, failed: 0 });
    expect((await editor.get(`${path}?search=${encodeURIComponent(surname)}`)).body.total).toBe(0);
    const done = await runImport(editor, id, { mapping }, base);
    expect(done).toMatchObject({ state: 'done', rows: 30, created: 30, failed: 0 });
    expect((await editor.get(`${path}?search=${encodeURIComponent(surname)}`)).body.total).toBe(30);
    expect((await editor.post(`${base}/${id}/undo`)).status).toBe(202);
    expect(await ended(editor, id, base)).toMatchObject({ state: 'undone', undo: { trashed: 30, kept: 0 } });
    expect((await editor.get(`${path}?search=${encodeURIComponent(surname)}`)).body.total).toBe(0);
  }, 120_000);
});

describe('the reconcileCustomer function', () => {
  const document = (name: string) => firestore.collection('crm_customers').doc(`${name}-${Date.now()}`);

  it('makes a document of another program findable within seconds, by one write of its own', async () => {
    const customer = document('python');
    const surname = `Πυθωνίδης${Date.now()}`;
    const written = { name: `Γιώργος ${surname}`, created_at: Timestamp.now(), legacy: [1] };
    await customer.set(written);
    const found = await until(async () => {
      const { body } = await editor.get(`${path}?search=${encodeURIComponent(`giorgos ${surname}`)}`);
      return body.total === 1 ? body.customers[0] : null;
    });
    expect(found.id).toBe(customer.id);
    const { _meta, ...fields } = (await customer.get()).data() ?? {};
    expect(fields).toEqual(written);
    expect(_meta.version).toBe(1);
    // Another write would start from this one: what the trigger would do next is nothing.
    expect(await adopt(firestore, customer.id)).toBe(false);

    await customer.update({ name: 'Μετονομασμένος' });
    await until(async () => ((await customer.get()).get('_meta.version') === 2 ? true : null));
    expect(await adopt(firestore, customer.id)).toBe(false);
  });

  it('finds who was entered twice', async () => {
    const contacts = [{ type: 'phone', label: '', value: '6935599001' }];
    const made = await Promise.all(
      ['Θρασύβουλος Κοντογιάννης', 'Kontogiannis Thrasyvoulos'].map((name) =>
        editor.post(path, { name, contacts }),
      ),
    );
    const ids = made.map(({ body }) => body.id as string).sort();
    const pair = await until(async () => {
      const { body } = await editor.get(`${path}/duplicates?limit=100`);
      return (
        body.pairs.find(
          ({ a, b }: { a: { id: string }; b: { id: string } }) => a.id === ids[0] && b.id === ids[1],
        ) ?? null
      );
    });
    expect(pair).toMatchObject({ level: 'certain', dismissed: null });
    await editor.delete(`${path}/${ids[0]}`);
    await until(async () => {
      const { docs } = await firestore.collection('crm_duplicate_pairs').get();
      return docs.some((document) => document.get('a') === ids[0]) ? null : true;
    });
  });

  it('leaves a write through the API alone', async () => {
    const { body } = await editor.post(path, { name: 'Δικός μας' });
    const later = document('later');
    await later.set({ name: 'later' });
    await until(async () => (await later.get()).get('_meta') ?? null);
    const stored = await firestore.doc(`crm_customers/${body.id}`).get();
    expect(stored.updateTime?.isEqual(stored.createTime ?? Timestamp.now())).toBe(true);
  });
});
