// Imports the rows of one group, or says what would become of them.
import { SILENT } from '../../../records/kind.ts';
import type { Database } from '../../../firestore/database.ts';
import type { Data } from '../../../firestore/stored-values.ts';
import { Timestamp } from '../../../firestore/stored-values.ts';
import type { Write } from '../../../firestore/write.ts';
import type { JobContext, WorkState } from '../../../jobs/job.ts';
import { doAtOnce } from '../../../limits/at-once.ts';
import { signAs } from '../edits.ts';
import { findMade } from './find-made.ts';
import { GROUP_ROWS, readGroup, resultsWrite, type RowResult } from './groups.ts';
import {
  asRepeated,
  asTaken,
  externalKeysOf,
  importRow,
  keysOf,
  type ReadRow,
  readRow,
  type RowContext,
} from './import-row.ts';
import { gone } from './read-file.ts';
import { OWN_COLUMNS } from './failed-rows.ts';
import { KeyTable } from './key-table.ts';
import { ImportOptions } from './models.ts';
import { type Counts, type FirstFault, storedImport, type StoredImport } from './stored.ts';

/**
 * Eight rows at once; rows that may be about one customer one after another, in their order. What became of them lands with the check-point.
 */
export async function importGroup(
  { database, apart }: JobContext,
  stored: StoredImport & { id: string },
  state: WorkState,
): Promise<{ data: Data; writes: Write[] }> {
  const start = performance.now();
  const number = stored.groups_done + 1;
  if (number > stored.groups) return { data: ended(stored), writes: [] };
  const sources = await readGroup(database, stored.id, number);
  if (sources === null) return endWithout(database, stored, state);
  const context = contextOf(stored, { database }, state);
  const rows = sources.map((source) => readRow(context, source));
  const chains = chainsOf(rows);
  const outcomes = await doAtOnce(
    rows.map((read) => ({
      key: chains.get(read.row) ?? null,
      run: () =>
        apart((own) => importRow({ ...context, writing: { ...context.writing, database: own } }, read)),
    })),
    { atOnce: AT_ONCE, stopsAtFailure: true, mayBegin: () => true },
  );
  const results: RowResult[] = [];
  for (const outcome of outcomes) {
    if (outcome.kind === 'failed') throw outcome.error;
    if (outcome.kind === 'done') results.push(outcome.value);
  }
  // Something has failed before it, and was thrown.
  if (results.length < rows.length) throw new Error('some rows of a group were not begun');
  const told = stored.is_dry ? await withRepeats(context, stored, state, { rows, results, number }) : results;
  const counts = counted(stored.counts, told);
  const milliseconds = performance.now() - start;
  const done = {
    ...stored,
    groups_done: number,
    rows_done: stored.rows_done + rows.length,
    counts,
    first_faults: firstFaults(stored.first_faults, told),
    pace: paceOf(stored.pace, rows.length, milliseconds),
  };
  const { groups_done, rows_done, first_faults, pace } = done;
  const stop = context.options.stop_after_failures;
  const isStopped = stop !== null && counts.failed >= stop;
  return {
    data: {
      ...storedImport({ groups_done, rows_done, counts, first_faults, pace }),
      ...(isStopped
        ? storedImport({ state: 'stopped', ended_at: Timestamp.now() })
        : (number === stored.groups && ended(stored)) || (stored.is_cancelled && cancelled())),
    },
    writes: [resultsWrite(stored.id, number, stored.run, told)],
  };
}

/** The end of an import whose rows are kept no more: what another run may have written of the next group is found in the histories. */
async function endWithout(
  database: Database,
  stored: StoredImport & { id: string },
  { isRepeated }: WorkState,
): Promise<{ data: Data; writes: Write[] }> {
  const { id, rows_done, is_dry } = stored;
  const results = isRepeated && !is_dry ? await findMade(database, id, rows_done + 1, GROUP_ROWS) : [];
  if (results.length === 0) return { data: gone(is_dry ? 0 : rows_done), writes: [] };
  const number = stored.groups_done + 1;
  const counts = counted(stored.counts, results);
  const done = rows_done + results.length;
  return {
    data: {
      ...storedImport({ groups_done: number, rows_done: done, counts }),
      ...gone(Math.max(...results.map(({ row }) => row))),
    },
    writes: [resultsWrite(id, number, stored.run, results)],
  };
}

/** More would not be faster: they keep Firestore busy. */
const AT_ONCE = 8;

/** The pace of the last groups, in rows a second: an older one counts half. */
export function paceOf(before: number, rows: number, milliseconds: number): number {
  const pace = (rows * 1000) / Math.max(1, milliseconds);
  return before === 0 ? pace : (before + pace) / 2;
}

