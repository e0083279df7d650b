// Operations as plain values, each with its role and its input, and the routes that are made from a table of them.
import { hash } from 'node:crypto';
import type { Request, RequestHandler, Response, Router } from 'express';
import { z } from 'zod';
import { JsonPatch } from '../schemas/json-patch.ts';
import type { EntityTags } from '../standards/entity-tag.ts';
import type { Role } from './auth/claims.ts';
import type { RoleGate } from './auth/role-gate.ts';
import { heedReads } from './rate-limit.ts';
import { conditionOf } from './request/conditions.ts';
import { askedFormat, type Formats } from './request/format.ts';
import { idempotencyKey } from './request/idempotency-key.ts';
import { readBody } from './request/body-room.ts';
import { readRawBody } from './request/raw-body.ts';
import { type JsonBody, MEDIA_TYPES, type MediaType } from './request/json-body.ts';
import { prefersMinimal } from './request/prefer.ts';
import { parseQuery, queryParameters } from './request/query-string.ts';
import { validate, validateForm } from './request/validation.ts';
import { type Method, route } from './routes.ts';

/** A resource writes its operations once, in a table; the routes and the OpenAPI document are both made from it. */
export interface Operation {
  method: Method;
  /** Below the path of the resource, as OpenAPI writes it: `/`, `/{customer_id}/history`. */
  path: string;
  /** The least role that may call it; null for anyone, without a token. */
  role: Role | null;
  /** A parameter of the query string that needs a higher role where it has this value. */
  roleWith?: { parameter: string; value: string; role: Role };
  /** The parameters of the path; left out where it has none. */
  params?: z.ZodObject;
  /** The query string; where it is left out, any parameter is 422. */
  query?: z.ZodObject;
  /** The JSON body; where it is left out, the body is not read. */
  body?: z.ZodType;
  /** The body is bytes of any media type, at most so many. */
  rawBody?: { most: number };
  /** What is validated of the body before the handler, which validates the rest itself and gets it as it was sent. */
  envelope?: z.ZodType;
  /** The handler validates the body beside what is stored, and gets it as it was sent: what was read may be sent back. */
  comparesBody?: true;
  /** It takes a JSON Patch (RFC 6902) and a JSON Merge Patch (RFC 7396) too, by their media types; `body` is the schema of the merge patch. */
  takesJsonPatch?: true;
  /** It answers instead of the operation of the same method and path where a request asks for one of these formats. */
  formats?: Formats;
  /** Its path may be the id of a record too: what it does not answer is left to the routes behind it. */
  isShared?: true;
  /** A POST that reads, with its query in the body. Every other operation but a GET is a write, and takes an idempotency key. */
  isRead?: true;
  /** The request headers that it heeds. */
  headers?: readonly (keyof RequestHeaders)[];
}

/** The request headers that an operation may heed, and what its handler gets of each. */
export interface RequestHeaders {
  /** Null where the request has no such header. */
  ifMatch: EntityTags | null;
  ifNoneMatch: EntityTags | null;
  idempotencyKey: string | undefined;
  /** Whether the least of an answer is wanted (`Prefer: return=minimal`). */
  prefer: boolean;
}

/** What a handler gets of a request: parsed, and nothing but what its operation declares. */
type Input<Declared extends Operation> = {
  params: Parsed<Declared['params']>;
  query: Parsed<Declared['query']>;
  body:
    | (Declared extends { comparesBody: true }
        ? Record<string, unknown>
        : Declared extends { rawBody: object }
          ? Buffer
          : Parsed<Declared extends { envelope: infer Envelope } ? Envelope : Declared['body']>)
    | (Declared extends { takesJsonPatch: true } ? JsonPatch : never);
  /** The name of the format that is asked for. */
  format: Declared extends { formats: infer Names } ? keyof Names : undefined;
} & Pick<
  RequestHeaders,
  Declared['headers'] extends readonly (infer Name)[] ? Name & keyof RequestHeaders : never
>;

/** Whether an operation may change something. */
export const isWrite = ({ method, isRead }: Operation): boolean => method !== 'get' && isRead !== true;

/** One handler for each operation of a table, under the same name: a missing one does not compile. */
export type Handlers<Operations extends Record<string, Operation>> = {
  [Name in keyof Operations]: (input: Input<Operations[Name]>, res: Response) => Promise<void> | void;
};

/**
 * Registers the routes of a table of operations, in its order: `/trash` must stand before `/{customer_id}`. A request passes the gate
 * of its role (null where no operation needs one), is parsed and reaches its handler. What is wrong is refused in this
 * order: reads left, role, query string, path, headers, body.
 *
 * @param before what else a request of an operation passes, before its role is asked for
 */
