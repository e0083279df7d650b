import { Timestamp } from 'firebase-admin/firestore';
import { describe, expect, it } from 'vitest';
import { useApi } from '../../support/api.ts';
import { type Answer, expectProblem, type Json } from '../../support/client.ts';
import { historyOf } from '../../support/customers-wing.ts';
import { CUSTOMERS_PATH as path } from '../../support/paths.ts';

/** What this API reads as something else is another program's: it is replaced only by those who name it. */
const api = useApi();
const editor = () => api.as('editor');

async function foreign(data: object) {
  const document = api.firestore.collection('crm_customers').doc();
  await document.set({ name: 'Ξένος', ...data });
  const stored = async (field: string): Promise<Json> => (await document.get()).get(field);
  return { document, item: `${path}/${document.id}`, stored };
}

const contact = { type: 'phone', label: '', value: '2310', primary: false };
/** Values that are read as an empty list, or as no place. */
const unreadable = [
  'παλιά σημείωση',
  'α,β',
  '',
  42,
  true,
  { a: 1 },
  Timestamp.fromMillis(5),
  Buffer.from('x'),
];

describe.each(unreadable)('where %j is stored', (value) => {
  const edits: [string, (item: string) => Promise<Answer>][] = [
    ['notes', (item) => editor().post(`${item}/notes`, { text: 'νέα' })],
    ['contacts', (item) => editor().post(`${item}/contacts`, contact)],
    ['owned_items', (item) => editor().post(`${item}/owned_items`, { type: 'freetext' })],
    ['tags', (item) => editor().put(`${item}/tags/vip`)],
    ['linked_user_ids', (item) => editor().put(`${item}/linked_user_ids/uid-1`)],
  ];

  it.each(edits)('nothing is added to %s', async (field, edit) => {
    const { document, item } = await foreign({ [field]: value });
    const before = (await document.get()).data();
    const answer = expectProblem(await edit(item), 409, 'stored_value_unreadable');
    expect(answer.body.errors).toEqual([
      { pointer: `/${field}`, code: 'stored_value_unreadable', message: expect.any(String) as string },
    ]);
    expect(answer.body.detail).toMatch(/PUT|PATCH/);
    expect((await document.get()).data()).toEqual(before);
    expect(await historyOf(api.firestore, item)).toEqual([]);
  });

  it('a list that is read as empty is not sent, and another one replaces it, kept in the history', async () => {
    for (const [field, sent] of [
      ['notes', [{ text: 'νέα' }]],
      ['contacts', [contact]],
      ['tags', ['vip']],
    ] as const) {
      const { item, stored } = await foreign({ [field]: value });
      expect((await editor().put(item, { [field]: [] })).status).toBe(200);
      expect((await editor().patch(item, { [field]: [], name: 'Δικός' })).status).toBe(200);
      expect(await stored(field)).toEqual(value);
      const replaced = await editor().put(item, { [field]: sent });
      expect(replaced).toMatchObject({ status: 200, body: { [field]: sent } });
      expect((await historyOf(api.firestore, item)).at(-1)).toMatchObject({ replaced: { [field]: value } });
    }
  });
});

describe('a location that is no map', () => {
  it('is replaced by a whole one only', async () => {
    const { item, stored } = await foreign({ location: 'Βόλος' });
    const refused = expectProblem(
      await editor().patch(item, { location: { city: 'Βόλος' } }),
      409,
      'stored_value_unreadable',
    );
    expect(refused.body.errors).toMatchObject([{ pointer: '/location' }]);
    expect(await stored('location')).toBe('Βόλος');
    expect((await editor().put(item, { location: null, name: 'Δικός' })).status).toBe(200);
    expect(await stored('location')).toBe('Βόλος');
    const whole = { city: 'Βόλος', country: null, region: null };
    expect((await editor().put(item, { location: whole })).body.location).toEqual(whole);
    expect(await stored('location')).toEqual(whole);
    expect((await historyOf(api.firestore, item)).at(-1)).toMatchObject({ replaced: { location: 'Βόλος' } });
  });

  it('keeps the parts that are not named, whatever they hold', async () => {
    const { item, stored } = await foreign({ location: { city: 5, region: ['x'], postcode: 38221 } });
    const { body } = await editor().put(item, { location: { country: 'GR', city: null } });
    expect(body.location).toEqual({ city: null, country: 'GR', region: null });
    expect(await stored('location')).toEqual({ city: 5, region: ['x'], postcode: 38221, country: 'GR' });
    await editor().put(item, { location: { city: 'Βόλος' } });
    expect(await stored('location')).toMatchObject({ city: 'Βόλος', region: ['x'], postcode: 38221 });
    const last = (await historyOf(api.firestore, item)).at(-1);
    expect(last).toMatchObject({ replaced: { location: { city: 5 } } });
  });
});

describe('a single value of the wrong type', () => {
  it('stays when what was read is sent back, and is replaced by another one', async () => {
    const { item, stored } = await foreign({ organization: 42, language: null });
    const { body: read } = await editor().get(item);
    expect((await editor().put(item, { ...read, tags: ['vip'] })).status).toBe(200);
    expect([await stored('organization'), await stored('language')]).toEqual([42, null]);
    await editor().put(item, { organization: 'Φορέας' });
    expect(await stored('organization')).toBe('Φορέας');
    const last = (await historyOf(api.firestore, item)).at(-1);
    expect(last).toMatchObject({ replaced: { organization: 42 } });
  });
});

