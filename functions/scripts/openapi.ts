import { writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import { openApiDocument } from '../src/contract.ts';
import { writeContractTypes } from './client.ts';
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
    await writeFile(contractFile, await openApiText());
    await writeContractTypes();
  });
}
