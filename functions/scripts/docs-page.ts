import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { rolldown } from 'rolldown';
import { contentHash, packClient } from './client.ts';
import { contractFile, docsFolder, functionsFolder } from './project.ts';
import { Sentence } from './sentence.ts';

const source = join(functionsFolder, 'docs-page');

/** The viewer's own files that the page loads; the package has its other builds and their maps too, 12 MB in all. */
const viewerFiles = ['swagger-ui-bundle.js', 'swagger-ui.css', 'favicon-32x32.png'];

const scripts = ['page', 'development-users'];

/** The client's module and its package. */
const clientScript = 'client.js';
const clientPackage = 'client.tgz';

/** Every file that is served. */
const served = [
  ...viewerFiles,
  'page.css',
  'openapi.json',
  ...scripts.map((name) => `${name}.js`),
  clientScript,
  clientPackage,
];

/** What src/docs/files.ts reads of them. */
const listFile = join(docsFolder, 'files.json');

const types: Record<string, string> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.png': 'image/png',
  '.json': 'application/json',
  '.tgz': 'application/gzip',
};

/**
 * Puts the docs page beside the bundle: the viewer, the page's scripts, the document; and the client. What is deployed has no need of
 * the viewer's package then, and the API's own bundle holds none of it.
 */
export async function buildDocsPage(): Promise<void> {
  await mkdir(docsFolder, { recursive: true });
  const viewer = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  const [version] = await Promise.all([
    writeClient(),
    ...viewerFiles.map((name) => copyFile(join(viewer, name), join(docsFolder, name))),
    copyFile(join(source, 'page.css'), join(docsFolder, 'page.css')),
    copyFile(contractFile, join(docsFolder, 'openapi.json')),
    ...scripts.map(bundleScript),
  ]);
  await compressAll(version);
}

/** Writes the client as it is served; returns its version. */
async function writeClient(): Promise<string> {
  const { version, script, tarball } = await packClient();
  // A browser would look for the source map beside the script.
  const served = script.toString().replace(/\n?\/\/# sourceMappingURL=\S+\s*$/, '\n');
  await writeFile(join(docsFolder, clientScript), served);
  await writeFile(join(docsFolder, clientPackage), tarball);
  return version;
}

/**
 * Compresses every file and lists them. What has not changed since the last build is left as it is.
 */
async function compressAll(clientVersion: string): Promise<void> {
  const before = await readFile(listFile, 'utf8').catch(() => '{}');
  const known = JSON.parse(before) as Record<string, { hash: string } | undefined>;
  const list = await Promise.all(
    served.map(async (name) => {
      const content = await readFile(join(docsFolder, name));
      const hash = contentHash(content);
      const file = { type: types[extname(name)], hash };
      if (name === clientPackage) return [name, { ...file, version: clientVersion }] as const;
      if (known[name]?.hash !== hash) await compress(join(docsFolder, name), content);
      return [name, file] as const;
    }),
  );
  await writeFile(listFile, JSON.stringify(Object.fromEntries(list)));
}

/** For the viewer 392 kB in 0.7 s; Brotli's best, 11, is 359 kB in 3.9 s, which would hold up each first start (measured). */
const BROTLI_QUALITY = 9;

async function compress(file: string, content: Buffer): Promise<void> {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
    [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
  };
  await Promise.all([
    promisify(brotliCompress)(content, { params }).then((bytes) => writeFile(`${file}.br`, bytes)),
    promisify(gzip)(content, { level: 9 }).then((bytes) => writeFile(`${file}.gz`, bytes)),
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
