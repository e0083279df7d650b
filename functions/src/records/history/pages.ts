// The history of a record as callers read it: pages of versions, and the whole record as of one version.
import { z } from 'zod';
import type { Database } from '../../firestore/database.ts';
import { inPageRoom, type PageRoom } from '../../firestore/page.ts';
import { MAX_DOCUMENT_BYTES } from '../../firestore/document-size.ts';
import type { StoredDocument } from '../../firestore/document.ts';
import type { Query } from '../../firestore/query.ts';
import type { RecordKind, State, StoredRecord } from '../kind.ts';
import { absent } from '../merge/marks.ts';
import { erasurePath, historyCollection, recordPath, versionPath } from '../paths.ts';
import { versionNotFound } from '../problems.ts';
import type { Settings } from '../settings.ts';
import { isOpen, readMark } from '../trash/erasure.ts';
import { differencesBetween } from './differences.ts';
import {
  asOfEntry,
  authorOf,
  ChangedKeys,
  HistoryAction,
  type HistoryEntry,
  ImportedRow,
  toHistoryEntry,
  type VersionedRecord,
} from './entry.ts';
import { letOthersRun } from '../../limits/let-others-run.ts';

/**
 * A page of the versions of a record, newest first; the record may be in the trash. It ends where it has 8 MB. Throws 400 `invalid_cursor`, and the kind's
 * 404 for an id that has neither a document nor a history.
 */
