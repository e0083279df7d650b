// Turns the fields that somebody wants into the fields to store, without losing what other programs have stored in them.
import { isDeepStrictEqual } from 'node:util';
import type { StoredDocument } from '../../firestore/document.ts';
import { type Data, isPlainObject, plain, StoredValue } from '../../firestore/stored-values.ts';
import { elementsOf, entriesOf } from '../../firestore/stored-values.ts';
import { jsonPointer } from '../../standards/json-pointer.ts';
import { storedValueUnreadable } from '../problems.ts';
import { type IdentityOf, matchElements } from './elements.ts';

/**
 * A field with the value that was read of it is left out. In the others
 *
 * - elements and keys with the values that were read stay as they are stored, and so do keys that this API does not know;
 * - an element that cannot be read stays behind its readable neighbour.
 *
 * @param misfits the paths of what was read as something else, as `LenientReader` tells them
 * @param replaces whether the caller has named these fields to replace what they hold; or JSON Pointers to the places that the caller
 *   replaces, even by a value that equals what was read. Elsewhere, where a value that was read as something else would be overwritten, it
 *   throws 409 `stored_value_unreadable`.
 */
export function fieldsToStore(
  wanted: Readonly<Record<string, unknown>>,
  { document, record, misfits, identityOf, replaces }: StoredFieldsOptions,
): StoredFields {
  const set: Data = {};
  const replaced: Data = {};
  const unreadable: string[] = [];
  const stored = document.stored();
  const overwritten = Array.isArray(replaces) ? (replaces as readonly string[]) : [];
  for (const [field, value] of Object.entries(wanted)) {
    const read = (record as Record<string, unknown>)[field];
    const merge = new Merge(new Set(misfits), overwritten, (element) => identityOf?.(field, element) ?? null);
    if (isDeepStrictEqual(read, value) && !merge.overwrites({ stored: field, read: [field] })) continue;
    set[field] = merge.value(
      { stored: stored[field], read, wanted: value },
      { stored: field, read: [field] },
    );
    unreadable.push(...merge.unreadable);
    if (merge.lost.length > 0) replaced[field] = merge.lost;
    else if (merge.isLossy) replaced[field] = stored[field];
  }
  if (replaces !== true && unreadable.length > 0) throw storedValueUnreadable(unreadable);
  return { set, replaced };
}

export interface StoredFieldsOptions {
  document: Pick<StoredDocument, 'stored'>;
  record: object;
  misfits: readonly string[];
  /** What makes an element of a list the same one after a change. */
  identityOf: ((field: string, element: unknown) => string | null) | undefined;
  replaces: Replaces;
}

/** Which values that were read as something else are replaced: all of the fields that are set, none, or those at these JSON Pointers. */
export type Replaces = boolean | readonly string[];

export interface StoredFields {
  /** Plain values, with stored ones inside. */
  set: Data;
  /**
   * What is not in the document any more and no state shows, as it was stored: the whole value of a field, or of a list the elements that
   * are gone or were changed.
   */
  replaced: Data;
}

/** One place: what is stored there (undefined for nothing), what was read, and what is wanted. */
interface Place {
  stored: StoredValue | undefined;
  read: unknown;
  wanted: unknown;
}

/** Where a place is: as the reader names it, and in what the API answers. */
interface Path {
  stored: string;
  read: readonly (string | number)[];
}

/** Merges one field. */
class Merge {
  /** Pointers to what was read as something else and would be overwritten. */
  readonly unreadable: string[] = [];
  /** Whether something is overwritten that was not answered as it is stored. */
  isLossy = false;
  /** Elements of the field's list that hold such a thing and are gone or changed. */
  readonly lost: StoredValue[] = [];

  readonly #misfits: ReadonlySet<string>;
  readonly #overwritten: readonly string[];
  readonly #identityOf: IdentityOf;

  /** @param overwritten JSON Pointers to what was read that the caller replaces, whatever it was read as */
  constructor(misfits: ReadonlySet<string>, overwritten: readonly string[], identityOf: IdentityOf) {
    this.#misfits = misfits;
    this.#overwritten = overwritten;
    this.#identityOf = identityOf;
  }

