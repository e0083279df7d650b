import { spawn } from 'node:child_process';
import {
  chmod,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { firebaseJsonFile, functionsFolder } from '../../scripts/project.ts';
import { until } from '../support/until.ts';

// The scripts themselves, in a copy of the project: the suite that runs these tests holds the ports, and a build would
// change what it serves. The copy has functions that are built in no time, and a firebase-tools that never gets ready.

/** A failed program is ended three seconds after its last word, whatever holds it: it must need less without that. */
const soonMs = 2500;

/** Longer than any of it takes on a slow machine: what has not ended by then hangs. */
const patienceMs = 50_000;

let root: string;
let folder: string;

const settings = () => ({
  JAVA_HOME: join(root, 'java'),
  FIRESTORE_EMULATOR_BINARY_PATH: join(root, 'emulator.jar'),
});

beforeAll(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'start-')));
  folder = join(root, 'functions');
  const copied = ['scripts', 'docs-page', 'client', 'tsconfig.json', 'openapi.json', 'package.json', '.env'];
  for (const name of [
    ...copied,
    'src/platform/entry.cjs',
    'src/parameters.ts',
    'src/duplicates/edit-distance.ts',
  ])
    await cp(join(functionsFolder, name), join(folder, name), { recursive: true });
  const packages = join(folder, 'node_modules');
  await mkdir(packages);
  for (const name of await readdir(join(functionsFolder, 'node_modules')))
    if (!['.cache', 'firebase-tools'].includes(name))
      await symlink(join(functionsFolder, 'node_modules', name), join(packages, name));
  // Port 0 is any free port.
  const firebaseJson = (await readFile(firebaseJsonFile, 'utf8')).replaceAll(/"port": \d+/g, '"port": 0');
  await writeFile(join(root, 'firebase.json'), firebaseJson);
  await writeFile(settings().FIRESTORE_EMULATOR_BINARY_PATH, '');
  const firebase = join(packages, 'firebase-tools', 'lib', 'bin');
  await mkdir(firebase, { recursive: true });
  await writeFile(join(firebase, 'package.json'), '{ "type": "commonjs" }');
  await writeFile(join(firebase, 'firebase.js'), neverReady);
  await mkdir(join(firebase, '..', 'functions'));
  const reader = join('firebase-tools', 'lib', 'functions', 'env.js');
  await symlink(join(functionsFolder, 'node_modules', reader), join(packages, reader));
});

beforeEach(async () => {
  await writeSource('export const api = 1;');
  await writeJava('echo \'openjdk version "25.0.1" 2026-01-01\' >&2');
  await rm(join(root, 'pids'), { recursive: true, force: true });
  await mkdir(join(root, 'pids'));
});

afterAll(() => rm(root, { recursive: true }));

/** It has one process in its own session and one in another, as firebase-tools has Java, and obeys no signal. */
const neverReady = `
const { spawn } = require('node:child_process');
const { writeFileSync } = require('node:fs');
const { join } = require('node:path');
process.on('SIGTERM', () => undefined);
const pids = [process, spawn('sleep', ['60']), spawn('sleep', ['60'], { detached: true })].map(({ pid }) => pid);
for (const pid of pids) writeFileSync(join(process.env.TEST_FOLDER, 'pids', String(pid)), '');
setInterval(() => undefined, 1000);
`;

async function writeSource(source: string): Promise<void> {
  await writeFile(join(folder, 'src', 'index.ts'), source);
}

async function writeJava(program: string): Promise<void> {
  const bin = join(root, 'java', 'bin');
  await mkdir(bin, { recursive: true });
  await writeFile(join(bin, 'java'), `#!/bin/sh\n${program}\n`);
  await chmod(join(bin, 'java'), 0o755);
}

/** A Java that is asked for its version for ever. */
const neverAnswers = 'touch "$TEST_FOLDER/pids/$$"; exec sleep 60';

async function filesIn(name: string): Promise<string[]> {
  return readdir(join(folder, name)).catch(() => []);
}

/** The processes that the stand-ins have told of. */
async function pids(): Promise<number[]> {
  return (await readdir(join(root, 'pids'))).map(Number);
}

