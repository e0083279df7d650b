// The deadline of a request: the moment by which it must be answered, whatever the back ends do.
import { performance as ofThisThread } from 'node:perf_hooks';

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
   * the time in which this process had nothing to do meanwhile, but for the first 3 s: that time the caller takes. While it is busy
   * with other requests, what was sent may be waiting to be read.
   *
   * The same while the caller takes what is sent to him: then `usual` is 0.
   */
  async waitForCaller<T>(
    sending: Promise<T>,
    milliseconds: number,
    onTimeout: () => Error,
    usual = USUAL_SENDING_MS,
  ): Promise<T> {
    const before = idleTime();
    try {
      return await new Deadline(milliseconds).wait(sending, milliseconds, onTimeout);
    } finally {
      this.#end += Math.max(0, idleTime() - before - usual);
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

/**
 * What sending takes at most where neither side is slow, in milliseconds. It counts, so that a burst of large bodies is answered in time. On a
 * machine that is busy with other processes, a second was too little: what waits for the processor looks idle (measured).
 */
const USUAL_SENDING_MS = 3000;

/** For how many milliseconds the event loop has had nothing to do so far. */
const idleTime = () => ofThisThread.eventLoopUtilization().idle;
