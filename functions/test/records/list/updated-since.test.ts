import { beforeAll, expect, it } from 'vitest';
import type { CustomerInDB } from '../../../src/crm/customers/models.ts';
import { compareCodePoints, sortKey } from '../../../src/search/sort-key.ts';
import { useApi } from '../../support/api.ts';
import { expectProblem } from '../../support/client.ts';
import { loadCustomers } from '../../support/load-customers.ts';
import { mixedCustomers } from '../../support/mixed-customers.ts';
import { allPages, idsOf, readsOf } from '../../support/pages.ts';
import { CUSTOMERS_PATH as path } from '../../support/paths.ts';
import { oracle } from '../../support/search-figures.ts';

const api = useApi();

/** Times are rare enough that many customers share one. */
const customers = mixedCustomers(400, 11).map((customer, at) => ({
  ...customer,
  created_at: new Date(Date.UTC(2022, at % 40, 1)).toISOString(),
  updated_at: new Date(Date.UTC(2024, 0, 1 + ((at * 7) % 90), 10)).toISOString(),
}));
const since = '2024-02-10T10:00:00.000Z';

beforeAll(() => loadCustomers(api.firestore, customers));

const keys: Record<string, (customer: CustomerInDB) => string> = {
  name: ({ name }) => sortKey(name),
  created_at: ({ created_at }) => created_at,
  updated_at: ({ updated_at }) => updated_at,
};
const sorts = Object.keys(keys).flatMap((key) => [key, `-${key}`]);

/** Whom a list must show, by looking at all. */
function byHand(sort: string, only: (customer: CustomerInDB) => boolean): string[] {
  const key = keys[sort.replace('-', '')] ?? (() => '');
  const ascending = customers
    .filter((customer) => customer.updated_at >= since && only(customer))
    .sort((a, b) => compareCodePoints(key(a), key(b)) || compareCodePoints(a.id, b.id))
    .map(({ id }) => id);
  return sort.startsWith('-') ? ascending.reverse() : ascending;
}

const lists: [query: string, only: (customer: CustomerInDB) => boolean][] = [
  ['', () => true],
  ['language=el', ({ language }) => language === 'el'],
  [
    'language=el&country=ελλαδα',
    ({ language, location }) => language === 'el' && location?.country?.[0] === 'Ε',
  ],
];

it.each(sorts.flatMap((sort) => lists.map(([query, only]) => [sort, query, only] as const)))(
  'updated_since by %s with "%s" shows whom filtering by hand shows',
  async (sort, query, only) => {
    const expected = byHand(sort, only);
    expect(expected.length).toBeGreaterThan(60);
    expect(expected.length).toBeLessThan(300);
    for (const limit of [35, 1_000]) {
      const list = `${path}?${query}&updated_since=${since}&sort=${sort}&limit=${limit}`;
      const pages = await allPages(api.as('viewer'), list);
      expect(idsOf(...pages)).toEqual(expected);
      for (const page of pages) {
        const { total, total_is_exact } = page.body as { total: number; total_is_exact: boolean };
        if (total_is_exact) expect(total).toBe(expected.length);
        else expect(total).toBeGreaterThanOrEqual(expected.length);
      }
      if (query === '')
        expect(pages[0] && readsOf(pages[0])).toBeLessThanOrEqual(Math.min(limit, expected.length) + 2);
    }
  },
);

it('combines with a search', async () => {
  const expected = oracle(customers, { search: 'παπ', only: ({ updated_at }) => updated_at >= since });
  expect(expected.length).toBeGreaterThan(10);
  expect(expected.length).toBeLessThan(oracle(customers, { search: 'παπ' }).length);
  for (const limit of [5, 1_000]) {
    const pages = await allPages(
      api.as('viewer'),
      `${path}?search=παπ&updated_since=${since}&limit=${limit}`,
    );
    expect(idsOf(...pages)).toEqual(expected);
  }
});

it('takes a time with an offset, and shows who was changed in just that millisecond', async () => {
  const [first] = [...customers].sort((a, b) => compareCodePoints(b.updated_at, a.updated_at));
  const last = first?.updated_at ?? '';
  const local = `${new Date(Date.parse(last) + 7_200_000).toISOString().slice(0, -1)}+02:00`;
  const page = await api.as('viewer').get(`${path}?updated_since=${encodeURIComponent(local)}`);
  const expected = customers.filter(({ updated_at }) => updated_at === last).map(({ id }) => id);
  expect(idsOf(page).sort()).toEqual(expected.sort());
  const later = new Date(Date.parse(last) + 1).toISOString();
  const none = await api.as('viewer').get(`${path}?updated_since=${later}`);
  expect(none.body).toMatchObject({ customers: [], total: 0, total_is_exact: true });
});

it('shows a customer from its change on', async () => {
  const now = new Date().toISOString();
  const [some] = customers;
  await api.as('editor').patch(`${path}/${some?.id}`, { organization: 'Νέα' });
  expect(idsOf(await api.as('viewer').get(`${path}?updated_since=${now}`))).toEqual([some?.id]);
});

it.each(['', 'yesterday', '2024-02-10', '2024-02-30T00:00:00Z', '1'])('is no time: %j', async (value) => {
  const answer = await api.as('viewer').get(`${path}?updated_since=${value}`);
  expectProblem(answer, 422, 'validation_failed');
  expect(answer.body.errors[0].parameter).toBe('updated_since');
});
