import { beforeEach, describe, expect, it } from 'vitest';
import { Timestamp } from 'firebase-admin/firestore';
import { useApi } from '../../../support/api.ts';
import { expectProblem, type Client } from '../../../support/client.ts';
import { csvOf, ended, IMPORTS, runImport, upload } from '../../../support/imports.ts';
import { CUSTOMERS_PATH as path } from '../../../support/paths.ts';

const api = useApi();
let editor: Client;
beforeEach(() => {
  editor = api.as('editor');
});

/** Text in windows-1253: what is Greek stands 0x2D0 lower in Unicode's block than there. */
const greek = (text: string) =>
  Buffer.from(
    Array.from(text, (character) => {
      const code = character.charCodeAt(0);
      if (character === 'Ά') return 0xa2;
      return code >= 0x384 ? code - 0x2d0 : code;
    }),
  );

/** Imports a file as its preview suggests it. */
async function imported(filename: string, bytes: Buffer, options: object = {}) {
  const id = await upload(editor, filename, bytes);
  const preview = (await editor.post(`${IMPORTS}/${id}/preview`, {})).body;
  const done = await runImport(editor, id, { mapping: preview.mapping, options });
  return { id, preview, done };
}

/** The customers of an import, in the order of their rows. */
async function customersOf(id: string): Promise<Record<string, unknown>[]> {
  const { rows } = (await editor.get(`${IMPORTS}/${id}/rows`)).body;
  const ids = rows.flatMap(({ customer_id }: { customer_id: string | null }) => customer_id ?? []);
  return Promise.all(ids.map(async (each: string) => (await editor.get(`${path}/${each}`)).body));
}
const failedOf = async (id: string) => editor.get(`${IMPORTS}/${id}/failed.csv`);

describe('a file of', () => {
  it('Greek Excel: windows-1253 with semicolons, formulas as text, back in its own encoding', async () => {
    const file = greek(
      'Επωνυμία;Κινητό;Πόλη\r\nΚαφενείο Άνω;6971234501;Βόλος\r\n=ΑΘΡΟΙΣΜΑ(1);;+Χανιά\r\n;;Σέρρες\r\n',
    );
    const { id, preview, done } = await imported('πελάτες.csv', file);
    expect(preview).toMatchObject({ encoding: 'windows-1253', delimiter: ';', has_header: true });
    expect(done).toMatchObject({ state: 'done', created: 2, failed: 1 });
    const [second, first] = await customersOf(id);
    expect(first).toMatchObject({ name: '=ΑΘΡΟΙΣΜΑ(1)', location: { city: '+Χανιά' } });
    expect(second).toMatchObject({ name: 'Καφενείο Άνω', contacts: [{ value: '6971234501' }] });
    const failed = await editor.get(`${IMPORTS}/${id}/failed.csv`, { headers: { Accept: '*/*' } });
    expect(failed.headers.get('Content-Type')).toBe('text/csv; charset=windows-1253; header=present');
  });

  it('Android: vCard 2.1 with quoted-printable', async () => {
    const quoted = (text: string) =>
      Array.from(Buffer.from(text), (byte) => `=${byte.toString(16).toUpperCase()}`).join('');
    const card = [
      'BEGIN:VCARD',
      'VERSION:2.1',
      `N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:${quoted('Παπαδάκη')};${quoted('Ελένη')};;;`,
      `FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:${quoted('Ελένη')}=20=\r\n${quoted('Παπαδάκη')}`,
      'TEL;CELL;PREF:6971234502',
      'END:VCARD',
      '',
    ].join('\r\n');
    const { id, done } = await imported('contacts.vcf', Buffer.from(card));
    expect(done).toMatchObject({ state: 'done', format: 'vcard', created: 1 });
    const [customer] = await customersOf(id);
    expect(customer, JSON.stringify(customer)).toMatchObject({
      name: 'Ελένη Παπαδάκη',
      contacts: [{ value: '6971234502' }],
    });
  });

  it('Excel’s "Unicode text": UTF-16 with tabs', async () => {
    const text = '\uFEFFname\temail\r\nΆννα\tanna@example.gr\r\n';
    const { id, preview, done } = await imported('a.txt', Buffer.from(text, 'utf16le'));
    expect(preview).toMatchObject({ encoding: 'utf-16le', format: 'tsv' });
    expect(done).toMatchObject({ created: 1, failed: 0 });
    expect((await customersOf(id))[0]).toMatchObject({ name: 'Άννα' });
  });
});

