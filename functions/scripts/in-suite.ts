import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/**
 * Runs a script once more, inside a suite of its own, unless it runs inside of one already.
 *
 * @param script the file of the script
 * @param words its arguments
 * @returns whether it has been run so: its status is this process's then, and nothing is left to do
 */
export async function inSuite(script: string, words: readonly string[] = []): Promise<boolean> {
  if (process.env['CRM_API_URL'] !== undefined) return false;
  const command = [process.execPath, script, ...words].map((word) => `"${word}"`).join(' ');
  process.exitCode = await runSuite(command);
  return true;
}

/** `npm run suite -- "COMMAND"`, and its status. A signal is left to it: it stops COMMAND and the emulators in their order. */
export async function runSuite(command: string, environment: NodeJS.ProcessEnv = {}): Promise<number> {
  const suite = spawn(process.execPath, [join(import.meta.dirname, 'suite.ts'), command], {
    stdio: 'inherit',
    env: { ...process.env, ...environment },
  });
  const handOn = (signal: NodeJS.Signals) => suite.kill(signal);
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, handOn);
  const [status] = (await once(suite, 'exit')) as [number | null];
  for (const signal of signals) process.off(signal, handOn);
  return status ?? 1;
}
