// A problem: an error that the caller is told about, as `application/problem+json` (RFC 9457).
import type { Language, Text } from './languages.ts';

/** `detail` is short and for people: what is wrong, and what to do. It never repeats what the caller sent. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: Text;
  readonly detail: Text;
  readonly headers: Record<string, string>;
  readonly extensions: Record<string, unknown>;
  readonly faults: Faults | null;
  readonly nested: Nested;
  readonly shownIds: readonly string[];

  constructor(init: ProblemInit) {
    const {
      status,
      code,
      title,
      detail,
      headers = {},
      extensions = {},
      faults,
      nested,
      shownIds,
      cause,
    } = init;
    super(detail.en, { cause });
    this.name = 'Problem';
    this.status = status;
    this.code = code;
    this.title = title;
    this.detail = detail;
    this.headers = headers;
    this.extensions = extensions;
    this.faults = faults ?? null;
    this.nested = nested ?? (() => ({}));
    this.shownIds = shownIds ?? [];
  }
}

/** Further members of the body that hold problems themselves, as `render` makes them. */
type Nested = (render: (problem: Problem) => Record<string, unknown>) => Record<string, unknown>;

/** One fault of a request: `pointer` (RFC 6901) into the body, or the name of a query `parameter`. */
export type Fault = { code: string; message: Text } & ({ pointer: string } | { parameter: string });

/** The body of the answer (RFC 9457), in one language. */
export function problemBody(
  problem: Problem,
  requestId: string,
  language: Language,
): Record<string, unknown> {
  return {
    type: `urn:crm:problem:${problem.code}`,
    title: problem.title[language],
    status: problem.status,
    detail: problem.detail[language],
    code: problem.code,
    request_id: requestId,
    ...problem.extensions,
    ...problem.nested((inner) => problemBody(inner, requestId, language)),
    ...(problem.faults && errorsOf(problem.faults, language)),
  };
}

/** A problem of a part of what was sent, as one of the whole: the pointers of its faults begin with `pointer`. */
export function problemAt(pointer: string, problem: Problem): Problem {
  const { status, code, title, detail, headers, extensions, faults, nested, shownIds, cause } = problem;
  if (faults === null) return problem;
  const known = faults.known.map((fault) =>
    'pointer' in fault ? { ...fault, pointer: pointer + fault.pointer } : fault,
  );
  return new Problem({
    ...{ status, code, title, detail, headers, extensions, nested, shownIds, cause },
    faults: { ...faults, known },
  });
}

/** The most faults that are shown; `errors_total` says how many there are. */
export const MAX_FAULTS = 20;

/** The faults of a request, as many as are known, and how many there are. */
interface Faults {
  known: readonly Fault[];
  total: number;
}

interface ProblemInit {
  status: number;
  code: string;
  title: Text;
  detail: Text;
  headers?: Record<string, string>;
  /** Further members of the body, the same in every language. */
  extensions?: Record<string, unknown>;
  /** The members `errors` and `errors_total` of the body. */
  faults?: Faults;
  nested?: Nested;
  /** The ids of the records that it shows; for the log. */
  shownIds?: readonly string[];
  /** For the log: the error that led here, or a reason in our own words. */
  cause?: unknown;
}

const errorsOf = ({ known, total }: Faults, language: Language) => ({
  errors: known.slice(0, MAX_FAULTS).map((fault) => ({ ...fault, message: fault.message[language] })),
  ...(total > MAX_FAULTS && { errors_total: total }),
});
