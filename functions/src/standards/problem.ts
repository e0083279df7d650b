// A problem: an error that the caller is told about, as `application/problem+json` (RFC 9457).
/** `detail` is one sentence for people and never repeats what the caller sent. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly headers: Record<string, string>;
  readonly extensions: Record<string, unknown>;

  constructor({ status, code, title, detail, headers = {}, extensions = {}, cause }: ProblemInit) {
    super(detail, { cause });
    this.name = 'Problem';
    this.status = status;
    this.code = code;
    this.title = title;
    this.detail = detail;
    this.headers = headers;
    this.extensions = extensions;
  }
}

/** One fault of a request: `pointer` (RFC 6901) into the body, or the name of a query `parameter`. */
export type Fault = { code: string; message: string } & ({ pointer: string } | { parameter: string });

/** The body of the answer (RFC 9457). */
export function problemBody(problem: Problem, requestId: string): Record<string, unknown> {
  return {
    type: `urn:crm:problem:${problem.code}`,
    title: problem.title,
    status: problem.status,
    detail: problem.detail,
    code: problem.code,
    request_id: requestId,
    ...problem.extensions,
  };
}

interface ProblemInit {
  status: number;
  code: string;
  title: string;
  detail: string;
  headers?: Record<string, string>;
  extensions?: Record<string, unknown>;
  /** For the log: the error that led here, or a reason in our own words. */
  cause?: unknown;
}
