// The changes of all records of a kind in the order in which they were committed, page by page.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Answered, Database } from '../../firestore/database.ts';
import { MAX_DOCUMENT_BYTES } from '../../firestore/document-size.ts';
import type { StoredDocument } from '../../firestore/document.ts';
import { inPageRoom, type PageRoom } from '../../firestore/page.ts';
import { DOCUMENT_ID, type Query } from '../../firestore/query.ts';
import { Timestamp } from '../../firestore/stored-values.ts';
import { letOthersRun } from '../../limits/let-others-run.ts';
import { Problem } from '../../standards/problem.ts';
import type { RecordKind, StoredRecord } from '../kind.ts';
import { erasurePath, HISTORY, historyCollection, settingsPath, tombstoneCollection } from '../paths.ts';
import type { Settings } from '../settings.ts';
import { ERASE, isOpen } from '../trash/erasure.ts';
import { type Change, changeOf, isBefore, ROW_FIELDS, rowOf } from './change.ts';
import {
  BEGINNING,
  openPlace,
  packPath,
  type Place,
  sealPlace,
  timeOf,
  timestampOf,
  tokenAt,
  unpackPath,
} from './token.ts';

/**
 * What was committed after a token: each change once, in the order of the commits. It ends at `limit` changes, at 8 MB, and when it has
 * read some 1,000 documents; a page may be empty where there is more. With `wait` it looks again every two seconds until there is something. Throws 400
 * `invalid_cursor` and 410 `changes_expired`.
 *
 * How nothing is lost: an answer of Firestore's holds all that was committed up to its `readTime` and nothing else, and the `createTime` of an
 * entry is its commit. `at`, by which entries are found, is the time at which a write reached Firestore: up to `NET_SECONDS` earlier.
 */
export async function listChanges<R extends StoredRecord>(
  { kind, database, settings }: ChangesContext<R>,
  { since, wait, ...query }: ChangesQuery,
): Promise<ChangesPage> {
  const filter = { record: query.record ?? null, actions: query.actions ? [...query.actions].sort() : null };
  const cursors = await settings.cursors(database.deadline);
  if (since === 'now') {
    await database.get(settingsPath(kind), [['name']]);
    return { rows: [], ids: [], next: tokenAt(cursors, known(database.readTime), filter), has_more: false };
  }
  const place = since === 'beginning' ? BEGINNING : openPlace(cursors, since, filter);
  const { rows, next, hasMore } = await lookFor({ kind, database }, query, place, wait);
  return {
    rows: rows.map(({ json }) => json),
    ids: [...new Set(rows.map(({ id }) => id))],
    next: sealPlace(cursors, next, filter),
    has_more: hasMore,
  };
}

export interface ChangesContext<R extends StoredRecord> {
  kind: RecordKind<R>;
  database: Database;
  settings: Settings;
}

export interface ChangesQuery {
  /** A token, `now` or `beginning`. */
  since: string;
  limit: number;
  /** For how many seconds to wait for a change. */
  wait: number;
  /** Whether the rows have their states. */
  withState: boolean;
  /** Only of this record. */
  record?: string | undefined;
  actions?: readonly string[] | undefined;
}

export interface ChangesPage {
  /** As JSON, in UTF-8. */
  rows: readonly Uint8Array[];
  /** The records that are on the page. */
  ids: readonly string[];
  next: string;
  has_more: boolean;
}

/** Longer than a commit can be on its way, in seconds: requests end after 10, and Firestore ends a transaction after 60. */
export const NET_SECONDS = 60;

/** `at` may be ahead of the commit by the difference of Google's clocks (some milliseconds). */
const SKEW_MS = 100;

/** A page reads so many documents at most. A change keeps its place in the order of the commits unless more than so many overtook it. */
const MOST_READS = 1000;

/** How often a waiting request looks, and what it leaves of its time for the last look and the answer. */
const LOOK_MS = 2000;
const LAST_LOOK_MS = 1500;

/** What making a row takes: the document, its plain values, its JSON. */
const ROW_BYTES = 4 * MAX_DOCUMENT_BYTES;

