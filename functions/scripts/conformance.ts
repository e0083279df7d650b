import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Firestore } from '@google-cloud/firestore';
import { customer as customerExample } from '../src/crm/customers/openapi/examples.ts';
import { developmentToken } from './development-users.ts';
import { findJavaFolder } from './java.ts';
import { cacheFolder, contractFile, localProject } from './project.ts';
import { runScript, Sentence } from './sentence.ts';

/**
 * `npm run conformance`, inside the suite: specmatic, which nobody here wrote, reads the committed document, makes requests of
 * its own from it, good ones and bad ones, and holds the functions emulator's answers to it.
 */

/**
 * Operations that it does not get, and why:
 * - the deletion of the customer that all other requests are about, and the restore that needs it deleted: it expects 200 of
 *   each in the document's order. The suite's own tests hold both to the document.
 * - the docs page's files: it makes up the name of a file, and expects 200.
 */
const UNASKED = ['deleteCustomer', 'restoreCustomer', 'getDocsFile'];

/**
 * Parameters that it does not get, and why:
 * - `cursor`: it makes one up, and expects 200 for what only the API itself can make.
 * - `Idempotency-Key`: it sends the same key with different bodies, and expects 201 each time.
 * - the exact filters but `tag`, and `X-Request-Id`: it tries every combination of every value of every parameter, which made
 *   1,735 requests of four filters, and more than the rate limit lets through of all.
 */
const WITHOUT = [
  'cursor',
  'language',
  'country',
  'city',
  'region',
  'linked_user_id',
  'device_id',
  'product_id',
  'serial_number',
  'email',
  'phone',
];

const PARTS = {
  editor: /^\/(?:crm\/customers|crm\/customers\/trash|openapi\.json|docs)$/,
  admin: /^\/crm\/customers\/\{customer_id\}/,
};

await runScript(async () => {
  const url = process.env['CRM_API_URL'];
  if (url === undefined) throw new Sentence('Run it inside the suite: npm run conformance.');
  await prepareCustomer(url, await developmentToken('editor'));
  const folder = join(cacheFolder, 'conformance');
  await mkdir(folder, { recursive: true });
  const jar = join(
    dirname(createRequire(import.meta.url).resolve('specmatic/package.json')),
    'specmatic.jar',
  );
  const text = await readFile(contractFile, 'utf8');
  const java = join(await findJavaFolder(process.env), 'java');
  // Each part as a user of its own: as one it would soon be over the rate limit.
  for (const [role, part] of Object.entries(PARTS) as [keyof typeof PARTS, RegExp][]) {
    const document = join(folder, `openapi-${role}.json`);
    await writeFile(document, JSON.stringify(partOf(text, part)));
    const specmatic = spawn(java, ['-jar', jar, 'test', `--testBaseURL=${url}`, '--timeout=30', document], {
      // Its reports go into the folder that it runs in.
      cwd: folder,
      stdio: 'inherit',
      env: {
        ...process.env,
        // It reads a scheme's token from the variable of the scheme's name.
        idToken: await developmentToken(role),
        appCheck: 'not enforced in the suite',
        SPECMATIC_GENERATIVE_TESTS: 'true',
      },
    });
    const [status] = (await once(specmatic, 'exit')) as [number | null];
    if (status !== 0) process.exitCode = status ?? 1;
  }
});

interface Parameter {
  $ref?: string;
  name?: string;
  schema?: { enum?: string[] };
}

/** One part of the document, less what no tool could know from it. */
function partOf(text: string, part: RegExp): unknown {
  const document = JSON.parse(text, (key, value: unknown) =>
    key === 'parameters' && Array.isArray(value) ? answerable(value as Parameter[]) : value,
  ) as { paths: Record<string, Record<string, { operationId: string }>> };
  const paths = Object.entries(document.paths)
    .filter(([path]) => part.test(path))
    .map(([path, item]) => {
      const asked = Object.entries(item).filter(([, { operationId }]) => !UNASKED.includes(operationId));
      return [path, Object.fromEntries(asked)] as const;
    });
  return { ...document, paths: Object.fromEntries(paths.filter(([, item]) => Object.keys(item).length > 0)) };
}

function answerable(parameters: Parameter[]): Parameter[] {
  for (const { name, schema } of parameters)
    // `relevance` only goes with `search`: OpenAPI has no word for that.
    if (name === 'sort' && schema?.enum) schema.enum = schema.enum.filter((sort) => sort !== 'relevance');
  return parameters.filter(
    ({ $ref, name }) => !WITHOUT.includes(name ?? '') && !/\/(?:IdempotencyKey|XRequestId)$/.test($ref ?? ''),
  );
}

/** The customer of the document's examples, with two versions, so that every request about it finds it. */
async function prepareCustomer(url: string, token: string): Promise<void> {
  const { id, ...document } = customerExample['parish']?.value ?? { id: '' };
  const firestore = new Firestore({ projectId: localProject });
  await firestore.doc(`crm_customers/${id}`).set(document);
  await firestore.terminate();
  for (const organization of ['Α', 'Β', 'Γ']) {
    const response = await fetch(`${url}/crm/customers/${id}`, {
      method: 'PATCH',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ organization }),
    });
    if (!response.ok) throw new Sentence(`The customer could not be prepared: ${await response.text()}`);
  }
}
