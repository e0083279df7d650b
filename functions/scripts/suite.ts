import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import { build } from './build.ts';
import { readCommandLine } from './command-line.ts';
import { logFile, shortName } from './emulator-process.ts';
import { startSuite, type LocalSuite } from './local-suite.ts';
import { Progress } from './progress.ts';
import { killTree, send } from './process-tree.ts';
import { runScript, Sentence } from './sentence.ts';
import { onStopSignal } from './stop-signal.ts';

/** How long COMMAND may take to end after a signal before it is killed. */
const patienceMs = 10_000;

/**
 * `npm run suite -- "COMMAND"`: starts the suite, empty, runs COMMAND in it, stops everything and ends with COMMAND's
 * status.
 */
await runScript(async () => {
  const { words } = readCommandLine({
    name: 'suite',
    does: "Starts the local suite, empty, runs COMMAND in it, stops everything and ends with COMMAND's status.",
    words: { usage: '"COMMAND"', rest: true, required: true },
  });
  const command = words.join(' ');
  const stopping = new AbortController();
  const forcing = new AbortController();
  const progress = new Progress((line) => console.error(line));
  let suite: LocalSuite | undefined;
  let running: ChildProcess | undefined;
  const force = (): void => {
    forcing.abort();
    if (running) killCommand(running);
  };
  onStopSignal((signal, times) => {
    if (times > 1) {
      force();
      return;
    }
    stopping.abort(new Sentence('Stopped.'));
    setTimeout(force, patienceMs).unref();
    // In a terminal Ctrl-C has reached COMMAND too; any other signal came to this process alone.
    if (running && !(signal === 'SIGINT' && process.stdin.isTTY)) endCommand(running, signal);
  });
  try {
    suite = await startSuite({ build, progress, signal: stopping.signal, force: forcing.signal });
    progress.end();
    stopping.signal.throwIfAborted();
    running = startCommand(command, suite.environment);
    process.exitCode = await Promise.race([statusOf(running), endedEarly(suite)]);
  } finally {
    progress.end();
    if (running) endCommand(running, 'SIGTERM');
    await suite?.stop();
    // A COMMAND whose emulators are gone has had the time of their end for its own.
    if (running) killCommand(running);
  }
});

function startCommand(command: string, environment: NodeJS.ProcessEnv): ChildProcess {
  // Its own process group, so that a signal ends all of it; but a program that reads the terminal must stay in ours.
  const detached = !process.stdin.isTTY;
  return spawn(command, { shell: true, stdio: 'inherit', env: environment, detached });
}

/** As a shell reports it: 128 and the signal's number for a command that a signal ended. */
async function statusOf(command: ChildProcess): Promise<number> {
  const [status, signal] = (await once(command, 'exit')) as [number | null, NodeJS.Signals | null];
  return status ?? 128 + constants.signals[signal ?? 'SIGTERM'];
}

async function endedEarly(suite: LocalSuite): Promise<never> {
  await suite.gone;
  throw new Sentence(`The emulators ended before COMMAND did: see ${shortName(logFile)}.`);
}

function endCommand(command: ChildProcess, signal: NodeJS.Signals): void {
  if (isRunning(command)) send(process.stdin.isTTY ? command.pid : -command.pid, signal);
}

function killCommand(command: ChildProcess): void {
  if (isRunning(command)) killTree(command.pid);
}

function isRunning(command: ChildProcess): command is ChildProcess & { pid: number } {
  return command.pid !== undefined && command.exitCode === null && command.signalCode === null;
}
