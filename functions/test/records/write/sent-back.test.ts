import { Timestamp } from 'firebase-admin/firestore';
import { describe, expect, it } from 'vitest';
import { useApi } from '../../support/api.ts';
import { expectProblem } from '../../support/client.ts';
import { dumpDatabase } from '../../support/database-dump.ts';
import { CUSTOMERS_PATH as path } from '../../support/paths.ts';

/** What an answer gave can be sent back, whatever another program has stored: only what differs is validated. */
const api = useApi();
const editor = () => api.as('editor');
const sentBack = { sentBack: true };

const long = 'λ'.repeat(400);
const at = '2024-01-01T00:00:00Z';
const contact = { type: 'phone', label: '', value: '2310', primary: false };
const note = { text: 'α', by: 'b', at };

/** Fields of documents that break the contract in one way or another. */
const corpus: Record<string, unknown>[] = [
  ...[{}, { name: 5 }, { name: '' }, { name: long }, { name: '  Κενά  ' }, { name: 'cafe\u0301' }].map(
    (each) => each,
  ),
  ...[{ name: '\u200B' }, { name: 'a\u0000b' }, { name: 'a\r\nb' }, { name: '\u202Ea' }, { name: null }],
  ...[{ name: 'a' + '\u0301'.repeat(40) }, { name: ['x'] }, { name: Timestamp.fromMillis(5) }],
  ...[
    { organization: 7 },
    { organization: long },
    { organization: '' },
    { organization: 'a\u0007' },
    { organization: {} },
  ],
  ...[
    { language: '' },
    { language: 'x'.repeat(1500) },
    { language: 3 },
    { nextcloud_folder: 'f'.repeat(2000) },
  ],
  ...[
    { nextcloud_folder: false },
    { location: 'Αθήνα' },
    { location: { city: 5 } },
    { location: { city: long, zip: 1 } },
  ],
  ...[{ location: {} }, { location: [] }, { location: { region: 'a\r\nb' } }],
  ...[
    { tags: [''] },
    { tags: ['..'] },
    { tags: ['.', 'a/../b'] },
    { tags: [' a', 'a', 'a'] },
    { tags: [long] },
  ],
  ...[{ tags: 'vip' }, { tags: [5, 'x', null] }, { tags: Array.from({ length: 150 }, (_, n) => `t${n}`) }],
  ...[
    { linked_user_ids: [''] },
    { linked_user_ids: ['..', 'x', 'x'] },
    { linked_user_ids: ['u'.repeat(1200)] },
  ],
  ...[{ linked_user_ids: { a: 1 } }, { contacts: 'a@b.gr' }, { contacts: [{ value: 6970000000 }] }],
  ...[{ contacts: [{ type: 'fax', value: '1' }] }, { contacts: [{ ...contact, value: '' }] }],
  ...[
    { contacts: [{ ...contact, value: 'v'.repeat(500) }] },
    { contacts: [{ ...contact, label: long, x: 1 }] },
  ],
  ...[{ contacts: [{}, 'junk', null, contact] }, { contacts: [{ ...contact, primary: 'yes' }] }],
  ...[{ contacts: Array.from({ length: 130 }, (_, n) => ({ ...contact, value: `${n}` })) }],
  ...[{ contacts: Array.from({ length: 90 }, (_, n) => ({ ...contact, value: `${n}`.padEnd(300, 'x') })) }],
  ...[{ notes: 'κείμενο' }, { notes: ['κείμενο', note] }, { notes: [{ ...note, text: 'a\r\nb' }] }],
  ...[
    { notes: [{ ...note, text: '' }] },
    { notes: [{ ...note, text: 'n'.repeat(12_000) }] },
    { notes: [{ text: 'x' }] },
  ],
  ...[{ notes: [{ ...note, at: '2024-02-30T10:00:00Z' }] }, { notes: [{ ...note, at: 'χθες' }] }],
  ...[
    { notes: [{ ...note, at: '2024-01-01 10:00' }] },
    { notes: [{ ...note, at: Timestamp.fromMillis(1) }] },
  ],
  ...[
    { notes: [{ ...note, by: 'b'.repeat(1200) }] },
    { notes: [{ ...note, at: '2024-01-01T10:00:00.123456789+02:00' }] },
  ],
  ...[
    { owned_items: [{ type: 'x' }] },
    { owned_items: [{ type: 'product', quantity: -3 }] },
    { owned_items: 5 },
  ],
  ...[{ owned_items: [{ type: 'product', quantity: 5e9, serial_numbers: ['s'.repeat(1200), 5, 't'] }] }],
  ...[
    { owned_items: [{ quantity: 1.5, label: long }] },
    { owned_items: [null, {}, { description: 'd'.repeat(3000) }] },
  ],
  // Times that RFC 3339 does not write so, or that have a year of five digits in UTC.
  ...[
    { notes: [{ ...note, at: '2024-05-01T24:00:00Z' }] },
    { notes: [{ ...note, at: `2024-05-01T10:00:00.${'1'.repeat(60)}Z` }] },
    { notes: [{ ...note, at: '9999-12-31T23:30:00-02:00' }] },
    { created_at: '0000-01-01T00:30:00+02:00', updated_at: '9999-12-31T23:30:00-02:00' },
  ],
  ...[{ owned_items: [{ type: 'product', quantity: -0 }] }],
  ...[
    { created_at: 'χθες', updated_at: 5 },
    { created_at: Timestamp.fromMillis(5), extra: { deep: [1, { x: null }] } },
  ],
];

