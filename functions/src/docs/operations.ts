// The operations that are served beside the resources: the OpenAPI document, and the page that shows it.
import { z } from 'zod';
import type { Operation } from '../http/operations.ts';

/** Anyone may read them. */
export const docsOperations = {
  getOpenApiDocument: { ...served('/openapi.json'), headers: ['ifNoneMatch'] },
  getDocsPage: served('/docs'),
  getDocsFile: {
    ...served('/docs/{file}'),
    params: z.object({ file: z.string() }),
    headers: ['ifNoneMatch'],
  },
} as const satisfies Record<string, Operation>;

/** What all of them have in common; a query string makes no difference to any. */
function served<const Path extends string>(path: Path) {
  return { method: 'get', path, role: null, query: z.looseObject({}) } as const;
}
