// Makes the responses of the OpenAPI document that are problems, with an example of each.
import { z } from 'zod';
import type { ZodOpenApiResponseObject } from 'zod-openapi';
import { ROLE_NAMES, ROLES } from '../http/auth/claims.ts';
import { noEntityTag } from '../http/request/conditions.ts';
import { notAccepted, TOO_LONG, UNEXPECTED } from '../http/request/json-body.ts';
import { REQUIRED, UNKNOWN_FIELD } from '../http/request/validation.ts';
import {
  ambiguousKey,
  exportTooLarge,
  changesExpired,
  mergeExpired,
  notInTrash,
  preconditionFailed,
  storedValueUnreadable,
  versionNotFound,
} from '../records/problems.ts';
import { type Problem, problemBody } from '../standards/problem.ts';
import {
  authUnavailable,
  batchRefused,
  databaseUnavailable,
  expectationFailed,
  forbidden,
  idempotencyKeyReused,
  internal,
  invalidCursor,
  malformedHeader,
  malformedJson,
  methodNotAllowed,
  notApplied,
  notTried,
  rateLimited,
  routeNotFound,
  tooLarge,
  unauthenticated,
  unsupportedMediaType,
  uriTooLong,
  validationFailed,
} from '../standards/problems.ts';
import { ALWAYS, type HeaderName, headerReferences, OF_PROBLEMS, RATE_LIMIT } from './headers.ts';

/** For a document whose resources have these problems beside the common ones. */
export function problemResponses(ofResources: readonly Record<string, Problem>[]): ProblemResponses {
  const problems = new Map(
    [...ofResources.flatMap(Object.entries<Problem>), ...Object.entries<Problem>(COMMON)].sort(
      ([, a], [, b]) => a.status - b.status,
    ),
  );
  const schema = problemSchema([...problems.keys()]);
  /** One object for each combination: the document tells its components apart by identity. */
  const made = new Map<string, ZodOpenApiResponseObject>();
  return (codes) => {
    const possible = codes.flatMap((code) => problems.get(code) ?? []);
    const byStatus = Map.groupBy(possible, ({ status }) => status);
    return Object.fromEntries(
      [...byStatus].map(([status, those]) => {
        const id = those.map(({ code }) => inPascalCase(code)).join('Or');
        const response = made.get(id) ?? { id, ...describeProblems(those, schema) };
        made.set(id, response);
        return [status, response];
      }),
    );
  };
}

/** Makes the responses, by status, of an operation that can answer with these problems. */
export type ProblemResponses = (codes: readonly string[]) => Record<string, ZodOpenApiResponseObject>;

/** A problem that any resource can have. */
export type CommonProblem = keyof typeof COMMON;

/** One of each, as the API itself makes it: the examples of the document. */
const COMMON = {
  malformed_json: malformedJson(UNEXPECTED, { line: 3, column: 14 }),
  malformed_header: malformedHeader(noEntityTag('If-Match')),
  invalid_cursor: invalidCursor(),
  unauthenticated: unauthenticated(),
  forbidden: forbidden('editor', { name: ROLE_NAMES.editor, held: 'viewer' }),
  version_not_found: versionNotFound(),
  route_not_found: routeNotFound(),
  method_not_allowed: methodNotAllowed(['GET', 'HEAD', 'POST']),
  conflict: notInTrash(),
  merge_expired: mergeExpired(),
  changes_expired: changesExpired(),
  stored_value_unreadable: storedValueUnreadable(['/notes']),
  ambiguous_key: ambiguousKey(
    [
      { id: 'k7Jc0Fa1kQ3vX8mZpLd2', name: 'Γιώργος Παπαδόπουλος', etag: '"4-mN3vQ8kRt0a"' },
      { id: 'Zx81LmQpRt0aBcDeFgHi', name: 'Μαρία Παπαδοπούλου', etag: '"1-gkz1x2m8w0a"' },
    ],
    { more: false },
  ),
  precondition_failed: preconditionFailed('', '"4-mN3vQ8kRt0a"', {
    changed: [
      {
        pointer: '/contacts/0/value',
        by: 'uid-maria',
        by_name: 'Μαρία Νικολάου',
        by_self: false,
        at: '2025-04-24T07:15:30.000Z',
        from: '2310 555 014',
        to: '+30 697 555 0142',
      },
    ],
    authors: 'people',
  }),
  export_too_large: exportTooLarge(10),
  too_large: tooLarge(TOO_LONG),
  uri_too_long: uriTooLong(),
  unsupported_media_type: unsupportedMediaType(notAccepted(['application/json']), {
    Accept: '',
    'Accept-Patch': '',
  }),
  expectation_failed: expectationFailed(),
  not_applied: notApplied(),
  not_tried: notTried(),
  batch_refused: batchRefused([
    { id: 'k7Jc0Fa1kQ3vX8mZpLd2', pointer: '/operations/0', problem: null },
    {
      id: null,
      pointer: '/operations/1',
      problem: validationFailed([{ pointer: '/body/name', code: 'required', message: REQUIRED }]),
    },
  ]),
  validation_failed: validationFailed([
    { pointer: '/name', code: 'required', message: REQUIRED },
    { pointer: '/contacts/0/vallue', code: 'unknown_field', message: UNKNOWN_FIELD },
  ]),
  idempotency_key_reused: idempotencyKeyReused(),
  rate_limited: rateLimited('reads', 42),
  internal: internal(undefined),
  database_unavailable: databaseUnavailable(undefined),
  auth_unavailable: authUnavailable(undefined),
} satisfies Record<string, Problem>;

