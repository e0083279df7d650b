// Which of the candidates that a search's first page counted its pages have seen.
import { z } from 'zod';
import type { Answered } from '../../firestore/database.ts';
import type { Filter } from '../../firestore/query.ts';
import { Timestamp } from '../../firestore/stored-values.ts';
import type { StoredRecord } from '../kind.ts';
import type { Candidate } from './listed.ts';
import type { ListContext } from './page.ts';
import { countCandidates } from './total.ts';

/** A time of Firestore's in a cursor: seconds and nanoseconds. */
export const Moment = z.tuple([z.int().min(0), z.int().min(0)]);

/** What a cursor keeps of it. */
export const SeenPosition = z.strictObject({
  /** The time of the count, to the nanosecond. */
  time: Moment,
  /** How many candidates there were; null where they were not counted to the end. */
  all: z.int().min(0).nullable(),
  /** How many of them were seen. */
  count: z.int().min(0),
});
export type SeenPosition = z.infer<typeof SeenPosition>;

/**
 * The last group of a search is found among all of its candidates, and most of them were shown in the groups before. So each page
 * counts the candidates that it has seen and that nobody has changed since the first page counted all. When the two numbers are the
 * same, nobody is left whom the first page could have shown, and the rest of the candidates need not be read.
 *
 * An entry that was last written by `time` stood there as it is at `time`, and is shown once: so no number can be right by chance.
 */
export class Seen {
  readonly #time: Timestamp;
  #all: number | null;
  #count: number;
  #isGivenUp = false;

  constructor({ time, all, count }: SeenPosition) {
    this.#time = new Timestamp(...time);
    this.#all = all;
    this.#count = count;
  }

  /**
   * From a first page: its count, and as of when the first of its rows was read. A count that is later than a row may not know it any
   * more, and one above `most` does not know how many there are. Null where Firestore does not say when it counted.
   */
  static since({ count, readTime: counted }: Counted, read: Timestamp | null, most: number): Seen | null {
    if (counted === null) return null;
    const isLater = read !== null && !isUpTo(counted, read);
    const { seconds, nanoseconds } = isLater ? read : counted;
    const all = isLater || count > most ? null : count;
    return new Seen({ time: [seconds, nanoseconds], all, count: 0 });
  }

  /** What a cursor keeps once these rows have been seen. */
  after(rows: readonly Candidate[]): SeenPosition | undefined {
    this.add(rows);
    return this.position;
  }

  get position(): SeenPosition | undefined {
    if (this.#isGivenUp) return undefined;
    const { seconds, nanoseconds } = this.#time;
    return { time: [seconds, nanoseconds], all: this.#all, count: this.#count };
  }

  /** Whether everybody has been seen, once these are, too. */
  isEverybody(...more: (readonly Candidate[])[]): boolean {
    return this.#all !== null && this.#count + more.flat().filter(this.#isCounted).length === this.#all;
  }

  /** Each candidate must be added once only. */
  add(seen: readonly Candidate[]): void {
    this.#count += seen.filter(this.#isCounted).length;
  }

  /**
   * Counts the candidates as of then, unless that is done; given up where it is too long ago, or where they are too many. Returns
   * whether Firestore was asked.
   */
  async count<R extends StoredRecord>(context: ListContext<R>, where: Filter): Promise<boolean> {
    if (this.#all !== null || this.#isGivenUp) return false;
    const isPast = Date.now() - this.#time.toMillis() > PAST_MS;
    if (!isPast) {
      const { count } = await countCandidates(context, where, { most: MAX_PAST, at: this.#time });
      if (count <= MAX_PAST) this.#all = count;
    }
    this.#isGivenUp = this.#all === null;
    return !isPast;
  }

  readonly #isCounted = ({ entry }: Candidate) => isUpTo(entry.updateTime, this.#time);
}

/** A count, and as of when. */
export type Counted = { count: number } & Answered;

export const isUpTo = (time: Timestamp, other: Timestamp) => time.valueOf() <= other.valueOf();

/** So many candidates are counted: 50 reads. */
const MAX_PAST = 50_000;

/** Firestore answers as of any time of the past hour; here somewhat less, for clocks that differ. */
const PAST_MS = 50 * 60_000;
