import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { type FormatsPlugin } from 'ajv-formats';
import formats from 'ajv-formats';
import { expect } from 'vitest';
import type { Answer } from './client.ts';
import { contract, type DocumentedResponse, type Operation, operationsAt } from './contract.ts';

const ajv = new Ajv2020({ strict: false, allErrors: true, coerceTypes: false });
(formats as unknown as FormatsPlugin)(ajv);
ajv.addSchema(contract, 'contract');

/** Headers of HTTP itself, of the platform, of CORS and of browsers' security: no part of this API's contract. */
const TRANSPORT =
  /^(?:date|x-powered-by|connection|keep-alive|transfer-encoding|content-(?:length|type|security-policy)|vary|access-control-.*|cross-origin-.*|origin-agent-cluster|referrer-policy|strict-transport-security|x-(?:content-type-options|dns-prefetch-control|download-options|frame-options|permitted-cross-domain-policies|xss-protection))$/;

interface Request {
  method: string;
  path: string;
  body?: unknown;
  /** Of the body. */
  mediaType?: string | undefined;
  /** The body holds what an answer gave: the document describes what is new in one. */
  sentBack?: boolean;
}

/**
 * Holds one exchange to the document: the status, every header and the body of the answer, and where the API has accepted
 * a request, that the document does so too.
 */
export function expectDocumented(request: Request, answer: Answer): void {
  // A preflight is answered by CORS (Fetch standard), which OpenAPI does not describe.
  if (request.method === 'OPTIONS') return;
  const { status } = answer;
  const name = `${request.method} ${request.path.slice(0, 100)} → ${status}`;
  const operation = operationOf(request, status);
  if (operation === undefined) {
    expect(problemOf(answer), name).toEqual({ status: 404, code: 'route_not_found', faults: [] });
    return;
  }
  const pointer = responsePointer(operation, status);
  expect(pointer, `${name} is documented`).not.toBeNull();
  if (pointer === null) return;
  const documented = at(pointer) as DocumentedResponse;
  expect(headerFaults(documented, answer), name).toEqual([]);
  expect(bodyFaults(pointer, documented, request, answer), name).toEqual([]);
  const accepted = status < 300 && !request.sentBack ? acceptedOf(request, answer) : null;
  if (accepted !== null) expect(requestFaults(operation, accepted), `the body of ${name}`).toEqual([]);
}

/** What has been accepted of a request: of a batch the operations that were done; null for nothing. */
function acceptedOf(request: Request, { body }: Answer): Request | null {
  const sent = request.body as { operations?: unknown[] } | undefined;
  if (!Array.isArray(body?.results) || !sent?.operations) return request;
  const operations = sent.operations.filter((_, at) => body.results[at].status < 300);
  return operations.length === 0 ? null : { ...request, body: { ...sent, operations } };
}

/** The operation that answered; for a method that the path does not have, one that documents the 405. */
function operationOf({ method, path }: Request, status: number): Operation | undefined {
  const candidates = operationsAt(path.split('?')[0] ?? '');
  const own = candidates.find((operation) => operation.method === (method === 'HEAD' ? 'GET' : method));
  return own ?? (status === 405 ? candidates[0] : candidates.find(() => status !== 404));
}

function responsePointer({ path, method, responses }: Operation, status: number): string[] | null {
  const response = responses[status];
  if (response === undefined) return null;
  if ('$ref' in response) return response.$ref.slice(2).split('/');
  return ['paths', path, method.toLowerCase(), 'responses', String(status)];
}

function headerFaults({ headers = {} }: DocumentedResponse, answer: Answer): string[] {
  const documented = Object.keys(headers).map((name) => name.toLowerCase());
  const unknown = [...answer.headers.keys()].filter(
    (name) => !TRANSPORT.test(name) && !documented.includes(name),
  );
  const wrong = Object.keys(headers).flatMap((name) => {
    const header = contract.components.headers[name];
    if (header === undefined) return [`${name} has no component`];
    const value = answer.headers.get(name);
    if (value === null) return header.required ? [`${name} is missing`] : [];
    const typed = header.schema.type === 'integer' ? Number(value) : value;
    return faultsOf(['components', 'headers', name, 'schema'], typed).map((fault) => `${name} ${fault}`);
  });
  return [...unknown.map((name) => `${name} is not documented`), ...wrong];
}

function bodyFaults(
  pointer: string[],
  { content }: DocumentedResponse,
  request: Request,
  answer: Answer,
): string[] {
  if (content === undefined) return answer.body === null ? [] : ['there is a body'];
  const type = answer.headers.get('Content-Type')?.split(';')[0] ?? '';
  const media = type in content ? type : '*/*';
  if (!(media in content)) return [`${type} is not documented`];
  if (request.method === 'HEAD') return [];
  const { schema, examples = {} } = content[media] ?? {};
  const faults = schema === undefined ? [] : faultsOf([...pointer, 'content', media, 'schema'], answer.body);
  const code: unknown = type === 'application/problem+json' ? answer.body.code : undefined;
  return typeof code === 'string' && !(code in examples) ? [...faults, `${code} is not documented`] : faults;
}

function requestFaults(
  { path, method, requestBody }: Operation,
  { body, mediaType = 'application/json' }: Request,
): string[] {
  if (requestBody === undefined) return [];
  const pointer = [
    'paths',
    path,
    method.toLowerCase(),
    'requestBody',
    'content',
    mediaType.split(';')[0] ?? '',
    'schema',
  ];
  const value: unknown = typeof body === 'string' ? JSON.parse(body) : body;
  return body instanceof Uint8Array ? [] : faultsOf(pointer, asDocumented(value));
}

/** The API trims and normalises before it measures; the document speaks of the text that is then stored. */
function asDocumented(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (key, child: unknown) =>
      typeof child !== 'string'
        ? child
        : key === 'at'
          ? child.replace(/(?<!Z|[+-]\d\d:?\d\d)$/, 'Z')
          : child.normalize('NFC').trim(),
    ),
  );
}

function problemOf({ status, body }: Answer) {
  return {
    status,
    code: body?.code as unknown,
    faults: faultsOf(['components', 'schemas', 'Problem'], body),
  };
}

function faultsOf(pointer: readonly string[], value: unknown): string[] {
  const validate = validatorAt(pointer);
  if (validate(value)) return [];
  return (validate.errors ?? []).map(({ instancePath, message, params }) =>
    [instancePath, message, JSON.stringify(params)].join(' '),
  );
}

function validatorAt(pointer: readonly string[]): ValidateFunction {
  const tokens = pointer.map((token) =>
    encodeURIComponent(token.replaceAll('~', '~0').replaceAll('/', '~1')),
  );
  const validate = ajv.getSchema(`contract#/${tokens.join('/')}`);
  if (validate === undefined) throw new Error(`no schema at ${pointer.join(' ')}`);
  return validate;
}

function at(pointer: readonly string[]): unknown {
  return pointer.reduce<unknown>((value, token) => (value as Record<string, unknown>)[token], contract);
}
