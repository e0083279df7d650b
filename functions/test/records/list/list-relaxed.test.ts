import { beforeAll, expect, it } from 'vitest';
import { useApi } from '../../support/api.ts';
import { expectProblem } from '../../support/client.ts';
import { loadCustomers } from '../../support/load-customers.ts';
import { allPages, idsOf, readsOf } from '../../support/pages.ts';
import { CUSTOMERS_PATH as path } from '../../support/paths.ts';
import { plainCustomer } from '../../support/plain-customer.ts';

const api = useApi();

const places = ['Ανω', 'Βάρη', 'Γλυφάδα', 'Δάφνη', 'Ελευσίνα', 'Ζωγράφου', 'Ηλιούπολη'];

beforeAll(() =>
  loadCustomers(api.firestore, [
    ...places.map((place, at) =>
      plainCustomer({ id: `church${at}`, name: `${place}: Αγίου Νικολάου`, tags: at < 3 ? ['τρεις'] : [] }),
    ),
    plainCustomer({ id: 'basil', name: 'Αγίου Βασιλείου' }),
    plainCustomer({ id: 'strict', name: 'Άγιος Βασίλειος' }),
    plainCustomer({ id: 'other', name: 'Κώστας Νικολάου' }),
  ]),
);

const ask = (query: string) => api.as('viewer').get(`${path}?${query}`);
const churches = places.map((_, at) => `church${at}`);

it('finds by other case endings where the search finds nobody, and says so', async () => {
  const page = await ask('search=αγιος νικολαος');
  expect(idsOf(page)).toEqual(churches);
  expect(page.body).toMatchObject({ relaxed: true, total: 7, total_is_exact: true, next_cursor: null });
  expect(page.body.etags).toHaveLength(7);
});

it('adds nobody to an answer that has somebody', async () => {
  const page = await ask('search=αγιος βασιλειος');
  expect(idsOf(page)).toEqual(['strict']);
  expect(page.body).toMatchObject({ relaxed: false, total: 1, total_is_exact: true });
  expect((await ask('search=Αγίου Νικολάου')).body).toMatchObject({ relaxed: false, total: 7 });
});

it('adds nobody on a later page of an answer that has somebody', async () => {
  const first = await ask('search=αγιου νικολαου&limit=4');
  const cursor = String(first.body.next_cursor);
  for (const id of churches) await api.as('editor').patch(`${path}/${id}`, { organization: 'Μητρόπολη' });
  const later = await ask(`search=αγιου νικολαου&limit=4&cursor=${cursor}`);
  expect(later.body.relaxed).toBe(false);
  expect(idsOf(first, later)).toEqual(churches);
});

it('is not relaxed where neither finds anybody', async () => {
  const page = await ask('search=αγιος ζωροαστρης');
  expect(page.body).toEqual({
    customers: [],
    etags: [],
    total: 0,
    total_is_exact: true,
    relaxed: false,
    next_cursor: null,
  });
  expect(readsOf(page)).toBeLessThanOrEqual(4);
});

it.each(['', '&sort=name', '&sort=relevance', '&sort=-created_at'])(
  'goes on page by page, in the order of names%s',
  async (sort) => {
    const pages = await allPages(api.as('viewer'), `${path}?search=αγιος νικολαος&limit=3${sort}`);
    expect(pages.map((page) => idsOf(page).length)).toEqual([3, 3, 1]);
    expect(idsOf(...pages)).toEqual(churches);
    for (const { body } of pages) expect(body).toMatchObject({ relaxed: true, total: pages[0]?.body.total });
  },
);

it('holds the filters too', async () => {
  const page = await ask('search=αγιος νικολαος&tag=τρεις');
  expect(idsOf(page)).toEqual(churches.slice(0, 3));
  expect(page.body).toMatchObject({ relaxed: true, total: 3 });
  const since = new Date(Date.now() + 60_000).toISOString();
  expect(idsOf(await ask(`search=αγιος νικολαος&updated_since=${since}`))).toEqual([]);
});

it('has cursors that are its own', async () => {
  const { body } = await ask('search=αγιος νικολαος&limit=3');
  const cursor = String(body.next_cursor);
  expectProblem(await ask(`search=αγιου νικολαου&limit=3&cursor=${cursor}`), 400, 'invalid_cursor');
  expectProblem(await ask(`limit=3&cursor=${cursor}`), 400, 'invalid_cursor');
});

it('reads no more than five pages together with the strict search, where neither finds anybody', async () => {
  const limit = 20;
  await loadCustomers(api.firestore, [
    // All parts of the word, but not the word: as many as a strict search reads at once.
    ...Array.from({ length: 2 * limit }, (_, at) =>
      plainCustomer({ id: `parts${at}`, name: `zzzq zqqq zzqq ${at}` }),
    ),
    ...Array.from({ length: 5 * limit }, (_, at) =>
      plainCustomer({ id: `letter${at}`, name: `Ζ. Μακρής ${at}` }),
    ),
  ]);
  const page = await ask(`search=zzzqqq&limit=${limit}`);
  expect(page.body).toMatchObject({ customers: [], relaxed: false });
  expect(page.body.next_cursor).not.toBeNull();
  expect(readsOf(page)).toBeGreaterThan(3 * limit);
  expect(readsOf(page)).toBeLessThanOrEqual(5 * limit);
});
