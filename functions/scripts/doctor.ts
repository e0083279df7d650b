import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readCommandLine } from './command-line.ts';
import { shortName } from './emulator-process.ts';
import { hasEmulatorUi } from './emulator-ui.ts';
import { locateFirestoreEmulator } from './firestore-emulator.ts';
import { findJava } from './java.ts';
import { hasKeptData } from './kept-data.ts';
import { requireParameters } from './parameters.ts';
import { findOnPath } from './path-search.ts';
import { ownerOfPort } from './port-owner.ts';
import { isFree, portNames } from './ports.ts';
import { emulators, functionsFolder, keptFolder, localProject } from './project.ts';
import { findApiUrl } from './running-suite.ts';
import { runScript, Sentence } from './sentence.ts';

/** A line of the report: a `fault` keeps the suite from starting, a `gap` takes away something that can be done without. */
interface Finding {
  state: 'good' | 'gap' | 'fault';
  about: string;
  found: string;
}

const MARKS = { good: '✔', gap: '-', fault: '✖' };
const ANSWER_MS = 2000;

/** `npm run doctor`: what this machine has for the local suite, and what it lacks. */
await runScript(async () => {
  readCommandLine({
    name: 'doctor',
    does: 'Shows what this machine has for the local suite and what it lacks; fails when something is missing that it needs.',
  });
  const findings = (await Promise.all([node(), packages(), java(), jar(), ports(), env(), extras()])).flat();
  const width = Math.max(...findings.map(({ about }) => about.length));
  for (const { state, about, found } of findings)
    console.log(
      `${MARKS[state]} ${about.padEnd(width)}  ${found.replaceAll('\n', `\n${' '.repeat(width + 4)}`)}`,
    );
  const faults = findings.filter(({ state }) => state === 'fault').length;
  if (faults === 0) console.log('\nThe suite can start: npm start');
  else
    console.log(
      `\nThe suite cannot start: ${faults === 1 ? 'one thing is' : `${faults} things are`} to be mended.`,
    );
  process.exitCode = faults === 0 ? 0 : 1;
});

async function node(): Promise<Finding[]> {
  const wanted = (await readFile(join(functionsFolder, '.nvmrc'), 'utf8')).trim();
  const isRight = process.versions.node.split('.')[0] === wanted;
  const found = isRight
    ? process.versions.node
    : `${process.versions.node}; the functions are deployed on ${wanted}`;
  return [{ state: isRight ? 'good' : 'gap', about: 'Node', found }];
}

/** That what is installed is what the lock file says: `npm ci` leaves a copy of it in node_modules. */
async function packages(): Promise<Finding[]> {
  const about = 'Packages';
  const [lock, installed] = await Promise.all(
    ['package-lock.json', 'node_modules/.package-lock.json'].map(readPackages),
  );
  const other = Object.entries(lock ?? {}).filter(
    ([name, { version, optional }]) =>
      name !== '' && !optional && version !== undefined && installed?.[name]?.version !== version,
  );
  if (other.length === 0) return [{ state: 'good', about, found: 'as in package-lock.json' }];
  const found = `${other.length} are not as in package-lock.json: run npm ci`;
  return [{ state: 'gap', about, found }];
}

async function readPackages(file: string): Promise<Record<string, { version?: string; optional?: boolean }>> {
  const text = await readFile(join(functionsFolder, file), 'utf8').catch(() => '{}');
  return (JSON.parse(text) as { packages?: Awaited<ReturnType<typeof readPackages>> }).packages ?? {};
}

async function java(): Promise<Finding[]> {
  return finding('Java', async () => {
    const { executable, release, place } = await findJava(process.env);
    return `${String(release)}, ${place} (${executable})`;
  });
}

async function jar(): Promise<Finding[]> {
  return finding('Firestore emulator', async () => {
    const place = await locateFirestoreEmulator(process.env);
    const found = 'not here: the first start downloads it (137 MB), and needs the internet';
    return place ?? { state: 'gap', found };
  });
}

async function ports(): Promise<Finding[]> {
  const isRunning = (await findApiUrl(AbortSignal.timeout(ANSWER_MS))) !== undefined;
  const all = (['functions', 'firestore', 'auth', 'ui'] as const).map(async (emulator): Promise<Finding> => {
    const { host, port } = emulators[emulator];
    const about = `Port ${port}`;
    const of = portNames[emulator];
    if (await isFree(host, port)) return { state: 'good', about, found: `free (${of})` };
    const owner = (await ownerOfPort(port)) ?? 'a program of another user';
    const needed = emulator === 'ui' ? 'gap' : 'fault';
    return isRunning
      ? { state: 'good', about, found: `in use by the local suite that is running (${of}; ${owner})` }
      : { state: needed, about, found: `in use by ${owner}, and the ${of} needs it: stop that program` };
  });
  return Promise.all(all);
}

async function env(): Promise<Finding[]> {
  return finding('Parameters', async () => {
    await requireParameters(localProject);
    return 'every one in .env and .env.local is as it may be';
  });
}

/** What a start can do without. */
async function extras(): Promise<Finding[]> {
  const browsers = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  const [browser] = (await Promise.all(browsers.map((name) => findOnPath(name, process.env)))).filter(
    Boolean,
  );
  const nginx = await findOnPath('nginx', process.env);
  const kept = (await hasKeptData()) ? shortName(keptFolder) : undefined;
  const gap = (about: string, place: string | undefined, without: string): Finding =>
    place === undefined ? { state: 'gap', about, found: without } : { state: 'good', about, found: place };
  return [
    gap(
      'Emulator UI',
      (await hasEmulatorUi(process.env)) ? 'here, for npm start -- --ui' : undefined,
      'not here: npm start -- --ui downloads it (3.5 MB), or starts without it',
    ),
    gap('Chromium', browser, 'not on the PATH: some tests of npm test need it or Chrome'),
    gap('nginx', nginx, 'not on the PATH: one test of npm test needs it'),
    gap('Kept data', kept, 'none: npm start -- --keep makes them'),
  ];
}

/** What was found, or the sentence of what was not. */
async function finding(
  about: string,
  look: () => Promise<string | Omit<Finding, 'about'>>,
): Promise<Finding[]> {
  try {
    const found = await look();
    return [typeof found === 'string' ? { state: 'good', about, found } : { about, ...found }];
  } catch (error) {
    if (!(error instanceof Sentence)) throw error;
    return [{ state: 'fault', about, found: error.message }];
  }
}
