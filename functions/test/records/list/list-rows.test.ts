import { beforeAll, describe, expect, it } from 'vitest';
import { useApi } from '../../support/api.ts';
import { type Answer, expectProblem } from '../../support/client.ts';
import { storedDocuments } from '../../support/customers-wing.ts';
import { loadCustomers } from '../../support/load-customers.ts';
import { mixedCustomers } from '../../support/mixed-customers.ts';
import { allPages, idsOf, readsOf } from '../../support/pages.ts';
import { CUSTOMERS_PATH as path } from '../../support/paths.ts';
import { plainCustomer } from '../../support/plain-customer.ts';

const api = useApi();
const customers = mixedCustomers(60, 12);

/** All but a document full: as JSON, and beside its terms, it does not fit into a second one. */
const large = plainCustomer({
  id: 'large',
  name: 'Ογκώδης Φάκελος',
  contacts: [{ type: 'email', label: '', value: 'large@files.example', primary: true }],
  notes: Array.from({ length: 510 }, () => ({
    text: 'σ'.repeat(1_000),
    by: 'maria',
    at: '2024-01-01T00:00:00.000Z',
  })),
});

beforeAll(() => loadCustomers(api.firestore, customers));

const entryOf = (customer: (typeof customers)[number]) => {
  const path = storedDocuments(customer)[1]?.[0] ?? '';
  return api.firestore.doc(path);
};

async function expectRowsAsRead({ body }: Answer): Promise<void> {
  const { customers, etags } = body as { customers: { id: string }[]; etags: string[] };
  expect(etags).toHaveLength(customers.length);
  for (const [at, customer] of customers.entries()) {
    const read = await api.as('viewer').get(`${path}/${customer.id}`);
    expect(customer).toEqual(read.body);
    expect(etags[at]).toBe(read.headers.get('ETag'));
  }
}

describe('a row of a list', () => {
  it.each([
    'limit=60',
    'limit=10&sort=-created_at',
    'search=παπ',
    'search=παπ&sort=name',
    'language=el&tag=vip',
  ])('with %s is the customer as its own answer shows it, ETag and all', async (query) => {
    const page = await api.as('viewer').get(`${path}?${query}`);
    expect(idsOf(page).length).toBeGreaterThan(0);
    await expectRowsAsRead(page);
  });

  it('can be edited on the condition of its etag, once', async () => {
    const page = await api.as('viewer').get(`${path}?limit=3`);
    const [, id = ''] = idsOf(page);
    const [, etag] = page.body.etags as string[];
    const on = { headers: { 'If-Match': String(etag) } };
    const edited = await api.as('editor').patch(`${path}/${id}`, { organization: 'Από τη λίστα' }, on);
    expect(edited.status).toBe(200);
    const again = await api.as('editor').patch(`${path}/${id}`, { organization: 'Πάλι' }, on);
    expectProblem(again, 412, 'precondition_failed');
    const after = await api.as('viewer').get(`${path}?limit=3`);
    expect(after.body.etags[1]).toBe(edited.headers.get('ETag'));
    expect(after.body.customers[1]).toEqual(edited.body);
  });
});

describe('an entry without an answer', () => {
  beforeAll(() => loadCustomers(api.firestore, [large]));

  it('stands for a customer that is too large to be stored twice', async () => {
    expect((await entryOf(large).get()).get('answer')).toBeNull();
  });

  it.each(['search=ογκωδης', 'search=large@files', 'email=large@files.example', 'search=ogkodis&sort=name'])(
    'is found with %s, for one read more',
    async (query) => {
      const page = await api.as('viewer').get(`${path}?${query}`);
      expect(idsOf(page)).toEqual(['large']);
      await expectRowsAsRead(page);
      expect(readsOf(page)).toBeLessThanOrEqual(5);
    },
  );

  it('is listed at its place', async () => {
    const pages = await allPages(api.as('viewer'), `${path}?limit=20`);
    expect(idsOf(...pages)).toHaveLength(61);
    expect(idsOf(...pages)).toContain('large');
    for (const [at, page] of pages.entries()) {
      const beside = (at === 0 ? 1 : 0) + (idsOf(page).includes('large') ? 1 : 0);
      expect(readsOf(page)).toBe(idsOf(page).length + beside);
    }
  });

  it('is left out when its customer is gone', async () => {
    await api.firestore.doc('crm_customers/large').delete();
    const page = await api.as('viewer').get(`${path}?search=ογκωδης`);
    expect(page.body).toMatchObject({ customers: [], etags: [] });
    await entryOf(large).delete();
  });
});

