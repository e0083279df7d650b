import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, open, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Firestore } from '@google-cloud/firestore';
import { customer as customerExample } from '../src/crm/customers/contract/examples.ts';
import { type Part, PARTS, partOf, unaskedOperations } from './conformance-parts.ts';
import { type Finding, explain, readVerdict, type Verdict } from './conformance-verdict.ts';
import { developmentToken } from './development-users.ts';
import { findJavaFolder } from './java.ts';
import { cacheFolder, contractFile, localProject } from './project.ts';
import { readCommandLine } from './command-line.ts';
import { inSuite } from './in-suite.ts';
import { runScript, Sentence } from './sentence.ts';

/**
 * `npm run conformance`, in a suite of its own: specmatic, which nobody here wrote, reads the committed document, makes requests of
 * its own from it, good ones and bad ones, and holds the functions emulator's answers to it.
 */

const folder = join(cacheFolder, 'conformance');

await runScript(async () => {
  const names = PARTS.map(({ name }) => name);
  const { words: wanted } = readCommandLine({
    name: 'conformance',
    does: `Has specmatic make requests from the committed document, and holds the answers of the suite's API to it: all of it, or some parts: ${names.join(', ')}.`,
    words: { usage: '[PART ...]', known: { every: names } },
  });
  if (await inSuite(import.meta.filename, wanted)) return;
  const parts = wanted.length > 0 ? PARTS.filter(({ name }) => wanted.includes(name)) : PARTS;
  const url = process.env['CRM_API_URL'] ?? '';
  const text = await readFile(contractFile, 'utf8');
  const forgotten = unaskedOperations(text);
  if (forgotten.length > 0) throw new Sentence(`No part asks ${forgotten.join(', ')}.`);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await prepareCustomer(url, await developmentToken('editor'));
  const findings: Finding[] = [];
  let requests = 0;
  for (const part of parts) {
    const verdict = await ask(part, partOf(text, part), url);
    requests += verdict.requests;
    findings.push(...verdict.findings);
    console.log(`${part.name}: ${verdict.requests} requests, ${verdict.findings.length} findings`);
  }
  const { wrong, explained, idle } = explain(findings);
  for (const { request, message } of wrong) console.log(`\n${request}\n\n${message}`);
  // What explains the findings of another part has nothing to explain.
  const useless = parts === PARTS ? idle : [];
  for (const { why } of useless) console.log(`\nExplains nothing any more: ${why}`);
  const good = requests - findings.length;
  console.log(
    `In all ${requests} requests: ${good} good, ${explained.length} explained, ${wrong.length} wrong.`,
  );
  if (wrong.length > 0 || useless.length > 0) process.exitCode = 1;
});

/** One run of specmatic; what it says of each request goes into a log beside its report. */
async function ask(part: Part, document: unknown, url: string): Promise<Verdict> {
  const place = join(folder, part.name);
  await mkdir(place);
  await writeFile(join(place, 'openapi.json'), JSON.stringify(document));
  const log = await open(join(place, 'specmatic.log'), 'w');
  const jar = join(
    dirname(createRequire(import.meta.url).resolve('specmatic/package.json')),
    'specmatic.jar',
  );
  const java = join(await findJavaFolder(process.env), 'java');
  const options = [`--testBaseURL=${url}`, '--timeout=30', '--junitReportDir=report'];
  const specmatic = spawn(java, ['-jar', jar, 'test', ...options, 'openapi.json'], {
    cwd: place,
    stdio: ['ignore', log.fd, log.fd],
    env: {
      ...process.env,
      // It reads a scheme's token from the variable of the scheme's name.
      idToken: await developmentToken(part.role),
      // Where a value is fixed, what it makes up and takes for wrong is as good.
      SPECMATIC_GENERATIVE_TESTS: String(part.fixed === undefined),
      MAX_TEST_REQUEST_COMBINATIONS: String(part.combinations),
    },
  });
  await once(specmatic, 'exit');
  await log.close();
  return readVerdict(join(place, 'report'), join(place, 'specmatic.log'));
}

/** The customer of the document's examples, of another program and then changed, so that it has two versions. */
async function prepareCustomer(url: string, token: string): Promise<void> {
  const { id, ...document } = customerExample['parish']?.value ?? { id: '' };
  const firestore = new Firestore({ projectId: localProject });
  await firestore.doc(`crm_customers/${id}`).set(document);
  await firestore.terminate();
  const response = await fetch(`${url}/crm/customers/${id}`, {
    method: 'PATCH',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ tags: ['vip'] }),
  });
  if (!response.ok) throw new Sentence(`The customer could not be prepared: ${await response.text()}`);
}
