// Makes a page of a list whose records are found by index terms.
import { FEW_DOCUMENTS } from '../../firestore/database.ts';
import type { StoredDocument } from '../../firestore/document.ts';
import { readPage } from '../../firestore/page.ts';
import { DOCUMENT_ID, type Filter, type Query } from '../../firestore/query.ts';
import { planSearch, type SearchPlan } from '../../search/plan.ts';
import type { CompiledQuery } from '../../search/query.ts';
import { invalidCursor } from '../../standards/problems.ts';
import type { RecordKind, StoredRecord } from '../kind.ts';
import { readMask } from '../meta.ts';
import type { CursorPosition } from './cursor-position.ts';
import { comparePositions } from './order.ts';
import type { EncodeCursor, ListContext, RecordPage } from './page.ts';
import type { Row } from './rows.ts';

/** Takes one round trip if all candidates fit on the page. If not, their count decides how the pages are made. */
export async function pageOfCandidates<R extends StoredRecord>(
  context: ListContext<R>,
  list: FilteredList<R>,
  encode: EncodeCursor,
): Promise<RecordPage<R>> {
  const { database, kind } = context;
  const { limit, position } = list;
  if (position?.mode === 'by-id') return pageById(context, list, [], encode);
  const query = candidates(kind, list);
  const atOnce = Math.min(limit, MAX_SORTED);
  const { shown, behind } = await readPage(database, query, atOnce);
  if (behind === null) return pageSorted(list, shown, encode);
  const first = [...shown, behind];
  if (position === null) {
    const count = await database.count(query);
    if (count > MAX_SORTED) return pageById(context, list, first, encode, count);
  }
  await database.reserve(mostAtOnce(position));
  const rest = await database.query({
    ...query,
    startAfter: [behind.id],
    limit: MAX_SORTED_LATER,
  });
  if (first.length + rest.length > MAX_SORTED_LATER) throw invalidCursor();
  return pageSorted(list, [...first, ...rest], encode);
}

/** A list that is found by index terms. */
export interface FilteredList<R extends StoredRecord> {
  limit: number;
  position: CursorPosition | null;
  /** Finds the candidates: all that match, and a few wrong ones. */
  where: Filter;
  /** The row of a candidate, or null when it does not match after all. */
  toRow: (document: StoredDocument) => Row<R> | null;
  direction: 'asc' | 'desc';
  isSearch: boolean;
}

/** The candidates that may be in memory at once, however short the page. */
export const mostAtOnce = (position: CursorPosition | null) =>
  position === null ? MAX_SORTED : MAX_SORTED_LATER;

/** A filtered list is sorted as a whole if no more candidates come back than this. */
const MAX_SORTED = 1000;

/** What a list that began sorted may grow to between two of its pages. */
const MAX_SORTED_LATER = 2000;

/** The least and the most candidates that one more round trip reads while a page in the order of ids is filled. */
const MIN_CHUNK = 20;
const MAX_CHUNK = 1000;

/**
 * The most candidates that are looked at for one page. The index terms let so few wrong ones through that only a contrived query
 * gets here: its pages are short, but each is answered in time.
 */
const MAX_CANDIDATES = 3000;

/** All candidates, in the order of ids. */
const candidates = <R extends StoredRecord>(
  kind: RecordKind<R>,
  { where }: Pick<FilteredList<R>, 'where'>,
): Query => ({
  collection: kind.collection,
  where,
  orderBy: [[DOCUMENT_ID, 'asc']],
  select: readMask(kind),
});

/** A page of a list whose candidates are all at hand. */
function pageSorted<R extends StoredRecord>(
  { limit, position, toRow, direction }: FilteredList<R>,
  documents: readonly StoredDocument[],
  encode: EncodeCursor,
): RecordPage<R> {
  const rows = documents
    .flatMap((document) => toRow(document) ?? [])
    .sort((a, b) => comparePositions(a.position, b.position, direction));
  const unseen =
    position === null ? rows : rows.filter((row) => comparePositions(row.position, position, direction) > 0);
  const page = unseen.slice(0, limit);
  const last = page.at(-1)?.position;
  return {
    records: page.map(({ record }) => record),
    total: rows.length,
    total_is_exact: true,
    next_cursor: encode(
      unseen.length > page.length && last !== undefined
        ? { mode: 'sorted', keys: [...last.keys], id: last.id }
        : null,
    ),
  };
}

