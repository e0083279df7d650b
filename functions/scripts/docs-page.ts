import { copyFile, mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { rolldown } from 'rolldown';
import { contractFile, docsFolder, functionsFolder } from './project.ts';
import { Sentence } from './sentence.ts';

const source = join(functionsFolder, 'docs-page');

/** The viewer's own files that the page loads; the package has its other builds and their maps too, 12 MB in all. */
const viewerFiles = ['swagger-ui-bundle.js', 'swagger-ui.css', 'favicon-32x32.png'];

/**
 * Puts the docs page beside the bundle: the viewer, the page's scripts, the document. What is deployed has no need of
 * the viewer's package then, and the API's own bundle holds none of it.
 */
export async function buildDocsPage(): Promise<void> {
  await mkdir(docsFolder, { recursive: true });
  const viewer = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  await Promise.all([
    ...viewerFiles.map((name) => copyFile(join(viewer, name), join(docsFolder, name))),
    copyFile(join(source, 'page.css'), join(docsFolder, 'page.css')),
    copyFile(contractFile, join(docsFolder, 'openapi.json')),
    ...['page', 'development-users'].map(bundleScript),
  ]);
}

async function bundleScript(name: string): Promise<void> {
  const bundle = await rolldown({ input: join(source, `${name}.ts`), platform: 'browser', tsconfig: false });
  try {
    await bundle.write({ file: join(docsFolder, `${name}.js`), format: 'esm', minify: true });
  } catch (error) {
    // The bundler's message shows the place in the source; its own stack says nothing about it.
    throw new Sentence((error as Error).message);
  } finally {
    await bundle.close();
  }
}