async function noneIsLeft(): Promise<void> {
  const known = await pids();
  await until(async () => Promise.resolve(known.some(isThere) ? null : true));
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** A script that runs: `stop` sends it a signal, `ended` tells how it ended, and how long after its last word. */
function start(script: string[], environment: NodeJS.ProcessEnv = {}) {
  const [name = '', ...options] = script;
  const child = spawn(process.execPath, [join(folder, 'scripts', name), ...options], {
    cwd: folder,
    env: { PATH: process.env['PATH'], TEST_FOLDER: root, ...settings(), ...environment },
  });
  let output = '';
  let lastWord = NaN;
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data: Buffer) => {
      output += data.toString();
      lastWord = performance.now();
    });
  }
  const { promise: ended, resolve } = Promise.withResolvers<{
    status: number | null;
    output: string;
    silentMs: number;
  }>();
  const impatience = setTimeout(() => child.kill('SIGKILL'), patienceMs);
  child.on('close', (status) => {
    clearTimeout(impatience);
    resolve({ status, output, silentMs: performance.now() - lastWord });
  });
  const says = (words: string) => output.includes(words);
  return { ended, says, stop: (signal: NodeJS.Signals) => child.kill(signal) };
}

async function expectFailure(running: ReturnType<typeof start>, sentence: RegExp): Promise<void> {
  const { status, output, silentMs } = await running.ended;
  expect(output).toMatch(sentence);
  expect(output).not.toMatch(/^ {4}at /m);
  expect(status).toBe(1);
  expect(silentMs).toBeLessThan(soonMs);
  await noneIsLeft();
}

const scripts = [['start.ts'], ['suite.ts', 'true']];

describe.each(scripts)('%s', (...script: string[]) => {
  it('ends with a sentence when there is no jar', async () => {
    const running = start(script, { FIRESTORE_EMULATOR_BINARY_PATH: join(root, 'none.jar') });
    await expectFailure(
      running,
      /^FIRESTORE_EMULATOR_BINARY_PATH names .*none\.jar, and there is no such file/m,
    );
  });

  it('ends with a sentence for each fault of its parameters', async () => {
    const local = join(folder, '.env.local');
    await writeFile(local, 'CRM_REQUESTS_PER_MINUTE=12oo\n\nthis is no line\nCRM_APP_CHECK=on\n');
    try {
      const { status, output } = await start(script, { CRM_TRASH_DAYS: 'thirty' }).ended;
      expect(output.split('\n').filter((line) => line.includes(':'))).toEqual([
        '.env.local:3: this line cannot be read: it must be NAME=value, or begin with #.',
        '.env.local:4: CRM_APP_CHECK=on: it must be off or enforce.',
        '.env.local:1: CRM_REQUESTS_PER_MINUTE=12oo: it must be a whole number from 0 to 1000000.',
        'In the environment of this shell: CRM_TRASH_DAYS=thirty: it must be a whole number from 1 to 3650.',
      ]);
      expect(status).toBe(1);
    } finally {
      await rm(local);
    }
  });

  it('ends with a sentence when a source does not compile', async () => {
    await writeSource('export const api = ;');
    await expectFailure(start(script), /src\/index\.ts:1:20/);
  });

  it('ends with a sentence when a module throws', async () => {
    await writeSource('\nthrow new Error("boom");');
    await expectFailure(start(script), /^The functions cannot be loaded: Error: boom \(src\/index\.ts:2\)$/m);
  });

  it('ends at a signal during the build', async () => {
    const running = start(script);
    await until(async () => Promise.resolve(running.says('Starting') ? true : null));
    running.stop('SIGINT');
    await expectFailure(running, /^Stopped\.$/m);
  });

  it('ends at a signal while Java is looked for', async () => {
    await writeJava(neverAnswers);
    const running = start(script);
    await until(async () => ((await pids()).length > 0 ? true : null));
    running.stop('SIGTERM');
    await expectFailure(running, /^Stopped\.$/m);
  });

  it('ends at a signal while the emulators start, with all of their processes', async () => {
    const running = start(script);
    await until(async () => ((await pids()).length === 3 ? true : null));
    running.stop('SIGINT');
    // As npm hands a Ctrl-C on that the terminal has sent already.
    running.stop('SIGINT');
    await expectFailure(running, /^Stopped\.$/m);
  });
});

describe('start.ts, with its first build made', () => {
  it('ends at a signal when it has just begun to watch the sources', async () => {
    await writeJava(neverAnswers);
    await rm(join(folder, 'lib'), { recursive: true });
    const running = start(['start.ts']);
    // The last file of the build: the watcher comes next.
    await until(async () =>
      (await filesIn('lib')).some((name) => name.endsWith('.bytecode')) ? true : null,
    );
    running.stop('SIGHUP');
    await expectFailure(running, /^Stopped\.$/m);
  });

  it('ends at a signal when it has built again', async () => {
    await writeJava(neverAnswers);
    const running = start(['start.ts']);
    let change = 0;
    await until(async () => {
      await writeSource(`export const api = ${++change};`);
      return running.says('Rebuilt') ? true : null;
    });
    running.stop('SIGINT');
    await expectFailure(running, /^Stopped\.$/m);
  });
});
