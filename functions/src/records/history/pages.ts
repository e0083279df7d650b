// The history of a record as callers read it: pages of versions, and the whole record as of one version.
import { z } from 'zod';
import type { Database } from '../../firestore/database.ts';
import { readPage } from '../../firestore/page.ts';
import type { RecordKind, StoredRecord } from '../kind.ts';
import { erasurePath, historyCollection, recordPath, versionPath } from '../paths.ts';
import { versionNotFound } from '../problems.ts';
import type { Settings } from '../settings.ts';
import { isOpen, readMark } from '../trash/erasure.ts';
import { differencesBetween } from './differences.ts';
import { asOfEntry, authorOf, HistoryAction, toHistoryEntry, type VersionedRecord } from './entry.ts';

/**
 * A page of the versions of a record, newest first; the record may be in the trash. Throws 400 `invalid_cursor`, and the kind's
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
  await database.reserve(limit * DOCUMENTS_PER_STATE);
  const { shown, behind } = await readPage(database, newestFirst, limit);
  const isLeft = shown.length > 0 && (await isBeingErased(kind, database, id));
  if (shown.length === 0 || isLeft) await assertExists(kind, database, id);
  if (isLeft) return { history: [], next_cursor: null };
  const entries = shown.map((document) => toHistoryEntry(kind, document));
  // Each version is compared with the one before it; for the last of the page, that is the document behind the page.
  const before = [...entries.slice(1), behind && toHistoryEntry(kind, behind)];
  const last = entries.at(-1);
  return {
    history: entries.map(({ version, action, at, state, ...entry }, index) => ({
      version,
      action,
      at: at.toDate().toISOString(),
      ...authorOf(entry),
      changes: differencesBetween(before[index]?.state ?? null, state),
    })),
    next_cursor:
      behind === null || last === undefined
        ? null
        : cursors.seal({ version: last.version } satisfies HistoryPosition, bound),
  };
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
  changes: z.array(z.strictObject({ pointer: z.string(), from: z.unknown(), to: z.unknown() })).meta({
    description:
      'The elements of a list are known by their content: for one that left, `to` is null at its old place; for one that came, `from` is null at its new place; one that moved did both.',
  }),
});
export type RecordVersion = z.infer<typeof RecordVersion>;

/** A page of a history. */
export interface HistoryPage {
  history: RecordVersion[];
  next_cursor: string | null;
}

/** A version holds the whole record: it takes as much memory as so many records of a list, or more. */
export const DOCUMENTS_PER_STATE = 20;

/** Where a page of a history ended. */
const HistoryPosition = z.strictObject({ version: z.int() });
type HistoryPosition = z.infer<typeof HistoryPosition>;

/** Throws the kind's 404 unless there is a document: one of another program may have no history yet. */
async function assertExists<R extends StoredRecord>(
  kind: RecordKind<R>,
  database: Database,
  id: string,
): Promise<void> {
  if ((await database.get(recordPath(kind, id), [['name']])) === null) throw kind.notFound();
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
