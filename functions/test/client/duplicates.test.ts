import { beforeAll, expect, it } from 'vitest';
import {
  allDuplicatePairs,
  createCustomersClient,
  type CustomersClient,
  dismissDuplicate,
  findDuplicates,
  takeDismissalBack,
} from '../../client/src/index.ts';
import { useApi } from '../support/api.ts';
import { keepPairs } from '../support/customers-wing.ts';
import { useLosingProxy } from '../support/losing-proxy.ts';

const api = useApi();
const proxy = useLosingProxy(() => api.url);
let client: CustomersClient;
beforeAll(() => {
  client = createCustomersClient({ baseUrl: `${proxy.url}/api`, getToken: () => api.users.editor.token });
});

async function all<T>(elements: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const element of elements) found.push(element);
  return found;
}

const contacts = [{ type: 'phone', label: '', value: '6935577001' } as const];

it('a refused creation tells who it may be, and is made all the same under the same key', async () => {
  const there = await client.create({ name: 'Φιλοποίμην Καρράς', contacts });
  expect(
    (await findDuplicates(client, { name: 'Karras Filopimin', contacts: [...contacts] })).duplicates,
  ).toMatchObject([{ level: 'certain', customer: { id: there.id } }]);
  const form = { name: 'Karras Filopimin', contacts: [...contacts] };
  const refused = client.create(form, { onDuplicate: 'refuse' });
  await expect(refused).rejects.toMatchObject({
    code: 'duplicate_found',
    duplicates: [{ customer: { id: there.id }, reasons: [{ kind: 'phone' }, { kind: 'name' }] }],
  });
  const made = await client.create(form, { onDuplicate: 'allow' });
  await expect(client.update(made, { organization: 'Ο' }, { onDuplicate: 'refuse' })).rejects.toMatchObject({
    code: 'duplicate_found',
  });
  await keepPairs(api.firestore, made.id);
  const pairs = await all(allDuplicatePairs(client, { limit: 1 }));
  expect(pairs).toHaveLength(1);
  const [{ a, b } = { a: there, b: made }] = pairs;
  expect([a.id, b.id]).toEqual([there.id, made.id].sort());
  // What a pair shows can be edited on condition.
  expect(await client.update(a, { tags: ['α'] })).toMatchObject({ tags: ['α'] });
  await dismissDuplicate(client, made, there.id);
  expect(await all(allDuplicatePairs(client))).toEqual([]);
  await takeDismissalBack(client, there, made);
  expect(await all(allDuplicatePairs(client))).toHaveLength(1);
});

it('a refusing creation whose answer is lost is not refused as its own duplicate', async () => {
  proxy.loses({ isDone: true });
  const made = await client.create(
    { name: 'Τηλέμαχος Σγουρός', contacts: [{ type: 'phone', label: '', value: '6935577002' }] },
    { onDuplicate: 'refuse' },
  );
  expect(proxy.requests).toBe(2);
  expect(made).toMatchObject({ name: 'Τηλέμαχος Σγουρός' });
});
