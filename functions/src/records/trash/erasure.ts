// The mark of an erasure, which is open until nothing is left of the record, and the writes that remove what is left.
import { randomUUID } from 'node:crypto';
import type { Database } from '../../firestore/database.ts';
import type { StoredDocument } from '../../firestore/document.ts';
import { readPage } from '../../firestore/page.ts';
import { type Data, Timestamp } from '../../firestore/stored-values.ts';
import type { Write } from '../../firestore/write.ts';
import { entryWrites, findEntries } from '../entries/changes.ts';
import { shortId } from '../entries/entry.ts';
import { findClaims, isExternal } from '../keys/claims.ts';
import { markOf, marksTo, partsOf, readMergeMark } from '../merge/marks.ts';
import {
  erasurePath,
  historyCollection,
  type Kind,
  recordPath,
  tombstonePath,
  trashPath,
  versionPath,
} from '../paths.ts';
import { AGAIN, type Commit } from '../write/plan.ts';

/** All that is kept of an erased record. While it is open, nobody is shown what is left, and no version is written under the id. */
interface ErasureMark {
  open: boolean;
  /** When it was opened, or closed. */
  at: Timestamp;
  /** When Firestore's TTL policy removes a closed mark. */
  expires_at: Timestamp | null;
}

/** The places of a record beside its history. */
export interface Places {
  record: StoredDocument | null;
  inTrash: StoredDocument | null;
  mark: StoredDocument | null;
}

/** The three as they were at one time, without their fields; 3 reads. */
export async function readPlaces(kind: Kind, database: Database, id: string): Promise<Places> {
  const paths = [recordPath(kind, id), trashPath(kind, id), erasurePath(kind, id)];
  const [record = null, inTrash = null, mark = null] = await database.getAll(paths, [['open']]);
  return { record, inTrash, mark };
}

/**
 * Makes sure that a creation whose commit may still arrive does not take effect: no version is written where somebody was erased. Fails if it
 * has arrived. The id must be of this creation alone.
 */
export const neverMade = (kind: Kind, id: string): Write[] => [
  markWrite(kind, id, null, false),
  { kind: 'verify', path: versionPath(kind, id, 1), condition: { exists: false } },
];

/** 1 read. */
export function readMark(kind: Kind, database: Database, id: string): Promise<StoredDocument | null> {
  return database.get(erasurePath(kind, id));
}

/** Whether something may be left of the record. */
export const isOpen = (mark: StoredDocument | null): boolean => mark?.get('open') === true;

/**
 * Makes a commit fail if an erasure has begun, gone on or ended since the mark was read. `mark` is null where there was none, and for a
 * first attempt, which hopes for that and reads none. Whoever decides from the history reads the mark first.
 */
export function unlessErased(kind: Kind, id: string, mark: StoredDocument | null): Write {
  const condition = mark === null ? ({ exists: false } as const) : { updateTime: mark.updateTime };
  return { kind: 'verify', path: erasurePath(kind, id), condition };
}

/** Writes of an erasure, and whether they are the last. */
export interface Removal {
  writes: Write[];
  isLast: boolean;
}

/**
 * Opens the mark where neither the record nor a trash entry is there, only a history. It fails where one of the two is made, and where the
 * version `unwritten` is.
 */
export function openMark(kind: Kind, id: string, mark: StoredDocument | null, unwritten?: string): Removal {
  const absent = [recordPath(kind, id), trashPath(kind, id), ...(unwritten === undefined ? [] : [unwritten])];
  const verified = absent.map((path): Write => ({ kind: 'verify', path, condition: { exists: false } }));
  return { writes: [...begun(kind, id, mark, true), ...verified], isLast: false };
}

/**
 * Removes the record and the trash entry, if they are as they were read, and as much of the history as a commit takes. What was merged into it
 * leaves the trash in the same commit.
 */
