// The digest of what people entered, by which a change of another program is seen.
import { hash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { StoredDocument } from '../firestore/document.ts';
import { isTime } from '../firestore/lenient-reader.ts';
import { isPlainObject } from '../firestore/stored-values.ts';
import { type RecordKind, SILENT, type State, type StoredRecord } from './kind.ts';

/**
 * A digest does not depend on the release that makes it: a field that is absent and one that has its default are the same. Each
 * column of the state has a digest of its own, so that a release sees which columns it does not know: it leaves them out of the
 * comparison, and carries them on. Where it changes a list, it does not know what becomes of such a column of its elements: the column is
 * `STALE` from then on, and compared by nobody, until a release that knows it changes the list.
 *
 * A column is a field, a time of the record, or a key inside a field that holds a map or a list of maps (`contacts.value`). A column of
 * defaults is left out. As a string: `name:2jmj7l5rSw0 contacts:1B2M2Y8AsgT contacts.value:Fs2H8kLm9Qw`.
 *
 * @param before the digest that the document has: its columns that this release does not know stay
 */
export function digestOf<R extends StoredRecord>(
  kind: RecordKind<R>,
  state: State<R>,
  before: unknown = null,
): string {
  const { columns, isKnown } = knownColumns(kind, state);
  const stored = parse(before);
  const changed = changedFields(stored, columns, isKnown);
  const carried = [...stored].flatMap(([column, digest]): [string, string][] => {
    const isChanged = changed.has(fieldOf(column));
    if (isKnown(column)) return digest === STALE && !isChanged ? [[column, STALE]] : [];
    return [[column, isChanged ? STALE : digest]];
  });
  // In an order that no release decides.
  return [...new Map([...columns, ...carried])]
    .map(([column, digest]) => `${column}:${digest}`)
    .sort()
    .join(' ');
}

/**
 * Whether a stored digest, this release's or another's, is of the state of a document. A time that the document itself does not
 * have is not compared, and neither are times with a digest that was made without them.
 */
export function isDigestOf<R extends StoredRecord>(
  kind: RecordKind<R>,
  stored: unknown,
  state: State<R>,
  document: Pick<StoredDocument, 'get'>,
): boolean {
  if (typeof stored !== 'string') return false;
  if (!isInColumns(stored)) return stored === kind.earlierDigest?.(state);
  const { isKnown, ...of } = knownColumns(kind, state);
  const columns = new Map(of.columns);
  const known = new Map([...parse(stored)].filter(([column]) => isKnown(column)));
  const hasTimes = TIMES.some((time) => known.has(time));
  for (const time of TIMES) {
    if (hasTimes && isTime(document.get(time))) continue;
    known.delete(time);
    columns.delete(time);
  }
  for (const [column, digest] of known) {
    if (digest !== STALE) continue;
    known.delete(column);
    columns.delete(column);
  }
  return (
    known.size === columns.size && [...known].every(([column, digest]) => columns.get(column) === digest)
  );
}

/** The digest of the body of a creation. A field with its default is left out, so that a release with more fields makes the same. */
export function digestOfRequest<R extends StoredRecord>(kind: RecordKind<R>, body: object): string {
  const defaults = kind.read(blank({}), SILENT) as object as Record<string, unknown>;
  const said = Object.entries(body).filter(([field, value]) => !isDeepStrictEqual(value, defaults[field]));
  return digestOfValue(Object.fromEntries(said));
}

/** The digest of any value, equal for equal values, whatever the order of their keys. */
export function digestOfValue(value: unknown): string {
  return hash('sha256', canonicalJson(value), 'base64url');
}

/** Whether a value can be a stored digest, of this release or of another. */
export function isDigest(value: unknown): value is string {
  if (typeof value !== 'string' || value.length > MAX_DIGEST_LENGTH) return false;
  return value === '' || DIGEST_OF_0_1.test(value) || value.split(' ').every((column) => COLUMN.test(column));
}

/** SHA-256 in base64url. */
const DIGEST_OF_0_1 = /^[\w-]{43}$/;

/** Whether a digest is made of columns, as it is since release 0.2. */
const isInColumns = (digest: unknown): boolean =>
  digest === '' || (typeof digest === 'string' && digest.includes(':'));

const TIMES = ['created_at', 'updated_at'] as const;

/** 66 bits: no two states are the same by accident. Another program that wants to be overlooked can write the digest itself. */
const COLUMN_DIGEST_LENGTH = 11;

/** Stands for the digest of a column that its list has outlived. No digest is this one, but by an accident of 66 bits. */
const STALE = '-'.repeat(COLUMN_DIGEST_LENGTH);

/** The field of a column: `contacts` of `contacts.value`. */
const fieldOf = (column: string) => column.split('.', 1)[0] ?? '';

/** The fields of which a column that this release knows differs from the stored one. */
function changedFields(
  stored: ReadonlyMap<string, string>,
  columns: ReadonlyMap<string, string>,
  isKnown: Columns['isKnown'],
): ReadonlySet<string> {
  const changed = new Set<string>();
  for (const column of new Set([...stored.keys(), ...columns.keys()])) {
    const before = stored.get(column);
    if (before !== STALE && isKnown(column) && before !== columns.get(column)) changed.add(fieldOf(column));
  }
  return changed;
}

interface Columns {
  /** Those that hold something, with their digests. */
  columns: ReadonlyMap<string, string>;
  /** Whether this release has such a column, filled or not. */
  isKnown: (column: string) => boolean;
}

/** A state that is compared is often digested too. */
const KNOWN_COLUMNS = new WeakMap<object, Columns>();

function knownColumns<R extends StoredRecord>(kind: RecordKind<R>, state: State<R>): Columns {
  let columns = KNOWN_COLUMNS.get(state);
  if (columns === undefined) {
    columns = columnsOf(kind, state);
    KNOWN_COLUMNS.set(state, columns);
  }
  return columns;
}

function columnsOf<R extends StoredRecord>(kind: RecordKind<R>, state: State<R>): Columns {
  const defaults = kind.read(blank({}), SILENT);
  const values = state as object as Record<string, unknown>;
  const columns = new Map<string, string>();
  const keysOf = new Map<string, ReadonlySet<string>>();
  const add = (column: string, value: unknown) =>
    columns.set(column, digestOfValue(value).slice(0, COLUMN_DIGEST_LENGTH));
  for (const field of [...kind.entered, ...TIMES]) {
    const value: unknown = values[field];
    const elements = elementsOf(value);
    const keys = new Set(elements.flatMap((element) => Object.keys(element)));
    keysOf.set(field, keys);
    if (value === undefined || isDeepStrictEqual(value, defaults[field])) continue;
    if (elements.length === 0) {
      add(field, value);
      continue;
    }
    add(field, elements.length);
    const [standard = {}] = elementsOf(
      kind.read(blank({ [field]: Array.isArray(value) ? [{}] : {} }), SILENT)[field],
    );
    for (const key of keys) {
      // With its place, so that an element that is added does not change the column of a key that it does not have.
      const filled = elements.flatMap((element, at) =>
        isDeepStrictEqual(element[key] ?? null, standard[key] ?? null) ? [] : [[at, element[key]]],
      );
      if (filled.length > 0) add(`${field}.${key}`, filled);
    }
  }
  const isKnown = (column: string) => {
    const [field = '', key] = column.split('.', 2);
    const keys = keysOf.get(field);
    // A field without elements shows no keys, and has nothing in any of them.
    return keys !== undefined && (key === undefined || keys.size === 0 || keys.has(key));
  };
  return { columns, isKnown };
}

/** The maps in a field: its own, or those of its list. */
function elementsOf(value: unknown): Record<string, unknown>[] {
  if (isPlainObject(value)) return [value];
  return Array.isArray(value) && value.length > 0 && value.every(isPlainObject) ? value : [];
}

/** The columns of a stored digest. Another program may have written anything there: what no release makes is left out. */
function parse(digest: unknown): Map<string, string> {
  if (typeof digest !== 'string' || digest.length > MAX_DIGEST_LENGTH) return new Map();
  const columns = digest.split(' ').filter((column) => COLUMN.test(column));
  return new Map(columns.map((column) => column.split(':', 2) as [string, string]));
}

const COLUMN = /^\w{1,100}(?:\.\w{1,100})?:[\w-]{11}$/;

/** Far more than the digest of a record with every field filled in, some 900 characters for a customer. */
const MAX_DIGEST_LENGTH = 50_000;

/** JSON with the keys of every object in order, so that equal values have equal texts. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, child: unknown) =>
    isPlainObject(child)
      ? Object.fromEntries(Object.entries(child).sort(([a], [b]) => (a < b ? -1 : 1)))
      : child,
  );
}

/** A document that holds only these fields. */
const blank = (fields: Record<string, unknown>) => ({
  id: '',
  createTime: null,
  updateTime: null,
  data: () => fields,
});
