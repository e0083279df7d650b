// Removes a record, its trash entry and its whole history for good.
import { readPage } from '../../firestore/page.ts';
import type { Write } from '../../firestore/write.ts';
import type { EntityTags } from '../../standards/entity-tag.ts';
import type { WriteContext } from '../context.ts';
import type { RecordKind, StoredRecord } from '../kind.ts';
import { readMask } from '../meta.ts';
import { historyCollection, recordPath, trashPath } from '../paths.ts';
import { commit } from '../write/commit.ts';
import { AGAIN, answered } from '../write/plan.ts';
import { checkIfMatch } from '../write/precondition.ts';
import { type ReadRecord, readForWrite, unmoved } from '../write/read.ts';

/**
 * Returns only when nothing is left. The oldest entries of a long history go first, and the last commit takes the record together
 * with the end of its history, so that nobody, not even the trigger, ever sees one without the other. Throws the kind's 404 if
 * there was nothing, and 412.
 */
export function erase<R extends StoredRecord>(
  kind: RecordKind<R>,
  context: WriteContext,
  id: string,
  ifMatch: EntityTags | null,
): Promise<void> {
  const { database } = context;
  const record = recordPath(kind, id);
  let isAnythingFound = false;
  // Once something is gone, the condition has been met.
  let condition = ifMatch;
  return commit(database, recordPath(kind, id), async () => {
    const [{ shown: entries, behind }, documents] = await Promise.all([
      readPage(database, { collection: historyCollection(kind, id), select: [] }, ENTRIES_PER_COMMIT),
      database.getAll([record, trashPath(kind, id)], []),
    ]);
    const found = documents.flatMap((document) => document?.path ?? []);
    if (entries.length + found.length === 0) {
      if (!isAnythingFound) throw kind.notFound();
      return answered(undefined);
    }
    isAnythingFound = true;
    const known = condition === null ? null : await readMatching(kind, context, id, condition);
    const removed = [...entries.map(({ path }) => path), ...(behind === null ? found : [])];
    return {
      kind: 'commit',
      writes: removed.map((path): Write =>
        path === record && known !== null
          ? { kind: 'delete', path, condition: unmoved(known) }
          : { kind: 'delete', path },
      ),
      landed: () => {
        condition = null;
        return AGAIN;
      },
    };
  });
}

/** Entries deleted in one commit, which takes 500 writes. */
export const ENTRIES_PER_COMMIT = 400;

/** The record as the caller knows it. Throws 412, and the kind's 404 where there is none to match. */
async function readMatching<R extends StoredRecord>(
  kind: RecordKind<R>,
  context: WriteContext,
  id: string,
  ifMatch: EntityTags,
): Promise<ReadRecord<R>> {
  const read = await readForWrite(kind, context, id, { isStuck: false }, readMask(kind));
  if (read === null) throw kind.notFound();
  await checkIfMatch(kind, context.database, read, ifMatch);
  return read;
}
