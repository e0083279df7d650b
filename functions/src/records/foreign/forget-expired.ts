// Removes the history of a record whose time in the trash is over.
import type { Write } from '../../firestore/write.ts';
import { newestEntry, toHistoryEntry } from '../history/entry.ts';
import type { RecordKind, StoredRecord } from '../kind.ts';
import { historyCollection, recordPath, trashPath } from '../paths.ts';
import { ENTRIES_PER_COMMIT } from '../trash/erase.ts';
import { commit } from '../write/commit.ts';
import { AGAIN, answered } from '../write/plan.ts';
import type { ForeignContext } from './context.ts';

/**
 * What TTL deletes is gone for good. A trash entry also ends when its record is restored, and that event may come when the record
 * is gone again: then the newest entry of the history is no deletion, and nothing is removed.
 */
export async function forgetExpired<R extends StoredRecord>(
  kind: RecordKind<R>,
  { database }: ForeignContext,
  id: string,
): Promise<void> {
  await commit<undefined>(database, recordPath(kind, id), async () => {
    const entries = await database.query({
      collection: historyCollection(kind, id),
      limit: ENTRIES_PER_COMMIT,
      select: [],
    });
    const newest = await newestEntry(kind, database, id, ['version', 'action']);
    if (newest === null || toHistoryEntry(kind, newest).action !== 'delete') return answered(undefined);
    // Read after the entries: whoever makes the record again writes new entries, which this commit does not remove.
    const documents = await database.getAll([recordPath(kind, id), trashPath(kind, id)], []);
    if (documents.some((document) => document !== null)) return answered(undefined);
    const writes = entries.map(({ path, updateTime }): Write => ({
      kind: 'delete',
      path,
      condition: { updateTime },
    }));
    return { kind: 'commit', writes, landed: () => AGAIN };
  });
}
