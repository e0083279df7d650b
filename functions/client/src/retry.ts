import { ProblemError } from './problem-error.ts';

/** Attempts in all, and the longest wait between two of them in seconds: a person is waiting. */
const MAX_ATTEMPTS = 4;
const MAX_WAIT = 30;

/**
 * Does it again after 429 and 503, when `Retry-After` says so, and after no answer at all. A read changes nothing, and a write has an
 * idempotency key: a repetition gets the first answer.
 */
export async function withRetries<T>(
  attempt: (number: number) => Promise<T>,
  signal?: AbortSignal | null,
): Promise<T> {
  for (let number = 1; ; number++) {
    try {
      return await attempt(number);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      const wait = secondsBefore(error, number);
      if (wait === null || wait > MAX_WAIT || number === MAX_ATTEMPTS) throw error;
      await pause(wait * 1000, signal);
    }
  }
}

function secondsBefore({ code, status, retryAfter }: ProblemError, number: number): number | null {
  if (retryAfter !== null && (status === 429 || status === 503)) return retryAfter;
  // 502 to 504 of something between: the API may never have been asked, or its answer is lost.
  const isLost = code === 'unreachable' || code === 'offline' || (code === 'unreadable' && status >= 502);
  return isLost ? 2 ** number / 4 : null;
}

export function pause(milliseconds: number, signal?: AbortSignal | null): Promise<void> {
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
