import { beforeAll, describe, expect, it } from 'vitest';
import { createCustomersClient, type CustomersClient } from '../../client/src/index.ts';
import { useApi } from '../support/api.ts';
import { useLosingProxy } from '../support/losing-proxy.ts';

const api = useApi();
const proxy = useLosingProxy(() => api.url);
let client: CustomersClient;
let colleague: CustomersClient;

beforeAll(() => {
  client = createCustomersClient({ baseUrl: `${proxy.url}/api`, getToken: () => api.users.admin.token });
  colleague = createCustomersClient({ baseUrl: `${api.url}/api`, getToken: () => api.users.editor.token });
});

const refusal = { code: 'precondition_failed', status: 412 };

describe('a write whose answer was lost', () => {
  it('is no conflict with itself', async () => {
    const created = await client.create({ name: 'Χαμένη απάντηση' });
    const { id } = created;
    proxy.loses({ isDone: true });
    const updated = await client.update(created, { name: ' Δήμος Πατρε\u0301ων ', tags: ['νέο '] });
    expect(updated).toMatchObject({ name: 'Δήμος Πατρέων', tags: ['νέο'] });
    expect(updated).toEqual(await colleague.get(id));
    expect(proxy.requests).toBe(2);
    expect((await client.history(id)).history).toHaveLength(2);
    expect((await client.update(updated, { organization: 'ΟΤΑ' })).organization).toBe('ΟΤΑ');
    expect(proxy.requests).toBe(4);
  });

  it('is done once, though a colleague has changed the customer meanwhile; the next edit is told of that', async () => {
    const created = await client.create({ name: 'Δίπλα' });
    const { id } = created;
    const meanwhile = async () => colleague.update(await colleague.get(id), { organization: 'Του άλλου' });
    proxy.loses({ isDone: true, meanwhile });
    const updated = await client.update(created, { organization: 'Δικό μου' });
    expect(updated).toMatchObject({ organization: 'Δικό μου' });
    expect((await colleague.get(id)).organization).toBe('Του άλλου');
    await expect(client.update(updated, { organization: 'Πάλι δικό μου' })).rejects.toMatchObject(refusal);
  });

  it('is refused when it was never done, for a colleague was faster', async () => {
    const created = await client.create({ name: 'Κοινός' });
    proxy.loses({ isDone: false, meanwhile: () => colleague.addTag(created, 'νέο') });
    await expect(client.update(created, { tags: ['δικό μου'] })).rejects.toMatchObject(refusal);
    const shown = await client.get(created);
    proxy.loses({ isDone: false, meanwhile: () => colleague.addTag(created, 'άλλο') });
    await expect(client.delete(shown)).rejects.toMatchObject(refusal);
    expect((await colleague.get(created)).tags).toEqual(['νέο', 'άλλο']);
  });

  it('may be an append, a revert, a deletion, a restoration or an erasure', async () => {
    const { id } = await client.create({ name: 'Πρώτο', tags: ['α'] });
    proxy.loses({ isDone: true });
    const noted = await client.addNote(id, { text: 'μία' });
    expect(noted.notes).toHaveLength(1);
    proxy.loses({ isDone: true, meanwhile: () => colleague.addTag(id, 'β') });
    expect(await client.revert(noted, 1)).toMatchObject({ notes: [], tags: ['α'] });
    const tagged = await client.get(id);
    proxy.loses({ isDone: true });
    await client.delete(tagged);
    proxy.loses({ isDone: true });
    expect((await client.restore(id)).tags).toEqual(['α', 'β']);
    const { history } = await client.history(id);
    expect(history.map(({ action }) => action)).toEqual([
      ...['restore', 'delete', 'update', 'revert', 'update', 'create'],
    ]);
    proxy.loses({ isDone: true });
    await client.erase(id);
    await expect(client.history(id)).rejects.toMatchObject({ code: 'customer_not_found' });
  });

  it('is done once, of whatever kind', { timeout: 60_000 }, async () => {
    const note = { text: 'μία' };
    const contact = { type: 'other', label: '', value: 'α' } as const;
    const item = { type: 'freetext', label: 'α' } as const;
    const tags = [`χαμένα ${crypto.randomUUID()}`];
    proxy.loses({ isDone: true });
    let customer = await client.create({ name: 'Κάθε είδος', tags });
    expect((await client.list({ tag: tags })).total).toBe(1);
    const first = <Element>([element]: Element[]): Element => {
      if (element === undefined) throw new Error('nothing there');
      return element;
    };
    const writes: (() => Promise<typeof customer>)[] = [
      () => client.addNote(customer, note),
      () => client.editNote(customer, first(customer.notes), { text: 'δύο' }),
      () => client.removeNote(customer, first(customer.notes)),
      () => client.addContact(customer, contact),
      () => client.editContact(customer, first(customer.contacts), { label: 'γραφείο' }),
      () => client.removeContact(customer, first(customer.contacts)),
      () => client.addOwnedItem(customer, item),
      () => client.editOwnedItem(customer, first(customer.owned_items), { quantity: 2 }),
      () => client.removeOwnedItem(customer, first(customer.owned_items)),
      () => client.addTag(customer, 'β'),
      () => client.removeTag(customer, 'β'),
      () => client.linkUser(customer, 'uid'),
      () => client.unlinkUser(customer, 'uid'),
      () => client.update(customer, { organization: 'Β' }),
      () => client.revert(customer, 1),
    ];
    for (const [index, write] of writes.entries()) {
      proxy.loses({ isDone: true });
      customer = await write();
      expect([index, (await client.history(customer)).history.length]).toEqual([index, index + 2]);
    }
    expect(customer).toMatchObject({ notes: [], contacts: [], owned_items: [], organization: null, tags });
  });

  it('finds nobody when nothing was lost', async () => {
    await expect(client.delete('nobody', { ifMatch: null })).rejects.toMatchObject({
      code: 'customer_not_found',
    });
    await expect(client.erase('nobody')).rejects.toMatchObject({ code: 'customer_not_found' });
  });
});
