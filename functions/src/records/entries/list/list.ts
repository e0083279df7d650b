import {
  type CollectionReference,
  FieldPath,
  Filter,
  type Query,
  type QueryDocumentSnapshot,
} from 'firebase-admin/firestore';
import { type Database, FEW_DOCUMENTS } from '../../../firestore/database.ts';
import { invalidCursor } from '../../../standards/problems.ts';
import { decodeCursor, encodeCursor } from '../../../firestore/cursor.ts';
import { facetCondition, facetTerms } from '../../../crm/customers/facets.ts';
import type { ListQuery } from '../../../crm/customers/list-query.ts';
import type { CustomerInDB, CustomerListResponse } from '../../../crm/customers/models.ts';
import { comparePositions, orderOf, type Position, type Sort, sortKeysOf } from './order.ts';
import { Place } from './position.ts';
import { searchableValues } from '../../../crm/customers/searchable.ts';
import { match } from '../../../search/match.ts';
import { planSearch, type SearchPlan } from '../../../search/plan.ts';
import { compileQuery, type CompiledQuery } from '../../../search/query.ts';
import { READ_MASK, toCustomer, type WarnOfFields } from '../../../crm/customers/document.ts';

/** A filtered list is sorted as a whole while no more candidates come back than this (DESIGN 5.2). */
const MAX_SORTED = 1000;

/** What a list that began sorted may grow to between two of its pages. */
const MAX_SORTED_LATER = 2000;

/** Candidates fetched per further round trip while a page in id order is filled: as many as it seems to take. */
const MIN_CHUNK = 20;
const MAX_CHUNK = 1000;

/**
 * Candidates looked at for one page at most. The index terms let so few wrong ones through that only a contrived query
 * gets here: its pages are short, but each is answered in time.
 */
const MAX_CANDIDATES = 3000;

/** Firestore's limits for one query, less one for the order. */
const MAX_DISJUNCTIONS = 30;
const MAX_FILTERS = 99;

export interface ListContext {
  database: Database;
  collection: CollectionReference;
  warn: WarnOfFields;
}

/** A customer that a list shows, and its place in the order. */
interface Row {
  customer: CustomerInDB;
  position: Position;
}

/**
 * A page of the customers that match. Without `search` and with at most one tag it is a scan of an index in the
 * order asked for; any other list is found by the index terms and verified, sorted as a whole while at most 1,000
 * candidates come back and paged by id above that.
 */
export async function listPage(context: ListContext, query: ListQuery): Promise<CustomerListResponse> {
  const { limit, cursor, sort, search = '', ...facets } = query;
  const bound = { search, sort, facets };
  const place = cursor === undefined ? null : decodeCursor(cursor, bound, Place);
  const encode = (next: Place | null) => (next === null ? null : encodeCursor(next, bound));

  const onlyTag =
    search === '' && Object.keys(facets).every((name) => name === 'tag') && (facets.tag?.length ?? 0) <= 1;
  // A short page may be all there is: it asks for more room when it needs it.
  const room = onlyTag || limit <= FEW_DOCUMENTS ? limit : Math.max(limit, mostAtOnce(place));
  await context.database.reserve(room);
  if (onlyTag) return scan(context, { limit, place, sort: scannable(sort), tag: facets.tag?.[0] }, encode);

  const condition = facetCondition(facets);
  const compiled = search === '' ? null : compileQuery(search);
  const conditions = candidateFilter(condition, compiled);
  if (conditions === null) return { customers: [], total: 0, total_is_exact: true, next_cursor: null };
  const toRow = rowMaker({
    query: compiled,
    sort: sort ?? (search === '' ? 'name' : 'relevance'),
    condition,
    warn: context.warn,
  });
  const candidates = context.collection.where(conditions).orderBy(FieldPath.documentId());
  const list = { limit, place, candidates, toRow, direction: scanDirection(sort), isSearch: search !== '' };
  if (place?.mode === 'by-id') return pageById(context, list, [], encode);
  return sortedOrById(context, list, encode);
}

