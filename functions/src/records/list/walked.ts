// Makes a page of a list in the order of names from candidates that must be verified.
import type { Filter } from '../../firestore/query.ts';
import type { Timestamp } from '../../firestore/stored-values.ts';
import type { StoredRecord } from '../kind.ts';
import type { CursorPosition } from './cursor-position.ts';
import { bytesOf, type Candidate, type Listed, rowBytes, scanListed } from './listed.ts';
import type { MadePage } from './made-page.ts';
import { BY_NAME } from './order.ts';
import type { ListContext } from './page.ts';
import { countCandidates, totalOf } from './total.ts';

/**
 * The page is filled from as many candidates as that takes, but from no more than 500 above its size, a first page from no more
 * than four times its size, and in no more than four round trips: a page of a list with many wrong candidates is short. So is one
 * whose rows are full of bytes. What a strict search has read before a relaxed one counts too: both together read no more than five
 * times the size of the first page.
 */
export async function walkedPage<R extends StoredRecord>(
  context: ListContext<R>,
  list: WalkedList<R>,
): Promise<MadePage> {
  const { where, position, mode } = list;
  const counting = position === null ? countCandidates(context, where) : null;
  const spare = position === null ? spareOfFirst(list.limit, context.database.bill.reads) : SPARE;
  const walk = walkFrom(context, { ...list, spare }, position?.place[0]);
  const [{ rows, lastId, looked, ...walked }, counted] = await Promise.all([walk, counting]);
  const count = counted?.count ?? null;
  const isEnd = walked.isEnd || (count !== null && count <= looked);
  const shown = (position?.shown ?? 0) + rows.length;
  return {
    rows,
    ...totalOf(position, { count, shown: isEnd ? shown : null }),
    next: isEnd || lastId === undefined ? null : { mode, place: [lastId], shown },
  };
}

/** How many candidates a first page may read beside its size, when so many reads have been made for it already; below 0 for fewer than its size. */
function spareOfFirst(limit: number, reads: number): number {
  const left = MOST_PAGES * limit - reads - MOST_READS_OF_COUNT;
  return Math.max(1 - limit, Math.min(SPARE, SPARE_PAGES * limit, left - limit));
}

export interface WalkedList<R extends StoredRecord> {
  mode: 'walked' | 'relaxed';
  limit: number;
  where: Filter;
  matches: (listed: Listed<R>) => boolean;
  position: CursorPosition | null;
}

/** Goes through candidates in the order of ids until there are enough. */
export async function walkFrom<R extends StoredRecord>(
  context: ListContext<R>,
  {
    limit,
    where,
    matches,
    most: mostBytes = Infinity,
    isFirst = true,
    fields = VERIFIED,
    spare = SPARE,
    trips = MAX_TRIPS,
    isSparing = false,
    isOver,
  }: Walk<R>,
  after: string | undefined,
): Promise<Walked<R>> {
  const [least, growth] = isSparing ? [1, SPARING_GROWTH] : [MIN_CHUNK, Infinity];
  const rows: Listed<R>[] = [];
  const skipped: Candidate[] = [];
  const { room } = context;
  let bytes = 0;
  let readTime: Timestamp | null = null;
  let lastId = after;
  let read = 0;
  for (let trip = 1; ; trip++) {
    const missing = limit - rows.length;
    const perRow = Math.min(growth, read / Math.max(1, rows.length));
    const wanted = read === 0 ? missing : Math.max(least, Math.ceil(missing * perRow));
    const size = Math.min(wanted, limit + spare - read);
    const startAfter = lastId === undefined ? undefined : [lastId];
    let chunk = emptyChunk<R>();
    const answer = await scanListed(
      context,
      { where, orderBy: BY_NAME, startAfter, limit: size },
      fields,
      () => {
        room.giveBack(bytesOf(chunk.rows));
        chunk = emptyChunk();
        return (listed) => {
          chunk.read += 1;
          if (matches(listed)) {
            const rowsBefore = rows.length + chunk.rows.length;
            const more = rowBytes(listed);
            const isFull = rowsBefore === limit || bytes + chunk.bytes + more > mostBytes;
            chunk.isCut = isFull || !room.take(more, { isFirst: isFirst && rowsBefore === 0 });
            if (chunk.isCut) return false;
            chunk.bytes += more;
            chunk.rows.push(listed);
          } else chunk.skipped.push({ entry: listed.entry.without('answer') });
          chunk.lastId = listed.entry.id;
          return true;
        };
      },
    );
    if (trip === 1) readTime = answer.readTime;
    read += chunk.read;
    bytes += chunk.bytes;
    rows.push(...chunk.rows);
    skipped.push(...chunk.skipped);
    lastId = chunk.lastId ?? lastId;
    const walked = { rows, skipped, lastId, read, trips: trip, readTime };
    // The one that did not fit is looked at again with the next page.
    if (chunk.isCut) return { ...walked, looked: read - 1, isEnd: false, isCut: true };
    const isEnd = chunk.read < size || (isOver?.(rows, skipped) ?? false);
    if (isEnd || rows.length === limit || read >= limit + spare || trip >= trips)
      return { ...walked, looked: read, isEnd, isCut: false };
  }
}

