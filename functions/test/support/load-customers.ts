import type { Firestore } from 'firebase-admin/firestore';
import { metaOf } from '../../src/records/entries/entry.ts';
import type { CustomerInDB } from '../../src/crm/customers/models.ts';

/** Firestore takes 10 MiB in one commit; the emulator is fastest with some hundred documents. */
const BATCH = 250;
const AT_ONCE = 4;

/** Stores customers as the API would have, with everything that lists and searches find them by. */
export async function loadCustomers(firestore: Firestore, customers: readonly CustomerInDB[]): Promise<void> {
  let next = 0;
  const work = async () => {
    while (next < customers.length) {
      const batch = firestore.batch();
      for (const { id, ...fields } of customers.slice(next, (next += BATCH))) {
        batch.set(firestore.doc(`crm_customers/${id}`), { ...fields, _meta: metaOf(fields, 1, 'loaded') });
      }
      await batch.commit();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}
