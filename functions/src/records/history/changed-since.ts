// Finds what has been changed in a record since the version that a caller knows, and by whom.
import { hash } from 'node:crypto';
import { isUnavailable } from '../../firestore/outcomes.ts';
import type { Timestamp } from '../../firestore/stored-values.ts';
import { letOthersRun } from '../../limits/let-others-run.ts';
import { type EntityTags, matches } from '../../standards/entity-tag.ts';
import { EXTERNAL, type WriteContext } from '../context.ts';
import { etagOf, versionOfEtag } from '../entity-tag.ts';
import type { RecordKind, State, StoredRecord } from '../kind.ts';
import { historyCollection } from '../paths.ts';
import type { Authors, LaterChanges } from '../problems.ts';
import { type Difference, differencesBetween } from './differences.ts';
import { type Author, authorOf, type HistoryEntry, measuredEntry } from './entry.ts';

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
  const from = Math.max(...versions);
  const recorded = {
    collection: historyCollection(kind, now.id),
    orderBy: [[['version'], 'asc']] as const,
    startAt: [from],
    limit: Math.max(1, Math.min(MAX_VERSIONS_COMPARED, now.version - from + 1)),
  };
  let compared = new Comparison<R>(from, now, tags);
  try {
    await database.reserveRecords();
    await database.scan(recorded, () => {
      compared = new Comparison(from, now, tags);
      return async (document) => {
        const { entry, bytes } = measuredEntry(kind, document);
        const goesOn = compared.add(entry, bytes);
        await letOthersRun();
        return goesOn;
      };
    });
    compared.end();
  } catch (error) {
    if (!isUnavailable(error)) throw error;
  }
  const { known, places, isWhole } = compared;
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
 * each.
 */
const MAX_VERSIONS_COMPARED = 500;
const MAX_BYTES_COMPARED = 8_000_000;

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

/** What has been compared so far of the versions from `from` on: no more than two states are in memory. */
class Comparison<R extends StoredRecord> {
  readonly places = new LastChanges();
  /** The state that the caller knows; null where the history does not have it. */
  known: State<R> | null = null;
  /** Whether every version up to now has been compared. */
  isWhole = false;
  readonly #from: number;
  readonly #now: Now<R>;
  readonly #tags: EntityTags;
  #before: State<R> | null = null;
  #next: number;
  #bytes = 0;
  #isTooMuch = false;

  constructor(from: number, now: Now<R>, tags: EntityTags) {
    this.#from = this.#next = from;
    this.#now = now;
    this.#tags = tags;
  }

  /** Takes the next recorded version; false where no other is wanted. */
  add(version: Version<R>, bytes: number): boolean {
    if (this.#next === this.#from && (version.version !== this.#from || !isNamed(this.#tags, version)))
      return false;
    this.#compare(version);
    this.#next = version.version + 1;
    this.#bytes += bytes;
    if (this.#next > this.#now.version) {
      this.isWhole = !this.#now.isForeign;
      return false;
    }
    this.#isTooMuch = this.#bytes > MAX_BYTES_COMPARED || this.#next >= this.#from + MAX_VERSIONS_COMPARED;
    return !this.#isTooMuch;
  }

  /** There are no other recorded versions. Another program's change may come last that neither the trigger nor a write has recorded yet. */
  end(): void {
    const { state, isForeign, updateTime } = this.#now;
    if (!isForeign || this.known === null || this.#isTooMuch || this.#bytes > MAX_BYTES_COMPARED) return;
    this.#compare({ version: this.#next, state, by: EXTERNAL, at: updateTime });
    this.isWhole = true;
  }

  #compare(version: Version<R>): void {
    if (this.#before !== null) this.places.add(differencesBetween(this.#before, version.state), version);
    this.known ??= version.state;
    this.#before = version.state;
  }
}
