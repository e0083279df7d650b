import type { DocumentSnapshot, Firestore } from 'firebase-admin/firestore';
import { newCustomer, signAs } from '../../src/crm/customers/edits.ts';
import { exactKeysOf } from '../../src/crm/customers/exact-keys.ts';
import { customersKind } from '../../src/crm/customers/kind.ts';
import { CustomerCreate, type CustomerInDB } from '../../src/crm/customers/models.ts';
import { customersService } from '../../src/crm/customers/service.ts';
import type { Database } from '../../src/firestore/database.ts';
import { documentOf } from '../../src/firestore/events.ts';
import { Deadline } from '../../src/limits/deadline.ts';
import { versionOfEtag } from '../../src/records/entity-tag.ts';
import type { Log } from '../../src/platform/log.ts';
import * as alarm from '../../src/records/changes/alarm.ts';
import * as all from '../../src/records/duplicates/find-all.ts';
import * as pairs from '../../src/records/duplicates/keep-pairs.ts';
import * as foreign from '../../src/records/foreign/adopt.ts';
import { foreignContext } from '../../src/records/foreign/context.ts';
import * as expired from '../../src/records/foreign/forget-expired.ts';
import * as deleted from '../../src/records/foreign/keep-deleted.ts';
import * as whole from '../../src/records/foreign/reindex.ts';
import type { HistoryEntry, VersionedRecord } from '../../src/records/history/entry.ts';
import { entryId } from '../../src/records/entries/entry.ts';
import { SILENT, stateOf } from '../../src/records/kind.ts';
import { separate } from '../../src/records/merge/separation.ts';
import { type Source, unite } from '../../src/records/merge/union.ts';
import { bookkeepingOf, storedVersion } from '../../src/records/meta.ts';
import { Settings } from '../../src/records/settings.ts';
import { create } from '../../src/records/write/create.ts';
import { timeAfter } from '../../src/records/write/clock.ts';
import { type PatchedRecord, patchRecord } from '../../src/records/write/json-patch.ts';
import { JsonPatch } from '../../src/schemas/json-patch.ts';
import type { KeyedRequest } from '../../src/standards/keyed-request.ts';
import { compareCodePoints, sortKey } from '../../src/search/sort-key.ts';
import { connectionTo, databaseOf, type DatabaseTimes } from './firestore.ts';

// The one door of the tests to the customers' records and service: a test that needs more than HTTP asks here, in its own words.

const TRASH_DAYS = 30;

const foreignOf = (firestore: Firestore) => foreignContext(connectionTo(firestore));

/** A document that is there, as an event brings it. */
function existing(snapshot: DocumentSnapshot) {
  const document = documentOf(snapshot);
  if (document === null) throw new Error(`there is no ${snapshot.ref.path}`);
  return document;
}

/** What the trigger does with a document that somebody has written; `seen` and `before` as an event brings them. */
export function adopt(
  firestore: Firestore,
  id: string,
  seen?: DocumentSnapshot,
  before?: DocumentSnapshot,
): Promise<boolean> {
  const event = seen && {
    seen: documentOf(seen),
    before: before === undefined ? documentOf(seen) : documentOf(before),
  };
  return foreign.adopt(customersKind, foreignOf(firestore), id, event);
}

/** What the trigger does with a document that another program has just deleted; `before` as the event brings it. */
export function keepDeleted(firestore: Firestore, before: DocumentSnapshot): Promise<boolean> {
  const deletion = { before: existing(before), time: new Date().toISOString() };
  return deleted.keepDeleted(customersKind, foreignOf(firestore), deletion, { trashDays: TRASH_DAYS });
}

/** What the trigger does with a trash entry that is gone. */
export function forgetExpired(firestore: Firestore, id: string): Promise<void> {
  return expired.forgetExpired(customersKind, foreignOf(firestore), id);
}

/** What the trigger does with a version that was committed. */
export function alarmIfLate(log: Log, entry: DocumentSnapshot): void {
  alarm.alarmIfLate(log, { customer_id: entry.ref.parent.parent?.id ?? '' }, existing(entry));
}

/** What the trigger does for duplicates after a write that changes who a customer is; returns what it cost. */
export async function keepPairs(
  firestore: Firestore,
  id: string,
): Promise<{ reads: number; writes: number }> {
  const { database } = foreignOf(firestore);
  await pairs.keepPairs(customersKind, database, id);
  const { reads, writes } = database.bill;
  return { reads, writes };
}

/** What `npm run duplicates` does. */
export function findAllPairs(firestore: Firestore, options?: all.FindAllOptions) {
  return all.findAllPairs(customersKind, connectionTo(firestore), options);
}

/** Whether a document, as it is, leaves the trigger nothing to do. */
export function isAdopted(snapshot: DocumentSnapshot): boolean {
  return foreign.neededBookkeeping(customersKind, existing(snapshot)) === null;
}

/** What `npm run reindex` does. */
export function reindex(firestore: Firestore, options?: whole.ReindexOptions) {
  return whole.reindex(customersKind, connectionTo(firestore), options);
}

