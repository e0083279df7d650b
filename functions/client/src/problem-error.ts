import type { Fault, ForeignChange, Problem, ProblemCode } from './models.ts';

/**
 * What went wrong, whatever it was. `code` is the API's own, or `unreachable` (no answer came) or `unreadable` (something
 * other than the API answered); `message` is one sentence that may be shown as it is.
 */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly code: ProblemCode | 'unreachable' | 'unreadable';
  /** The HTTP status; 0 where no answer came. */
  readonly status: number;
  /** Quote it in a report. */
  readonly requestId: string | null;
  /** With `validation_failed`: every fault, each with the JSON Pointer of its field. */
  readonly errors: readonly Fault[];
  /** With `precondition_failed`: what has been changed since the version that was edited; one's own later edits have `by_self`. */
  readonly changed: readonly ForeignChange[];
  /** With `forbidden`: the role that is needed. */
  readonly requiredRole: Problem['required_role'] | null;
  /** Seconds to wait, where the API says so. */
  readonly retryAfter: number | null;

  constructor(
    problem: Partial<Omit<Problem, 'code'>> & { code: ProblemError['code'] },
    { headers, ...options }: { headers?: Headers; cause?: unknown } = {},
  ) {
    super(problem.detail ?? 'The server cannot be reached: try again shortly.', options);
    const wait = headers?.get('Retry-After');
    this.code = problem.code;
    this.status = problem.status ?? 0;
    this.requestId = problem.request_id ?? null;
    this.errors = problem.errors ?? [];
    this.changed = problem.changed ?? [];
    this.requiredRole = problem.required_role ?? null;
    this.retryAfter = wait ? Number(wait) : null;
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
