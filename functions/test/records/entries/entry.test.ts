import { randomBytes } from 'node:crypto';
import type { Firestore } from 'firebase-admin/firestore';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CustomerInDB } from '../../../src/crm/customers/models.ts';
import {
  checkCustomer,
  compareCodePoints,
  entryIdOf,
  sortKey,
  storedDocuments,
} from '../../support/customers-wing.ts';
import {
  closeFirestore,
  documentSize,
  MAX_DOCUMENT_BYTES,
  newProject,
  openFirestore,
} from '../../support/firestore.ts';
import { largestCustomer } from '../../support/largest-customer.ts';
import { plainCustomer } from '../../support/plain-customer.ts';

let firestore: Firestore;
beforeAll(() => void (firestore = openFirestore(newProject())));
afterAll(() => closeFirestore(firestore));

/** Firestore's limits for one document. */
const MAX_ID_BYTES = 1500;
const MAX_INDEX_ENTRIES = 40_000;
const MAX_INDEX_BYTES = 8 * 1024 * 1024;

const names = [
  ...['γιαννης', 'γιαννης παππας', 'γιαννη', 'Γιάννης Ά', 'γιαννης-παππας', 'γιαννης, παππας', 'γιαννηςα'],
  ...['γιαννης 2', 'γιαννης 10', 'γιαννης/παππας', 'γιαννης~', 'γιαννης.', 'γιαννης &', '"γιαννης"'],
  ...[
    'a',
    'ab',
    'a b',
    'A/B',
    '/',
    '//',
    '.',
    '..',
    '__x__',
    '~',
    '1',
    '10',
    '2',
    ' ',
    '',
    '  α  ',
    '😀',
    '中文',
  ],
  ...['ν'.repeat(300), 'ν'.repeat(299), '中'.repeat(300), '😀'.repeat(300), 'z'.repeat(300), 'ǆ'.repeat(300)],
];
const ids = [
  ...['a', 'A', 'b', '0', 'ΠΕΛ-00017', 'maria.pappa@example.gr', ' x', 'x  y', '~', '😀', '\u0001'],
  ...['i'.repeat(500), 'i'.repeat(501), 'ι'.repeat(250), 'ι'.repeat(251), 'i'.repeat(1500), 'ι'.repeat(750)],
];

/** By the key of the name, then by the id; ids that stand as their digests are in no order that a reader would know. */
function inOrder(pairs: readonly (readonly [string, string])[]) {
  return [...pairs].sort(
    ([oneName, one], [otherName, other]) =>
      compareCodePoints(sortKey(oneName), sortKey(otherName)) || compareCodePoints(one, other),
  );
}

const short = ids.filter((id) => Buffer.byteLength(id) <= 500);

describe('the id of an index entry', () => {
  it('is one that Firestore takes, whatever name and id the customer has, and no two have the same', () => {
    const made = names.flatMap((name) => ids.map((id) => entryIdOf(name, id)));
    for (const entry of made) {
      expect(Buffer.byteLength(entry)).toBeLessThanOrEqual(MAX_ID_BYTES);
      expect(entry).not.toMatch(/\/|^\.\.?$|^__.*__$/u);
    }
    const pairs = new Set(names.flatMap((name) => ids.map((id) => `${sortKey(name)}\n${id}`)));
    expect(new Set(made).size).toBe(pairs.size);
  });

  it('puts customers in the order of names, then of ids', () => {
    const pairs = inOrder(names.flatMap((name) => short.map((id) => [name, id] as const)));
    const made = pairs.map(([name, id]) => entryIdOf(name, id));
    expect([...made].sort(compareCodePoints)).toEqual(made);
  });

  it('is in that order to Firestore itself', async () => {
    const pairs = inOrder(names.flatMap((name) => short.slice(0, 8).map((id) => [name, id] as const)));
    const made = [...new Set(pairs.map(([name, id]) => entryIdOf(name, id)))];
    const long = names.map((name) => entryIdOf(name, 'ι'.repeat(750)));
    const collection = firestore.collection('entries');
    const batch = firestore.batch();
    for (const id of new Set([...made, ...long])) batch.set(collection.doc(id), {});
    await batch.commit();
    const found = (await collection.orderBy('__name__').get()).docs.map(({ id }) => id);
    expect(found.filter((id) => made.includes(id))).toEqual(made);
    for (const id of long) expect(found).toContain(id);
  });
});

