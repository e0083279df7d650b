import type { Deadline } from './deadline.ts';

/**
 * Lets work of one key go one after another within this process. Writes of one customer would refuse each other and
 * begin again, and every round is billed; in turn, each needs one. Between processes nothing is promised.
 */
export class Turns {
  readonly #last = new Map<string, Promise<unknown>>();

  /** Runs `work` when all earlier work of `key` has ended; throws what `onTimeout` makes if that is not in time. */
  async take<T>(key: string, deadline: Deadline, onTimeout: () => Error, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(key) ?? Promise.resolve();
    const mine = deadline.wait(before, Infinity, onTimeout).then(work);
    const ended = Promise.allSettled([before, mine]);
    this.#last.set(key, ended);
    try {
      return await mine;
    } finally {
      if (this.#last.get(key) === ended) this.#last.delete(key);
    }
  }
}
