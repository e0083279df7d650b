import { beforeAll, expect, it } from 'vitest';
import {
  createCustomersClient,
  type CustomersClient,
  etagOf,
  merge,
  previewMerge,
  ProblemError,
  unmerge,
} from '../../client/src/index.ts';
import { useApi } from '../support/api.ts';
import { useLosingProxy } from '../support/losing-proxy.ts';

const api = useApi({ publicPath: '/api' });
const proxy = useLosingProxy(() => api.url);
let client: CustomersClient;
beforeAll(() => {
  const getToken = () => api.users.editor.token;
  client = createCustomersClient({ baseUrl: `${proxy.url}/api`, getToken });
});

const pair = () =>
  Promise.all([client.create({ name: 'Ένας' }), client.create({ name: 'Άλλος', tags: ['α'] })]);

it('a merge is of what was shown, and its answer can be edited and taken back', async () => {
  const [one, two] = await pair();
  const preview = await previewMerge(client, one, [two]);
  expect(preview.lost).toEqual([{ id: two.id, field: 'name', value: 'Άλλος' }]);
  const { customer, mergedFrom } = await merge(client, one, [two], { choose: { name: two.id } });
  expect(customer).toMatchObject({ id: one.id, name: 'Άλλος', tags: ['α'] });
  expect(customer).not.toHaveProperty('merged_from');
  expect(mergedFrom).toEqual([{ id: two.id, version: 2 }]);
  const edited = await client.update(customer, { organization: 'Ο' });
  await expect(unmerge(client, customer, 2)).rejects.toMatchObject({ code: 'precondition_failed' });
  const undone = await unmerge(client, edited, 2);
  expect(undone).toMatchObject({
    customer: { name: 'Ένας', organization: 'Ο' },
    restored: [{ id: two.id }],
    kept: [],
  });
  const [back] = undone.restored;
  if (back === undefined) throw new Error('nothing came back');
  expect(await client.update(back, { organization: 'Π' })).toMatchObject({ id: two.id, organization: 'Π' });
});

it('who asks for an old id gets the other customer, or is told its id', async () => {
  const [one, two] = await pair();
  await merge(client, one, [two]);
  for (const asked of [two, two.id]) {
    const found = await client.get(asked);
    expect(found.id).toBe(one.id);
    expect(await client.update(found, { tags: [] })).toMatchObject({ id: one.id });
  }
  const unfollowed = await client.get(two.id, { follow: false }).catch((error: unknown) => error);
  expect(unfollowed).toBeInstanceOf(ProblemError);
  expect(unfollowed).toMatchObject({ code: 'customer_merged', mergedInto: one.id });
  await expect(client.update(two, { name: 'x' })).rejects.toMatchObject({ mergedInto: one.id });
});

it('a merge is on a condition of each, or on none when that is said', async () => {
  const [one, two] = await pair();
  await client.addTag(two.id, 'β');
  await expect(merge(client, one, [two])).rejects.toMatchObject({
    code: 'precondition_failed',
    changed: [{ id: two.id, pointer: '/tags/1' }],
  });
  const before = proxy.requests;
  await expect(merge(client, one, [two.id])).rejects.toBeInstanceOf(TypeError);
  await expect(unmerge(client, one.id, 2)).rejects.toBeInstanceOf(TypeError);
  expect(proxy.requests).toBe(before);
  const { etags } = await previewMerge(client, one.id, [two.id]);
  await merge(client, one.id, [two.id], { etags });
  await unmerge(client, one.id, 2, { only: [two], ifMatch: null });
  expect((await merge(client, one.id, [two.id], { etags: null })).customer.tags).toEqual(['α', 'β']);
});

it('a merge and an undo whose answers are lost are done once', async () => {
  const [one, two] = await pair();
  proxy.loses({ isDone: true });
  const { customer } = await merge(client, one, [two]);
  expect(etagOf(customer)).toMatch(/^"2-/);
  proxy.loses({ isDone: true });
  const { restored } = await unmerge(client, customer, 2);
  expect(restored.map(({ id }) => id)).toEqual([two.id]);
});
