import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { GrpcStatus, type WriteBatch } from 'firebase-admin/firestore';
import type { Database } from '../../firestore/database.ts';
import { Problem } from '../../standards/problem.ts';
import { databaseUnavailable, outcomeUnknown, tooLarge } from '../../standards/problems.ts';
import { etagOf } from '../entity-tag.ts';
import {
  type CustomerState,
  foreignEntry,
  type HistoryAction,
  newEntry,
  ownEntry,
  type VersionedCustomer,
} from '../history/entry.ts';
import { type Meta, metaOf } from '../entries/entry.ts';
import { historyDocument } from '../paths.ts';
import type { WarnOfFields } from '../../crm/customers/document.ts';

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
  warn: WarnOfFields;
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
  let attempted: { version: number; writes: number } | null = null;
  let isStuck = false;
  for (let attempt = 0; ; attempt++) {
    const start = performance.now();
    try {
      const decision = await decisionOf(decide({ isRetry: attempt > 0, isStuck }));
      const isSameAgain =
        decision.kind === 'write' && attempted !== null && decision.plan.after < attempted.version;
      if (attempted !== null && !isSameAgain) {
        const landed = await ownEntry(database, id, attempted.version, operation);
        if (landed !== null) {
          database.billLanded(attempted.writes);
          return landed;
        }
      }
      if (decision.kind === 'refusal') throw decision.error;
      if (decision.kind === 'answer') return decision.found;

      const { plan } = decision;
      const entries = entriesOf(plan, by, operation);
      const version: number = plan.after + entries.length;
      isStuck = version === attempted?.version;
      const { batch, writes } = batchOf(context, id, plan, entries, metaOf(plan.state, version, operation));
      attempted = { version, writes };
      const time = await commit(context, batch, writes);
      if (time !== null) return { customer: { id, ...plan.state }, etag: etagOf(version, time) };
    } catch (error) {
      throw attempted !== null && isUnavailable(error) ? outcomeUnknown(error.cause) : error;
    }
    if (database.deadline.isOver) throw outcomeUnknown(`no success in ${attempt + 1} attempts`);
    const took = performance.now() - start;
    await sleep(Math.random() * Math.min(LONGEST_BACKOFF_MS, took * 2 ** attempt, database.deadline.left));
  }
}

/** What was decided. A refusal is thrown only once it is sure that no earlier attempt has landed. */
type Decision =
  | { kind: 'write'; plan: Plan }
  | { kind: 'answer'; found: VersionedCustomer }
  | { kind: 'refusal'; error: unknown };

function decisionOf(decided: ReturnType<Decide>): Promise<Decision> {
  return decided.then(
    (plan) => ('after' in plan ? { kind: 'write', plan } : { kind: 'answer', found: plan }),
    (error: unknown) => ({ kind: 'refusal', error }),
  );
}

type NewEntry = Parameters<typeof newEntry>[0];

function batchOf(
  { database: { firestore } }: WriteContext,
  id: string,
  { addTo }: Plan,
  entries: NewEntry[],
  meta: Meta,
): { batch: WriteBatch; writes: number } {
  const batch = firestore.batch();
  const writes = addTo(batch, meta) + entries.length;
  for (const entry of entries) batch.create(historyDocument(firestore, id, entry.version), newEntry(entry));
  return { batch, writes };
}

async function commit({ database }: WriteContext, batch: WriteBatch, writes: number) {
  try {
    return await database.commit(batch, writes);
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

export const isUnavailable = (error: unknown): error is Problem =>
  error instanceof Problem && error.code === databaseUnavailable(null).code;
