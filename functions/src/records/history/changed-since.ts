// Finds what has been changed in a record since the version that a caller knows, and by whom.
import { hash } from 'node:crypto';
import type { Database } from '../../firestore/database.ts';
import { isUnavailable } from '../../firestore/outcomes.ts';
import type { Timestamp } from '../../firestore/stored-values.ts';
import { type EntityTags, matches } from '../../standards/entity-tag.ts';
import { EXTERNAL, type WriteContext } from '../context.ts';
import { etagOf, versionOfEtag } from '../entity-tag.ts';
import type { RecordKind, State, StoredRecord } from '../kind.ts';
import { historyCollection } from '../paths.ts';
import type { Authors, LaterChanges } from '../problems.ts';
import { type Difference, differencesBetween } from './differences.ts';
import { type Author, authorOf, type HistoryEntry, measuredEntry } from './entry.ts';
import { DOCUMENTS_PER_STATE } from './pages.ts';

/**
 * Compares the newest version that the entity tags name with the record as it is now. The versions between tell who changed each place last.
 * Returns no places if the history does not know that version, and none if not all versions between could be read: not in time, or because
 * there are too many, or too large ones. Then nobody knows who changed what last, and that there was a change is sure without it. Of many
 * places only the fields are returned, so that a 412 does not grow with what was changed.
 */
export async function changedSince<R extends StoredRecord>(
  kind: RecordKind<R>,
  { database, by }: Pick<WriteContext, 'database' | 'by'>,
  now: Now<R>,
  tags: EntityTags,
): Promise<LaterChanges> {
  const versions = tags === '*' ? [] : tags.flatMap((tag) => versionOfEtag(tag) ?? []);
  if (versions.length === 0) return NOTHING_KNOWN;
  const places = new LastChanges();
  let known: State<R> | null = null;
  let before: Version<R> | null = null;
  let isWhole = false;
  try {
    await database.reserve(VERSIONS_AT_ONCE * DOCUMENTS_PER_STATE);
    for await (const version of versionsFrom(kind, database, now, Math.max(...versions))) {
      if (before !== null) places.add(differencesBetween(before.state, version.state), version);
      if (known === null && !isNamed(tags, version)) return NOTHING_KNOWN;
      known ??= version.state;
      before = version;
      isWhole = version.isLast;
    }
  } catch (error) {
    if (!isUnavailable(error)) throw error;
  }
  const authors = authorsOf(places.authors, by);
  // The versions that were not read may be somebody else's.
  if (known === null || !isWhole) return authors === 'people' ? { changed: [], authors } : NOTHING_KNOWN;
  const differences = differencesBetween(known, now.state);
  const told = differences.length <= MAX_PLACES_TOLD ? withShortValues(differences) : fieldsOf(differences);
  return {
    changed: told.flatMap((place) => {
      const author = places.lastOf(place);
      if (author === undefined) return [];
      const { pointer, ...values } = place;
      const by_self = author.by === by && by !== EXTERNAL;
      return { pointer, ...authorOf(author), by_self, at: author.at.toDate().toISOString(), ...values };
    }),
    authors,
  };
}

/** A record as it is now. `isForeign`: another program has made this state since the last recorded version. */
export interface Now<R extends StoredRecord> {
  id: string;
  version: number;
  state: State<R>;
  isForeign: boolean;
  updateTime: Timestamp;
}

const NOTHING_KNOWN: LaterChanges = { changed: [], authors: 'unknown' };

/**
 * The most versions that are compared, and the most bytes of their states: to compare versions of 1 MB takes the processor up to half a second
 * each. Firestore is asked for so many at a time, at first for the two that are usually enough.
 */
const MAX_VERSIONS_COMPARED = 500;
const MAX_BYTES_COMPARED = 8_000_000;
const VERSIONS_AT_ONCE = 50;
const VERSIONS_AT_FIRST = 2;

/** The most places that are returned. */
const MAX_PLACES_TOLD = 50;

/** The longest value that is told, in characters, and the most of all values together: a 412 is no document. */
const MAX_VALUE_LENGTH = 1000;
const MAX_VALUES_LENGTH = 8000;

/** The most differences of one version that are remembered each; of a version with more, only the fields. */
const MAX_REMEMBERED = 200;

/** A state of a record, and who made it. */
type Version<R extends StoredRecord> = Pick<
  HistoryEntry<R>,
  'version' | 'digest' | 'state' | 'by' | 'by_name' | 'at'
