// Makes the responses of the OpenAPI document that are problems, with an example of each.
import { z } from 'zod';
import type { ZodOpenApiResponseObject } from 'zod-openapi';
import { ROLES } from '../http/auth/claims.ts';
import { conflict, preconditionFailed, versionNotFound } from '../records/problems.ts';
import { type Problem, problemBody } from '../standards/problem.ts';
import {
  authUnavailable,
  databaseUnavailable,
  forbidden,
  idempotencyKeyReused,
  internal,
  invalidCursor,
  malformedJson,
  methodNotAllowed,
  rateLimited,
  routeNotFound,
  tooLarge,
  unauthenticated,
  unsupportedMediaType,
  uriTooLong,
  validationFailed,
} from '../standards/problems.ts';
import { ALWAYS, type HeaderName, headerReferences, RATE_LIMIT } from './headers.ts';

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
  malformed_json: malformedJson('The body is not valid JSON.'),
  invalid_cursor: invalidCursor(),
  unauthenticated: unauthenticated(),
  forbidden: forbidden('editor', 'viewer'),
  version_not_found: versionNotFound(),
  route_not_found: routeNotFound(),
  method_not_allowed: methodNotAllowed(['GET', 'HEAD', 'POST']),
  conflict: conflict('It exists, so that it cannot come back from the trash.'),
  precondition_failed: preconditionFailed('"4-gkz1x3b2k1"', [
    { pointer: '/contacts/0/value', by: 'uid-maria', at: '2025-04-24T07:15:30.000Z' },
  ]),
  too_large: tooLarge('The body is longer than 1048576 bytes.'),
  uri_too_long: uriTooLong(),
  unsupported_media_type: unsupportedMediaType('Send the body as application/json in UTF-8.'),
  validation_failed: validationFailed([
    { pointer: '/name', code: 'required', message: 'This field is required.' },
    { pointer: '/contacts/0/vallue', code: 'unknown_field', message: 'There is no such field.' },
  ]),
  idempotency_key_reused: idempotencyKeyReused(),
  rate_limited: rateLimited(42),
  internal: internal(undefined),
  database_unavailable: databaseUnavailable(undefined),
  auth_unavailable: authUnavailable(undefined),
} satisfies Record<string, Problem>;

function problemSchema(codes: readonly string[]): z.ZodType {
  return z
    .strictObject({
      type: z.string().meta({ format: 'uri', description: '`urn:crm:problem:` and the code.' }),
      title: z.string(),
      status: z.int().meta({ description: 'The HTTP status.' }),
      detail: z.string().meta({ description: 'One sentence that may be shown to the user as it is.' }),
      code: z.enum(codes).meta({ id: 'ProblemCode', description: 'What went wrong, for a program.' }),
      request_id: z.string().meta({ description: 'As in `X-Request-Id`.' }),
      errors: z
        .array(FaultSchema)
        .optional()
        .meta({ description: 'With `validation_failed`: all the faults, the first 20 of them.' }),
      errors_total: z.int().optional().meta({ description: 'How many faults there are, when more than 20.' }),
      required_role: z.enum(ROLES).optional().meta({ description: 'With `forbidden`: the role needed.' }),
      changed: z.array(ForeignChangeSchema).optional().meta({
        description:
          'With `precondition_failed`: what others have changed since your version; of more than 50 places only the fields.',
      }),
    })
    .meta({ id: 'Problem', description: 'Every error, from every layer (RFC 9457).' });
}

const FaultSchema = z
  .strictObject({
    pointer: z.string().optional().meta({ description: 'Where in the body: a JSON Pointer (RFC 6901).' }),
    parameter: z.string().optional().meta({ description: 'Or the name of the parameter or header.' }),
    code: z.string().meta({ description: 'What is wrong, for a program.', examples: ['required'] }),
    message: z.string().meta({ description: 'What is wrong, in one sentence.' }),
  })
  .meta({ id: 'Fault', description: 'One fault of a request.' });

const ForeignChangeSchema = z
  .strictObject({ pointer: z.string(), by: z.string(), at: z.iso.datetime() })
  .meta({ id: 'ForeignChange', description: 'A field that somebody else has changed since your version.' });

/** Sent before it is known who calls, so without the headers of the rate limit. */
const UNLIMITED: readonly CommonProblem[] = ['unauthenticated', 'uri_too_long'];

function describeProblems(problems: readonly Problem[], schema: z.ZodType): ZodOpenApiResponseObject {
  const own = problems.flatMap(({ headers }) => Object.keys(headers) as HeaderName[]);
  const isUnlimited = problems.every(({ code }) => UNLIMITED.some((unlimited) => unlimited === code));
  return {
    description: problems.map(({ code, detail }) => `\`${code}\`: ${detail}`).join('\n\n'),
    headers: headerReferences([...ALWAYS, ...(isUnlimited ? [] : RATE_LIMIT), ...new Set(own)]),
    content: {
      'application/problem+json': {
        schema,
        examples: Object.fromEntries(problems.map((problem) => [problem.code, example(problem)])),
      },
    },
  };
}

const example = (problem: Problem) => ({
  summary: problem.title,
  value: problemBody(problem, '6f1c1b0e-4a0b-4a53-9f5c-5a3a3a0d8f11'),
});

const inPascalCase = (code: string) =>
  code.replaceAll(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
