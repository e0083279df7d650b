import { reasonInLog, startEmulators, type EmulatorProcess } from './emulator-process.ts';
import { prepareEmulatorUi } from './emulator-ui.ts';
import { findFirestoreEmulator } from './firestore-emulator.ts';
import { findJavaFolder } from './java.ts';
import { requireParameters } from './parameters.ts';
import { checkPorts } from './ports.ts';
import type { Progress } from './progress.ts';
import { cacheFolder, localProject } from './project.ts';
import { findApiUrl } from './running-suite.ts';
import { Sentence } from './sentence.ts';
import { firebaseEnvironment, suiteEnvironment } from './suite-environment.ts';

/** The suite, ready: where the API answers, and the environment for a program that uses it. */
export interface LocalSuite extends EmulatorProcess {
  apiUrl: string;
  environment: NodeJS.ProcessEnv;
  /** Whether the Emulator UI is there too. */
  ui: boolean;
}

/**
 * Starts the local suite: the real emulators on the bundle in lib/, the local project, no credentials. Fails with one sentence when
 * something that it needs is not there.
 *
 * @param build makes the bundle, while Java and the Firestore emulator are being looked for
 * @param ui whether the Emulator UI is wanted; it is left out, with a sentence, where it cannot be downloaded
 * @param importFrom the folder of an export with which the suite begins; without it, empty
 * @param signal ends the start, at any point of it, with its reason; nothing is left running
 * @param force ends the emulators by force, whether they are starting, running or stopping
 */
export async function startSuite(options: {
  build: (signal: AbortSignal) => Promise<unknown>;
  progress: Progress;
  ui?: boolean;
  importFrom?: string | undefined;
  signal: AbortSignal;
  force: AbortSignal;
  onLine?: (line: string) => void;
}): Promise<LocalSuite> {
  const { progress, importFrom, signal, force, onLine = () => undefined } = options;
  await requireParameters(localProject);
  await checkPorts(options.ui ?? false);
  progress.say('Building the functions, and looking for Java and the Firestore emulator ...');
  const [java, emulator, ui] = await gather(signal, (ending) => [
    progress.waitFor('Java', findJavaFolder(process.env, ending)),
    progress.waitFor('the Firestore emulator', findFirestoreEmulator(process.env, cacheFolder, ending)),
    options.ui ? progress.waitFor('the Emulator UI', prepareEmulatorUi(process.env, ending)) : false,
    progress.waitFor('the build', options.build(ending)),
  ]);
  if (options.ui && !ui)
    progress.say(
      'The Emulator UI is not on this machine and could not be downloaded: the suite starts without it.',
    );
  const environment = firebaseEnvironment(process.env, java, emulator);
  progress.say('Starting the emulators of Functions, Firestore and Auth ...');
  const emulators = startEmulators({ environment, ui, importFrom, signal, force, onLine });
  const running = await progress.waitFor('the emulators', emulators);
  try {
    const apiUrl = await findApiUrl(signal);
    signal.throwIfAborted();
    if (apiUrl === undefined)
      throw new Sentence(`The function "api" could not be loaded: ${await reasonInLog()}`);
    return { ...running, ui, apiUrl, environment: { ...suiteEnvironment(process.env), CRM_API_URL: apiUrl } };
  } catch (error) {
    await running.stop();
    throw error;
  }
}

/** All of the tasks' results. The first task that fails ends the others, and it is told when they have ended too. */
async function gather<Results extends unknown[]>(
  signal: AbortSignal,
  start: (ending: AbortSignal) => { [Index in keyof Results]: Promise<Results[Index]> | Results[Index] },
): Promise<Results> {
  const failing = new AbortController();
  const tasks = start(AbortSignal.any([signal, failing.signal]));
  const results = Promise.all(tasks) as Promise<Results>;
  await results.catch((error: unknown) => failing.abort(error));
  await Promise.allSettled(tasks);
  signal.throwIfAborted();
  return results;
}