function problemSchema(codes: readonly string[]): z.ZodType {
  return z
    .strictObject({
      type: z.string().meta({ format: 'uri', description: '`urn:crm:problem:` and the code.' }),
      title: z
        .string()
        .meta({ description: 'What went wrong, in a few words, in the language of `Content-Language`.' }),
      status: z.int().meta({ description: 'The HTTP status.' }),
      detail: z.string().meta({
        description:
          'What is wrong and what to do: may be shown to the user as it is, in the language of `Content-Language`.',
      }),
      code: z.enum(codes).meta({ id: 'ProblemCode', description: 'What went wrong, for a program.' }),
      request_id: z.string().meta({ description: 'As in `X-Request-Id`.' }),
      line: z.int().optional().meta({
        description:
          'With `malformed_json` and `unreadable_file`, where its fault is at one place: the line, from 1.',
      }),
      column: z
        .int()
        .optional()
        .meta({ description: 'With `line`: the character (code point) in that line, from 1.' }),
      errors: z.array(FaultSchema).optional().meta({
        description:
          'With `validation_failed` and `batch_refused`: all the faults, the first 20 of them. With `stored_value_unreadable`: the places. With `conflict`: the operation of a JSON Patch that does not fit, or what cannot be merged. With a 404 of a merge: what is not there.',
      }),
      reason: z.string().optional().meta({
        description: 'With `unreadable_file`, and with the `conflict` of an import: why, for a program.',
      }),
      missing_parts: z.array(z.int()).optional().meta({
        description:
          'With the `conflict` of a start: the parts of the file that have not come, the first 20 of them.',
      }),
      received_bytes: z.int().optional().meta({ description: 'With `missing_parts`: how much has come.' }),
      errors_total: z.int().optional().meta({ description: 'How many faults there are, when more than 20.' }),
      required_role: z.enum(ROLES).optional().meta({ description: 'With `forbidden`: the role needed.' }),
      limit: z.enum(['requests', 'reads']).optional().meta({
        description: 'With `rate_limited`: which limit of the two, as `RateLimit` names it.',
      }),
      results: z.array(z.looseObject({})).optional().meta({
        description:
          'With `batch_refused`: of each operation, in their order, what it was refused for, as in the answer to a batch; `not_applied` for the others.',
      }),
      matches: z.array(KeyMatchSchema).optional().meta({
        description:
          'With `ambiguous_key`: those who have the key, the first 10 of them. With `conflict`: who has the external key.',
      }),
      more: z.boolean().optional().meta({ description: 'With `ambiguous_key`: there are others too.' }),
      ...OF_DUPLICATES,
      parts: z.int().optional().meta({
        description: 'With `export_too_large`: in how many parts or so the file can be had.',
      }),
      first_part: z.string().optional().meta({
        description: 'With `export_too_large`: the path of the first of them.',
      }),
      merged_into: z.string().optional().meta({
        description:
          'With `customer_merged`, and with `conflict` where something has been merged before: the id of the customer that it is a part of now.',
      }),
      ids: z
        .array(z.string())
        .optional()
        .meta({ description: 'With the 404 of a merge: the ids that nobody has.' }),
      links: z
        .array(z.strictObject({ rel: z.string(), href: z.string() }))
        .optional()
        .meta({
          description:
            'With `changes_expired`: from where to begin again, relative to the URL of the request: `now` for a new token, `list` for all that is there, `beginning` for the whole history.',
        }),
      stale: z
        .array(z.strictObject({ id: z.string(), etag: z.string() }))
        .optional()
        .meta({
          description:
            'With the `precondition_failed` of a merge: which customers are not as you knew them, and the `ETag` that each has now.',
        }),
      changed: z.array(ForeignChangeSchema).optional().meta({
        description:
          'With `precondition_failed`: what has been changed since your version, your own later edits included (`by_self`); of more than 50 places only the fields. Empty where the history does not know your version, or where too much has been changed since to be compared.',
      }),
    })
    .meta({ id: 'Problem', description: 'Every error, from every layer (RFC 9457).' });
}