  /** Whether the caller replaces something at a place, or in it, that was read as something else. */
  overwrites({ stored, read }: Path): boolean {
    if (this.#overwritten.length === 0) return false;
    const pointer = jsonPointer(read);
    return (
      this.#overwritten.some((each) => isAtOrIn(pointer, each) || isAtOrIn(each, pointer)) &&
      [...this.#misfits].some((misfit) => misfit === stored || misfit.startsWith(`${stored}.`))
    );
  }

  /** What to store at a place. */
  value(place: Place, path: Path): unknown {
    const { stored, read, wanted } = place;
    if (stored === undefined) return wanted;
    if (isDeepStrictEqual(read, wanted) && !this.overwrites(path)) return stored;
    if (Array.isArray(wanted) && Array.isArray(read)) {
      const elements = elementsOf(stored.value)?.map((element) => new StoredValue(element));
      if (elements !== undefined) return this.#list(elements, { read, wanted }, path);
    }
    if (isPlainObject(wanted) && isPlainObject(read)) {
      const entries = entriesOf(stored.value);
      if (entries !== null) return this.#map(entries, { read, wanted }, path);
    }
    const pointer = jsonPointer(path.read);
    if (this.#misfits.has(path.stored) && !this.#overwritten.some((each) => isAtOrIn(pointer, each)))
      this.unreadable.push(pointer);
    if (!isShown(plain(stored), read)) this.isLossy = true;
    return wanted;
  }

  #map(
    entries: ReadonlyMap<string, Uint8Array>,
    { read, wanted }: { read: Record<string, unknown>; wanted: Record<string, unknown> },
    path: Path,
  ): Data {
    const merged = new Map<string, unknown>(
      [...entries].map(([key, value]) => [key, new StoredValue(value)]),
    );
    for (const [key, value] of Object.entries(wanted)) {
      const inside = { stored: `${path.stored}.${key}`, read: [...path.read, key] };
      if (isDeepStrictEqual(read[key], value) && !this.overwrites(inside)) continue;
      const bytes = entries.get(key);
      const stored = bytes && new StoredValue(bytes);
      merged.set(key, this.value({ stored, read: read[key], wanted: value }, inside));
    }
    return Object.fromEntries(merged);
  }

  #list(
    stored: readonly StoredValue[],
    { read, wanted }: { read: readonly unknown[]; wanted: readonly unknown[] },
    path: Path,
  ): unknown[] {
    const isOfField = path.read.length === 1;
    const places = readablePlaces(stored, path.stored, this.#misfits);
    const matches = matchElements(wanted, read, this.#identityOf);
    const staying = new Set(matches);
    // What cannot be read, behind the readable element before it that stays; at the beginning where there is none.
    const behind = new Map<number | null, StoredValue[]>([[null, []]]);
    const readAts = new Map(places.map((place, readAt) => [place, readAt]));
    let last: number | null = null;
    stored.forEach((element, at) => {
      const readAt = readAts.get(at);
      if (readAt === undefined) behind.get(last)?.push(element);
      else if (staying.has(readAt)) {
        last = readAt;
        behind.set(last, []);
      } else if (!isShown(plain(element), read[readAt])) this.#lose(element, isOfField);
    });
    const merged = wanted.flatMap((element, at) => {
      const match = matches[at] ?? null;
      const place = match === null ? undefined : places[match];
      const before = place === undefined ? undefined : stored[place];
      if (match === null || before === undefined) return [element];
      const inside = { stored: `${path.stored}.${place}`, read: [...path.read, match] };
      const inner = new Merge(this.#misfits, this.#overwritten, this.#identityOf);
      const after = inner.value({ stored: before, read: read[match], wanted: element }, inside);
      this.unreadable.push(...inner.unreadable);
      if (inner.isLossy) this.#lose(before, isOfField);
      return [after, ...(behind.get(match) ?? [])];
    });
    return [...(behind.get(null) ?? []), ...merged];
  }

  #lose(element: StoredValue, isOfField: boolean): void {
    if (isOfField) this.lost.push(element);
    else this.isLossy = true;
  }
}

/** The places of the elements of a stored list that were read: the nth element that is answered stands at the nth of them. */
export const readablePlaces = (
  stored: readonly StoredValue[],
  path: string,
  misfits: ReadonlySet<string>,
): number[] =>
  stored.flatMap((element, at) => (plain(element) === null || misfits.has(`${path}.${at}`) ? [] : [at]));

/** Whether one JSON Pointer names the place of another, or a place in it. */
const isAtOrIn = (pointer: string, place: string) => pointer === place || pointer.startsWith(`${place}/`);

/** Whether what was read shows all of a stored value. */
function isShown(stored: unknown, read: unknown): boolean {
  if (stored === null || stored === undefined) return true;
  if (Array.isArray(stored))
    return (
      Array.isArray(read) &&
      read.length === stored.length &&
      stored.every((element, at) => isShown(element, read[at]))
    );
  if (isPlainObject(stored))
    return isPlainObject(read) && Object.entries(stored).every(([key, value]) => isShown(value, read[key]));
  return isDeepStrictEqual(stored, read);
}