/** So many erasures may be open at once before the marks of a page are asked for one by one. */
const MAX_OPEN = 100;

type LookQuery = Omit<ChangesQuery, 'since' | 'wait'>;

/** What one look has found, and where the next one begins. */
interface Look {
  rows: Row[];
  next: Place;
  hasMore: boolean;
}

interface Row {
  id: string;
  isErasure: boolean;
  json: Buffer;
}

async function lookFor<R extends StoredRecord>(
  context: Pick<ChangesContext<R>, 'kind' | 'database'>,
  query: LookQuery,
  place: Place,
  wait: number,
): Promise<Look> {
  const { database } = context;
  const end = performance.now() + Math.min(wait * 1000, database.deadline.left - LAST_LOOK_MS);
  let found = await look(context, query, place);
  for (;;) {
    const left = end - performance.now();
    const isOverdue = left <= 0 || database.bill.reads >= MOST_READS;
    if (found.rows.length > 0 || found.hasMore || isOverdue) return found;
    // Nobody else waits for memory because this one waits for a change.
    database.keep('pages');
    await sleep(Math.min(LOOK_MS, left));
    try {
      found = await look(context, query, found.next);
    } catch (error) {
      // What it has found so far is right, and another request goes on from there.
      if (database.isOver || !(error instanceof Problem) || error.status !== 503) throw error;
      return found;
    }
  }
}

async function look<R extends StoredRecord>(
  { kind, database }: Pick<ChangesContext<R>, 'kind' | 'database'>,
  query: LookQuery,
  place: Place,
): Promise<Look> {
  if (query.withState) await database.reserve('histories', ROW_BYTES);
  try {
    return await inPageRoom(database, { rows: query.limit }, async (room) => {
      const { readTime, ...found } = await new Cut(kind, database, query, place, room).read();
      return { ...found, rows: await withoutErased(kind, database, found.rows, known(readTime)) };
    });
  } finally {
    database.keep('histories');
  }
}

/** What is left of a record while it is erased is not shown. */
async function withoutErased<R extends StoredRecord>(
  kind: RecordKind<R>,
  database: Database,
  rows: Row[],
  at: Timestamp,
): Promise<Row[]> {
  const ids = [...new Set(rows.filter(({ isErasure }) => !isErasure).map(({ id }) => id))];
  if (ids.length === 0) return rows;
  const where = { field: ['open'], equals: true };
  const all = await database.query({
    collection: kind.erasures,
    where,
    limit: MAX_OPEN + 1,
    select: [],
    at,
  });
  let open = new Set(all.map(({ id }) => id));
  if (all.length > MAX_OPEN) {
    const marks = await database.getAll(
      ids.map((id) => erasurePath(kind, id)),
      [['open']],
      at,
    );
    open = new Set(ids.filter((_id, index) => isOpen(marks[index] ?? null)));
  }
  return open.size === 0 ? rows : rows.filter(({ id, isErasure }) => isErasure || !open.has(id));
}

/**
 * One page of a cut: of what was committed after its place, up to a moment. The entries come in the order of `at`. No entry is committed
 * before its `at`; so once those up to a time have come, all that was committed until then has come, and can be shown in order. The others
 * wait.
 */
class Cut<R extends StoredRecord> {
  readonly #kind: RecordKind<R>;
  readonly #database: Database;
  readonly #query: LookQuery;
  readonly #place: Place;
  readonly #room: PageRoom;
  readonly #from: Timestamp;
  readonly #after: { committed: string; key: string };
  #until: Timestamp | null;
  #rows: Row[] = [];
  /** In the order of the commits. */
  #waiting: Change[] = [];
  #taken = 0;
  #reads = 0;
  /** The last that was shown. */
  #last: Change | null = null;
  /** The last document that came. */
  #seen: { at: Timestamp; path: string } | null = null;
  /** What came last is too late for this cut, and so is all behind it. */
  #isOver = false;

