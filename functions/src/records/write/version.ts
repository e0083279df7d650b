// Writes a new version of a record, together with its entry in the history.
import { randomUUID } from 'node:crypto';
import type { StoredDocument } from '../../firestore/document.ts';
import type { Write } from '../../firestore/write.ts';
import { EXTERNAL, type WriteContext } from '../context.ts';
import { digestOf } from '../digest.ts';
import { entryWrites } from '../entries/changes.ts';
import { etagOf } from '../entity-tag.ts';
import { entryData, type HistoryEntry, ownEntry, type VersionedRecord } from '../history/entry.ts';
import type { RecordKind, State, StoredRecord } from '../kind.ts';
import { bookkeepingOf } from '../meta.ts';
import { recordPath, versionPath } from '../paths.ts';
import { readMark, removeRest, thenAgain, unlessErased } from '../trash/erasure.ts';
import { commit } from './commit.ts';
import { answered, type Attempt, type Commit, type Plan } from './plan.ts';

/**
 * The two land together or not at all. `decide` reads and returns a plan, or the answer if there is nothing to write.
 *
 * A random operation id in the entry tells a lost reply from a conflict. A version can be written only once, so a commit
 * that is repeated with the same version never takes effect twice.
 */
export function writeVersion<R extends StoredRecord, A extends VersionedRecord<R> = VersionedRecord<R>>(
  kind: RecordKind<R>,
  context: WriteContext,
  id: string,
  decide: (attempt: Attempt & Marked) => Promise<Plan<R> | A>,
): Promise<VersionedRecord<R> | A> {
  const operation = randomUUID();
  return commit<VersionedRecord<R> | A>(context.database, recordPath(kind, id), async (attempt) => {
    // Few ids have been erased: a first attempt hopes so, and its commit fails where one was.
    const mark = attempt.isRetry ? await readMark(kind, context.database, id) : null;
    const decided = await decide({ ...attempt, mark });
    if (!('after' in decided)) return answered(decided);
    const rest = await removeRest(kind, context.database, id, mark);
    if (rest !== null) return thenAgain(rest);
    const own = { by: context.by, byName: context.byName, operation, mark };
    const { version, etag, writes, guard } = versionOf(kind, id, decided, own);
    return {
      kind: 'commit',
      writes,
      guard,
      landed: () => ({ record: { id, ...decided.state } as R, etag }),
      confirm: () => ownEntry(kind, context.database, id, { version, operation }),
    } satisfies Commit<VersionedRecord<R>>;
  });
}

interface Marked {
  /** The mark of an erasure as it was read; null where there was none, or where none was read. */
  mark: StoredDocument | null;
}

/** Who writes a version, and in which operation. */
interface Writer extends Pick<WriteContext, 'by' | 'byName'> {
  operation: string;
}

/** The writes of a new version, and its number. */
export function versionOf<R extends StoredRecord>(
  kind: RecordKind<R>,
  id: string,
  plan: Plan<R>,
  { by, byName = null, operation, mark }: Writer & Marked,
): { version: number; etag: string; writes: Write[]; guard: string } {
  const { after, foreign, action, state, beside = {}, digestBefore } = plan;
  const { isDeletion = false, requestDigest = null } = plan;
  const before = foreign === null ? [] : [foreignEntry(kind, foreign, after)];
  const version = after + before.length + 1;
  const { meta, entry } = bookkeepingOf(kind, id, state, { version, operation }, digestBefore);
  const { digest } = meta;
  const own = {
    ...{ version, action, by, by_name: byName, operation, state, digest, request_digest: requestDigest },
    ...beside,
  };
  return {
    version,
    etag: etagOf(version, digest),
    writes: [
      ...plan.writes(meta),
      ...entryWrites(kind, isDeletion ? null : entry, plan.entries),
      ...[...before, own].map((each) => newEntry(kind, id, each)),
      unlessErased(kind, id, mark),
    ],
    guard: versionPath(kind, id, version),
  };
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
  after: number,
): Omit<HistoryEntry<R>, 'at'> {
  return {
    version: after + 1,
    action: after === 0 ? 'create' : 'update',
    by: EXTERNAL,
    by_name: null,
    operation: randomUUID(),
    state,
    digest: digestOf(kind, state),
    request_digest: null,
  };
}