/** A page of a list that is too long to be sorted: in the order of ids, filled from as many candidates as it takes. */
async function pageById<R extends StoredRecord>(
  { kind, database }: ListContext<R>,
  list: FilteredList<R>,
  fetched: readonly StoredDocument[],
  encode: EncodeCursor,
  counted?: number,
): Promise<RecordPage<R>> {
  const { limit, position, toRow, isSearch } = list;
  const query = candidates(kind, list);
  const total = counted ?? (await database.count(query));
  const rows: Row<R>[] = [];
  let chunk = fetched;
  let lastId = position?.id;
  let seen = 0;
  let isLast = false;
  for (;;) {
    rows.push(...chunk.flatMap((document) => toRow(document) ?? []));
    lastId = chunk.at(-1)?.id ?? lastId;
    seen += chunk.length;
    if (isLast || rows.length > limit || seen >= MAX_CANDIDATES) break;
    const missing = limit + 1 - rows.length;
    const perRow = seen / Math.max(1, rows.length);
    const wanted = seen === 0 ? missing : Math.max(MIN_CHUNK, Math.ceil(missing * perRow));
    const size = Math.min(wanted, MAX_CHUNK);
    await database.reserve(size > FEW_DOCUMENTS ? MAX_CHUNK : size);
    const startAfter = lastId === undefined ? undefined : [lastId];
    chunk = await database.query({ ...query, startAfter, limit: size });
    isLast = chunk.length < size;
  }
  const page = rows.slice(0, limit);
  const resumeAt = rows.length > limit ? page.at(-1)?.record.id : isLast ? undefined : lastId;
  return {
    records: page.map(({ record }) => record),
    total,
    total_is_exact: !isSearch,
    next_cursor: encode(resumeAt === undefined ? null : { mode: 'by-id', keys: [], id: resumeAt }),
  };
}

/** The filter that finds the candidates, or null when there can be none. */
export function candidateFilter(
  filters: readonly (readonly string[])[],
  query: CompiledQuery | null,
): Filter | null {
  if (filters.some((any) => any.length === 0)) return null;
  const groups: Filter[] = filters.map((any) => ({ any: any.map(hasTerm) }));
  const plan = query === null ? [] : planWithin(filters, query);
  if (plan.length > 0) groups.push({ any: plan.map((terms) => ({ all: terms.map(hasTerm) })) });
  return { all: groups };
}

/**
 * The plan of a search beside exact filters. Firestore counts the filters once for each disjunct. If they leave too few
 * disjuncts for the search, the filters alone find the candidates.
 */
function planWithin(filters: readonly (readonly string[])[], query: CompiledQuery): SearchPlan {
  const ways = filters.reduce((product, any) => product * any.length, 1);
  const filtersPerList = filters.length * ways;
  const lists = Math.min(
    Math.floor(MAX_DISJUNCTIONS / ways),
    filtersPerList === 0 ? MAX_DISJUNCTIONS : Math.floor(MAX_FILTERS / 2 / filtersPerList),
  );
  if (lists < 2) return [];
  const terms = Math.floor((MAX_FILTERS - filtersPerList * lists) / ways);
  const plan = planSearch(query, { lists, terms });
  // One word of many readings may have more lists than were asked for.
  const all = ways * (plan.length * filters.length + plan.flat().length);
  return plan.length * ways <= MAX_DISJUNCTIONS && all <= MAX_FILTERS ? plan : [];
}

/** Firestore's limits for one query, less one for the order. */
const MAX_DISJUNCTIONS = 30;
const MAX_FILTERS = 99;

const hasTerm = (term: string): Filter => ({ field: ['_meta', 'terms', term], equals: true });
