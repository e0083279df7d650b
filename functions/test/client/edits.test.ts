import { beforeAll, describe, expect, it } from 'vitest';
import {
  ConflictError,
  createCustomersClient,
  type CustomerCreate,
  type CustomerInDB,
  type CustomersClient,
  etagOf,
} from '../../client/src/index.ts';
import { useApi } from '../support/api.ts';
import { useLosingProxy } from '../support/losing-proxy.ts';
import { useScriptedServer } from '../support/scripted-server.ts';

/** Two people edit the same customers: nothing is overwritten unseen, and nobody is alarmed without need. */

const api = useApi();
const proxy = useLosingProxy(() => api.url);
const server = useScriptedServer();
let client: CustomersClient;
let colleague: CustomersClient;

beforeAll(() => {
  client = createCustomersClient({ baseUrl: `${proxy.url}/api`, getToken: () => api.users.editor.token });
  colleague = createCustomersClient({ baseUrl: `${api.url}/api`, getToken: () => api.users.admin.token });
});

let made = 0;

/** A customer with a tag of its own. */
async function newCustomer(data: Partial<CustomerCreate> = {}): Promise<CustomerInDB> {
  const tag = `πελάτης ${++made}`;
  const customer = await client.create({ name: 'Δήμος', organization: 'Α', tags: [tag], ...data });
  proxy.loses();
  return customer;
}

async function conflictOf(call: Promise<unknown>): Promise<ConflictError> {
  const error: unknown = await call.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ConflictError);
  return error as ConflictError;
}

const only = ([first]: CustomerInDB[]): CustomerInDB => first ?? ({} as CustomerInDB);
const everyPage = async (pages: AsyncIterable<{ customers: CustomerInDB[] }>) => {
  for await (const { customers } of pages) return only(customers);
  return only([]);
};
const every = async (customers: AsyncIterable<CustomerInDB>) => {
  for await (const customer of customers) return customer;
  return only([]);
};

