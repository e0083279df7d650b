import { execFile } from 'node:child_process';
import { access, mkdir, realpath, rename, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { launcherJar } from './launcher-jar.ts';
import { findOnPath } from './path-search.ts';
import { cacheFolder, firebaseExecutable } from './project.ts';
import { Sentence } from './sentence.ts';

/** Says where the jar is; also firebase-tools' own variable, so that setting it is all that is needed. */
const jarVariable = 'FIRESTORE_EMULATOR_BINARY_PATH';

/**
 * Finds the Firestore emulator: the jar that `FIRESTORE_EMULATOR_BINARY_PATH` names, firebase-tools' own cache, the
 * one that the Google Cloud CLI installs, and only then a download by firebase-tools.
 *
 * @param cache the folder for what is made here
 * @param signal ends the search, a download too, with its reason
 * @returns the variable for firebase-tools, or nothing where it finds the jar by itself
 */
export async function findFirestoreEmulator(
  environment: NodeJS.ProcessEnv,
  cache = cacheFolder,
  signal?: AbortSignal,
): Promise<Record<string, string>> {
  const named = await namedJar(environment);
  if (named) return { [jarVariable]: named };
  if (await exists(join(downloads(environment), downloadedJar()))) return {};
  const installed = await googleCloudJar(environment);
  if (installed) return { [jarVariable]: await writeLauncherJar(installed, cache) };
  signal?.throwIfAborted();
  await download(environment, cache, signal);
  return {};
}

/** Where {@link findFirestoreEmulator} would find the jar, without a download; undefined if nowhere. */
export async function locateFirestoreEmulator(environment: NodeJS.ProcessEnv): Promise<string | undefined> {
  const named = await namedJar(environment);
  if (named) return named;
  const downloaded = join(downloads(environment), downloadedJar());
  return (await exists(downloaded)) ? downloaded : googleCloudJar(environment);
}

async function namedJar(environment: NodeJS.ProcessEnv): Promise<string | undefined> {
  const named = environment[jarVariable];
  if (!named) return undefined;
  const file = await stat(named).catch(() => undefined);
  if (file?.isFile()) return named;
  throw new Sentence(
    `${jarVariable} names ${named}, and ${file ? 'that is no file' : 'there is no such file'}: correct it or unset it.`,
  );
}

function downloads(environment: NodeJS.ProcessEnv): string {
  return environment['FIREBASE_EMULATORS_PATH'] ?? join(homedir(), '.cache', 'firebase', 'emulators');
}

/** The file name, version included, that the installed firebase-tools would start. */
function downloadedJar(): string {
  const file = 'firebase-tools/lib/emulator/downloadableEmulatorInfo.json';
  const info = createRequire(import.meta.url)(file) as {
    firestore: { downloadPathRelativeToCacheDir: string };
  };
  return info.firestore.downloadPathRelativeToCacheDir;
}

async function googleCloudJar(environment: NodeJS.ProcessEnv): Promise<string | undefined> {
  const gcloud = await findOnPath('gcloud', environment);
  if (!gcloud) return undefined;
  const root = dirname(dirname(await realpath(gcloud)));
  const jar = join(root, 'platform', 'cloud-firestore-emulator', 'cloud-firestore-emulator.jar');
  return (await exists(jar)) ? jar : undefined;
}

async function writeLauncherJar(jar: string, cache: string): Promise<string> {
  const launcher = join(cache, 'firestore-emulator.jar');
  await mkdir(cache, { recursive: true });
  // Renamed into place: another suite may be starting from the same file.
  const draft = `${launcher}.${process.pid}`;
  await writeFile(draft, launcherJar(pathToFileURL(jar).href));
  await rename(draft, launcher);
  return launcher;
}

async function download(
  environment: NodeJS.ProcessEnv,
  cache: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  console.error('Downloading the Firestore emulator, once ...');
  try {
    const options = { env: environment, cwd: cache, signal };
    await mkdir(cache, { recursive: true });
    await promisify(execFile)(process.execPath, [firebaseExecutable, 'setup:emulators:firestore'], options);
  } catch {
    signal?.throwIfAborted();
    throw new Sentence(
      `The Firestore emulator is not on this machine and could not be downloaded: connect to the internet once, or install it with "gcloud components install cloud-firestore-emulator", or set ${jarVariable} to its jar.`,
    );
  }
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
