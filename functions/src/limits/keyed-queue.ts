// A queue for each key: work on one key runs one after another within this process.
import type { Deadline } from './deadline.ts';

/**
 * Writes of one document at the same time would make each other begin again, and every attempt is billed. In a queue, each needs
 * one attempt. Other processes have queues of their own.
 */
export class KeyedQueue {
  readonly #last = new Map<string, Promise<unknown>>();

  /** Runs `work` after all earlier work of `key` has ended. Throws what `onTimeout` makes if the deadline comes before that. */
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
