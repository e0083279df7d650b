import { Timestamp } from 'firebase-admin/firestore';
import { beforeEach, describe, expect, it } from 'vitest';
import { useApi } from '../../support/api.ts';
import { adopt } from '../../support/customers-wing.ts';
import { CUSTOMERS_PATH as path } from '../../support/paths.ts';
import { EMPTY_ITEM } from '../../support/plain-customer.ts';

const api = useApi();
const collection = () => api.firestore.collection('crm_customers');

const warnings = () => api.log.filter(({ message }) => message !== 'request');

beforeEach(() => {
  api.log.length = 0;
});

async function read(id: string) {
  const { status, body } = await api.as('viewer').get(`${path}/${id}`);
  expect(status).toBe(200);
  return body;
}

describe('a document of another writer', () => {
  it('has its naive dates, Timestamps and offsets read as ISO UTC', async () => {
    await collection()
      .doc('python')
      .set({
        name: 'Μητρόπολη',
        created_at: '2024-05-01T10:20:30.123456',
        updated_at: Timestamp.fromMillis(1714558830123),
        notes: [
          { text: 'a', by: 'nikos', at: '2024-05-01 10:20:30' },
          { text: 'b', by: 'nikos', at: Timestamp.fromMillis(0) },
          { text: 'c', by: 'nikos', at: '2024-05-01T10:20:30+03:00' },
        ],
      });
    const body = await read('python');
    expect(body).toMatchObject({
      created_at: '2024-05-01T10:20:30.123Z',
      updated_at: '2024-05-01T10:20:30.123Z',
    });
    expect(body.notes.map(({ at }: { at: string }) => at)).toEqual([
      '2024-05-01T10:20:30.000Z',
      '1970-01-01T00:00:00.000Z',
      '2024-05-01T10:20:30+03:00',
    ]);
    expect(warnings()).toEqual([]);
  });

  it('has every missing field at its default, at any depth, without a warning', async () => {
    const written = await collection()
      .doc('sparse')
      .set({ name: 'Ε', contacts: [{ value: 'x' }], owned_items: [{ device_id: 'd' }], location: {} });
    const time = written.writeTime.toDate().toISOString();
    expect(await read('sparse')).toEqual({
      id: 'sparse',
      name: 'Ε',
      organization: null,
      contacts: [{ type: 'other', label: '', value: 'x', primary: false }],
      notes: [],
      location: { city: null, country: null, region: null },
      language: 'el',
      tags: [],
      owned_items: [
        {
          type: 'freetext',
          ...EMPTY_ITEM,
          device_id: 'd',
        },
      ],
      linked_user_ids: [],
      nextcloud_folder: null,
      created_at: time,
      updated_at: time,
    });
    expect(warnings()).toEqual([]);
  });

  it('has a field of the wrong type read as its default, with a warning that names it and not its value', async () => {
    await collection()
      .doc('wrong')
      .set({
        name: 42,
        organization: ['x'],
        contacts: [
          { type: 'fax', label: '', value: '1' },
          'garbage',
          { type: 'email', label: 5, value: 'a@b' },
        ],
        notes: 'secret-value',
        location: 'Αθήνα',
        language: null,
        tags: ['ok', 7],
        owned_items: [{ type: 'product', quantity: '5', serial_numbers: 'x' }],
        linked_user_ids: { a: 1 },
        created_at: 'yesterday',
      });
    expect(await read('wrong')).toMatchObject({
      name: '',
      organization: null,
      contacts: [
        { type: 'other', value: '1' },
        { type: 'email', label: '', value: 'a@b' },
      ],
      notes: [],
      location: null,
      language: 'el',
      tags: ['ok'],
      owned_items: [{ type: 'product', quantity: null, serial_numbers: null }],
      linked_user_ids: [],
    });
    const [warning, ...more] = warnings();
    expect(more).toEqual([]);
    // The id is another program's, and may say who it is.
    expect(warning?.['customer_id']).toMatch(/^sha256:[0-9a-f]{32}$/);
    expect(warning?.['fields']).toEqual([
      'name',
      'organization',
      'contacts.0.type',
      'contacts.1',
      'contacts.2.label',
      'notes',
      'location',
      'tags.1',
      'owned_items.0.quantity',
      'owned_items.0.serial_numbers',
      'linked_user_ids',
      'created_at',
    ]);
    expect(JSON.stringify(api.log)).not.toContain('secret-value');
  });

  it('never makes a list fail', async () => {
    await collection()
      .doc('odd')
      .set({ contacts: 3, tags: [[], {}].map(String), notes: [null] });
    for (const { id } of await collection().listDocuments()) await adopt(api.firestore, id);
    const { status, body } = await api.as('viewer').get(path);
    expect(status).toBe(200);
    expect(body.total).toBe((await collection().count().get()).data().count);
  });

  it('keeps its unknown fields, and its known ones in their own form, through an update of another field', async () => {
    const written = {
      name: 'Παλιό',
      legacy: { points: [1, 2] },
      created_at: Timestamp.fromMillis(5),
      notes: 'text',
    };
    await collection().doc('legacy').set(written);
    const { status, body } = await api.as('editor').put(`${path}/legacy`, { name: 'Νέο' });
    expect(status).toBe(200);
    expect(body).not.toHaveProperty('legacy');
    expect((await collection().doc('legacy').get()).data()).toEqual({
      ...written,
      name: 'Νέο',
      updated_at: body.updated_at,
      // The first version is what the other program wrote, the second the update.
      _meta: expect.objectContaining({ version: 2 }),
    });
  });

  it('has a field of the wrong type mended by an update of that field with another value than was read', async () => {
    await collection().doc('mended').set({ name: 'Α', organization: 42 });
    await api.as('editor').put(`${path}/mended`, { organization: null });
    expect((await collection().doc('mended').get()).get('organization')).toBe(42);
    await api.as('editor').put(`${path}/mended`, { organization: 'Φορέας' });
    expect((await collection().doc('mended').get()).get('organization')).toBe('Φορέας');
  });
});