/** After so many attempts at a step a row that the program cannot do fails alone: else it would hold up all others for ever. */
const ATTEMPTS_OF_A_ROW = 3;

const ended = ({ is_dry }: StoredImport): Data =>
  storedImport({ state: is_dry ? 'checked' : 'done', ended_at: Timestamp.now() });

const cancelled = (): Data => storedImport({ state: 'cancelled', ended_at: Timestamp.now() });

function contextOf(
  stored: StoredImport & { id: string },
  { database }: Pick<JobContext, 'database'>,
  { isRepeated, attempts }: Pick<WorkState, 'isRepeated' | 'attempts'>,
): RowContext {
  const { by, by_name, dialect, mapping, options, is_dry } = stored;
  if (dialect === null || mapping === null || options === null)
    throw new Error('an import was started without its mapping');
  return {
    writing: { database, by, byName: by_name, warn: SILENT, keyed: null },
    importId: stored.id,
    dialect,
    mapping: { ...NOT_IMPORTED, ...mapping },
    options: ImportOptions.parse(options),
    sign: signAs(by),
    isDry: is_dry,
    isRepeated,
    isLastChance: attempts > ATTEMPTS_OF_A_ROW,
  };
}

/** What a file of failed rows says of them. */
const NOT_IMPORTED = Object.fromEntries(OWN_COLUMNS.map((name) => [name, null]));

/** Rows that share a key have one name, directly or by others: the number of one of them. */
function chainsOf(rows: readonly ReadRow[]): Map<number, string> {
  const parents = new Map<string, string>();
  const rootOf = (name: string): string => {
    let root = name;
    for (let up = parents.get(root); up !== undefined && up !== root; up = parents.get(root)) root = up;
    return root;
  };
  const nameOf = ({ row }: ReadRow) => `row ${row}`;
  for (const read of rows) {
    parents.set(nameOf(read), nameOf(read));
    for (const key of keysOf(read)) {
      const root = rootOf(nameOf(read));
      const other = parents.has(key) ? rootOf(key) : root;
      parents.set(root, other);
      parents.set(key, other);
    }
  }
  return new Map(rows.map((read) => [read.row, rootOf(nameOf(read))]));
}

/** The results of a dry run, with the rows that repeat earlier ones of the file: those would be there by then. */
async function withRepeats(
  context: RowContext,
  stored: StoredImport & { id: string },
  { kept }: WorkState,
  { rows, results, number }: { rows: readonly ReadRow[]; results: readonly RowResult[]; number: number },
): Promise<RowResult[]> {
  const last = kept.get(TABLE) as { table: KeyTable; upTo: number } | undefined;
  // Another run may have done groups between: their keys are in no table of this one.
  const isNext = last !== undefined && last.upTo >= number - 1;
  const table = isNext ? last.table : await tableUpTo(context, stored, number);
  kept.set(TABLE, { table, upTo: number });
  return results.map((result, at) => {
    const read = rows[at];
    if (read === undefined || read.fields === null) return result;
    const firstOf = (keys: readonly string[]) =>
      Math.min(read.row, ...keys.map((key) => table.first(key, read.row)));
    const first = firstOf(read.keys);
    const firstWithKey = firstOf(externalKeysOf(read));
    if (first < read.row) return asRepeated(result, first, context.options);
    return firstWithKey < read.row ? asTaken(result, firstWithKey) : result;
  });
}

/** The keys of all rows before a group, where a run begins in the middle of a file. 1 read for each group. */
async function tableUpTo(context: RowContext, { id }: { id: string }, number: number): Promise<KeyTable> {
  const table = new KeyTable();
  for (let before = 1; before < number; before++)
    for (const source of (await readGroup(context.writing.database, id, before)) ?? []) {
      const read = readRow(context, source);
      const { row, fields } = read;
      if (fields !== null) for (const key of keysOf(read)) table.first(key, row);
    }
  return table;
}

const TABLE = 'keys';

function counted(before: Counts, results: readonly RowResult[]): Counts {
  const counts = { ...before };
  for (const { outcome, same_as_row, duplicates } of results) {
    counts[outcome] += 1;
    if (same_as_row !== null) counts.in_file += 1;
    if (outcome === 'created' && duplicates.some(({ level }) => level !== 'exact')) counts.probable += 1;
  }
  return counts;
}

/** Of the first rows that failed, one fault each. */
function firstFaults(before: readonly FirstFault[], results: readonly RowResult[]): FirstFault[] {
  const more = results.flatMap(({ row, line, outcome, problems: [first] }) =>
    outcome === 'failed' && first !== undefined ? [{ row, line, ...first }] : [],
  );
  return [...before, ...more].slice(0, MAX_FIRST);
}

const MAX_FIRST = 20;
