// Finds where two states of a record differ.
import { isDeepStrictEqual } from 'node:util';
import { jsonPointer } from '../../standards/json-pointer.ts';

/** The differences are in the order of the fields. It looks into objects and arrays. */
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

function differences(from: unknown, to: unknown, path: readonly (string | number)[]): Difference[] {
  if (isDeepStrictEqual(from, to)) return [];
  if (isContainer(from) && isContainer(to) && Array.isArray(from) === Array.isArray(to)) {
    const keys = [...new Set([...Object.keys(from), ...Object.keys(to)])];
    return keys.flatMap((key) => differences(from[key] ?? null, to[key] ?? null, [...path, key]));
  }
  return [{ pointer: jsonPointer(path), from, to }];
}

const isContainer = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
