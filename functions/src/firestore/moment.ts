import { databaseUnavailable } from '../standards/problems.ts';
import type { Timestamp } from './stored-values.ts';

/** The one moment as of which a request reads everything: that of its first read, unless it is given. */
export class Moment {
  #time: Timestamp | null;
  #isBeingFound = false;
  readonly #found = Promise.withResolvers<undefined>();

  constructor(time: Timestamp | null) {
    this.#time = time;
  }

  /** Null until it is known. */
  get time(): Timestamp | null {
    return this.#time;
  }

  /** The first read goes on at once, the others when the moment is known. Throws 503 where the first one fails. */
  async enter(): Promise<void> {
    if (this.#time !== null) return;
    if (this.#isBeingFound) await this.#found.promise;
    this.#isBeingFound = true;
  }

  /** Each message of an answer has the time; an answer without it would be of another moment than the next one. */
  find(time: Timestamp | null): void {
    if (time === null) throw new Error('Firestore does not say as of when it answered');
    this.#time = time;
    this.#found.resolve(undefined);
  }

  giveUp(): void {
    this.#found.promise.catch(() => undefined);
    this.#found.reject(databaseUnavailable('the moment of the reads is not known'));
  }
}
