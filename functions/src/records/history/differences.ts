// Finds where two states of a record differ.
import { isDeepStrictEqual } from 'node:util';
import { isPlainObject } from '../../firestore/stored-values.ts';
import { jsonPointer } from '../../standards/json-pointer.ts';
import { alignLists } from './align-lists.ts';

/**
 * The differences are in the order of the fields. It looks into objects and lists. The elements of a list are known by their content: one that
 * left is told at its old place, one that came at its new place, and one that was changed at its new place, by what was changed in it.
 */
export function differencesBetween(before: object | null, after: object): Difference[] {
  return differences(before ?? {}, after, []).filter(
    ({ pointer }) => !ALWAYS_DIFFERENT.includes(pointer.slice(1)),
  );
}

/** One place (JSON Pointer, RFC 6901) where two states differ; `from` or `to` is null where there is nothing. */
export interface Difference {
  pointer: string;
  from: unknown;
  to: unknown;
}

/** Fields that every write sets: nobody changed them. */
const ALWAYS_DIFFERENT = ['updated_at'];

type Path = readonly (string | number)[];

function differences(from: unknown, to: unknown, path: Path): Difference[] {
  if (isPlainObject(from) && isPlainObject(to)) {
    const keys = [...new Set([...Object.keys(from), ...Object.keys(to)])];
    return keys.flatMap((key) => differences(from[key] ?? null, to[key] ?? null, [...path, key]));
  }
  if (Array.isArray(from) && Array.isArray(to)) return differencesOfLists(from, to, path);
  return isDeepStrictEqual(from, to) ? [] : [{ pointer: jsonPointer(path), from, to }];
}

function differencesOfLists(from: readonly unknown[], to: readonly unknown[], path: Path): Difference[] {
  // By far the usual case, and quicker than the other.
  if (isDeepStrictEqual(from, to)) return [];
  return alignLists(from, to).flatMap(([old, now]) => {
    if (now === null) return { pointer: jsonPointer([...path, old]), from: from[old], to: null };
    if (old === null) return { pointer: jsonPointer([...path, now]), from: null, to: to[now] };
    return differences(from[old], to[now], [...path, now]);
  });
}
