// `_meta`, the one internal map in the document of a record; it never leaves the API.
import type { FieldPath } from '../firestore/query.ts';
import type { StoredDocument } from '../firestore/document.ts';
import { isTime } from '../firestore/lenient-reader.ts';
import { digestOf, isDigest, isDigestOf } from './digest.ts';
import { atOnce, type Steps } from '../limits/in-steps.ts';
import { type IndexEntry, indexEntry, isEntryOf } from './entries/entry.ts';
import { etagOf } from './entity-tag.ts';
import type { VersionedRecord } from './history/entry.ts';
import {
  type RecordKind,
  SILENT,
  type State,
  stateOf,
  type StoredRecord,
  type WarnOfFields,
} from './kind.ts';

export interface Meta {
  /** 1 for a creation, and 1 more with each change. */
  version: number;
  /** The random id of the write that made this version: tells a lost reply from a conflict. */
  operation: string;
  /** Of the state when this map was made. Another program's write leaves it as it was, and is noticed by that. */
  digest: string;
  /** The id of the record's index entry. */
  entry: string;
  /** The digest of what that entry holds: an entry of another release, or of an older state, is noticed by it. */
  entry_digest: string;
  /** The version by which others were last merged into it: only then there are marks that lead to it. */
  last_merge?: number;
  /** The time of the last change, where the document has none of its own: Firestore's moves with every write of this map. */
  updated_at?: string;
}

/** The `_meta` of a state, and the index entry that is written with it. */
export interface Bookkeeping {
  meta: Meta;
  entry: IndexEntry;
}

/** Makes both. `digestBefore`: the digest that the document has, see `digestOf`. */
export function bookkeepingOf<R extends StoredRecord>(
  ...of: Parameters<typeof bookkeepingSteps<R>>
): Bookkeeping {
  return atOnce(bookkeepingSteps(...of));
}

/** The same in steps, for a process that serves others meanwhile. */
export function* bookkeepingSteps<R extends StoredRecord>(
  kind: RecordKind<R>,
  id: string,
  state: State<R>,
  own: OwnMeta,
  digestBefore: unknown = null,
): Steps<Bookkeeping> {
  const { version, operation, lastMerge = null } = own;
  const digest = digestOf(kind, state, digestBefore);
  yield;
  const entry = yield* indexEntry(kind, id, state, etagOf(version, digest));
  const meta = { version, operation, digest, entry: entry.id, entry_digest: entry.digest };
  return { meta: { ...meta, ...(lastMerge !== null && { last_merge: lastMerge }) }, entry };
}

/** What a `_meta` is told by who writes it. */
export interface OwnMeta extends Pick<Meta, 'version' | 'operation'> {
  lastMerge?: number | null;
}

/** The version of the last merge into a record, as its `_meta` says; null where there was none. */
export const lastMerge = (document: StoredDocument): number | null =>
  mergeVersion(document.get('_meta', 'last_merge'));

/** The version of a merge; null for a value that another program has written there. */
export const mergeVersion = (value: unknown): number | null =>
  Number.isSafeInteger(value) && (value as number) >= 1 ? (value as number) : null;

/** The same `_meta`, with the time of the change where the document has none of its own. */
export function withKeptTime<R extends StoredRecord>(
  meta: Meta,
  document: StoredDocument,
  { updated_at }: State<R>,
): Meta {
  return isTime(document.get('updated_at')) ? meta : { ...meta, updated_at };
}

/** The version in the `_meta` of a document; 0 where another program wrote it and nothing has adopted it yet, or has broken it. */
export function storedVersion(document: StoredDocument): number {
  return believedMeta(document)?.version ?? 0;
}

/** The digest in the `_meta` of a document; null like the version. */
export function storedDigest(document: StoredDocument): string | null {
  return believedMeta(document)?.digest ?? null;
}

/**
 * Of a `_meta` that can be this API's; else it counts as missing, and the history is asked: another program may have written anything there,
 * or copied the document of another record. Release 0.1 named no entry.
 */
function believedMeta(document: StoredDocument): Pick<Meta, 'version' | 'digest'> | null {
  const [version, digest, entry] = ['version', 'digest', 'entry'].map((key) => document.get('_meta', key));
  const isVersion =
    Number.isInteger(version) && (version as number) >= 1 && (version as number) <= MAX_BELIEVED;
  if (!isVersion || !isDigest(digest) || (entry !== undefined && !isEntryOf(document.id, entry))) return null;
  return { version: version as number, digest };
}

/** More versions than any record gets, and so few that the numbers behind them never end. */
const MAX_BELIEVED = 1_000_000_000;

/**
 * A document as a record with its entity tag. With another program's change, they are as they will be when that is recorded: `isOwn` is
 * false then.
 */
export function readRecord<R extends StoredRecord>(
  kind: RecordKind<R>,
  document: StoredDocument,
  warn: WarnOfFields,
): VersionedRecord<R> & { isOwn: boolean } {
  const stored = storedDigest(document);
  const version = storedVersion(document);
  const record = kind.read(document, warn);
  const state = stateOf(record);
  if (isDigestOf(kind, stored, state, document))
    return { record, etag: etagOf(version, digestOf(kind, state, stored)), isOwn: true };
  const changed = readChanged(kind, document);
  const digest = digestOf(kind, stateOf(changed), stored);
  return { record: changed, etag: etagOf(version + 1, digest), isOwn: false };
}

/** A record that another program has changed: without a time of its own it was changed when its document was written. */
export function readChanged<R extends StoredRecord>(kind: RecordKind<R>, document: StoredDocument): R {
  const { id, createTime, updateTime } = document;
  const { _meta: _, ...fields } = document.data();
  return kind.read({ id, createTime, updateTime, data: () => fields }, SILENT);
}

/** The fields that are read of a document: all of the record, and of `_meta` what this release keeps there. */
export function readMask<R extends StoredRecord>({ entered }: RecordKind<R>): FieldPath[] {
  return [
    ...entered.map((field) => [field]),
    ['created_at'],
    ['updated_at'],
    ...META_FIELDS.map((field) => ['_meta', field]),
  ];
}

/** `updated_key` is what release 0.1 called `updated_at`. */
export const META_FIELDS: readonly string[] = [
  ...['version', 'operation', 'digest', 'entry', 'entry_digest', 'last_merge'],
  ...['updated_at', 'updated_key'],
];