describe('an entry of another release', () => {
  it.each(['limit=100', 'search=παπ', 'language=el&sort=created_at'])(
    'is answered with today’s fields in a list with %s',
    async (query) => {
      const before = await api.as('viewer').get(`${path}?${query}`);
      for (const customer of customers) {
        const entry = entryOf(customer);
        const stored = await entry.get();
        if (!stored.exists || typeof stored.get('answer') !== 'string') continue;
        const { nextcloud_folder: _, ...fewer } = JSON.parse(stored.get('answer') as string) as Record<
          string,
          unknown
        >;
        const contacts = (fewer['contacts'] as { primary?: boolean }[]).map(
          ({ primary: __, ...rest }) => rest,
        );
        await entry.update({
          shape: 'another',
          answer: JSON.stringify({ ...fewer, contacts, old_field: 1 }),
        });
      }
      const after = await api.as('viewer').get(`${path}?${query}`);
      expect(idsOf(after)).toEqual(idsOf(before));
      expect(readsOf(after)).toBe(readsOf(before));
      for (const [at, customer] of (after.body.customers as Record<string, unknown>[]).entries()) {
        const { contacts, ...shown } = customer as { contacts: { primary: boolean }[] };
        expect(shown).toEqual({ ...before.body.customers[at], contacts: undefined });
        expect(contacts.every(({ primary }) => !primary)).toBe(true);
      }
      // The tag is the entry's, whoever wrote the answer.
      expect(after.body.etags).toEqual(before.body.etags);
    },
  );
});

describe('POST /search', () => {
  const post = (body: unknown) => api.as('viewer').post(`${path}/search`, body);

  it.each([
    {},
    { limit: 7 },
    { search: 'παπ', limit: 5 },
    { search: 'παπ', sort: 'name', tag: 'vip' },
    { tag: ['vip', 'demo'] },
    { language: 'el', country: 'Ελλάδα', sort: '-created_at' },
    { updated_since: '2021-01-01T00:00:00Z', sort: '-updated_at', limit: 10 },
    { search: 'αγιος νικολαος' },
    { phone: '+30 6975550142' },
  ])('answers %j as the query string does, without a link', async (parameters) => {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(parameters))
      for (const each of [value].flat()) query.append(name, String(each));
    const got = await api.as('viewer').get(`${path}?${query.toString()}`);
    const posted = await post(parameters);
    expect(posted.status).toBe(200);
    const { next_cursor: gotCursor, ...gotBody } = got.body as Record<string, unknown>;
    const { next_cursor: postedCursor, ...postedBody } = posted.body as Record<string, unknown>;
    expect(postedBody).toEqual(gotBody);
    expect(postedCursor === null).toBe(gotCursor === null);
    // A count that was taken after the rows is taken once more: a read on either side, by chance.
    expect(Math.abs(readsOf(posted) - readsOf(got))).toBeLessThanOrEqual('search' in parameters ? 1 : 0);
    expect(posted.headers.get('Link')).toBeNull();
  });

  it('goes on with its cursor, and with that of the same query string', async () => {
    const whole = idsOf(await post({ search: 'παπ' }));
    const first = await post({ search: 'παπ', limit: 2 });
    const link = await api.as('viewer').get(`${path}?search=παπ&limit=2`);
    for (const cursor of [first, link].map(({ body }) => String(body.next_cursor))) {
      const second = await post({ search: 'παπ', limit: 2, cursor });
      expect([...idsOf(first), ...idsOf(second)]).toEqual(whole.slice(0, 4));
    }
    expectProblem(await post({ search: 'γεω', cursor: first.body.next_cursor }), 400, 'invalid_cursor');
  });

  it.each([
    [{ limit: '5' }, 'limit'],
    [{ limit: 0 }, 'limit'],
    [{ limit: 1_001 }, 'limit'],
    [{ offset: 5 }, 'offset'],
    [{ Search: 'x' }, 'Search'],
    [{ search: 5 }, 'search'],
    [{ search: null }, 'search'],
    [{ sort: 'relevance' }, 'sort'],
    [{ tag: Array.from({ length: 11 }, (_, at) => `t${at}`) }, 'tag'],
    [{ updated_since: 'yesterday' }, 'updated_since'],
  ])('refuses %j by name, and reads nothing', async (body, name) => {
    const answer = expectProblem(await post(body), 422, 'validation_failed');
    expect(answer.body.errors).toMatchObject([{ pointer: `/${name}` }]);
    expect(readsOf(answer)).toBe(0);
  });

  it('is for every role, and for nobody without one', async () => {
    for (const role of ['viewer', 'editor', 'admin'] as const)
      expect((await api.as(role).post(`${path}/search`, { limit: 1 })).status).toBe(200);
    expectProblem(await api.anonymous.post(`${path}/search`, { limit: 1 }), 401, 'unauthenticated');
  });
});
