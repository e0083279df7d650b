import { beforeAll, describe, expect, it } from 'vitest';
import type { CustomerInDB } from '../../../src/crm/customers/models.ts';
import { planSearch } from '../../../src/search/plan.ts';
import { compileQuery } from '../../../src/search/query.ts';
import { compareCodePoints, sortKey } from '../../../src/search/sort-key.ts';
import { useApi } from '../../support/api.ts';
import type { Answer } from '../../support/client.ts';
import { loadCustomers } from '../../support/load-customers.ts';
import { mixedCustomers } from '../../support/mixed-customers.ts';
import { allPages, idsOf, readsOf } from '../../support/pages.ts';
import { CUSTOMERS_PATH as path } from '../../support/paths.ts';
import { termIndex } from '../../support/term-index.ts';
import { oracle, type OracleQuery, typedQueries } from '../../support/search-figures.ts';

// Every answer about 10,000 mixed customers against what looking at all of them says, and what it costs.
const api = useApi();
const customers = mixedCustomers(10_000);
const MAX_SORTED = 1_000;

/** Looked for before anything is asked: it takes seconds, in which this process would answer nobody. */
const found = new Map<string, string[]>();

beforeAll(async () => {
  for (const search of typedQueries) found.set(search, oracle(customers, { search }));
  await loadCustomers(api.firestore, customers);
}, 180_000);

const ask = (parameters: Record<string, string>): Promise<Answer> =>
  api.as('viewer').get(`${path}?${new URLSearchParams(parameters).toString()}`);

/** Holds a list to the oracle: all its pages, its totals, and the order, which is the id's above 1,000 candidates. */
async function expectList(
  query: string,
  expected: readonly string[],
  { isSearch }: { isSearch: boolean },
): Promise<Answer[]> {
  const pages = await allPages(api.as('viewer'), `${path}?${query}`);
  const ids = idsOf(...pages);
  const { total, total_is_exact } = pages[0]?.body ?? {};
  for (const { body } of pages) expect(body, query).toMatchObject({ total, total_is_exact });
  if (total_is_exact === true) expect(total, query).toBe(expected.length);
  if (!isSearch) expect(total_is_exact, query).toBe(true);
  const goesById = isSearch ? total_is_exact === false : expected.length > MAX_SORTED;
  if (goesById && isSearch) {
    expect(total, query).toBeGreaterThan(MAX_SORTED);
    expect(total, query).toBeLessThanOrEqual(expected.length * 1.1 + 20);
    expect(total, query).toBeGreaterThanOrEqual(expected.length);
  }
  expect(ids.join(), query).toBe((goesById ? [...expected].sort(compareCodePoints) : expected).join());
  return pages;
}

describe('a search', () => {
  it('finds whom the matcher finds, in its order, and reads about as many documents', async () => {
    const over: string[] = [];
    const plans = typedQueries.map((search) => planSearch(compileQuery(search)));
    const candidates = termIndex(customers, plans);
    for (const [at, [search, expected]] of [...found].entries()) {
      const list = new URLSearchParams({ search }).toString();
      const [whole] = await expectList(list, expected, { isSearch: true });
      if (whole === undefined) throw new Error('a list has a page at least');
      const matches = idsOf(whole).length;
      // What the index terms say without Firestore, at any size (selectivity.test.ts), is what is billed with it.
      const fromTerms = candidates(plans[at] ?? []).length;
      if (fromTerms <= MAX_SORTED) expect(readsOf(whole), search).toBe(Math.max(1, fromTerms));
      if (readsOf(whole) > 1.1 * matches + 20) over.push(`${search}: ${readsOf(whole)} for ${matches}`);
    }
    expect(typedQueries.length).toBeGreaterThanOrEqual(30);
    expect(over).toEqual([]);
  }, 180_000);

  it.each(['papad', '6975'])(
    'pages through %s as through one list',
    async (search) => {
      const expected = oracle(customers, { search });
      await expectList(new URLSearchParams({ search, limit: '70' }).toString(), expected, { isSearch: true });
    },
    60_000,
  );

  it('of one or two letters, or of a mark alone, finds whom the matcher finds too', async () => {
    for (const search of ['ξά', '&']) {
      const expected = oracle(customers, { search });
      expect(expected.length, search).toBeGreaterThan(0);
      const pages = await allPages(api.as('viewer'), `${path}?${new URLSearchParams({ search }).toString()}`);
      expect(idsOf(...pages).sort(), search).toEqual([...expected].sort());
    }
  }, 60_000);

  it('for nobody costs one read', async () => {
    const nobody = await ask({ search: 'ζζζανύπαρκτος' });
    expect(nobody.body).toMatchObject({ total: 0, total_is_exact: true, customers: [] });
    expect(readsOf(nobody)).toBe(1);
  });
});

