import type { QueryDocumentSnapshot } from 'firebase-admin/firestore';
import { z } from 'zod';
import type { Database } from '../../firestore/database.ts';
import type { EntityTags } from '../../standards/entity-tag.ts';
import { type Change, compareStates } from './differences.ts';
import type { Current } from '../write/read.ts';
import { decodeCursor, encodeCursor } from '../../firestore/cursor.ts';
import { versionOfEtag } from '../entity-tag.ts';
import {
  asOfEntry,
  EXTERNAL,
  HistoryAction,
  type HistoryEntry,
  toHistoryEntry,
  type VersionedCustomer,
} from './entry.ts';
import { customerDocument, history, historyDocument } from '../paths.ts';
import { customerNotFound } from '../../crm/customers/problems.ts';
import { type ForeignChange, versionNotFound } from '../problems.ts';
import { isUnavailable } from '../write/commit.ts';

/** Versions looked through at most to tell a caller what others have changed, so many at a time. */
const MAX_VERSIONS_COMPARED = 500;
const VERSIONS_AT_ONCE = 50;

/** A version holds the whole customer, notes included: it weighs as much as so many customers of a list, or more. */
const DOCUMENTS_PER_STATE = 20;

/** Places told at most, so that a refusal is no longer than 16 KiB. */
const MAX_PLACES_TOLD = 50;

/** One version of a customer, and what it changed in the one before. */
export const CustomerVersion = z
  .strictObject({
    version: z.int(),
    action: HistoryAction,
    at: z.iso.datetime(),
    by: z.string(),
    changes: z.array(z.strictObject({ pointer: z.string(), from: z.unknown(), to: z.unknown() })),
  })
  .meta({ id: 'CustomerVersion', description: 'One version: who did what, when, and what it changed.' });
export type CustomerVersion = z.infer<typeof CustomerVersion>;

export const CustomerHistoryResponse = z
  .strictObject({ history: z.array(CustomerVersion), next_cursor: z.string().nullable() })
  .meta({ id: 'CustomerHistoryResponse', description: 'A page of a history.' });
export type CustomerHistoryResponse = z.infer<typeof CustomerHistoryResponse>;

/** Where a page of a history ended. */
const HistoryPlace = z.strictObject({ version: z.int() });
type HistoryPlace = z.infer<typeof HistoryPlace>;

/** The versions of a customer, newest first; also of one in the trash. Throws 404 and 400 `invalid_cursor`. */
export async function listHistory(
  database: Database,
  id: string,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<CustomerHistoryResponse> {
  const bound = { history: id };
  const newestFirst = history(database.firestore, id).orderBy('version', 'desc');
  const from =
    cursor === undefined
      ? newestFirst
      : newestFirst.startAfter(decodeCursor(cursor, bound, HistoryPlace).version);
  await database.reserve(limit * DOCUMENTS_PER_STATE);
  // One more than shown: a version is told by what it changed in the one before.
  const documents = await database.query(from.limit(limit + 1));
  if (documents.length === 0) await assertExists(database, id);
  const shown = documents.slice(0, limit);
  const last = shown.at(-1);
  return {
    history: shown.map((document, index) => toVersion(document, documents[index + 1])),
    next_cursor:
      documents.length > limit && last !== undefined
        ? encodeCursor({ version: toHistoryEntry(last).version } satisfies HistoryPlace, bound)
        : null,
  };
}

/** The whole customer as a version left it; throws 404 `version_not_found`. */
export async function getVersion(
  database: Database,
  id: string,
  version: number,
): Promise<VersionedCustomer> {
  const snapshot = await database.get(historyDocument(database.firestore, id, version));
  if (!snapshot.exists) throw versionNotFound();
  return asOfEntry(id, snapshot);
}

/**
 * What has been changed since the newest version that a list of entity tags names, up to `current`; empty where the history does
 * not know it, and no more than could be read in time: that there was a change is sure without it. Many places are told by their fields: a refusal does not grow with what was changed.
 */
export async function changesSince(
  database: Database,
  current: Current,
  tags: EntityTags,
): Promise<ForeignChange[]> {
  const versions = tags === '*' ? [] : tags.flatMap((tag) => versionOfEtag(tag) ?? []);
  if (versions.length === 0) return [];
  const known = Math.max(...versions);
  const changes: ForeignChange[] = [];
  let last: Version | null = null;
  try {
    await database.reserve(VERSIONS_AT_ONCE * DOCUMENTS_PER_STATE);
    for await (const version of versionsFrom(database, current, known)) {
      if (last !== null)
        changes.push(...changesOf(version, last).map(({ pointer }) => told(version, pointer)));
      last = version;
    }
  } catch (error) {
    if (!isUnavailable(error)) throw error;
  }
  const places = lastOfEach(changes);
  return places.length <= MAX_PLACES_TOLD ? places : lastOfEach(changes.map(ofItsField));
}

/** A state of a customer, and who made it. */
type Version = Pick<HistoryEntry, 'state' | 'by' | 'at'>;

/**
 * The versions of a customer from `known` on, as far as they are looked through; none where the history does not have that one. The last
 * is another program's change that neither the trigger nor a write has seen.
 */
async function* versionsFrom(
  database: Database,
  { customer, foreign, version: newest, snapshot }: Current,
  known: number,
): AsyncGenerator<Version> {
  const since = history(database.firestore, customer.id).orderBy('version').limit(VERSIONS_AT_ONCE);
  for (let next = known; next < known + MAX_VERSIONS_COMPARED;) {
    const entries = (await database.query(since.startAt(next))).map(toHistoryEntry);
    if (next === known && entries[0]?.version !== known) return;
    yield* entries;
    next = (entries.at(-1)?.version ?? newest) + 1;
    if (next <= newest) continue;
    if (foreign !== null && snapshot.updateTime !== undefined)
      yield { state: foreign, by: EXTERNAL, at: snapshot.updateTime };
    return;
  }
}

const told = ({ by, at }: Version, pointer: string): ForeignChange => ({
  pointer,
  by,
  at: at.toDate().toISOString(),
});

const lastOfEach = (changes: readonly ForeignChange[]): ForeignChange[] => [
  ...new Map(changes.map((change) => [change.pointer, change])).values(),
];

const ofItsField = (change: ForeignChange): ForeignChange => ({
  ...change,
  pointer: change.pointer.split('/', 2).join('/'),
});

function toVersion(
  document: QueryDocumentSnapshot,
  before: QueryDocumentSnapshot | undefined,
): CustomerVersion {
  const entry = toHistoryEntry(document);
  const { version, action, at, by } = entry;
  const changes = changesOf(entry, before === undefined ? null : toHistoryEntry(before));
  return { version, action, at: at.toDate().toISOString(), by, changes };
}

const changesOf = (version: Version, before: Version | null): Change[] =>
  compareStates(before?.state ?? null, version.state);

/** A customer of another program may have no history yet. */
async function assertExists(database: Database, id: string): Promise<void> {
  if (!(await database.get(customerDocument(database.firestore, id), ['name'])).exists)
    throw customerNotFound();
}
