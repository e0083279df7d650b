// Finds what has been changed in a record since the version that a caller knows.
import type { Database } from '../../firestore/database.ts';
import { isUnavailable } from '../../firestore/outcomes.ts';
import type { Timestamp } from '../../firestore/stored-values.ts';
import type { EntityTags } from '../../standards/entity-tag.ts';
import { EXTERNAL } from '../context.ts';
import { versionOfEtag } from '../entity-tag.ts';
import type { RecordKind, State, StoredRecord } from '../kind.ts';
import { historyCollection } from '../paths.ts';
import type { LaterChange } from '../problems.ts';
import { differencesBetween } from './differences.ts';
import { type HistoryEntry, toHistoryEntry } from './entry.ts';
import { DOCUMENTS_PER_STATE } from './pages.ts';

/**
 * Compares the versions since the newest one that the entity tags name. Returns nothing if the history does not know that
 * version, and no more than could be read in time: that there was a change is sure without it. Of many places only the fields
 * are returned, so that a 412 does not grow with what was changed.
 */
export async function changedSince<R extends StoredRecord>(
  kind: RecordKind<R>,
  database: Database,
  now: Now<R>,
  tags: EntityTags,
): Promise<LaterChange[]> {
  const versions = tags === '*' ? [] : tags.flatMap((tag) => versionOfEtag(tag) ?? []);
  if (versions.length === 0) return [];
  const changes: LaterChange[] = [];
  let before: Version<R> | null = null;
  try {
    await database.reserve(VERSIONS_AT_ONCE * DOCUMENTS_PER_STATE);
    for await (const version of versionsFrom(kind, database, now, Math.max(...versions))) {
      if (before !== null) changes.push(...changesBetween(before, version));
      before = version;
    }
  } catch (error) {
    if (!isUnavailable(error)) throw error;
  }
  const places = lastOfEach(changes);
  return places.length <= MAX_PLACES_TOLD ? places : lastOfEach(changes.map(inItsField));
}

/** A record as it is now. `foreign`: the state that another program has made since the last recorded version. */
export interface Now<R extends StoredRecord> {
  id: string;
  version: number;
  foreign: State<R> | null;
  updateTime: Timestamp;
}

/** The most versions that are compared, and how many are read at a time. */
const MAX_VERSIONS_COMPARED = 500;
const VERSIONS_AT_ONCE = 50;

/** The most places that are returned, so that a 412 is no longer than 16 KiB. */
const MAX_PLACES_TOLD = 50;

/** A state of a record, and who made it. */
type Version<R extends StoredRecord> = Pick<HistoryEntry<R>, 'state' | 'by' | 'at'>;

/**
 * The versions from `known` on, at most `MAX_VERSIONS_COMPARED`; none if the history does not have `known`. The last may be
 * another program's change that neither the trigger nor a write has recorded yet.
 */
async function* versionsFrom<R extends StoredRecord>(
  kind: RecordKind<R>,
  database: Database,
  { id, foreign, version: newest, updateTime }: Now<R>,
  known: number,
): AsyncGenerator<Version<R>> {
  for (let next = known; next < known + MAX_VERSIONS_COMPARED;) {
    const documents = await database.query({
      collection: historyCollection(kind, id),
      orderBy: [[['version'], 'asc']],
      startAt: [next],
      limit: VERSIONS_AT_ONCE,
    });
    const entries = documents.map((document) => toHistoryEntry(kind, document));
    if (next === known && entries[0]?.version !== known) return;
    yield* entries;
    next = (entries.at(-1)?.version ?? newest) + 1;
    if (next <= newest) continue;
    if (foreign !== null) yield { state: foreign, by: EXTERNAL, at: updateTime };
    return;
  }
}

const changesBetween = <R extends StoredRecord>(
  before: Version<R>,
  { state, by, at }: Version<R>,
): LaterChange[] =>
  differencesBetween(before.state, state).map(({ pointer }) => ({
    pointer,
    by,
    at: at.toDate().toISOString(),
  }));

const lastOfEach = (changes: readonly LaterChange[]): LaterChange[] => [
  ...new Map(changes.map((change) => [change.pointer, change])).values(),
];

const inItsField = (change: LaterChange): LaterChange => ({
  ...change,
  pointer: change.pointer.split('/', 2).join('/'),
});