describe('a revert', () => {
  it('that would overwrite such a value is refused, and one that would not is done', async () => {
    const { document, item, stored } = await foreign({ notes: [{ text: 'α', by: 'b' }] });
    await editor().put(item, { name: 'Δικός' });
    await document.update({ notes: 'από άλλο πρόγραμμα', organization: 7 });
    const refused = await editor().post(`${item}/revert`, { version: 1 });
    expectProblem(refused, 409, 'stored_value_unreadable');
    expect(refused.body.errors).toMatchObject([{ pointer: '/notes' }]);
    expect(await stored('notes')).toBe('από άλλο πρόγραμμα');
    expect(await stored('name')).toBe('Δικός');
  });

  it('leaves alone what is read as it was then', async () => {
    const { item, stored } = await foreign({ notes: 'παλιά σημείωση' });
    await editor().put(item, { name: 'Δικός' });
    expect((await editor().post(`${item}/revert`, { version: 1 })).body).toMatchObject({ name: 'Ξένος' });
    expect(await stored('notes')).toBe('παλιά σημείωση');
  });

  it('keeps what other programs keep in the elements that stay', async () => {
    const { item, stored } = await foreign({
      contacts: [{ ...contact, verified: true }, 'junk', { ...contact, value: '2' }],
    });
    await editor().post(`${item}/contacts`, { ...contact, value: '3' });
    await editor().post(`${item}/revert`, { version: 1 });
    expect(await stored('contacts')).toEqual([
      { ...contact, verified: true },
      'junk',
      { ...contact, value: '2' },
    ]);
  });

  it('refuses to overwrite a part of an element', async () => {
    const { document, item, stored } = await foreign({ contacts: [contact] });
    await editor().put(item, { name: 'Δικός' });
    await document.update({ contacts: ['junk', { ...contact, type: { kind: 'fax' } }] });
    const refused = await editor().post(`${item}/revert`, { version: 1 });
    expectProblem(refused, 409, 'stored_value_unreadable');
    expect(refused.body.errors).toMatchObject([{ pointer: '/contacts/0/type' }]);
    expect(await stored('contacts')).toHaveLength(2);
  });
});

describe('elements of a list that is sent back with a change', () => {
  const at = '2024-01-01T00:00:00Z';
  const seen = Timestamp.fromMillis(1e12);

  it('keep the keys that this API does not know, and what cannot be read stays behind its neighbour', async () => {
    const { item, stored } = await foreign({
      notes: [
        'πρώτη',
        { text: 'α', by: 'b', at, mood: 'ok' },
        7,
        null,
        { text: 'γ', by: 'b', at: seen, seen },
      ],
    });
    const { notes } = (await editor().get(item)).body;
    expect(notes).toHaveLength(2);
    const changed = await editor().put(item, { notes: [{ ...notes[0], text: 'αα' }, notes[1]] });
    expect(changed.body.notes.map(({ text }: Json) => text)).toEqual(['αα', 'γ']);
    expect(await stored('notes')).toEqual([
      'πρώτη',
      { text: 'αα', by: 'b', at, mood: 'ok' },
      7,
      null,
      { text: 'γ', by: 'b', at: seen, seen },
    ]);
    // In another order, and without the first.
    await editor().put(item, { notes: [{ text: 'νέα', by: 'b', at }, notes[1]] });
    expect(await stored('notes')).toEqual([
      'πρώτη',
      { text: 'νέα', by: 'b', at, mood: 'ok' },
      7,
      null,
      { text: 'γ', by: 'b', at: seen, seen },
    ]);
    await editor().put(item, { notes: [notes[1]] });
    expect(await stored('notes')).toEqual(['πρώτη', 7, null, { text: 'γ', by: 'b', at: seen, seen }]);
    const last = (await historyOf(api.firestore, item)).at(-1);
    expect(last).toMatchObject({ replaced: { notes: [{ text: 'νέα', mood: 'ok' }] } });
  });

  it('are known by their content when others come before them or go', async () => {
    const a = { ...contact, value: 'a', verified: 1 };
    const b = { ...contact, value: 'b', verified: 2 };
    const c = { ...contact, value: 'c', verified: 3 };
    const { item, stored } = await foreign({ contacts: [a, 'junk', b, c] });
    const { contacts } = (await editor().get(item)).body;
    const [, second, third] = contacts;
    await editor().put(item, { contacts: [{ ...contact, value: 'νέα' }, third, second] });
    expect(await stored('contacts')).toEqual(['junk', { ...contact, value: 'νέα' }, c, b]);
    await editor().put(item, { contacts: [third, { ...second, label: 'σπίτι' }] });
    expect(await stored('contacts')).toEqual(['junk', c, { ...b, label: 'σπίτι' }]);
  });

  it('of items are known by their ids', async () => {
    const first = { type: 'console_device', device_id: 'D1', legacy: 1, quantity: 'δύο' };
    const free = { type: 'freetext', description: 'κάτι', legacy: 2 };
    const { item, stored } = await foreign({ owned_items: [first, free] });
    const { owned_items: items } = (await editor().get(item)).body;
    const serial_numbers = ['S-1'];
    await editor().put(item, {
      owned_items: [
        { ...items[0], serial_numbers },
        { ...items[1], notes: 'ν' },
      ],
    });
    expect(await stored('owned_items')).toEqual([
      { ...first, serial_numbers },
      { ...free, notes: 'ν' },
    ]);
  });
});
