import { join } from 'node:path';
import firebaseJson from '../../firebase.json' with { type: 'json' };

/** The `functions/` folder. */
export const functionsFolder = join(import.meta.dirname, '..');

/** The only entry point of what is deployed, and the bundle that it becomes. */
export const sourceFile = join(functionsFolder, 'src', 'index.ts');
export const bundleFile = join(functionsFolder, 'lib', 'functions.cjs');

/** What the platform loads (package.json's `main`), a copy of its source: the bundle, and its bytecode where that fits. */
export const entrySource = join(functionsFolder, 'src', 'platform', 'entry.cjs');
export const entryFile = join(functionsFolder, 'lib', 'index.cjs');

/** The docs page as it is deployed, beside the bundle. */
export const docsFolder = join(functionsFolder, 'lib', 'contract');

/** The contract as it is committed: made from the schemas by `npm run openapi`. */
export const contractFile = join(functionsFolder, 'openapi.json');

export const firebaseJsonFile = join(functionsFolder, '..', 'firebase.json');

/** Everything that a script makes for itself: ignored by git, by the deployment and by the emulator's watcher. */
export const cacheFolder = join(functionsFolder, 'node_modules', '.cache', 'customers-api');

/** What `npm start -- --keep` keeps: ignored by git, and by the emulator's watcher, as every name that begins with a dot. */
export const keptFolder = join(functionsFolder, '.kept-data');

/** A project id that begins with `demo-` never reaches the cloud: firebase-tools and the emulators see to that. */
export const localProject = 'demo-crm';

/** Where the emulators listen: firebase.json is the only place that says it. */
export const emulators = {
  functions: firebaseJson.emulators.functions,
  firestore: firebaseJson.emulators.firestore,
  auth: firebaseJson.emulators.auth,
  ui: firebaseJson.emulators.ui,
};

/** `host:port`, as the emulators' environment variables want it. */
export function address(emulator: keyof typeof emulators): string {
  const { host, port } = emulators[emulator];
  return `${host}:${port}`;
}

/** firebase-tools' command line program, started with the Node that runs the script: 24, so the functions run on it. */
export const firebaseExecutable = join(
  functionsFolder,
  'node_modules',
  'firebase-tools',
  'lib',
  'bin',
  'firebase.js',
);
