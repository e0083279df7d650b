// Makes a page of a list of records: decides how, and checks the cursor.
import type { Database } from '../../firestore/database.ts';
import { inPageRoom } from '../../firestore/page.ts';
import type { Filter } from '../../firestore/query.ts';
import { Timestamp } from '../../firestore/stored-values.ts';
import { match } from '../../search/match.ts';
import { planSearch } from '../../search/plan.ts';
import { compileQuery } from '../../search/query.ts';
import { matchRelaxed } from '../../search/relaxed/match.ts';
import { planRelaxed } from '../../search/relaxed/plan.ts';
import { compileRelaxed } from '../../search/relaxed/query.ts';
import { invalidCursor, partsExpired } from '../../standards/problems.ts';
import type { StoredRecord } from '../kind.ts';
import { CursorPosition } from './cursor-position.ts';
import {
  besideSearch,
  updatedBefore as before,
  updatedSince as since,
  withFacets,
  withListedFacet,
  withTerms,
} from './filters.ts';
import { groupedPage } from './grouped.ts';
import type { Listed } from './listed.ts';
import { unlessErased } from './unless-erased.ts';
import type { MadePage } from './made-page.ts';
import { BY_NAME, BY_NAME_DESCENDING, byKey, isPlace, type OrderBy, type Sort } from './order.ts';
import { orderedPage } from './ordered.ts';
import type { ListContext, ListRequest, RecordPage } from './page.ts';
import { sortedPage } from './sorted.ts';
import { walkedPage } from './walked.ts';

/**
 * Lists read index entries only. A page is made in one of four ways:
 *
 * - *ordered*: an index holds the order. Names without a search; times without a filter or with one.
 * - *grouped*: a search by relevance, group by group, each in the order of names.
 * - *walked*: candidates in the order of names, verified. Names with a search.
 * - *sorted*: any other order, of at most 1,000 records.
 *
 * A page also ends where its rows have 8 MB. Where a search finds nobody, the relaxed search is asked. Throws 400 `invalid_cursor`, and 422 for an order that cannot be had.
 */
export async function listPage<R extends StoredRecord>(
  context: Omit<ListContext<R>, 'room'>,
  request: ListRequest,
): Promise<RecordPage> {
  const { settings, database, file } = context;
  const { cursor, bound } = request;
  const position =
    cursor === undefined
      ? null
      : (await settings.cursors(database.deadline)).open(cursor, bound, CursorPosition);
  if (file) readAsOf(database, position);
  const [made, cursors, isComplete] = await Promise.all([
    makePage(context, { ...request, position }),
    settings.cursors(database.deadline),
    settings.isComplete(database.deadline),
  ]);
  const { next, total, total_is_exact } = made;
  // Nothing was read where a filter can match nobody.
  if (file && database.moment === null) await database.findsNothing({ collection: context.kind.entries });
  const isLater = file && position !== null;
  const rows = isLater ? await unlessErased(context.kind, database, made.rows) : made.rows;
  return {
    rows,
    total,
    total_is_exact: total_is_exact && isComplete,
    relaxed: rows.length > 0 && (made.relaxed ?? false),
    next_cursor:
      next &&
      cursors.seal({ ...next, total, total_is_exact, as_of: asOf(database) } satisfies CursorPosition, bound),
  };
}

/**
 * All parts of a file are as of the moment of the first one. Throws 410 `changes_expired` where that is too long ago: Firestore answers as of any
 * moment of the past hour, and here it is somewhat less, for clocks that differ.
 */
function readAsOf(database: Database, position: CursorPosition | null): void {
  if (position === null) {
    database.readAsOf(null);
    return;
  }
  if (position.as_of === undefined) throw invalidCursor();
  const time = new Timestamp(...position.as_of);
  if (Date.now() - time.toMillis() > MAX_SNAPSHOT_MS) throw partsExpired();
  database.readAsOf(time);
}

const MAX_SNAPSHOT_MS = 55 * 60_000;

const asOf = ({ moment }: Database): CursorPosition['as_of'] =>
  moment === null ? undefined : [moment.seconds, moment.nanoseconds];

async function makePage<R extends StoredRecord>(
  context: Omit<ListContext<R>, 'room'>,
  list: List,
): Promise<MadePage> {
  const { filters, limit, search, position } = list;
  if (filters.some((any) => any.length === 0)) return NOBODY;
  const way = wayOf(list);
  const { database, file } = context;
  const size = { rows: limit, readsAll: way === 'sorted', ...(file && { most: file.most }) };
  return inPageRoom(database, size, async (room) => {
    const inRoom = { ...context, room };
    if (position?.mode === 'relaxed') return relaxedPage(inRoom, list);
    const made = await pageOf(way, inRoom, list);
    const isNobody = position === null && made.rows.length === 0 && made.next === null;
    return isNobody && search !== '' ? relaxedPage(inRoom, list) : made;
  });
}

type Way = 'ordered' | 'grouped' | 'walked' | 'sorted';

type List = ListRequest & { position: CursorPosition | null };

const NOBODY: MadePage = { rows: [], total: 0, total_is_exact: true, next: null };