export async function removeRecord(
  kind: Kind,
  database: Database,
  id: string,
  places: Places,
): Promise<Removal> {
  const [entries, parts] = await Promise.all([
    removedEntries(kind, database, id),
    partsOf(kind, database, id, MAX_PARTS_AT_ONCE),
  ]);
  const own = removeOwn(kind, id, places, { ...entries, isLast: entries.isLast && parts.length === 0 });
  return { ...own, writes: [...own.writes, ...(await beginParts(kind, database, parts))] };
}

function removeOwn(
  kind: Kind,
  id: string,
  { record, inTrash, mark }: Places,
  { entries, isLast }: { entries: Write[]; isLast: boolean },
): Removal {
  const removed = [removedAsRead(recordPath(kind, id), record), removedAsRead(trashPath(kind, id), inTrash)];
  return { writes: [...begun(kind, id, mark, !isLast), ...removed, ...entries], isLast };
}

/** Begins the erasure of what was merged into a record. What another program has made again under its id is no part of that any more. */
async function beginParts(kind: Kind, database: Database, ids: readonly string[]): Promise<Write[]> {
  const writes: Write[] = [];
  for (const id of ids) {
    const { record, inTrash, mark } = await readPlaces(kind, database, id);
    if (record === null && !isOpen(mark)) writes.push(...begun(kind, id, mark, true));
    if (inTrash !== null) writes.push(removedAsRead(trashPath(kind, id), inTrash));
  }
  return writes;
}

/** So many leave the trash together with the record that they were merged into; the others follow. */
const MAX_PARTS_AT_ONCE = 20;

/**
 * What is next to remove of what was merged into a record, each with its mark; null where nothing is. Not where the record is itself a part of
 * another, which holds what it had: then the old ids go on leading there.
 */
async function removeParts(kind: Kind, database: Database, id: string): Promise<Write[] | null> {
  const [part] = await marksTo(kind, database, 'into', id, 1);
  if (part === undefined || (await readMergeMark(kind, database, id)) !== null) return null;
  return removePart(kind, database, part, new Set([id]));
}

async function removePart(
  kind: Kind,
  database: Database,
  mergeMark: StoredDocument,
  seen: Set<string>,
): Promise<Write[]> {
  const { merged_id: id } = markOf(mergeMark);
  const removed: Write = {
    kind: 'delete',
    path: mergeMark.path,
    condition: { updateTime: mergeMark.updateTime },
  };
  if (seen.has(id)) return [removed];
  const [deeper] = await marksTo(kind, database, 'into', id, 1);
  if (deeper !== undefined) return removePart(kind, database, deeper, seen.add(id));
  const places = await readPlaces(kind, database, id);
  if (places.record !== null) return [...(await beginParts(kind, database, [id])), removed];
  const own = removeOwn(kind, id, places, await removedEntries(kind, database, id, true));
  return own.isLast ? [...own.writes, removed] : own.writes;
}

/**
 * What is next in an erasure that somebody has begun: what was merged into the record, then as much of the history as a commit takes, if the
 * mark is as it was read, which it closes at the end. Null where no erasure is open.
 */
export async function removeRest(
  kind: Kind,
  database: Database,
  id: string,
  mark: StoredDocument | null,
): Promise<Removal | null> {
  if (!isOpen(mark)) return null;
  const parts = await removeParts(kind, database, id);
  if (parts !== null) return { writes: [unlessErased(kind, id, mark), ...parts], isLast: false };
  const { entries, isLast } = await removedEntries(kind, database, id);
  const guard = isLast ? markWrite(kind, id, mark, false) : unlessErased(kind, id, mark);
  return { writes: [guard, ...entries], isLast };
}

/** A removal as a commit that another attempt follows. */
export const thenAgain = ({ writes }: Removal) =>
  ({ kind: 'commit', writes, landed: () => AGAIN, comesFirst: true }) satisfies Commit<never>;

/** Claims, pairs and entries of a history deleted in one commit, which takes 500 writes. */
const REMOVED_PER_COMMIT = 400;

/** How long a closed mark is kept: a repeated creation is known as that of an erased record for so long. */
const CLOSED_MS = 90 * 86_400_000;

