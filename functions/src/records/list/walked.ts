// Makes a page of a list in the order of names from candidates that must be verified.
import type { Filter } from '../../firestore/query.ts';
import type { StoredRecord } from '../kind.ts';
import type { CursorPosition } from './cursor-position.ts';
import { type Listed, readListed } from './listed.ts';
import type { MadePage } from './made-page.ts';
import { BY_NAME } from './order.ts';
import type { ListContext } from './page.ts';
import { countCandidates, totalOf } from './total.ts';

/**
 * The page is filled from as many candidates as that takes, but from no more than 500 above its size, a first page from no more
 * than four times its size, and in no more than four round trips: a page of a list with many wrong candidates is short.
 */
export async function walkedPage<R extends StoredRecord>(
  context: ListContext<R>,
  list: WalkedList<R>,
): Promise<MadePage> {
  const { where, position, mode } = list;
  const counting = position === null ? countCandidates(context, where) : null;
  const spare = position === null ? Math.min(SPARE, SPARE_PAGES * list.limit) : SPARE;
  const walk = walkFrom(context, { ...list, spare }, position?.place[0]);
  const [{ rows, lastId, read, ...walked }, count] = await Promise.all([walk, counting]);
  const isEnd = walked.isEnd || (count !== null && count <= read);
  const shown = (position?.shown ?? 0) + rows.length;
  return {
    rows,
    ...totalOf(position, { count, shown: isEnd ? shown : null }),
    next: isEnd || lastId === undefined ? null : { mode, place: [lastId], shown },
  };
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
  { limit, where, matches, fields = VERIFIED, spare = SPARE, trips = MAX_TRIPS }: Walk<R>,
  after: string | undefined,
): Promise<Walked<R>> {
  const rows: Listed<R>[] = [];
  let lastId = after;
  let read = 0;
  for (let trip = 1; ; trip++) {
    const missing = limit - rows.length;
    const perRow = read / Math.max(1, rows.length);
    const wanted = read === 0 ? missing : Math.max(MIN_CHUNK, Math.ceil(missing * perRow));
    const size = Math.min(wanted, limit + spare - read);
    const startAfter = lastId === undefined ? undefined : [lastId];
    const chunk = await readListed(context, { where, orderBy: BY_NAME, startAfter, limit: size }, fields);
    read += chunk.length;
    const isEnd = chunk.length < size;
    const matching = chunk.filter(matches);
    rows.push(...matching.slice(0, missing));
    if (matching.length > missing || (matching.length === missing && !isEnd))
      return { rows, lastId: rows.at(-1)?.entry.id, isEnd: false, read, trips: trip };
    lastId = chunk.at(-1)?.entry.id ?? lastId;
    if (isEnd || read >= limit + spare || trip >= trips) return { rows, lastId, isEnd, read, trips: trip };
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
}

export interface Walked<R extends StoredRecord> {
  rows: Listed<R>[];
  /** The id of the last entry that was looked at. */
  lastId: string | undefined;
  /** There is nothing behind it. */
  isEnd: boolean;
  /** How many entries were read. */
  read: number;
  /** In how many round trips. */
  trips: number;
}

/** What the verification of a candidate may need beside its answer. */
export const VERIFIED = [['updated_key']] as const;

const SPARE = 500;

/** The same for a first page, in pages: what is typed is searched for with each keystroke. */
const SPARE_PAGES = 3;
const MAX_TRIPS = 4;

/** The fewest candidates that one more round trip reads. */
const MIN_CHUNK = 20;
