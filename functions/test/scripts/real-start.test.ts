import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { firebaseJsonFile, functionsFolder } from '../../scripts/project.ts';
import { freePort } from '../support/framework-process.ts';
import { until } from '../support/until.ts';

// The scripts with the real emulators, in a copy of the project with ports of its own, behind a proxy that is not there.
const PATIENCE_MS = 150_000;

const children: ChildProcess[] = [];

let root: string;
let folder: string;

beforeAll(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'real-start-')));
  folder = join(root, 'functions');
  const copied = ['scripts', 'docs-page', 'client', 'example', 'tsconfig.json', 'src', 'openapi.json'];
  for (const name of [...copied, 'package.json', '.env'])
    await cp(join(functionsFolder, name), join(folder, name), { recursive: true });
  await mkdir(join(folder, 'node_modules'));
  for (const name of await readdir(join(functionsFolder, 'node_modules')))
    if (name !== '.cache')
      await symlink(join(functionsFolder, 'node_modules', name), join(folder, 'node_modules', name));
  const firebaseJson = JSON.parse(await readFile(firebaseJsonFile, 'utf8')) as {
    emulators: Record<string, { port?: number }>;
  };
  for (const name of ['functions', 'firestore', 'auth'])
    Object.assign(firebaseJson.emulators[name] ?? {}, { port: await freePort() });
  await writeFile(join(root, 'firebase.json'), JSON.stringify(firebaseJson));
  for (const name of ['firestore.rules', 'firestore.indexes.json'])
    await cp(join(functionsFolder, '..', name), join(root, name));
});
afterAll(async () => {
  // The emulators of a launcher that is gone stop by themselves.
  for (const child of children) child.kill('SIGKILL');
  await rm(root, { recursive: true, force: true });
});

const proxies = ['http_proxy', 'https_proxy', 'all_proxy', 'HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY'];

function run(script: string, ...words: string[]) {
  const child = spawn(process.execPath, [join(folder, 'scripts', script), ...words], {
    cwd: folder,
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      JAVA_HOME: process.env['JAVA_HOME'],
      FIRESTORE_EMULATOR_BINARY_PATH: process.env['FIRESTORE_EMULATOR_BINARY_PATH'],
      FIREBASE_EMULATORS_PATH: process.env['FIREBASE_EMULATORS_PATH'],
      TMPDIR: root,
      NODE_USE_ENV_PROXY: '1',
      ...Object.fromEntries(proxies.map((name) => [name, 'http://127.0.0.1:9'])),
    },
  });
  children.push(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += String(data)));
  const ended = once(child, 'close').then(([status]) => ({ status: status as number | null, output }));
  const says = async (words: RegExp) => {
    while (!words.test(output) && child.exitCode === null) await new Promise((r) => setTimeout(r, 100));
    return output;
  };
  return { ended, says, stop: (signal: NodeJS.Signals) => child.kill(signal) };
}

/** Forty requests at once, and how many processes have answered them. */
const BURST = `
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
const began = performance.now();
const answers = await Promise.all(Array.from({ length: 40 }, () => fetch(process.env.CRM_API_URL + '/docs')));
const statuses = [...new Set(answers.map(({ status }) => status))];
const of = (pid) => { try { return readFileSync('/proc/' + pid + '/cmdline', 'utf8') + readlinkSync('/proc/' + pid + '/cwd'); } catch { return ''; } };
const processes = readdirSync('/proc').map(of).filter((line) => line.includes('functionsEmulatorRuntime') && line.endsWith(process.cwd()));
console.log(JSON.stringify({ statuses, processes: processes.length, seconds: (performance.now() - began) / 1000 }));
`;

it(
  'forty requests at once into a fresh suite are answered within seconds, by one process',
  { timeout: PATIENCE_MS },
  async () => {
    await writeFile(join(folder, 'burst.mjs'), BURST);
    const { status, output } = await run('suite.ts', `"${process.execPath}" burst.mjs`).ended;
    const line = /^\{.*\}$/m.exec(output)?.[0] ?? output;
    const { statuses, processes, seconds } = JSON.parse(line) as Record<string, unknown>;
    expect({ status, statuses, processes }).toEqual({ status: 0, statuses: [200], processes: 1 });
    // A second on an idle machine; the function's own start is most of it.
    expect(seconds).toBeLessThan(15);
  },
);

it('keeps its data over a Ctrl-C, and begins with them', { timeout: 2 * PATIENCE_MS }, async () => {
  const first = run('start.ts', '--keep');
  const greeting = await first.says(/when it stops\.$/m);
  expect(greeting).toContain('Seeded 60 customers.');
  expect(greeting).toMatch(/^The data are kept in \.kept-data when it stops\.$/m);
  expect(greeting).toMatch(/^ +Password +development$/m);
  const page = /^ +Page +(\S+)/m.exec(greeting)?.[1] ?? '';
  expect(await (await fetch(page)).text()).toContain('data-project="demo-crm"');
  first.stop('SIGINT');
  expect(await first.ended).toMatchObject({
    status: 0,
    output: expect.stringMatching(/^The data are in \.kept-data\.$/m) as unknown,
  });
  expect(await readdir(join(folder, '.kept-data'))).toEqual(['current']);

  const second = run('start.ts', '--keep');
  const again = await second.says(/when it stops\.$/m);
  expect(again).toContain('Taking up the data of .kept-data ...');
  expect(again).not.toContain('Seeded');
  const api = /^ +API +(\S+)/m.exec(again)?.[1] ?? '';
  const token = (await run('token.ts', 'viewer').ended).output.trim();
  const list = await until(async () => {
    const response = await fetch(`${api}?limit=1`, { headers: { authorization: `Bearer ${token}` } });
    return response.ok ? ((await response.json()) as { total: number }) : null;
  });
  expect(list.total).toBe(60);
  second.stop('SIGTERM');
  expect((await second.ended).status).toBe(0);
});
