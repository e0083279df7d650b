import { reasonInLog, startEmulators, type EmulatorProcess } from './emulator-process.ts';
import { findFirestoreEmulator } from './firestore-emulator.ts';
import { findJavaFolder } from './java.ts';
import { checkPorts } from './ports.ts';
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
 */
export async function startSuite(options: {
  build: () => Promise<unknown>;
  ui?: boolean;
  signal: AbortSignal;
  onLine?: (line: string) => void;
}): Promise<LocalSuite> {
  const { ui = false, signal, onLine = () => undefined } = options;
  await checkPorts(ui);
  const [java, emulator] = await Promise.all([
    findJavaFolder(process.env),
    findFirestoreEmulator(process.env),
    options.build(),
  ]);
  signal.throwIfAborted();
  const environment = firebaseEnvironment(process.env, java, emulator);
  const running = await startEmulators({ environment, ui, signal, onLine });
  const apiUrl = await findApiUrl();
  if (apiUrl)
    return { ...running, apiUrl, environment: { ...suiteEnvironment(process.env), CRM_API_URL: apiUrl } };
  await running.stop();
  throw new Sentence(`The function "api" could not be loaded: ${await reasonInLog()}`);
}
