import { isDeepStrictEqual } from 'node:util';
import { jsonPointer } from '../../standards/json-pointer.ts';

/** One place (JSON Pointer, RFC 6901) in which two states differ; null where there is nothing. */
export interface Change {
  pointer: string;
  from: unknown;
  to: unknown;
}

/** Fields that every write sets: no change that anybody made. */
const ALWAYS_DIFFERENT = ['updated_at'];

/** Where two states of a customer differ, in the order of the fields; objects and arrays are looked into. */
export function compareStates(before: object | null, after: object): Change[] {
  return differences(before ?? {}, after, []).filter(
    ({ pointer }) => !ALWAYS_DIFFERENT.includes(pointer.slice(1)),
  );
}

function differences(from: unknown, to: unknown, path: readonly (string | number)[]): Change[] {
  if (isDeepStrictEqual(from, to)) return [];
  if (isContainer(from) && isContainer(to) && Array.isArray(from) === Array.isArray(to)) {
    const keys = [...new Set([...Object.keys(from), ...Object.keys(to)])];
    return keys.flatMap((key) => differences(from[key] ?? null, to[key] ?? null, [...path, key]));
  }
  return [{ pointer: jsonPointer(path), from, to }];
}

const isContainer = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
