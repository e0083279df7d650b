// The rows of a file as they are stored once it has been read, in groups, and what became of the rows of each.
import type { Database } from '../../../firestore/database.ts';
import type { StoredDocument } from '../../../firestore/document.ts';
import { bytesOf, storedBytes, Timestamp } from '../../../firestore/stored-values.ts';
import type { Write } from '../../../firestore/write.ts';
import type { SourceRow } from '../formats/source.ts';
import type { RowFault } from './fault.ts';
import type { ImportRow, RowOutcome } from './models.ts';
import {
  after,
  GROUPS_KEPT_MS,
  groupsCollection,
  numbered,
  RESULTS_KEPT_MS,
  resultsCollection,
} from './stored.ts';

/** The most rows of a group: between two check-points so many are done. */
export const GROUP_ROWS = 200;

/** The most bytes of the rows of a group, as JSON. */
export const GROUP_BYTES = 700_000;

/** What became of a row, as it is stored. */
export interface RowResult extends Omit<ImportRow, 'problems' | 'undo' | 'outcome'> {
  outcome: RowOutcome;
  problems: RowFault[];
}

/** The write of a group of rows, which are JSON already. */
export function groupWrite(id: string, number: number, rows: readonly string[]): Write {
  const data = { rows: storedBytes(Buffer.from(`[${rows.join(',')}]`)), expires_at: after(GROUPS_KEPT_MS) };
  return { kind: 'set', path: groupPath(id, number), data };
}

/** The rows of a group; null where they are there no more. 1 read. */
export async function readGroup(database: Database, id: string, number: number): Promise<SourceRow[] | null> {
  const document = await database.get(groupPath(id, number));
  // Firestore removes it some time later; by then nobody knows any more which rows another run has done.
  return document === null || keptFor(document) <= 0 ? null : rowsIn<SourceRow>(document, 'rows');
}

/** Whether the rows of a file are kept for long enough to import them all. The first group was stored first. 1 read. */
export async function areKept(
  database: Database,
  { id, groups }: { id: string; groups: number },
): Promise<boolean> {
  if (groups === 0) return true;
  const first = await database.get(groupPath(id, 1), [['expires_at']]);
  return first !== null && keptFor(first) > LEAST_KEPT_MS;
}

/** A day: nobody should have to look after an import that ends in the middle. */
const LEAST_KEPT_MS = 86_400_000;

/** For how many milliseconds more. */
function keptFor(group: StoredDocument): number {
  const expiry = group.get('expires_at');
  return expiry instanceof Timestamp ? expiry.toMillis() - Date.now() : 0;
}

/** The write of what became of the rows of a group. Its outcomes are named with the number of the run, by which they are found. */
export function resultsWrite(id: string, number: number, run: number, results: readonly RowResult[]): Write {
  const whole = Buffer.from(JSON.stringify(results));
  const fitting = () => Buffer.from(JSON.stringify(results.map(withOneFault)));
  const found = new Set(['any', ...results.map(({ outcome }) => outcome)]);
  const data = {
    run,
    found: [...found].map((outcome) => foundBy(run, outcome as RowOutcome | 'any')),
    rows: storedBytes(whole.length > RESULTS_BYTES ? fitting() : whole),
    expires_at: after(RESULTS_KEPT_MS),
  };
  return { kind: 'set', path: resultsPath(id, number), data };
}

/** Of a document of Firestore, which holds 1 MiB; what an undo makes of the rows stands beside it. */
const RESULTS_BYTES = 900_000;

const withOneFault = (result: RowResult): RowResult => ({ ...result, problems: result.problems.slice(0, 1) });

export const foundBy = (run: number, outcome: RowOutcome | 'any'): string => `${run}~${outcome}`;

/** What became of the rows of a group in a run; null where they have not been done, or are there no more. 1 read. */
export async function readResults(
  database: Database,
  id: string,
  number: number,
  run: number,
): Promise<{ document: StoredDocument; results: RowResult[] } | null> {
  const document = await database.get(resultsPath(id, number));
  if (document?.get('run') !== run) return null;
  return { document, results: rowsIn<RowResult>(document, 'rows') };
}

/** The write of what an undo made of the rows of a group. */
export function undoWrite(document: StoredDocument, undone: UndoneRows): Write {
  const data = { undone: storedBytes(Buffer.from(JSON.stringify(undone))) };
  return { kind: 'update', path: document.path, data, condition: { exists: true } };
}

/** What an undo made of rows, by their numbers. */
export type UndoneRows = Record<string, NonNullable<ImportRow['undo']>>;

/** What an undo made of the rows of a group; null where it has not come to it. */
export function undoneIn(document: StoredDocument): UndoneRows | null {
  const bytes = bytesOf(document.get('undone'));
  return bytes === null ? null : (JSON.parse(Buffer.from(bytes).toString()) as UndoneRows);
}

/** Rows that are stored as JSON. */
export function rowsIn<Row>(document: StoredDocument, field: string): Row[] {
  const bytes = bytesOf(document.get(field));
  return bytes === null ? [] : (JSON.parse(Buffer.from(bytes).toString()) as Row[]);
}

const groupPath = (id: string, number: number) => `${groupsCollection(id)}/${numbered(number)}`;
const resultsPath = (id: string, number: number) => `${resultsCollection(id)}/${numbered(number)}`;
