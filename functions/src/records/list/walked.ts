// Makes a page of a list in the order of names from candidates that must be verified.
import type { Filter } from '../../firestore/query.ts';
import type { Timestamp } from '../../firestore/stored-values.ts';
import type { StoredRecord } from '../kind.ts';
import type { CursorPosition } from './cursor-position.ts';
import { type Listed, readListed } from './listed.ts';
import type { MadePage } from './made-page.ts';
import { BY_NAME } from './order.ts';
import type { ListContext } from './page.ts';
import { countCandidates, totalOf } from './total.ts';

/**
 * The page is filled from as many candidates as that takes, but from no more than 500 above its size, a first page from no more
 * than four times its size, and in no more than four round trips: a page of a list with many wrong candidates is short. What a strict
 * search has read before a relaxed one counts too: both together read no more than five times the size of the first page.
 */
export async function walkedPage<R extends StoredRecord>(
  context: ListContext<R>,
  list: WalkedList<R>,
): Promise<MadePage> {
  const { where, position, mode } = list;
  const counting = position === null ? countCandidates(context, where) : null;
  const spare = position === null ? spareOfFirst(list.limit, context.database.bill.reads) : SPARE;
  const walk = walkFrom(context, { ...list, spare }, position?.place[0]);
  const [{ rows, lastId, read, ...walked }, counted] = await Promise.all([walk, counting]);
  const count = counted?.count ?? null;
  const isEnd = walked.isEnd || (count !== null && count <= read);
  const shown = (position?.shown ?? 0) + rows.length;
  return {
    rows,
    ...totalOf(position, { count, shown: isEnd ? shown : null }),
    next: isEnd || lastId === undefined ? null : { mode, place: [lastId], shown },
  };
}

/** How many candidates a first page may read beside its size, when so many reads have been made for it already. */
function spareOfFirst(limit: number, reads: number): number {
  const left = MOST_PAGES * limit - reads - MOST_READS_OF_COUNT;
  return Math.max(0, Math.min(SPARE, SPARE_PAGES * limit, left - limit));
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
    fields = VERIFIED,
    spare = SPARE,
    trips = MAX_TRIPS,
    isSparing = false,
    isOver,
  }: Walk<R>,
  after: string | undefined,
): Promise<Walked<R>> {
  const [least, most] = isSparing ? [1, SPARING_GROWTH] : [MIN_CHUNK, Infinity];
  const rows: Listed<R>[] = [];
  const skipped: Listed<R>[] = [];
  let readTime: Timestamp | null = null;
  let lastId = after;
  let read = 0;
  for (let trip = 1; ; trip++) {
    const missing = limit - rows.length;
    const perRow = Math.min(most, read / Math.max(1, rows.length));
    const wanted = read === 0 ? missing : Math.max(least, Math.ceil(missing * perRow));
    const size = Math.min(wanted, limit + spare - read);
    const startAfter = lastId === undefined ? undefined : [lastId];
    const answer = await readListed(context, { where, orderBy: BY_NAME, startAfter, limit: size }, fields);
    const chunk = answer.listed;
    if (trip === 1) readTime = answer.readTime;
    read += chunk.length;
    const isLast = chunk.length < size;
    for (const [at, listed] of chunk.entries()) {
      if (!matches(listed)) skipped.push(listed);
      else if (rows.push(listed) === limit && (!isLast || chunk.slice(at + 1).some(matches)))
        return { rows, skipped, lastId: listed.entry.id, isEnd: false, read, trips: trip, readTime };
    }
    lastId = chunk.at(-1)?.entry.id ?? lastId;
    const isEnd = isLast || (isOver?.(rows, skipped) ?? false);
    if (isEnd || read >= limit + spare || trip >= trips)
      return { rows, skipped, lastId, isEnd, read, trips: trip, readTime };
  }
}

interface Walk<R extends StoredRecord> {
  limit: number;
  where: Filter;
  matches: (listed: Listed<R>) => boolean;
  /** Fields of the entries that `matches` needs. */
  fields?: readonly (readonly string[])[];
  /** How many candidates may be read beyond the limit, and in how many round trips. */
  spare?: number;
  trips?: number;
  /** Whether a short page is better than candidates that are read again for the next one. */
  isSparing?: boolean;
  /** Whether nobody is left, once these rows were found and these candidates skipped. */
  isOver?: (rows: readonly Listed<R>[], skipped: readonly Listed<R>[]) => boolean;
}

export interface Walked<R extends StoredRecord> {
  rows: Listed<R>[];
  /** The other candidates up to `lastId`. */
  skipped: Listed<R>[];
  /** The id of the last entry that was looked at. */
  lastId: string | undefined;
  /** There is nothing behind it. */
  isEnd: boolean;
  /** How many entries were read. */
  read: number;
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
