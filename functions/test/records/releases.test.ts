import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Firestore } from 'firebase-admin/firestore';
import { historyOf } from '../support/customers-wing.ts';
import { closeFirestore, newProject, openFirestore } from '../support/firestore.ts';
import { release, type Release } from '../support/releases.ts';

let firestore: Firestore;
beforeAll(() => void (firestore = openFirestore(newProject())));
afterAll(() => closeFirestore(firestore));

const item = {
  ...{ type: 'product', device_id: null, label: null, product_id: 'TAB-10', product_name: null, quantity: 2 },
  ...{ serial_numbers: null, description: null, serial_number: null, notes: null },
};
const fields = {
  name: 'Ιερά Μονή Ξηροποτάμου',
  organization: null,
  contacts: [
    { type: 'phone', label: 'αρχονταρίκι', value: '+30 23770 55501', primary: true },
    { type: 'email', label: '', value: 'x@example.gr', primary: false },
  ],
  notes: [{ text: 'Κλήση', by: 'uid-maria', at: '2025-03-11T09:42:00.000Z' }],
  location: { city: 'Άγιον Όρος', country: null, region: null },
  language: 'el',
  tags: ['μονή'],
  owned_items: [item],
  linked_user_ids: [],
  nextcloud_folder: null,
  created_at: '2025-03-11T09:42:00.000Z',
  updated_at: '2025-03-11T09:42:00.000Z',
};
const contactsVerified = fields.contacts.map((contact) => ({ ...contact, verified: true }));
/** As much of a customer as a release can tell. */
const told: Record<Release, object[]> = {
  older: [{ ...fields, contacts: fields.contacts.map(({ type, label, value }) => ({ type, label, value })) }],
  present: [fields, { ...fields, nextcloud_folder: '/μονές' }],
  newer: [
    fields,
    { ...fields, field_of_a_later_release: null, currency: 'EUR' },
    { ...fields, field_of_a_later_release: 'EL094014201', currency: 'USD', contacts: contactsVerified },
  ],
};
const releases = Object.keys(told) as Release[];
const pairs = releases.flatMap((stores) =>
  releases.flatMap((reads) =>
    told[stores].map((state, index) => ({ stores, reads, state, what: `${stores} (${index})` })),
  ),
);

const byOf = async (id: string) => (await historyOf(firestore, id)).map(({ by }) => by);

describe.each(pairs)('a customer that the $what release stored', ({ stores, reads, state }) => {
  it(`is nobody else's work to the ${reads} release, whether it reindexes first or edits first`, async () => {
    const before = release(stores, firestore);
    const after = release(reads, firestore);
    const edited = await before.create(state);
    await after.edit(edited, { organization: 'ΟΤΑ' });
    expect(await byOf(edited)).toEqual([`editor-${stores}`, `editor-${reads}`]);

    const indexed = await before.create(state);
    const asStored = await before.get(indexed);
    expect((await after.reindex()).failed).toEqual([]);
    expect(await byOf(indexed)).toEqual([`editor-${stores}`]);
    await after.edit(indexed, { organization: 'ΟΤΑ' });
    await before.reindex();
    // What only the release before knows is still there, and still its own.
    await before.edit(indexed, { tags: ['άλλη'] });
    expect(await byOf(indexed)).toEqual([`editor-${stores}`, `editor-${reads}`, `editor-${stores}`]);
    expect(await before.get(indexed)).toMatchObject({
      ...asStored,
      tags: ['άλλη'],
      organization: 'ΟΤΑ',
      updated_at: expect.any(String) as string,
    });
  });

  it(`is nobody else's work to the ${reads} release after the trash either`, async () => {
    const id = await release(stores, firestore).create(state);
    await release(reads, firestore).deleteAndRestore(id);
    await release(stores, firestore).reindex();
    await release(reads, firestore).reindex();
    const mine = `editor-${reads}`;
    expect(await byOf(id)).toEqual([`editor-${stores}`, mine, mine]);
  });

  it(`and that another program changes is that program's work to the ${reads} release`, async () => {
    const id = await release(stores, firestore).create(state);
    await firestore.doc(`crm_customers/${id}`).update({ language: 'en' });
    await release(reads, firestore).reindex();
    expect(await byOf(id)).toEqual([`editor-${stores}`, 'external']);
  });
});

it('a list that an earlier release changes is its work to the newer one, which compares it again from its own next change on', async () => {
  const [present, newer] = [release('present', firestore), release('newer', firestore)];
  const id = await newer.create({ ...fields, contacts: contactsVerified });
  const [, second] = fields.contacts;
  await present.edit(id, { contacts: [{ ...second, label: 'γραφείο' }] });
  await newer.reindex();
  await present.edit(id, { tags: ['άλλη'] });
  await newer.reindex();
  const own = ['editor-newer', 'editor-present', 'editor-present'];
  expect(await byOf(id)).toEqual(own);
  const { contacts } = await newer.get(id);
  expect(contacts).toEqual([{ ...second, label: 'γραφείο', verified: true }]);

  await newer.edit(id, { contacts: contacts.map((contact) => ({ ...contact, label: '' })) });
  await newer.reindex();
  expect(await byOf(id)).toEqual([...own, 'editor-newer']);
  await firestore
    .doc(`crm_customers/${id}`)
    .update({ contacts: [{ ...contacts[0], label: '', verified: false }] });
  await newer.reindex();
  expect(await byOf(id)).toEqual([...own, 'editor-newer', 'external']);
});

