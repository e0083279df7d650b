import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { functionsFolder } from '../../scripts/project.ts';

const FRAMEWORK = join(functionsFolder, 'node_modules/@google-cloud/functions-framework/build/src/main.js');

/** What `firebase deploy` writes beside the bundle: the value of every parameter. */
const PARAMETERS = {
  CRM_REGION: 'europe-west1',
  CRM_BACKEND_TIMEOUT_MS: '8000',
  CRM_CORS_ORIGINS: 'https://app.example.com',
  CRM_APP_CHECK: 'off',
  CRM_REQUESTS_PER_MINUTE: '0',
  CRM_READS_PER_MINUTE: '0',
  CRM_TIMEOUT_SECONDS: '30',
  CRM_TRASH_DAYS: '30',
};

/** The built bundle in a process of its own, as production runs it. */
export interface FrameworkProcess {
  url: string;
  pid: number;
  /** Every line that it has printed. */
  lines: string[];
  /** The most memory that it ever had resident, in MB. */
  peakMemory: () => Promise<number>;
  /** The processor time that it has taken so far, in milliseconds. */
  processorTime: () => Promise<number>;
  stop: () => Promise<void>;
  /** The status that it ends with, by itself; null where a signal ended it. */
  ended: Promise<number | null>;
}

/**
 * `functions-framework --target=api` on lib/index.cjs; ready when it listens.
 *
 * @param source the folder of another function, for a comparison
 * @param target another function than `api`; FUNCTION_SIGNATURE_TYPE in the environment says what it takes
 */
export async function startFramework(
  environment: NodeJS.ProcessEnv,
  {
    source = functionsFolder,
    target = 'api',
    nodeArguments = [],
  }: { source?: string; target?: string; nodeArguments?: readonly string[] } = {},
): Promise<FrameworkProcess> {
  const port = await freePort();
  const framework = [FRAMEWORK, `--target=${target}`, `--port=${port}`, `--source=${source}`];
  const child = spawn(process.execPath, [...nodeArguments, ...framework], {
    cwd: source,
    env: {
      PATH: process.env['PATH'],
      METADATA_SERVER_DETECTION: 'none',
      FUNCTION_TARGET: target,
      ...PARAMETERS,
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  const { promise: listening, resolve } = Promise.withResolvers<true>();
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      if (line.startsWith('URL: ')) resolve(true);
    });
  const ended = once(child, 'exit') as Promise<[number | null]>;
  if ((await Promise.race([listening, ended])) !== true)
    throw new Error(`The functions framework ended: ${lines.join('\n')}`);
  return {
    url: `http://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    lines,
    peakMemory: () => peakMemory(child.pid ?? 0),
    processorTime: () => processorTime(child.pid ?? 0),
    ended: ended.then(([status]) => status),
    stop: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** A port that nothing listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Linux keeps the peak; elsewhere what is resident now must do. */
async function peakMemory(pid: number): Promise<number> {
  if (process.platform !== 'linux') {
    const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)]);
    return Number(stdout) / 1024;
  }
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024;
}

/** Linux counts hundredths of a second, of a process with all its threads; elsewhere `ps` tells as much. */
async function processorTime(pid: number): Promise<number> {
  if (process.platform !== 'linux') {
    const { stdout } = await promisify(execFile)('ps', ['-o', 'time=', '-p', String(pid)]);
    return stdout.split(':').reduce((sum, part) => sum * 60 + Number(part), 0) * 1000;
  }
  // The second field is the name of the program in parentheses, and may hold anything.
  const stat = (await readFile(`/proc/${pid}/stat`, 'utf8')).replace(/^.*\) /s, '').split(' ');
  return (Number(stat[11]) + Number(stat[12])) * 10;
}
