import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { buildAndWatch, type ContinuousBuild } from './build.ts';
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
      onLine: (line) => show.line(line),
    });
    await Promise.race([work(suite, ui, stopping.signal, show), endedByItself(suite)]);
  } finally {
    await Promise.all([building?.stop(), suite?.stop()]);
  }
});

/** Seeds, says what there is, and waits until the signal says that it is enough. */
async function work(suite: LocalSuite, ui: boolean, signal: AbortSignal, show: RequestsAfter): Promise<void> {
  signal.throwIfAborted();
  const enough = once(signal, 'abort');
  await Promise.race([enough, present(suite, ui, signal, show)]);
  await enough;
}

async function present(
  suite: LocalSuite,
  ui: boolean,
  signal: AbortSignal,
  show: RequestsAfter,
): Promise<void> {
  // The first request starts the function's process: seeding is the warm-up for the person's own first request.
  const created = await seedCollection(suite.apiUrl, seedCustomers, signal);
  if (created !== undefined) console.log(`Seeded ${created} customers.`);
  const words = await welcome(suite.apiUrl, ui);
  await show.start();
  signal.throwIfAborted();
  console.log(words);
}

async function endedByItself(suite: LocalSuite): Promise<never> {
  await suite.gone;
  throw new Sentence(`The emulators ended by themselves: see ${shortName(logFile)}.`);
}
