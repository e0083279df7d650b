// Makes one operation of the OpenAPI document.
import { z } from 'zod';
import type {
  ZodOpenApiMediaTypeObject,
  ZodOpenApiOperationObject,
  ZodOpenApiResponseObject,
} from 'zod-openapi';
import { isWrite, mediaTypesOf, type Operation } from '../http/operations.ts';
import { JsonPatch } from '../schemas/json-patch.ts';
import { ALWAYS, headerReferences, parameterReference, RATE_LIMIT } from './headers.ts';
import type { CommonProblem, ProblemResponses } from './problems.ts';
import type { Answer, Description, Examples } from './resource.ts';

/** The operation is made from the table that the router reads, and from the text that describes it. */
export function describeOperation(
  operationId: string,
  operation: Operation,
  text: Description,
  problemResponses: ProblemResponses,
): ZodOpenApiOperationObject {
  const { role, params, query, body, rawBody, headers = [] } = operation;
  const { tag, summary, description, parameters = {} } = text;
  const writes = isWrite(operation);
  const problems = [
    ...(body === undefined ? [] : WITH_BODY),
    ...(rawBody === undefined ? [] : WITH_BYTES),
    ...(CONDITIONS.some((name) => headers.includes(name)) ? (['malformed_header'] as const) : []),
    ...(writes ? WITH_KEY : []),
    ...(text.problems ?? []),
    ...(role === null ? [] : WITH_ROLE),
    ...COMMON,
  ];
  const answers = Object.fromEntries(
    Object.entries(text.answers).map(
      ([status, answer]) => [status, response(writes ? repeatable(answer) : answer, role)] as const,
    ),
  );
  return {
    operationId,
    tags: [tag],
    summary,
    description: role === null ? description : `${description}\n\nRole: **${role}** or more.`,
    security: role === null ? [] : SECURITY,
    ...(role !== null && { 'x-required-role': role }),
    requestParams: {
      ...(params && { path: described(params, parameters) }),
      ...(query && { query: described(query, parameters) }),
    },
    parameters: [
      ...new Set([...headers, ...(writes ? (['idempotencyKey'] as const) : [])]),
      ...(rawBody ? (['contentDigest'] as const) : []),
      'acceptLanguage' as const,
      'requestId' as const,
    ].map(parameterReference),
    ...(body && {
      requestBody: { required: true, content: bodies(operation, body, text) },
    }),
    ...(rawBody && {
      requestBody: { required: true, content: { 'application/octet-stream': content(BYTES, text.examples) } },
    }),
    responses: { ...answers, ...problemResponses([...new Set(problems)]) },
  };
}

/** The problems of every request, of one that needs a role, of one with a body, and of one that takes an idempotency key. */
const COMMON: readonly CommonProblem[] = [
  'method_not_allowed',
  'uri_too_long',
  'expectation_failed',
  'internal',
];
const WITH_ROLE: readonly CommonProblem[] = [
  'unauthenticated',
  'forbidden',
  'rate_limited',
  'database_unavailable',
  'auth_unavailable',
];
const WITH_BODY: readonly CommonProblem[] = [
  'malformed_json',
  'too_large',
  'unsupported_media_type',
  'validation_failed',
];

const WITH_BYTES: readonly CommonProblem[] = [
  'malformed_header',
  'malformed_json',
  'too_large',
  'unsupported_media_type',
  'validation_failed',
];

const BYTES = z.string().meta({ format: 'binary' });

/** The headers that are 400 where nothing can be read in them. */
const CONDITIONS = ['ifMatch', 'ifNoneMatch'] as const;

const WITH_KEY: readonly CommonProblem[] = [
  'malformed_header',
  'idempotency_key_reused',
  'validation_failed',
];

/** An answer that may be that of an earlier request with the same key. */
const repeatable = (answer: Answer): Answer => ({
  ...answer,
  headers: [...(answer.headers ?? []), 'Idempotent-Replayed'],
});

/** With an ID token; where the project enforces App Check, with an App Check token too. */
const SECURITY = [{ idToken: [] }, { idToken: [], appCheck: [] }];

/** The parameters of a schema, each with its description. */
function described({ shape }: z.ZodObject, texts: Record<string, z.core.GlobalMeta>): z.ZodObject {
  return z.object(
    Object.fromEntries(
      Object.entries(shape).map(([name, schema]) => [name, (schema as z.ZodType).meta(texts[name] ?? {})]),
    ),
  );
}

function response(
  { description, headers = [], mediaType, schema, examples, formats, alsoAs = [] }: Answer,
  role: Operation['role'],
): ZodOpenApiResponseObject {
  return {
    description,
    headers: headerReferences([...headers, ...ALWAYS, ...(role === null ? [] : RATE_LIMIT)]),
    ...((schema ?? mediaType) && {
      content: {
        [mediaType ?? 'application/json']: content(schema, examples),
        ...Object.fromEntries(alsoAs.map((other) => [other, { schema: TEXT }])),
      },
    }),
    ...(formats && {
      content: Object.fromEntries(
        Object.entries(formats).map(([type, ofType]) => [type, content(z.string(), ofType)]),
      ),
    }),
  };
}

/**
 * One operation of the document for two of the API: `other` answers instead of `operation` where another format is asked for. The document has one
 * operation for a path and a method.
 */
export function withFormats(
  operation: ZodOpenApiOperationObject,
  other: ZodOpenApiOperationObject,
): ZodOpenApiOperationObject {
  const [query, more] = [operation, other].map(
    ({ requestParams }) => (requestParams?.query as z.ZodObject | undefined)?.shape ?? {},
  ) as [z.ZodRawShape, z.ZodRawShape];
  const [answer, inFormat] = [operation.responses['200'], other.responses['200']] as [
    ZodOpenApiResponseObject,
    ZodOpenApiResponseObject,
  ];
  return {
    ...operation,
    description: `${operation.description ?? ''}\n\n${other.summary ?? ''}: ${other.description ?? ''}`,
    requestParams: { ...operation.requestParams, query: z.object(Object.assign({}, more, query)) },
    responses: Object.assign({}, other.responses, operation.responses, {
      200: {
        description: answer.description,
        headers: Object.assign({}, inFormat.headers, answer.headers),
        content: Object.assign({}, answer.content, inFormat.content),
      },
    }),
  };
}

const TEXT = z.string();

/** The body in each media type that the operation takes. */
function bodies(operation: Operation, body: z.ZodType, { examples, patchExamples }: Description) {
  return Object.fromEntries(
    mediaTypesOf(operation).map((mediaType) => [
      mediaType,
      mediaType === 'application/json-patch+json'
        ? content(JsonPatch, patchExamples)
        : content(body, examples),
    ]),
  );
}

function content(schema?: z.ZodType, examples?: Examples): ZodOpenApiMediaTypeObject {
  return { ...(schema && { schema }), ...(examples && { examples }) };
}
