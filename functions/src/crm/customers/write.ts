import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type DocumentSnapshot, GrpcStatus, type WriteBatch } from 'firebase-admin/firestore';
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

/**
 * The longest wait between attempts on a contended document, in milliseconds. Within a process writes take turns, so that the
 * contenders are the instances, of which there are few; whoever waits long loses to those who do not. A wait is a random
 * part of what the attempt took, doubled with each: a fixed time is too short where the database is slow or busy.
 */
const LONGEST_BACKOFF_MS = 500;

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

/** What an attempt to write knows of those before it. */
export interface Attempt {
  isRetry: boolean;
  /** The same version was refused twice: the document's own number is behind its history, which must be asked. */
  isStuck: boolean;
}

/**
 * The one way in which a customer is changed: read, decide, commit on the condition that nothing has moved, and begin
 * again if it has. `decide` reads and returns a plan, or the answer where nothing is to be written. Customer and history
 * entry land together or not at all.
 *
 * A random operation id in the entry tells a lost reply from a conflict: the client library repeats a commit by itself
 * and then reports its own success as a failure. An entry's version can be written only once, so a commit that is
 * repeated with the same version can never take effect twice. Before anything else is done than that, the
 * history is asked who holds the version; where it is this operation, the answer is what its entry says.
 */
export function write(context: WriteContext, id: string, decide: Decide): Promise<VersionedCustomer> {
  return context.database.inTurn(id, () => untilDone(context, id, decide));
}

type Decide = (attempt: Attempt) => Promise<Plan | VersionedCustomer>;

async function untilDone(context: WriteContext, id: string, decide: Decide): Promise<VersionedCustomer> {
  const { database, by } = context;
  const operation = randomUUID();
  let attempted: number | null = null;
  let isStuck = false;
  for (let attempt = 0; ; attempt++) {
    const start = performance.now();
    try {
      const decision: Plan | VersionedCustomer | Refusal = await decide({
        isRetry: attempt > 0,
        isStuck,
      }).catch((error: unknown) => new Refusal(error));
      const repeats = attempted !== null && 'after' in decision && decision.after < attempted;
      const landed = attempted === null || repeats ? null : await ownEntry(context, id, attempted, operation);
      if (landed !== null) return landed;
      if (decision instanceof Refusal) throw decision.error;
      if ('customer' in decision) return decision;

      const entries = entriesOf(decision, by, operation);
      const version: number = decision.after + entries.length;
      isStuck = version === attempted;
      attempted = version;
      const time = await commit(context, id, decision, entries, metaOf(decision.state, version, operation));
      if (time !== null) return { customer: { id, ...decision.state }, etag: etagOf(version, time) };
    } catch (error) {
      throw attempted !== null && isUnavailable(error) ? outcomeUnknown(error.cause) : error;
    }
    if (database.deadline.isOver) throw outcomeUnknown(`no success in ${attempt + 1} attempts`);
    const took = performance.now() - start;
    await sleep(Math.random() * Math.min(LONGEST_BACKOFF_MS, took * 2 ** attempt, database.deadline.left));
  }
}

/** Why nothing can be written: thrown once it is sure that nothing was. */
class Refusal {
  readonly error: unknown;

  constructor(error: unknown) {
    this.error = error;
  }
}

type NewEntry = Parameters<typeof newEntry>[0];

async function commit(
  { database }: WriteContext,
  id: string,
  { addTo }: Plan,
  entries: NewEntry[],
  meta: Meta,
) {
  const batch = database.firestore.batch();
  const writes = addTo(batch, meta);
  for (const entry of entries)
    batch.create(historyDocument(database.firestore, id, entry.version), newEntry(entry));
  try {
    return await database.commit(batch, writes + entries.length);
  } catch (error) {
    throw isSizeRefused(error) ? tooLarge(TOO_LARGE) : error;
  }
}

const TOO_LARGE = 'With this the customer, or what is kept of it, would be larger than the database takes.';

/**
 * What other programs have stored beside the fields of this API is not read, so that only Firestore knows the whole size. It
 * says INVALID_ARGUMENT, and everything else that would be one is refused before.
 */
const isSizeRefused = (error: unknown) => (error as { code?: unknown }).code === GrpcStatus.INVALID_ARGUMENT;

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

/** Reads a customer for a write; null when there is none. */
export async function readCurrent(
  { database, warn }: WriteContext,
  id: string,
  { isStuck }: Attempt,
  mask?: readonly string[],
): Promise<Current | null> {
  const snapshot = await database.get(customerDocument(database.firestore, id), mask);
  if (!snapshot.exists || snapshot.updateTime === undefined) return null;
  const customer = toCustomer(snapshot, warn);
  const stored = storedVersion(snapshot);
  const version = stored === 0 || isStuck ? Math.max(stored, await lastVersion(database, id)) : stored;
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
  const newest = await newestEntry(database, id);
  return newest === null ? 0 : toHistoryEntry(newest).version;
}

/** The last entry of a history, version and action only; null where there is none. */
export async function newestEntry(database: Database, id: string): Promise<DocumentSnapshot | null> {
  const newestFirst = history(database.firestore, id).orderBy('version', 'desc');
  const [entry] = await database.query(newestFirst.limit(1).select('version', 'action'));
  return entry ?? null;
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

export const isUnavailable = (error: unknown): error is Problem =>
  error instanceof Problem && error.code === databaseUnavailable(null).code;
