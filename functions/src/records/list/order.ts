// The orders of a list: their names, their sort keys, and how two places in an order compare.
import { compareCodePoints, sortKey } from '../../search/sort-key.ts';
import type { State, StoredRecord } from '../kind.ts';

/** The stored orders; `-` in front is descending. */
export const SORTS = ['name', '-name', 'created_at', '-created_at', 'updated_at', '-updated_at'] as const;
export type Sort = (typeof SORTS)[number];

/** The sort keys of a record, all strings that sort by code point as Firestore sorts them. */
export interface SortKeys {
  name_key: string;
  created_key: string;
  updated_key: string;
}

/** The keys of a record, made of the values as they are answered, so that a Timestamp and an ISO string sort alike. */
export function sortKeysOf({ name, created_at, updated_at }: State<StoredRecord>): SortKeys {
  return { name_key: sortKey(name), created_key: created_at, updated_key: updated_at };
}

/** The key that an order goes by, and its direction. */
export function orderOf(sort: Sort): { key: keyof SortKeys; direction: 'asc' | 'desc' } {
  const keys = { name: 'name_key', created_at: 'created_key', updated_at: 'updated_key' } as const;
  const field = sort.replace('-', '') as keyof typeof keys;
  return { key: keys[field], direction: sort.startsWith('-') ? 'desc' : 'asc' };
}

/** A place in an order: the keys by which it goes, and the id that decides between equals. */
export interface Position {
  keys: readonly (string | number)[];
  id: string;
}

/** Compares two places of one order. Equal keys go by ascending id in either direction, as the indexes do. */
export function comparePositions(a: Position, b: Position, direction: 'asc' | 'desc'): number {
  const sign = direction === 'asc' ? 1 : -1;
  for (const [index, key] of a.keys.entries()) {
    const difference = compareKeys(key, b.keys[index] ?? '');
    if (difference !== 0) return sign * difference;
  }
  return compareCodePoints(a.id, b.id);
}

function compareKeys(a: string | number, b: string | number): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : compareCodePoints(String(a), String(b));
}
