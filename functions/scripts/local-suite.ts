import { reasonInLog, startEmulators, type EmulatorProcess } from './emulator-process.ts';
import { findFirestoreEmulator } from './firestore-emulator.ts';
import { findJavaFolder } from './java.ts';
import { requireParameters } from './parameters.ts';
import { checkPorts } from './ports.ts';
import { cacheFolder, localProject } from './project.ts';
import { findApiUrl } from './running-suite.ts';
import { Sentence } from './sentence.ts';
import { firebaseEnvironment, suiteEnvironment } from './suite-environment.ts';

/** The suite, ready: where the API answers, and the environment for a program that uses it. */
export interface LocalSuite extends EmulatorProcess {
  apiUrl: string;
  environment: NodeJS.ProcessEnv;
}

/**
 * Starts the local suite, empty: the real emulators on the bundle in lib/, the local project, no credentials. Fails
 * with one sentence when something that it needs is not there.
 *
 * @param build makes the bundle, while Java and the Firestore emulator are being looked for
 * @param signal ends the start, at any point of it, with its reason; nothing is left running
 * @param force ends the emulators by force, whether they are starting, running or stopping
 */
export async function startSuite(options: {
  build: (signal: AbortSignal) => Promise<unknown>;
  ui?: boolean;
  signal: AbortSignal;
  force: AbortSignal;
  onLine?: (line: string) => void;
}): Promise<LocalSuite> {
  const { ui = false, signal, force, onLine = () => undefined } = options;
  await requireParameters(localProject);
  await checkPorts(ui);
  const [java, emulator] = await gather(signal, (ending) => [
    findJavaFolder(process.env, ending),
    findFirestoreEmulator(process.env, cacheFolder, ending),
    options.build(ending),
  ]);
  const environment = firebaseEnvironment(process.env, java, emulator);
  const running = await startEmulators({ environment, ui, signal, force, onLine });
  try {
    const apiUrl = await findApiUrl(signal);
    signal.throwIfAborted();
    if (apiUrl === undefined)
      throw new Sentence(`The function "api" could not be loaded: ${await reasonInLog()}`);
    return { ...running, apiUrl, environment: { ...suiteEnvironment(process.env), CRM_API_URL: apiUrl } };
  } catch (error) {
    await running.stop();
    throw error;
  }
}

/** All of the tasks' results. The first task that fails ends the others, and it is told when they have ended too. */
async function gather<Results extends unknown[]>(
  signal: AbortSignal,
  start: (ending: AbortSignal) => { [Index in keyof Results]: Promise<Results[Index]> },
): Promise<Results> {
  const failing = new AbortController();
  const tasks = start(AbortSignal.any([signal, failing.signal]));
  const results = Promise.all(tasks) as Promise<Results>;
  await results.catch((error: unknown) => failing.abort(error));
  await Promise.allSettled(tasks);
  signal.throwIfAborted();
  return results;
}
