import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { failuresIn } from './emulator-log.ts';
import { followLog } from './log-follower.ts';
import { killTree, send } from './process-tree.ts';
import { cacheFolder, firebaseExecutable, firebaseJsonFile, localProject } from './project.ts';
import { Sentence } from './sentence.ts';

/** Printed by hold-suite.ts when every emulator is up, before what it knows of them. */
export const readyMark = 'CRM_SUITE_READY';

/** The address of the emulators' hub, and the process ids of the emulators that run in one of their own. */
export interface Ready {
  hub: string;
  pids: number[];
}

const preload = join(import.meta.dirname, 'one-process-preload.ts');

const logFolder = join(cacheFolder, 'logs');

/** Everything that firebase-tools printed in the last run, with the output of the functions. */
export const logFile = join(logFolder, 'suite.log');

/** How long the emulators may take to stop before they are killed: they need about one second. */
const patienceMs = 10_000;

/** How long they may take to start: 20 s on an idle machine, a minute on a busy one. */
const startPatienceMs = 300_000;

/** firebase-tools with its emulators, from the moment they are ready. */
export interface EmulatorProcess {
  /** The URL of the emulators' hub, which exports their data. */
  hub: string;
  /** Resolves when the emulators are gone, for whatever reason. */
  gone: Promise<void>;
  /** Stops them all, in order; by force if they do not obey. */
  stop: () => Promise<void>;
}

/**
 * Starts `firebase emulators:exec` and waits until every emulator is ready. Its output goes to {@link logFile} and,
 * line by line, to `onLine`. It runs in a session of its own, so that a Ctrl-C in the terminal reaches only the
 * launcher, which then stops things in their order. `signal` ends the start, with its reason; `force` kills the
 * emulators at any time.
 */
export async function startEmulators(options: {
  environment: NodeJS.ProcessEnv;
  ui: boolean;
  /** The folder of an export with which they begin. */
  importFrom?: string | undefined;
  signal: AbortSignal;
  force: AbortSignal;
  onLine: (line: string) => void;
}): Promise<EmulatorProcess> {
  const { signal, onLine } = options;
  await mkdir(logFolder, { recursive: true });
  const log = await open(logFile, 'w');
  signal.throwIfAborted();
  const firebase = spawnFirebase(options, log.fd);
  let emulators: number[] = [];
  const gone = once(firebase, 'close').then(() => killOrphans(firebase, emulators));
  const kill = (): void => killFirebase(firebase);
  options.force.addEventListener('abort', kill);
  // By force, for there is nothing to save yet, and firebase-tools is not to be relied on here: for a tenth of a second
  // it ignores signals, and it may leave behind the Java that it was about to start.
  signal.addEventListener('abort', kill);
  const tooLate = Promise.withResolvers<undefined>();
  const impatience = setTimeout(() => tooLate.resolve(undefined), startPatienceMs);
  try {
    await log.close();
    const ready = await Promise.race([follow(gone, onLine), gone, tooLate.promise]);
    signal.throwIfAborted();
    if (!ready) throw new Sentence(`The emulators did not start: ${await reasonInLog()}`);
    emulators = ready.pids;
    return { hub: ready.hub, gone, stop: () => stop(firebase, gone) };
  } catch (error) {
    kill();
    await gone;
    throw error;
  } finally {
    clearTimeout(impatience);
    signal.removeEventListener('abort', kill);
  }
}

function spawnFirebase(
  options: { environment: NodeJS.ProcessEnv; ui: boolean; importFrom?: string | undefined },
  log: number,
): ChildProcess {
  const hold = `"${process.execPath}" "${join(import.meta.dirname, 'hold-suite.ts')}"`;
  return spawn(
    process.execPath,
    [
      ...(options.environment['CRM_PROCESS_PER_REQUEST'] ? [] : ['--import', preload]),
      ...[
        firebaseExecutable,
        'emulators:exec',
        hold,
        '--config',
        firebaseJsonFile,
        '--project',
        localProject,
      ],
      ...['--only', 'functions,firestore,auth', ...(options.ui ? ['--ui'] : [])],
      ...(options.importFrom === undefined ? [] : ['--import', options.importFrom]),
    ],
    // firebase-tools writes its debug logs into the current folder.
    { cwd: logFolder, env: options.environment, detached: true, stdio: ['pipe', log, log] },
  );
}

/** The failures that firebase-tools reported, and where to read on. */
export async function reasonInLog(): Promise<string> {
  const reason = failuresIn(await readFile(logFile, 'utf8')) || 'firebase-tools does not say why';
  return `${reason} (the whole log: ${shortName(logFile)})`;
}

/** A path as the developer would type it. */
export function shortName(file: string): string {
  return relative(process.cwd(), file);
}

/** Hands on what firebase-tools prints; resolves with hold-suite.ts's word that the emulators are up. */
async function follow(gone: Promise<void>, onLine: (line: string) => void): Promise<Ready> {
  const { promise, resolve, reject } = Promise.withResolvers<Ready>();
  followLog(logFile, gone, (line) => {
    if (line.startsWith(readyMark)) resolve(JSON.parse(line.slice(readyMark.length)) as Ready);
    else onLine(line);
  }).catch(reject);
  return promise;
}

async function stop(firebase: ChildProcess, gone: Promise<void>): Promise<void> {
  firebase.stdin?.end();
  const impatience = setTimeout(() => killFirebase(firebase), patienceMs);
  await gone;
  clearTimeout(impatience);
}

/** With all that it has started: it gives an emulator in Java a session of its own. */
function killFirebase(firebase: ChildProcess): void {
  const isRunning = firebase.exitCode === null && firebase.signalCode === null;
  if (isRunning && firebase.pid !== undefined) killTree(firebase.pid);
}

/** An emulator in Java outlives a firebase-tools that somebody else has killed. */
function killOrphans(firebase: ChildProcess, emulators: readonly number[]): void {
  if (firebase.signalCode === null) return;
  for (const pid of emulators) send(pid, 'SIGKILL');
}
