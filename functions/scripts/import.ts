import { openAsBlob } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { createCustomersClient, type CustomersClient, ProblemError } from '../client/src/index.ts';
import {
  failedRows,
  getImport,
  type Import,
  importFile,
  type ImportOptions,
  type ImportPreview,
  resumeImport,
  undoImport,
  watchImport,
} from '../client/src/import.ts';
import { PART_BYTES } from '../src/crm/customers/import/models.ts';
import { readCommandLine } from './command-line.ts';
import { developmentToken } from './development-users.ts';
import { importPrinter, reportLines } from './import-progress.ts';
import { mapped, mappingLines } from './import-mapping.ts';
import { findApiUrl } from './running-suite.ts';
import { runScript, Sentence } from './sentence.ts';
import { onStopSignal } from './stop-signal.ts';

/**
 * `npm run import -- FILE`: imports a file of customers through the API, as its editor. Without `--api` in the local suite; with it, at that
 * address, with the ID token in `TOKEN`. It shows how the file is read and asks before it begins; the rows that fail are written to
 * FILE.failed.csv. Exits with 1 where rows have failed, with 2 where there is nobody to ask, and with 130 where it was left.
 */
await runScript(async () => {
  const { words, options } = readCommandLine({
    name: 'import',
    does: 'Imports a file of customers (CSV, TSV, NDJSON, vCard; 64 MB at most). Shows how it is read, and asks before it begins.\nOutside the local suite: TOKEN=... npm run import -- FILE --api https://.../api',
    flags: {
      'dry-run': 'only says what would be done',
      overwrite: 'with --on-duplicate update: what the file has replaces what is there',
      yes: 'asks nothing',
    },
    values: {
      'on-duplicate': ['WHAT', 'create (if left out), skip, update or fail'],
      tag: ['TAG', 'a tag for every row'],
      'stop-after': ['N', 'ends when so many rows have failed'],
      undo: ['IMPORT_ID', 'takes an import back, up to 90 days after its end'],
      resume: [
        'IMPORT_ID',
        'goes on with an import that was cut off; with FILE where that has not been sent as a whole',
      ],
      api: ['URL', 'where the API is, up to /api; without it the local suite'],
    },
    lists: {
      map: [
        'COLUMN=FIELD',
        'instead of what is suggested: "Κιν.=contacts:phone:κινητό", "#3=name", "Σχόλια="',
      ],
    },
    words: { usage: '[FILE]', most: 1 },
  });
  const { undo, resume } = options;
  const [path] = words;
  const isOne =
    undo === undefined
      ? path !== undefined || resume !== undefined
      : path === undefined && resume === undefined;
  if (!isOne)
    throw new Sentence('Name a file, or an import with --undo or --resume: npm run import -- --help');
  const client = await clientAt(options.api);
  const leaving = new AbortController();
  let id = undo ?? resume;
  /** Whether what is left to do is done without this file. */
  let isSent = true;
  const goOn = () => `To go on: npm run import -- ${isSent ? '' : `${path} `}--resume ${id}`;
  onStopSignal((_signal, times) => {
    if (times > 1) process.exit(130);
    leaving.abort();
  });
  const show = importPrinter();
  const watching = {
    signal: leaving.signal,
    onProgress: (progress: Parameters<typeof show>[0]) => {
      id = progress.import.id;
      show(progress);
    },
  };
  try {
    const begun = resume === undefined ? undefined : await getImport(client, resume, watching);
    const isOpen = begun?.state === 'receiving';
    if (isOpen && path === undefined)
      throw new Sentence(`Its file is not here as a whole: npm run import -- FILE --resume ${resume}`);
    if (path === undefined || (begun !== undefined && !isOpen)) {
      const known = undo ?? resume ?? '';
      if (undo === undefined) await resumeImport(client, known, watching);
      else await undoImport(client, known, watching);
      const ended = await watchImport(client, known, watching);
      show.end();
      report(ended);
      if (undo === undefined) await writeFailed(client, ended, path ?? known);
      return;
    }
    const file = await blobAt(path);
    if (begun !== undefined && (begun.size !== file.size || begun.filename !== basename(path)))
      throw new Sentence(`Import ${begun.id} is of another file: ${begun.filename}, ${begun.size} bytes.`);
    isSent = false;
    const dryRun = options['dry-run'] === true;
    const mapping = async (preview: ImportPreview) => {
      const chosen = mapped(preview, options.map ?? []);
      show.end();
      console.log(mappingLines(preview, chosen).join('\n'));
      const isAgreed = dryRun || options.yes === true || (await agreed(leaving));
      leaving.signal.throwIfAborted();
      isSent = isAgreed;
      return isAgreed ? chosen : null;
    };
    const sent = {
      ...{ file, filename: basename(path), options: optionsOf(options), ...watching },
      begun: begun && { import: begun, part_bytes: PART_BYTES },
    };
    const ended = await importFile(client, { ...sent, dryRun, mapping });
    show.end();
    if (ended.state === 'receiving') console.log('Nothing was imported.');
    else {
      report(ended);
      await writeFailed(client, ended, path);
    }
  } catch (error) {
    show.end();
    if (leaving.signal.aborted) {
      process.exitCode = 130;
      console.log(
        id === undefined ? 'Stopped.' : `Stopped. ${isSent ? 'The import goes on. ' : ''}${goOn()}`,
      );
    } else if (error instanceof ProblemError) {
      const isCutOff = id !== undefined && (error.status === 0 || error.status === 503);
      throw new Sentence(`${sentenceOf(error)}${isCutOff ? `\n${goOn()}` : ''}`);
    } else throw error;
  }
});

