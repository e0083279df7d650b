const EVERY_MS = 5000;

/** What a start waits for: said at once, and again every few seconds, so that nobody takes it for stuck. */
export class Progress {
  readonly #print: (line: string) => void;
  readonly #began = performance.now();
  readonly #waiting = new Set<string>();
  readonly #timer: NodeJS.Timeout;

  constructor(print: (line: string) => void, everyMs = EVERY_MS) {
    this.#print = print;
    this.#timer = setInterval(() => this.#remind(), everyMs).unref();
  }

  /** Says what begins now. */
  say(line: string): void {
    this.#print(line);
  }

  /** The result of the work, which is named in the reminders until it is there. */
  async waitFor<T>(what: string, work: Promise<T>): Promise<T> {
    this.#waiting.add(what);
    try {
      return await work;
    } finally {
      this.#waiting.delete(what);
    }
  }

  /** No reminder comes after it. */
  end(): void {
    clearInterval(this.#timer);
  }

  #remind(): void {
    if (this.#waiting.size === 0) return;
    const seconds = Math.round((performance.now() - this.#began) / 1000);
    this.#print(`  ${seconds} s: waiting for ${[...this.#waiting].join(', ')} ...`);
  }
}
