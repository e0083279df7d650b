import type { Firestore } from 'firebase-admin/firestore';
import { connectionTo } from './firestore.ts';
import { recordRequests } from './sent-requests.ts';

/** One way to meet a query: filters that must all hold, and the order of what comes back. */
export interface QueryShape {
  collection: string;
  /** It is of all collections of that name. */
  isGroup: boolean;
  equal: string[];
  contains: string[];
  /** Fields that have a bound. */
  range: string[];
  order: [path: string, direction: 'ASCENDING' | 'DESCENDING'][];
}

/** A query as it was sent to Firestore; `shapes` is its disjunctive normal form. */
export interface SentQuery {
  shapes: QueryShape[];
}

interface Filter {
  fieldFilter?: { field: { fieldPath: string }; op: string };
  compositeFilter?: { op: 'AND' | 'OR'; filters: Filter[] };
}
interface StructuredQuery {
  from: { collectionId: string; allDescendants?: boolean }[];
  where?: Filter;
  orderBy?: { field: { fieldPath: string }; direction: 'ASCENDING' | 'DESCENDING' }[];
}
interface Request {
  structuredQuery?: StructuredQuery;
  structuredAggregationQuery?: { structuredQuery: StructuredQuery };
}
/** Keeps every query that the API sends from now on to the project of a client, counts included. */
export function recordQueries(firestore: Firestore): SentQuery[] {
  const sent: SentQuery[] = [];
  recordRequests(connectionTo(firestore), ({ message }: { message: Request }) => {
    const query = message.structuredQuery ?? message.structuredAggregationQuery?.structuredQuery;
    if (query !== undefined) sent.push({ shapes: shapesOf(query) });
  });
  return sent;
}

function shapesOf({ from, where, orderBy = [] }: StructuredQuery): QueryShape[] {
  if (from.length !== 1) throw new Error('a query of another kind: teach this');
  const collection = from[0]?.collectionId ?? '';
  const order = orderBy.map(({ field, direction }): QueryShape['order'][number] => [
    field.fieldPath,
    direction,
  ]);
  const conditions = conjunctions(where);
  const isKnown = ({ op }: FieldFilter) => ['EQUAL', 'ARRAY_CONTAINS', ...RANGES].includes(op);
  if (!conditions.flat().every(isKnown)) throw new Error('a filter of another kind: teach this');
  return conditions.map((filters) => ({
    collection,
    isGroup: from[0]?.allDescendants === true,
    equal: pathsOf(filters, 'EQUAL'),
    contains: pathsOf(filters, 'ARRAY_CONTAINS'),
    range: RANGES.flatMap((op) => pathsOf(filters, op)),
    order,
  }));
}

const RANGES = ['GREATER_THAN_OR_EQUAL', 'LESS_THAN'];

type FieldFilter = NonNullable<Filter['fieldFilter']>;

function conjunctions(where: Filter | undefined): FieldFilter[][] {
  if (where === undefined) return [[]];
  if (where.fieldFilter !== undefined) return [[where.fieldFilter]];
  const parts = (where.compositeFilter?.filters ?? []).map(conjunctions);
  if (where.compositeFilter?.op === 'OR') return parts.flat();
  return parts.reduce<FieldFilter[][]>(
    (all, part) => all.flatMap((left) => part.map((right) => [...left, ...right])),
    [[]],
  );
}

/** All keys of a map are one field to the index settings. */
const pathsOf = (filters: FieldFilter[], op: string) =>
  filters
    .filter((filter) => filter.op === op)
    .map(({ field }) => field.fieldPath.replace(/^(terms|groups|facets)\..*$/su, '$1.*'));