/** The candidates of a filtered list that may be at hand at once, however short its page. */
const mostAtOnce = (place: Place | null) => (place === null ? MAX_SORTED : MAX_SORTED_LATER);

type Encode = (next: Place | null) => string | null;

interface FilteredList {
  limit: number;
  place: Place | null;
  /** All candidates, in order of id. */
  candidates: Query;
  /** The row of a candidate, or null when it does not match after all. */
  toRow: (document: QueryDocumentSnapshot) => Row | null;
  direction: 'asc' | 'desc';
  isSearch: boolean;
}

const scannable = (sort: ListQuery['sort']): Sort =>
  sort === undefined || sort === 'relevance' ? 'name' : sort;
const scanDirection = (sort: ListQuery['sort']) => orderOf(scannable(sort)).direction;

/** An ordered scan of one index: as many reads as customers shown, and the count. */
async function scan(
  { database, collection, warn }: ListContext,
  { limit, place, sort, tag }: { limit: number; place: Place | null; sort: Sort; tag: string | undefined },
  encode: Encode,
): Promise<CustomerListResponse> {
  if (place !== null && place.mode !== 'scan') throw invalidCursor();
  const { key, direction } = orderOf(sort);
  const tagged = tag === undefined ? collection : collection.where('tags', 'array-contains', tag);
  const ordered = tagged.orderBy(`_meta.${key}`, direction).orderBy(FieldPath.documentId());
  const from = place === null ? ordered : ordered.startAfter(place.keys[0], place.id);
  const [documents, total] = await Promise.all([
    database.query(from.select(...READ_MASK).limit(limit)),
    database.count(ordered),
  ]);
  const last = documents.at(-1);
  const after = (document: QueryDocumentSnapshot) =>
    ordered.startAfter(document.get(`_meta.${key}`), document.id);
  // The count was taken at another moment: a page that it says is just full may have lost its last to a new one.
  const isWhole =
    documents.length < limit ||
    last === undefined ||
    (place === null &&
      total <= limit &&
      (await database.query(after(last).select(FieldPath.documentId()).limit(1))).length === 0);
  return {
    customers: documents.map((document) => toCustomer(document, warn)),
    total,
    total_is_exact: true,
    next_cursor: encode(
      isWhole ? null : { mode: 'scan', keys: [String(last.get(`_meta.${key}`))], id: last.id },
    ),
  };
}

/** One round trip where all candidates fit on the page; else the count decides how the pages are made. */
async function sortedOrById(
  context: ListContext,
  list: FilteredList,
  encode: Encode,
): Promise<CustomerListResponse> {
  const { database } = context;
  const { limit, place, candidates } = list;
  const projected = candidates.select(...READ_MASK);
  const first = await database.query(projected.limit(Math.min(limit, MAX_SORTED) + 1));
  if (first.length <= Math.min(limit, MAX_SORTED)) return pageSorted(list, first, encode);
  if (place === null) {
    const count = await database.count(candidates);
    if (count > MAX_SORTED) return pageById(context, list, first, encode, count);
  }
  await database.reserve(mostAtOnce(place));
  const rest = await database.query(projected.startAfter(first.at(-1)?.id).limit(MAX_SORTED_LATER));
  if (first.length + rest.length > MAX_SORTED_LATER) throw invalidCursor();
  return pageSorted(list, [...first, ...rest], encode);
}

/** A page of a list whose candidates are all at hand. */
function pageSorted(
  { limit, place, toRow, direction }: FilteredList,
  documents: readonly QueryDocumentSnapshot[],
  encode: Encode,
): CustomerListResponse {
  const rows = documents
    .flatMap((document) => toRow(document) ?? [])
    .sort((a, b) => comparePositions(a.position, b.position, direction));
  const unseen =
    place === null ? rows : rows.filter(({ position }) => comparePositions(position, place, direction) > 0);
  const page = unseen.slice(0, limit);
  const last = page.at(-1)?.position;
  return {
    customers: page.map(({ customer }) => customer),
    total: rows.length,
    total_is_exact: true,
    next_cursor: encode(
      unseen.length > page.length && last !== undefined
        ? { mode: 'sorted', keys: [...last.keys], id: last.id }
        : null,
    ),
  };
}

