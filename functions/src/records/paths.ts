import type { CollectionReference, DocumentReference, Firestore } from 'firebase-admin/firestore';
import { customerNotFound } from '../crm/customers/problems.ts';
import { versionId } from '../schemas/version-number.ts';

/** Firestore accepts more (`a/b/c` would be a subcollection) and takes 7 s to refuse some of it (measured). */
const CUSTOMER_ID = /^(?!__.*__$)[A-Za-z0-9_-]{1,128}$/;

/** Where the customers are, and what belongs to them. */
export function customers(firestore: Firestore): CollectionReference {
  return firestore.collection('crm_customers');
}

/** The document of a customer; throws 404 `customer_not_found` for an id that none can have. */
export function customerDocument(firestore: Firestore, id: string): DocumentReference {
  if (!CUSTOMER_ID.test(id)) throw customerNotFound();
  return customers(firestore).doc(id);
}

/** The deleted customers; no list and no search reads them. */
export function trash(firestore: Firestore): CollectionReference {
  return firestore.collection('crm_customers_trash');
}

export function trashDocument(firestore: Firestore, id: string): DocumentReference {
  return trash(firestore).doc(customerDocument(firestore, id).id);
}

/** A customer's history stays under its id, whether the customer is there, in the trash, or there again. */
export function history(firestore: Firestore, id: string): CollectionReference {
  return customerDocument(firestore, id).collection('history');
}

/** One version: the id is the number, padded so that ids sort as numbers and no version can be written twice. */
export function historyDocument(firestore: Firestore, id: string, version: number): DocumentReference {
  return history(firestore, id).doc(versionId(version));
}
