// What a file of an earlier moment may still show: nobody who was erased since.
import type { Database } from '../../firestore/database.ts';
import { Timestamp } from '../../firestore/stored-values.ts';
import type { Kind } from '../paths.ts';
import { erasurePath } from '../paths.ts';
import { partsExpired } from '../../standards/problems.ts';

/**
 * The rows without those that were erased since the moment as of which they were read. A read for each erasure since then, 1 at least. Throws
 * 410 `changes_expired` after too many of them.
 */
export async function unlessErased<R extends { id?: string }>(
  kind: Kind,
  database: Database,
  rows: readonly R[],
): Promise<readonly R[]> {
  const { moment } = database;
  if (moment === null || rows.length === 0) return rows;
  const marks = await database.apart(async (now) => {
    now.readNow();
    return now.query({
      collection: kind.erasures,
      where: { field: ['at'], atLeast: Timestamp.fromMillis(moment.toMillis() - NET_MS) },
      orderBy: [[['at'], 'asc']],
      limit: MAX_ERASED + 1,
      select: [],
    });
  });
  if (marks.length > MAX_ERASED) throw partsExpired();
  const erased = new Set(marks.map(({ path }) => path));
  return rows.filter(({ id }) => id === undefined || !erased.has(erasurePath(kind, id)));
}

/** `at` is when a write reached Firestore, up to a minute before it was committed. */
const NET_MS = 60_000;

/** So many in an hour are no everyday erasures: the file is better begun again. */
const MAX_ERASED = 1000;