/** The claims of its keys, the pairs that it is in, its index entry, and as much of the history as a commit takes. */
async function removedEntries(kind: Kind, database: Database, id: string, isPart = false) {
  const oldestFirst = { collection: historyCollection(kind, id), select: [] };
  const [{ shown, behind }, index, claims, pairs] = await Promise.all([
    readPage(database, oldestFirst, REMOVED_PER_COMMIT),
    findEntries(kind, database, id),
    removedClaims(kind, database, id, isPart),
    findPairs(kind, database, id),
  ]);
  const removed = [...claims, ...pairs].slice(0, REMOVED_PER_COMMIT);
  const first = [...removed.map(removedAsFound), ...entryWrites(kind, null, index)];
  const isAllFound = claims.length + pairs.length < REMOVED_PER_COMMIT;
  const room = REMOVED_PER_COMMIT - removed.length;
  const versions = shown.slice(0, room).map(({ path }): Write => ({ kind: 'delete', path }));
  return { entries: [...first, ...versions], isLast: isAllFound && behind === null && shown.length <= room };
}

/**
 * The claims of a record. The external keys of one that was merged into another stay, and lead there, until that one is erased: with
 * `isPart` it is.
 */
async function removedClaims(
  kind: Kind,
  database: Database,
  id: string,
  isPart: boolean,
): Promise<StoredDocument[]> {
  const claims = await findClaims(kind, database, id, { limit: REMOVED_PER_COMMIT });
  const others = claims.filter((claim) => !isExternal(claim));
  if (isPart || others.length === claims.length) return claims;
  return (await readMergeMark(kind, database, id)) === null ? claims : others;
}

/** The pairs of duplicates that the record is in; 1 read each, and 1 where there are none. */
function findPairs({ duplicates }: Kind, database: Database, id: string): Promise<StoredDocument[]> {
  if (duplicates === undefined) return Promise.resolve([]);
  const where = { field: ['ids'], contains: shortId(id) };
  return database.query({ collection: duplicates.pairs, where, limit: REMOVED_PER_COMMIT, select: [] });
}

/** Somebody else may have taken a claim over, or changed a pair. */
const removedAsFound = ({ path, updateTime }: StoredDocument): Write => ({
  kind: 'delete',
  path,
  condition: { updateTime },
});

/** The mark of an erasure that goes on or begins, and the tombstone of one that begins. */
function begun(kind: Kind, id: string, mark: StoredDocument | null, open: boolean): Write[] {
  const writes = [markWrite(kind, id, mark, open)];
  if (isOpen(mark)) return writes;
  const erasure_expires_at = Timestamp.fromMillis(Date.now() + CLOSED_MS + TOMBSTONE_LONGER_MS);
  const data: Data = { action: ERASE, erasure_expires_at };
  return [...writes, { kind: 'create', path: tombstonePath(kind, id, randomUUID()), data, serverTime: 'at' }];
}

/**
 * The action of a tombstone: tells whoever follows the changes that a record was erased, and nothing but its id. It stands in a collection
 * with the name of the histories, so that one query finds both.
 */
export const ERASE = 'erase';

/** A tombstone outlives the oldest place from which changes can be followed, by a day. */
const TOMBSTONE_LONGER_MS = 86_400_000;

function markWrite(kind: Kind, id: string, mark: StoredDocument | null, open: boolean): Write {
  const now = Date.now();
  const expires_at = open ? null : Timestamp.fromMillis(now + CLOSED_MS);
  const fields = { open, at: Timestamp.fromMillis(now), expires_at } satisfies ErasureMark;
  const path = erasurePath(kind, id);
  const data: Data = { ...fields };
  return mark === null
    ? { kind: 'create', path, data }
    : { kind: 'update', path, data, condition: { updateTime: mark.updateTime } };
}

function removedAsRead(path: string, document: StoredDocument | null): Write {
  return document === null
    ? { kind: 'verify', path, condition: { exists: false } }
    : { kind: 'delete', path, condition: { updateTime: document.updateTime } };
}
