import { Timestamp } from 'firebase-admin/firestore';
import { describe, expect, it } from 'vitest';
import { useApi } from '../../support/api.ts';
import type { Answer, Json } from '../../support/client.ts';
import { isAdopted } from '../../support/customers-wing.ts';
import { idsOf } from '../../support/pages.ts';
import { CUSTOMERS_PATH as path } from '../../support/paths.ts';
import { EMPTY_ITEM } from '../../support/plain-customer.ts';

/** Another program's own way to fill a list: edits of single elements leave it, and are not led astray by it. */
const api = useApi();
const editor = () => api.as('editor');

async function foreign(data: object) {
  const document = api.firestore.collection('crm_customers').doc();
  await document.set({ name: 'Ξένος', ...data });
  return { document, item: `${path}/${document.id}` };
}

describe('elements that this API would not read', () => {
  const contacts = ['junk', { type: 'phone' }, { value: 5, extra: true }];
  const lists = {
    notes: [{ text: 'παλιά', at: Timestamp.fromMillis(1e12) }, 7],
    contacts,
    owned_items: [{ type: 'product', serial_numbers: [1, 'S-1'] }, null],
    tags: ['α', 5],
  };
  /** A list, how one element is added, and the element as it is answered. */
  const edits: [keyof typeof lists, (item: string) => Promise<Answer>, unknown][] = [
    [
      'notes',
      (item) => editor().post(`${item}/notes`, { text: 'νέα' }),
      expect.objectContaining({ text: 'νέα' }),
    ],
    [
      'contacts',
      (item) => editor().post(`${item}/contacts`, { type: 'phone', label: '', value: '2310' }),
      { type: 'phone', label: '', value: '2310', primary: false },
    ],
    [
      'owned_items',
      (item) => editor().post(`${item}/owned_items`, { type: 'freetext' }),
      { type: 'freetext', ...EMPTY_ITEM },
    ],
    ['tags', (item) => editor().put(`${item}/tags/νέα`), 'νέα'],
  ];

  it.each(edits)('stay in %s, and the answer is what a read gives', async (field, edit, added) => {
    const { document, item } = await foreign({ [field]: lists[field] });
    const answer = await edit(item);
    expect([200, 201]).toContain(answer.status);
    expect((await editor().get(item)).body).toEqual(answer.body);
    const stored = (await document.get()).get(field) as unknown[];
    expect(stored.slice(0, -1)).toEqual(lists[field]);
    expect(answer.body[field].at(-1)).toEqual(added);
  });

  it.each(edits)('in %s make no version that nobody made', async (field, edit) => {
    const { document, item } = await foreign({ [field]: lists[field] });
    await edit(item);
    expect(isAdopted(await document.get())).toBe(true);
    await editor().put(item, { name: 'Δικός' });
    const { body } = await editor().get(`${item}/history`);
    const uid = api.users.editor.uid;
    expect(body.history.map(({ by }: Json) => by)).toEqual([uid, uid, 'external']);
  });

  it('do not keep the new one from being found', async () => {
    const { document, item } = await foreign({ contacts });
    await editor().post(`${item}/contacts`, { type: 'email', label: '', value: 'neos@example.gr' });
    expect(idsOf(await editor().get(`${path}?search=neos@example`))).toEqual([document.id]);
  });
});

describe('a member that another program stored in its own spelling', () => {
  const spellings = ['  vip ', 'cafe\u0301'];

  it('is taken out by its name', async () => {
    const { item } = await foreign({ tags: ['α', ...spellings] });
    await editor().delete(`${item}/tags/vip`);
    const { body } = await editor().delete(`${item}/tags/caf%C3%A9`);
    expect(body.tags).toEqual(['α']);
  });

  it('is there once when it is added', async () => {
    const { item } = await foreign({ tags: [...spellings, 'α'] });
    expect((await editor().put(`${item}/tags/vip`)).body.tags).toEqual([spellings[1], 'α', 'vip']);
  });
});

describe('a list that is sent back as it was read', () => {
  const contacts = [{ type: 'phone', label: '', value: '2310', verified: true }, 'junk'];

  it('keeps what another program stores inside it, whatever else is changed', async () => {
    const { document, item } = await foreign({ contacts });
    const { id: _, ...read } = (await editor().get(item)).body;
    await editor().put(item, { ...read, name: 'Δικός' });
    expect((await document.get()).get('name')).toBe('Δικός');
    expect((await document.get()).get('contacts')).toEqual(contacts);
  });

  it('is no change, and neither is a revert to it', async () => {
    const { document, item } = await foreign({ contacts });
    await editor().put(item, { name: 'Δικός' });
    const { body } = await editor().get(item);
    const unchanged = await editor().put(item, { contacts: body.contacts });
    expect(unchanged.headers.get('X-Firestore-Writes')).toBe('0');
    await editor().post(`${item}/revert`, { version: 1 });
    expect((await document.get()).data()).toMatchObject({ name: 'Ξένος', contacts });
  });
});

it('fields inside the location that this API does not know stay when another one changes', async () => {
  const { document, item } = await foreign({ location: { city: 'Βόλος', postcode: '38221' } });
  const { body } = await editor().put(item, { location: { country: 'Ελλάδα' } });
  expect(body.location).toEqual({ city: 'Βόλος', country: 'Ελλάδα', region: null });
  expect((await document.get()).get('location')).toEqual({
    city: 'Βόλος',
    country: 'Ελλάδα',
    postcode: '38221',
  });
});
