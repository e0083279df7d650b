import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DocumentSnapshot, WriteBatch } from 'firebase-admin/firestore';
import type { Database } from '../../database.ts';
import { databaseUnavailable, outcomeUnknown, Problem, tooLarge } from '../../http/problem.ts';
import { checkBounds } from './bounds.ts';
import { documentSize, MAX_DOCUMENT_BYTES } from './document-size.ts';
import { etagOf } from './etag.ts';
import {
  asOfEntry,
  type CustomerState,
  EXTERNAL,
  type HistoryAction,
  newEntry,
  toHistoryEntry,
  type VersionedCustomer,
} from './history-entry.ts';
import { digestOf, type Meta, metaOf } from './meta.ts';
import type { CustomerInDB } from './models.ts';
import { customerDocument, history, historyDocument } from './paths.ts';
import { toCustomer, type WarnOfField } from './stored-customer.ts';

/** Waits between attempts on a contended document, in milliseconds: a random part of a growing bound. */
const FIRST_BACKOFF_MS = 20;
const LAST_BACKOFF_MS = 400;

export interface WriteContext {
  database: Database;
  /** The uid of who writes. */
  by: string;
  warn: WarnOfField;
}

/** A customer as it was read for a write. */
export interface Current {
  snapshot: DocumentSnapshot;
  customer: CustomerInDB;
  etag: string;
  /** The last version that the history knows. */
  version: number;
  /** The state, where another program has made it since that version. */
  foreign: CustomerState | null;
}

/** A write that was decided on. */
export interface Plan {
  /** The last version that the history knows; 0 for none. */
  after: number;
  /** Another program's change since then, which gets an entry of its own before this one. */
  foreign: CustomerState | null;
  action: HistoryAction;
  /** The customer afterwards. */
  state: CustomerState;
  /** Adds the writes beside the history's to the batch, on the condition that nothing has moved; says how many. */
  addTo: (batch: WriteBatch, meta: Meta) => number;
  requestDigest?: string;
}

/**
 * The one way in which a customer is changed: read, decide, commit on the condition that nothing has moved, and begin
 * again if it has. `decide` reads and returns a plan, or the answer where nothing is to be written. Customer and history
 * entry land together or not at all.
 *
 * A random operation id in the entry tells a lost reply from a conflict: the client library repeats a commit by itself
 * and then reports its own success as a failure. An entry's version can be written only once, so a repeated commit
 * can never take effect twice; whoever holds it is read from the history, and the answer is what that entry says.
 */
export async function write(
  context: WriteContext,
  id: string,
  decide: (isRetry: boolean) => Promise<Plan | VersionedCustomer>,
): Promise<VersionedCustomer> {
  const { database } = context;
  const operation = randomUUID();
  let attempted: number | null = null;
  for (let attempt = 0; ; attempt++) {
    try {
      const landed = attempted === null ? null : await ownEntry(context, id, attempted, operation);
      if (landed !== null) return landed;
      const decision = await decide(attempt > 0);
      if ('customer' in decision) return decision;
      const entries = entriesOf(decision, context.by, operation);
      const version = decision.after + entries.length;
      attempted = version;
      const batch = database.firestore.batch();
      const writes = decision.addTo(batch, metaOf(decision.state, version, operation));
      for (const entry of entries)
        batch.create(historyDocument(database.firestore, id, entry.version), newEntry(entry));
      const time = await database.commit(batch, writes + entries.length);
      if (time !== null) return { customer: { id, ...decision.state }, etag: etagOf(version, time) };
    } catch (error) {
      throw attempted !== null && isUnavailable(error) ? outcomeUnknown(error) : error;
    }
    if (database.deadline.isOver) throw outcomeUnknown(new Error(`no success in ${attempt + 1} attempts`));
    await sleep(Math.random() * Math.min(LAST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** attempt));
  }
}

function entriesOf({ after, foreign, action, state, requestDigest }: Plan, by: string, operation: string) {
  const earlier = foreign === null ? [] : [foreignEntry(foreign, after)];
  const version = after + earlier.length + 1;
  return [...earlier, { version, action, by, operation, state, request_digest: requestDigest ?? null }];
}

/** The entry for what another program has made of a customer since version `after`. */
export function foreignEntry(state: CustomerState, after: number) {
  const action: HistoryAction = after === 0 ? 'create' : 'update';
  return { version: after + 1, action, by: EXTERNAL, operation: randomUUID(), state, request_digest: null };
}

/** Reads a customer for a write; null when there is none. A retry asks the history for its last version too. */
export async function readCurrent(
  { database, warn }: WriteContext,
  id: string,
  { isRetry, mask }: { isRetry: boolean; mask?: readonly string[] },
): Promise<Current | null> {
  const snapshot = await database.get(customerDocument(database.firestore, id), mask);
  if (!snapshot.exists || snapshot.updateTime === undefined) return null;
  const customer = toCustomer(snapshot, warn);
  const stored = storedVersion(snapshot);
  const version = stored === 0 || isRetry ? Math.max(stored, await lastVersion(database, id)) : stored;
  return {
    snapshot,
    customer,
    etag: etagOf(stored, snapshot.updateTime),
    version,
    foreign: snapshot.get('_meta.digest') === digestOf(customer) ? null : stateOf(customer),
  };
}

export function stateOf({ id: _, ...state }: CustomerInDB): CustomerState {
  return state;
}

/** The last version that the history of a customer has; 0 for none. */
export async function lastVersion(database: Database, id: string): Promise<number> {
  const newest = history(database.firestore, id).orderBy('version', 'desc').limit(1).select('version');
  const [entry] = await database.query(newest);
  return entry === undefined ? 0 : toHistoryEntry(entry).version;
}

/** The version in a document's `_meta`; 0 where another program wrote it and nothing has reconciled it yet. */
export function storedVersion(snapshot: DocumentSnapshot): number {
  const version: unknown = snapshot.get('_meta.version');
  return Number.isSafeInteger(version) ? (version as number) : 0;
}

/** Throws 422 or 413 for a customer over a bound that no single field shows. */
export function checkStorable(
  path: string,
  state: CustomerState,
  meta: Meta,
  changed: readonly string[],
): void {
  checkBounds(state, changed);
  if (documentSize(path, { ...state, _meta: meta }) > MAX_DOCUMENT_BYTES)
    throw tooLarge(`The customer would be longer than ${MAX_DOCUMENT_BYTES} bytes.`);
}

/** What our own write of a version left, if it was ours that landed. */
async function ownEntry(
  { database }: WriteContext,
  id: string,
  version: number,
  operation: string,
): Promise<VersionedCustomer | null> {
  const snapshot = await database.get(historyDocument(database.firestore, id, version));
  return snapshot.exists && toHistoryEntry(snapshot).operation === operation ? asOfEntry(id, snapshot) : null;
}

const isUnavailable = (error: unknown) =>
  error instanceof Problem && error.code === databaseUnavailable(null).code;