async function clientAt(api: string | undefined): Promise<CustomersClient> {
  const { TOKEN: token } = process.env;
  if (api !== undefined && !token)
    throw new Sentence(
      'Put an ID token of an editor into TOKEN: it is not taken from the command line, where others can see it.',
    );
  const baseUrl = api ?? (await findApiUrl());
  if (baseUrl === undefined) throw new Sentence('The local suite is not running: start it with "npm start".');
  return createCustomersClient({ baseUrl, getToken: () => token ?? developmentToken('editor') });
}

async function blobAt(path: string): Promise<Blob> {
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) throw new Sentence(`There is no file ${path}.`);
  if (found.size === 0) throw new Sentence(`${path} is empty.`);
  return openAsBlob(path);
}

function optionsOf(given: {
  'on-duplicate'?: string;
  'stop-after'?: string;
  tag?: string;
  overwrite?: true;
}): ImportOptions {
  const { 'on-duplicate': onDuplicate = 'create', 'stop-after': stopAfter, tag, overwrite } = given;
  const known = ['create', 'skip', 'update', 'fail'] as const;
  const what = known.find((each) => each === onDuplicate);
  if (what === undefined)
    throw new Sentence(`--on-duplicate is ${known.join(', ')}; it was "${onDuplicate}".`);
  if (stopAfter !== undefined && !/^[1-9]\d{0,5}$/.test(stopAfter))
    throw new Sentence('--stop-after needs a whole number.');
  return {
    on_duplicate: what,
    ...(overwrite && { update: 'overwrite' as const }),
    ...(tag !== undefined && { tag }),
    ...(stopAfter !== undefined && { stop_after_failures: Number(stopAfter) }),
  };
}

/** @param leaving is told where somebody presses Ctrl-C instead */
async function agreed(leaving: AbortController): Promise<boolean> {
  if (!process.stdin.isTTY) {
    process.exitCode = 2;
    console.error('There is nobody to ask: say --yes to import it like this.');
    return false;
  }
  const asking = createInterface({ input: process.stdin, output: process.stdout });
  asking.on('SIGINT', () => leaving.abort());
  const { signal } = leaving;
  const answer = await asking.question('Import it like this? (yes/no) ', { signal }).catch(() => '');
  asking.close();
  return /^y(es)?$/i.test(answer.trim());
}

/** Writes the rows that failed beside the file. */
async function writeFailed(client: CustomersClient, ended: Import, path: string): Promise<void> {
  if (ended.failed === 0) return;
  process.exitCode = 1;
  const { file, target } = await newFile(path);
  try {
    for await (const part of failedRows(client, ended.id)) await file.write(part);
  } finally {
    await file.close();
  }
  console.log(`The rows that failed are in ${target}: mend them, and import that file.`);
}

/** One that somebody is mending is not overwritten. */
async function newFile(path: string): Promise<{ file: FileHandle; target: string }> {
  for (let number = 1; ; number++) {
    const target = `${path}.failed${number === 1 ? '' : `-${number}`}.csv`;
    try {
      return { file: await open(target, 'wx', 0o600), target };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

function report(ended: Import): void {
  const { state, problem } = ended;
  for (const line of reportLines(ended)) console.log(line);
  if (['failed', 'cancelled', 'stopped'].includes(state)) process.exitCode = 1;
  if (problem !== null) console.error(problem.detail);
}

function sentenceOf({ message, errors }: ProblemError): string {
  return [message, ...errors.map(({ message: each }) => `  ${each}`)].join('\n');
}
