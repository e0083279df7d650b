import type { Deadline } from './deadline.ts';

/** A bounded room that the requests of a process share, first come, first served: what does not fit waits. */
export class Room {
  readonly #size: number;
  #free: number;
  readonly #waiting: { size: number; admit: () => void }[] = [];

  constructor(size: number) {
    this.#size = size;
    this.#free = size;
  }

  /**
   * Waits until there is room for `size`, or for all that there is where `size` is more; throws what `onTimeout` makes if that
   * is not in time. Returns the way out, to be called once.
   */
  async enter(size: number, deadline: Deadline, onTimeout: () => Error): Promise<() => void> {
    const { promise, resolve } = Promise.withResolvers<true>();
    const mine = { size: Math.min(size, this.#size), admit: () => resolve(true) };
    this.#waiting.push(mine);
    this.#admit();
    const leave = () => {
      this.#free += mine.size;
      this.#admit();
    };
    try {
      await deadline.wait(promise, Infinity, onTimeout);
    } catch (error) {
      const place = this.#waiting.indexOf(mine);
      if (place === -1) leave();
      else this.#waiting.splice(place, 1);
      this.#admit();
      throw error;
    }
    return leave;
  }

  #admit(): void {
    for (let [first] = this.#waiting; first && first.size <= this.#free; [first] = this.#waiting) {
      this.#waiting.shift();
      this.#free -= first.size;
      first.admit();
    }
  }
}
