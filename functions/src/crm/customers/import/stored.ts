// An import as it is stored, and as it is answered.
import { isDocumentId } from '../../../firestore/document-id.ts';
import type { StoredDocument } from '../../../firestore/document.ts';
import { type Data, isPlainObject, Timestamp } from '../../../firestore/stored-values.ts';
import { isStalled } from '../../../jobs/job.ts';
import type { Language, Text } from '../../../standards/languages.ts';
import type { SourceDialect } from '../formats/source.ts';
import type { ImportMapping } from '../formats/mapping.ts';
import { faultBody, type RowFault } from './fault.ts';
import {
  type Import,
  type ImportFormat,
  ImportOptions,
  type ImportState,
  ROW_OUTCOMES,
  type RowOutcome,
  UNDO_OUTCOMES,
  type UndoOutcome,
} from './models.ts';
import { importNotFound } from './problems.ts';

/** The collection of imports, and those below each of them. Their names are ours alone: a TTL policy is for every collection of a name. */
export const IMPORTS = 'crm_imports';
/** Throws 404 for an id that no import can have. */
export function importPath(id: string): string {
  if (!isDocumentId(id)) throw importNotFound();
  return `${IMPORTS}/${id}`;
}
export const partsCollection = (id: string): string => `${importPath(id)}/import_parts`;
export const groupsCollection = (id: string): string => `${importPath(id)}/import_groups`;
export const resultsCollection = (id: string): string => `${importPath(id)}/import_results`;

/** The id of a part, a group or the results of a group: in the order of their numbers. */
export const numbered = (number: number): string => String(number).padStart(6, '0');

/** The counts of an import: of rows by outcome, of what an undo made of them, and of what a dry run found. */
export type Counts = Record<RowOutcome | UndoOutcome | 'in_file' | 'probable', number>;
export const NO_COUNTS = Object.fromEntries(
  [...ROW_OUTCOMES, ...UNDO_OUTCOMES, 'in_file', 'probable'].map((name) => [name, 0]),
) as Counts;

/** A fault of one of the first rows that failed. */
export interface FirstFault extends RowFault {
  row: number;
  line: number;
}

/** As it is stored, beside the fields of a job. What is a text of JSON here is never asked for by Firestore. */
export interface StoredImport {
  filename: string;
  format: ImportFormat;
  size: number;
  /** ISO 8601, by which they are listed. */
  created_at: string;
  created_by: string;
  created_by_name: string | null;
  state: ImportState;
  /** How the file is read, once it has been looked at. */
  dialect: SourceDialect | null;
  mapping: ImportMapping | null;
  options: ImportOptions | null;
  is_dry: boolean;
  /** Who started it. */
  by: string;
  by_name: string | null;
  /** Who asked for its undo. */
  undo_by: string;
  undo_by_name: string | null;
  started_at: Timestamp | null;
  ended_at: Timestamp | null;
  /** Each start is a run: the results of earlier ones are not shown. */
  run: number;
  /** Whether the rows are stored in groups, and how many those are. */
  is_read: boolean;
  groups: number;
  rows: number;
  /** The groups that are done, of this run; of an undo, from the last one on. */
  groups_done: number;
  rows_done: number;
  counts: Counts;
  first_faults: FirstFault[];
  /** Rows in a second, of the last groups; 0 where that is not known. */
  pace: number;
  fault: { code: string; line: number | null; text: Text } | null;
  /** The idempotency keys of the last requests: a digest of each, and of its request. */
  keys: Record<string, string>;
  /** It ends with the group that may be at work. */
  is_cancelled: boolean;
}

/** The fields of a document to write. */
export function storedImport(fields: Partial<StoredImport>): Data {
  const data: Data = { ...fields };
  for (const name of AS_JSON) if (name in data) data[name] = JSON.stringify(data[name]);
  return data;
}