export function serveOperations<const Operations extends Record<string, Operation>>(
  router: Router,
  operations: Operations,
  requireRole: RoleGate | null,
  handlers: Handlers<Operations>,
  before: { [Name in keyof Operations]?: RequestHandler[] } = {},
): void {
  const isApart = ([, { formats, isShared }]: [string, Operation]) => isShared ?? formats !== undefined;
  const all = Object.entries<Operation>(operations);
  const byPath = Map.groupBy(all, (each) => `${isApart(each) ? each[0] : ''} ${each[1].path}`);
  for (const ofPath of byPath.values()) {
    const [first] = ofPath;
    if (first === undefined) continue;
    const methods = ofPath.map(([name, operation]) => {
      const handle = handlers[name] as unknown as Handler;
      const answer: RequestHandler = async (req, res) => {
        await handle(await parse(operation, req, res), res);
      };
      const limited = isWrite(operation) ? [] : [heedReads];
      return [
        operation.method,
        [
          ...choiceOf(operation),
          ...limited,
          ...(before[name] ?? []),
          ...gateOf(operation, requireRole),
          answer,
        ],
      ] as const;
    });
    const path = first[1].path.replaceAll(/\{(\w+)\}/g, ':$1');
    route(router, path, Object.fromEntries(methods), { isShared: isApart(first) });
  }
}

/** Leaves a request that asks for no format to the next operation of the path. */
function choiceOf({ formats }: Operation): RequestHandler[] {
  if (formats === undefined) return [];
  return [
    (req, res, next) => {
      res.vary('Accept');
      if (askedFormat(req, formats) === null) next('route');
      else next();
    },
  ];
}

type Parsed<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;

type Handler = (input: unknown, res: Response) => Promise<void> | void;

function gateOf({ role, roleWith, path }: Operation, requireRole: RoleGate | null): RequestHandler[] {
  if (role === null) return [];
  if (requireRole === null) throw new Error(`${path} needs a role, and nothing here checks it`);
  if (roleWith === undefined) return [requireRole(role)];
  const { parameter, value } = roleWith;
  const isMore = (req: Request) => queryParameters(req).getAll(parameter).includes(value);
  return [requireRole((req) => (isMore(req) ? roleWith.role : role))];
}

async function parse(operation: Operation, req: Request, res: Response): Promise<unknown> {
  const { path, role, params, query, body, headers = [] } = operation;
  const parameters = parseQuery(query ?? NO_QUERY, req);
  const inPath = params && validate(params, req.params, 'parameters');
  // The path of a record begins with its id.
  const id = role === null ? undefined : inPath?.[/^\/\{(\w+)\}/.exec(path)?.[1] ?? ''];
  if (typeof id === 'string') res.locals.recordId = id;
  const input = {
    query: query && parameters,
    params: inPath,
    ...(operation.formats && { format: askedFormat(req, operation.formats) }),
    ...Object.fromEntries(headers.map((name) => [name, HEADERS[name](req)])),
  };
  const key = isWrite(operation) ? idempotencyKey(req) : undefined;
  const identify = (sent?: JsonBody) => {
    const identity = identityOf(operation, req, sent?.value);
    res.locals.keyed = key === undefined ? null : { key, identity };
  };
  if (operation.rawBody) {
    const bytes = await readRawBody(req, res.locals, operation.rawBody.most);
    const digest = key === undefined ? null : hash('sha256', bytes, 'base64url');
    identify({ value: digest, mediaType: 'application/json' });
    return { ...input, body: bytes };
  }
  if (!body) {
    identify();
    return { ...input, body };
  }
  const parsed = await readBody(req, res.locals, mediaTypesOf(operation), (sent) => {
    identify(sent);
    return parseBody(operation, body, sent);
  });
  return { ...input, body: parsed };
}

/** The media types of the bodies that an operation takes. */
export const mediaTypesOf = ({ takesJsonPatch }: Operation): readonly MediaType[] =>
  takesJsonPatch ? MEDIA_TYPES : ['application/json'];

function parseBody(
  { comparesBody, envelope }: Operation,
  schema: z.ZodType,
  { value, mediaType }: JsonBody,
): unknown {
  if (mediaType === 'application/json-patch+json') return validate(JsonPatch, value, 'body');
  return comparesBody ? validateForm(schema, value) : validate(envelope ?? schema, value, 'body');
}

/**
 * What tells a request from another one, as it was sent: no default and no name of a parameter is in it, which another release might
 * change. `/api` in front, the case of the resource's name and the encoding of the path make no difference.
 */
function identityOf({ method, path }: Operation, req: Request, body: unknown): unknown {
  const resource = req.baseUrl.toLowerCase().replace(/^\/api(?=\/)/, '');
  const names = path.match(PARAMETERS) ?? [];
  const values = names.map((name) => req.params[name.slice(1, -1)]);
  const query = [...queryParameters(req)].map((pair) => pair.join('=')).sort();
  return [method, resource + path.replaceAll(PARAMETERS, '{}'), values, query, body ?? null];
}

const PARAMETERS = /\{\w+\}/g;

const NO_QUERY = z.strictObject({});

const HEADERS: { [Name in keyof RequestHeaders]: (req: Request) => RequestHeaders[Name] } = {
  ifMatch: (req) => conditionOf(req, 'If-Match'),
  ifNoneMatch: (req) => conditionOf(req, 'If-None-Match'),
  idempotencyKey,
  prefer: prefersMinimal,
};