  constructor(kind: RecordKind<R>, database: Database, query: LookQuery, place: Place, room: PageRoom) {
    this.#kind = kind;
    this.#database = database;
    this.#query = query;
    this.#place = place;
    this.#room = room;
    const after = timestampOf(place.after);
    const net = new Timestamp(Math.max(0, after.seconds - NET_SECONDS), after.nanoseconds);
    this.#from = place.from ? timestampOf(place.from) : net;
    this.#after = { committed: after.valueOf(), key: place.last ?? ALL };
    this.#until = place.until ? timestampOf(place.until) : null;
  }

  async read(): Promise<Look & Answered> {
    const tombstones = await this.#tombstones();
    const fixed = this.#until;
    let isCut = false as boolean;
    const { readTime } = await this.#database.scan(this.#scanned(), () => {
      this.#room.giveBack(this.#taken);
      [this.#rows, this.#waiting, this.#taken, this.#reads] = [[], [], 0, 0];
      [this.#last, this.#seen, this.#until] = [null, null, fixed];
      [isCut, this.#isOver] = [false, false];
      for (const tombstone of tombstones) this.#add(tombstone);
      return async (document, bytes, timeOfRead) => {
        this.#until ??= timeOfRead();
        this.#reads += 1;
        if (this.#reads % 50 === 0) await letOthersRun();
        const goesOn = await this.#take(document, bytes);
        isCut = !goesOn && !this.#isOver;
        return goesOn;
      };
    });
    this.#until ??= known(readTime);
    // Where the query has told all that it was asked for, there may be more.
    isCut ||= this.#reads === MOST_READS;
    if (!isCut) isCut = !(await this.#showUpTo(null));
    return { rows: this.#rows, next: this.#next(isCut), hasMore: isCut, readTime };
  }

  /**
   * Those of one record, of which one query does not find both: few, and read first. No version from before an erasure is left, so a walk begins
   * with them.
   */
  async #tombstones(): Promise<StoredDocument[]> {
    const { record } = this.#query;
    if (record === undefined || this.#isWalking) return [];
    const { documents, readTime } = await this.#database.queryWithTime({
      collection: tombstoneCollection(this.#kind, record),
      ...inOrderOfAt(this.#from),
    });
    this.#until ??= known(readTime);
    return documents;
  }

  #scanned(): Query {
    const { record } = this.#query;
    const { walk = '' } = this.#place;
    const path = unpackPath(walk);
    // A group's place is a whole path, a collection's is the id.
    const name = record === undefined ? path : path.split('/').at(-1);
    const startAfter = walk === '' ? undefined : [this.#from, name];
    const order = { ...inOrderOfAt(this.#from), startAfter };
    const places =
      record === undefined
        ? { collection: HISTORY, isGroup: true as const }
        : { collection: historyCollection(this.#kind, record) };
    return { ...places, ...order, limit: MOST_READS, select: this.#fields };
  }

  get #fields(): string[][] | undefined {
    return this.#query.withState ? undefined : ROW_FIELDS.map((field) => [field]);
  }

  /** Whether it is on a page of a walk after the first. */
  get #isWalking(): boolean {
    const { walk = '' } = this.#place;
    return walk !== '';
  }

  /** Whether the page goes on. */
  async #take(document: StoredDocument, bytes: number): Promise<boolean> {
    const { path } = document;
    const at = document.get('at') as Timestamp;
    if (at.toMillis() - SKEW_MS > known(this.#until).toMillis()) {
      this.#isOver = true;
      return false;
    }
    const change = this.#wanted(document, bytes);
    if (this.#place.walk !== undefined) {
      // Only tombstones wait.
      if (!(await this.#showUpTo(null))) return false;
      if (change !== null && !(await this.#show({ ...change, bytes: 0 }))) return false;
      this.#seen = { at, path };
      return true;
    }
    this.#seen = { at, path };
    const goesOn = await this.#showUpTo(Timestamp.fromMillis(at.toMillis() - SKEW_MS).valueOf());
    if (change !== null) this.#await(change);
    // With nothing to show it looks on for what comes first, and keeps no more than where that is.
    return goesOn && !(this.#rows.length > 0 && this.#waiting.some(({ document }) => document === null));
  }

  #add(document: StoredDocument): void {
    const change = this.#wanted(document, 0);
    if (change !== null) this.#insert(change);
  }

  /** The change, if it belongs to this page or a later one. */
  #wanted(document: StoredDocument, bytes: number): Change | null {
    const change = changeOf(this.#kind, document, bytes);
    if (change === null || this.#until === null) return null;
    if (change.committed > this.#until.valueOf() || !isBefore(this.#after, change)) return null;
    const { actions } = this.#query;
    if (actions && !actions.includes(change.action)) return null;
    return change.action === ERASE && this.#place.isWhole ? null : change;
  }

  #await(change: Change): void {
    const isFirst = this.#rows.length === 0 && this.#waiting.length === 0;
    if (this.#room.take(change.bytes, { isFirst })) {
      this.#taken += change.bytes;
      this.#insert(change);
    } else this.#insert({ ...change, document: null, bytes: 0 });
  }

  #insert(change: Change): void {
    let [low, high] = [0, this.#waiting.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = this.#waiting[middle];
      if (other !== undefined && isBefore(other, change)) low = middle + 1;
      else high = middle;
    }
    this.#waiting.splice(low, 0, change);
  }

  /** Shows those that wait and were committed before a time; all where it is null. Whether the page goes on. */
  async #showUpTo(time: string | null): Promise<boolean> {
    for (let [first] = this.#waiting; first !== undefined; [first] = this.#waiting) {
      if (time !== null && first.committed >= time) return true;
      if (!(await this.#show(first))) return false;
      this.#waiting.shift();
    }
    return true;
  }

  /** Whether it has room on the page. */
  async #show(change: Change): Promise<boolean> {
    const isFirst = this.#rows.length === 0;
    if (this.#rows.length === this.#query.limit || (change.document === null && !isFirst)) return false;
    const document = change.document ?? (await this.#database.get(change.path, this.#fields));
    // It was erased since.
    if (document === null) return true;
    const { withState } = this.#query;
    const json = rowOf(this.#kind, change, document, { withState });
    this.#giveBack(change.bytes);
    if (!this.#room.take(json.length + 1, { isFirst })) return false;
    this.#taken += json.length + 1;
    this.#rows.push({ id: change.id, isErasure: change.action === ERASE, json });
    this.#last = change;
    return true;
  }

  #giveBack(bytes: number): void {
    this.#room.giveBack(bytes);
    this.#taken -= bytes;
  }

  #next(isCut: boolean): Place {
    const until = timeOf(known(this.#until));
    if (!isCut) return { after: until };
    const { isWhole, walk, ...place } = this.#place;
    const whole = isWhole && { isWhole };
    const from = this.#seen?.at ?? this.#from;
    if (walk !== undefined) {
      const path = this.#seen === null ? walk : packPath(this.#seen.path);
      const shown = path === '' ? this.#lastPlace(place) : place;
      return { ...shown, ...whole, until, from: timeOf(from), walk: path };
    }
    // What another program has restored from elsewhere was committed long after its `at`: it is not held until its turn comes.
    const lowest = this.#waiting.reduce(
      (least, { at }) => (at.valueOf() < least.valueOf() ? at : least),
      from,
    );
    const isStuck = this.#last === null && lowest.valueOf() <= this.#from.valueOf();
    return { ...this.#lastPlace(place), ...whole, until, from: timeOf(lowest), ...(isStuck && { walk: '' }) };
  }

  /** That of the last that was shown; where nothing was, that before. */
  #lastPlace(before: Place): Place {
    return this.#last === null ? before : { after: timeOf(this.#last.created), last: this.#last.key };
  }
}

/** With the place of a change behind all of its time. */
const ALL = '\uffff';

const inOrderOfAt = (from: Timestamp) => ({
  where: { field: ['at'], atLeast: from },
  orderBy: [
    [['at'], 'asc'],
    [DOCUMENT_ID, 'asc'],
  ] as const,
});

function known(time: Timestamp | null): Timestamp {
  if (time === null) throw new Error('Firestore did not say as of when it answered');
  return time;
}
