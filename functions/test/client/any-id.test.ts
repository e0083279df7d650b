import { expect, it } from 'vitest';
import { createCustomersClient } from '../../client/src/index.ts';
import { useApi } from '../support/api.ts';

const api = useApi();

it.each([
  'maria.pappa@example.gr',
  'ΠΕΛ-00017',
  'cust 12',
  'a%2Fb',
  '?x=1&y#z',
  '...',
  'a+b',
  '😀',
  '%',
  'x'.repeat(1500),
])('the client reaches the customer %s, whatever is done', async (id) => {
  const of = (role: 'editor' | 'admin') =>
    createCustomersClient({ baseUrl: `${api.url}/api`, getToken: () => api.users[role].token });
  const client = of('editor');
  await api.firestore.collection('crm_customers').doc(id).set({ name: 'Καλλιόπη' });
  const shown = await client.get(id);
  expect(shown).toMatchObject({ id, name: 'Καλλιόπη' });
  expect(await client.update(shown, { organization: 'Φορέας' })).toMatchObject({ id });
  expect(await client.addTag(id, 'α/β')).toMatchObject({ id, tags: ['α/β'] });
  const untagged = await client.removeTag(id, 'α/β');
  expect(untagged).toMatchObject({ id, tags: [] });
  const reverted = await client.revert(untagged, 1);
  expect(reverted).toMatchObject({ id, organization: null });
  await client.delete(reverted);
  expect(await client.restore(id)).toMatchObject({ id, name: 'Καλλιόπη' });
  await of('admin').erase(id);
  expect((await api.firestore.collection('crm_customers').doc(id).get()).exists).toBe(false);
});
