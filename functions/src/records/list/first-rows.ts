// The rows of a page whose candidates come in another order than the page has.
import type { PageRoom } from '../../firestore/page.ts';
import type { StoredRecord } from '../kind.ts';
import { type Listed, rowBytes } from './listed.ts';
import { comparePlaces, type OrderBy } from './order.ts';

/**
 * Keeps the first rows of an order, as many as a page takes, and lets go of the others: of thousands of candidates no more are in memory
 * than the page shows. Once a row did not fit, no row behind it is taken, however small: the page has no gaps.
 */
export class FirstRows<R extends StoredRecord> {
  readonly #options: FirstRowsOptions;
  readonly #placed: PlacedRow<R>[] = [];
  /** The first place that did not fit. */
  #cut: readonly string[] | null = null;

  constructor(options: FirstRowsOptions) {
    this.#options = options;
  }

  /** In their order, each with its place. */
  get rows(): readonly PlacedRow<R>[] {
    return this.#placed;
  }

  /** Whether there are rows behind these. */
  get hasMore(): boolean {
    return this.#cut !== null;
  }

  add(row: Listed<R>, place: string[]): void {
    const { limit, orderBy, room, after } = this.#options;
    if (after !== null && comparePlaces(place, after, orderBy) <= 0) return;
    if (this.#cut !== null && comparePlaces(place, this.#cut, orderBy) >= 0) return;
    const bytes = rowBytes(row);
    const index = this.#indexOf(place);
    while (!room.take(bytes, { isFirst: this.#placed.length === 0 })) {
      if (index === this.#placed.length) {
        this.#cut = place;
        return;
      }
      this.#dropLast();
    }
    this.#placed.splice(index, 0, { row, place, bytes });
    if (this.#placed.length > limit) this.#dropLast();
  }

  /** Gives back what its rows took. */
  leave(): void {
    for (const { bytes } of this.#placed.splice(0)) this.#options.room.giveBack(bytes);
  }

  #dropLast(): void {
    const last = this.#placed.pop();
    if (last === undefined) return;
    this.#options.room.giveBack(last.bytes);
    this.#cut = last.place;
  }

  /** Where a place stands among the rows: candidates come nearly in order, or in any. */
  #indexOf(place: readonly string[]): number {
    let [low, high] = [0, this.#placed.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const there = this.#placed[middle]?.place ?? [];
      if (comparePlaces(there, place, this.#options.orderBy) <= 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

export interface PlacedRow<R extends StoredRecord> {
  row: Listed<R>;
  place: string[];
  bytes: number;
}

interface FirstRowsOptions {
  limit: number;
  orderBy: OrderBy;
  room: PageRoom;
  /** The place behind which the page begins; null for the first page. */
  after: readonly string[] | null;
}
