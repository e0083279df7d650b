import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { failuresIn } from './emulator-log.ts';
import { followLog } from './log-follower.ts';
import { cacheFolder, firebaseExecutable, firebaseJsonFile, localProject } from './project.ts';
import { Sentence } from './sentence.ts';

/** Printed by hold-suite.ts when every emulator is up, before the process ids of those that run in one of their own. */
export const readyMark = 'CRM_SUITE_READY';

const logFolder = join(cacheFolder, 'logs');

/** Everything that firebase-tools printed in the last run, with the output of the functions. */
export const logFile = join(logFolder, 'suite.log');

/** How long the emulators may take to stop before they are killed: they need about one second. */
const patienceMs = 15_000;

/** firebase-tools with its emulators, from the moment they are ready. */
export interface EmulatorProcess {
  /** Resolves when the emulators are gone, for whatever reason. */
  gone: Promise<void>;
  /** Stops them all, in order; by force if they do not obey or `force` is called. */
  stop: () => Promise<void>;
  force: () => void;
}

/**
 * Starts `firebase emulators:exec` and waits until every emulator is ready. Its output goes to {@link logFile} and,
 * line by line, to `onLine`. It runs in a session of its own, so that a Ctrl-C in the terminal reaches only the
 * launcher, which then stops things in their order.
 */
export async function startEmulators(options: {
  environment: NodeJS.ProcessEnv;
  ui: boolean;
  signal: AbortSignal;
  onLine: (line: string) => void;
}): Promise<EmulatorProcess> {
  await mkdir(logFolder, { recursive: true });
  const log = await open(logFile, 'w');
  const hold = `"${process.execPath}" "${join(import.meta.dirname, 'hold-suite.ts')}"`;
  const firebase = spawn(
    process.execPath,
    [
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
    ],
    // firebase-tools writes its debug logs into the current folder.
    { cwd: logFolder, env: options.environment, detached: true, stdio: ['pipe', log.fd, log.fd] },
  );
  await log.close();
  const gone = once(firebase, 'close').then(() => undefined);
  const onAbort = (): void => void kill(firebase, 'SIGTERM');
  options.signal.addEventListener('abort', onAbort);
  const pids = await Promise.race([follow(gone, options.onLine), gone]);
  options.signal.removeEventListener('abort', onAbort);
  const force = (): void => forceOut(firebase, pids ?? []);
  const running = { gone, force, stop: () => stop(firebase, gone, force) };
  if (options.signal.aborted) await running.stop();
  options.signal.throwIfAborted();
  if (pids) return running;
  throw new Sentence(`The emulators did not start: ${await reasonInLog()}`);
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
async function follow(gone: Promise<void>, onLine: (line: string) => void): Promise<number[]> {
  const { promise, resolve, reject } = Promise.withResolvers<number[]>();
  followLog(logFile, gone, (line) => {
    if (line.startsWith(readyMark)) resolve(JSON.parse(line.slice(readyMark.length)) as number[]);
    else onLine(line);
  }).catch(reject);
  return promise;
}

async function stop(firebase: ChildProcess, gone: Promise<void>, force: () => void): Promise<void> {
  firebase.stdin?.end();
  const impatience = setTimeout(force, patienceMs);
  await gone;
  clearTimeout(impatience);
}

/** firebase-tools gives an emulator in Java a session of its own: its death does not end them. */
function forceOut(firebase: ChildProcess, emulators: number[]): void {
  if (!kill(firebase, 'SIGKILL')) return;
  for (const pid of emulators) process.kill(pid, 'SIGKILL');
}

/** To the whole session of firebase-tools, whose leader it is. False if it has ended. */
function kill(firebase: ChildProcess, signal: NodeJS.Signals): boolean {
  if (firebase.pid === undefined || firebase.exitCode !== null || firebase.signalCode !== null) return false;
  return process.kill(-firebase.pid, signal);
}
