import { randomUUID } from 'node:crypto';
import { type DocumentSnapshot, FieldValue, type Timestamp } from 'firebase-admin/firestore';
import { z } from 'zod';
import type { Database } from '../../firestore/database.ts';
import { etagOf } from '../entity-tag.ts';
import type { CustomerInDB } from '../../crm/customers/models.ts';
import { history, historyDocument } from '../paths.ts';

/** What made a version. */
export const HistoryAction = z
  .enum(['create', 'update', 'delete', 'restore', 'revert'])
  .meta({ id: 'HistoryAction', description: 'What made a version.' });
export type HistoryAction = z.infer<typeof HistoryAction>;

/** Who made a version that another program wrote. */
export const EXTERNAL = 'external';

export type CustomerState = Omit<CustomerInDB, 'id'>;

export function stateOf({ id: _, ...state }: CustomerInDB): CustomerState {
  return state;
}

/** An entry of a customer's history as it is stored: who did what when, and the whole state after. */
export interface HistoryEntry {
  version: number;
  action: HistoryAction;
  by: string;
  at: Timestamp;
  operation: string;
  /** Of the body of an idempotent creation. */
  request_digest: string | null;
  state: CustomerState;
}

/** The entry to write; its time is the server's. */
export function newEntry(
  entry: Omit<HistoryEntry, 'at' | 'request_digest'> & { request_digest?: string | null },
) {
  return { request_digest: null, ...entry, at: FieldValue.serverTimestamp() };
}

export function toHistoryEntry(snapshot: DocumentSnapshot): HistoryEntry {
  return snapshot.data() as HistoryEntry;
}

/** A customer as of one version, with the entity tag that it had then. */
export interface VersionedCustomer {
  customer: CustomerInDB;
  etag: string;
}

/** The customer and its tag as an entry's own write left them: an entry is never written again. */
export function asOfEntry(id: string, snapshot: DocumentSnapshot): VersionedCustomer {
  const { version, state } = toHistoryEntry(snapshot);
  if (snapshot.createTime === undefined)
    throw new Error('a snapshot of an existing document has its creation time');
  return { customer: { id, ...state }, etag: etagOf(version, snapshot.createTime) };
}

/** The entry for what another program has made of a customer since version `after`. */
export function foreignEntry(state: CustomerState, after: number) {
  const action: HistoryAction = after === 0 ? 'create' : 'update';
  return { version: after + 1, action, by: EXTERNAL, operation: randomUUID(), state, request_digest: null };
}

/** The fields named of the last entry of a history; null where there is none. */
export async function newestEntry(
  database: Database,
  id: string,
  fields: readonly (keyof HistoryEntry)[],
): Promise<DocumentSnapshot | null> {
  const newestFirst = history(database.firestore, id).orderBy('version', 'desc');
  const [entry] = await database.query(newestFirst.limit(1).select(...fields));
  return entry ?? null;
}

/** The last version that the history of a customer has; 0 for none. */
export async function lastVersion(database: Database, id: string): Promise<number> {
  const newest = await newestEntry(database, id, ['version']);
  return newest === null ? 0 : toHistoryEntry(newest).version;
}

/** What the write of a version left, if it was this operation's that landed. */
export async function ownEntry(
  database: Database,
  id: string,
  version: number,
  operation: string,
): Promise<VersionedCustomer | null> {
  const snapshot = await database.get(historyDocument(database.firestore, id, version));
  return snapshot.exists && toHistoryEntry(snapshot).operation === operation ? asOfEntry(id, snapshot) : null;
}
