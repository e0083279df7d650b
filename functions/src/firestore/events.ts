// Handles events, which the platform delivers until they succeed; gives up where repeating cannot help.
import type { LogEntry } from '../platform/log.ts';
import { Problem } from '../standards/problem.ts';
import { isTooLarge, nameOfStatus } from './outcomes.ts';

/**
 * Does the work for an event of a record, the `subject` in the log. When it throws, the platform delivers the event again. An event that no
 * repetition can help is logged and given up: it would fail and cost for a day, and again with the next change.
 */
export async function handleEvent(
  log: { write(entry: LogEntry): void },
  subject: Record<string, string>,
  work: () => Promise<unknown>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    const reason = permanentFault(error);
    if (reason === null) throw error;
    log.write({ severity: 'ERROR', message: 'an event was given up', ...subject, reason });
  }
}

/**
 * Why repeating cannot help: the document would be too large, or have too many index entries, with what this API adds to it,
 * or no record can have this id. Null for any other error.
 */
export function permanentFault(error: unknown): string | null {
  if (error instanceof Problem) return error.status < 500 ? (nameOfStatus(error.cause) ?? error.code) : null;
  return isTooLarge(error) ? nameOfStatus(error) : null;
}
