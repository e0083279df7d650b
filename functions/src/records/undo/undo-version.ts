// Takes one version of a record back, and keeps what was changed since.
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { Database } from '../../firestore/database.ts';
import type { StoredDocument } from '../../firestore/document.ts';
import { Problem } from '../../standards/problem.ts';
import type { WriteContext } from '../context.ts';
import { CHANGED_SINCE, type HistoryEntry, toHistoryEntry } from '../history/entry.ts';
import { externalKey } from '../keys/external.ts';
import { readClaims } from '../keys/claims.ts';
import { type RecordKind, stateOf, type StoredRecord } from '../kind.ts';
import { separate } from '../merge/separation.ts';
import { historyCollection, versionPath } from '../paths.ts';
import { notInTrash } from '../problems.ts';
import { deletionWrite } from '../trash/delete.ts';
import { restore } from '../trash/restore.ts';
import type { ReadRecord } from '../write/read.ts';
import { update } from '../write/update.ts';
import { writeAlone } from '../write/version.ts';

/**
 * A creation goes to the trash, if nobody but the same batch or import has changed the record since. Of a change, each field that still is as it
 * left it goes back to what it was; in a list the elements that it brought leave, and those that it took come back. A deletion is restored.
 * What was changed since stays, and is named in `kept`. Safe to repeat: an undo that was done is found in the history, and answers the same.
 *
 * Reads: 1 for a creation that nobody has touched, 3 for a change; and the versions since, where there are any.
 */
export async function undoVersion<R extends StoredRecord>(
  kind: RecordKind<R>,
  context: WriteContext,
  { id, version, action, isOwn, trashDays }: UndoneVersion,
): Promise<Undone> {
  const { database } = context;
  try {
    if (action === 'create') return await undoCreation(kind, context, { id, version, isOwn, trashDays });
    const [entry = null, before = null] = await database.getAll([
      versionPath(kind, id, version),
      versionPath(kind, id, Math.max(1, version - 1)),
    ]);
    if (entry === null) return GONE;
    const made = toHistoryEntry(kind, entry);
    if (made.action === 'create') return await undoCreation(kind, context, { id, version, isOwn, trashDays });
    if (made.action === 'delete') return await undoDeletion(kind, context, { id, version });
    if (before === null || version === 1) return GONE;
    return await undoChange(kind, context, {
      id,
      version,
      entry: made,
      before: toHistoryEntry(kind, before),
    });
  } catch (error) {
    if (error instanceof Settled) return error.undone;
    if (!(error instanceof Problem) || error.status >= 500) throw error;
    // Gone, merged into another one, or in the trash: by this undo, or by somebody else.
    const done = await earlierUndo(kind, database, id, version);
    if (done !== null) return done;
    return error.status === 404 ? GONE : keptWhole(whyOf(kind, error));
  }
}

/** A version that is to be taken back. */
export interface UndoneVersion {
  id: string;
  version: number;
  /** What made it, where that is known. */
  action?: 'create' | undefined;
  /** Whether a later version was made by the same batch or import. */
  isOwn: (later: LaterVersion) => boolean;
  trashDays: number;
}

/** A version since, as far as it matters. */
type LaterVersion = Pick<HistoryEntry<StoredRecord>, 'version' | 'import' | 'batch' | 'undoes'>;

/** What an undo made of a record. */
export interface Undone {
  outcome: 'trashed' | 'reverted' | 'partly' | 'kept' | 'restored' | 'gone';
  /** The fields that were changed since, and stay. */
  kept: string[];
  /** Why something stays; null where nothing does. */
  why: WhyKept | null;
}

/**
 * `changed_since`: somebody has changed the record, or deleted and restored it, or merged another one into it. `merged`: it was merged into
 * another one. `refused`: what it was cannot be written any more.
 */
export const WhyKept = z.enum(['changed_since', 'merged', 'refused']);
export type WhyKept = z.infer<typeof WhyKept>;

const GONE: Undone = { outcome: 'gone', kept: [], why: null };

const keptWhole = (why: WhyKept): Undone => ({ outcome: 'kept', kept: [], why });

function whyOf<R extends StoredRecord>(kind: RecordKind<R>, { code }: Problem): WhyKept {
  if (code === kind.merging?.merged('').code) return 'merged';
  return code === notInTrash().code ? 'changed_since' : 'refused';
}

type Target = Pick<UndoneVersion, 'id' | 'version'>;

async function undoCreation<R extends StoredRecord>(
  kind: RecordKind<R>,
  context: WriteContext,
  { id, version, isOwn, trashDays }: UndoneVersion,
): Promise<Undone> {
  const write = deletionWrite(kind, context, id, {
    ifMatch: null,
    trashDays,
    undoes: version,
    check: async (read) => {
      const isForeign = read.foreign !== null;
      if (!isForeign && read.version === version) return;
      if (!isForeign && (await versionsSince(kind, context.database, id, version)).every(isOwn)) return;
      const kept = await changedSince(kind, context, read, version);
      throw new Settled({ ...keptWhole('changed_since'), kept });
    },
  });
  await writeAlone(write);
  return { outcome: 'trashed', kept: [], why: null };
}