/** Reads a document that this API has written. */
export function readImport(document: StoredDocument): StoredImport & { id: string } {
  const data = document.data();
  for (const name of AS_JSON) {
    const text = data[name];
    data[name] = typeof text === 'string' ? (JSON.parse(text) as unknown) : null;
  }
  if (!isPlainObject(data['counts'])) data['counts'] = NO_COUNTS;
  return { ...(data as unknown as StoredImport), id: document.id };
}

const AS_JSON = ['dialect', 'mapping', 'options', 'counts', 'first_faults', 'fault', 'keys'] as const;

/** What a state means for what can be done. */
export const isActive = (state: ImportState): boolean =>
  ['reading', 'checking', 'importing', 'undoing'].includes(state);

/** How long after its end an import can be undone, and its rows be seen. */
const UNDO_DAYS = 90;
const UNDO_MS = UNDO_DAYS * 86_400_000;

/**
 * Until when an import can be undone, in milliseconds; null where there is nothing to undo. One that was resumed late ends when its rows are kept
 * no more: the results of its first rows are older than its end.
 */
export function undoUntil({ started_at, ended_at, is_dry }: StoredImport): number | null {
  if (started_at === null || ended_at === null || is_dry) return null;
  return Math.min(ended_at.toMillis(), started_at.toMillis() + GROUPS_KEPT_MS) + UNDO_MS;
}

/** How it is answered. */
export function importAnswer(document: StoredDocument, language: Language): Import {
  const stored = readImport(document);
  const { counts, dialect, state, pace, rows, rows_done, is_read } = stored;
  const left = state === 'undoing' ? undoneRows(counts) : rows;
  const undo = Object.fromEntries(UNDO_OUTCOMES.map((name) => [name, counts[name]])) as Import['undo'];
  const iso = (time: Timestamp | null) => time?.toDate().toISOString() ?? null;
  const until = state === 'undone' ? null : undoUntil(stored);
  return {
    id: stored.id,
    filename: stored.filename,
    format: dialect?.format ?? stored.format,
    encoding: dialect?.encoding ?? null,
    delimiter: dialect?.delimiter ?? null,
    size: stored.size,
    created_at: stored.created_at,
    created_by: stored.created_by,
    created_by_name: stored.created_by_name,
    state,
    stalled: isActive(state) && isStalled(document),
    dry_run: stored.started_at === null ? null : stored.is_dry,
    options: stored.options === null ? null : ImportOptions.parse(stored.options),
    rows: is_read ? rows : null,
    done: rows_done,
    created: counts.created,
    updated: counts.updated,
    unchanged: counts.unchanged,
    skipped: counts.skipped,
    failed: counts.failed,
    duplicates_in_file: counts.in_file,
    probable_duplicates: counts.probable,
    undo: state === 'undoing' || state === 'undone' ? undo : null,
    first_problems: stored.first_faults.map(({ row, line, ...fault }) => ({
      row,
      line,
      ...faultBody(fault, language),
    })),
    rows_per_second: pace > 0 ? Math.round(pace * 10) / 10 : null,
    eta_seconds:
      isActive(state) && pace > 0 && is_read && state !== 'reading'
        ? Math.ceil(Math.max(0, left - rows_done) / pace)
        : null,
    problem:
      stored.fault === null
        ? null
        : { code: stored.fault.code, line: stored.fault.line, detail: stored.fault.text[language] },
    started_at: iso(stored.started_at),
    started_by: stored.started_at === null ? null : stored.by,
    ended_at: iso(stored.ended_at),
    can_undo_until: until === null ? null : new Date(until).toISOString(),
  };
}

/** The rows that an undo has to look at. */
const undoneRows = ({ created, updated }: Counts): number => created + updated;

/** The times at which Firestore's TTL policies remove what is left of an import. */
export const PARTS_KEPT_MS = 7 * 86_400_000;
/** From the reading on. No longer than the register of operations keeps which rows were done: a row is never done twice. */
export const GROUPS_KEPT_MS = 7 * 86_400_000;
/** For as long as it can be undone. */
export const RESULTS_KEPT_MS = UNDO_MS + 8 * 86_400_000;
export const after = (milliseconds: number): Timestamp => Timestamp.fromMillis(Date.now() + milliseconds);
