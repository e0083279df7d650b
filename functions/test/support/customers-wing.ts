import type { DocumentSnapshot, Firestore } from 'firebase-admin/firestore';
import { reindexCollection, type ReindexOptions } from '../../scripts/reindex-collection.ts';
import { checkBounds } from '../../src/crm/customers/bounds.ts';
import { CustomerCreate, type CustomerInDB } from '../../src/crm/customers/models.ts';
import { customersService } from '../../src/crm/customers/service.ts';
import { metaOf } from '../../src/records/entries/entry.ts';
import { versionOfEtag } from '../../src/records/entity-tag.ts';
import * as foreign from '../../src/records/foreign/adopt.ts';
import { type HistoryEntry, toHistoryEntry } from '../../src/records/history/entry.ts';
import { databaseOf, type DatabaseTimes } from './firestore.ts';

// The one door of the tests to the customers' records and service: a test that needs more than HTTP asks here, in its own words.

const TRASH_DAYS = 30;

/** What the trigger does with a document that somebody has written; `seen` and `before` as an event brings them. */
export function adopt(
  firestore: Firestore,
  id: string,
  seen?: DocumentSnapshot,
  before?: DocumentSnapshot,
): Promise<boolean> {
  return foreign.reconcile(firestore, id, seen, before);
}

/** What the trigger does with a document that another program has deleted; `before` as the event brings it. */
export function keepDeleted(firestore: Firestore, before: DocumentSnapshot): Promise<boolean> {
  return foreign.keepDeleted(firestore, before, { trashDays: TRASH_DAYS });
}

/** What the trigger does with a trash entry that is gone. */
export function forgetExpired(firestore: Firestore, id: string): Promise<void> {
  return foreign.forgetExpired(firestore, id);
}

/** Whether a document, as it is, leaves the trigger nothing to do. */
export function isAdopted(snapshot: DocumentSnapshot): boolean {
  return foreign.neededMeta(snapshot) === null;
}

/** What `npm run reindex` does. */
export function reindex(firestore: Firestore, options?: ReindexOptions) {
  return reindexCollection(firestore, options);
}

/** The service of one request, whose caller `u` may do everything, and the bill of that request. */
export function requestOf(firestore: Firestore, times: DatabaseTimes = {}) {
  const database = databaseOf(firestore, times);
  const caller = { uid: 'u', role: 'admin' } as const;
  const service = customersService({ database, caller, warn: () => undefined, trashDays: TRASH_DAYS });
  return { service, bill: database.bill };
}

/** What a creation asks for, as it comes out of validation. */
export function creationOf(body: unknown): CustomerCreate {
  return CustomerCreate.parse(body);
}

/** Everything that a customer is found by: the search terms and those of exact filters. */
export function indexTermsOf(customer: CustomerInDB): string[] {
  return Object.keys(metaOf(customer, 1, '').terms);
}

/** The document of a customer as the API would have stored it, with all that lists and searches find it by. */
export function storedDocument({ id: _, ...fields }: CustomerInDB): Record<string, unknown> {
  return { ...fields, _meta: metaOf(fields, 1, 'loaded') };
}

/** Throws where a customer is over a bound that one of the `changed` fields can break. */
export function checkCustomer({ id: _, ...state }: CustomerInDB, changed: readonly string[]): void {
  checkBounds(state, changed);
}

/** The version that an entity tag names; null for a tag that is none of ours. */
export function versionOf(etag: string): number | null {
  return versionOfEtag(etag);
}

/** The history of a customer as it is stored, oldest first; `item` is its id, or a path that ends with it. */
export async function historyOf(firestore: Firestore, item: string): Promise<HistoryEntry[]> {
  const id = item.split('/').at(-1) ?? '';
  const { docs } = await firestore.collection(`crm_customers/${id}/history`).get();
  return docs.map(toHistoryEntry);
}