/** As release 0.1 stored it: the digest was made by its own code. */
const of01 = {
  ...fields,
  _meta: {
    version: 1,
    operation: '3f0f8ef4-0a3c-4f8e-9a57-2f9c2a7f3a11',
    digest: '92aOaO1PPqXV5AKirkoTPjkgMW_eqSXir8dbA9lQikQ',
    name_key: 'ιερα μονη ξηροποταμου',
    created_key: fields.created_at,
    updated_key: fields.updated_at,
    terms: { ιερ: true },
  },
};

describe.each(['present', 'newer'] as const)(
  'a customer that release 0.1 stored is, to the %s release,',
  (reads) => {
    const stored = async () => {
      const { id } = await firestore.collection('crm_customers').add(of01);
      const entry = { version: 1, action: 'create', by: 'uid-maria', operation: of01._meta.operation };
      const at = { at: new Date(), request_digest: null, state: fields };
      await firestore.doc(`crm_customers/${id}/history/000000000001`).set({ ...entry, ...at });
      return id;
    };

    it('unchanged: reindex gives it an index entry, and no version', async () => {
      const id = await stored();
      expect(await release(reads, firestore).reindex()).toMatchObject({ failed: [] });
      expect(await byOf(id)).toEqual(['uid-maria']);
      const { digest, entry } = (await firestore.doc(`crm_customers/${id}`).get()).get('_meta');
      const found = await firestore.doc(`crm_customer_entries/${entry}`).get();
      expect([digest, found.get('customer_id')]).toEqual([of01._meta.digest, id]);
      await release(reads, firestore).edit(id, { organization: 'ΟΤΑ' });
      expect(await byOf(id)).toEqual(['uid-maria', `editor-${reads}`]);
    });

    it('unchanged before an edit, and changed where another program changed it', async () => {
      const [own, others] = [await stored(), await stored()];
      await firestore.doc(`crm_customers/${others}`).update({ name: 'Άλλη' });
      for (const id of [own, others]) await release(reads, firestore).edit(id, { organization: 'ΟΤΑ' });
      expect(await byOf(own)).toEqual(['uid-maria', `editor-${reads}`]);
      expect(await byOf(others)).toEqual(['uid-maria', 'external', `editor-${reads}`]);
    });
  },
);

describe('another program that sets', () => {
  it.each([
    ['the language to nothing', { language: '' }],
    ['the organization to nothing', { organization: '' }],
    ['the place to one without a city', { location: { city: null, country: null, region: null } }],
    ['the city to nothing', { location: { ...fields.location, city: '' } }],
    ['serial numbers to none', { owned_items: [{ ...item, serial_numbers: [] }] }],
    ['another contact first', { contacts: fields.contacts.toReversed() }],
    ['one contact more that says nothing', { contacts: [...fields.contacts, {}] }],
  ])('%s is told from whoever edits the customer next', async (_what, change) => {
    const id = await release('present', firestore).create(fields);
    await firestore.doc(`crm_customers/${id}`).update(change);
    await release('present', firestore).edit(id, { tags: [] });
    expect(await byOf(id)).toEqual(['editor-present', 'external', 'editor-present']);
  });

  it.each([
    ['nothing', null],
    ['a number', 5],
    ['900 kB', `a:${'x'.repeat(900_000)}`],
    ['30,000 columns', Array.from({ length: 30_000 }, (_, at) => `c${at}:aaaaaaaaaaa`).join(' ')],
    ['columns that no release makes', '__proto__:aaaaaaaaaaa x.y.z:1 :: name'],
  ])('the digest to %s has changed nobody, and it is mended', async (_what, digest) => {
    const id = await release('present', firestore).create(fields);
    await firestore.doc(`crm_customers/${id}`).update({ '_meta.digest': digest });
    await release('present', firestore).edit(id, { tags: [] });
    expect(await byOf(id)).toEqual(['editor-present', 'editor-present']);
    const mended = (await firestore.doc(`crm_customers/${id}`).get()).get('_meta.digest') as string;
    expect(mended.length).toBeLessThan(1000);
    expect(await release('present', firestore).reindex()).toMatchObject({ failed: [] });
    expect(await byOf(id)).toHaveLength(2);
  });
});

it('a creation that is repeated to a release with more fields is the same request', async () => {
  const body = { name: 'Επανάληψη', language: 'el', tags: [] };
  const first = await release('present', firestore).create(fields, { key: 'k', body });
  const withMore = { ...body, field_of_a_later_release: null, currency: 'EUR' };
  expect(await release('newer', firestore).create(fields, { key: 'k', body: withMore })).toBe(first);
  const other = { ...body, field_of_a_later_release: 'EL094014201', currency: 'EUR' };
  await expect(release('newer', firestore).create(fields, { key: 'k', body: other })).rejects.toMatchObject({
    code: 'idempotency_key_reused',
  });
});
