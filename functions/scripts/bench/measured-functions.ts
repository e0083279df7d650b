import { copyFile, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { writeBundle } from '../build.ts';
import { bundleFile, cacheFolder, entryFile, entrySource } from '../project.ts';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const sourceFolder = join(import.meta.dirname, 'functions');
const folder = join(cacheFolder, 'bench');

/** The folders of the functions that are compared, built anew: each holds one function named `api`. */
export const measuredFunctions = {
  /** Node's own resolution at start; only TypeScript is taken away. */
  usual: () =>
    made('usual', (file) => writeBundle({ ...source('usual'), file, plugins: [], external: /^[^./]/ })),
  /** The bundler's usual work: everything in one file, minified, as rolldown leaves it. */
  bare: () => made('bare', (file) => writeBundle({ ...source('bare'), file, plugins: [] })),
  seedDesign: () =>
    made('seed-design', (file) => writeBundle({ ...source('seed-design'), file, plugins: [] })),
  /** The same with bytecode, as this project makes it. Without the parts that this API leaves out the SDK could not call Firestore. */
  bareWithBytecode: () =>
    made('bare-with-bytecode', async (file) => {
      await writeBundle({ ...source('bare'), file: join(dirname(file), 'functions.cjs'), plugins: [] });
      await copyFile(entrySource, file);
      await promisify(execFile)(process.execPath, [file]);
    }),
  /** The deployed files, as `npm run build` has left them. */
  ours: () => made('ours', copyDeployed),
  /** The same without the bytecode, as an instance with another V8 starts it. */
  oursWithoutBytecode: () =>
    made('ours-without-bytecode', async (file) => {
      await copyFile(bundleFile, join(dirname(file), 'functions.cjs'));
      await copyFile(entryFile, file);
    }),
};

const source = (name: string) => ({ source: join(sourceFolder, `${name}.ts`) });

async function made(name: string, make: (file: string) => Promise<void>): Promise<string> {
  const own = join(folder, name);
  await rm(own, { recursive: true, force: true });
  await mkdir(own, { recursive: true });
  await writeFile(join(own, 'package.json'), JSON.stringify({ main: 'index.cjs' }));
  await make(join(own, 'index.cjs'));
  return own;
}

async function copyDeployed(file: string): Promise<void> {
  const lib = dirname(entryFile);
  const names = (await readdir(lib)).filter((name) => /\.(?:cjs|bytecode)$/.test(name));
  await Promise.all(names.map((name) => copyFile(join(lib, name), join(dirname(file), name))));
}
