// Makes the OpenAPI document of the whole API; only a build runs it.
import { createDocument, type oas31 } from 'zod-openapi';
import packageJson from '../package.json' with { type: 'json' };
import { headerParameters, headers } from './contract/headers.ts';
import { withModelNames } from './contract/model-names.ts';
import { pathsOf } from './contract/paths.ts';
import { toSchema } from './contract/schema.ts';
import { customersContract } from './crm/customers/contract/descriptions.ts';
import { docsContract } from './docs/contract.ts';

/** Makes the document, with every resource, from the tables and schemas that the API itself reads. */
export function openApiDocument(): oas31.OpenAPIObject {
  const document = createDocument(
    {
      openapi: '3.1.1',
      info: {
        title: 'Customers API',
        version: packageJson.version,
        summary:
          'The customers of a CRM: found as people type them, never lost, and with a history of who changed what.',
        description,
        license: { name: 'MIT', url: 'https://opensource.org/license/mit' },
        contact: { name: 'The back-end developers of the CRM' },
      },
      // Tools such as Postman take the first, which must be absolute.
      servers: [
        {
          url: 'http://127.0.0.1:5001/demo-crm/europe-west1/api',
          description: 'The local suite (npm start)',
        },
        {
          url: 'https://{region}-{project}.cloudfunctions.net/api',
          description: 'Deployed',
          variables: {
            region: { default: 'europe-west1', description: 'The region of the function.' },
            project: { default: 'demo-crm', description: 'The id of the Firebase project.' },
          },
        },
        { url: '/api', description: 'Where this document is served from' },
      ],
      tags: [
        { name: 'Changes', description: 'Everything that happens, in its order.' },
        { name: 'Customers', description: 'Find, read and write.' },
        {
          name: 'Customers by a key',
          description: 'A customer by an e-mail address, a phone number or the key of another system.',
        },
        { name: 'Duplicates', description: 'Every customer once.' },
        { name: 'History and trash', description: 'Who changed what, and how to have it back.' },
        {
          name: 'Import',
          description: 'A file of customers, with a dry run and an undo; and the undo of a batch.',
        },
        { name: 'Merge', description: 'Several customers become one, and can be taken back.' },
        { name: 'Parts of a customer', description: 'Edits that cannot collide.' },
        {
          name: 'Personal data',
          description: 'What is held of a person, and whom you may not need any more.',
        },
        { name: 'The contract', description: 'This document, and the page that shows it.' },
      ],
      components: {
        securitySchemes: {
          idToken: {
            type: 'http',
            scheme: 'bearer',
            bearerFormat: 'JWT',
            description: 'A Firebase ID token, as `await user.getIdToken()` gives it.',
          },
          appCheck: {
            type: 'apiKey',
            in: 'header',
            name: 'X-Firebase-AppCheck',
            description: 'An App Check token; needed where the project enforces App Check.',
          },
        },
        headers,
        parameters: headerParameters,
      },
      paths: pathsOf([customersContract, docsContract]),
    },
    { override: toSchema },
  ) as oas31.OpenAPIObject;
  return withModelNames(document);
}

const description = `
**Sign in.** Every request carries a Firebase ID token (\`Authorization: Bearer ...\`). The custom claim \`crm_role\` is
\`viewer\`, \`editor\` or \`admin\`; each may do what the one before it may. Where the project enforces App Check, a token of it
goes into \`X-Firebase-AppCheck\`.

**Errors** are \`application/problem+json\` (RFC 9457) from every layer: \`code\` is for programs, \`detail\` may be shown to
people, in Greek for \`Accept-Language: el\` and else in English. A path that does not exist is 404 \`route_not_found\`.

**Edits** of something that a person has looked at belong under \`If-Match\`, and every write under an \`Idempotency-Key\`; then a
request that got no answer, or 429 or 503 with \`Retry-After\`, can simply be sent again.

**Cost.** \`X-Firestore-Reads\` and \`X-Firestore-Writes\` say what a request was billed for.
`.trim();
