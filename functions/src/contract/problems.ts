import { z } from 'zod';
import type { ZodOpenApiResponseObject } from 'zod-openapi';
import { customerNotFound, preconditionFailed, versionNotFound } from '../crm/customers/problems.ts';
import {
  authUnavailable,
  conflict,
  databaseUnavailable,
  forbidden,
  idempotencyKeyReused,
  internal,
  invalidCursor,
  malformedJson,
  methodNotAllowed,
  Problem,
  rateLimited,
  routeNotFound,
  tooLarge,
  unauthenticated,
  unsupportedMediaType,
  uriTooLong,
  validationFailed,
} from '../standards/problem.ts';
import { problemBody } from '../http/answer/problem-handler.ts';
import { ROLES } from '../http/auth/claims.ts';
import { ALWAYS, type HeaderName, headerReferences } from './headers.ts';

/** One of each, as the API itself makes it: the examples of the document. */
const problems = {
  malformed_json: malformedJson('The body is not valid JSON.'),
  invalid_cursor: invalidCursor(),
  unauthenticated: unauthenticated(),
  forbidden: forbidden('editor', 'viewer'),
  customer_not_found: customerNotFound(),
  version_not_found: versionNotFound(),
  route_not_found: routeNotFound(),
  method_not_allowed: methodNotAllowed(['GET', 'HEAD', 'POST']),
  conflict: conflict('This customer is not in the trash.'),
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

export type ProblemCode = keyof typeof problems;

const codes = Object.keys(problems) as [ProblemCode, ...ProblemCode[]];

export const FaultSchema = z
  .strictObject({
    pointer: z.string().optional().meta({ description: 'Where in the body: a JSON Pointer (RFC 6901).' }),
    parameter: z.string().optional().meta({ description: 'Or the name of the parameter or header.' }),
    code: z.string().meta({ description: 'What is wrong, for a program.', examples: ['required'] }),
    message: z.string().meta({ description: 'What is wrong, in one sentence.' }),
  })
  .meta({ id: 'Fault', description: 'One fault of a request.' });

export const ForeignChangeSchema = z
  .strictObject({ pointer: z.string(), by: z.string(), at: z.iso.datetime() })
  .meta({ id: 'ForeignChange', description: 'A field that somebody else has changed since your version.' });

export const ProblemSchema = z
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

/** Before anybody was asked who they are, no limit of theirs was counted. */
const UNLIMITED: readonly ProblemCode[] = ['unauthenticated', 'uri_too_long'];

/** The responses, by status, of an operation that can answer with these problems. */
export function problemResponses(possible: readonly ProblemCode[]): Record<string, ZodOpenApiResponseObject> {
  const byStatus = Map.groupBy(possible, (code) => problems[code].status);
  return Object.fromEntries([...byStatus].map(([status, those]) => [status, problemResponse(those)]));
}

/** One object for each combination: the document's components are told apart by identity. */
const made = new Map<string, ZodOpenApiResponseObject>();

function problemResponse(possible: readonly ProblemCode[]): ZodOpenApiResponseObject {
  const id = possible.map(inPascalCase).join('Or');
  const response = made.get(id) ?? describeProblems(id, possible);
  made.set(id, response);
  return response;
}

function describeProblems(id: string, possible: readonly ProblemCode[]): ZodOpenApiResponseObject {
  const own = possible.flatMap((code) => Object.keys(problems[code].headers) as HeaderName[]);
  const limited = possible.every((code) => UNLIMITED.includes(code)) ? [] : RATE_LIMIT;
  return {
    id,
    description: possible.map((code) => `\`${code}\`: ${problems[code].detail}`).join('\n\n'),
    headers: headerReferences([...ALWAYS, ...limited, ...new Set(own)]),
    content: {
      'application/problem+json': {
        schema: ProblemSchema,
        examples: Object.fromEntries(possible.map((code) => [code, example(problems[code])])),
      },
    },
  };
}

export const RATE_LIMIT: readonly HeaderName[] = ['RateLimit', 'RateLimit-Policy'];

const example = (problem: Problem) => ({
  summary: problem.title,
  value: problemBody(problem, '6f1c1b0e-4a0b-4a53-9f5c-5a3a3a0d8f11'),
});

const inPascalCase = (code: string) =>
  code.replaceAll(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
