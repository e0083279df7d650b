import { z } from 'zod';
import type { Operation } from '../http/operations.ts';

/** What is served beside the resources, which anyone may read: the OpenAPI document and the page that shows it. */
export const docsOperations = {
  getOpenApiDocument: { ...served('/openapi.json'), headers: ['ifNoneMatch'] },
  getDocsPage: served('/docs'),
  getDocsFile: {
    ...served('/docs/{file}'),
    params: z.object({ file: z.string() }),
    headers: ['ifNoneMatch'],
  },
} as const satisfies Record<string, Operation>;

/** A query string makes no difference to any of them. */
function served<const Path extends string>(path: Path) {
  return { method: 'get', path, role: null, query: z.looseObject({}) } as const;
}
