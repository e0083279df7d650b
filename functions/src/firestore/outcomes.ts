import { GrpcStatus } from 'firebase-admin/firestore';
import { Problem } from '../standards/problem.ts';
import { databaseUnavailable } from '../standards/problems.ts';

/** What Firestore's answers mean: the one place that reads its gRPC codes. */

/** Answers that say "not now" rather than "not so". */
const NOT_NOW: readonly unknown[] = [
  GrpcStatus.CANCELLED,
  GrpcStatus.UNKNOWN,
  GrpcStatus.DEADLINE_EXCEEDED,
  GrpcStatus.RESOURCE_EXHAUSTED,
  GrpcStatus.ABORTED,
  GrpcStatus.INTERNAL,
  GrpcStatus.UNAVAILABLE,
];

/** Whether a read that failed may succeed later. A query also fails while its index is being built, after a first deployment. */
export function isReadLater(error: unknown): boolean {
  return NOT_NOW.includes(codeOf(error)) || codeOf(error) === GrpcStatus.FAILED_PRECONDITION;
}

/**
 * Whether a commit that failed may have landed all the same. That includes conflicts: the client library repeats a commit, and
 * then takes its own first success for a conflict.
 */
export function isOutcomeOpen(error: unknown): boolean {
  return NOT_NOW.includes(codeOf(error)) || CONFLICTS.includes(codeOf(error));
}

const CONFLICTS: readonly unknown[] = [
  GrpcStatus.ALREADY_EXISTS,
  GrpcStatus.FAILED_PRECONDITION,
  GrpcStatus.NOT_FOUND,
];

/**
 * Whether a commit was refused because a document is too large or has too many index entries. This API sends nothing else
 * that Firestore would call an INVALID_ARGUMENT.
 */
export function isTooLarge(error: unknown): boolean {
  return codeOf(error) === GrpcStatus.INVALID_ARGUMENT;
}

/** Whether an error is the 503 that says that the database did not answer. */
export function isUnavailable(error: unknown): error is Problem {
  return error instanceof Problem && error.code === databaseUnavailable(null).code;
}

/** What the log calls an error of Firestore's, such as `firestore/UNAVAILABLE`; null for any other error. */
export function nameOfStatus(error: unknown): string | null {
  const code = codeOf(error);
  return typeof code === 'number' ? `firestore/${GrpcStatus[code] ?? code}` : null;
}

const codeOf = (error: unknown) => (error as { code?: unknown } | null)?.code;
