// The write of a new version of a record, together with its entry in the history.
import { randomUUID } from 'node:crypto';
import type { Database } from '../../firestore/database.ts';
import type { StoredDocument } from '../../firestore/document.ts';
import type { Write } from '../../firestore/write.ts';
import type { UnknownOutcome } from '../../standards/problems.ts';
import { EXTERNAL, type WriteContext } from '../context.ts';
import { digestOf } from '../digest.ts';
import { entryWrites } from '../entries/changes.ts';
import { etagOf } from '../entity-tag.ts';
import { entryData, type HistoryEntry, ownEntry } from '../history/entry.ts';
import type { RecordKind, State, StoredRecord } from '../kind.ts';
import { inSteps, type Steps } from '../../limits/in-steps.ts';
import { bookkeepingSteps, type OwnMeta } from '../meta.ts';
import { recordPath, versionPath } from '../paths.ts';
import { readMark, removeRest, thenAgain, unlessErased } from '../trash/erasure.ts';
import { commit } from './commit.ts';
import { beforeRefusal, firstAnswer, KeyedOperation } from './operations.ts';
import {
  type Answer,
  answered,
  type Attempt,
  type Commit,
  type Decision,
  type Plan,
  type Unchanged,
  type Written,
} from './plan.ts';

/**
 * Makes a write of a version: `decide` reads and returns a plan, or the answer if there is nothing to write. The version and its entry land
 * together or not at all.
 *
 * A random operation id in the entry tells a lost reply from a conflict. A version can be written only once, so a commit
 * that is repeated with the same version never takes effect twice. With an idempotency key, a repeated request gets the first answer.
 *
 * @param options.hasKey whether the caller can send the request again with the same key
 * @param options.keyed the operation, where the write is one of several ways to do it
 */
export function versionWrite<R extends StoredRecord>(
  kind: RecordKind<R>,
  context: WriteContext,
  id: string,
  decide: (attempt: Attempt & Marked) => Promise<Plan<R> | Unchanged<R> | Written<R>>,
  { hasKey = Boolean(context.keyed), keyed = new KeyedOperation(context) }: VersionOptions = {},
): VersionWrite<R> {
  const { database } = context;
  const operation = keyed.id;
  const first = () => firstAnswer(kind, context, id, keyed);
  const attemptOnce: VersionWrite<R>['attempt'] = async (attempt) => {
    const earlier = attempt.isRetry ? await first() : null;
    if (earlier !== null) return answered(earlier);
    // Few ids have been erased: a first attempt hopes so, and its commit fails where one was.
    const mark = attempt.isRetry ? await readMark(kind, database, id) : null;
    const decided = await decide({ ...attempt, mark });
    if ('kept' in decided) return unchanged(kind, id, decided, keyed, attempt);
    if (!('after' in decided)) return answered(decided);
    const rest = await removeRest(kind, database, id, mark);
    if (rest !== null) return thenAgain(rest);
    // What another program has done is of no batch and no import, or their undo would take it back.
    const who =
      decided.by === undefined
        ? { by: context.by, byName: context.byName, batch: context.batch, import: context.import }
        : { by: decided.by, byName: null };
    const own = { ...who, operation, mark };
    const { version, etag, writes, guard } = await versionOf(kind, id, decided, own);
    return {
      kind: 'commit',
      writes: [...writes, ...keyed.uses({ version, operation }, id)],
      guard,
      landed: () => ({ record: { id, ...decided.state } as R, etag }),
      confirm: async () =>
        keyed.hasKey && !(await keyed.isOwn()) ? null : ownEntry(kind, database, id, { version, operation }),
    } satisfies Commit<Written<R>>;
  };
  return {
    database,
    path: () => recordPath(kind, id),
    attempt: attemptOnce,
    first,
    outcome: hasKey ? 'withKey' : 'withoutKey',
  };
}

interface VersionOptions {
  hasKey?: boolean;
  keyed?: KeyedOperation | undefined;
}

/** A write of one version that is ready to be committed: alone by `writeAlone`, or with others by `writeTogether`. */
export interface VersionWrite<R extends StoredRecord> {
  database: Database;
  /** Of the record, or of the key that it is found by. Throws the kind's 404 for an id that no record can have. */
  path: () => string;
  attempt: (attempt: Attempt & Joint) => Promise<Decision<Written<R>>>;
  /** The first answer, where an earlier request with the same idempotency key got one. */
  first: () => Promise<Written<R> | null>;
  /** What the 503 for an unknown outcome says. */
  outcome: UnknownOutcome;
}

