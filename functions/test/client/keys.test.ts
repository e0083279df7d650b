import { beforeAll, expect, it } from 'vitest';
import {
  addKey,
  createCustomersClient,
  type CustomersClient,
  etagOf,
  getBy,
  listKeys,
  removeKey,
  upsert,
} from '../../client/src/index.ts';
import { useApi } from '../support/api.ts';
import { historyOf } from '../support/customers-wing.ts';
import { useLosingProxy } from '../support/losing-proxy.ts';

const api = useApi();
const proxy = useLosingProxy(() => api.url);
let client: CustomersClient;
beforeAll(() => {
  const getToken = () => api.users.editor.token;
  client = createCustomersClient({ baseUrl: `${proxy.url}/api`, getToken });
});

it('an upsert says whether it has created, and gives a customer that can be edited', async () => {
  const by = { kind: 'email', value: 'info@example.gr' } as const;
  const made = await upsert(client, by, { name: 'Δήμος', organization: undefined });
  expect(made).toMatchObject({ isCreated: true, customer: { name: 'Δήμος' } });
  const changed = await client.update(made.customer, { organization: 'ΟΤΑ' });
  expect(await getBy(client, by)).toEqual(changed);
  expect(etagOf(await getBy(client, by))).toBe(etagOf(changed));
  const again = await upsert(client, by, { tags: ['α'] }, { ifMatch: etagOf(changed) });
  expect(again).toMatchObject({ isCreated: false, customer: { id: changed.id, tags: ['α'] } });
  for (const refused of [
    () => upsert(client, by, { name: 'Β' }, { only: 'create' }),
    () => upsert(client, by, { name: 'Β' }, { ifMatch: etagOf(changed) }),
    () => upsert(client, { kind: 'phone', value: '6975550142' }, { name: 'Β' }, { only: 'update' }),
  ])
    await expect(refused()).rejects.toMatchObject({ code: 'precondition_failed', status: 412 });
  const twin = await client.create({ name: 'Δίδυμος', contacts: again.customer.contacts });
  await expect(getBy(client, by)).rejects.toMatchObject({
    code: 'ambiguous_key',
    matches: expect.arrayContaining([{ id: twin.id, name: 'Δίδυμος', etag: etagOf(twin) }]),
  });
});

it('an answer that is lost does nothing twice', async () => {
  const by = { kind: 'external', system: 'erp', value: 'Πελ. 1/2' } as const;
  proxy.loses({ isDone: true });
  const { customer, isCreated } = await upsert(client, by, { name: 'Ένας' });
  expect(isCreated).toBe(true);
  proxy.loses({ isDone: true });
  const given = await addKey(client, customer, { system: 'shop', key: '7' });
  expect(await listKeys(client, customer)).toEqual([
    { system: 'erp', key: 'Πελ. 1/2' },
    { system: 'shop', key: '7' },
  ]);
  await removeKey(client, given.id, { system: 'shop', key: '7' }, { ifMatch: etagOf(given) });
  const history = await historyOf(api.firestore, customer.id);
  expect(history.map(({ action }) => action)).toEqual(['create', 'keys_changed', 'keys_changed']);
  const other = await client.create({ name: 'Άλλος' });
  await expect(addKey(client, other, { system: 'erp', key: 'Πελ. 1/2' })).rejects.toMatchObject({
    code: 'conflict',
    matches: [{ id: customer.id }],
  });
});
