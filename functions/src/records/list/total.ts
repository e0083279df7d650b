// The total of a list that is verified.
import type { Filter } from '../../firestore/query.ts';
import type { StoredRecord } from '../kind.ts';
import type { CursorPosition } from './cursor-position.ts';
import type { ListContext, Total } from './page.ts';

/** How many candidates there are; one more than `MAX_COUNTED` for any more. At most 2 reads. */
export const countCandidates = <R extends StoredRecord>(
  { database, kind }: ListContext<R>,
  where: Filter,
): Promise<number> => database.count({ collection: kind.entries, where, limit: MAX_COUNTED + 1 });

/**
 * Later pages carry the total of the first. The first has the number of those that match if every candidate was read, else the number
 * of candidates, which is an upper bound.
 *
 * @param shown how many match, where all have been read; else null
 */
export function totalOf(
  position: CursorPosition | null,
  { count, shown }: { count: number | null; shown: number | null },
): Total {
  if (position !== null) return { total: position.total, total_is_exact: position.total_is_exact };
  return shown === null
    ? { total: count ?? 0, total_is_exact: false }
    : { total: shown, total_is_exact: true };
}

const MAX_COUNTED = 1000;
