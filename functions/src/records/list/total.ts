// The total of a list that is verified.
import type { Filter } from '../../firestore/query.ts';
import type { Timestamp } from '../../firestore/stored-values.ts';
import type { StoredRecord } from '../kind.ts';
import type { ListContext, Total } from './page.ts';

/**
 * How many candidates there are, and as of when; one more than `most` for any more. A read for each 1,000. With `at`, how many there
 * were then.
 */
export const countCandidates = <R extends StoredRecord>(
  { database, kind, file }: ListContext<R>,
  where: Filter,
  { most = mostCounted({ file }), at }: { most?: number; at?: Timestamp } = {},
) => database.countWithTime({ collection: kind.entries, where, limit: most + 1 }, at);

/**
 * Later pages carry the total of the first. The first has the number of those that match if every candidate was read, else the number
 * of candidates, which is an upper bound.
 *
 * @param shown how many match, where all have been read; else null
 */
export function totalOf(
  position: Total | null,
  { count, shown }: { count: number | null; shown: number | null },
): Total {
  if (position !== null) return { total: position.total, total_is_exact: position.total_is_exact };
  return shown === null
    ? { total: count ?? 0, total_is_exact: false }
    : { total: shown, total_is_exact: true };
}

/** So many candidates a first page counts. Of a file it must be known how large it will be. */
export const mostCounted = ({ file }: { file?: unknown }): number =>
  file ? MAX_COUNTED_OF_FILE : MAX_COUNTED;

const MAX_COUNTED = 1000;

/** 50 reads. So many customers are more than one download holds. */
const MAX_COUNTED_OF_FILE = 50_000;
