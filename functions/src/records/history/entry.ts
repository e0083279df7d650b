// An entry of a history as it is stored: who did what when, and the whole state after.
import { z } from 'zod';
import type { Database } from '../../firestore/database.ts';
import type { StoredDocument } from '../../firestore/document.ts';
import { documentSize } from '../../firestore/document-size.ts';
import { pack, unpack } from '../../firestore/packed.ts';
import {
  bytesOf,
  type Data,
  isPlainObject,
  plain,
  storedBytes,
  type StoredValue,
  type Timestamp,
} from '../../firestore/stored-values.ts';
import { digestOf } from '../digest.ts';
import { etagOf } from '../entity-tag.ts';
import { type RecordKind, SILENT, type State, stateOf, type StoredRecord } from '../kind.ts';
import { historyCollection, versionPath } from '../paths.ts';

/** What the history knows of merges, each in the entry of who took part. */
export interface MergeTrace {
  /** Of a merge: those that were merged into the record, and the version that each got by it. */
  merged_from?: MergedVersion[];
  /** Of a merge, for its undo: what the caller chose, by field. */
  choices?: Choices;
  /** Of a merge, for its undo: the fields of other programs that came from another record, by the id of that. */
  carried?: Record<string, string>;
  /** Of one that was merged: the record that it is a part of, and the version of that. Of one that was taken back: the record that it was a part of. */
  merged_into?: string;
  merge_version?: number;
  /** Of a merge that was undone, or a part of it: those that were taken back, and what was kept. */
  restored?: MergedVersion[];
  kept?: KeptField[];
}

/** A record as one of its versions. */
export interface MergedVersion {
  id: string;
  version: number;
}

/** A field that an undo has left as it is. */
export interface KeptField {
  field: string;
  why: typeof CHANGED_SINCE;
}
export const CHANGED_SINCE = 'changed since';

/** What a caller of a merge chose, by field: the value of one of the records, or another one. */
export type Choices = Readonly<Record<string, { id: string } | { value: unknown }>>;

/** Written once, never changed. */
export interface HistoryEntry<R extends StoredRecord> extends MergeTrace {
  version: number;
  action: HistoryAction;
  by: string;
  /** What people called them then; null where the token did not say. Release 0.1 kept none. */
  by_name?: string | null;
  at: Timestamp;
  operation: string;
  /** Of the state, for its entity tag. Release 0.1 kept none. */
  digest?: string;
  /** The digest of the body of an idempotent creation. */
  request_digest: string | null;
  state: State<R>;
  /** The batch that it was a part of. */
  batch?: string;
  /** The import that it was a part of, and the row of the file. */
  import?: ImportedRow;
  /** The version that it takes back, of an undo of a batch or of an import. */
  undoes?: number;
  /** The end of a deleted document that did not fit into its trash entry, see trash/entry.ts. */
  trash_rest?: StoredValue;
  /** The JSON Pointers of the fields that an edit has changed. Releases up to 0.2 kept none. */
  changed?: readonly string[];
  /** The external keys that this version gave to the record, or took from it. */
  keys?: ChangedKeys;
  /** What the document lost with this version and no state shows, as it was stored, by field. For people: nothing reads it. */
  replaced?: Data;
}

/**
 * The fields of an entry as they are written. A state that would not fit, of which another program has stored as much as a document takes, is
 * packed.
 */
export function entryData<R extends StoredRecord>(path: string, entry: Omit<HistoryEntry<R>, 'at'>): Data {
  const data = { ...entry };
  if (documentSize(path, data) <= MAX_UNPACKED_BYTES) return data;
  return { ...data, state: storedBytes(pack({ ...entry.state })) };
}

/** Room for the server's time, and for what Firestore counts and this project does not. */
const MAX_UNPACKED_BYTES = 1_000_000;

/** What made a version. */
export const HistoryAction = z
  .enum(['create', 'update', 'delete', 'restore', 'revert', 'keys_changed', 'merge', 'merged', 'unmerge'])
  .meta({ id: 'HistoryAction', description: 'What made a version.' });
export type HistoryAction = z.infer<typeof HistoryAction>;

