import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import {
  type ParameterFault,
  type ParameterName,
  PARAMETERS,
  readParameters,
  sentenceOf,
} from '../src/parameters.ts';
import { readCommandLine } from './command-line.ts';
import { functionsFolder, localProject } from './project.ts';
import { runScript, Sentence } from './sentence.ts';

/**
 * Throws unless every parameter has a value that it may have, in the files that firebase-tools reads for a project; with a
 * sentence for each fault, and its file and line. Values in the environment of the shell have no effect there, but a
 * wrong one is told too: whoever set it meant something by it.
 *
 * @param project whose files: `.env`, `.env.PROJECT`, those of its aliases, and `.env.local` in the local suite
 */
export async function requireParameters(
  project: string,
  { folder = functionsFolder, environment = process.env }: ParameterSources = {},
): Promise<void> {
  const names = [...(await aliasesOf(project, folder)), ...(project === localProject ? ['local'] : [])];
  const files = ['.env', ...[project, ...names].map((name) => `.env.${name}`)];
  const read = (await Promise.all(files.map((name) => readEnvFile(join(folder, name))))).flat();
  const faults = [...read.flatMap((file) => file.faults), ...faultsOfValues(read), ...inShell(environment)];
  if (faults.length > 0) throw new Sentence(faults.join('\n'));
}

/** Where the values are looked for. */
interface ParameterSources {
  /** The folder with the `.env` files. */
  folder?: string;
  environment?: NodeJS.ProcessEnv;
}

/** A file of parameters. */
interface EnvFile {
  values: Record<string, string>;
  /** Where a variable is set: the file, and the line of its last assignment. */
  placeOf: (name: string) => string;
  /** Sentences on lines that cannot be read, and on variables that there are not. */
  faults: string[];
}

/** firebase-tools' own reader of such files: another one would see other values. */
interface EnvReader {
  parse: (text: string) => { envs: Record<string, string>; errors: string[] };
  validateKey: (name: string) => void;
}

async function readEnvFile(path: string): Promise<EnvFile[]> {
  const content = await readFile(path, 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new Sentence(`${shortName(path)} cannot be read: ${(error as Error).message}`);
  });
  if (content === undefined) return [];
  const { parse, validateKey } = loadEnvReader();
  const { envs, errors } = parse(content);
  const lines = content.split(/\r\n?|\n/);
  const placeOfLine = (isIt: (line: string) => boolean) => {
    const at = lines.findLastIndex(isIt);
    return at === -1 ? shortName(path) : `${shortName(path)}:${at + 1}`;
  };
  const placeOf = (name: string) =>
    placeOfLine((line) => /^\s*(?:export)?\s*([\w./]+)\s*=/.exec(line)?.[1] === name);
  const unreadable = errors.map(
    (error) =>
      // Without what it says, which may be a secret.
      `${placeOfLine((line) => line.trim() === error)}: this line cannot be read: it must be NAME=value, or begin with #.`,
  );
  const misnamed = Object.keys(envs).flatMap((name) => {
    const fault = faultOfName(name, validateKey);
    return fault === undefined ? [] : [`${placeOf(name)}: ${fault}`];
  });
  return [{ values: envs, placeOf, faults: [...unreadable, ...misnamed] }];
}

function faultOfName(name: string, validateKey: EnvReader['validateKey']): string | undefined {
  if (name.startsWith('CRM_') && !Object.hasOwn(PARAMETERS, name)) {
    return `there is no parameter ${name}; there are ${Object.keys(PARAMETERS).join(', ')}.`;
  }
  try {
    validateKey(name);
    return undefined;
  } catch (error) {
    return `firebase-tools refuses the name ${name}: ${(error as Error).message}`;
  }
}

/** Later files go before earlier ones, as they do for firebase-tools. */
function faultsOfValues(files: readonly EnvFile[]): string[] {
  const texts = Object.assign({}, ...files.map(({ values }) => values)) as Record<string, string>;
  const placed = ({ name, ...fault }: ParameterFault) => {
    const file = files.findLast(({ values }) => Object.hasOwn(values, name));
    return `${file?.placeOf(name) ?? '.env'}: ${sentenceOf({ name, ...fault })}`;
  };
  const missing = (Object.keys(PARAMETERS) as ParameterName[])
    .filter((name) => texts[name] === undefined)
    .map(
      (name) =>
        `${name} is in no file, and firebase-tools would ask for it: add ${name}=${PARAMETERS[name].default} to .env.`,
    );
  return [...readParameters(texts).faults.map(placed), ...missing];
}

function inShell(environment: NodeJS.ProcessEnv): string[] {
  return readParameters(environment).faults.map(
    (fault) => `In the environment of this shell: ${sentenceOf(fault)}`,
  );
}

/** The names that `.firebaserc` gives a project: firebase-tools reads `.env.ALIAS` too. */
async function aliasesOf(project: string, folder: string): Promise<string[]> {
  const content = await readFile(join(folder, '..', '.firebaserc'), 'utf8').catch(() => '{}');
  try {
    const { projects = {} } = JSON.parse(content) as { projects?: Record<string, string> };
    return Object.keys(projects).filter((alias) => projects[alias] === project);
  } catch {
    // firebase-tools itself says what is wrong with that file.
    return [];
  }
}

function loadEnvReader(): EnvReader {
  return createRequire(import.meta.url)('firebase-tools/lib/functions/env.js') as EnvReader;
}

function shortName(path: string): string {
  return relative(process.cwd(), path);
}

/** `node scripts/parameters.ts [--project ID]`: run by firebase-tools before a deployment, which names the project. */
if (import.meta.main) {
  await runScript(async () => {
    const { project } = readCommandLine({
      name: 'parameters',
      does: 'Checks the .env files of the local suite or of a project; says nothing where all is well.',
      values: { project: ['ID', 'the project whose files are checked'] },
    }).options;
    await requireParameters(project ?? process.env['GCLOUD_PROJECT'] ?? localProject);
  });
}
