// What each caller has spent in a minute: requests, and the Firestore reads that they cost.

/** Counted in this process, by a window of a minute that begins with a caller's first request. Times are in milliseconds. */
export class Spending {
  readonly #callers = new Map<string, CallerSpending>();

  /** What a caller has spent so far. The answer may be kept while a request runs: it goes over to the next minute by itself. */
  of(uid: string, now: number): CallerSpending {
    const known = this.#callers.get(uid);
    if (known !== undefined && !known.isOver(now)) return known;
    // Behind all others, so that the first of the map is the one whose minute ends first.
    this.#callers.delete(uid);
    for (const [other, spending] of this.#callers) {
      if (!spending.isOver(now)) break;
      this.#callers.delete(other);
    }
    const caller = known ?? new CallerSpending();
    caller.begin(now);
    this.#callers.set(uid, caller);
    return caller;
  }
}

/** What is counted. */
export type Limit = 'requests' | 'reads';

/** The length of a window. */
export const WINDOW_MS = 60_000;

/** What one caller has spent in the current minute. */
class CallerSpending {
  #ends = 0;
  readonly #spent: Record<Limit, number> = { requests: 0, reads: 0 };
  /** The bills of the requests that run, with the reads of each that are counted already. */
  readonly #running = new Map<Bill, number>();

  isOver(now: number): boolean {
    return now >= this.#ends;
  }

  /** Begins a minute in which nothing is spent. What running requests have read until now belongs to the one before. */
  begin(now: number): void {
    this.#settle();
    this.#ends = now + WINDOW_MS;
    this.#spent.requests = 0;
    this.#spent.reads = 0;
  }

  /** Counts a request, and from now on the reads on its bill. Returns the function to call at its end. */
  enter(bill: Bill): () => void {
    this.#spent.requests += 1;
    this.#running.set(bill, bill.reads);
    return () => {
      this.#settle();
      this.#running.delete(bill);
    };
  }

  spent(limit: Limit): number {
    this.#settle();
    return this.#spent[limit];
  }

  /** The seconds until the minute ends, rounded up. */
  secondsLeft(now: number): number {
    return Math.max(1, Math.ceil((this.#ends - now) / 1000));
  }

  /** Counts what the running requests have read since it was counted last. */
  #settle(): void {
    for (const [bill, counted] of this.#running) {
      this.#spent.reads += bill.reads - counted;
      this.#running.set(bill, bill.reads);
    }
  }
}

/** The bill of a request, which grows while it runs. */
interface Bill {
  readonly reads: number;
}
