import { writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import { openApiDocument } from '../src/contract.ts';
import { writeContractTypes } from './client.ts';
import { readCommandLine } from './command-line.ts';
import { contractFile } from './project.ts';
import { runScript } from './sentence.ts';

/** The document as it is committed and served. */
export async function openApiText(): Promise<string> {
  const options = await resolveConfig(contractFile);
  return format(JSON.stringify(openApiDocument()), { ...options, filepath: contractFile });
}

if (import.meta.main) {
  // `npm run openapi`: to be run, and its result committed, whenever a schema or a route has changed.
  await runScript(async () => {
    readCommandLine({
      name: 'openapi',
      does: "Writes openapi.json and the client's types, after a change of a schema or a route.",
    });
    await writeFile(contractFile, await openApiText());
    await writeContractTypes();
  });
}
