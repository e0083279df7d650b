import type { Firestore } from 'firebase-admin/firestore';
import { documentSize } from '../../src/firestore/document-size.ts';
import { customersKind } from '../../src/crm/customers/kind.ts';
import { bookkeepingOf } from '../../src/records/meta.ts';
import { CustomerCreate, type CustomerInDB } from '../../src/crm/customers/models.ts';
import { mixedCustomers } from '../../test/support/mixed-customers.ts';
import { seedCustomers } from '../seed-customers.ts';
import { figure, median, printTable, ratio } from './table.ts';

type Fields = Omit<CustomerInDB, 'id'>;

const NOW = '2026-01-01T00:00:00.000Z';
const ID = '12345678901234567890';
const PATH = `crm_customers/${ID}`;
const OWN = { version: 1, operation: 'x'.repeat(36) };

/** What the index terms cost: how many there are, how much longer they make a document, and a creation. */
export async function benchTerms(firestore: Firestore): Promise<void> {
  const seeds = seedCustomers.map((seed) => ({
    ...CustomerCreate.parse(seed),
    notes: seed.notes.map(({ text, by = '', at = NOW }) => ({ text, by, at })),
    created_at: NOW,
    updated_at: NOW,
  }));
  const mixed = mixedCustomers(2_000).map(({ id: _, ...fields }) => fields);
  printTable(
    'Index terms of a customer, and the bytes that they add to its document',
    ['', 'terms, median', 'terms, most', 'bytes without, median', 'bytes added, median'],
    [termsOf('the 60 of the seed data', seeds), termsOf('2,000 mixed customers', mixed)],
  );
  const times = await creationTimes(firestore);
  printTable(
    'A creation with index terms beside one without, in turns',
    ['', 'to one without'],
    [['create', ratio(median(times.with), median(times.without))]],
  );
}

function termsOf(name: string, customers: readonly Fields[]): string[] {
  const all = customers.map((fields) => {
    const { meta, entry } = bookkeepingOf(customersKind, ID, fields, OWN);
    const bare = documentSize(PATH, fields);
    const added =
      documentSize(PATH, { ...fields, _meta: meta }) - bare + documentSize(entry.path, entry.data);
    const terms = [entry.data['terms'], entry.data['groups'], entry.data['facets']];
    return { terms: terms.flatMap((each) => Object.keys(each as object)).length, bare, added };
  });
  const terms = all.map((one) => one.terms);
  return [
    name,
    figure(median(terms)),
    figure(Math.max(...terms)),
    figure(median(all.map(({ bare }) => bare))),
    figure(median(all.map(({ added }) => added))),
  ];
}

/** Milliseconds; computing the terms is included in both. */
async function creationTimes(firestore: Firestore): Promise<Record<'with' | 'without', number[]>> {
  const times: Record<'with' | 'without', number[]> = { with: [], without: [] };
  for (const [at, { id, ...fields }] of mixedCustomers(600, 3).entries()) {
    const kind = at % 2 === 0 ? 'with' : 'without';
    const start = performance.now();
    const { meta, entry } = bookkeepingOf(customersKind, id, fields, OWN);
    const batch = firestore.batch().create(firestore.doc(`crm_customers/${id}`), { ...fields, _meta: meta });
    if (kind === 'with') batch.set(firestore.doc(entry.path), entry.data);
    await batch.commit();
    // The first hundred are for V8 and for the emulator.
    if (at >= 100) times[kind].push(performance.now() - start);
  }
  return times;
}
