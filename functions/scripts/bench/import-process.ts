// Two imports, a small one and a large one, by the steps of the server: what `import.ts` measures, in a process of its own.
import { setFlagsFromString } from 'node:v8';
import { suggestColumns } from '../../src/crm/customers/formats/suggest.ts';
import { readSource } from '../../src/crm/customers/formats/source.ts';
import { importJobs } from '../../src/crm/customers/import/job.ts';
import { type ImportFormat, ImportOptions } from '../../src/crm/customers/import/models.ts';
import { headOf } from '../../src/crm/customers/import/parts.ts';
import { detect } from '../../src/crm/customers/import/read-file.ts';
import { importPath, NO_COUNTS, readImport, storedImport } from '../../src/crm/customers/import/stored.ts';
import { firebaseApp, openFirestore } from '../../src/firestore/client.ts';
import { Database } from '../../src/firestore/database.ts';
import { Timestamp } from '../../src/firestore/stored-values.ts';
import { firstStep, type Task } from '../../src/jobs/job.ts';
import { runStep } from '../../src/jobs/run-step.ts';
import { Deadline } from '../../src/limits/deadline.ts';
import { memoryOfInstance } from '../../src/limits/memory.ts';
import type { ImportFigures } from './import.ts';

// As `platform/garbage-collection.ts` does it before a function listens.
setFlagsFromString('--semi-space-growth-factor=1');

/** One step does all of it, however busy the machine is: a second one would read the file from its start. */
const MEASURED_MS = 1_800_000;

const [, , format = 'csv', mode = 'read', warmSize = '0', largeSize = '0'] = process.argv;
firebaseApp();
const connection = openFirestore(process.env['FIRESTORE_EMULATOR_HOST']);
const whole = importJobs({ trashDays: 30 });
const isReading: typeof whole.isActive = (document) => readImport(document).state === 'reading';
const kinds = [mode === 'read' ? { ...whole, isActive: isReading } : whole];

const inDatabase = async <Result>(work: (database: Database) => Promise<Result>): Promise<Result> => {
  const options = { timeoutMs: 20_000, deadline: new Deadline(MEASURED_MS), memory: memoryOfInstance() };
  const database = new Database(connection, options);
  try {
    return await work(database);
  } finally {
    database.end();
  }
};

await importOf('warm', Number(warmSize));
const earlyMegabytes = process.resourceUsage().maxRSS / 1024;
const [start, used] = [performance.now(), process.cpuUsage()];
const { rows, counts } = await importOf('large', Number(largeSize));
const { user, system } = process.cpuUsage(used);
const figures: ImportFigures = {
  rows,
  failed: counts.failed,
  milliseconds: performance.now() - start,
  cpuMilliseconds: (user + system) / 1000,
  earlyMegabytes,
  peakMegabytes: process.resourceUsage().maxRSS / 1024,
};
process.stdout.write(`${JSON.stringify(figures)}\n`, () => process.exit(0));

/** Begins an import of a file whose parts are there, and runs its steps one after another. */
async function importOf(id: string, size: number) {
  const filename = `${id}.${format}`;
  const mapping = await inDatabase(async (database) => {
    const dialect = await detect(database, { id, filename, format: format as ImportFormat, size });
    const rows = [];
    for await (const row of readSource(headOf(database, id, 1), dialect)) if (rows.push(row) === 20) break;
    return Object.fromEntries(suggestColumns(dialect, rows).map(({ name, suggested }) => [name, suggested]));
  });
  const isDry = mode !== 'written';
  const data = storedImport({
    ...{ filename, format: format as ImportFormat, size, created_at: new Date().toISOString() },
    ...{
      created_by: 'bench',
      created_by_name: null,
      by: 'bench',
      by_name: null,
      undo_by: '',
      undo_by_name: null,
    },
    ...{
      state: 'reading',
      dialect: null,
      mapping,
      is_dry: isDry,
      started_at: Timestamp.now(),
      ended_at: null,
    },
    options: ImportOptions.parse({ report_probable: false }),
    ...{ run: 1, is_read: false, groups: 0, rows: 0, groups_done: 0, rows_done: 0, counts: NO_COUNTS },
    ...{ first_faults: [], pace: 0, fault: null, keys: {}, is_cancelled: false },
  });
  const path = importPath(id);
  await inDatabase((database) =>
    database.commit([{ kind: 'create', path, data: { ...data, ...firstStep(null) } }]),
  );
  const queue: Task[] = [{ job: `imports~${id}`, step: 1 }];
  const enqueue = (task: Task) => Promise.resolve(void queue.push(task));
  for (let task = queue.shift(); task !== undefined; task = queue.shift()) {
    const next = task;
    await inDatabase((database) => runStep(kinds, { database, enqueue, workMs: MEASURED_MS }, next));
  }
  const document = await inDatabase((database) => database.get(path));
  if (document === null) throw new Error('the import is gone');
  const stored = readImport(document);
  const end = { read: 'checking', checked: 'checked' }[mode] ?? 'done';
  if (stored.state !== end) throw new Error(`the import is ${stored.state}: ${JSON.stringify(stored.fault)}`);
  return stored;
}
