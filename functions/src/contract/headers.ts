// The headers of answers and requests, as the OpenAPI document describes them.
import type { oas31 } from 'zod-openapi';
import type { RequestHeaders } from '../http/operations.ts';
import { LANGUAGES } from '../standards/languages.ts';

/** Every header that an answer may have, except those that HTTP itself and browsers' security need. */
export const headers = {
  'Cache-Control': {
    description:
      '`no-store`, with `no-transform` where there is an `ETag`: no proxy may compress the answer. Files of the docs page may be kept: for a year under a name with their hash.',
    required: true,
    schema: { type: 'string' },
    example: 'no-store',
  },
  'X-Request-Id': {
    description: 'The id of this exchange, also in the log and in every problem: quote it in a report.',
    required: true,
    schema: { type: 'string', pattern: '^[A-Za-z0-9._:-]{1,128}$' },
    example: '6f1c1b0e-4a0b-4a53-9f5c-5a3a3a0d8f11',
  },
  'X-Firestore-Reads': {
    description: 'Firestore reads that this request is billed for.',
    required: true,
    schema: { type: 'integer', minimum: 0 },
    example: 1,
  },
  'X-Firestore-Writes': {
    description: 'Firestore writes that this request is billed for.',
    required: true,
    schema: { type: 'integer', minimum: 0 },
    example: 2,
  },
  'Server-Timing': {
    description:
      'Milliseconds in Firestore, in how many round trips, and in all (W3C Server Timing); browsers show them.',
    required: true,
    schema: {
      type: 'string',
      pattern: '^firestore;dur=[0-9.]+;desc="round trips: [0-9]+", total;dur=[0-9.]+$',
    },
    example: 'firestore;dur=7.1;desc="round trips: 1", total;dur=8.4',
  },
  RateLimit: {
    description:
      'What is left (`r`) of each limit, and in how many seconds it is whole again (`t`). A request counts for `requests`, and the Firestore reads that it costs for `reads`.',
    schema: { type: 'string' },
    example: '"requests"; r=1187; t=42, "reads"; r=58990; t=42',
  },
  'RateLimit-Policy': {
    description: 'Each limit: `q` in `w` seconds, of one caller on one instance.',
    schema: { type: 'string' },
    example: '"requests"; q=1200; w=60; pk=:ZmE4NDUxYWU3:, "reads"; q=60000; w=60; pk=:ZmE4NDUxYWU3:',
  },
  'Content-Encoding': {
    description: 'How the file is compressed, if the request accepts that: `br` or `gzip`.',
    schema: { type: 'string', enum: ['br', 'gzip'] },
    example: 'br',
  },
  'Content-Disposition': {
    description: 'A name for the file (RFC 6266).',
    schema: { type: 'string' },
    example: 'attachment; filename="customers-2026-11-27.csv"',
  },
  'Content-Language': {
    description:
      'The language of `title`, `detail` and each `message`: that of `Accept-Language`, English if it names neither.',
    required: true,
    schema: { type: 'string', enum: [...LANGUAGES] },
    example: 'en',
  },
  ETag: {
    description:
      'The version of what is answered: send it as `If-Match` with an edit, as `If-None-Match` with a read. Absent only from the 412 of an upsert with `If-Match` where nobody is there.',
    schema: { type: 'string' },
    example: '"3-gkz1x2m8w0"',
  },
  Location: {
    description:
      'The path of what was created; of a 307 that of the customer that the asked one was merged into.',
    required: true,
    schema: { type: 'string', format: 'uri-reference' },
    example: '/api/crm/customers/k7Jc0Fa1kQ3vX8mZpLd2',
  },
  Link: {
    description: 'The next page (`rel="next"`, RFC 8288), relative to this URL. Absent on the last page.',
    schema: { type: 'string' },
    example: '<?limit=50&cursor=Qm9vZXJ0>; rel="next"',
  },
  'X-Snapshot-Time': {
    description: 'As of when the file is, all of its parts: ISO 8601, UTC, to the microsecond.',
    schema: { type: 'string', format: 'date-time' },
    example: '2026-11-27T10:15:30.123456Z',
  },
  'Changes-Since': {
    description: 'The token of all changes after the moment of the file: `since` of `GET /changes`.',
    schema: { type: 'string' },
    example: 'b3Zs9Jq0aXvPq1Rt',
  },
  'X-Total-Count': {
    description:
      'How many customers the whole file has, as of then; of a search it may be an upper bound, and 50001 stands for more than 50,000.',
    schema: { type: 'integer', minimum: 0 },
    example: 20000,
  },
  'X-Total-Is-Exact': {
    description: 'Whether that number is exact.',
    schema: { type: 'string', enum: ['true', 'false'] },
    example: 'true',
  },
  'X-Digest-Columns': {
    description: 'The columns of a CSV that hold less than the customer does.',
    schema: { type: 'string' },
    example: 'email_1, email_2, email_3, tags',
  },
  'X-Search-Relaxed': {
    description: '`true` where nobody was found as it was typed, and these were found more loosely.',
    schema: { type: 'string', const: 'true' },
    example: 'true',
  },
  Accept: {
    description: 'The media types of a body that are taken here (RFC 9110, 15.5.16).',
    schema: { type: 'string' },
    example: 'application/json',
  },
  'Accept-Patch': {
    description: 'The same of a `PATCH` (RFC 5789, 3.1).',
    schema: { type: 'string' },
    example: 'application/json, application/merge-patch+json, application/json-patch+json',
  },
  'Idempotent-Replayed': {
    description: '`true` where this is the answer to an earlier request with the same `Idempotency-Key`.',
    schema: { type: 'string', const: 'true' },
    example: 'true',
  },
  'Preference-Applied': {
    description: 'The preference that was heeded (RFC 7240).',
    schema: { type: 'string', const: 'return=minimal' },
    example: 'return=minimal',
  },
  'Retry-After': {
    description: 'Seconds to wait before trying again.',
    required: true,
    schema: { type: 'integer', minimum: 0 },
    example: 2,
  },
  'WWW-Authenticate': {
    description: 'How to authenticate (RFC 6750).',
    required: true,
    schema: { type: 'string' },
    example: 'Bearer',
  },
  Allow: {
    description: 'The methods that this path answers to.',
    required: true,
    schema: { type: 'string' },
    example: 'GET, HEAD, POST',
  },
} satisfies Record<string, oas31.HeaderObject>;

