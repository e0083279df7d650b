import { spawnSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import openapiTypescript, { astToString } from 'openapi-typescript';
import { rolldown } from 'rolldown';
import { readCommandLine } from './command-line.ts';
import { contractFile, functionsFolder } from './project.ts';
import { runScript, Sentence } from './sentence.ts';

const client = join(functionsFolder, 'client');

/** The contract as types, as they are committed in the client. */
export const contractTypesFile = join(client, 'src', 'contract.ts');

/** The client as a web application loads it. */
export const clientFile = join(client, 'dist', 'index.js');

/** The types of the contract: `npm run openapi` writes them beside the document. */
export async function contractTypes(document: string): Promise<string> {
  // What has a default may be left out of a request; an answer lists it as required.
  const types = await openapiTypescript(document, { defaultNonNullable: false });
  return `// Made from openapi.json by "npm run openapi".\n${astToString(types)}`;
}

/** Makes `client/dist`, or the `dist` of another folder: one ESM file that a browser can load as it is, and its types. */
export async function buildClient(folder = client): Promise<void> {
  const bundle = await rolldown({
    input: join(client, 'src', 'index.ts'),
    platform: 'browser',
    tsconfig: false,
  });
  await bundle.write({
    file: join(folder, 'dist', 'index.js'),
    format: 'esm',
    minify: true,
    sourcemap: true,
  });
  await bundle.close();
  const tsc = join(functionsFolder, 'node_modules', 'typescript', 'bin', 'tsc');
  const options = ['-p', join(client, 'tsconfig.build.json'), '--outDir', join(folder, 'dist')];
  const { status, stdout } = spawnSync(process.execPath, [tsc, ...options], { encoding: 'utf8' });
  if (status !== 0) throw new Sentence(`The client's types cannot be made: ${stdout}`);
}

/** Writes the types of the document that is committed. */
export async function writeContractTypes(): Promise<void> {
  await writeFile(contractTypesFile, await contractTypes(await readFile(contractFile, 'utf8')));
}

if (import.meta.main) {
  await runScript(async () => {
    readCommandLine({
      name: 'build:client',
      does: 'Makes client/dist: the client as a web application loads it.',
    });
    await buildClient();
  });
}
