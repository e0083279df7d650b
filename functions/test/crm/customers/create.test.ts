import { describe, expect, it } from 'vitest';
import { useApi } from '../../support/api.ts';
import { CUSTOMERS_PATH as path } from '../../support/paths.ts';
import { EMPTY_FIELDS } from '../../support/plain-customer.ts';

const api = useApi();

const ISO_UTC = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

describe('create', () => {
  it('fills in every default, so that the shape of an answer never varies', async () => {
    const { status, headers, body } = await api.as('editor').post(path, { name: '  Άννα Βίσση ' });
    expect(status).toBe(201);
    expect(body).toEqual({
      id: expect.stringMatching(/^[A-Za-z0-9]{20}$/),
      name: 'Άννα Βίσση',
      ...EMPTY_FIELDS,
      created_at: expect.stringMatching(ISO_UTC),
      updated_at: body.created_at,
    });
    expect(headers.get('Location')).toBe(`${path}/${body.id}`);
    expect((await api.as('viewer').get(headers.get('Location') ?? '')).body).toEqual(body);
  });

  it('stores exactly the fields of the answer without the id, and one internal map', async () => {
    const { body } = await api.as('editor').post(path, { name: 'Ι.Ν. Αγίου Νικολάου' });
    const { id, ...fields } = body;
    const stored = (await api.firestore.doc(`crm_customers/${id}`).get()).data();
    expect(stored).toEqual({ ...fields, _meta: expect.objectContaining({ version: 1 }) });
  });

  it('keeps every field of an owned item, whatever its type', async () => {
    const everything = {
      device_id: 'BELL-7',
      label: 'καμπαναριό',
      product_id: 'p1',
      product_name: 'Ηχείο',
      quantity: 2,
      serial_numbers: ['α1', 'α2'],
      description: 'μαύρο',
      serial_number: 's',
      notes: 'στο ιερό',
    };
    const empty = Object.fromEntries(Object.keys(everything).map((key) => [key, null]));
    const items = ['console_device', 'product', 'freetext'].flatMap((type) => [
      { type, ...everything },
      { type },
    ]);
    const { body } = await api.as('editor').post(path, { name: 'Μονή', owned_items: items });
    expect(body.owned_items).toEqual(items.map((item) => ({ ...empty, ...item })));
  });

  it('signs a note with the caller and the time, and keeps those that the client gives', async () => {
    const given = { text: 'παλιό', by: 'someone', at: '2020-02-29T10:00:00+02:00' };
    const { body } = await api.as('editor').post(path, { name: 'Α', notes: [{ text: 'νέο' }, given] });
    expect(body.notes).toEqual([
      { text: 'νέο', by: api.users.editor.uid, at: expect.stringMatching(ISO_UTC) },
      { ...given, at: '2020-02-29T08:00:00Z' },
    ]);
  });

  it.each([
    ['2024-05-01T10:20', '2024-05-01T10:20:00Z'],
    ['2024-05-01T10:20:30.5', '2024-05-01T10:20:30.5Z'],
    ['2024-05-01T10:20+03:00', '2024-05-01T07:20:00Z'],
    ['2024-05-01T01:20:30.123456+03:00', '2024-04-30T22:20:30.123456Z'],
    ['2024-12-31T23:30-05:00', '2025-01-01T04:30:00Z'],
  ])('answers the time of a note %s in UTC, as RFC 3339 wants', async (at, stored) => {
    const { body } = await api.as('editor').post(path, { name: 'Α', notes: [{ text: 'ν', at }] });
    expect(body.notes[0].at).toBe(stored);
    const added = await api.as('editor').post(`${path}/${body.id}/notes`, { text: 'ξ', at });
    expect(added.body.notes[1].at).toBe(stored);
    expect((await api.firestore.doc(`crm_customers/${body.id}`).get()).get('notes')[0].at).toBe(stored);
    expect((await api.as('viewer').get(`${path}/${body.id}`)).body).toEqual(added.body);
  });

  it('trims tags and drops repeated ones', async () => {
    const { body } = await api.as('editor').post(path, { name: 'Α', tags: [' vip', 'vip ', 'ναός', 'VIP'] });
    expect(body.tags).toEqual(['vip', 'ναός', 'VIP']);
  });

  it('accepts and ignores the fields that only the server sets', async () => {
    const sent = { name: 'Α', id: 'mine', created_at: 5, updated_at: null };
    const { status, body } = await api.as('editor').post(path, sent);
    expect(status).toBe(201);
    expect(body.id).not.toBe('mine');
    expect(body.created_at).toMatch(ISO_UTC);
  });

  it('takes back what it answered', async () => {
    const first = await api.as('editor').post(path, {
      name: 'Δήμος Πατρέων',
      location: { city: 'Πάτρα' },
      contacts: [{ type: 'phone', label: '', value: '2610 555 010' }],
      owned_items: [{ type: 'product', quantity: 0 }],
      notes: [{ text: 'ok' }],
    });
    const { id, created_at, updated_at, ...fields } = first.body;
    const second = await api.as('editor').post(path, first.body);
    expect(second.body).toEqual({
      ...fields,
      id: expect.any(String),
      created_at: expect.any(String),
      updated_at: expect.any(String),
    });
    expect(second.body.id).not.toBe(id);
    expect(created_at).toBe(updated_at);
  });
});
