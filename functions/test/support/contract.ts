import { contractFile } from '../../scripts/project.ts';
import type { Role } from '../../src/http/auth/claims.ts';
import { readFileSync } from 'node:fs';

interface Contract {
  info: { description: string };
  paths: Record<string, Record<string, Operation & { 'x-required-role'?: Role }>>;
  components: {
    headers: Record<string, { required?: boolean; schema: { type: string } }>;
    schemas: Record<string, { enum?: string[] }>;
  };
}

/** The contract as it is committed. */
export const contract = JSON.parse(readFileSync(contractFile, 'utf8')) as Contract;

export interface DocumentedResponse {
  headers?: Record<string, { $ref: string }>;
  content?: Record<string, { schema?: object; examples?: Record<string, unknown> }>;
}

export interface Operation {
  method: string;
  path: string;
  role: Role | undefined;
  operationId: string;
  parameters: { $ref?: string; name?: string; schema?: { default?: unknown } }[];
  requestBody?: { content: Record<string, { schema: object }> };
  responses: Record<string, DocumentedResponse | { $ref: string }>;
}

const METHODS = ['get', 'put', 'post', 'patch', 'delete'] as const;

/** Every operation of the contract. */
export const operations: Operation[] = Object.entries(contract.paths).flatMap(([path, item]) =>
  METHODS.flatMap((method) => {
    const operation = item[method];
    return operation === undefined
      ? []
      : [{ ...operation, method: method.toUpperCase(), path, role: operation['x-required-role'] }];
  }),
);

/** The operations of the path that a URL names, with or without `/api`; one without parameters comes first. */
export function operationsAt(pathname: string): Operation[] {
  const path = pathname.replace(/^\/api(?=\/)/, '').replace(/(?<=.)\/$/, '');
  const matching = operations.filter(
    (operation) => isDecodable(path) && patternOf(operation.path).test(path),
  );
  const plain = matching.filter((operation) => operation.path === path);
  return plain.length > 0 ? plain : matching;
}

/** A path that cannot be decoded, such as `%ZZ`, names nothing. */
function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{[^}]*\}/g, '[^/]+')}$`);
}