/** What a document takes of Firestore's own indexes, by firestore.indexes.json: bytes as its documentation counts them. */
function indexUse(path: string, data: Record<string, unknown>) {
  const name = path.split('/').reduce((size, segment) => size + Buffer.byteLength(segment) + 1, 16);
  let [count, bytes] = [0, 0];
  const add = (times: number, ...values: string[]) => {
    count += times;
    bytes += times * (name + 32 + values.reduce((size, value) => size + Buffer.byteLength(value) + 1, 0));
  };
  const [id, ...keys] = ['customer_id', 'name_key', 'created_key', 'updated_key'].map((key) =>
    String(data[key]),
  );
  const time = keys.at(-1) ?? '';
  for (const term of Object.keys(data['terms'] as object)) add(1, 'terms', term, 'true');
  for (const group of Object.keys(data['groups'] as object)) add(1, 'groups', group, 'true');
  for (const facet of Object.keys(data['facets'] as object)) add(2, 'facets', facet, 'true');
  for (const facet of data['facet_list'] as string[]) add(4, facet, time, id ?? '');
  for (const key of keys) add(4, key, id ?? '', time);
  return { count, bytes };
}

const entryOf = (customer: CustomerInDB) => {
  const [, entry] = storedDocuments(customer);
  if (entry === undefined) throw new Error('it has no entry');
  return { path: entry[0], data: entry[1] };
};

const scripts: [string, ((at: number) => string) | undefined][] = [
  ['Greek', undefined],
  ['Latin', (at) => String.fromCodePoint(0x61 + ((at * 7919 + (at >> 3)) % 26))],
  ['Chinese', (at) => String.fromCodePoint(0x4e00 + ((at * 7919) % 20_000))],
  ['digits', (at) => String((at * 7919 + (at >> 3)) % 10)],
  [
    'short words',
    (at) => (at % 4 === 3 ? ' ' : String.fromCodePoint(0x3b1 + ((at * 7919 + (at >> 4)) % 25))),
  ],
];
const largest = scripts.flatMap(([script, letters]) =>
  [1, 30, 300].flatMap((length) =>
    [20, 500].map((id) => ({
      script,
      length,
      id,
      customer: { ...largestCustomer(length, letters), id: 'x'.repeat(id) },
    })),
  ),
);

describe.each(largest)(
  'the largest customer, in $script, a name of $length letters, an id of $id',
  ({ customer }) => {
    it('has an index entry that Firestore takes', () => {
      expect(() => checkCustomer(customer, Object.keys(customer))).not.toThrow();
      const { path, data } = entryOf(customer);
      const { count, bytes } = indexUse(path, data);
      expect(count).toBeLessThan(MAX_INDEX_ENTRIES);
      expect(bytes).toBeLessThan(MAX_INDEX_BYTES);
      expect(documentSize(path, data)).toBeLessThanOrEqual(MAX_DOCUMENT_BYTES);
    });
  },
);

it('a customer too large to be stored twice has an entry without the answer, by which it is found all the same', () => {
  const text = randomBytes(400_000).toString('hex');
  const customer = plainCustomer({ id: 'long', notes: [{ text, by: '', at: '' }], tags: ['vip'] });
  const { data } = entryOf({
    ...customer,
    notes: [...customer.notes, { text: text.slice(0, 250_000), by: '', at: '' }],
  });
  expect(data).toMatchObject({ answer: null, customer_id: 'long', facet_list: ['tag:vip', 'language:el'] });
  expect(entryOf(customer).data['answer']).toContain(text);
});