/** What an attempt knows of the others in its commit. */
export interface Joint {
  /** There are others: they must land only while a record that needs no change is as it was read. */
  isJoint?: boolean;
}

/** Commits one write. */
export function writeAlone<R extends StoredRecord>(write: VersionWrite<R>): Promise<Written<R>> {
  const { database, path, attempt, first, outcome } = write;
  return beforeRefusal(async () => commit(database, path(), attempt, outcome), first);
}

/** The answer where nothing is to be written. An idempotency key is used up by that too, if the record is still as it was read. */
function unchanged<R extends StoredRecord>(
  kind: RecordKind<R>,
  id: string,
  { kept, condition, ...answer }: Unchanged<R>,
  keyed: KeyedOperation,
  { isJoint = false }: Joint,
): Answer<Written<R>> | Commit<Written<R>> {
  if (!keyed.hasKey && !isJoint) return answered(answer);
  return {
    kind: 'commit',
    writes: [...keyed.uses(kept, id), { kind: 'verify', path: recordPath(kind, id), condition }],
    landed: () => answer,
    ...(keyed.hasKey && { confirm: async () => ((await keyed.isOwn()) ? answer : null) }),
  };
}

/** What an attempt knows of an erasure. */
export interface Marked {
  /** The mark of an erasure as it was read; null where there was none, or where none was read. */
  mark: StoredDocument | null;
}

/** Who writes a version, and in which operation. */
interface Writer extends Pick<WriteContext, 'by' | 'byName' | 'batch' | 'import'> {
  operation: string;
}

/** The writes of a new version, and its number. */
export async function versionOf<R extends StoredRecord>(
  kind: RecordKind<R>,
  id: string,
  plan: Plan<R>,
  { by, byName = null, operation, mark, batch, import: row }: Writer & Marked,
): Promise<{ version: number; etag: string; writes: Write[]; guard: string }> {
  const { after, foreign, action, state, beside = {}, digestBefore } = plan;
  const { requestDigest = null, lastMerge = null } = plan;
  const before = foreign === null ? [] : [foreignEntry(kind, foreign, { after, digestBefore })];
  const version = after + before.length + 1;
  const lastDigest = before[0]?.digest ?? digestBefore;
  const { digest, writes } = await inSteps(
    writesOf(kind, id, plan, { version, operation, lastMerge }, lastDigest),
  );
  const own = {
    ...{ version, action, by, by_name: byName, operation, state, digest, request_digest: requestDigest },
    ...beside,
    ...(batch !== undefined && { batch }),
    ...(row !== undefined && { import: row }),
  };
  return {
    version,
    etag: etagOf(version, digest),
    writes: [
      ...writes,
      ...[...before, own].map((each) => newEntry(kind, id, each)),
      unlessErased(kind, id, mark),
    ],
    guard: versionPath(kind, id, version),
  };
}

/** The writes of the record and of its index entry, and the digest of its state. */
function* writesOf<R extends StoredRecord>(
  kind: RecordKind<R>,
  id: string,
  plan: Plan<R>,
  { lastMerge = null, ...own }: OwnMeta,
  digestBefore: unknown,
): Steps<{ digest: string; writes: Write[] }> {
  if (plan.isDeletion) {
    // No bookkeeping is left, and to make an index entry is the dearest part of a change.
    const digest = digestOf(kind, plan.state, digestBefore);
    return { digest, writes: [...plan.writes(), ...entryWrites(kind, null, plan.entries)] };
  }
  const { meta, entry } = yield* bookkeepingSteps(kind, id, plan.state, { ...own, lastMerge }, digestBefore);
  return { digest: meta.digest, writes: [...plan.writes(meta), ...entryWrites(kind, entry, plan.entries)] };
}

/** An entry to write. Its time is the server's. */
function newEntry<R extends StoredRecord>(
  kind: RecordKind<R>,
  id: string,
  entry: Omit<HistoryEntry<R>, 'at'>,
): Write {
  const path = versionPath(kind, id, entry.version);
  return { kind: 'create', path, data: entryData(path, entry), serverTime: 'at' };
}

/** The entry for a state that another program has made since version `after`. */
function foreignEntry<R extends StoredRecord>(
  kind: RecordKind<R>,
  state: State<R>,
  { after, digestBefore }: Pick<Plan<R>, 'after' | 'digestBefore'>,
): Omit<HistoryEntry<R>, 'at'> {
  return {
    version: after + 1,
    action: after === 0 ? 'create' : 'update',
    by: EXTERNAL,
    by_name: null,
    operation: randomUUID(),
    state,
    digest: digestOf(kind, state, digestBefore),
    request_digest: null,
  };
}