/** What one round trip has brought. */
interface Chunk<R extends StoredRecord> {
  rows: Listed<R>[];
  skipped: Candidate[];
  /** Of the rows. */
  bytes: number;
  /** Of the last one that was taken or skipped. */
  lastId: string | undefined;
  read: number;
  /** There is a row that does not fit on the page. */
  isCut: boolean;
}

const emptyChunk = <R extends StoredRecord>(): Chunk<R> => ({
  rows: [],
  skipped: [],
  bytes: 0,
  lastId: undefined,
  read: 0,
  isCut: false,
});

interface Walk<R extends StoredRecord> {
  limit: number;
  where: Filter;
  matches: (listed: Listed<R>) => boolean;
  /** The most bytes of rows; the first row of a page always has room. */
  most?: number;
  isFirst?: boolean;
  /** Fields of the entries that `matches` needs. */
  fields?: readonly (readonly string[])[];
  /** How many candidates may be read beyond the limit, and in how many round trips. */
  spare?: number;
  trips?: number;
  /** Whether a short page is better than candidates that are read again for the next one. */
  isSparing?: boolean;
  /** Whether nobody is left, once these rows were found and these candidates skipped. */
  isOver?: (rows: readonly Listed<R>[], skipped: readonly Candidate[]) => boolean;
}

export interface Walked<R extends StoredRecord> {
  rows: Listed<R>[];
  /** The other candidates up to `lastId`. */
  skipped: Candidate[];
  /** The id of the last entry that was taken or skipped. */
  lastId: string | undefined;
  /** There is nothing behind it. */
  isEnd: boolean;
  /** It ended before a row that did not fit. */
  isCut: boolean;
  /** How many entries were read, and how many of them were taken or skipped. */
  read: number;
  looked: number;
  /** In how many round trips. */
  trips: number;
  /** As of when the first of them was answered. */
  readTime: Timestamp | null;
}

/** What the verification of a candidate may need beside its answer. */
export const VERIFIED = [['updated_key']] as const;

const SPARE = 500;

/** The same for a first page, in pages: what is typed is searched for with each keystroke. */
const SPARE_PAGES = 3;

/** The most reads of a first page, in pages, and those of its count. */
const MOST_PAGES = 5;
const MOST_READS_OF_COUNT = 2;

const MAX_TRIPS = 4;

/**
 * How many candidates are read at once for each row that is missing, where a walk is sparing. For the last group of a search, that costs
 * 1.03 reads for each candidate, where any number costs 1.4, and 1.04 times as many pages (measured with pages of 20).
 */
const SPARING_GROWTH = 2;

/** The fewest candidates that one more round trip reads. */
const MIN_CHUNK = 20;
