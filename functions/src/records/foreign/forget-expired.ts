// Erases what is left of a record whose time in the trash is over: its history.
import { isRemoval, newestEntry, toHistoryEntry } from '../history/entry.ts';
import type { RecordKind, StoredRecord } from '../kind.ts';
import { recordPath, versionPath } from '../paths.ts';
import { openMark, readPlaces, removeRest, thenAgain } from '../trash/erasure.ts';
import { commit } from '../write/commit.ts';
import { answered } from '../write/plan.ts';
import type { ForeignContext } from './context.ts';

/**
 * Goes on with an erasure that somebody has begun, and begins one where TTL has deleted the trash entry. That also ends when its record is
 * restored, and that event may come when the record is gone again: then the newest entry of the history is no deletion, and nothing is
 * removed.
 */
export async function forgetExpired<R extends StoredRecord>(
  kind: RecordKind<R>,
  { database }: ForeignContext,
  id: string,
): Promise<void> {
  await commit<undefined>(database, recordPath(kind, id), async () => {
    const { record, inTrash, mark } = await readPlaces(kind, database, id);
    const rest = await removeRest(kind, database, id, mark);
    if (rest !== null) return thenAgain(rest);
    if (record !== null || inTrash !== null) return answered(undefined);
    const newest = await newestEntry(kind, database, id, ['version', 'action']);
    if (newest === null) return answered(undefined);
    const { version, action } = toHistoryEntry(kind, newest);
    if (!isRemoval(action)) return answered(undefined);
    return thenAgain(openMark(kind, id, mark, versionPath(kind, id, version + 1)));
  });
}
