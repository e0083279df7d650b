import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { buildAndWatch, type ContinuousBuild } from './build.ts';
import { readCommandLine } from './command-line.ts';
import { loadFailure } from './emulator-log.ts';
import { logFile, shortName } from './emulator-process.ts';
import { type Example, serveExample } from './example.ts';
import { findKeptData, keepData } from './kept-data.ts';
import { startSuite, type LocalSuite } from './local-suite.ts';
import { Progress } from './progress.ts';
import { address, keptFolder } from './project.ts';
import { RequestsAfter } from './requests-after.ts';
import { seedCollection } from './seed-collection.ts';
import { seedCustomers } from './seed-customers.ts';
import { runScript, Sentence } from './sentence.ts';
import { onStopSignal } from './stop-signal.ts';
import { welcome } from './welcome.ts';

/**
 * `npm start`: the local suite to work with. It builds, and rebuilds on change; starts the emulators; seeds them if
 * they are empty; serves the page to work with; prints where everything is; and runs until it is told to stop.
 */
await runScript(async () => {
  const { options } = readCommandLine({
    name: 'start',
    does: 'Builds the API and starts it with its emulators, 60 customers and a page to work with; builds it again after every change. Ctrl-C stops it.',
    flags: {
      keep: `keeps the data in ${shortName(keptFolder)} when it stops, and begins with them`,
      ui: 'adds the Emulator UI',
    },
  });
  const { keep = false, ui = false } = options;
  const stopping = new AbortController();
  const forcing = new AbortController();
  const unloadable = new AbortController();
  const progress = new Progress((line) => console.log(line));
  let building: ContinuousBuild | undefined;
  let suite: LocalSuite | undefined;
  let example: Example | undefined;
  const state = { isUp: false };
  const show = new RequestsAfter();
  onStopSignal((_, times) => {
    progress.end();
    if (times > 1) {
      forcing.abort(new Error('it was ended by force'));
      return;
    }
    console.log('Stopping the emulators ...');
    stopping.abort(new Sentence('Stopped.'));
  });
  // firebase-tools says it again, twice and without the place.
  let reported = '';
  const report = (line: string): void => console.log((reported = line));
  try {
    const importFrom = keep ? await findKeptData() : undefined;
    suite = await startSuite({
      build: (signal) => (building = buildAndWatch(report, signal)).built,
      progress,
      ui,
      importFrom,
      signal: stopping.signal,
      force: forcing.signal,
      onLine: (line) => {
        if (reported.includes(line)) return;
        show.line(line);
        const reason = loadFailure(line);
        if (reason !== undefined) unloadable.abort(new Sentence(`The functions cannot be loaded: ${reason}`));
      },
    });
    const preparing = AbortSignal.any([stopping.signal, unloadable.signal]);
    await untilStopped(suite, stopping.signal, async ({ apiUrl, environment, ui }) => {
      if (importFrom !== undefined) {
        progress.say(`Taking up the data of ${shortName(keptFolder)} ...`);
        await progress.waitFor('the index entries', reindexKept(environment, preparing));
      }
      progress.say('Loading the functions ...');
      // The first request starts the function's process: seeding is the warm-up for the person's own first request.
      const seeding = seedCollection(apiUrl, seedCustomers, preparing);
      const created = await progress.waitFor('the first customers', seeding);
      if (created !== undefined) console.log(`Seeded ${created} customers.`);
      example = await serveExample({ api: apiUrl, auth: `http://${address('auth')}` });
      const words = await welcome({ page: example.url, api: apiUrl }, { ui, keep });
      await show.start();
      stopping.signal.throwIfAborted();
      progress.end();
      state.isUp = true;
      console.log(words);
    });
  } finally {
    progress.end();
    example?.stop();
    try {
      // What was stopped before its greeting has nothing to keep but what is kept already.
      if (keep && state.isUp && suite && stopping.signal.aborted) {
        await keepData(suite.hub, forcing.signal);
        console.log(`The data are in ${shortName(keptFolder)}.`);
      }
    } finally {
      await Promise.all([building?.stop(), suite?.stop()]);
    }
  }
});

/** Does the work, and waits until it is told to stop, whichever comes first; fails when the emulators end by themselves. */
async function untilStopped(
  suite: LocalSuite,
  stopping: AbortSignal,
  work: (suite: LocalSuite) => Promise<void>,
): Promise<void> {
  stopping.throwIfAborted();
  const enough = once(stopping, 'abort');
  const workAndWait = async () => {
    await Promise.race([enough, work(suite)]);
    await enough;
  };
  await Promise.race([workAndWait(), endedByItself(suite)]);
}

/** Data of an older release have no index entries, and would be in no list. */
async function reindexKept(environment: NodeJS.ProcessEnv, signal: AbortSignal): Promise<void> {
  try {
    const script = join(import.meta.dirname, 'reindex.ts');
    await promisify(execFile)(process.execPath, [script], { env: environment, signal });
  } catch (error) {
    signal.throwIfAborted();
    const { stderr = '' } = error as { stderr?: string };
    throw new Sentence(`The kept data cannot be indexed: ${stderr.trim()}`);
  }
}

async function endedByItself(suite: LocalSuite): Promise<never> {
  await suite.gone;
  throw new Sentence(`The emulators ended by themselves: see ${shortName(logFile)}.`);
}
