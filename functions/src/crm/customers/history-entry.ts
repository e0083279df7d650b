import { type DocumentSnapshot, FieldValue, type Timestamp } from 'firebase-admin/firestore';
import { z } from 'zod';
import { etagOf } from './etag.ts';
import type { CustomerInDB } from './models.ts';

/** What made a version. */
export const HistoryAction = z
  .enum(['create', 'update', 'delete', 'restore', 'revert'])
  .meta({ id: 'HistoryAction', description: 'What made a version.' });
export type HistoryAction = z.infer<typeof HistoryAction>;

/** Who made a version that another program wrote. */
export const EXTERNAL = 'external';

export type CustomerState = Omit<CustomerInDB, 'id'>;

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
