// Calls that several requests need at one moment, made once.

/**
 * A call that began a moment ago and is not yet answered serves whoever asks for the same. An answer is never kept: the next to ask
 * gets a new call, so nobody is answered from what was so earlier than `SHARED_MS` before he asked.
 */
export class SharedCalls<T> {
  readonly #underWay = new Map<string, { began: number; answer: Promise<T> }>();

  get(key: string, call: (key: string) => Promise<T>): Promise<T> {
    const known = this.#underWay.get(key);
    if (known !== undefined && performance.now() - known.began < SHARED_MS) return known.answer;
    const mine = { began: performance.now(), answer: call(key) };
    this.#underWay.set(key, mine);
    const end = () => {
      if (this.#underWay.get(key) === mine) this.#underWay.delete(key);
    };
    mine.answer.then(end, end);
    return mine.answer;
  }
}

/** A page that sends twenty edits at once has its user looked up once; a look-up takes some 0.4 ms of the processor. */
const SHARED_MS = 100;