function wayOf({
  search,
  sort = search === '' ? 'name' : 'relevance',
  filters,
  updatedSince,
}: ListRequest): Way {
  const conditions = filters.length + (updatedSince === undefined ? 0 : 1);
  if (sort === 'relevance') return 'grouped';
  if (sort === 'name' && (search !== '' || (updatedSince !== undefined && conditions > 1))) return 'walked';
  if (search !== '') return 'sorted';
  if (conditions <= 1) return 'ordered';
  if (sort.endsWith('name')) return updatedSince === undefined ? 'ordered' : 'sorted';
  return sort.endsWith('updated_at') && filters.length === 1 && updatedSince !== undefined
    ? 'ordered'
    : 'sorted';
}

function pageOf<R extends StoredRecord>(way: Way, context: ListContext<R>, list: List): Promise<MadePage> {
  const { search, filters, position } = list;
  if (position !== null && position.mode !== way) throw invalidCursor();
  if (way === 'ordered') {
    const index = indexOf(context, list);
    assertPlace(position, index.orderBy);
    return orderedPage(context, { ...list, ...index });
  }
  // A sorted list compares places here, whatever they are.
  if (way !== 'sorted') assertPlace(position, BY_NAME);

  const sort = list.sort === undefined || list.sort === 'relevance' ? 'name' : list.sort;
  const { idName } = context.kind;
  const orderBy = sortedBy(sort, idName);
  if (search === '') {
    const matches = matcher(context, list, () => true);
    if (way === 'walked')
      return walkedPage(context, { ...list, mode: way, where: withFacets(filters), matches });
    return sortedPage(context, { ...list, ...changedSince(list, idName), matches, orderBy });
  }
  const query = compileQuery(search);
  const { queried, limits } = besideSearch(filters);
  const filter = withFacets(queried);
  const where: Filter = { all: [filter, withTerms(planSearch(query, limits), limits)] };
  const matches = matcher(context, list, (values) => match(query, values));
  switch (way) {
    case 'grouped':
      return groupedPage(context, { ...list, query, where, matches, beside: { filter, limits } });
    case 'walked':
      return walkedPage(context, { ...list, mode: way, where, matches });
    case 'sorted':
      return sortedPage(context, { ...list, where, matches, orderBy });
  }
}

/** All that have the facets of the filters; of those with a time, one filter and the time, which an index holds together. */
function changedSince({ filters, updatedSince }: List, idName: string): { where: Filter; foundBy?: OrderBy } {
  const [filter] = filters;
  if (updatedSince === undefined || filter === undefined) return { where: withFacets(filters) };
  return {
    where: { all: [withListedFacet(filter), since(updatedSince)] },
    foundBy: byKey('updated_at', idName),
  };
}

/** What the relaxed search finds, in the order of names. */
async function relaxedPage<R extends StoredRecord>(context: ListContext<R>, list: List): Promise<MadePage> {
  const query = compileRelaxed(list.search);
  assertPlace(list.position, BY_NAME);
  if (query === null) return NOBODY;
  const { queried, limits } = besideSearch(list.filters);
  const where: Filter = { all: [withFacets(queried), withTerms(planRelaxed(query, limits), limits)] };
  const matches = matcher(context, list, (values) => matchRelaxed(query, values));
  return { ...(await walkedPage(context, { ...list, mode: 'relaxed', where, matches })), relaxed: true };
}

/** The filter and the order of a list that an index holds. */
function indexOf<R extends StoredRecord>(
  { kind: { idName } }: ListContext<R>,
  { sort = 'name', filters, updatedSince, updatedBefore }: List,
): { where: Filter | undefined; orderBy: OrderBy } {
  const isByName = sort === 'name' || sort === '-name' || sort === 'relevance';
  const [filter] = filters;
  const times = updatedSince === undefined ? [] : [since(updatedSince)];
  if (isByName && updatedSince === undefined) {
    if (sort === '-name' && filter === undefined) return { where: undefined, orderBy: byKey(sort, idName) };
    return { where: withFacets(filters), orderBy: sort === '-name' ? BY_NAME_DESCENDING : BY_NAME };
  }
  if (updatedBefore !== undefined) times.push(before(updatedBefore));
  const orderBy = byKey(isByName && sort !== '-name' ? 'name' : sort, idName);
  const facets = filter === undefined ? [] : [withListedFacet(filter)];
  const isRangeInOrder = orderBy[0]?.[0][0] === 'updated_key';
  const direction = orderBy[0]?.[1] ?? 'asc';
  return {
    where: { all: [...facets, ...times] },
    orderBy:
      updatedSince === undefined || isRangeInOrder ? orderBy : [...orderBy, [['updated_key'], direction]],
  };
}

/** Throws 400 `invalid_cursor` for a place that Firestore could not begin at. */
function assertPlace(position: CursorPosition | null, orderBy: OrderBy): void {
  if (position !== null && !isPlace(position.place, orderBy)) throw invalidCursor();
}

const sortedBy = (sort: Sort, idName: string): OrderBy =>
  sort === 'name' ? BY_NAME : sort === '-name' ? BY_NAME_DESCENDING : byKey(sort, idName);

/** Whether a candidate matches: what the terms of the query say, and every filter. */
function matcher<R extends StoredRecord>(
  { kind }: ListContext<R>,
  { filters, updatedSince }: List,
  isFound: (values: ReturnType<typeof kind.searchable>) => boolean,
): (listed: Listed<R>) => boolean {
  return ({ record, entry }) => {
    if (updatedSince !== undefined && String(entry.get('updated_key')) < updatedSince) return false;
    const state = record();
    if (!isFound(kind.searchable(state))) return false;
    if (filters.length === 0) return true;
    const facets = new Set(kind.facets(state));
    return filters.every((any) => any.some((facet) => facets.has(facet)));
  };
}
