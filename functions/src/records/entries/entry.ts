// The index entry of a record: the document that lists and searches read instead of the record's own.
import { hash } from 'node:crypto';
import { documentSize, MAX_DOCUMENT_BYTES } from '../../firestore/document-size.ts';
import type { StoredDocument } from '../../firestore/document.ts';
import type { FieldPath } from '../../firestore/query.ts';
import type { Data } from '../../firestore/stored-values.ts';
import { relaxedTerms } from '../../search/relaxed/terms.ts';
import { MAX_SEARCH_TERMS, searchIndexSteps } from '../../search/terms.ts';
import { sortKey } from '../../search/sort-key.ts';
import type { Steps } from '../../limits/in-steps.ts';
import type { RecordKind, State, StoredRecord } from '../kind.ts';
import { duplicateTermsOf } from '../duplicates/terms.ts';
import { answerShape } from './answer.ts';

/** An entry to write. */
export interface IndexEntry {
  id: string;
  path: string;
  data: Data;
  /** Of all that the entry holds. */
  digest: string;
}

/**
 * Makes the entry of a state. A record that is too large to be stored a second time has an entry without the answer.
 *
 * The entry holds what the record is found by: `terms` and `groups` for searches (see search/terms.ts), more `terms` for duplicates, `facets` for exact filters,
 * `facet_list` for one filter in an order by time, and the keys of the orders. `answer` is the record as JSON.
 */
export function* indexEntry<R extends StoredRecord>(
  kind: RecordKind<R>,
  id: string,
  state: State<R>,
  etag: string,
): Steps<IndexEntry> {
  const keys = sortKeysOf(state);
  const entry = entryId(keys.name_key, id);
  const path = `${kind.entries}/${entry}`;
  let room = indexEntriesFor(path, id);
  const facets = [...new Set(kind.facets(state))].slice(0, Math.floor(room / PER_FACET));
  room -= facets.length * PER_FACET;
  const duplicates = duplicateTermsOf(kind, state).slice(0, room);
  room -= duplicates.length;
  yield;
  const values = kind.searchable(state);
  const search = yield* searchIndexSteps(values, Math.min(MAX_SEARCH_TERMS, room));
  yield;
  room = Math.max(0, room - search.terms.size - search.groups.size);
  const relaxed = relaxedTerms(values);
  const terms = [...search.terms, ...(relaxed.size > room ? [] : relaxed), ...duplicates];
  room -= relaxed.size > room ? 0 : relaxed.size;
  const listed = Math.floor(room / PER_LISTED_FACET);
  const found = {
    [kind.idName]: shortId(id),
    ...(shortId(id) !== id && { [LONG_ID]: id }),
    etag,
    ...keys,
    terms: Object.fromEntries(terms.map((term) => [term, true])),
    groups: Object.fromEntries(search.groups),
    facets: Object.fromEntries(facets.map((facet) => [facet, true])),
    facet_list: facets.slice(0, listed),
    shape: answerShape(kind),
  };
  yield;
  const whole = { ...found, answer: JSON.stringify({ id, ...state }) };
  yield;
  const data = documentSize(path, whole) > MAX_DOCUMENT_BYTES ? { ...found, answer: null } : whole;
  yield;
  return {
    id: entry,
    path,
    data,
    digest: hash('sha256', JSON.stringify(data), 'base64url').slice(0, DIGEST_LENGTH),
  };
}

/** The keys that lists are sorted by. All are strings that sort by code point, as Firestore sorts them. */
export interface SortKeys {
  name_key: string;
  created_key: string;
  updated_key: string;
}

/**
 * The id of an entry: the sort key of the name, two spaces, and the id of the record. Firestore joins any equality filters in the
 * order of ids, so that whatever finds entries finds them in the order of names. Two spaces are in no key and come before
 * everything that is.
 */
export function entryId(nameKey: string, id: string): string {
  return `${nameKey}  ${shortId(id)}`;
}

/** Whether a value is the id of an index entry of this record: behind its key, which ends at the first two spaces, stands the record's id. */
export function isEntryOf(id: string, entry: unknown): entry is string {
  if (typeof entry !== 'string') return false;
  const end = entry.indexOf('  ');
  return end >= 0 && entry.slice(end + 2) === shortId(id);
}

/** The id of the entry that a record has in this release. */
export const entryIdOf = ({ id, name }: Pick<StoredRecord, 'id' | 'name'>): string =>
  entryId(sortKey(name), id);

/**
 * The id of a record as it stands in indexes. One that is too long for that, of Firestore's 1,500 bytes, stands as its digest, in a form
 * that no id of a document can have; the emulator takes no longer value in a query.
 */
export function shortId(id: string): string {
  return Buffer.byteLength(id) <= MAX_ID_BYTES ? id : `__${hash('sha256', id, 'base64url')}__`;
}

/** The id of the record that an entry stands for, of an entry that was read with `ownerFields`. */
export function ownerOf({ idName }: { idName: string }, entry: StoredDocument): string {
  return String(entry.get(LONG_ID) ?? entry.get(idName));
}

/** The fields that `ownerOf` needs. */
export const ownerFields = ({ idName }: { idName: string }): FieldPath[] => [[idName], [LONG_ID]];

/** The field with an id that is too long for an index. */
export const LONG_ID = 'long_id';

const MAX_ID_BYTES = 500;

const DIGEST_LENGTH = 11;

/** The keys of a record, made of the values as they are answered, so that a Timestamp and an ISO string sort alike. */
function sortKeysOf({ name, created_at, updated_at }: State<StoredRecord>): SortKeys {
  return { name_key: sortKey(name), created_key: created_at, updated_key: updated_at };
}

/** Firestore's entries for a facet: in both directions in its map, and in four indexes in its list. */
const PER_FACET = 2;
const PER_LISTED_FACET = 4;

/**
 * How many of Firestore's index entries the terms of a document may take. It allows 40,000, and 8 MiB in all, where each has the
 * name of the document in it, and the id of the record too where it is a composite index ("Index entry size" in its documentation).
 */
function indexEntriesFor(path: string, id: string): number {
  const bytes = Buffer.byteLength(path) + Buffer.byteLength(shortId(id)) + BYTES_OF_TERM;
  return Math.min(MAX_INDEX_ENTRIES, Math.floor(MAX_INDEX_BYTES / bytes));
}

const MAX_INDEX_ENTRIES = 39_000;
const MAX_INDEX_BYTES = 7_500_000;

/** A term or a facet of 60 bytes, its collection, its value and 32 bytes of Firestore's own, twice over for composite indexes. */
const BYTES_OF_TERM = 180;