describe('an edit is on the condition of what was shown', () => {
  it.each<[string, (id: string, tag: string[]) => Promise<CustomerInDB>]>([
    ['get', (id) => client.get(id)],
    ['list', async (_, tag) => only((await client.list({ tag })).customers)],
    ['search', async (_, tag) => only((await client.search({ tag })).customers)],
    ['pages', (_, tag) => everyPage(client.pages({ tag }))],
    ['all', (_, tag) => every(client.all({ tag }))],
    ['create', (_, tag) => client.create({ name: 'Άλλος', organization: 'Α', tags: tag })],
    ['update', (id) => client.update(id, { language: 'en' }, { ifMatch: null })],
    ['revert', (id) => client.revert(id, 1, { ifMatch: null })],
    ['addNote', (id) => client.addNote(id, { text: 'α' })],
    ['addTag', (id) => client.addTag(id, 'νέο')],
    ['version', (id) => client.version(id, 1)],
    [
      'restore',
      async (id) => {
        await client.delete(id, { ifMatch: null });
        return client.restore(id);
      },
    ],
  ])('as %s returned it', async (_, show) => {
    const { id: first, tags } = await newCustomer();
    const shown = await show(first, tags);
    const { id } = shown;
    expect(etagOf(shown)).toMatch(/^"\d+-/);
    await colleague.update(id, { organization: 'Β' }, { ifMatch: null });
    // Whatever this client reads meanwhile.
    await client.get(id);
    await client.list({ tag: tags });
    const conflict = await conflictOf(client.update(shown, { organization: 'Γ' }));
    expect(conflict).toMatchObject({
      code: 'precondition_failed',
      status: 412,
      fields: ['organization'],
      conflicts: [
        {
          pointer: '/organization',
          from: 'Α',
          to: 'Β',
          by: api.users.admin.uid,
          by_name: api.users.admin.email,
          by_self: false,
          at: expect.any(String) as string,
        },
      ],
      current: { id, organization: 'Β' },
    });
    expect((await client.get(id)).organization).toBe('Β');
    const current = conflict.current ?? shown;
    expect(etagOf(current)).toBe(conflict.etag);
    expect((await client.update(current, { organization: 'Γ' })).organization).toBe('Γ');
  });

  it('beside which a colleague may change everything else', async () => {
    const shown = await newCustomer({ location: { city: 'Πάτρα', country: 'Ελλάδα' } });
    await colleague.addNote(shown, { text: 'Κλήση' });
    await colleague.update(shown.id, { location: { country: 'Κύπρος' }, language: 'en' }, { ifMatch: null });
    const updated = await client.update(shown, { organization: 'Β', location: { city: 'Λάρισα' } });
    expect(updated).toMatchObject({
      organization: 'Β',
      language: 'en',
      notes: [{ text: 'Κλήση' }],
      location: { city: 'Λάρισα', country: 'Κύπρος' },
    });
    expect(proxy.requests).toBe(2);
    const conflict = await conflictOf(client.update(shown, { location: { country: 'Ιταλία' } }));
    expect(conflict).toMatchObject({
      fields: ['location/country'],
      current: { location: { country: 'Κύπρος' } },
    });
  });

  it('and a form may send all its fields: those that are as they were shown are no part of the edit', async () => {
    const shown = await newCustomer({ contacts: [{ type: 'phone', label: '', value: '2610 555 010' }] });
    await colleague.addContact(shown, { type: 'email', label: '', value: 'a@example.gr' });
    await colleague.update(shown.id, { language: 'en', location: { city: 'Πάτρα' } }, { ifMatch: null });
    const updated = await client.update(shown, { ...shown, organization: 'Β' });
    expect(updated).toMatchObject({ organization: 'Β', language: 'en', location: { city: 'Πάτρα' } });
    expect(updated.contacts).toHaveLength(2);
    // One that changes nothing gets what there is, and makes no version.
    const { length } = (await client.history(shown)).history;
    expect(await client.update(shown, { ...shown })).toEqual(updated);
    expect((await client.history(shown)).history).toHaveLength(length);
    const [phone] = shown.contacts;
    const contacts = [{ type: 'phone', label: 'νέο', value: phone?.value ?? '' }] as const;
    expect(await conflictOf(client.update(shown, { ...shown, contacts: [...contacts] }))).toMatchObject({
      fields: ['contacts'],
      conflicts: [{ pointer: '/contacts/1', by_self: false }],
    });
  });

  it('and a conflict says what of the form is an edit, to go on with and to undo nothing else', async () => {
    const shown = await newCustomer({ language: 'el', location: { city: 'Πάτρα', country: 'Ελλάδα' } });
    const theirs = { organization: 'Β', language: 'en', location: { country: 'Κύπρος' } };
    await colleague.update(shown.id, theirs, { ifMatch: null });
    const location = { city: 'Λάρισα', country: 'Ελλάδα', region: null };
    const { changes, current } = await conflictOf(
      client.update(shown, { ...shown, organization: 'Γ', location }),
    );
    expect(changes).toEqual({ organization: 'Γ', location: { city: 'Λάρισα' } });
    const updated = await client.update(current ?? shown, changes ?? {});
    expect(updated).toMatchObject({
      organization: 'Γ',
      language: 'en',
      location: { city: 'Λάρισα', country: 'Κύπρος' },
    });
  });

  it('where a change that was taken back, and the same edit by two, are no conflict', async () => {
    const shown = await newCustomer();
    const changed = await colleague.update(shown.id, { organization: 'Β' }, { ifMatch: null });
    await colleague.update(changed, { organization: 'Α' });
    expect((await client.update(shown, { organization: 'Γ' })).organization).toBe('Γ');
    expect((await client.update(shown, { organization: 'Γ', language: 'en' })).language).toBe('en');
  });

  it('where a deletion or a return to a version has seen everything', async () => {
    const shown = await newCustomer();
    await colleague.addTag(shown, 'νέο');
    const met = {
      fields: ['tags'],
      conflicts: [{ by: api.users.admin.uid }],
      current: { tags: [...shown.tags, 'νέο'] },
    };
    expect(await conflictOf(client.revert(shown, 1))).toMatchObject(met);
    const conflict = await conflictOf(client.delete(shown));
    expect(conflict).toMatchObject(met);
    await client.delete(conflict.current ?? shown);
    await expect(client.update(shown, { name: 'Β' })).rejects.toMatchObject({ code: 'customer_not_found' });
  });

  it('that is said, or of which it is said that there is none', async () => {
    const shown = await newCustomer();
    const { id } = shown;
    const ifMatch = etagOf(shown) ?? '';
    await colleague.update(shown, { organization: 'Β' });
    // @ts-expect-error an id has no version
    await expect(client.update(id, { organization: 'Γ' })).rejects.toThrow(/ifMatch/);
    // @ts-expect-error neither has it for a deletion
    await expect(client.delete(id)).rejects.toThrow(TypeError);
    await expect(client.update(structuredClone(shown), { organization: 'Γ' })).rejects.toThrow(TypeError);
    expect(proxy.requests).toBe(0);
    const clone = structuredClone(shown);
    expect((await conflictOf(client.update(clone, { organization: 'Γ' }, { ifMatch }))).fields).toEqual([
      'organization',
    ]);
    expect((await client.update(id, { language: 'en' }, { ifMatch })).organization).toBe('Β');
    expect((await client.update(id, { organization: 'Γ' }, { ifMatch: null })).organization).toBe('Γ');
  });

  it('which the object carries wherever its content goes', async () => {
    const shown = await newCustomer();
    const copies = [{ ...shown }, Object.assign({}, shown), new Proxy(shown, {}), { ...shown, name: 'Μισό' }];
    for (const copy of copies) expect(etagOf(copy)).toBe(etagOf(shown));
    for (const lost of [structuredClone(shown), JSON.parse(JSON.stringify(shown)) as CustomerInDB])
      expect(etagOf(lost)).toBeUndefined();
    const other = await newCustomer();
    expect(etagOf({ ...shown, id: other.id })).toBeUndefined();
    await colleague.update(shown, { organization: 'Β' });
    await conflictOf(client.update(copies[0] ?? shown, { organization: 'Γ' }));
  });

  it('and belongs to whoever asked: what is done to it reaches nobody else', async () => {
    const shown = await newCustomer();
    const read = await client.get(shown);
    read.name = 'πρόχειρο';
    read.tags.push('πρόχειρο');
    const again = await client.get(read);
    expect(again).toMatchObject({ name: 'Δήμος', tags: shown.tags });
    expect(shown.name).toBe('Δήμος');
    // What was shown counts, and not what the page has made of it.
    await colleague.update(shown, { organization: 'Β' });
    read.organization = 'Γ';
    expect((await conflictOf(client.update(read, read))).fields).toEqual(['organization']);
  });

  it('and is not transferred again while it is as it was shown', async () => {
    const shown = await newCustomer();
    expect(await client.get(shown)).toEqual(shown);
    await expect.poll(() => api.log.at(-1)).toMatchObject({ method: 'GET', status: 304 });
    await colleague.addTag(shown, 'νέο');
    expect((await client.get(shown)).tags).toContain('νέο');
  });
});

describe('an edit that meets none of the changes', () => {
  const refused = (etag: string, changed: object[]) => ({
    status: 412,
    headers: { ETag: etag },
    body: { code: 'precondition_failed', status: 412, detail: 'Άλλαξε.', changed },
  });
  const change = (pointer: string) => ({
    pointer,
    by: 'u',
    by_name: null,
    by_self: false,
    at: '2026-01-01T00:00:00Z',
  });
  const current = {
    status: 200,
    headers: { ETag: '"9-x"' },
    body: { id: 'c', name: 'Ν', organization: 'Β' },
  };
  const scripted = () => createCustomersClient({ baseUrl: server.url, getToken: () => 'token' });
  const edit = () => scripted().update('c', { organization: 'Γ' }, { ifMatch: '"1-x"' });
  const sent = (header: string) => server.requests.map(({ method, headers }) => [method, headers[header]]);

  it('is sent again under the new tag, with the same key', async () => {
    server.answers(refused('"2-x"', [change('/name')]), refused('"3-x"', [change('/tags/0')]), current);
    await edit();
    expect(sent('if-match')).toEqual([
      ['PATCH', '"1-x"'],
      ['PATCH', '"2-x"'],
      ['PATCH', '"3-x"'],
    ]);
    expect(new Set(sent('idempotency-key').map(([, key]) => key)).size).toBe(1);
  });

  it('is sent so often and no more', async () => {
    server.answers(...Array.from({ length: 10 }, () => refused('"2-x"', [change('/name')])), current);
    expect(await conflictOf(edit())).toMatchObject({ conflicts: [], current: { organization: 'Β' } });
    expect(sent('if-match')).toHaveLength(11);
  });

  it('is a conflict where nobody says what has been changed', async () => {
    server.answers(refused('"9-x"', []), current);
    expect(await conflictOf(edit())).toMatchObject({
      fields: ['organization'],
      conflicts: [],
      etag: '"9-x"',
    });
    expect(sent('if-match')).toEqual([
      ['PATCH', '"1-x"'],
      ['GET', undefined],
    ]);
  });

  it('is asked for anew where the customer has moved on before it was read', async () => {
    server.answers(refused('"2-x"', [change('/organization')]), current);
    server.answers(
      refused('"2-x"', [change('/organization')]),
      current,
      refused('"9-x"', [change('/organization'), change('/name')]),
      current,
    );
    expect((await conflictOf(edit())).changed).toHaveLength(2);
    expect(sent('if-match').map(([, tag]) => tag)).toEqual(['"1-x"', undefined, '"1-x"', undefined]);
  });
});

describe('one element of a list', () => {
  const notes = [{ text: 'πρώτη' }, { text: 'δεύτερη' }, { text: 'τρίτη' }];

  it('is changed and removed by its content, beside what a colleague does', async () => {
    const shown = await newCustomer({ notes });
    const [first, second] = shown.notes as [CustomerInDB['notes'][0], CustomerInDB['notes'][0]];
    await colleague.removeNote(shown.id, first);
    await colleague.addNote(shown, { text: 'νέα' });
    const edited = await client.editNote(shown, second, { text: 'δεύτερη, διορθωμένη' });
    expect(edited.notes.map(({ text }) => text)).toEqual(['δεύτερη, διορθωμένη', 'τρίτη', 'νέα']);
    expect(edited.notes[0]).toEqual({ ...second, text: 'δεύτερη, διορθωμένη' });
    const removed = await client.removeNote(edited, { ...second, text: 'δεύτερη, διορθωμένη' });
    expect(removed.notes.map(({ text }) => text)).toEqual(['τρίτη', 'νέα']);
  });

  it('is not touched where a colleague has changed or removed it', async () => {
    const shown = await newCustomer({ notes });
    const [first, second] = shown.notes as [CustomerInDB['notes'][0], CustomerInDB['notes'][0]];
    await colleague.editNote(shown, first, { text: 'αλλιώς' });
    const conflict = await conflictOf(client.editNote(shown, first, { text: 'δική μου' }));
    expect(conflict).toMatchObject({
      fields: ['notes'],
      conflicts: [{ pointer: '/notes/0/text', from: 'πρώτη', to: 'αλλιώς', by: api.users.admin.uid }],
      current: { notes: [{ text: 'αλλιώς' }, {}, {}] },
      changes: null,
    });
    await colleague.removeNote(shown.id, second);
    for (const customer of [shown, shown.id])
      expect((await conflictOf(client.removeNote(customer, second))).fields).toEqual(['notes']);
    expect((await client.get(shown)).notes.map(({ text }) => text)).toEqual(['αλλιώς', 'τρίτη']);
  });

  it('may be a contact or an owned item, and a colleague may be at the same list at the same time', async () => {
    const contacts = ['1', '2', '3', '4'].map((digit) => ({
      type: 'phone' as const,
      label: '',
      value: `2610 555 01${digit}`,
    }));
    const owned_items = ['α', 'β'].map((label) => ({
      type: 'console_device' as const,
      device_id: label,
      label,
    }));
    const shown = await newCustomer({ contacts, owned_items });
    const [a, b, c, d] = shown.contacts as [CustomerInDB['contacts'][0], ...CustomerInDB['contacts']];
    await Promise.all([
      client.editContact(shown, a, { label: 'γραφείο' }),
      colleague.removeContact(shown, b ?? a),
      colleague.editContact(shown.id, c ?? a, { primary: true }),
      client.removeContact(shown.id, d ?? a),
    ]);
    const [item, other] = shown.owned_items as [
      CustomerInDB['owned_items'][0],
      CustomerInDB['owned_items'][0],
    ];
    await client.editOwnedItem(shown, item, { label: 'νέα' });
    const after = await colleague.removeOwnedItem(shown, other);
    expect(after.contacts).toEqual([
      { ...a, label: 'γραφείο' },
      { ...c, primary: true },
    ]);
    expect(after.owned_items).toEqual([{ ...item, label: 'νέα' }]);
  });

  it('keeps what is undefined in the changes', async () => {
    const shown = await newCustomer({
      notes,
      owned_items: [{ type: 'product', product_name: 'Κερί', quantity: 2 }],
    });
    const [note] = shown.notes as [CustomerInDB['notes'][0]];
    const [item] = shown.owned_items as [CustomerInDB['owned_items'][0]];
    const edited = await colleague.editNote(shown, note, { text: 'νέα', by: undefined, at: undefined });
    expect(edited.notes[0]).toEqual({ ...note, text: 'νέα' });
    const { owned_items } = await client.editOwnedItem(shown, item, { quantity: undefined, label: 'νέο' });
    expect(owned_items).toEqual([{ ...item, label: 'νέο' }]);
    expect(
      (await client.editOwnedItem(shown.id, { ...item, label: 'νέο' }, { quantity: null })).owned_items,
    ).toEqual([{ ...item, label: 'νέο', quantity: null }]);
  });

  it('is changed once by two who do the same, and a conflict names that element only', async () => {
    const shown = await newCustomer({ notes });
    const [first, second, third] = shown.notes as CustomerInDB['notes'] & { length: 3 };
    if (!first || !second || !third) throw new Error('three notes');
    await colleague.editNote(shown, first, { text: 'ίδια' });
    const both = await client.editNote(shown, first, { text: 'ίδια' });
    expect(both.notes.map(({ text }) => text)).toEqual(['ίδια', 'δεύτερη', 'τρίτη']);
    await colleague.removeNote(shown.id, third);
    await colleague.editNote(shown.id, second, { text: 'αλλιώς' });
    await colleague.addNote(shown, { text: 'νέα' });
    const conflict = await conflictOf(client.editNote(both, second, { text: 'δική μου' }));
    expect(conflict.conflicts).toMatchObject([{ pointer: '/notes/1/text', from: 'δεύτερη', to: 'αλλιώς' }]);
    expect(conflict.changed.length).toBeGreaterThan(1);
    // Another element that happens to be what was wanted hides no conflict.
    const twin = await newCustomer({
      notes: [
        { text: 'α', at: first.at },
        { text: 'β', at: first.at },
      ],
    });
    const [alpha] = twin.notes as [CustomerInDB['notes'][0]];
    await colleague.editNote(twin, alpha, { text: 'γ' });
    await conflictOf(client.editNote(twin, alpha, { text: 'β' }));
  });

  it('is one of two that are alike, and the other one stays', async () => {
    const same = { type: 'phone', label: '', value: '2610 555 010' } as const;
    const shown = await newCustomer({ contacts: [same, same] });
    const [contact] = shown.contacts as [CustomerInDB['contacts'][0]];
    await colleague.removeContact(shown, contact);
    await conflictOf(client.removeContact(shown, contact));
    expect((await client.get(shown)).contacts).toHaveLength(1);
    const twins = await newCustomer({ contacts: [same, same] });
    await colleague.editContact(twins, contact, { label: 'γραφείο' });
    const { contacts } = await client.editContact(twins, contact, { label: 'γραφείο' });
    expect(contacts.map(({ label }) => label).sort()).toEqual(['', 'γραφείο']);
  });

  it('is changed once, though the answer was lost', async () => {
    const shown = await newCustomer({ notes });
    const [first] = shown.notes as [CustomerInDB['notes'][0]];
    proxy.loses({ isDone: true });
    expect((await client.removeNote(shown, first)).notes).toHaveLength(2);
    expect((await client.history(shown)).history).toHaveLength(2);
  });
});

describe('two people at once', () => {
  it(
    'each in places of their own: everything is kept, and nobody is alarmed',
    { timeout: 60_000 },
    async () => {
      const fields = ['α', 'β', 'γ', 'δ', 'ε', 'ζ'].map((text) => ({ text }));
      const shown = await newCustomer({
        notes: fields,
        contacts: [{ type: 'other', label: '', value: 'α' }],
      });
      const [contact] = shown.contacts as [CustomerInDB['contacts'][0]];
      const edits = (person: CustomersClient, own: CustomerInDB['notes'], name: string) =>
        own.map((note) => person.editNote(shown, note, { text: `${note.text} ${name}` }));
      await Promise.all([
        ...edits(client, shown.notes.slice(0, 3), 'εγώ'),
        ...edits(colleague, shown.notes.slice(3), 'άλλος'),
        client.update(shown, { ...shown, organization: 'Β' }),
        colleague.update(shown, { ...shown, location: { city: 'Πάτρα' } }),
        client.editContact(shown, contact, { label: 'γραφείο' }),
        colleague.addTag(shown, 'νέο'),
      ]);
      const after = await client.get(shown.id);
      expect(after).toMatchObject({
        organization: 'Β',
        location: { city: 'Πάτρα' },
        tags: [...shown.tags, 'νέο'],
      });
      expect(after.contacts[0]?.label).toBe('γραφείο');
      expect(after.notes.map(({ text }) => text)).toEqual([
        ...['α εγώ', 'β εγώ', 'γ εγώ', 'δ άλλος', 'ε άλλος', 'ζ άλλος'],
      ]);
    },
  );

  it('in the same place: one of them is told of the other, whoever was first', async () => {
    for (let round = 0; round < 5; round++) {
      const shown = await newCustomer();
      const [mine, theirs] = await Promise.allSettled([
        client.update(shown, { ...shown, organization: 'Β' }),
        colleague.update(shown, { ...shown, organization: 'Γ' }),
      ]);
      const { organization } = await client.get(shown.id);
      expect([mine.status, theirs.status].sort()).toEqual(['fulfilled', 'rejected']);
      expect(organization).toBe(mine.status === 'fulfilled' ? 'Β' : 'Γ');
      const lost = mine.status === 'rejected' ? mine : theirs;
      expect((lost as PromiseRejectedResult).reason).toMatchObject({
        name: 'ConflictError',
        fields: ['organization'],
        conflicts: [{ from: 'Α', to: organization }],
      });
    }
  });
});

describe('a key of the caller', () => {
  /** The first answer is a refusal; each of the four attempts after it is done, and none of them answered. */
  const losesAfterRefusal = () => {
    proxy.loses(null, ...Array.from({ length: 4 }, () => ({ isDone: true })));
  };

  it(
    'is that of one edit, though it was sent again under another tag and every answer was lost',
    { timeout: 30_000 },
    async () => {
      const shown = await newCustomer({ notes: [{ text: 'πρώτη' }] });
      const form = { ...shown, organization: 'Β' };
      const key = crypto.randomUUID();
      await colleague.addTag(shown, 'νέο');
      losesAfterRefusal();
      await expect(client.update(shown, form, { key })).rejects.toMatchObject({
        code: 'unreachable',
      });
      const updated = await client.update(shown, form, { key });
      expect(updated).toMatchObject({ organization: 'Β', tags: [...shown.tags, 'νέο'] });
      expect((await client.history(shown)).history).toHaveLength(3);
    },
  );

  it('is that of one edit of an element too', { timeout: 30_000 }, async () => {
    const shown = await newCustomer({ notes: [{ text: 'πρώτη' }] });
    const [note] = shown.notes as [CustomerInDB['notes'][0]];
    await colleague.addNote(shown, { text: 'νέα' });
    const key = crypto.randomUUID();
    // The refusal, and the list that is read anew.
    proxy.loses(null, null, ...Array.from({ length: 4 }, () => ({ isDone: true })));
    const edit = () => client.editNote(shown, note, { text: 'μία' }, { key });
    await expect(edit()).rejects.toMatchObject({ code: 'unreachable' });
    expect((await edit()).notes.map(({ text }) => text)).toEqual(['μία', 'νέα']);
    expect((await client.history(shown)).history).toHaveLength(3);
  });

  it('makes one write of two clicks at once, of whatever kind', { timeout: 60_000 }, async () => {
    proxy.loses();
    const twice = async <T>(write: (options: { key: string }) => Promise<T>) => {
      const key = crypto.randomUUID();
      const [one, other] = await Promise.all([write({ key }), write({ key })]);
      expect(other).toEqual(one);
      return one;
    };
    const tags = [`κλικ ${crypto.randomUUID()}`];
    const created = await twice((options) => client.create({ name: 'Δήμος', tags }, options));
    expect((await client.list({ tag: tags })).total).toBe(1);
    const noted = await twice((options) => client.addNote(created, { text: 'μία' }, options));
    expect(noted.notes).toHaveLength(1);
    const [note] = noted.notes as [CustomerInDB['notes'][0]];
    const updated = await twice((options) => client.update(noted, { organization: 'Β' }, options));
    const edited = await twice((options) => client.editNote(updated, note, { text: 'δύο' }, options));
    const [second] = edited.notes as [CustomerInDB['notes'][0]];
    const removed = await twice((options) => client.removeNote(edited, second, options));
    const reverted = await twice((options) => client.revert(removed, 1, options));
    expect((await client.history(created)).history).toHaveLength(6);
    await twice((options) => client.delete(reverted, options));
    await twice((options) => client.restore(created.id, options));
    expect((await client.history(created)).history).toHaveLength(8);
    await twice((options) => colleague.erase(created.id, options));
  });
});
