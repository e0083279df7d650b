import { ProblemError } from './problem-error.ts';

/** Attempts in all, and the longest wait between two of them in seconds: a person is waiting. */
const MAX_ATTEMPTS = 4;
const MAX_WAIT = 30;

/** What to do about an attempt that may have been done, and whose answer was lost. */
export interface Repeating<Settled> {
  /** Whether doing it twice is the same as doing it once; if not, it is only repeated when it surely was not done. */
  repeatable?: boolean;
  /**
   * Told how a call ends of which an earlier attempt may have been done: gives the answer where that one was, or throws. A
   * repeated edit meets its own change, a repeated deletion nothing.
   */
  settle?: (problem: ProblemError) => Settled | Promise<Settled>;
}

interface RetryOptions<Settled> extends Repeating<Settled> {
  signal?: AbortSignal | undefined;
}

/** Does it again after 429 and 503, when `Retry-After` says so, and after no answer at all. */
export async function withRetries<T, Settled>(
  attempt: () => Promise<T>,
  { repeatable = true, settle, signal }: RetryOptions<Settled>,
): Promise<T | Settled> {
  let mayBeDone = false;
  for (let number = 1; ; number++) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      const wait = secondsBefore(error, number, repeatable);
      if (wait === null || wait > MAX_WAIT || number === MAX_ATTEMPTS) {
        if (mayBeDone && settle) return await settle(error);
        throw error;
      }
      mayBeDone ||= !isUndone(error);
      await pause(wait * 1000, signal);
    }
  }
}

/** Whether it surely was not done: it was not even let in. */
const isUndone = ({ code, status }: ProblemError) => status === 429 || code === 'auth_unavailable';

function secondsBefore(problem: ProblemError, number: number, repeatable: boolean): number | null {
  const { code, status, retryAfter } = problem;
  if (isUndone(problem)) return retryAfter;
  if (!repeatable) return null;
  if (status === 503) return retryAfter;
  return code === 'unreachable' ? 2 ** number / 4 : null;
}

function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, milliseconds);
    if (signal?.aborted) stop();
    else signal?.addEventListener('abort', stop, { once: true });
  });
}
