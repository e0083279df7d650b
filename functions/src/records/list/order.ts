// The orders of a list: their names, and the fields of index entries that they go by.
import { DOCUMENT_ID, type FieldPath, type Query } from '../../firestore/query.ts';
import { isDocumentId } from '../../firestore/document-id.ts';
import type { StoredDocument } from '../../firestore/document.ts';
import { compareCodePoints } from '../../search/sort-key.ts';
import type { SortKeys } from '../entries/entry.ts';

/** The stored orders; `-` in front is descending. */
export const SORTS = ['name', '-name', 'created_at', '-created_at', 'updated_at', '-updated_at'] as const;
export type Sort = (typeof SORTS)[number];

/** The key that an order goes by, and its direction. */
function orderOf(sort: Sort): { key: keyof SortKeys; direction: 'asc' | 'desc' } {
  const keys = { name: 'name_key', created_at: 'created_key', updated_at: 'updated_key' } as const;
  const field = sort.replace('-', '') as keyof typeof keys;
  return { key: keys[field], direction: sort.startsWith('-') ? 'desc' : 'asc' };
}

/** An order as a query takes it. Equal keys go by the id of the record, in the direction of the sort. */
export type OrderBy = NonNullable<Query['orderBy']>;

/** The order of the names. The ids of the entries have it, and any equality filters keep it. */
export const BY_NAME: OrderBy = [[DOCUMENT_ID, 'asc']];
export const BY_NAME_DESCENDING: OrderBy = [[DOCUMENT_ID, 'desc']];

/** The order by a key, which needs an index of its own. */
export function byKey(sort: Sort, idName: string): OrderBy {
  const { key, direction } = orderOf(sort);
  return [
    [[key], direction],
    [[idName], direction],
  ];
}

/** The values by which an entry stands at its place in an order. */
export function placeOf(entry: StoredDocument, orderBy: OrderBy): string[] {
  return orderBy.map(([field]) => (isId(field) ? entry.id : String(entry.get(...field))));
}

/** Whether the values can be a place of an order. */
export const isPlace = (values: readonly string[], orderBy: OrderBy): boolean =>
  values.length === orderBy.length &&
  orderBy.every(([field], at) => !isId(field) || isDocumentId(values[at] ?? ''));

/** The fields that `placeOf` needs. */
export const fieldsOf = (orderBy: OrderBy): FieldPath[] =>
  orderBy.flatMap(([field]) => (isId(field) ? [] : [field]));

/** Compares two places of one order. */
export function comparePlaces(a: readonly string[], b: readonly string[], orderBy: OrderBy): number {
  for (const [at, [, direction]] of orderBy.entries()) {
    const difference = compareCodePoints(a[at] ?? '', b[at] ?? '');
    if (difference !== 0) return direction === 'asc' ? difference : -difference;
  }
  return 0;
}

const isId = (field: FieldPath) => field === DOCUMENT_ID;
