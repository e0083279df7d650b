// The memory that the requests of a process share, in bytes: what does not fit waits, and what cannot begin in time is refused.
import type { Deadline } from './deadline.ts';

/** First come, first served. Its size is in bytes. */
export class MemoryBudget {
  readonly #size: number;
  #free: number;
  readonly #waiting: Waiting[] = [];
  /** Since when somebody has been waiting without a break, and how much was given back since then. */
  #busySince = 0;
  #givenBack = 0;
  /** How long somebody has a room, in the mean of the last ones. */
  #usualMs = MOST_LEFT_MS;

  constructor(size: number) {
    this.#size = size;
    this.#free = size;
  }

  /**
   * Waits until `bytes` are free, or the whole budget if `bytes` is more, and takes them. Throws what `onRefusal` makes once it cannot begin
   * in time: less is left until the deadline than the work takes (as others had theirs lately, 0.5 s to 3 s), or the queue would take
   * twice the time there is, as fast as those before have given back theirs.
   */
  async enter(bytes: number, deadline: Deadline, onRefusal: () => Error): Promise<Room> {
    const size = Math.min(bytes, this.#size);
    const { promise, resolve, reject } = Promise.withResolvers<true>();
    const mine: Waiting = { size, deadline, grant: () => resolve(true), refuse: () => reject(onRefusal()) };
    if (this.#waiting.length === 0) [this.#busySince, this.#givenBack] = [performance.now(), 0];
    this.#waiting.push(mine);
    this.#grantNext();
    try {
      await deadline.wait(promise, Math.max(0, deadline.left - LEAST_LEFT_MS), onRefusal);
    } catch (error) {
      const index = this.#waiting.indexOf(mine);
      if (index !== -1) this.#waiting.splice(index, 1);
      // It was granted a moment ago, too late.
      else if (!mine.isRefused) this.#free += size;
      this.#grantNext();
      throw error;
    }
    const start = performance.now();
    const room: Room = new Room(size, (given) => {
      this.#free += given;
      this.#givenBack += given;
      if (room.size === 0) this.#usualMs += (performance.now() - start - this.#usualMs) / REMEMBERED;
      this.#grantNext();
    });
    return room;
  }

  /** Takes `bytes` more for a room if they are free at once, nobody waits, and a third of the whole is left for those who come. */
  tryGrow(room: Room, bytes: number): boolean {
    if (this.#waiting.length > 0 || this.#free - bytes < this.#size / 3) return false;
    this.#free -= bytes;
    room.add(bytes);
    return true;
  }

  /** Whoever begins must have so many milliseconds to end. */
  get #leftForWork(): number {
    return Math.min(MOST_LEFT_MS, Math.max(LEAST_LEFT_MS, this.#usualMs));
  }

  #grantNext(): void {
    for (let [first] = this.#waiting; first && first.size <= this.#free; [first] = this.#waiting) {
      this.#waiting.shift();
      this.#free -= first.size;
      first.grant();
    }
    this.#refuseHopeless();
  }

  /** Refuses those who would begin too late if it goes on as fast as it has since there is a queue. */
  #refuseHopeless(): void {
    const milliseconds = performance.now() - this.#busySince;
    const isKnown = this.#givenBack > 0 && milliseconds >= LEAST_KNOWN_MS;
    const perByte = isKnown ? milliseconds / this.#givenBack : 0;
    let missing = -this.#free;
    for (const each of [...this.#waiting]) {
      missing += each.size;
      if (missing * perByte <= (each.deadline.left - this.#leftForWork) * DOUBT) continue;
      this.#waiting.splice(this.#waiting.indexOf(each), 1);
      missing -= each.size;
      each.isRefused = true;
      each.refuse();
    }
  }
}

/** What somebody has taken of a budget. */
export class Room {
  #size: number;
  readonly #giveBack: (bytes: number) => void;

  constructor(size: number, giveBack: (bytes: number) => void) {
    this.#size = size;
    this.#giveBack = giveBack;
  }

  get size(): number {
    return this.#size;
  }

  /** More was taken for it, see `tryGrow`. */
  add(bytes: number): void {
    this.#size += bytes;
  }

  /** Gives back all but so many bytes. */
  keep(bytes: number): void {
    const given = Math.max(0, this.#size - bytes);
    if (given === 0) return;
    this.#size -= given;
    this.#giveBack(given);
  }

  leave(): void {
    this.keep(0);
  }
}

interface Waiting {
  size: number;
  deadline: Deadline;
  grant: () => void;
  refuse: () => void;
  isRefused?: true;
}

/** The bounds of the time that must be left for the work, in milliseconds. */
const LEAST_LEFT_MS = 500;
const MOST_LEFT_MS = 3000;

/** The mean is of about so many rooms. */
const REMEMBERED = 8;

/** It may turn out to be twice as fast: the first of a queue are slower than the others, and give back nothing until they end. */
const DOUBT = 2;

/** So long a queue must have been there before its speed says something, in milliseconds. After 500 ms it refused two thirds of what could be served (measured). */
const LEAST_KNOWN_MS = 3000;
