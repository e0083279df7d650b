import type {
  CustomerDuplicate,
  CustomerInDB,
  CustomerUpdate,
  Fault,
  ForeignChange,
  KeyMatch,
  Problem,
  ProblemCode,
} from './models.ts';

/**
 * What went wrong, whatever it was. `message` is one sentence that may be shown as it is.
 */
export class ProblemError extends Error {
  override readonly name: string = 'ProblemError';
  /** The API's own, or what this client found out where no answer of the API came. */
  readonly code: ProblemCode | NoAnswer;
  /** The HTTP status; 0 where no answer came. */
  readonly status: number;
  /** Quote it in a report. */
  readonly requestId: string | null;
  /** With `validation_failed`: every fault, each with the JSON Pointer of its field. */
  readonly errors: readonly Fault[];
  /** With `precondition_failed`: what has been changed since the version that was edited; one's own later edits have `by_self`. */
  readonly changed: readonly ForeignChange[];
  /** With `ambiguous_key`: who has the key, the first 10 of them; with the `conflict` of an external key: who has it. */
  readonly matches: readonly KeyMatch[];
  /** With `precondition_failed`: the entity tag of the customer as it is now. */
  readonly etag: string | null;
  /** With `duplicate_found`: who may be the same, the likeliest first. */
  readonly duplicates: readonly CustomerDuplicate[];
  /** With `customer_merged`: the id of the customer that this one is a part of now. */
  readonly mergedInto: string | null;
  /** With `forbidden`: the role that is needed. */
  readonly requiredRole: Problem['required_role'] | null;
  /** Seconds to wait, where the API says so. */
  readonly retryAfter: number | null;

  constructor(
    problem: Partial<Omit<Problem, 'code'>> & { code: ProblemError['code'] },
    { headers, ...options }: { headers?: Headers; cause?: unknown } = {},
  ) {
    super(problem.detail ?? problem.code, options);
    const wait = headers?.get('Retry-After');
    this.code = problem.code;
    this.status = problem.status ?? 0;
    this.requestId = problem.request_id ?? null;
    this.errors = problem.errors ?? [];
    this.changed = problem.changed ?? [];
    this.matches = problem.matches ?? [];
    this.duplicates = (problem.duplicates ?? []) as unknown as CustomerDuplicate[];
    this.etag = headers?.get('ETag') ?? null;
    this.mergedInto = problem.merged_into ?? null;
    this.requiredRole = problem.required_role ?? null;
    this.retryAfter = wait ? Number(wait) : null;
  }
}

/**
 * `unreachable`: no answer came. `offline`: the browser knows of no network. `origin_blocked`: the API does not answer pages of this
 * origin. `unreadable`: something other than the API answered.
 */
export type NoAnswer = 'unreachable' | 'offline' | 'origin_blocked' | 'unreadable';

/**
 * `precondition_failed`, for an edit of what has been changed since it was shown: nothing was written. Show `conflicts`, and go on from
 * `current`: `update(error.current, error.changes)` is on the condition of what the user sees then.
 */
export class ConflictError extends ProblemError {
  override readonly name = 'ConflictError';
  /** The changes that meet the edit: `pointer`, `from`, `to`, `by`, `by_name`, `by_self`, `at`. Empty where the history does not tell. */
  readonly conflicts: readonly ForeignChange[];
  /** The fields that the edit and others have changed, such as `organization` or `location/city`. */
  readonly fields: readonly string[];
  /** The customer as it is now; null where it could not be read. */
  readonly current: CustomerInDB | null;
  /**
   * With `update`: just what the edit changes, without the fields that were sent as they were shown. Leave out what is not to be written
   * any more, and go on: `update(error.current, changes)`. Null with any other method.
   */
  readonly changes: CustomerUpdate | null;

  constructor(
    problem: ProblemError,
    met: Pick<ConflictError, 'conflicts' | 'fields' | 'current'> & { changes?: CustomerUpdate | undefined },
  ) {
    const { status, message: detail, requestId, changed, etag } = problem;
    const body = { code: problem.code, status, detail, changed: [...changed] };
    super(requestId === null ? body : { ...body, request_id: requestId }, {
      ...(etag !== null && { headers: new Headers({ ETag: etag }) }),
      cause: problem,
    });
    this.conflicts = met.conflicts;
    this.fields = met.fields;
    this.current = met.current;
    this.changes = met.changes ?? null;
  }
}

/** The error that an answer stands for. */
export function problemOf({ status, headers }: Response, body?: unknown): ProblemError {
  const problem = body as Problem | undefined;
  return typeof problem?.code === 'string'
    ? new ProblemError(problem, { headers })
    : new ProblemError(
        { code: 'unreadable', status, detail: 'The server gave no readable answer.' },
        { headers },
      );
}
