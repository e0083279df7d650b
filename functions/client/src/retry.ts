import { ProblemError } from './problem-error.ts';

/** Attempts in all, and the longest wait between two of them in seconds: a person is waiting. */
const MAX_ATTEMPTS = 4;
const MAX_WAIT = 30;

interface RetryOptions {
  /** Whether doing it twice is the same as doing it once; if not, it is only repeated when it surely was not done. */
  repeatable: boolean;
  signal?: AbortSignal | undefined;
}

/** Does it again after 429 and 503, when `Retry-After` says so, and after no answer at all. */
export async function withRetries<T>(attempt: () => Promise<T>, options: RetryOptions): Promise<T> {
  for (let number = 1; ; number++) {
    try {
      return await attempt();
    } catch (error) {
      const wait = error instanceof ProblemError ? secondsBefore(error, number, options.repeatable) : null;
      if (wait === null || wait > MAX_WAIT || number === MAX_ATTEMPTS) throw error;
      await pause(wait * 1000, options.signal);
    }
  }
}

function secondsBefore(
  { code, status, retryAfter }: ProblemError,
  number: number,
  repeatable: boolean,
): number | null {
  if (status === 429 || code === 'auth_unavailable') return retryAfter;
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
