import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { buildAndWatch, type ContinuousBuild } from './build.ts';
import { loadFailure } from './emulator-log.ts';
import { logFile, shortName } from './emulator-process.ts';
import { startSuite, type LocalSuite } from './local-suite.ts';
import { RequestsAfter } from './requests-after.ts';
import { seedCollection } from './seed-collection.ts';
import { seedCustomers } from './seed-customers.ts';
import { runScript, Sentence } from './sentence.ts';
import { onStopSignal } from './stop-signal.ts';
import { welcome } from './welcome.ts';

/**
 * `npm start`: the local suite to work with. It builds, and rebuilds on change; starts the emulators; seeds them if
 * they are empty; prints where everything is; and runs until it is told to stop. `-- --ui` adds the Emulator UI.
 */
await runScript(async () => {
  const { ui } = parseArgs({ options: { ui: { type: 'boolean', default: false } } }).values;
  const stopping = new AbortController();
  const forcing = new AbortController();
  const unloadable = new AbortController();
  let building: ContinuousBuild | undefined;
  let suite: LocalSuite | undefined;
  const show = new RequestsAfter();
  onStopSignal((_, times) => {
    if (times > 1) {
      forcing.abort();
      return;
    }
    console.log('Stopping the emulators ...');
    stopping.abort(new Sentence('Stopped.'));
  });
  console.log('Starting the emulators ...');
  try {
    suite = await startSuite({
      build: (signal) => (building = buildAndWatch((line) => console.log(line), signal)).built,
      ui,
      signal: stopping.signal,
      force: forcing.signal,
      onLine: (line) => {
        show.line(line);
        const reason = loadFailure(line);
        if (reason !== undefined) unloadable.abort(new Sentence(`The functions cannot be loaded: ${reason}`));
      },
    });
    const seeding = AbortSignal.any([stopping.signal, unloadable.signal]);
    await Promise.race([work(suite, ui, { stopping: stopping.signal, seeding }, show), endedByItself(suite)]);
  } finally {
    await Promise.all([building?.stop(), suite?.stop()]);
  }
});

/** What ends the whole, and what ends the seeding alone: functions that cannot be loaded never answer. */
interface Signals {
  stopping: AbortSignal;
  seeding: AbortSignal;
}

/** Seeds, says what there is, and waits until the signal says that it is enough. */
async function work(suite: LocalSuite, ui: boolean, signals: Signals, show: RequestsAfter): Promise<void> {
  signals.stopping.throwIfAborted();
  const enough = once(signals.stopping, 'abort');
  await Promise.race([enough, present(suite, ui, signals, show)]);
  await enough;
}

async function present(
  suite: LocalSuite,
  ui: boolean,
  { stopping, seeding }: Signals,
  show: RequestsAfter,
): Promise<void> {
  // The first request starts the function's process: seeding is the warm-up for the person's own first request.
  const created = await seedCollection(suite.apiUrl, seedCustomers, seeding);
  if (created !== undefined) console.log(`Seeded ${created} customers.`);
  const words = await welcome(suite.apiUrl, ui);
  await show.start();
  stopping.throwIfAborted();
  console.log(words);
}

async function endedByItself(suite: LocalSuite): Promise<never> {
  await suite.gone;
  throw new Sentence(`The emulators ended by themselves: see ${shortName(logFile)}.`);
}
