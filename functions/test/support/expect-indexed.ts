import type { Firestore } from 'firebase-admin/firestore';
import { expect } from 'vitest';
import { entryOf } from './customers-wing.ts';

/**
 * Holds that every customer has one index entry, the one that its `_meta` names, which is what would be made of the customer now, and
 * that there is no other. Returns how many there are.
 */
export async function expectIndexed(firestore: Firestore): Promise<number> {
  const [customers, entries] = await Promise.all(
    ['crm_customers', 'crm_customer_entries'].map((name) => firestore.collection(name).get()),
  );
  const wanted = (customers?.docs ?? []).map((document) => [entryOf(document).id, entryOf(document).data]);
  const found = (entries?.docs ?? []).map((entry) => [entry.id, entry.data()]);
  expect(Object.fromEntries(found)).toEqual(Object.fromEntries(wanted));
  expect(found).toHaveLength(wanted.length);
  for (const document of customers?.docs ?? [])
    expect([document.id, document.get('_meta.entry')]).toEqual([document.id, entryOf(document).id]);
  return found.length;
}