describe('failed rows', () => {
  const sendBack = async (id: string, name: string, mend: (text: string) => string) => {
    const failed = await failedOf(id);
    const text = Buffer.from(mend(String(failed.body)));
    return { failed, ...(await imported(name, text)) };
  };

  it('of CSV come back with their delimiter, and with cells that were too many', async () => {
    const file = Buffer.from('name|city|region\nΚαλός|α|Άρτα\n|β|Άρτα\nΠολύς|γ|Άρτα|και|άλλα\n');
    const { id, done } = await imported('a.csv', file);
    expect(done).toMatchObject({ created: 1, failed: 2 });
    const again = await sendBack(id, 'b.csv', (text) => {
      const lines = text.replace('\uFEFF', '').split('\r\n');
      expect(lines[0]).toBe('name|city|region|_line|_problem');
      expect(lines[1]).toMatch(/^\|β\|Άρτα\|3\|/);
      expect(lines[2]).toMatch(/^Πολύς\|γ\|Άρτα\|και\|άλλα\|4\|/);
      return text.replace('\n|β', '\nΜια|β').replace('|και|άλλα', '');
    });
    expect(again.preview.mapping).toMatchObject({ _line: null, _problem: null });
    expect(again.done).toMatchObject({ created: 2, failed: 0 });
  });

  it('of NDJSON come back as NDJSON, also a line that is none', async () => {
    const lines = ['{"name":"Α"}', '{"name":"","language":"el","tags":["vip"]}', '{"name":"Γ"', ''];
    const { id, done } = await imported('a.ndjson', Buffer.from(lines.join('\n')));
    expect(done).toMatchObject({ created: 1, failed: 2 });
    const again = await sendBack(id, 'b.ndjson', (text) =>
      text.replace('"name":""', '"name":"Β"').replace('"Γ"', '"Γ"}'),
    );
    expect(again.failed.headers.get('Content-Type')).toBe('application/x-ndjson; charset=utf-8');
    expect(again.done).toMatchObject({ created: 2, failed: 0 });
    expect((await customersOf(again.id)).map((customer) => [customer['name'], customer['tags']])).toEqual([
      ['Β', ['vip']],
      ['Γ', []],
    ]);
  });

  it('of vCards come back as cards, with all that the cards had', async () => {
    const long = 'μ'.repeat(400);
    const cards = [
      'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Α\r\nEND:VCARD\r\n',
      `BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Β\\, και ${long}\r\nitem1.TEL;TYPE=WORK:2310555014\r\nitem1.X-ABLABEL:γραφείο\r\nADR:;;Οδός\\; 1;Βόλος;;;\r\nNOTE:ένα\\nδύο\r\nEND:VCARD\r\n`,
    ];
    const { id, done } = await imported('a.vcf', Buffer.from(cards.join('')));
    expect(done).toMatchObject({ created: 1, failed: 1 });
    const again = await sendBack(id, 'b.vcf', (text) => {
      expect(text).toContain('X-CRM-LINE:5');
      return text.replaceAll('\r\n ', '').replace(long, 'κάποιος');
    });
    expect(again.failed.headers.get('Content-Type')).toBe('text/vcard; charset=utf-8');
    expect(again.done).toMatchObject({ created: 1, failed: 0 });
    const [mended] = await customersOf(again.id);
    expect(mended, JSON.stringify(mended)).toMatchObject({
      name: 'Β, και κάποιος',
      contacts: [{ type: 'phone', label: 'γραφείο', value: '2310555014' }],
      location: { city: 'Βόλος' },
      notes: [{ text: 'ένα\nδύο' }, { text: 'Address: Οδός; 1' }],
    });
  });
});

