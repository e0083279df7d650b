import type { Firestore } from 'firebase-admin/firestore';
import type { CustomerInDB } from '../../src/crm/customers/models.ts';
import { storedDocuments } from '../../test/support/customers-wing.ts';

/** The same customers with all that this API stores beside them, for a bare update of the same documents. */
export async function loadIndexed(firestore: Firestore, customers: readonly CustomerInDB[]): Promise<void> {
  for (let at = 0; at < customers.length; at += 100) {
    const batch = firestore.batch();
    for (const customer of customers.slice(at, at + 100)) {
      const [own, entry] = storedDocuments(customer);
      if (own === undefined || entry === undefined) throw new Error('a customer has two documents');
      batch.set(firestore.doc(`bare_indexed/${customer.id}`), own[1]);
      batch.set(firestore.doc(`bare_entries/${customer.id}`), entry[1]);
    }
    await batch.commit();
  }
}

/** The same customers with nothing for lists and searches beside them, as a simpler design stores them. */
export async function loadBareCustomers(
  firestore: Firestore,
  customers: readonly CustomerInDB[],
): Promise<void> {
  for (let at = 0; at < customers.length; at += 250) {
    const batch = firestore.batch();
    for (const { id, ...fields } of customers.slice(at, at + 250))
      batch.set(firestore.doc(`bare_customers/${id}`), fields);
    await batch.commit();
  }
}
