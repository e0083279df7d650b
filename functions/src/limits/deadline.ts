// The deadline of a request: the moment by which it must be answered, whatever the back ends do.
/** Made with the milliseconds that a request may take from now on. */
export class Deadline {
  #end: number;

  constructor(milliseconds: number) {
    this.#end = performance.now() + milliseconds;
  }

  /** The milliseconds that are left; 0 when it is over. */
  get left(): number {
    return Math.max(0, this.#end - performance.now());
  }

  get isOver(): boolean {
    return this.left === 0;
  }

  /**
   * Waits for what the caller sends, but no longer than `milliseconds`; then throws what `onTimeout` makes. The deadline moves by
   * the time that this takes, because it is the caller who takes it.
   */
  async waitForCaller<T>(sending: Promise<T>, milliseconds: number, onTimeout: () => Error): Promise<T> {
    const start = performance.now();
    try {
      return await new Deadline(milliseconds).wait(sending, milliseconds, onTimeout);
    } finally {
      this.#end += performance.now() - start;
    }
  }

  /**
   * Waits for `work`, but no longer than `milliseconds` or the deadline; then throws what `onTimeout` makes.
   * The work itself goes on, so its outcome is unknown.
   */
  async wait<T>(work: Promise<T>, milliseconds: number, onTimeout: () => Error): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const left = Math.min(milliseconds, this.left);
    const timeout = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(onTimeout()), left);
    });
    try {
      return await Promise.race([work, timeout]);
    } finally {
      clearTimeout(timer);
      // Should the work fail later, nobody is waiting for it any more.
      work.catch(() => undefined);
    }
  }
}
