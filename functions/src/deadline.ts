/**
 * Waits for `work`, but no longer than `milliseconds`; then throws what `onTimeout` makes.
 * The work itself goes on: no client library of ours can be told to stop, so its outcome is unknown.
 */
export async function withDeadline<T>(
  work: Promise<T>,
  milliseconds: number,
  onTimeout: () => Error,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(onTimeout()), Math.max(0, milliseconds));
  });
  try {
    return await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
    // Should the work fail later, nobody is waiting for it any more.
    work.catch(() => undefined);
  }
}
