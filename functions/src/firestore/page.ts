// How many bytes a page may have: the room that it is made in.
import type { Database } from './database.ts';
import type { StoredDocument } from './document.ts';
import type { Query } from './query.ts';

/** A page ends, with a cursor, before it has more bytes than this (8 MB), less what stands around its rows. It has one row at least. */
export const PAGE_BYTES = 8_000_000 - 20_000;

/**
 * Makes a page in memory that is reserved for it: what `rows` of a usual size take. A page with larger rows takes more only while that is free,
 * so it never waits while it holds some; otherwise it ends sooner.
 *
 * @param most the most bytes of the page; its first row always fits
 * @param readsAll whether it reads far more than it shows: fewer of these are made at once, or none would end in time
 */
export async function inPageRoom<T>(
  database: Database,
  { rows, readsAll = false, most = PAGE_BYTES }: { rows: number; readsAll?: boolean; most?: number },
  make: (room: PageRoom) => Promise<T>,
): Promise<T> {
  const few = readsAll ? 2 * PAGE_BYTES : Math.max(LEAST_BYTES, Math.min(most, rows * USUAL_ROW_BYTES));
  await database.reserve('pages', few + ON_ITS_WAY_BYTES);
  return make(new PageRoom(few, (bytes) => database.grow('pages', bytes), most));
}

/** The bytes of the rows of a page, while it is made. */
export class PageRoom {
  #size: number;
  #taken = 0;
  readonly #grow: (bytes: number) => boolean;
  /** The most bytes of the page. */
  readonly most: number;

  constructor(size: number, grow: (bytes: number) => boolean = () => false, most = PAGE_BYTES) {
    this.#size = size;
    this.#grow = grow;
    this.most = most;
  }

  /** Takes what a row needs, and says whether the page has it: the `isFirst` row always has. */
  take(bytes: number, { isFirst }: { isFirst: boolean }): boolean {
    const needed = this.#taken + bytes;
    if (!isFirst && needed > this.most) return false;
    while (this.#size < needed && this.#grow(STEP_BYTES)) this.#size += STEP_BYTES;
    if (!isFirst && this.#size < needed) return false;
    this.#taken = needed;
    return true;
  }

  /** Gives back what a row took that is not on the page. */
  giveBack(bytes: number): void {
    this.#taken -= bytes;
  }
}

/** A page shows at most `limit` documents, and no more than there is room for. */
export async function readPage(
  database: Database,
  query: Query,
  limit: number,
  room = new PageRoom(PAGE_BYTES),
): Promise<Page> {
  let page: Page = { shown: [], behind: null };
  let taken = 0;
  await database.scan({ ...query, limit: limit + 1 }, () => {
    room.giveBack(taken);
    [page, taken] = [{ shown: [], behind: null }, 0];
    return (document, bytes) => {
      const isFirst = page.shown.length === 0;
      if (page.shown.length === limit || !room.take(bytes, { isFirst })) {
        page.behind = document;
        return false;
      }
      taken += bytes;
      page.shown.push(document);
      return true;
    };
  });
  return page;
}

export interface Page {
  shown: StoredDocument[];
  /** The first document of the next page; null on the last. */
  behind: StoredDocument | null;
}

/**
 * Ten times what a customer takes in a list (0.8 kB in the median): the longest pages have all their room from the start. Four of them are
 * made at once, so that those end in time. Of 80 lists of large customers none did where six or ten were made at once (measured on a
 * busy machine with the emulator, whose queries read all that match).
 */
const USUAL_ROW_BYTES = 8000;

/** The largest record that there is fits at once. */
const LEAST_BYTES = 1_300_000;

/** The row that is looked at. */
const ON_ITS_WAY_BYTES = 1_048_576;

/** By so much a page grows at a time. */
const STEP_BYTES = 1_048_576;
