import { Timestamp } from 'firebase-admin/firestore';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CustomerInDB } from '../../../src/crm/customers/models.ts';
import { useApi } from '../../support/api.ts';
import type { Answer } from '../../support/client.ts';
import { loadCustomers } from '../../support/load-customers.ts';
import { allPages, idsOf, readsOf } from '../../support/pages.ts';
import { CUSTOMERS_PATH as path } from '../../support/paths.ts';
import { plainCustomer } from '../../support/plain-customer.ts';

const api = useApi();
const COUNT = 48;
const MOST_BYTES = 8_000_000;

type Place = Partial<Pick<CustomerInDB, 'organization' | 'contacts'>> & { name: string };

/** Notes of so many bytes together. */
const notes = (bytes: number) =>
  Array.from({ length: Math.ceil(bytes / 9000) }, (_, at) => ({
    text: String(at % 10).repeat(8900),
    by: 'x',
    at: '2025-01-01T00:00:00Z',
  }));

/** Where a customer has the word: in the order of relevance, the group of a search for it. */
const PLACES: Place[] = [
  { name: 'Βαρια' },
  { name: 'Βαριαλης' },
  { name: 'Αλλος', organization: 'Βαρια' },
  { name: 'Αλλος', organization: 'Βαριαλης' },
  { name: 'Αλλος', contacts: [{ type: 'email', value: 'varia@example.gr', label: '', primary: false }] },
  { name: 'Αλβαρια' },
];
const numberOf = (at: number) => String(at).padStart(3, '0');
const CUSTOMERS = Array.from({ length: COUNT }, (_, at) => {
  const { name, organization = null, contacts = [] } = PLACES[at % PLACES.length] ?? { name: '' };
  return plainCustomer({
    id: `h${numberOf(at)}`,
    organization,
    contacts: [...contacts, { type: 'phone', value: `6948000${numberOf(at)}`, label: '', primary: false }],
    name: `${name} ${numberOf(COUNT - at)}`,
    notes: notes([300_000, 450_000, 600_000, 880_000][at % 4] ?? 0),
    tags: ['a', 'b'],
    created_at: new Date(Date.UTC(2024, 0, 1) + ((at * 7) % COUNT) * 60_000).toISOString(),
    updated_at: new Date(Date.UTC(2025, 0, 1) + ((at * 11) % COUNT) * 60_000).toISOString(),
  });
});
const by = (...keys: ((at: number) => string)[]) =>
  CUSTOMERS.map((customer, at) => ({ id: customer.id, key: keys.map((key) => key(at)).join(' ') }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ id }) => id);
const nameOf = (at: number) => CUSTOMERS[at]?.name ?? '';
const createdOf = (at: number) => CUSTOMERS[at]?.created_at ?? '';
const updatedOf = (at: number) => CUSTOMERS[at]?.updated_at ?? '';
const groupOf = (at: number) => String(at % PLACES.length);

const bytesOf = (page: Answer) => Buffer.byteLength(JSON.stringify(page.body));
const largest = Math.max(...CUSTOMERS.map((customer) => Buffer.byteLength(JSON.stringify(customer))));

beforeAll(async () => {
  for (let at = 0; at < COUNT; at += 3) await loadCustomers(api.firestore, CUSTOMERS.slice(at, at + 3));
}, 120_000);