/** Adds versions to a history, as many as that it has `count`; each is a copy of the first, to which `state` is added. */
export async function lengthenHistory(firestore: Firestore, id: string, count: number, state: object = {}) {
  const [first] = await historyOf(firestore, id);
  const writer = firestore.bulkWriter();
  for (let version = 2; version <= count; version++)
    void writer.set(firestore.doc(`crm_customers/${id}/history/${String(version).padStart(12, '0')}`), {
      ...first,
      version,
      action: 'update',
      state: { ...first?.state, ...state },
    });
  await writer.close();
}

/** The service of one request, whose caller `u` may do everything, and the bill of that request. */
export function requestOf(
  firestore: Firestore,
  times: DatabaseTimes = {},
  keyed: KeyedRequest | null = null,
) {
  const database = databaseOf(firestore, times);
  const caller = { uid: 'u', role: 'admin' } as const;
  const settings = new Settings(customersKind, connectionTo(firestore));
  const warn = () => undefined;
  const service = customersService({ database, settings, caller, warn, trashDays: TRASH_DAYS, keyed });
  return { service, database, bill: database.bill };
}

/** Creates a customer that claims its exact keys; where somebody has one of them, throws `holders`, their ids. */
export function claimingCreation(database: Database, body: CustomerCreate, key?: string) {
  const state = newCustomer(body, signAs('u'));
  const facets = exactKeysOf(body.contacts);
  const claiming = {
    keys: facets,
    isHeldBy: ({ contacts }: CustomerInDB) =>
      exactKeysOf(contacts).some(({ value }) => facets.some((each) => each.value === value)),
    heldBy: (holders: readonly VersionedRecord<CustomerInDB>[]) =>
      Object.assign(new Error('held'), { holders: holders.map(({ record }) => record.id) }),
  };
  const context = { database, by: 'u', warn: SILENT, keyed: null };
  return create(customersKind, context, { body, state, key, claiming });
}

/** Makes the cursors of somebody who has read our source and has the key of a deployment: of any position, for any query. */
export async function cursorForger(
  firestore: Firestore,
): Promise<(position: unknown, query: object) => string> {
  const seal = await new Settings(customersKind, connectionTo(firestore)).cursors(new Deadline(8000));
  return (position, query) => seal.seal(position, query);
}

/** What a JSON Patch, as a request brings it, makes of a document. */
export function patched(document: object, operations: unknown): PatchedRecord {
  return patchRecord(document, JsonPatch.parse(operations));
}

/** What a creation asks for, as it comes out of validation. */
export function creationOf(body: unknown): CustomerCreate {
  return CustomerCreate.parse(body);
}

/** Everything that a customer is found by: the search terms and those of exact filters. */
export function indexTermsOf(customer: CustomerInDB): string[] {
  const { terms, groups, facets } = loadedBookkeeping(customer).entry.data;
  return [terms, groups, facets].flatMap((each) => Object.keys(each as object));
}

/** The documents of a customer as the API would have stored them, by their paths: itself, and what lists and searches find it by. */
export function storedDocuments(customer: CustomerInDB): [path: string, data: Record<string, unknown>][] {
  const { id, ...fields } = customer;
  const { meta, entry } = loadedBookkeeping(customer);
  return [
    [`crm_customers/${id}`, { ...fields, _meta: meta }],
    [entry.path, entry.data],
  ];
}

/** The index entry that a document should have, made anew from what it holds. */
export function entryOf(snapshot: DocumentSnapshot): { id: string; data: Record<string, unknown> } {
  const document = existing(snapshot);
  const version = storedVersion(document);
  const record = customersKind.read(document, SILENT);
  const own = { version, operation: '' };
  const before = document.get('_meta', 'digest');
  const { entry } = bookkeepingOf(customersKind, document.id, stateOf(record), own, before);
  return { id: entry.id, data: entry.data };
}

/** The id of an entry: of the key that a name is sorted by, and of the customer's id. */
export function entryIdOf(name: string, id: string): string {
  return entryId(sortKey(name), id);
}

/** The key that a name is sorted by. */
export { sortKey, compareCodePoints };

/** What records are as one, and what one is without the others. */
export { separate, type Source, unite };

/** The `updated_at` of a change after another. */
export { timeAfter };

function loadedBookkeeping({ id, ...fields }: CustomerInDB) {
  return bookkeepingOf(customersKind, id, fields, { version: 1, operation: 'loaded' });
}

/** Throws where a customer is over a bound that one of the `changed` fields can break. */
export function checkCustomer({ id: _, ...state }: CustomerInDB, changed: readonly string[]): void {
  customersKind.check(state, changed, null);
}

/** The version that an entity tag names; null for a tag that is none of ours. */
export function versionOf(etag: string): number | null {
  return versionOfEtag(etag);
}

/** The history of a customer as it is stored, oldest first; `item` is its id, or a path that ends with it. */
export async function historyOf(firestore: Firestore, item: string): Promise<HistoryEntry<CustomerInDB>[]> {
  const id = item.split('/').at(-1) ?? '';
  const { docs } = await firestore.collection(`crm_customers/${id}/history`).get();
  return docs.map((entry) => entry.data() as HistoryEntry<CustomerInDB>);
}
