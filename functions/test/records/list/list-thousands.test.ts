import { beforeAll, describe, expect, it } from 'vitest';
import { useApi } from '../../support/api.ts';
import { loadCustomers } from '../../support/load-customers.ts';
import { allPages, idsOf, nextPath, readsOf } from '../../support/pages.ts';
import { CUSTOMERS_PATH as path } from '../../support/paths.ts';
import { plainCustomer } from '../../support/plain-customer.ts';

const api = useApi();
const search = (text: string) => `search=${encodeURIComponent(text)}`;

/** Names that go down while ids go up, so that the two orders differ. */
const numbered = (count: number, given: { prefix: string; tags?: string[]; name?: string }) =>
  Array.from({ length: count }, (_, at) =>
    plainCustomer({
      id: `${given.prefix}${String(at).padStart(5, '0')}`,
      name: `${given.name ?? 'Μονή'} ${String(count - at).padStart(5, '0')}`,
      tags: given.tags ?? [],
    }),
  );
const sorted = (ids: readonly string[]) => [...ids].sort();

describe('a filtered list of more than 1,000 candidates', () => {
  beforeAll(() => loadCustomers(api.firestore, numbered(1_050, { prefix: 'm', tags: ['a', 'b'] })));

  it('goes by id, says its total exactly, and shows everyone once', async () => {
    const pages = await allPages(api.as('viewer'), `${path}?tag=a&tag=b&limit=400&sort=-name`);
    const ids = idsOf(...pages);
    expect(pages.map((page) => idsOf(page).length)).toEqual([400, 400, 250]);
    expect(ids).toEqual(sorted(ids));
    expect(new Set(ids).size).toBe(1_050);
    for (const { body } of pages) expect(body).toMatchObject({ total: 1_050, total_is_exact: true });
    // The 401st tells that there is a next page; the count is 2 reads.
    expect(pages.map(readsOf)).toEqual([401 + 2, 401 + 2, 250 + 2]);
  });

  it('has an upper bound for the total of a search', async () => {
    const pages = await allPages(api.as('viewer'), `${path}?${search('μονη')}&limit=1000`);
    expect(idsOf(...pages)).toHaveLength(1_050);
    for (const { body } of pages) expect(body).toMatchObject({ total: 1_050, total_is_exact: false });
  });

  it('reads no more for a small page than the page', async () => {
    const first = await api.as('viewer').get(`${path}?tag=a&tag=b&limit=10`);
    expect(readsOf(first)).toBe(11 + 2);
    const next = await api.as('viewer').get(nextPath(first, `${path}?tag=a&tag=b&limit=10`) ?? '');
    expect(readsOf(next)).toBe(11 + 2);
  });
});

describe('a filtered list of just 1,000 candidates', () => {
  it('is sorted as a whole, whatever the page', async () => {
    await loadCustomers(api.firestore, numbered(1_000, { prefix: 'k', tags: ['c', 'd'] }));
    const pages = await allPages(api.as('viewer'), `${path}?tag=c&tag=d&limit=300`);
    const ids = idsOf(...pages);
    expect(ids).toEqual(sorted(ids).reverse());
    expect(ids).toHaveLength(1_000);
    expect(pages.map(({ body }) => body.total)).toEqual([1_000, 1_000, 1_000, 1_000]);
    const whole = await api.as('viewer').get(`${path}?tag=c&tag=d`);
    expect(idsOf(whole)).toEqual(ids);
    expect(readsOf(whole)).toBe(1_000);
  });
});

describe('a filtered list that crosses 1,000 between two pages', () => {
  it('stays sorted when it grows', async () => {
    const customers = numbered(1_010, { prefix: 'g', tags: ['e', 'f'] });
    await loadCustomers(api.firestore, customers.slice(0, 990));
    const query = `${path}?tag=e&tag=f&limit=600`;
    const first = await api.as('viewer').get(query);
    await loadCustomers(api.firestore, customers.slice(990));
    const second = await api.as('viewer').get(nextPath(first, query) ?? '');
    expect(second.body.next_cursor).toBeNull();
    const ids = idsOf(first, second);
    // Those that came go before what the first page has shown: they are on no page of this walk.
    expect(ids).toEqual(
      customers
        .slice(0, 990)
        .map(({ id }) => id)
        .reverse(),
    );
    expect([first.body.total, second.body.total]).toEqual([990, 1_010]);
  });

  it('stays in order of id when it shrinks', async () => {
    const customers = numbered(1_010, { prefix: 's', tags: ['g', 'h'] });
    await loadCustomers(api.firestore, customers);
    const query = `${path}?tag=g&tag=h&limit=600`;
    const first = await api.as('viewer').get(query);
    const gone = customers.slice(590, 610);
    await Promise.all(gone.map(({ id }) => api.firestore.doc(`crm_customers/${id}`).delete()));
    const second = await api.as('viewer').get(nextPath(first, query) ?? '');
    const stable = customers.map(({ id }) => id).filter((id) => !gone.some((one) => one.id === id));
    expect(idsOf(first, second).filter((id) => stable.includes(id))).toEqual(stable);
    expect(second.body).toMatchObject({ total: 990, total_is_exact: true, next_cursor: null });
  });
});

describe('a search whose terms nearly everyone has and nearly nobody matches', () => {
  it('answers short pages that each cost a bounded number of reads, and still finds everyone', async () => {
    const tags = ['i', 'j'];
    const list = `${path}?tag=i&tag=j&limit=1`;
    await loadCustomers(api.firestore, [
      plainCustomer({ id: 'n00100match', name: 'ζηζθξωψζηζ', tags }),
      plainCustomer({ id: 'n03390match', name: 'ζηζθξωψζηζ', tags }),
    ]);
    const before = await api.as('viewer').get(list);
    // Every run of three letters of the query is in each of these names.
    await loadCustomers(api.firestore, numbered(3_400, { prefix: 'n', name: 'ζηζθξω θξωψζη ξωψζηζ', tags }));
    const pages = await allPages(api.as('viewer'), `${path}?${search('ζηζθξωψζηζ')}&limit=5`);
    expect(idsOf(...pages)).toEqual(['n00100match', 'n03390match']);
    expect(pages).toHaveLength(2);
    for (const page of pages) expect(readsOf(page)).toBeLessThan(4_010);
    expect(pages[0]?.body).toMatchObject({ total: 3_402, total_is_exact: false });

    // A list that began sorted cannot go on so once it holds thousands: it has to start again.
    const later = await api.as('viewer').get(nextPath(before, list) ?? '');
    expect(later.body).toMatchObject({ status: 400, code: 'invalid_cursor' });
  });
});