/** A row of an import: the number of the row in the file, from 1 on. */
export const ImportedRow = z.strictObject({ id: z.string(), row: z.int() });
export type ImportedRow = z.infer<typeof ImportedRow>;

/** A key that another system gave to a record. */
export const ExternalKey = z.strictObject({ system: z.string(), key: z.string() });
export type ExternalKey = z.infer<typeof ExternalKey>;

/** External keys that a version changed. */
export const ChangedKeys = z.strictObject({ added: z.array(ExternalKey), removed: z.array(ExternalKey) });
export type ChangedKeys = z.infer<typeof ChangedKeys>;

/** Whether an action took the record away. */
export const isRemoval = (action: HistoryAction): boolean => action === 'delete' || action === 'merged';

/** A record as of one version, with the entity tag that it had then. */
export interface VersionedRecord<R extends StoredRecord> {
  record: R;
  etag: string;
  /** What made the version, if that was a merge or its undo. */
  trace?: MergeTrace;
}

/** Reads an entry. Its state is read as a document is: an earlier release may have had fewer fields. */
export function toHistoryEntry<R extends StoredRecord>(
  kind: RecordKind<R>,
  document: StoredDocument,
): HistoryEntry<R> {
  return measuredEntry(kind, document).entry;
}

/** The same, with the bytes that its state takes as Firestore stores it, unpacked. */
export function measuredEntry<R extends StoredRecord>(
  kind: RecordKind<R>,
  document: StoredDocument,
): { entry: HistoryEntry<R>; bytes: number } {
  const entry = document.data() as unknown as HistoryEntry<R>;
  const packed = bytesOf(entry.state);
  const fields = packed === null ? document.storedEntries('state') : unpack(packed);
  const bytes = Object.values(fields ?? {}).reduce((sum, { value }) => sum + value.length, 0);
  const stored = packed === null ? (entry.state as unknown) : plain(fields);
  if (!isPlainObject(stored)) return { entry, bytes };
  const { id, createTime, updateTime } = document;
  const state = stateOf(kind.read({ id, createTime, updateTime, data: () => stored }, SILENT));
  return { entry: { ...entry, state }, bytes };
}

/** Who made an entry, and what people called them then. */
export function authorOf<R extends StoredRecord>({
  by,
  by_name,
}: Pick<HistoryEntry<R>, 'by' | 'by_name'>): Author {
  return { by, by_name: by_name ?? null };
}

export interface Author {
  by: string;
  by_name: string | null;
}

/** The record and its tag as the entry's own write left them. */
export function asOfEntry<R extends StoredRecord>(
  kind: RecordKind<R>,
  id: string,
  document: StoredDocument,
): VersionedRecord<R> {
  const { version, state, digest, ...entry } = toHistoryEntry(kind, document);
  const trace = (entry.merged_from ?? entry.restored) ? entry : undefined;
  return {
    record: { id, ...state } as R,
    etag: etagOf(version, digest ?? digestOf(kind, state)),
    ...(trace && { trace }),
  };
}

/** The last entry of a history, with only the fields named; null where there is no history. */
export async function newestEntry<R extends StoredRecord>(
  kind: RecordKind<R>,
  database: Database,
  id: string,
  fields: readonly (keyof HistoryEntry<R>)[],
): Promise<StoredDocument | null> {
  const [entry = null] = await database.query({
    collection: historyCollection(kind, id),
    orderBy: [[['version'], 'desc']],
    limit: 1,
    select: fields.map((field) => [field]),
  });
  return entry;
}

/** The number of the last version; 0 where there is no history. */
export async function lastVersion<R extends StoredRecord>(
  kind: RecordKind<R>,
  database: Database,
  id: string,
): Promise<number> {
  const newest = await newestEntry(kind, database, id, ['version']);
  return newest === null ? 0 : toHistoryEntry(kind, newest).version;
}

/** The record as a version left it, if this operation wrote that version; else null. */
export async function ownEntry<R extends StoredRecord>(
  kind: RecordKind<R>,
  database: Database,
  id: string,
  { version, operation }: Pick<HistoryEntry<R>, 'version' | 'operation'>,
): Promise<VersionedRecord<R> | null> {
  const document = await database.get(versionPath(kind, id, version));
  return document?.get('operation') === operation ? asOfEntry(kind, id, document) : null;
}