describe('a list of customers of 300 to 900 kB', () => {
  it.each([
    ['an ordered list', 'limit=1000', by(nameOf), 1],
    ['a list with a filter', 'limit=1000&tag=a', by(nameOf), 1],
    ['a list by time', 'limit=1000&sort=-updated_at', by(updatedOf).reverse(), 1],
    ['a walked list', 'limit=1000&tag=a&updated_since=2020-01-01T00:00:00Z', by(nameOf), 1],
    ['a search by name', 'limit=1000&sort=name&search=varia', by(nameOf), 1],
    ['a search', 'limit=1000&search=varia', by(groupOf, nameOf), 2],
    ['a search in shorter pages', 'limit=40&search=varia', by(groupOf, nameOf), 2],
    ['a search for a number', 'limit=1000&search=6948', by(nameOf), 2],
    ['a search for a number in shorter pages', 'limit=40&search=6948', by(nameOf), 2],
  ])(
    '%s shows everybody once, in order, on pages of at most 8 MB',
    { timeout: 120_000 },
    async (_what, query, ids, price) => {
      const pages = await allPages(api.as('viewer'), `${path}?${query}`);
      expect(idsOf(...pages)).toEqual(ids);
      for (const page of pages) {
        expect(bytesOf(page)).toBeLessThanOrEqual(MOST_BYTES);
        expect(page.body).toMatchObject({ total: COUNT });
      }
      // No page ends before its time.
      for (const page of pages.slice(0, -1))
        expect(bytesOf(page) + largest).toBeGreaterThan(MOST_BYTES - 20_000);
      // The count, and on each page the one that does not fit. The last group of a search is found among all candidates.
      const reads = pages.reduce((sum, page) => sum + readsOf(page), 0);
      expect(reads).toBeLessThanOrEqual(COUNT * price + 2 * pages.length + 1);
    },
  );

  it('a sorted list reads all that match for each page', { timeout: 120_000 }, async () => {
    const pages = await allPages(api.as('viewer'), `${path}?limit=1000&tag=a&tag=b&sort=created_at`);
    expect(idsOf(...pages)).toEqual(by(createdOf));
    for (const page of pages) {
      expect(bytesOf(page)).toBeLessThanOrEqual(MOST_BYTES);
      expect(page.body).toMatchObject({ total: COUNT, total_is_exact: true });
    }
    expect(Math.max(...pages.map(readsOf))).toBeLessThanOrEqual(COUNT + 1);
  });
});

it('a trash of long names shows everybody once, on pages of at most 8 MB', { timeout: 60_000 }, async () => {
  const ids = Array.from({ length: 20 }, (_, at) => `t${numberOf(at)}`);
  for (const [at, id] of ids.entries())
    await api.firestore.doc(`crm_customers_trash/${id}`).set({
      name: String(at % 10).repeat(700_000),
      deleted_at: new Date(Date.UTC(2026, 0, 1) - at * 1000).toISOString(),
      deleted_by: 'x',
      expires_at: Timestamp.fromMillis(Date.UTC(2027, 0, 1)),
      document: {},
    });
  const pages = await allPages(api.as('viewer'), `${path}/trash?limit=100`);
  expect(pages.flatMap(({ body }) => (body.trash as { id: string }[]).map(({ id }) => id))).toEqual(ids);
  expect(pages.map(({ body }) => body.trash.length)).toEqual([11, 9]);
  for (const page of pages) expect(bytesOf(page)).toBeLessThanOrEqual(MOST_BYTES);
  expect(pages.map(readsOf)).toEqual([12, 9]);
});

it(
  'a history of large versions shows each once, on pages of at most 8 MB',
  { timeout: 120_000 },
  async () => {
    const editor = api.as('editor');
    const created = await editor.post(path, { name: 'Συχνα', notes: notes(800_000) });
    const { id } = created.body as { id: string };
    for (let at = 0; at < 20; at++)
      expect((await editor.patch(`${path}/${id}`, { notes: at % 2 ? notes(800_000) : [] })).status).toBe(200);
    const pages = await allPages(api.as('viewer'), `${path}/${id}/history?limit=100`);
    const versions = pages.flatMap(({ body }) =>
      (body.history as { version: number }[]).map((row) => row.version),
    );
    expect(versions).toEqual(Array.from({ length: 21 }, (_, at) => 21 - at));
    expect(pages.length).toBeGreaterThan(2);
    for (const page of pages) expect(bytesOf(page)).toBeLessThanOrEqual(MOST_BYTES);
    for (const page of pages.slice(0, -1))
      expect(bytesOf(page) + 850_000).toBeGreaterThan(MOST_BYTES - 20_000);
    const reads = pages.reduce((sum, page) => sum + readsOf(page), 0);
    // The version that each is compared with, the one that does not fit, and the mark of an erasure.
    expect(reads).toBeLessThanOrEqual(21 + 3 * pages.length);
  },
);
