import type { z } from 'zod';
import type {
  ZodOpenApiMediaTypeObject,
  ZodOpenApiOperationObject,
  ZodOpenApiResponseObject,
} from 'zod-openapi';
import type { Role } from '../http/auth/claims.ts';
import { ALWAYS, type HeaderName, type HeaderParameter, headerReferences } from './headers.ts';
import { type ProblemCode, problemResponses, RATE_LIMIT } from './problems.ts';

type Examples = Record<string, { summary: string; value: unknown }>;

/** A JSON body, and examples of it. */
export interface RequestBody {
  schema: z.ZodType;
  examples: Examples;
}

interface Answer {
  description: string;
  headers?: readonly HeaderName[];
  mediaType?: string;
  schema?: z.ZodType;
  examples?: Examples;
}

interface OperationInit {
  operationId: string;
  tag: string;
  summary: string;
  description: string;
  /** The least role that may call it; null for anyone, without a token. */
  role: Role | null;
  path?: z.ZodObject;
  query?: z.ZodObject;
  headers?: readonly HeaderParameter[];
  body?: RequestBody;
  answers: Record<`${2 | 3}${string}`, Answer>;
  /** The problems of its own, beside those that every operation of its kind can have. */
  problems?: readonly ProblemCode[];
}

/** Of every request, of one with a token, and of one with a body. */
const COMMON: readonly ProblemCode[] = ['method_not_allowed', 'uri_too_long', 'internal'];
const AUTHENTICATED: readonly ProblemCode[] = [
  'unauthenticated',
  'forbidden',
  'rate_limited',
  'database_unavailable',
  'auth_unavailable',
];
const WITH_BODY: readonly ProblemCode[] = [
  'malformed_json',
  'too_large',
  'unsupported_media_type',
  'validation_failed',
];

/** One operation of the document: what all have in common is said here once. */
export function operation(init: OperationInit): ZodOpenApiOperationObject {
  const { operationId, tag, summary, role, path, query, headers = [], body } = init;
  const problems = [
    ...(body === undefined ? [] : WITH_BODY),
    ...(init.problems ?? []),
    ...(role === null ? [] : AUTHENTICATED),
    ...COMMON,
  ];
  const answers = Object.fromEntries(
    Object.entries(init.answers).map(([status, answer]) => [status, response(answer, role)] as const),
  );
  return {
    operationId,
    tags: [tag],
    summary,
    description: role === null ? init.description : `${init.description}\n\nRole: **${role}** or more.`,
    security: role === null ? [] : SECURITY,
    ...(role !== null && { 'x-required-role': role }),
    requestParams: { ...(path && { path }), ...(query && { query }) },
    parameters: [...headers, 'XRequestId'].map((name) => ({ $ref: `#/components/parameters/${name}` })),
    ...(body && {
      requestBody: { required: true, content: { 'application/json': content(body.schema, body.examples) } },
    }),
    responses: { ...answers, ...problemResponses([...new Set(problems)]) },
  };
}

/** With an ID token; where the project enforces App Check, with an App Check token too. */
const SECURITY = [{ idToken: [] }, { idToken: [], appCheck: [] }];

function response(
  { description, headers = [], mediaType, schema, examples }: Answer,
  role: Role | null,
): ZodOpenApiResponseObject {
  return {
    description,
    headers: headerReferences([...headers, ...ALWAYS, ...(role === null ? [] : RATE_LIMIT)]),
    ...((schema ?? mediaType) && {
      content: { [mediaType ?? 'application/json']: content(schema, examples) },
    }),
  };
}

function content(schema?: z.ZodType, examples?: Examples): ZodOpenApiMediaTypeObject {
  return { ...(schema && { schema }), ...(examples && { examples }) };
}
