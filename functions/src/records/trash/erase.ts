// Removes a record, its trash entry and its whole history for good.
import type { Database } from '../../firestore/database.ts';
import type { EntityTags } from '../../standards/entity-tag.ts';
import type { WriteContext } from '../context.ts';
import type { RecordKind, StoredRecord } from '../kind.ts';
import { readMask } from '../meta.ts';
import { absent, mergedInto, partsOf } from '../merge/marks.ts';
import { historyCollection, type Kind, recordPath } from '../paths.ts';
import { commit } from '../write/commit.ts';
import { beforeRefusal, KeyedOperation } from '../write/operations.ts';
import { AGAIN, answered, type Attempt, type Commit } from '../write/plan.ts';
import { checkIfMatch } from '../write/precondition.ts';
import { type ReadRecord, readForWrite } from '../write/read.ts';
import { openMark, readMark, readPlaces, removeRecord, removeRest, thenAgain } from './erasure.ts';

/**
 * Returns only when nothing is left but the closed mark. The first commit takes the record and its trash entry, and with a history that is
 * not too long all of it; else it leaves the mark open, and more commits remove the rest. Goes on with an erasure that somebody else has
 * begun. What was merged into the record goes along. Throws the kind's 404 if there was nothing, 409 if there is nothing but that it was merged into
 * another one, and 412.
 *
 * An idempotency key is used up by the first commit: a repeated request goes on where that one was cut off.
 */
export async function erase<R extends StoredRecord>(
  kind: RecordKind<R>,
  context: WriteContext,
  id: string,
  ifMatch: EntityTags | null,
): Promise<Erased> {
  const { database } = context;
  const keyed = new KeyedOperation(context);
  let isAnythingFound = false;
  // From then on only the history is removed: a record that is made again is not the one that was meant.
  let isBegun = false;
  let isReplay = false;
  // Only what is not there can be a part of another record.
  let isAbsent = false as boolean;
  const begun = async () => {
    const found = await keyed.find();
    if (found === null) return false;
    isReplay = !found.isOwn;
    isAnythingFound = true;
    isBegun = true;
    return true;
  };
  const attemptOnce = async ({ isRetry }: Attempt) => {
    if (isRetry && !isBegun) await begun();
    const places = await readPlaces(kind, database, id);
    const { record, inTrash, mark } = places;
    const isThere = record !== null || inTrash !== null;
    isAbsent ||= record === null && !isBegun;
    let removal;
    if (isBegun || !isThere) {
      removal = await removeRest(kind, database, id, mark);
      if (removal === null && (isBegun || !(await hasHistory(kind, context, id)))) {
        if (!isAnythingFound) throw await absent(kind, database, id);
        return answered({ isReplay });
      }
      if (removal === null && ifMatch !== null) throw await absent(kind, database, id);
      removal ??= openMark(kind, id, mark);
    } else {
      const read = ifMatch === null ? null : await readMatching(kind, context, id, ifMatch);
      removal = await removeRecord(kind, database, id, { ...places, record: read?.document ?? record });
    }
    isAnythingFound = true;
    const { writes, isLast } = removal;
    return {
      kind: 'commit',
      writes: isBegun ? writes : [...writes, ...keyed.uses(null, id)],
      landed: () => {
        isBegun = true;
        return isLast ? { isReplay } : AGAIN;
      },
    } satisfies Commit<Erased>;
  };
  const erased = await beforeRefusal<Erased>(
    async () => commit(database, recordPath(kind, id), attemptOnce, keyed.hasKey ? 'withKey' : 'erasure'),
    async () => {
      if (!(await begun())) return null;
      await finishErasure(kind, database, id);
      return { isReplay };
    },
  );
  if (!isAbsent && !erased.isReplay) return erased;
  const stillHeldBy = await mergedInto(kind, database, id);
  if (stillHeldBy === null) return erased;
  // What had been merged into it has left the trash with it.
  for (const part of await partsOf(kind, database, id, Infinity)) await finishErasure(kind, database, part);
  return { ...erased, stillHeldBy };
}

/** The answer to an erasure. */
export interface Erased {
  /** It was begun by an earlier request with the same idempotency key. */
  isReplay: boolean;
  /** The id of the record that it was merged into, which has kept what it got. */
  stillHeldBy?: string;
}

/** Goes on with an erasure that somebody has begun, to its end. */
export function finishErasure(kind: Kind, database: Database, id: string): Promise<undefined> {
  return commit<undefined>(
    database,
    recordPath(kind, id),
    async () => {
      const rest = await removeRest(kind, database, id, await readMark(kind, database, id));
      return rest === null ? answered(undefined) : thenAgain(rest);
    },
    'erasure',
  );
}

/** Another program may have deleted the record without its history. */
async function hasHistory<R extends StoredRecord>(
  kind: RecordKind<R>,
  { database }: WriteContext,
  id: string,
): Promise<boolean> {
  const entries = await database.query({ collection: historyCollection(kind, id), limit: 1, select: [] });
  return entries.length > 0;
}

/** The record as the caller knows it. Throws 412, and the kind's 404 where there is none to match. */
async function readMatching<R extends StoredRecord>(
  kind: RecordKind<R>,
  context: WriteContext,
  id: string,
  ifMatch: EntityTags,
): Promise<ReadRecord<R>> {
  const read = await readForWrite(kind, context, id, { isStuck: false }, readMask(kind));
  if (read === null) throw await absent(kind, context.database, id);
  await checkIfMatch(kind, context, read, ifMatch);
  return read;
}