export type HeaderName = keyof typeof headers;

/** The headers of every answer. */
export const ALWAYS: readonly HeaderName[] = [
  'Cache-Control',
  'X-Request-Id',
  'X-Firestore-Reads',
  'X-Firestore-Writes',
  'Server-Timing',
];

/** The headers of every answer to a caller who is counted. */
export const RATE_LIMIT: readonly HeaderName[] = ['RateLimit', 'RateLimit-Policy'];

/** The headers of every problem, beside those. */
export const OF_PROBLEMS: readonly HeaderName[] = ['Content-Language'];

/** References to headers, as a response has them. */
export function headerReferences(names: readonly HeaderName[]): Record<string, oas31.ReferenceObject> {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

/** The request headers, by the name of their component. */
export const headerParameters = {
  XRequestId: {
    name: 'X-Request-Id',
    in: 'header',
    description: 'An id of your own for this exchange. One that is no sane id is replaced, not refused.',
    schema: { type: 'string', pattern: '^[A-Za-z0-9._:-]{1,128}$' },
    example: 'crm-web-2025-03-11-0042',
  },
  AcceptLanguage: {
    name: 'Accept-Language',
    in: 'header',
    description:
      'The language of the texts of a problem (RFC 9110, 12.5.4): `el` for Greek, else English. Browsers send that of their user by themselves. Nothing else depends on it.',
    schema: { type: 'string' },
    example: 'el',
  },
  IfMatch: {
    name: 'If-Match',
    in: 'header',
    description:
      'Only if it still has this `ETag` (or one of several, or `*` for any): else 412 with what has been changed since. Send it with every edit of something that you have shown to somebody. Proxies that compress change the tag (`W/"3-x"`, `"3-x-gzip"`): send what you got, it is known. A header without any tag is 400 `malformed_header`.',
    schema: { type: 'string' },
    example: '"3-gkz1x2m8w0"',
  },
  IfNoneMatch: {
    name: 'If-None-Match',
    in: 'header',
    description:
      'With a read, the `ETag` that you have: 304 without a body where it is still the newest. With an upsert `*`: only if nobody has the key, else 412.',
    schema: { type: 'string' },
    example: '"3-gkz1x2m8w0"',
  },
  Prefer: {
    name: 'Prefer',
    in: 'header',
    description: '`return=minimal` for an answer without the bodies (RFC 7240).',
    schema: { type: 'string' },
    example: 'return=minimal',
  },
  ContentDigest: {
    name: 'Content-Digest',
    in: 'header',
    description:
      'The SHA-256 of the bytes (RFC 9530): where it is not that of what arrived, 422 and nothing is stored.',
    schema: { type: 'string' },
    example: 'sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:',
  },
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    description:
      '1 to 255 printable characters, new for each write and the same for each repetition: however often the request is sent, it is done once and gets the first answer, whatever has changed since. Known for 7 days at least; that of a creation as long as the customer. What is no key is 400 `malformed_header`.',
    schema: { type: 'string', pattern: '^[#-~]{1,255}$' },
    example: '5f0f8ef4-0a3c-4f8e-9a57-2f9c2a7f3a11',
  },
} satisfies Record<string, oas31.ParameterObject>;

/** The reference to a request header, as an operation has it. */
export function parameterReference(name: HeaderParameter): oas31.ReferenceObject {
  return { $ref: `#/components/parameters/${COMPONENTS[name]}` };
}

/** A request header that an operation heeds, or one that all of them do. */
type HeaderParameter = keyof RequestHeaders | 'requestId' | 'acceptLanguage' | 'contentDigest';

const COMPONENTS: Record<HeaderParameter, keyof typeof headerParameters> = {
  ifMatch: 'IfMatch',
  ifNoneMatch: 'IfNoneMatch',
  idempotencyKey: 'IdempotencyKey',
  prefer: 'Prefer',
  requestId: 'XRequestId',
  acceptLanguage: 'AcceptLanguage',
  contentDigest: 'ContentDigest',
};
