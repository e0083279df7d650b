// The time of a change, as `updated_at` tells it.

/**
 * Now, as ISO 8601 in UTC with milliseconds; but always later than `before`, the `updated_at` that the record has: the clocks of two instances
 * differ, and each change moves the time on by at least a millisecond.
 *
 * A time more than a day ahead is none that a clock of ours has shown: an instance that is an hour ahead finds every ID token expired. Another
 * program has stored it, such as the year 9999 for "never". The next change takes the time of now.
 */
export function timeAfter(before: string, now = Date.now()): string {
  const last = Date.parse(before);
  const isCredible = last < now + DAY_MS;
  return new Date(isCredible ? Math.max(now, last + 1) : now).toISOString();
}

const DAY_MS = 86_400_000;
