// Makes an answer of everything that is held of a person, part by part, all as of one moment.
import { z } from 'zod';
import { Timestamp } from '../../firestore/stored-values.ts';
import type { Database } from '../../firestore/database.ts';
import { inPageRoom, type PageRoom } from '../../firestore/page.ts';
import { letOthersRun } from '../../limits/let-others-run.ts';
import { partsExpired } from '../../standards/problems.ts';
import { COMPARED_BYTES, readVersions } from '../history/pages.ts';
import type { ImportedRow } from '../history/entry.ts';
import type { RecordKind, StoredRecord } from '../kind.ts';
import { absent, partsOf } from '../merge/marks.ts';
import { erasurePath, historyCollection, isServed } from '../paths.ts';
import type { Settings } from '../settings.ts';
import { isOpen } from '../trash/erasure.ts';
import { type Held, readHeld } from './held.ts';
import { heldVersion } from './version-row.ts';

/** The records that are one person's, as far as a part tells of them. */
export interface SubjectSection {
  root: RecordPiece;
  /** What was merged into it, and into those, however deep. */
  mergedFrom: RecordPiece[];
}

/** What a part tells of a record. */
export interface RecordPiece {
  id: string;
  /** What is held of it beside its history, as JSON in UTF-8 without the outer braces; null where an earlier part has told it. */
  head: Buffer | null;
  /** Versions as JSON, in UTF-8, the newest first. */
  history: Buffer[];
  /** The rows of imports that these versions come from, each once. */
  imports: ImportedRow[];
}

/** A part of the answer; the next one begins at the cursor. */
export interface SubjectPart {
  /** As of when all parts are, ISO 8601. */
  generated_at: string;
  sections: SubjectSection[];
  next_cursor: string | null;
}

export interface SubjectContext<R extends StoredRecord> {
  kind: RecordKind<R>;
  database: Database;
  settings: Settings;
}

/** What a part is asked for. */
export interface SubjectRequest<R extends StoredRecord> {
  /** What the cursor is bound to. */
  bound: unknown;
  cursor?: string | undefined;
  /** Whether each version comes with the whole state after it. */
  withState: boolean;
  /** The most bytes of JSON. */
  bytes: number;
  /** Whose records: read as of the moment of the first part. */
  rootsOf: () => Promise<readonly SubjectRoot<R>[]>;
  /** What the records are called in the answer. */
  recordName: string;
}

export interface SubjectRoot<R extends StoredRecord> {
  id: string;
  /** Whether it is the person's after all, now that it has been read; left out where that is sure. */
  isMeant?: (held: Held<R>) => boolean;
}

/**
 * Makes a part. It ends before it has more than `bytes`, but for one piece that is larger than that, and when its time is over. Reads of each record 7 documents at
 * least, and its versions. Throws 400 `invalid_cursor`, and 410 `changes_expired` for a moment more than an hour ago, or where something of
 * it has been erased since.
 */
export async function makeSubjectPart<R extends StoredRecord>(
  { kind, database, settings }: SubjectContext<R>,
  { bound, cursor, bytes, rootsOf, withState, recordName }: SubjectRequest<R>,
): Promise<SubjectPart> {
  const cursors = await settings.cursors(database.deadline);
  const begin = cursor === undefined ? BEGINNING : cursors.open(cursor, bound, SubjectPosition);
  if (begin.moment !== null) {
    if (Date.now() - begin.moment[0] * 1000 > MOST_MS) throw partsExpired();
    database.readAsOf(new Timestamp(...begin.moment));
  }
  const roots = await rootsOf();
  await database.reserve('histories', COMPARED_BYTES);
  return inPageRoom(database, { rows: ROWS }, async (pageRoom) => {
    const room = partRoom(pageRoom, bytes, () => database.deadline.left > LEAST_LEFT_MS);
    const part = new Part(kind, database, room, { withState, recordName });
    let end: Place | null = null;
    for (const [root, each] of roots.entries()) {
      if (root < begin.root) continue;
      const from = root === begin.root ? begin : BEGINNING;
      const ended = await part.tell(each, from);
      if (ended !== null) end = { root, ...ended };
      if (end !== null) break;
    }
    const { moment } = database;
    if (moment === null && part.ids.length > 0)
      throw new Error('Firestore did not say as of when it answered');
    await assertNotErased(kind, database, part.ids, moment);
    const next = end && moment && { ...end, moment: [moment.seconds, moment.nanoseconds] satisfies Moment };
    return {
      generated_at: (moment ?? Timestamp.now()).toDate().toISOString(),
      sections: part.sections,
      next_cursor: next && cursors.seal(next satisfies SubjectPosition, bound),
    };
  });
}

/** A part while it is made. */
class Part<R extends StoredRecord> {
  readonly sections: SubjectSection[] = [];
  /** Of the records of which it tells. */
  readonly ids: string[] = [];
  readonly #kind: RecordKind<R>;
  readonly #database: Database;
  readonly #room: ReturnType<typeof partRoom>;
  readonly #options: Pick<SubjectRequest<R>, 'withState' | 'recordName'>;

  constructor(
    kind: RecordKind<R>,
    database: Database,
    room: ReturnType<typeof partRoom>,
    options: Pick<SubjectRequest<R>, 'withState' | 'recordName'>,
  ) {
    this.#kind = kind;
    this.#database = database;
    this.#room = room;
    this.#options = options;
  }

