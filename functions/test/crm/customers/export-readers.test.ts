import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import ICAL from 'ical.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findOnPath } from '../../../scripts/path-search.ts';
import { cellOf, EXPORT_COLUMNS } from '../../../src/crm/customers/formats/columns.ts';
import type { CustomerContact, CustomerInDB } from '../../../src/crm/customers/models.ts';
import { guarded } from '../../../src/formats/formula-guard.ts';
import { useApi } from '../../support/api.ts';
import { loadCustomers } from '../../support/load-customers.ts';
import { mixedCustomers } from '../../support/mixed-customers.ts';
import { CUSTOMERS_PATH as path } from '../../support/paths.ts';
import { plainCustomer } from '../../support/plain-customer.ts';

// Exports are opened by programs that other people wrote.

const api = useApi();
const contact = (type: CustomerContact['type'], value: string): CustomerContact => ({
  type,
  label: 'γραφείο',
  value,
  primary: false,
});
const hostile: CustomerInDB[] = [
  plainCustomer({
    id: 'h1',
    name: '=HYPERLINK("http://evil.example";"κλικ")',
    organization: '+30 2310 555 014',
  }),
  plainCustomer({ id: 'h2', name: '"Εισαγωγικά"; και, κόμματα', organization: "'=ήδη με απόστροφο" }),
  plainCustomer({
    id: 'h3',
    name: 'Γραμμές',
    notes: [{ text: 'πρώτη\nδεύτερη; "τρίτη"', by: 'Μαρία', at: '2025-03-01T10:00:00.000Z' }],
    contacts: [
      contact('phone', '+30 697 555 0142'),
      contact('phone', '00306975550143'),
      contact('phone', '12345678901234567890'),
      contact('email', 'info@παράδειγμα.ελ'),
      contact('whatsapp', '+306945550188'),
      contact('other', '-@ψευδώνυμο'),
    ],
    tags: ['ναός', 'α,β', 'γ;δ'],
    location: { city: '@Θεσσαλονίκη', country: 'Ελλάδα', region: '=A1' },
  }),
  plainCustomer({ id: 'h4', name: '1/2', organization: '1E5', language: 'en' }),
  plainCustomer({ id: 'h5', name: 'ἅγιος Ὠριγένης 😀', organization: 'TRUE' }),
];
const customers = [...hostile, ...mixedCustomers(60, 11)];
const byId = new Map(customers.map((customer) => [customer.id, customer]));
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'export-readers-'));
  await loadCustomers(api.firestore, customers);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const download = async (file: string) => {
  const headers = { Authorization: `Bearer ${api.users.editor.token}` };
  const answer = await fetch(`${api.url}${path}/${file}`, { headers });
  expect(answer.status).toBe(200);
  return Buffer.from(await answer.arrayBuffer());
};

/** The names of the columns, then the cells of each customer by column. */
const NAMES = EXPORT_COLUMNS.map(({ name }) => name);
const expectCells = (rows: string[][]) => {
  const [header, ...cells] = rows;
  expect(header).toEqual(NAMES);
  expect(cells).toHaveLength(customers.length);
  for (const row of cells) {
    const customer = byId.get(row[0] ?? '');
    if (customer === undefined) throw new Error(`nobody has the id ${row[0] ?? ''}`);
    const json = row.pop() ?? '';
    expect(JSON.parse(json)).toEqual(customer);
    expect(row).toEqual(NAMES.slice(0, -1).map((name) => guarded(cellOf(customer, name))));
  }
};

/** LibreOffice without a screen: a CSV becomes a spreadsheet and that a CSV again, with every cell in quotes. */
async function throughLibreOffice(
  csv: Buffer,
  { separator, columns }: { separator: number; columns: string },
): Promise<string[][]> {
  const from = join(folder, 'export.csv');
  const profile = `-env:UserInstallation=file://${folder}/profile`;
  const office = await findOnPath('soffice', process.env);
  if (office === undefined)
    throw new Error(
      'This test needs LibreOffice: install it (Debian: apt-get install libreoffice-calc-nogui).',
    );
  const run = async (file: string, ...options: string[]) => {
    const child = spawn(office, [profile, '--headless', ...options, '--outdir', folder, file], {
      stdio: 'ignore',
    });
    const [status] = (await once(child, 'exit')) as [number];
    expect(status).toBe(0);
  };
  await writeFile(from, csv);
  await run(from, `--infilter=CSV:${separator},34,76,1,${columns},0,false,false`, '--convert-to', 'ods');
  await run(
    join(folder, 'export.ods'),
    '--convert-to',
    'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true,false',
  );
  return parse(await readFile(from, 'utf8'));
}
const AS_TEXT = NAMES.map((_, at) => `${at + 1}/2`).join('/');

describe('LibreOffice', () => {
  it.each([
    ['as Excel takes it', '?excel=true', 59],
    ['as RFC 4180 has it', '', 44],
  ])('reads every cell of a CSV %s', { timeout: 120_000 }, async (_how, query, separator) => {
    expectCells(
      await throughLibreOffice(await download(`export.csv${query}`), { separator, columns: AS_TEXT }),
    );
  });

  it('computes nothing, whatever it takes the cells for', { timeout: 120_000 }, async () => {
    const csv = await download('export.csv?excel=true');
    const [, ...rows] = await throughLibreOffice(csv, { separator: 59, columns: '' });
    for (const [id = '', name, organization] of rows.filter(([id]) => id?.startsWith('h')))
      if (id !== 'h4')
        expect([name, organization]).toEqual([
          guarded(byId.get(id)?.name ?? ''),
          guarded(byId.get(id)?.organization ?? ''),
        ]);
    expect(rows).toHaveLength(customers.length);
    // What LibreOffice takes for a number loses no digit that a phone number has.
    const phones = rows.find(([id]) => id === 'h3')?.slice(6, 9);
    expect(phones?.[0]).toBe("'+30 697 555 0142");
  });
});

/** RFC 6350, 3.4, lets a semicolon be escaped anywhere; ical.js takes the sign off only where it must be. */
const unescaped = (value: unknown) => (typeof value === 'string' ? value.replaceAll('\\;', ';') : value);

describe('ical.js', () => {
  it('reads every card of a file', async () => {
    const parsed = ICAL.parse((await download('export.vcf')).toString()) as unknown[];
    const cards = parsed.map(
      (card) => new ICAL.Component(card as ConstructorParameters<typeof ICAL.Component>[0]),
    );
    expect(cards).toHaveLength(customers.length);
    for (const card of cards) {
      const id = decodeURIComponent(String(card.getFirstPropertyValue('uid')).replace('urn:crm:', ''));
      const customer = byId.get(id);
      if (customer === undefined) throw new Error(`nobody has the id ${id}`);
      const values = (name: string) =>
        card.getAllProperties(name).map((property) => property.getValues().map(unescaped));
      expect(card.getFirstPropertyValue('version')).toBe('4.0');
      expect(values('fn')).toEqual([[customer.name]]);
      const of = (type: string) =>
        customer.contacts.filter((each) => each.type === type).map(({ value }) => [value]);
      expect(values('email')).toEqual(of('email'));
      expect(values('tel')).toEqual(of('phone'));
      expect(values('note')).toEqual(customer.notes.map(({ text }) => [text]));
      expect(values('categories').flat()).toEqual(customer.tags);
      if (customer.location)
        expect(JSON.stringify(values('adr'))).toContain(JSON.stringify(customer.location.country));
    }
  });
});
