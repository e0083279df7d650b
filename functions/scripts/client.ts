import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import openapiTypescript, { astToString } from 'openapi-typescript';
import { rolldown } from 'rolldown';
import { readCommandLine } from './command-line.ts';
import { contractFile, functionsFolder } from './project.ts';
import { runScript, Sentence } from './sentence.ts';

const client = join(functionsFolder, 'client');

/** The contract as types, as they are committed in the client. */
export const contractTypesFile = join(client, 'src', 'contract.ts');

/** The types of the contract: `npm run openapi` writes them beside the document. */
export async function contractTypes(document: string): Promise<string> {
  // What has a default may be left out of a request; an answer lists it as required.
  const types = await openapiTypescript(document, { defaultNonNullable: false });
  return `// Made from openapi.json by "npm run openapi".\n${astToString(types)}`;
}

/** A file of the package: its path in it, and its content. */
type PackageFile = readonly [path: string, content: Buffer];

/** The client as it is installed: what is in its package, and the package itself. */
export interface ClientPackage {
  version: string;
  files: readonly PackageFile[];
  /** The same bytes for the same sources. */
  tarball: Buffer;
  /** One for each content: `client-VERSION-HASH.tgz`, as the API serves it. */
  name: string;
  /** The module, as a browser loads it. */
  script: Buffer;
}

/**
 * Makes the package, in memory: one ESM file that a browser can load as it is, another one for imports, which most pages do not need, their types,
 * and its page.
 */
export async function packClient(): Promise<ClientPackage> {
  const [script, imports, types, manifest, readme] = await Promise.all([
    bundled('index'),
    bundled('import'),
    declarations(),
    readFile(join(client, 'package.json')),
    readFile(join(client, 'README.md')),
  ]);
  const files = [
    ...script,
    ...imports,
    ...types,
    ['package.json', manifest] as const,
    ['README.md', readme] as const,
  ];
  const { version } = JSON.parse(manifest.toString()) as { version: string };
  const tarball = gzipped(tar(files.map(([path, content]) => [`package/${path}`, content])));
  const name = `client-${version}-${contentHash(tarball)}.tgz`;
  return { version, files, tarball, name, script: script[0][1] };
}

/** Writes `client/dist`, as `npm link` or a bundler's alias would take it. */
async function writeDist({ files }: ClientPackage): Promise<void> {
  await mkdir(join(client, 'dist'), { recursive: true });
  const made = files.filter(([path]) => path.startsWith('dist/'));
  await Promise.all(made.map(([path, content]) => writeFile(join(client, path), content)));
}

/** The hash in the name of a file that is served: 16 characters of base64url. */
export const contentHash = (content: Buffer): string =>
  createHash('sha256').update(content).digest('base64url').slice(0, 16);

/** @param entry the name of a file of `src`; no class is in two of them, so that `instanceof` holds */
async function bundled(entry: 'index' | 'import'): Promise<[PackageFile, ...PackageFile[]]> {
  const bundle = await rolldown({
    input: join(client, 'src', `${entry}.ts`),
    platform: 'browser',
    tsconfig: false,
  });
  try {
    // The paths in the source map begin where the file is to be.
    const { output } = await bundle.generate({
      file: join(client, 'dist', `${entry}.js`),
      format: 'esm',
      minify: true,
      sourcemap: true,
    });
    const [script, ...others] = output.map((part): PackageFile => {
      const content = part.type === 'chunk' ? part.code : part.source;
      return [`dist/${part.fileName}`, Buffer.from(content)];
    });
    if (script === undefined) throw new Error('The bundler has made nothing.');
    return [script, ...others];
  } catch (error) {
    throw new Sentence((error as Error).message);
  } finally {
    await bundle.close();
  }
}

async function declarations(): Promise<PackageFile[]> {
  const folder = await mkdtemp(join(tmpdir(), 'client-types-'));
  try {
    const tsc = join(functionsFolder, 'node_modules', 'typescript', 'bin', 'tsc');
    const options = ['-p', join(client, 'tsconfig.build.json'), '--outDir', folder];
    const run = promisify(execFile)(process.execPath, [tsc, ...options]);
    await run.catch((error: unknown) => {
      throw new Sentence(`The client's types cannot be made: ${(error as { stdout: string }).stdout}`);
    });
    const names = (await readdir(folder)).sort();
    return await Promise.all(
      names.map(async (name) => [`dist/${name}`, await readFile(join(folder, name))] as const),
    );
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** An archive (POSIX ustar) of files that all have the same owner, mode and time. */
function tar(files: readonly PackageFile[]): Buffer {
  const blocks = files.flatMap(([path, content]) => {
    const header = Buffer.alloc(512);
    const octal = (value: number, length: number) => value.toString(8).padStart(length - 1, '0');
    header.write(path, 0, 100);
    header.write(octal(0o644, 8), 100);
    header.write(octal(0, 8), 108);
    header.write(octal(0, 8), 116);
    header.write(octal(content.length, 12), 124);
    header.write(octal(PACKED_AT, 12), 136);
    header.write(' '.repeat(8) + '0', 148);
    header.write('ustar\u000000', 257);
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${octal(sum, 7)}\0 `, 148);
    return [header, content, Buffer.alloc(-content.length & 511)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

/** The time that npm gives to every file of a package: 26 October 1985, in seconds. */
const PACKED_AT = 499_162_500;

/** The same bytes on every system: RFC 1952 has the name of the system in its header. */
function gzipped(content: Buffer): Buffer {
  const bytes = gzipSync(content, { level: 9 });
  bytes[9] = 255;
  return bytes;
}

/** Writes the types of the document that is committed. */
export async function writeContractTypes(): Promise<void> {
  await writeFile(contractTypesFile, await contractTypes(await readFile(contractFile, 'utf8')));
}

if (import.meta.main) {
  await runScript(async () => {
    const { options } = readCommandLine({
      name: 'build:client',
      does: 'Makes client/dist: the client as a web application loads it.',
      flags: { pack: 'makes the package too, as the API serves it (npm run client:pack)' },
    });
    const made = await packClient();
    await writeDist(made);
    if (!options.pack) return;
    const file = join(client, 'dist', made.name);
    await writeFile(file, made.tarball);
    console.log(`npm install ${file}`);
  });
}