export async function listVersions<R extends StoredRecord>(
  kind: RecordKind<R>,
  { database, settings }: { database: Database; settings: Settings },
  id: string,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<HistoryPage> {
  const bound = { history: id };
  const cursors = await settings.cursors(database.deadline);
  const newestFirst = {
    collection: historyCollection(kind, id),
    orderBy: [[['version'], 'desc']] as const,
    startAfter: cursor === undefined ? undefined : [cursors.open(cursor, bound, HistoryPosition).version],
  };
  await database.reserve('histories', COMPARED_BYTES);
  const { rows, last } = await inPageRoom(database, { rows: limit }, (room) =>
    readVersions(kind, database, newestFirst, { limit, room, rowOf }),
  );
  database.keep('histories');
  const isLeft = rows.length > 0 && (await isBeingErased(kind, database, id));
  if (rows.length === 0 || isLeft) await assertExists(kind, database, id);
  if (isLeft) return { rows: [], next_cursor: null };
  return {
    rows,
    next_cursor: last === null ? null : cursors.seal({ version: last } satisfies HistoryPosition, bound),
  };
}

/**
 * Reads a page version by version: no more than two whole records are in memory beside what the page shows. Each is compared with the one
 * before it, which comes next.
 */
export async function readVersions<R extends StoredRecord>(
  kind: RecordKind<R>,
  database: Database,
  query: Query,
  { limit = Infinity, room, rowOf }: VersionsPage<R>,
): Promise<{ rows: Buffer[]; last: number | null }> {
  let rows: Buffer[] = [];
  let newer = null as ReadVersion<R> | null;
  let lastShown = 0;
  let isCut = false as boolean;
  /** Whether it fits on the page. */
  const show = ({ entry, document }: ReadVersion<R>, before: State<R> | null): boolean => {
    const row = rowOf(entry, before, document);
    if (!room.take(row.length + 1, { isFirst: rows.length === 0 })) return false;
    rows.push(row);
    lastShown = entry.version;
    return true;
  };
  await database.scan({ ...query, ...(limit < Infinity && { limit: limit + 1 }) }, () => {
    for (const row of rows) room.giveBack(row.length + 1);
    [rows, newer, isCut] = [[], null, false];
    return async (document) => {
      const entry = toHistoryEntry(kind, document);
      await letOthersRun();
      if (newer !== null) isCut = !show(newer, entry.state) || rows.length === limit;
      newer = { entry, document };
      return !isCut;
    };
  });
  // The first version of all has none before it.
  if (!isCut && newer !== null) isCut = !show(newer, null);
  return { rows, last: isCut ? lastShown : null };
}

/** How much of a history is shown, and each version of it as JSON, in UTF-8; `before` is the state before it, null of the first. */
interface VersionsPage<R extends StoredRecord> {
  limit?: number;
  room: Pick<PageRoom, 'take' | 'giveBack'>;
  rowOf: (entry: HistoryEntry<R>, before: State<R> | null, document: StoredDocument) => Buffer;
}

interface ReadVersion<R extends StoredRecord> {
  entry: HistoryEntry<R>;
  document: StoredDocument;
}

/** What two versions of 1 MiB take, each as its document and as plain values. */
export const COMPARED_BYTES = 8 * MAX_DOCUMENT_BYTES;

/** A version as JSON, in UTF-8. */
function rowOf<R extends StoredRecord>(
  {
    version,
    action,
    at,
    state,
    batch,
    import: importedRow,
    undoes,
    keys,
    merged_from,
    merged_into,
    merge_version,
    restored,
    ...entry
  }: HistoryEntry<R>,
  before: State<R> | null,
): Buffer {
  const row: RecordVersion = {
    version,
    action,
    at: at.toDate().toISOString(),
    ...authorOf(entry),
    ...(typeof batch === 'string' && { batch }),
    ...(importedRow !== undefined && { import: importedRow }),
    ...(undoes !== undefined && { undoes }),
    ...(keys !== undefined && { keys }),
    ...(merged_from && { merged_from }),
    ...(merged_into !== undefined && { merged_into }),
    ...(merge_version !== undefined && { merge_version }),
    ...(restored && { restored }),
    changes: differencesBetween(before, state),
  };
  return Buffer.from(JSON.stringify(row));
}

/** The whole record as a version left it. Throws 404 `version_not_found`. */
export async function getVersion<R extends StoredRecord>(
  kind: RecordKind<R>,
  database: Database,
  id: string,
  version: number,
): Promise<VersionedRecord<R>> {
  const [document = null, mark = null] = await database.getAll([
    versionPath(kind, id, version),
    erasurePath(kind, id),
  ]);
  if (document === null || isOpen(mark)) throw versionNotFound();
  return asOfEntry(kind, id, document);
}

/** One version of a record, and what it changed in the one before. */
export const RecordVersion = z.strictObject({
  version: z.int(),
  action: HistoryAction,
  at: z.iso.datetime(),
  by: z.string().meta({ description: 'The uid of who did it; `external` for another program.' }),
  by_name: z.string().nullable().meta({
    description: 'The name in their token then, else its e-mail address; null where it is not known.',
  }),
  batch: z.string().optional().meta({
    description: 'The request id of the batch that it was done in; left out where it was done by itself.',
  }),
  import: ImportedRow.optional().meta({
    description: 'The import, and the row of the file, that it was a part of; left out elsewhere.',
  }),
  undoes: z.int().optional().meta({
    description: 'Of an undo of a batch or of an import: the version that it takes back.',
  }),
  keys: ChangedKeys.optional().meta({
    description: 'The external keys that it gave or took; left out where it changed none.',
  }),
  merged_from: z
    .array(z.strictObject({ id: z.string(), version: z.int() }))
    .optional()
    .meta({
      description: 'Of a `merge`: what was merged into this one, each as the version that it got by it.',
    }),
  merged_into: z.string().optional().meta({
    description:
      'Of a `merged`: the one that it was merged into. Of its `unmerge`: the one that it was taken back from.',
  }),
  merge_version: z.int().optional().meta({
    description:
      'Of a `merged` and an `unmerge`: the version of the `merge`, in the history of the one that was merged into.',
  }),
  restored: z
    .array(z.strictObject({ id: z.string(), version: z.int() }))
    .optional()
    .meta({ description: 'Of an `unmerge`: what was taken back, each as the version that it got by it.' }),
  changes: z.array(z.strictObject({ pointer: z.string(), from: z.unknown(), to: z.unknown() })).meta({
    description:
      'The elements of a list are known by their content: for one that left, `to` is null at its old place; for one that came, `from` is null at its new place; one that moved did both.',
  }),
});
export type RecordVersion = z.infer<typeof RecordVersion>;

/** A page of a history. */
export interface HistoryPage {
  /** The versions as JSON, in UTF-8: each is a `RecordVersion`. */
  rows: readonly Uint8Array[];
  next_cursor: string | null;
}

/** Where a page of a history ended. */
const HistoryPosition = z.strictObject({ version: z.int() });
type HistoryPosition = z.infer<typeof HistoryPosition>;

/** Throws the kind's 404 unless there is a document: one of another program may have no history yet. */
async function assertExists<R extends StoredRecord>(
  kind: RecordKind<R>,
  database: Database,
  id: string,
): Promise<void> {
  if ((await database.get(recordPath(kind, id), [['name']])) === null) throw await absent(kind, database, id);
}

/** Whether a page that was just read may be what an erasure had not removed yet. The mark is read after it: an erasure may have ended since. */
async function isBeingErased<R extends StoredRecord>(
  kind: RecordKind<R>,
  database: Database,
  id: string,
): Promise<boolean> {
  const pageTime = database.readTime;
  const mark = await readMark(kind, database, id);
  return (
    isOpen(mark) || (mark !== null && (pageTime === null || mark.updateTime.valueOf() > pageTime.valueOf()))
  );
}