/** A page of a list too long to be sorted: in order of id, filled from as many candidates as it takes. */
async function pageById(
  { database }: ListContext,
  { limit, place, candidates, toRow, isSearch }: FilteredList,
  fetched: readonly QueryDocumentSnapshot[],
  encode: Encode,
  counted?: number,
): Promise<CustomerListResponse> {
  const projected = candidates.select(...READ_MASK);
  const total = counted ?? (await database.count(candidates));
  const rows: Row[] = [];
  let chunk = fetched;
  let lastId = place?.id;
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
    chunk = await database.query(
      (lastId === undefined ? projected : projected.startAfter(lastId)).limit(size),
    );
    isLast = chunk.length < size;
  }
  const page = rows.slice(0, limit);
  const resumeAt = rows.length > limit ? page.at(-1)?.customer.id : isLast ? undefined : lastId;
  return {
    customers: page.map(({ customer }) => customer),
    total,
    total_is_exact: !isSearch,
    next_cursor: encode(resumeAt === undefined ? null : { mode: 'by-id', keys: [], id: resumeAt }),
  };
}

/** Verifies candidates and places them in the order asked for. */
function rowMaker(list: {
  query: CompiledQuery | null;
  sort: Sort | 'relevance';
  condition: string[][];
  warn: WarnOfFields;
}) {
  const { query, sort, condition, warn } = list;
  return (document: QueryDocumentSnapshot): Row | null => {
    const customer = toCustomer(document, warn);
    const terms = condition.length === 0 ? null : new Set(facetTerms(customer));
    if (terms !== null && !condition.every((any) => any.some((term) => terms.has(term)))) return null;
    const rank = query === null ? 0 : match(query, searchableValues(customer));
    if (rank === null) return null;
    const keys = sortKeysOf(customer);
    const position = sort === 'relevance' ? [rank, keys.name_key] : [keys[orderOf(sort).key]];
    return { customer, position: { keys: position, id: customer.id } };
  };
}

/** The filter that finds the candidates, or null when there can be none. */
function candidateFilter(condition: string[][], query: CompiledQuery | null): Filter | null {
  if (condition.some((any) => any.length === 0)) return null;
  const groups = condition.map((any) => Filter.or(...any.map(hasTerm)));
  const plan = query === null ? [] : planWithin(condition, query);
  if (plan.length > 0) groups.push(Filter.or(...plan.map((terms) => Filter.and(...terms.map(hasTerm)))));
  return Filter.and(...groups);
}

/**
 * The plan of a search beside exact filters: Firestore counts them once for each disjunct. Where they leave it no
 * room, they alone find the candidates.
 */
function planWithin(condition: string[][], query: CompiledQuery): SearchPlan {
  const ways = condition.reduce((product, any) => product * any.length, 1);
  const filtersPerList = condition.length * ways;
  const lists = Math.min(
    Math.floor(MAX_DISJUNCTIONS / ways),
    filtersPerList === 0 ? MAX_DISJUNCTIONS : Math.floor(MAX_FILTERS / 2 / filtersPerList),
  );
  if (lists < 2) return [];
  const terms = Math.floor((MAX_FILTERS - filtersPerList * lists) / ways);
  const plan = planSearch(query, { lists, terms });
  // One word of many readings may have more lists than were asked for.
  const filters = ways * (plan.length * condition.length + plan.flat().length);
  return plan.length * ways <= MAX_DISJUNCTIONS && filters <= MAX_FILTERS ? plan : [];
}

const hasTerm = (term: string) => Filter.where(new FieldPath('_meta', 'terms', term), '==', true);