const BOOKKEEPING = ['_meta', 'updated_at'];

const fieldsOf = async (id: string): Promise<Record<string, unknown>> => {
  const dump = await dumpDatabase(api.projectId);
  return dump[`crm_customers/${id}`]?.fields as Record<string, unknown>;
};
const without = (fields: Record<string, unknown>, ...names: string[]) =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => ![...BOOKKEEPING, ...names].includes(name)));

async function foreign(data: object) {
  const document = api.firestore.collection('crm_customers').doc();
  await document.set(data);
  return { id: document.id, item: `${path}/${document.id}`, before: await fieldsOf(document.id) };
}

it('the corpus is large enough', () => expect(corpus.length).toBeGreaterThanOrEqual(60));

describe.each(corpus.map((data) => [JSON.stringify(data).slice(0, 90), data] as const))(
  '%s',
  (_what, data) => {
    it('goes through PUT with one field changed, and nothing else changes', async () => {
      const { id, item, before } = await foreign({ name: 'Ξένος', ...data });
      const { body: read } = await editor().get(item);
      const changed = 'organization' in data ? 'nextcloud_folder' : 'organization';
      const answer = await editor().put(item, { ...read, [changed]: 'Φορέας' }, sentBack);
      expect(answer).toMatchObject({
        status: 200,
        body: { ...read, [changed]: 'Φορέας', updated_at: expect.any(String) as string },
      });
      const after = await fieldsOf(id);
      expect(without(after, changed)).toEqual(without(before, changed));
      expect(after[changed]).toEqual({ stringValue: 'Φορέας' });
      // And the same back again.
      const again = await editor().put(item, answer.body, sentBack);
      expect(again.headers.get('X-Firestore-Writes')).toBe('0');
    });

    it('takes a note, a tag and a contact', async () => {
      const { id, item, before } = await foreign({ name: 'Ξένος', ...data });
      const done: string[] = [];
      if (!('notes' in data)) {
        expect((await editor().post(`${item}/notes`, { text: 'νέα' })).status).toBe(201);
        done.push('notes');
      }
      if (!('tags' in data)) {
        expect((await editor().put(`${item}/tags/vip`)).status).toBe(200);
        done.push('tags');
      }
      if (!('contacts' in data)) {
        expect((await editor().post(`${item}/contacts`, contact)).status).toBe(201);
        done.push('contacts');
      }
      expect(without(await fieldsOf(id), ...done)).toEqual(without(before, ...done));
    });
  },
);

