import { describe, expect, it } from 'vitest';
import { useApi } from '../../support/api.ts';
import { expectProblem, type Json } from '../../support/client.ts';

const api = useApi();
const path = '/api/crm/customers';

const DEFAULTS = {
  organization: null,
  contacts: [],
  notes: [],
  location: null,
  language: 'el',
  tags: [],
  owned_items: [],
  linked_user_ids: [],
  nextcloud_folder: null,
};

const ISO_UTC = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

async function create(body: object): Promise<string> {
  const answer = await api.as('editor').post(path, body);
  expect(answer.status).toBe(201);
  return answer.body.id as string;
}

describe('create', () => {
  it('fills in every default, so that the shape of an answer never varies', async () => {
    const { status, headers, body } = await api.as('editor').post(path, { name: '  Άννα Βίσση ' });
    expect(status).toBe(201);
    expect(body).toEqual({
      id: expect.stringMatching(/^[A-Za-z0-9]{20}$/),
      name: 'Άννα Βίσση',
      ...DEFAULTS,
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
      given,
    ]);
  });

  it.each([
    ['2024-05-01T10:20', '2024-05-01T10:20:00Z'],
    ['2024-05-01T10:20:30.5', '2024-05-01T10:20:30.5Z'],
  ])('answers the time of a note %s with seconds and a zone, as RFC 3339 wants', async (at, stored) => {
    // More than the document promises, and so sent past the client that holds requests to it.
    const response = await fetch(`${api.url}${path}`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${api.users.editor.token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ name: 'Α', notes: [{ text: 'ν', at }] }),
    });
    const body = (await response.json()) as Json;
    expect(body.notes[0].at).toBe(stored);
    expect((await api.as('viewer').get(`${path}/${body.id}`)).body).toEqual(body);
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
      id: second.body.id,
      created_at: expect.any(String),
      updated_at: expect.any(String),
    });
    expect([second.body.id, id].length).toBe(2);
    expect(created_at).toBe(updated_at);
  });
});

