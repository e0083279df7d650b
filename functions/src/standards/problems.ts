// The problems that any resource can have: one factory for each case.
import { type Fault, Problem } from './problem.ts';

/** 400: the body is not JSON in UTF-8. */
export const malformedJson = (detail: string) =>
  new Problem({ status: 400, code: 'malformed_json', title: 'Malformed JSON', detail });

/** 400: a header that cannot be read as what it should hold. */
export const malformedHeader = (detail: string) =>
  new Problem({ status: 400, code: 'malformed_header', title: 'Malformed header', detail });

/** 400: a cursor that this API did not make, or made for another query. */
export const invalidCursor = () =>
  new Problem({
    status: 400,
    code: 'invalid_cursor',
    title: 'Invalid cursor',
    detail: 'This cursor does not belong to this query: start again from the first page.',
  });

/** 401: one and the same answer for every missing or bad token, so that it teaches a forger nothing. */
export const unauthenticated = (cause?: unknown) =>
  new Problem({
    status: 401,
    code: 'unauthenticated',
    title: 'Unauthenticated',
    detail: 'A valid Firebase ID token is needed in the Authorization header.',
    headers: { 'WWW-Authenticate': 'Bearer' },
    cause,
  });

/** 401: App Check is enforced and does not vouch for the app that sent this. */
export const untrustedApp = (cause?: unknown) =>
  new Problem({
    status: 401,
    code: 'unauthenticated',
    title: 'Unauthenticated',
    detail: 'A valid App Check token is needed in the X-Firebase-AppCheck header.',
    headers: { 'WWW-Authenticate': 'Bearer' },
    cause,
  });

/** 403: the caller is known, but the role is not enough. `stale`: the account has the role now, but the token is older. */
export const forbidden = (needed: string, held: string | null, { stale = false } = {}) =>
  new Problem({
    status: 403,
    code: 'forbidden',
    title: 'Forbidden',
    detail: stale
      ? `This needs the role "${needed}". Your account's role has changed since this token was issued: get a fresh token and try again.`
      : `This needs the role "${needed}".`,
    extensions: { required_role: needed },
    cause: `${held ?? 'no role'}, where ${needed} is needed`,
  });

/** 404: no such path. */
export const routeNotFound = () =>
  new Problem({
    status: 404,
    code: 'route_not_found',
    title: 'Route not found',
    detail: 'There is nothing at this path.',
  });

/** 405 with `Allow` (RFC 9110, 15.5.6). */
export const methodNotAllowed = (allowed: readonly string[]) =>
  new Problem({
    status: 405,
    code: 'method_not_allowed',
    title: 'Method not allowed',
    detail: `This path answers to ${allowed.join(', ')}.`,
    headers: { Allow: allowed.join(', ') },
  });

/** 413: the body, or the document that it would make, is over the limit. */
export const tooLarge = (detail: string, cause?: unknown) =>
  new Problem({ status: 413, code: 'too_large', title: 'Too large', detail, cause });

/** 414: a URL over 8 KiB. */
export const uriTooLong = () =>
  new Problem({
    status: 414,
    code: 'uri_too_long',
    title: 'URI too long',
    detail: 'The URL is longer than this API accepts.',
  });

/** 415: a body that is not plain, uncompressed JSON in UTF-8. `headers` say what is (RFC 9110, 15.5.16; RFC 5789, 2.2). */
export const unsupportedMediaType = (detail: string, headers: Record<string, string> = {}) =>
  new Problem({
    status: 415,
    code: 'unsupported_media_type',
    title: 'Unsupported media type',
    detail,
    headers,
  });

/** 417: an expectation other than `100-continue`. */
export const expectationFailed = () =>
  new Problem({
    status: 417,
    code: 'expectation_failed',
    title: 'Expectation failed',
    detail: 'The header Expect may only be 100-continue.',
  });

/** 422 with all the faults: the first 20, and how many there are (`total`) when that is more. */
export const validationFailed = (faults: readonly Fault[], total = faults.length) =>
  new Problem({
    status: 422,
    code: 'validation_failed',
    title: 'Validation failed',
    detail:
      total === 1 ? 'The request has a fault: see errors.' : `The request has ${total} faults: see errors.`,
    extensions: {
      errors: faults.slice(0, MAX_FAULTS),
      ...(total > MAX_FAULTS && { errors_total: total }),
    },
  });

/** 429: which of the two limits the caller has reached, and the seconds after which nothing of it is spent. */
export const rateLimited = (limit: 'requests' | 'reads', retryAfterSeconds: number) =>
  new Problem({
    status: 429,
    code: 'rate_limited',
    title: 'Too many requests',
    detail: OVER_THE_LIMIT[limit],
    headers: { 'Retry-After': String(retryAfterSeconds) },
    extensions: { limit },
  });

const OVER_THE_LIMIT = {
  requests: 'You have sent too many requests in a minute: wait and try again.',
  reads: 'You have read too much in a minute: wait and try again. Changes can still be saved.',
};

/** 500: a bug of ours; the caller learns the request id and nothing else. */
export const internal = (cause: unknown) =>
  new Problem({
    status: 500,
    code: 'internal',
    title: 'Internal error',
    detail: 'Something went wrong on our side. Quote the request id when you report it.',
    cause,
  });

/** 503: Firestore did not answer in time, or said that it cannot. */
export const databaseUnavailable = (
  cause: unknown,
  detail = 'The database cannot be reached: try again shortly.',
) =>
  new Problem({
    status: 503,
    code: 'database_unavailable',
    title: 'Database unavailable',
    detail,
    headers: { 'Retry-After': '2' },
    cause,
  });

/** 503: a commit got no answer: it may have landed, or may still land. */
export const outcomeUnknown = (cause: unknown, of: UnknownOutcome) =>
  databaseUnavailable(cause, UNKNOWN_OUTCOME[of]);

/** What may have been written: it decides what the caller can do now. */
export type UnknownOutcome = keyof typeof UNKNOWN_OUTCOME;

const UNKNOWN_OUTCOME = {
  withKey:
    'The database did not answer in time, so it is unknown whether this was written: send it again with the same Idempotency-Key.',
  withoutKey:
    'The database did not answer in time, so it is unknown whether this was written: look before you send it again, because it has no Idempotency-Key.',
  erasure:
    'The database did not answer in time, so it is unknown whether everything was erased: send it again, and it goes on where it was cut off.',
};

/** 422: an idempotency key that came before with another request. */
export const idempotencyKeyReused = () =>
  new Problem({
    status: 422,
    code: 'idempotency_key_reused',
    title: 'Idempotency key reused',
    detail: 'This Idempotency-Key was used before for another request: use a new one.',
  });

/** 503: the Auth back end did not answer in time, so nobody can be let in. */
export const authUnavailable = (cause: unknown) =>
  new Problem({
    status: 503,
    code: 'auth_unavailable',
    title: 'Authentication unavailable',
    detail: 'Your sign-in cannot be checked at the moment: try again shortly.',
    headers: { 'Retry-After': '2' },
    cause,
  });

/** The most faults that are shown; `errors_total` says how many there are. */
export const MAX_FAULTS = 20;