describe('a list that is sent back with one element changed', () => {
  const odd = { type: 'fax', value: 'v'.repeat(500), label: long, primary: 'yes', extra: 1 };

  it('is judged by that element, and the others stay as they are stored', async () => {
    const { item, id, before } = await foreign({ name: 'Α', contacts: [odd, contact, 'junk'] });
    const { contacts } = (await editor().get(item)).body;
    const answer = await editor().put(
      item,
      { contacts: [contacts[0], { ...contacts[1], label: 'νέο' }] },
      sentBack,
    );
    expect(answer.status).toBe(200);
    const stored = (await api.firestore.doc(`crm_customers/${id}`).get()).get('contacts') as unknown[];
    expect(stored).toEqual([odd, { ...contact, label: 'νέο' }, 'junk']);
    expect(without(await fieldsOf(id), 'contacts')).toEqual(without(before, 'contacts'));
  });

  it('is judged by the keys of an element that were changed', async () => {
    const { item, id } = await foreign({ name: 'Α', contacts: [odd] });
    const { contacts } = (await editor().get(item)).body;
    expect(
      (await editor().put(item, { contacts: [{ ...contacts[0], primary: true }] }, sentBack)).status,
    ).toBe(200);
    const stored = (await api.firestore.doc(`crm_customers/${id}`).get()).get('contacts') as unknown[];
    expect(stored).toEqual([{ ...odd, primary: true }]);
  });

  it('is refused for what is new in it, at its place in what was sent', async () => {
    const { item } = await foreign({ name: '', contacts: [odd, contact], tags: ['..', 'a'] });
    const { body: read } = await editor().get(item);
    const contacts = [...read.contacts, { ...contact, value: '' }, { ...read.contacts[1], label: long }];
    const refused = await editor().put(item, { ...read, contacts, tags: ['..', 'a', '.'] });
    expectProblem(refused, 422, 'validation_failed');
    expect(refused.body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      '/contacts/2/value',
      '/contacts/3/label',
      '/tags/2',
    ]);
  });

  it('of more elements than a list may have can lose some and change some, and not get more', async () => {
    const contacts = Array.from({ length: 130 }, (_, n) => ({ ...contact, value: `${n}` }));
    const { item } = await foreign({ name: 'Α', contacts });
    const changed = contacts.map((each, n) => (n === 7 ? { ...each, label: 'νέο' } : each));
    expect((await editor().put(item, { contacts: changed }, sentBack)).status).toBe(200);
    expect((await editor().put(item, { contacts: changed.slice(1) }, sentBack)).status).toBe(200);
    const more = await editor().put(item, { contacts: changed }, sentBack);
    expect(expectProblem(more, 422, 'validation_failed').body.errors).toMatchObject([
      { pointer: '/contacts', code: 'too_big' },
    ]);
    const reverted = await editor().post(`${item}/revert`, { version: 1 });
    expect(reverted).toMatchObject({ status: 200, body: { contacts } });
  });

  it('a serial number that is added is judged without those that are there', async () => {
    const serial_numbers = ['s'.repeat(1200), 5, 't'];
    const { item, id } = await foreign({
      name: 'Α',
      owned_items: [{ type: 'product', product_id: 'P', serial_numbers }],
    });
    const [owned] = (await editor().get(item)).body.owned_items;
    const sent = { ...owned, serial_numbers: [...owned.serial_numbers, 'u'] };
    expect((await editor().put(item, { owned_items: [sent] }, sentBack)).status).toBe(200);
    const stored = (await api.firestore.doc(`crm_customers/${id}`).get()).get('owned_items') as unknown[];
    expect(stored).toEqual([{ type: 'product', product_id: 'P', serial_numbers: [...serial_numbers, 'u'] }]);
  });
});

it('a body with faults that nothing stored can excuse is refused before anybody is read', async () => {
  const { item } = await foreign({ name: 'Α' });
  const refused = await editor().put(item, { name: 5, colour: 'red', contacts: [{ type: 'fax' }] });
  expectProblem(refused, 422, 'validation_failed');
  expect(refused.headers.get('X-Firestore-Reads')).toBe('0');
});

it.for([
  '{"__proto__":{"name":"Άλλος"},"language":""}',
  '{"__proto__":{},"language":""}',
  '{"constructor":{},"language":""}',
  '{"location":{"__proto__":{}},"language":""}',
])('a name that every object has is an unknown field, also beside what is sent back: %s', async (body) => {
  const { id, item, before } = await foreign({ name: 'Α', language: '', location: { city: 'Βόλος' } });
  const headers = { 'Content-Type': 'application/json' };
  const refused = expectProblem(
    await editor().send('PUT', item, { body, headers }),
    422,
    'validation_failed',
  );
  expect(refused.body.errors).toMatchObject([{ code: 'unknown_field' }]);
  expect(await fieldsOf(id)).toEqual(before);
});