describe('validation', () => {
  const refused: [string, object, string[]][] = [
    ['no name', {}, ['/name']],
    ['a null name', { name: null }, ['/name']],
    ['a name of spaces', { name: '   ' }, ['/name']],
    ['a name of zero-width characters', { name: '\u200B\u200D\uFEFF' }, ['/name']],
    ['a long name', { name: 'α'.repeat(301) }, ['/name']],
    ['an unknown field', { name: 'Α', phone: '1' }, ['/phone']],
    ['the internal map', { name: 'Α', _meta: {} }, ['/_meta']],
    [
      'an unknown field inside',
      { name: 'Α', contacts: [{ type: 'email', label: '', value: 'x', 'a/b~c': 1 }] },
      ['/contacts/0/a~1b~0c'],
    ],
    [
      'several faults',
      { organization: 5, tags: ['ok', ''], language: null },
      ['/name', '/organization', '/language', '/tags/1'],
    ],
    [
      'an unknown type of contact',
      { name: 'Α', contacts: [{ type: 'fax', label: '', value: '1' }] },
      ['/contacts/0/type'],
    ],
    [
      'a contact without a value',
      { name: 'Α', contacts: [{ type: 'phone', label: '' }] },
      ['/contacts/0/value'],
    ],
    [
      'a fraction as a quantity',
      { name: 'Α', owned_items: [{ type: 'product', quantity: 1.5 }] },
      ['/owned_items/0/quantity'],
    ],
    [
      'a string as a quantity',
      { name: 'Α', owned_items: [{ type: 'product', quantity: '5' }] },
      ['/owned_items/0/quantity'],
    ],
    [
      'a day that does not exist',
      { name: 'Α', notes: [{ text: 'x', at: '2026-02-30T00:00:00Z' }] },
      ['/notes/0/at'],
    ],
    [
      'too many contacts',
      { name: 'Α', contacts: Array(101).fill({ type: 'other', label: '', value: 'x' }) },
      ['/contacts'],
    ],
    [
      'too much to search in',
      { name: 'Α', contacts: Array(100).fill({ type: 'other', label: '', value: 'x'.repeat(101) }) },
      ['/contacts'],
    ],
    ['an array', [], ['']],
  ];

  it.each(refused)('refuses %s, names the place and stores nothing', async (_what, body, pointers) => {
    const before = (await api.firestore.collection('crm_customers').count().get()).data().count;
    const answer = expectProblem(await api.as('editor').post(path, body), 422, 'validation_failed');
    expect(answer.body.errors.map(({ pointer }: { pointer: string }) => pointer).sort()).toEqual(
      [...pointers].sort(),
    );
    for (const fault of answer.body.errors)
      expect(fault).toEqual({
        pointer: expect.any(String),
        code: expect.any(String),
        message: expect.any(String),
      });
    expect((await api.firestore.collection('crm_customers').count().get()).data().count).toBe(before);
  });

  it('shows the first 20 faults and says how many there are', async () => {
    const { body } = await api.as('editor').post(path, { name: 'Α', tags: Array(50).fill('') });
    expect(body.errors).toHaveLength(20);
    expect(body.errors_total).toBe(50);
  });

  it('counts characters as people do: 300 emoji are a name, 301 are not', async () => {
    expect((await api.as('editor').post(path, { name: '🙏'.repeat(300) })).status).toBe(201);
    expect((await api.as('editor').post(path, { name: '🙏'.repeat(301) })).status).toBe(422);
  });

  it('accepts a customer at every bound', async () => {
    const answer = await api.as('editor').post(path, {
      name: 'α'.repeat(300),
      organization: 'β'.repeat(300),
      contacts: Array(100).fill({ type: 'other', label: 'γ'.repeat(300), value: 'δ'.repeat(94) }),
      tags: Array.from({ length: 100 }, (_, index) => `${index}`.padEnd(100, 'x')),
      linked_user_ids: Array.from({ length: 1000 }, (_, index) => `user-${index}`),
      owned_items: Array.from({ length: 1000 }, (_, index) => ({ type: 'product', product_id: `p${index}` })),
      notes: Array.from({ length: 1000 }, (_, index) => ({ text: `note ${index}` })),
    });
    expect(answer.status).toBe(201);
  });

  it('answers 413 to a customer over the size of a document, and changes nothing', async () => {
    const notes = Array.from({ length: 60 }, () => ({ text: 'ω'.repeat(5000) }));
    const owned_items = Array.from({ length: 1000 }, () => ({
      type: 'freetext',
      description: 'ω'.repeat(250),
    }));
    const id = await create({ name: 'Μεγάλος', notes });
    expectProblem(await api.as('editor').put(`${path}/${id}`, { owned_items }), 413, 'too_large');
    expect((await api.as('viewer').get(`${path}/${id}`)).body.owned_items).toEqual([]);
  });
});

describe('get', () => {
  it('answers 404 to an id that no customer has, or can have', async () => {
    for (const id of ['nobody', 'a%2Fb%2Fc', '__x__', '%00', '..%2F..', 'é', 'x'.repeat(129)])
      expectProblem(await api.as('viewer').get(`${path}/${id}`), 404, 'customer_not_found');
  });
});