async function undoChange<R extends StoredRecord>(
  kind: RecordKind<R>,
  context: WriteContext,
  { id, version, entry, before }: Target & { entry: HistoryEntry<R>; before: HistoryEntry<R> },
): Promise<Undone> {
  const { database } = context;
  const rules = {
    entered: kind.entered,
    identityOf: (field: string, element: unknown) => kind.identityOf?.(field, element) ?? null,
  };
  let kept: string[] = [];
  let changes = false as boolean;
  await update(kind, context, id, {
    action: 'revert',
    ifMatch: null,
    edit: ({ record }) => {
      const separated = separate({ merged: entry.state, without: before.state, now: stateOf(record) }, rules);
      kept = [...new Set(separated.kept.map(({ field }) => field))];
      const now = stateOf(record) as Record<string, unknown>;
      const fields = Object.entries(separated.fields).filter(
        ([field, value]) => !isDeepStrictEqual(now[field], value),
      );
      changes = fields.length > 0;
      return { fields: Object.fromEntries(fields) };
    },
    beside: async (read) => {
      if (read.version !== version || read.foreign !== null) await assertNotDone(kind, database, id, version);
      const writes = await keysBack(kind, database, id, entry);
      if (!changes && writes.length === 0) return null;
      const removed = writes.length > 0 ? (entry.keys?.added ?? []) : [];
      return {
        writes,
        entry: {
          undoes: version,
          ...(kept.length > 0 && { kept: kept.map((field) => ({ field, why: CHANGED_SINCE })) }),
          ...(removed.length > 0 && { keys: { added: [], removed } }),
        },
      };
    },
  });
  if (kept.length === 0) return { outcome: 'reverted', kept, why: null };
  return { outcome: changes ? 'partly' : 'kept', kept, why: 'changed_since' };
}

/** The writes that take back the external keys that a version gave, where the record has them still. */
async function keysBack<R extends StoredRecord>(
  kind: RecordKind<R>,
  database: Database,
  id: string,
  { keys }: HistoryEntry<R>,
) {
  if (keys === undefined || keys.added.length === 0) return [];
  const claims = await readClaims(kind, database, keys.added.map(externalKey));
  return claims.flatMap(({ path, document, owner }) =>
    document === null || owner !== id
      ? []
      : [{ kind: 'delete' as const, path, condition: { updateTime: document.updateTime } }],
  );
}

async function undoDeletion<R extends StoredRecord>(
  kind: RecordKind<R>,
  context: WriteContext,
  { id, version }: Target,
): Promise<Undone> {
  await restore(kind, context, id, {
    undoes: version,
    check: (last) => {
      if (last !== version) throw new Settled(keptWhole('changed_since'));
      return Promise.resolve();
    },
  });
  return { outcome: 'restored', kept: [], why: null };
}

/** Says what the undo is, so that nothing is written. */
class Settled extends Error {
  readonly undone: Undone;

  constructor(undone: Undone) {
    super(undone.outcome);
    this.undone = undone;
  }
}

/** Throws where the version has been taken back. */
async function assertNotDone<R extends StoredRecord>(
  kind: RecordKind<R>,
  database: Database,
  id: string,
  version: number,
): Promise<void> {
  const done = await earlierUndo(kind, database, id, version);
  if (done !== null) throw new Settled(done);
}

/** The undo of this version that was done before; null where there was none. */
async function earlierUndo<R extends StoredRecord>(
  kind: RecordKind<R>,
  database: Database,
  id: string,
  version: number,
): Promise<Undone | null> {
  const since = await versionsSince(kind, database, id, version);
  const undo = since.find(({ undoes }) => undoes === version);
  if (undo === undefined) return null;
  const kept = (undo.kept ?? []).map(({ field }) => field);
  if (undo.action === 'delete') return { outcome: 'trashed', kept, why: null };
  if (undo.action === 'restore') return { outcome: 'restored', kept, why: null };
  return kept.length > 0
    ? { outcome: 'partly', kept, why: 'changed_since' }
    : { outcome: 'reverted', kept, why: null };
}

/** The versions behind one, oldest first; more than any record gets between an import and its undo are not looked at. */
async function versionsSince<R extends StoredRecord>(
  kind: RecordKind<R>,
  database: Database,
  id: string,
  version: number,
): Promise<(LaterVersion & Pick<HistoryEntry<R>, 'action' | 'kept'>)[]> {
  const entries = await database.query({
    collection: historyCollection(kind, id),
    orderBy: [[['version'], 'asc']],
    startAfter: [version],
    limit: MAX_SINCE,
    select: [['version'], ['action'], ['import'], ['batch'], ['undoes'], ['kept']],
  });
  return entries.map((entry: StoredDocument) => entry.data() as unknown as HistoryEntry<R>);
}

const MAX_SINCE = 1000;

/** The fields that differ from what a version left. */
async function changedSince<R extends StoredRecord>(
  kind: RecordKind<R>,
  { database }: WriteContext,
  { record }: ReadRecord<R>,
  version: number,
): Promise<string[]> {
  const entry = await database.get(versionPath(kind, record.id, version));
  if (entry === null) return [];
  const { state } = toHistoryEntry(kind, entry);
  return kind.entered.filter((field) => !isDeepStrictEqual(state[field], record[field as keyof R]));
}
