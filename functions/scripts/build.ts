import { execFile } from 'node:child_process';
import { copyFile } from 'node:fs/promises';
import { parseArgs, promisify } from 'node:util';
import { rolldown, watch, type InputOptions, type OutputOptions } from 'rolldown';
import { buildDocsPage } from './docs-page.ts';
import { leaveOut } from './left-out.ts';
import { bundleFile, entryFile, entrySource, sourceFile } from './project.ts';
import { reduceProtos } from './proto-subset.ts';
import { runScript, Sentence } from './sentence.ts';

/** What takes the unreached out of the bundle. */
export const ownPlugins = [leaveOut(), reduceProtos()];

/**
 * How the bundle is made: one CommonJS file with everything from node_modules inside that the functions reach. What each
 * choice gives is in docs/adr/0006-cold-start.md.
 */
const input: InputOptions = {
  input: sourceFile,
  platform: 'node',
  tsconfig: false,
  logLevel: 'warn',
  plugins: ownPlugins,
  onLog: (level, log, report) => {
    // Left as it is, an import that cannot be found becomes a `require` that fails in the cloud, where no
    // node_modules beside the bundle can be counted on.
    if (log.code === 'UNRESOLVED_IMPORT') throw new Sentence(`The bundle would not be whole: ${log.message}`);
    // What the SDKs do inside is not ours to mend, and would bury a warning about our own files.
    if (level !== 'warn' || !(log.id ?? log.loc?.file ?? '').includes('node_modules')) report(level, log);
  },
};

const output: OutputOptions = {
  file: bundleFile,
  format: 'cjs',
  // One file whatever the code imports, lazily or not: nothing to resolve at start.
  codeSplitting: false,
  minify: true,
  // Logs and errors name classes; a mangled name would make them unreadable.
  keepNames: true,
  sourcemap: true,
};

/** Bundles `src/index.ts` into `lib/`, with its entry and its bytecode, and puts the docs page beside it. */
export async function build(): Promise<void> {
  await Promise.all([buildDocsPage(), writeBundle({ file: bundleFile })]);
  await copyFile(entrySource, entryFile);
  // The entry writes the bytecode when it is run as a program.
  await promisify(execFile)(process.execPath, [entryFile]);
}

/** Writes the bundle of the deployed functions, or of another source in the same way, for a test or a comparison. */
export async function writeBundle(options: {
  source?: string;
  file: string;
  plugins?: InputOptions['plugins'];
  external?: InputOptions['external'];
}): Promise<void> {
  const { source = sourceFile, file, plugins = input.plugins, external = [] } = options;
  const bundle = await rolldown({ ...input, input: source, plugins, external });
  try {
    await bundle.write({ ...output, file });
  } catch (error) {
    // The bundler's message shows the place in the source; its own stack says nothing about it.
    throw error instanceof Sentence ? error : new Sentence((error as Error).message);
  } finally {
    await bundle.close();
  }
}

/**
 * Builds now and again after every change of a source file. Resolves after the first build; a source that does
 * not compile is reported and the last good bundle stays.
 */
export async function buildAndWatch(report: (line: string) => void): Promise<() => Promise<void>> {
  await build();
  const watcher = watch({ ...input, output });
  let builds = 0;
  watcher.on('event', async (event) => {
    if (event.code === 'ERROR') report(event.error.message);
    // The watcher builds once by itself when it starts: that one is not news.
    if (event.code === 'BUNDLE_END' && ++builds > 1) report(`Rebuilt in ${event.duration} ms.`);
    if (event.code === 'BUNDLE_END' || event.code === 'ERROR') await event.result.close();
  });
  return () => watcher.close();
}

if (import.meta.main) {
  await runScript(async () => {
    const { values } = parseArgs({ options: { watch: { type: 'boolean', default: false } } });
    if (!values.watch) return build();
    await buildAndWatch((line) => console.log(line));
    console.log('Watching src/ for changes.');
  });
}
