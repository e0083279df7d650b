import { z } from 'zod';
import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { operation } from '../contract/operation.ts';

const shared = { tag: 'The contract', role: null, headers: ['IfNoneMatch'] } as const;
const unchanged = { description: 'It still is as you have it.', headers: ['ETag'] } as const;

const OpenApiDocument = z
  .looseObject({ openapi: z.string() })
  .meta({ id: 'OpenApiDocument', description: 'An OpenAPI 3.1 document.' });

/** The contract itself, which anyone may read. */
export const docsPaths: ZodOpenApiPathsObject = {
  '/openapi.json': {
    get: operation({
      ...shared,
      operationId: 'getOpenApiDocument',
      summary: 'This document',
      description: 'The contract, for tools.',
      answers: {
        200: {
          description: 'The OpenAPI document.',
          headers: ['ETag'],
          schema: OpenApiDocument,
          examples: {
            beginning: {
              summary: 'How it begins',
              value: { openapi: '3.1.1', info: { title: 'Customers API', version: '1.0.0' } },
            },
          },
        },
        304: unchanged,
      },
    }),
  },
  '/docs': {
    get: operation({
      ...shared,
      headers: [],
      operationId: 'getDocsPage',
      summary: 'The page that shows this document',
      description: 'The contract, for people: read it and send real requests.',
      answers: { 200: { description: 'A web page.', mediaType: 'text/html', schema: z.string() } },
    }),
  },
  '/docs/{file}': {
    get: operation({
      ...shared,
      operationId: 'getDocsFile',
      summary: 'A file of that page',
      description: 'Scripts, styles and the icon; nothing is loaded from anywhere else.',
      path: z.object({
        file: z.string().meta({ description: 'The name of the file.', param: { example: 'page.js' } }),
      }),
      answers: {
        200: { description: 'The file.', headers: ['ETag'], mediaType: '*/*', schema: z.unknown() },
        304: unchanged,
      },
      problems: ['route_not_found'],
    }),
  },
};