>;

/** A place to tell, with its values or without. */
type Place = Pick<Difference, 'pointer'> & Partial<Difference>;

/** Whether the caller has seen this very version: another program's change may have had its number before it was recorded with others. */
const isNamed = (tags: EntityTags, { version, digest }: Version<StoredRecord>) =>
  digest === undefined || matches(tags, etagOf(version, digest));

type DatedAuthor = Author & { at: Timestamp };

/** Who changed what last. Places in lists move from version to version: there a change is known by what it left or took away. */
class LastChanges {
  /** The uids of all who made a version. */
  readonly authors = new Set<string>();
  readonly #byChange = new Map<string, DatedAuthor>();
  readonly #byField = new Map<string, DatedAuthor>();

  add(differences: readonly Difference[], version: Omit<Version<StoredRecord>, 'state'>): void {
    const author = { ...authorOf(version), at: version.at };
    this.authors.add(author.by);
    for (const { pointer } of differences) this.#byField.set(fieldOf(pointer), author);
    if (differences.length > MAX_REMEMBERED) return;
    for (const difference of differences) this.#byChange.set(keyOf(difference), author);
  }

  lastOf(place: Place): DatedAuthor | undefined {
    return this.#byChange.get(keyOf(place)) ?? this.#byField.get(fieldOf(place.pointer));
  }
}

const fieldOf = (pointer: string) => pointer.split('/', 2).join('/');

/** The same for one change of an element, wherever in its list it stands. */
function keyOf({ pointer, from, to }: Place): string {
  const place = pointer.replaceAll(/\/\d+(?=\/|$)/g, '/*');
  const value = to === null ? { from } : { to };
  return `${place} ${hash('sha256', JSON.stringify(value), 'base64url')}`;
}

/** Each difference, with its values if they are short. */
function withShortValues(differences: readonly Difference[]): Place[] {
  let left = MAX_VALUES_LENGTH;
  return differences.map(({ pointer, from, to }) => {
    const lengths = [lengthOf(from), lengthOf(to)];
    const length = lengths.reduce((sum, each) => sum + each, 0);
    if (length > left || lengths.some((each) => each > MAX_VALUE_LENGTH)) return { pointer };
    left -= length;
    return { pointer, from, to };
  });
}

const lengthOf = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value)).length;

const fieldsOf = (differences: readonly Difference[]): Place[] =>
  [...new Set(differences.map(({ pointer }) => fieldOf(pointer)))].map((pointer) => ({ pointer }));

function authorsOf(authors: ReadonlySet<string>, caller: string): Authors {
  const others = [...authors].filter((author) => author !== caller && author !== EXTERNAL);
  if (others.length > 0) return 'people';
  if (authors.has(EXTERNAL)) return 'programs';
  return authors.has(caller) ? 'caller' : 'unknown';
}

/**
 * The versions from `known` on, as many as may be compared; none if the history does not have `known`. The last may be another program's
 * change that neither the trigger nor a write has recorded yet.
 */
async function* versionsFrom<R extends StoredRecord>(
  kind: RecordKind<R>,
  database: Database,
  { id, state, isForeign, version: newest, updateTime }: Now<R>,
  known: number,
): AsyncGenerator<Version<R> & { isLast: boolean }> {
  let bytes = 0;
  let limit = VERSIONS_AT_FIRST;
  for (let next = known; next < known + MAX_VERSIONS_COMPARED;) {
    const documents = await database.query({
      collection: historyCollection(kind, id),
      orderBy: [[['version'], 'asc']],
      startAt: [next],
      limit,
    });
    const first = next;
    for (const document of documents) {
      const { entry, bytes: more } = measuredEntry(kind, document);
      if (first === known && next === known && entry.version !== known) return;
      bytes += more;
      next = entry.version + 1;
      yield { ...entry, isLast: !isForeign && next > newest };
      if (bytes > MAX_BYTES_COMPARED && (isForeign || next <= newest)) return;
    }
    if (documents.length === 0) {
      if (next === known) return;
      next = newest + 1;
    }
    if (next > newest) {
      if (isForeign) yield { version: next, state, by: EXTERNAL, at: updateTime, isLast: true };
      return;
    }
    const mean = Math.max(1, bytes / (next - known));
    limit = Math.min(VERSIONS_AT_ONCE, Math.floor((MAX_BYTES_COMPARED - bytes) / mean));
    if (limit < 1) return;
  }
}