describe('a list', () => {
  const byName = ({ name }: CustomerInDB) => [sortKey(name)];
  const hasTags =
    (...tags: string[]) =>
    (customer: CustomerInDB) =>
      tags.every((tag) => customer.tags.includes(tag));
  const inAthens = ({ location }: CustomerInDB) => location?.city?.toLowerCase().startsWith('αθ') === true;

  const lists: [string, OracleQuery][] = [
    ['', { sort: byName }],
    ['sort=created_at&tag=demo', { sort: (customer) => [customer.created_at], only: hasTags('demo') }],
    ['sort=updated_at&tag=vip', { sort: (customer) => [customer.updated_at], only: hasTags('vip') }],
    ['tag=vip&limit=300', { sort: byName, only: hasTags('vip') }],
    ['tag=vip&tag=ναός', { sort: byName, only: hasTags('vip', 'ναός') }],
    ['tag=vip&tag=ναός&limit=100', { sort: byName, only: hasTags('vip', 'ναός') }],
    ['city=αθηνα', { sort: byName, only: inAthens }],
    ['city=ΑΘΗΝΑ&language=en', { sort: byName, only: (one) => inAthens(one) && one.language === 'en' }],
    ['country=κυπρος', { sort: byName, only: ({ location }) => location?.country === 'Κύπρος' }],
    ['language=el&tag=demo', { sort: byName, only: (one) => one.language === 'el' && hasTags('demo')(one) }],
  ];

  it.each(lists)(
    'of %s is what looking at all of them says, page by page',
    async (query, expectation) => {
      const expected = oracle(customers, expectation);
      const isScan = /^(sort=\w+)?&?(tag=\w+)?(&limit=\d+)?$/u.test(query);
      const pages = await allPages(api.as('viewer'), `${path}?${query}`);
      const goesById = !isScan && expected.length > MAX_SORTED;
      expect(idsOf(...pages).join()).toBe(
        (goesById ? [...expected].sort(compareCodePoints) : expected).join(),
      );
      for (const { body } of pages)
        expect(body).toMatchObject({ total: expected.length, total_is_exact: true });
    },
    60_000,
  );

  it('combines a filter with a search', async () => {
    const expected = oracle(customers, { search: 'παπα', only: inAthens });
    expect(expected.length).toBeGreaterThan(50);
    await expectList('search=papa&city=Αθήνα'.replace('papa', 'παπα'), expected, { isSearch: true });
  });
});

describe('the bill', () => {
  it('of a customer by id is 1 read', async () => {
    expect(readsOf(await api.as('viewer').get(`${path}/${customers[5]?.id ?? ''}`))).toBe(1);
    expect(readsOf(await api.as('viewer').get(`${path}/nobody`))).toBe(1);
  });

  it('of a page without search is its customers and the count, 1 read per 1,000', async () => {
    for (const limit of [1, 50, 1_000]) {
      const page = await ask({ limit: String(limit) });
      expect(readsOf(page)).toBe(limit + 10);
      const next = await ask({ limit: String(limit), cursor: page.body.next_cursor as string });
      expect(readsOf(next)).toBe(limit + 10);
    }
    const tagged = customers.filter(({ tags }) => tags.includes('vip')).length;
    expect(readsOf(await ask({ limit: '50', tag: 'vip' }))).toBe(50 + Math.ceil(tagged / 1_000));
  });

  it('of a creation and of a change is told with the milliseconds of the database and of all', async () => {
    const created = await api.as('editor').post(path, { name: 'Λογαριασμός' });
    expect(created.headers.get('X-Firestore-Reads')).toBe('0');
    expect(Number(created.headers.get('X-Firestore-Writes'))).toBeGreaterThanOrEqual(1);
    const timing = /^firestore;dur=(\d+\.\d), total;dur=(\d+\.\d)$/.exec(
      created.headers.get('Server-Timing') ?? '',
    );
    expect(Number(timing?.[1])).toBeGreaterThan(0);
    expect(Number(timing?.[2])).toBeGreaterThanOrEqual(Number(timing?.[1]));
    const page = await ask({ limit: '1' });
    expect(page.headers.get('X-Firestore-Writes')).toBe('0');
    await api.as('editor').delete(`${path}/${created.body.id}`);
  });
});