/** The duplicates are those of a resource, whose own models say what they are. */
const OF_DUPLICATES = {
  duplicates: z.array(z.looseObject({})).optional().meta({
    description: 'With `duplicate_found`: who may be the same, as in the answer to a check for duplicates.',
  }),
  is_complete: z.boolean().optional().meta({ description: 'With `duplicates`: as in that answer.' }),
  checked: z.int().optional().meta({ description: 'With `duplicates`: as in that answer.' }),
  force: z
    .string()
    .optional()
    .meta({ description: 'With `duplicate_found`: the parameter with which it is saved all the same.' }),
};

const FaultSchema = z
  .strictObject({
    pointer: z.string().optional().meta({ description: 'Where in the body: a JSON Pointer (RFC 6901).' }),
    parameter: z.string().optional().meta({ description: 'Or the name of the parameter.' }),
    code: z.string().meta({ description: 'What is wrong, for a program.', examples: ['required'] }),
    message: z
      .string()
      .meta({ description: 'What is wrong, in one sentence, in the language of `Content-Language`.' }),
  })
  .meta({ id: 'Fault', description: 'One fault of a request.' });

const KeyMatchSchema = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    etag: z.string().meta({ description: 'The `ETag` that it has now, for an edit on condition.' }),
  })
  .meta({ id: 'KeyMatch', description: 'One that has a key.' });

const ForeignChangeSchema = z
  .strictObject({
    id: z.string().optional().meta({ description: 'Of a merge: the customer that was changed.' }),
    pointer: z.string().meta({
      description:
        'Where (RFC 6901): an element of a list that left at its old place, one that came or was changed at its new place.',
    }),
    by: z.string().meta({ description: 'The uid of who changed it last; `external` for another program.' }),
    by_name: z.string().nullable().meta({
      description: 'The name in their token then, else its e-mail address; null where it is not known.',
    }),
    by_self: z.boolean().meta({ description: 'Whether that was you.' }),
    at: z.iso.datetime(),
    from: z.unknown().optional().meta({
      description:
        'What was there in your version; null for nothing. Left out with `to` where one is over 1,000 characters.',
    }),
    to: z.unknown().optional().meta({ description: 'What is there now; null for nothing.' }),
  })
  .meta({ id: 'ForeignChange', description: 'A place that has been changed since your version.' });

/** Sent before it is known who calls, so without the headers of the rate limit. */
const UNLIMITED: readonly CommonProblem[] = ['unauthenticated', 'uri_too_long', 'expectation_failed'];

function describeProblems(problems: readonly Problem[], schema: z.ZodType): ZodOpenApiResponseObject {
  const own = problems.flatMap(({ headers }) => Object.keys(headers) as HeaderName[]);
  const isUnlimited = problems.every(({ code }) => UNLIMITED.some((unlimited) => unlimited === code));
  return {
    description: problems.map(({ code, detail }) => `\`${code}\`: ${detail.en}`).join('\n\n'),
    headers: headerReferences([
      ...ALWAYS,
      ...OF_PROBLEMS,
      ...(isUnlimited ? [] : RATE_LIMIT),
      ...new Set(own),
    ]),
    content: {
      'application/problem+json': {
        schema,
        examples: Object.fromEntries(problems.map((problem) => [problem.code, example(problem)])),
      },
    },
  };
}

const example = (problem: Problem) => ({
  summary: problem.title.en,
  value: problemBody(problem, '6f1c1b0e-4a0b-4a53-9f5c-5a3a3a0d8f11', 'en'),
});

const inPascalCase = (code: string) =>
  code.replaceAll(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
