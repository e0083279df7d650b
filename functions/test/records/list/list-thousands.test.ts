import { beforeAll, describe, expect, it } from 'vitest';
import { useApi } from '../../support/api.ts';
import { expectProblem } from '../../support/client.ts';
import { loadCustomers } from '../../support/load-customers.ts';
import { allPages, idsOf, nextPath, readsOf } from '../../support/pages.ts';
import { CUSTOMERS_PATH as path } from '../../support/paths.ts';
import { plainCustomer } from '../../support/plain-customer.ts';

const api = useApi();
const search = (text: string) => `search=${encodeURIComponent(text)}`;

/** Names that go down while ids and times go up, so that the orders differ. */
const numbered = (count: number, given: { prefix: string; tags?: string[]; name?: string }) =>
  Array.from({ length: count }, (_, at) =>
    plainCustomer({
      id: `${given.prefix}${String(at).padStart(5, '0')}`,
      name: `${given.name ?? 'Μονή'} ${String(count - at).padStart(5, '0')}`,
      tags: given.tags ?? [],
      created_at: new Date(Date.UTC(2024, 0, 1) + at * 60_000).toISOString(),
    }),
  );
const sorted = (ids: readonly string[]) => [...ids].sort();

describe('a filtered list of more than 1,000 customers', () => {
  beforeAll(() => loadCustomers(api.firestore, numbered(1_050, { prefix: 'm', tags: ['a', 'b'] })));

  it.each([
    ['tag=a&tag=b&sort=-name', 1],
    ['tag=a&tag=b', -1],
    ['tag=a&sort=-name', 1],
    ['tag=a&sort=created_at', 1],
    ['tag=a&sort=-created_at', -1],
    ['tag=b&sort=updated_at', 1],
    ['tag=b&sort=-updated_at', -1],
  ])('with %s is in its order, with its total, at the price of what it shows', async (query, sign) => {
    const pages = await allPages(api.as('viewer'), `${path}?${query}&limit=400`);
    const ids = idsOf(...pages);
    expect(pages.map((page) => idsOf(page).length)).toEqual([400, 400, 250]);
    expect(ids).toEqual(sign === 1 ? sorted(ids) : sorted(ids).reverse());
    expect(new Set(ids).size).toBe(1_050);
    for (const { body } of pages) expect(body).toMatchObject({ total: 1_050, total_is_exact: true });
    // The count is 2 reads, of the first page only.
    expect(pages.map(readsOf)).toEqual([400 + 2, 400, 250]);
  });

  it.each([
    'tag=a&tag=b&sort=created_at',
    'tag=a&language=el&sort=-updated_at',
    `${search('μονη')}&sort=-created_at`,
    `${search('μονη')}&sort=-name`,
    'tag=a&sort=created_at&updated_since=2020-01-01T00:00:00Z',
  ])('cannot be put into the order of %s, and says so for 2 reads', async (query) => {
    const answer = expectProblem(await api.as('viewer').get(`${path}?${query}`), 422, 'validation_failed');
    expect(answer.body.errors).toEqual([
      { parameter: 'sort', code: 'too_many', message: expect.any(String) as string },
    ]);
    expect(readsOf(answer)).toBe(2);
  });

  it('says of a search that more than a thousand match', async () => {
    for (const sort of ['relevance', 'name']) {
      const pages = await allPages(
        api.as('viewer'),
        `${path}?${search('μονη')}&tag=a&limit=1000&sort=${sort}`,
      );
      const ids = idsOf(...pages);
      expect(ids).toHaveLength(1_050);
      expect(ids).toEqual(sorted(ids).reverse());
      for (const { body } of pages) expect(body).toMatchObject({ total: 1_001, total_is_exact: false });
    }
  });

  it('reads no more for a small page than the page', async () => {
    const first = await api.as('viewer').get(`${path}?tag=a&tag=b&limit=10`);
    expect(readsOf(first)).toBe(10 + 2);
    const next = await api.as('viewer').get(nextPath(first, `${path}?tag=a&tag=b&limit=10`) ?? '');
    expect(readsOf(next)).toBe(10);
  });
});

