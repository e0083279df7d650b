// Labelled records for the measurement: invented Greek customers, and the public FEBRL sets from a folder.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { greekCustomers, type LabelledCustomer } from './greek-customers.ts';
import type { LabelledRecord } from './quality.ts';
import type { IdentityValue } from '../../src/duplicates/identity.ts';

/** Invented Greek customers, as records. */
export function greekRecords(seed: number, originals: number, copies: number): LabelledRecord[] {
  return greekCustomers(seed, originals, copies).map((customer) => ({
    same: customer.same,
    values: valuesOf(customer),
  }));
}

function valuesOf({
  name,
  organization,
  contacts,
  location,
}: Omit<LabelledCustomer, 'same'>): IdentityValue[] {
  return [
    { kind: 'name', text: name, pointer: '/name' },
    ...(organization === null
      ? []
      : [{ kind: 'organization' as const, text: organization, pointer: '/organization' }]),
    ...contacts.map(({ type, value }, at) => ({ kind: type, text: value, pointer: `/contacts/${at}/value` })),
    ...(location.city === null
      ? []
      : [{ kind: 'city' as const, text: location.city, pointer: '/location/city' }]),
  ];
}

/**
 * The FEBRL sets (Freely Extensible Biomedical Record Linkage; invented Australians) that stand in a folder as febrl1.csv and so on,
 * by their names. Of each record only the name, suburb, state and one number are used.
 */
export async function febrlSets(folder: string): Promise<Map<string, LabelledRecord[]>> {
  const sets = new Map<string, LabelledRecord[]>();
  for (const [name, files] of FEBRL) {
    const texts = await Promise.all(
      files.map((file) => readFile(join(folder, file), 'utf8').catch(() => null)),
    );
    if (texts.every((text) => text !== null)) sets.set(name, texts.flatMap(febrlRecords));
  }
  return sets;
}

const FEBRL = [
  ['FEBRL 1', ['febrl1.csv']],
  ['FEBRL 2', ['febrl2.csv']],
  ['FEBRL 3', ['febrl3.csv']],
  ['FEBRL 4', ['febrl4a.csv', 'febrl4b.csv']],
] as const;

function febrlRecords(text: string): LabelledRecord[] {
  const [head = '', ...lines] = text.trim().split(/\r?\n/u);
  const columns = head.split(',').map((column) => column.trim());
  return lines.map((line) => {
    const cells = line.split(',').map((cell) => cell.trim());
    const cell = (column: string) => cells[columns.indexOf(column)] ?? '';
    const values = [
      { kind: 'name', text: `${cell('given_name')} ${cell('surname')}`.trim(), pointer: '/name' },
      { kind: 'phone', text: cell('soc_sec_id'), pointer: '/contacts/0/value' },
      { kind: 'city', text: cell('suburb'), pointer: '/location/city' },
      { kind: 'region', text: cell('state'), pointer: '/location/region' },
    ] as const;
    return {
      same: Number(/\d+/u.exec(cell('rec_id'))?.[0]),
      values: values.filter((value) => value.text !== ''),
    };
  });
}
