// The memory that the requests of a process share: what does not fit waits, first come, first served.
import type { Deadline } from './deadline.ts';

/** Its size is in any unit that its users agree on; the app counts documents. */
export class MemoryBudget {
  readonly #size: number;
  #free: number;
  readonly #waiting: { size: number; grant: () => void }[] = [];

  constructor(size: number) {
    this.#size = size;
    this.#free = size;
  }

  /**
   * Waits until `size` is free, or all of the memory if `size` is more, and takes it. Returns the function that gives it back,
   * to be called once. Throws what `onTimeout` makes if the deadline comes first.
   */
  async enter(size: number, deadline: Deadline, onTimeout: () => Error): Promise<() => void> {
    const { promise, resolve } = Promise.withResolvers<true>();
    const mine = { size: Math.min(size, this.#size), grant: () => resolve(true) };
    this.#waiting.push(mine);
    this.#grantNext();
    const giveBack = () => {
      this.#free += mine.size;
      this.#grantNext();
    };
    try {
      await deadline.wait(promise, Infinity, onTimeout);
    } catch (error) {
      const index = this.#waiting.indexOf(mine);
      // It does not wait any more if it was granted a moment ago, too late.
      if (index === -1) giveBack();
      else this.#waiting.splice(index, 1);
      this.#grantNext();
      throw error;
    }
    return giveBack;
  }

  #grantNext(): void {
    for (let [first] = this.#waiting; first && first.size <= this.#free; [first] = this.#waiting) {
      this.#waiting.shift();
      this.#free -= first.size;
      first.grant();
    }
  }
}
