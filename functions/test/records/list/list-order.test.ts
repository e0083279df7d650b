import { beforeAll, describe, expect, it } from 'vitest';
import { useApi } from '../../support/api.ts';
import { loadCustomers } from '../../support/load-customers.ts';
import { allPages, idsOf, readsOf } from '../../support/pages.ts';
import { CUSTOMERS_PATH as path } from '../../support/paths.ts';
import { plainCustomer } from '../../support/plain-customer.ts';

const api = useApi();

/** In the order that a Greek reader expects; the ids tell nothing about it. */
const alphabetical = [
  ['q', '3 Ιεράρχες'],
  ['b', 'Άγγελος Ψαρράς'],
  ['z', 'ΑΓΓΕΛΟΣ ΨΑΡΡΑΣ'],
  ['y', 'Αθανάσιος'],
  ['x', 'ἅγιος'.replace('γ', 'ι')],
  ['m', 'Βασίλης'],
  ['a', 'Έλενα'],
  ['w', 'ΗΛΙΑΣ'],
  ['c', 'Ήλιος'],
  ['v', 'Ωμέγα'],
  ['d', 'Anna'],
  ['u', 'Zorba'],
] as const;

const day = (at: number) => `2024-01-${String(at + 1).padStart(2, '0')}T00:00:00.000Z`;

beforeAll(async () => {
  await loadCustomers(
    api.firestore,
    alphabetical.map(([id, name], at) =>
      plainCustomer({
        id,
        name,
        tags: ['both', ...(at % 2 === 0 ? ['even'] : [])],
        created_at: day((at * 5) % 12),
        updated_at: day(Math.floor(((at * 7) % 12) / 3)),
      }),
    ),
  );
});

/** The total of a search of several pages may be an upper bound. */
const list = async (query: string) => {
  const pages = await allPages(api.as('viewer'), `${path}?${query}`);
  for (const { body } of pages)
    expect(body).toMatchObject({
      total: pages[0]?.body.total,
      ...(!query.startsWith('search') && { total_is_exact: true }),
    });
  return idsOf(...pages);
};

const ids = alphabetical.map(([id]) => id as string);
const byKey = (key: (at: number) => number, sign: 1 | -1) =>
  [...ids.keys()]
    .sort((a, b) => sign * (key(a) - key(b) || ((ids[a] ?? '') < (ids[b] ?? '') ? -1 : 1)))
    .map((at) => ids[at]);

/** Two customers have one name to a reader: only the id tells them apart, in the direction of the sort. */
const byNameDescending = [...ids].reverse();

describe.each([
  'limit=1000',
  'limit=5',
  'limit=1',
  'tag=both&limit=5',
  'tag=both&language=el&limit=5',
  'language=el',
])('a list with %s', (query) => {
  it('goes by name in Greek alphabetical order, accents and case aside, unless asked otherwise', async () => {
    expect(await list(query)).toEqual(ids);
    expect(await list(`${query}&sort=name`)).toEqual(ids);
  });

  it('goes the other way with a minus, equal keys too', async () => {
    expect(await list(`${query}&sort=-name`)).toEqual(byNameDescending);
  });

  it('goes by either time, equal ones by id in the direction of the sort', async () => {
    const created = (at: number) => (at * 5) % 12;
    const updated = (at: number) => Math.floor(((at * 7) % 12) / 3);
    expect(await list(`${query}&sort=created_at`)).toEqual(byKey(created, 1));
    expect(await list(`${query}&sort=-created_at`)).toEqual(byKey(created, -1));
    expect(await list(`${query}&sort=updated_at`)).toEqual(byKey(updated, 1));
    expect(await list(`${query}&sort=-updated_at`)).toEqual(byKey(updated, -1));
  });
});

it('goes by relevance in a search, unless asked otherwise', async () => {
  await loadCustomers(api.firestore, [
    plainCustomer({ id: 'r1', name: 'Ζήσης', organization: 'Κερασιά' }),
    plainCustomer({ id: 'r2', name: 'Ωρίων Κερασιάδης' }),
    plainCustomer({ id: 'r3', name: 'Κερασιά' }),
    plainCustomer({ id: 'r4', name: 'Άρης Κερασιάδης' }),
  ]);
  const search = `search=${encodeURIComponent('κερασια')}`;
  expect(await list(search)).toEqual(['r3', 'r4', 'r2', 'r1']);
  expect(await list(`${search}&limit=1`)).toEqual(['r3', 'r4', 'r2', 'r1']);
  expect(await list(`${search}&sort=relevance&limit=3`)).toEqual(['r3', 'r4', 'r2', 'r1']);
  expect(await list(`${search}&sort=name&limit=3`)).toEqual(['r4', 'r1', 'r3', 'r2']);
  expect(await list(`${search}&sort=-name&limit=3`)).toEqual(['r2', 'r3', 'r1', 'r4']);
});

it('is complete on one page of just its size, without a next page that would be empty', async () => {
  const page = await api.as('viewer').get(`${path}?tag=even&limit=6`);
  expect(page.body).toMatchObject({ total: 6, next_cursor: null });
  expect(idsOf(page)).toHaveLength(6);
  // The sixth might have been the last but one a moment ago: one read more makes sure.
  expect(readsOf(page)).toBe(6 + 1 + 1);
});

it('answers 1,000 customers where no limit is given', async () => {
  const names = Array.from({ length: 1_001 }, (_, at) => plainCustomer({ id: `many${at}`, tags: ['many'] }));
  await loadCustomers(api.firestore, names);
  const pages = await allPages(api.as('viewer'), `${path}?tag=many`);
  expect(pages.map((page) => idsOf(page).length)).toEqual([1_000, 1]);
  expect(pages.map(({ body }) => body.total)).toEqual([1_001, 1_001]);
});
