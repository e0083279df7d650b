// Makes a page of a list of records: decides how, and checks the cursor.
import { decodeCursor, encodeCursor } from '../../firestore/cursor.ts';
import { FEW_DOCUMENTS } from '../../firestore/database.ts';
import { compileQuery } from '../../search/query.ts';
import type { StoredRecord } from '../kind.ts';
import { CursorPosition } from './cursor-position.ts';
import { candidateFilter, type FilteredList, mostAtOnce, pageOfCandidates } from './filtered.ts';
import { orderOf, type Sort } from './order.ts';
import { rowMaker } from './rows.ts';
import { scan } from './scan.ts';
import type { ListContext, ListRequest, RecordPage } from './page.ts';

/**
 * Without `search` and filters, or with one member of a stored list as the only filter, a page is a scan of an index in the order
 * asked for. Any other list is found by the index terms and verified: it is sorted as a whole if at most 1,000 candidates come
 * back, and in the order of ids above that. Throws 400 `invalid_cursor`.
 */
export async function listPage<R extends StoredRecord>(
  context: ListContext<R>,
  { limit, cursor, sort, search, filters, onlyMember, bound }: ListRequest,
): Promise<RecordPage<R>> {
  const position = cursor === undefined ? null : decodeCursor(cursor, bound, CursorPosition);
  const encode = (next: CursorPosition | null) => (next === null ? null : encodeCursor(next, bound));

  const isScan = search === '' && (filters.length === 0 || onlyMember !== undefined);
  // A short page reserves little: a list that turns out to be longer reserves more when it needs it.
  const most = isScan || limit <= FEW_DOCUMENTS ? limit : Math.max(limit, mostAtOnce(position));
  await context.database.reserve(most);
  if (isScan) return scan(context, { limit, position, sort: scannable(sort), onlyMember }, encode);

  const query = search === '' ? null : compileQuery(search);
  const where = candidateFilter(filters, query);
  if (where === null) return { records: [], total: 0, total_is_exact: true, next_cursor: null };
  const list: FilteredList<R> = {
    limit,
    position,
    where,
    toRow: rowMaker(context, { query, filters, sort: sort ?? (query === null ? 'name' : 'relevance') }),
    direction: orderOf(scannable(sort)).direction,
    isSearch: query !== null,
  };
  return pageOfCandidates(context, list, encode);
}

const scannable = (sort: ListRequest['sort']): Sort =>
  sort === undefined || sort === 'relevance' ? 'name' : sort;
