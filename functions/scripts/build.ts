import { execFile } from 'node:child_process';
import { copyFile } from 'node:fs/promises';
import { promisify, stripVTControlCharacters } from 'node:util';
import { rolldown, watch, type InputOptions, type OutputOptions, type RolldownWatcher } from 'rolldown';
import { readCommandLine } from './command-line.ts';
import { buildDocsPage } from './docs-page.ts';
import { shortName } from './emulator-process.ts';
import { leaveOut } from './left-out.ts';
import { bundleFile, entryFile, entrySource, sourceFile } from './project.ts';
import { runScript, Sentence } from './sentence.ts';
import { smallMap } from './small-map.ts';
import { onStopSignal } from './stop-signal.ts';

/** What takes the unreached out of the bundle. */
export const ownPlugins = [leaveOut()];

/**
 * How the bundle is made: one CommonJS file with everything from node_modules inside that the functions reach. What each
 * choice gives is in docs/adr/0006-cold-start.md.
 */
const input: InputOptions = {
  input: sourceFile,
  platform: 'node',
  tsconfig: false,
  logLevel: 'warn',
  plugins: [...ownPlugins, smallMap()],
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

const run = promisify(execFile);

/**
 * Bundles `src/index.ts` into `lib/`, with its entry and its bytecode, and puts the docs page beside it.
 *
 * @param signal ends the build, with its reason, as soon as the bundler is not at work: it cannot be interrupted
 */
export async function build(signal?: AbortSignal): Promise<void> {
  const parts = [buildDocsPage(), writeBundle({ file: bundleFile })];
  // A build that has failed is over: nothing is written after its sentence.
  await Promise.allSettled(parts);
  await Promise.all(parts);
  signal?.throwIfAborted();
  await copyFile(entrySource, entryFile);
  try {
    // The entry writes the bytecode when it is run as a program.
    await run(process.execPath, [entryFile], { signal, env: asForDeployment() });
  } catch (error) {
    signal?.throwIfAborted();
    throw new Sentence(
      `The functions cannot be loaded: ${(await reasonOfLoad(signal)) ?? (error as Error).message}`,
      { cause: error },
    );
  }
}

/** As firebase-tools loads the functions to ask what there is: the values of parameters are not known yet. */
function asForDeployment(): NodeJS.ProcessEnv {
  return { ...process.env, FUNCTIONS_CONTROL_API: 'true' };
}

/** What is thrown when the bundle is loaded, with its place in the sources rather than in one minified line; undefined if nothing is. */
async function reasonOfLoad(signal?: AbortSignal): Promise<string | undefined> {
  const options = ['--enable-source-maps', bundleFile];
  const stderr = await run(process.execPath, options, { signal, env: asForDeployment() }).then(
    () => undefined,
    (error: unknown) => (error as { stderr: string }).stderr,
  );
  if (stderr === undefined) return undefined;
  const what = /^\w*Error\b.*$/m.exec(stderr)?.[0];
  const place = /^ +at (?:.*\()?(\/[^()]+:\d+):\d+\)?$/m.exec(stderr)?.[1];
  return what && place ? `${what} (${shortName(place)})` : stderr.trim();
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
    throw error instanceof Sentence
      ? error
      : new Sentence(stripVTControlCharacters((error as Error).message));
  } finally {
    await bundle.close();
  }
}

/** A build that is made again after every change of a source file. */
export interface ContinuousBuild {
  /** Resolves after the first build, fails with it. */
  built: Promise<void>;
  /** Ends it, at whatever point it is; resolves when nothing of it is at work any more. */
  stop: () => Promise<void>;
}

/**
 * Builds now and again after every change of a source file. A source that does not compile fails the first build; in
 * a later one it is reported, and the last good bundle stays.
 *
 * @param signal ends the first build, with its reason
 */
export function buildAndWatch(report: (line: string) => void, signal?: AbortSignal): ContinuousBuild {
  const stopping = new AbortController();
  const ending = AbortSignal.any(signal ? [signal, stopping.signal] : [stopping.signal]);
  const watching = build(ending).then(() => {
    ending.throwIfAborted();
    return openWatcher(report);
  });
  return {
    built: watching.then(() => undefined),
    stop: async () => {
      stopping.abort(new Sentence('The build was stopped.'));
      // Without a watcher there is nothing to close; why there is none is what `built` fails with.
      const watcher = await watching.catch(() => undefined);
      await watcher?.close();
    },
  };
}

/** Resolves when the watcher is at work: closing it before has no effect, and it would keep the process for ever. */
async function openWatcher(report: (line: string) => void): Promise<RolldownWatcher> {
  const watcher = watch({ ...input, output });
  const { promise, resolve } = Promise.withResolvers<RolldownWatcher>();
  let builds = 0;
  watcher.on('event', async (event) => {
    if (event.code === 'START') resolve(watcher);
    if (event.code === 'ERROR') report(stripVTControlCharacters(event.error.message));
    // The watcher builds once by itself when it starts: that one is not news.
    if (event.code === 'BUNDLE_END' && ++builds > 1) {
      report(`Rebuilt in ${event.duration} ms.`);
      const fault = await reasonOfLoad();
      if (fault !== undefined) report(`The functions cannot be loaded: ${fault}`);
    }
    if (event.code === 'BUNDLE_END' || event.code === 'ERROR') await event.result.close();
  });
  return promise;
}

if (import.meta.main) {
  await runScript(async () => {
    const { options } = readCommandLine({
      name: 'build',
      does: 'Makes lib/: what is deployed, and what the local suite serves.',
      flags: { watch: 'makes it again after every change of a source file' },
    });
    if (!options.watch) return build();
    const building = buildAndWatch((line) => console.log(line));
    onStopSignal(() => void building.stop());
    await building.built;
    console.log('Watching src/ for changes.');
  });
}
