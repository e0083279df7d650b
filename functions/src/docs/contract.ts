// What the OpenAPI document says of itself and of the docs page; only a build loads it.
import { z } from 'zod';
import { parameter } from '../contract/parameters.ts';
import { resource } from '../contract/resource.ts';
import { docsOperations } from './operations.ts';

const tag = 'The contract';
const unchanged = { description: 'It still is as you have it.', headers: ['ETag'] } as const;

const OpenApiDocument = z
  .looseObject({ openapi: z.string() })
  .meta({ id: 'OpenApiDocument', description: 'An OpenAPI 3.1 document.' });

export const docsContract = resource({
  path: '',
  operations: docsOperations,
  problems: {},
  descriptions: {
    getOpenApiDocument: {
      tag,
      summary: 'This document',
      description:
        'The contract, for tools. An operator can turn it off together with the page (`CRM_DOCS`): then it is 404.',
      answers: {
        200: {
          description: 'The OpenAPI document.',
          headers: ['ETag', 'Content-Encoding'],
          schema: OpenApiDocument,
          examples: {
            beginning: {
              summary: 'How it begins',
              value: { openapi: '3.1.1', info: { title: 'Customers API' } },
            },
          },
        },
        304: unchanged,
      },
      problems: ['route_not_found'],
    },
    getDocsPage: {
      tag,
      summary: 'The page that shows this document',
      description: 'The contract, for people: read it and send real requests.',
      answers: { 200: { description: 'A web page.', mediaType: 'text/html', schema: z.string() } },
      problems: ['route_not_found'],
    },
    getDocsFile: {
      tag,
      summary: 'A file of that page',
      description:
        'Scripts, styles and the icon; nothing is loaded from anywhere else. The page asks for each under a name with the hash of its content (`page.HASH.js`), which a browser may keep for a year.',
      parameters: { file: parameter('The name of the file, with or without its hash.', 'page.js') },
      answers: {
        200: {
          description: 'The file.',
          headers: ['ETag', 'Content-Encoding'],
          mediaType: '*/*',
          schema: z.unknown(),
        },
        304: unchanged,
      },
      problems: ['route_not_found'],
    },
  },
});