describe('a customer who is there', () => {
  const HEAD = ['name', 'email', 'city', 'organization', 'notes'];
  const MAPPING = {
    name: 'name',
    email: { field: 'contacts', type: 'email' },
    city: 'location.city',
    organization: 'organization',
    notes: 'notes',
  };
  const THERE = {
    name: 'Παλιό όνομα',
    organization: 'Δήμος',
    location: { city: 'Άρτα', region: 'Ήπειρος' },
    notes: [{ text: 'παλιά' }],
  };
  let count = 0;
  const update = async (options: object) => {
    const email = `a${++count}@example.gr`;
    const { id } = (
      await editor.post(path, { ...THERE, contacts: [{ type: 'email', label: '', value: email }] })
    ).body;
    const file = csvOf([HEAD, ['Νέο όνομα', email, 'Πρέβεζα', '', 'νέα']]);
    const sent = await upload(editor, 'a.csv', file);
    const start = { mapping: MAPPING, options: { on_duplicate: 'update', ...options } };
    expect(await runImport(editor, sent, start)).toMatchObject({ updated: 1, failed: 0 });
    const { name, organization, location, notes } = (await editor.get(`${path}/${id}`)).body;
    return [name, organization, location, notes.map(({ text }: { text: string }) => text)];
  };
  const notes = ['παλιά', 'νέα'];

  it('is filled up where it is empty', async () => {
    const location = { city: 'Άρτα', region: 'Ήπειρος', country: null };
    expect(await update({})).toEqual(['Παλιό όνομα', 'Δήμος', location, notes]);
  });
  it('is overwritten, and keeps what the row leaves empty', async () => {
    const location = { city: 'Πρέβεζα', region: 'Ήπειρος', country: null };
    expect(await update({ update: 'overwrite' })).toEqual(['Νέο όνομα', 'Δήμος', location, notes]);
  });
  it('is cleared where a cell is empty, if that is asked for', async () => {
    const options = { update: 'overwrite', empty_cells: 'clear' };
    const location = { city: 'Πρέβεζα', region: 'Ήπειρος', country: null };
    expect(await update(options)).toEqual(['Νέο όνομα', null, location, notes]);
  });
  it('is found by an external key', async () => {
    const { id } = (await editor.post(path, { name: 'Με κωδικό' })).body;
    await editor.put(`${path}/${id}/keys/erp/C-7`, {});
    const sent = await upload(
      editor,
      'a.csv',
      csvOf([
        ['name', 'erp', 'city'],
        ['Άλλο', 'C-7', 'Χίος'],
      ]),
    );
    const mapping = { name: 'name', erp: { field: 'external', system: 'erp' }, city: 'location.city' };
    const options = { on_duplicate: 'update', match_on: ['external:erp'] };
    expect(await runImport(editor, sent, { mapping, options })).toMatchObject({ updated: 1 });
    expect((await editor.get(`${path}/${id}`)).body).toMatchObject({
      name: 'Με κωδικό',
      location: { city: 'Χίος' },
    });
  });
});

describe('an import', () => {
  it('stops after too many failures', async () => {
    const rows = Array.from({ length: 450 }, (_, at) => [at < 3 ? '' : `Ο ${at}`, 'Άρτα']);
    const { done } = await imported('a.csv', csvOf([['name', 'city'], ...rows]), {
      stop_after_failures: 3,
    });
    expect(done).toMatchObject({ state: 'stopped', done: 200, failed: 3, created: 197 });
  });

  it('is answered when it changes, or 304', async () => {
    const { id } = await imported('a.csv', csvOf([['name'], ['Α']]));
    const known = await editor.get(`${IMPORTS}/${id}`);
    const headers = { 'If-None-Match': known.headers.get('ETag') ?? '' };
    const begin = performance.now();
    expect((await editor.get(`${IMPORTS}/${id}?wait=8`, { headers })).status).toBe(304);
    expect(performance.now() - begin).toBeLessThan(2000);
    const undo = await editor.post(`${IMPORTS}/${id}/undo`);
    const at = { 'If-None-Match': undo.headers.get('ETag') ?? '' };
    const next = await editor.get(`${IMPORTS}/${id}?wait=8`, { headers: at });
    expect(next.status).toBe(200);
    expect(await ended(editor, id)).toMatchObject({ state: 'undone', undo: { trashed: 1 } });
  });

  it('cannot be undone after 90 days', async () => {
    const { id } = await imported('a.csv', csvOf([['name'], ['Α']]));
    const ago = (days: number) => Timestamp.fromMillis(Date.now() - days * 86_400_000);
    const stored = api.firestore.doc(`crm_imports/${id}`);
    await stored.update({ ended_at: ago(91) });
    expectProblem(await editor.post(`${IMPORTS}/${id}/undo`), 409, 'conflict');
    await stored.update({ ended_at: ago(89) });
    expect((await editor.post(`${IMPORTS}/${id}/undo`)).status).toBe(202);
    await ended(editor, id);
  });

  it('is told to whom asks what is held of them, also after its undo', async () => {
    const { id } = await imported('λίστα.csv', csvOf([['name'], ['Α'], ['Β']]));
    const [, second] = await customersOf(id);
    const subject = async () =>
      (await api.as('admin').get(`${path}/${String(second?.['id'])}/subject-access`)).body.imports;
    const told = [{ id, filename: 'λίστα.csv', row: 2 }];
    expect(await subject()).toEqual(told);
    await editor.post(`${IMPORTS}/${id}/undo`);
    await ended(editor, id);
    expect(await subject()).toEqual(told);
  });
});
