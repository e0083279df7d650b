// What Firestore's answers mean: the one place that reads its gRPC codes.
import { status } from '@grpc/grpc-js';
import { Problem } from '../standards/problem.ts';
import { databaseUnavailable } from '../standards/problems.ts';

/** Whether what was read may be answered later. A query also fails while its index is being built, after a first deployment. */
export function isReadLater(error: unknown): boolean {
  return NOT_NOW.includes(codeOf(error)) || codeOf(error) === status.FAILED_PRECONDITION;
}

/** Whether a read is worth another try at once: the connection was lost, or the server said so. */
export function isConnectionLost(error: unknown): boolean {
  return codeOf(error) === status.UNAVAILABLE;
}

/** Whether a commit may have landed all the same, or was refused by one of its conditions. */
export function isOutcomeOpen(error: unknown): boolean {
  return NOT_NOW.includes(codeOf(error)) || CONFLICTS.includes(codeOf(error));
}

/** Whether a call ended because its time was over. */
export function isTimeOver(error: unknown): boolean {
  return codeOf(error) === status.DEADLINE_EXCEEDED;
}

/**
 * Whether a commit was refused for the size of a document or its number of index entries: everything else that is an
 * INVALID_ARGUMENT is refused before it is sent.
 */
export function isTooLarge(error: unknown): boolean {
  return codeOf(error) === status.INVALID_ARGUMENT;
}

/** Whether an error is the 503 that says that the database did not answer. */
export function isUnavailable(error: unknown): error is Problem {
  return error instanceof Problem && error.code === databaseUnavailable(null).code;
}

/** What the log calls an error of Firestore's, such as `firestore/UNAVAILABLE`; null for any other error. */
export function nameOfStatus(error: unknown): string | null {
  const code = codeOf(error);
  return typeof code === 'number' ? `firestore/${status[code] ?? code}` : null;
}

/** Answers that say "not now" rather than "not so". */
const NOT_NOW: readonly unknown[] = [
  status.CANCELLED,
  status.UNKNOWN,
  status.DEADLINE_EXCEEDED,
  status.RESOURCE_EXHAUSTED,
  status.ABORTED,
  status.INTERNAL,
  status.UNAVAILABLE,
];

const CONFLICTS: readonly unknown[] = [status.ALREADY_EXISTS, status.FAILED_PRECONDITION, status.NOT_FOUND];

const codeOf = (error: unknown) => (error as { code?: unknown } | null)?.code;