describe.each(['put', 'patch'] as const)('%s', (method) => {
  it('changes the fields that are sent and no others', async () => {
    const id = await create({
      name: 'Πριν',
      organization: 'Ο.Ε.',
      tags: ['a'],
      location: { city: 'Βόλος', country: 'Ελλάδα' },
    });
    const before = (await api.as('viewer').get(`${path}/${id}`)).body;
    const { status, body } = await api
      .as('editor')
      [method](`${path}/${id}`, { name: 'Μετά', location: { city: 'Λάρισα' } });
    expect(status).toBe(200);
    expect(body).toEqual({
      ...before,
      name: 'Μετά',
      location: { city: 'Λάρισα', country: 'Ελλάδα', region: null },
      updated_at: expect.stringMatching(ISO_UTC),
    });
    expect((await api.as('viewer').get(`${path}/${id}`)).body).toEqual(body);
  });

  it('clears an optional field with null and replaces an array', async () => {
    const id = await create({
      name: 'Α',
      organization: 'Ο.Ε.',
      tags: ['a', 'b'],
      location: { city: 'Βόλος' },
      nextcloud_folder: '/f',
    });
    const cleared = { organization: null, location: null, nextcloud_folder: null, tags: ['c'] };
    const { body } = await api.as('editor')[method](`${path}/${id}`, cleared);
    expect(body).toMatchObject(cleared);
  });

  it('applies no defaults of its own', async () => {
    const id = await create({ name: 'Α', language: 'en', tags: ['a'] });
    const { body } = await api.as('editor')[method](`${path}/${id}`, {});
    expect(body).toMatchObject({ language: 'en', tags: ['a'] });
  });

  it('refuses null for a field that must have a value, and unknown fields', async () => {
    const id = await create({ name: 'Α' });
    const { body } = expectProblem(
      await api.as('editor')[method](`${path}/${id}`, { name: null, contacts: null, nmae: 'x' }),
      422,
      'validation_failed',
    );
    expect(body.errors.map(({ pointer }: { pointer: string }) => pointer).sort()).toEqual([
      '/contacts',
      '/name',
      '/nmae',
    ]);
  });

  it('answers 404 when there is no such customer', async () => {
    expectProblem(await api.as('editor')[method](`${path}/nobody`, { name: 'Α' }), 404, 'customer_not_found');
  });

  it('loses no change when two callers change different fields at once', async () => {
    const id = await create({ name: 'Α' });
    const changes = [
      { organization: 'Ο' },
      { language: 'en' },
      { tags: ['t'] },
      { nextcloud_folder: '/n' },
      { name: 'Β' },
    ];
    const answers = await Promise.all(
      changes.map((change) => api.as('editor')[method](`${path}/${id}`, change)),
    );
    expect(answers.map(({ status }) => status)).toEqual(changes.map(() => 200));
    expect((await api.as('viewer').get(`${path}/${id}`)).body).toMatchObject(
      Object.assign({}, ...changes) as object,
    );
  });
});

describe('delete', () => {
  it('answers 204 with no body, and 404 from then on', async () => {
    const id = await create({ name: 'Α' });
    const answer = await api.as('editor').delete(`${path}/${id}`);
    expect(answer).toMatchObject({ status: 204, body: null });
    expectProblem(await api.as('viewer').get(`${path}/${id}`), 404, 'customer_not_found');
    expectProblem(await api.as('editor').delete(`${path}/${id}`), 404, 'customer_not_found');
  });
});

describe('paths', () => {
  it('are the same with and without /api, and with a trailing slash', async () => {
    for (const prefix of [path, `${path}/`, '/crm/customers', '/crm/customers/'])
      expect((await api.as('viewer').get(`${prefix}?limit=1`)).status).toBe(200);
  });

  it('that lead nowhere are 404, and another method is 405 with Allow', async () => {
    expectProblem(await api.as('viewer').get('/api/crm/nothing'), 404, 'route_not_found');
    expectProblem(await api.anonymous.get('/nothing'), 404, 'route_not_found');
    const onCollection = expectProblem(await api.as('admin').delete(path), 405, 'method_not_allowed');
    expect(onCollection.headers.get('Allow')).toBe('GET, HEAD, POST');
    const onCustomer = expectProblem(await api.as('admin').post(`${path}/x`, {}), 405, 'method_not_allowed');
    expect(onCustomer.headers.get('Allow')).toBe('GET, HEAD, PUT, PATCH, DELETE');
  });
});