describe('a list that no index holds', () => {
  it('of just 1,000 customers is sorted as a whole, whatever the page', async () => {
    await loadCustomers(api.firestore, numbered(1_000, { prefix: 'k', tags: ['c', 'd'] }));
    const list = `${path}?tag=c&tag=d&sort=-created_at`;
    const pages = await allPages(api.as('viewer'), `${list}&limit=300`);
    const ids = idsOf(...pages);
    expect(ids).toEqual(sorted(ids).reverse());
    expect(ids).toHaveLength(1_000);
    expect(pages.map(({ body }) => body.total)).toEqual([1_000, 1_000, 1_000, 1_000]);
    const whole = await api.as('viewer').get(list);
    expect(idsOf(whole)).toEqual(ids);
    expect(readsOf(whole)).toBe(1_000 + 1);
  });

  it('stays sorted when it grows above 1,000 between two pages', async () => {
    const customers = numbered(1_010, { prefix: 'g', tags: ['e', 'f'] });
    await loadCustomers(api.firestore, customers.slice(20));
    const query = `${path}?tag=e&tag=f&sort=created_at&limit=600`;
    const first = await api.as('viewer').get(query);
    await loadCustomers(api.firestore, customers.slice(0, 20));
    const second = await api.as('viewer').get(nextPath(first, query) ?? '');
    expect(second.body.next_cursor).toBeNull();
    // Those that came go before what the first page has shown: they are on no page of this walk.
    expect(idsOf(first, second)).toEqual(customers.slice(20).map(({ id }) => id));
    // Later pages carry the total of the first.
    expect([first.body.total, second.body.total]).toEqual([990, 990]);
  });
});

describe('a search whose terms nearly everyone has and nearly nobody matches', () => {
  it('answers short pages that each cost a bounded number of reads, and still finds everyone', async () => {
    const tags = ['i', 'j'];
    const list = `${path}?tag=i&tag=j&sort=created_at&limit=1`;
    await loadCustomers(api.firestore, [
      plainCustomer({ id: 'whole', name: 'ζηζθξωψζηζ', tags }),
      plainCustomer({ id: 'inside', name: 'ωζηζθξωψζηζ', tags }),
      plainCustomer({ id: 'behind', name: 'ωωζηζθξωψζηζ', tags }),
    ]);
    const before = await api.as('viewer').get(list);
    // Every run of three letters of the query is in each of these names.
    await loadCustomers(api.firestore, numbered(2_400, { prefix: 'n', name: 'ζηζθξω θξωψζη ξωψζηζ', tags }));
    for (const sort of ['relevance', 'name']) {
      const pages = await allPages(api.as('viewer'), `${path}?${search('ζηζθξωψζηζ')}&limit=5&sort=${sort}`);
      expect(idsOf(...pages)).toEqual(['whole', 'inside', 'behind']);
      for (const page of pages) {
        expect(readsOf(page)).toBeLessThanOrEqual(5 + 500 + 2);
        expect(page.body).toMatchObject({ total: 1_001, total_is_exact: false, relaxed: false });
      }
    }

    // A list that began sorted cannot go on so once it holds thousands: it has to start again.
    const later = await api.as('viewer').get(nextPath(before, list) ?? '');
    expect(later.body).toMatchObject({ status: 400, code: 'invalid_cursor' });
  });
});

it('a long page of a search of more than a thousand begins with the best, wherever their names stand', async () => {
  const others = numbered(1_060, { prefix: 'o', name: 'Άλλος' }).map((customer) => ({
    ...customer,
    organization: 'Ζυγαριά',
  }));
  const best = numbered(40, { prefix: 'z', name: 'Ζυγαριά' });
  await loadCustomers(api.firestore, [...others, ...best]);
  const pages = await allPages(api.as('viewer'), `${path}?${search('ζυγαρια')}&limit=1000`);
  const ids = idsOf(...pages);
  expect(ids.slice(0, 40).sort()).toEqual(best.map(({ id }) => id).sort());
  expect(new Set(ids).size).toBe(1_100);
  expect(ids).toHaveLength(1_100);
});