  /** Tells of the records of a person from a place on; returns where there was no room for more, null where nothing is left. */
  async tell({ id, isMeant }: SubjectRoot<R>, from: RecordPlace): Promise<RecordPlace | null> {
    const section: SubjectSection = { root: { id, head: null, history: [], imports: [] }, mergedFrom: [] };
    if (from.record === 0) {
      const told = await this.#tellRecord(id, from.below, (held) => isMeant?.(held) ?? true);
      if (told === null) return null;
      section.root = told.piece;
      if (told.isTold) this.sections.push(section);
      if (told.below !== undefined) return { record: 0, below: told.below };
    } else this.sections.push(section);
    const parts = await partsOf(this.#kind, this.#database, id, Infinity);
    for (const [at, part] of parts.entries()) {
      const record = at + 1;
      if (record < from.record || !isServed(this.#kind, part)) continue;
      const below = record === from.record ? from.below : null;
      // What another program has made again under its id is no part of this one any more.
      const told = await this.#tellRecord(part, below, ({ isLive }) => !isLive);
      if (told === null) continue;
      if (told.isTold) section.mergedFrom.push(told.piece);
      if (told.below !== undefined) return { record, below: told.below };
    }
    return null;
  }

  /** Null where it is not meant, or nothing is held of it. `below` is where the next part goes on with it. */
  async #tellRecord(
    id: string,
    below: number | null,
    isMeant: (held: Held<R>) => boolean,
  ): Promise<Told | null> {
    const piece: RecordPiece = { id, head: null, history: [], imports: [] };
    let isHeld = true;
    if (below === null) {
      const held = await readHeld(this.#kind, this.#database, id);
      if (!isMeant(held)) return null;
      isHeld = held.isLive || held.isInTrash || held.mergedInto !== null;
      const head = headOf(held, this.#options.recordName);
      if (!this.#room.take(head.length + 3 * id.length + AROUND_HEAD))
        return { piece, isTold: false, below: null };
      piece.head = head;
    }
    await letOthersRun();
    const imports = new Map<Buffer, ImportedRow>();
    const { rows, last } = await readVersions(
      this.#kind,
      this.#database,
      {
        collection: historyCollection(this.#kind, id),
        orderBy: [[['version'], 'desc']],
        startAfter: below === null ? undefined : [below],
      },
      {
        room: this.#room,
        rowOf: (...version) => {
          const row = heldVersion(...version, this.#options);
          const [entry] = version;
          if (entry.import !== undefined) imports.set(row, entry.import);
          return row;
        },
      },
    );
    if (!isHeld && rows.length === 0 && last === null) return null;
    this.ids.push(id);
    piece.history = rows;
    const imported = rows.flatMap((row) => imports.get(row) ?? []);
    piece.imports = imported.filter(
      (one, at) => imported.findIndex(({ id, row }) => id === one.id && row === one.row) === at,
    );
    if (last === null) return { piece, isTold: true };
    return { piece, isTold: true, below: last === 0 ? ABOVE_ALL : last };
  }
}

interface Told {
  piece: RecordPiece;
  /** Whether there was room for any of it. */
  isTold: boolean;
  below?: number | null;
}

/** What is held of a record as JSON, without the outer braces. */
function headOf<R extends StoredRecord>({ record, fields }: Held<R>, recordName: string): Buffer {
  return Buffer.from(JSON.stringify({ [recordName]: record, ...fields }).slice(1, -1));
}

/** The room of a part: it ends before its page is full, and while there is time to send it. The first piece always has room. */
function partRoom(page: PageRoom, most: number, isTimeLeft: () => boolean) {
  let taken = 0;
  return {
    take: (bytes: number): boolean => {
      const isFirst = taken === 0;
      if (!isFirst && (taken + bytes > most || !isTimeLeft())) return false;
      if (!page.take(bytes, { isFirst })) return false;
      taken += bytes;
      return true;
    },
    giveBack: (bytes: number): void => {
      page.giveBack(bytes);
      taken -= bytes;
    },
  };
}

/**
 * Nobody is shown what an erasure has begun to remove, also where it began after the moment of the answer. 1 read for each record, as of now.
 * Throws 410 `changes_expired`; of one record alone that is its 404.
 */
async function assertNotErased<R extends StoredRecord>(
  kind: RecordKind<R>,
  database: Database,
  ids: readonly string[],
  moment: Timestamp | null,
): Promise<void> {
  if (ids.length === 0) return;
  database.readNow();
  const marks = await database.getAll(
    ids.map((id) => erasurePath(kind, id)),
    [['open']],
  );
  const isErased = marks.some(
    (mark) =>
      isOpen(mark) || (mark !== null && (moment === null || mark.updateTime.valueOf() > moment.valueOf())),
  );
  if (!isErased) return;
  const [only, ...others] = ids;
  throw only !== undefined && others.length === 0 ? await absent(kind, database, only) : partsExpired();
}

/** Where a part begins: which of the persons, which of the records, and below which version; null for a record of which nothing was told. */
const SubjectPosition = z.strictObject({
  moment: z.tuple([z.int(), z.int()]).nullable(),
  root: z.int(),
  record: z.int(),
  below: z.int().nullable(),
});
type SubjectPosition = z.infer<typeof SubjectPosition>;
type Place = Omit<SubjectPosition, 'moment'>;
type RecordPlace = Omit<Place, 'root'>;
type Moment = NonNullable<SubjectPosition['moment']>;

const BEGINNING: SubjectPosition = { moment: null, root: 0, record: 0, below: null };

/** In bytes: what stands around a record in its part, but for its id. */
const AROUND_HEAD = 200;

/** In milliseconds: a part that is not full by then ends, so that the rest is another request's. */
const LEAST_LEFT_MS = 4500;

/** Higher than any version. */
const ABOVE_ALL = Number.MAX_SAFE_INTEGER;

/** Firestore reads at most an hour back: a minute less, for a clock that is wrong and a part that takes its time. */
const MOST_MS = 59 * 60_000;

/** Of a usual size: the room that a part has from the start. */
const ROWS = 500;
