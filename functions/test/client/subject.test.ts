import { beforeAll, expect, it } from 'vitest';
import {
  createCustomersClient,
  type CustomersClient,
  subjectAccess,
  subjectAccessBy,
  untouchedSince,
} from '../../client/src/index.ts';
import { useApi } from '../support/api.ts';
import { adopt, lengthenHistory } from '../support/customers-wing.ts';

const api = useApi();
let customers: CustomersClient;
beforeAll(() => {
  customers = createCustomersClient({ baseUrl: api.url, getToken: () => api.users.admin.token });
});

it('tells everything that is held of a person, all parts joined, by an id and by a number', async () => {
  const contacts = [{ type: 'phone' as const, label: '', value: '2310 555 777' }];
  const one = await customers.create({ name: 'Α', contacts }, { key: 'a' });
  const other = await customers.create({ name: 'Β', contacts }, { key: 'b' });
  const notes = [{ text: 'n'.repeat(150_000), by: 'x', at: '2026-01-01T00:00:00.000Z' }];
  await lengthenHistory(api.firestore, other.id, 30, { notes });
  const versions = Array.from({ length: 30 }, (_, at) => 30 - at);
  const subject = await subjectAccess(customers, other, { include: 'state' });
  expect(subject).toMatchObject({ id: other.id, customer: { name: 'Β' }, keys: [], merged_from: [] });
  expect(subject.history.map(({ version }) => version)).toEqual(versions);
  expect(Object.keys(subject)).not.toContain('next_cursor');
  const by = { kind: 'phone', value: '+302310555777' } as const;
  const all = await subjectAccessBy(customers, by, { include: 'state' });
  expect(all.map(({ customer }) => customer?.name).sort()).toEqual(['Α', 'Β']);
  const found = all.map(({ id, history }) => [id, history.map(({ version }) => version)] as const);
  expect(new Map(found)).toEqual(
    new Map([
      [one.id, [1]],
      [other.id, versions],
    ]),
  );
});

it('goes through those whom nobody has touched', async () => {
  for (const at of [1, 2]) {
    await api.firestore
      .doc(`crm_customers/old${at}`)
      .set({ name: 'Παλιός', updated_at: `200${at}-01-01T00:00:00Z` });
    await adopt(api.firestore, `old${at}`);
  }
  const ids: string[] = [];
  for await (const { id } of untouchedSince(customers, '2010-01-01')) ids.push(id);
  expect(ids).toEqual(['old1', 'old2']);
});
