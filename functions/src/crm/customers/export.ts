// Customers as a file: a list in another format, in parts that are all as of one moment.
import type { Database } from '../../firestore/database.ts';
import type { Timestamp } from '../../firestore/stored-values.ts';
import { tokenAt } from '../../records/changes/token.ts';
import { listPage } from '../../records/list/list.ts';
import type { RecordPage } from '../../records/list/page.ts';
import { exportTooLarge } from '../../records/problems.ts';
import type { WarnOfFields } from '../../records/kind.ts';
import type { Settings } from '../../records/settings.ts';
import { type DownloadQuery, type ExportQuery, exportOptions, MAX_IN_PART } from './export-query.ts';
import { filtersOf } from './facets.ts';
import { EXPORT_COLUMNS } from './formats/columns.ts';
import { type ExportFormat, type ExportOptions, writePart } from './formats/write-part.ts';
import { customersKind } from './kind.ts';

/** A part of a file. */
export interface ExportPart extends RecordPage {
  /** What the file has before its first row. */
  head: Uint8Array;
  format: ExportFormat;
  /** As of when all parts are: ISO 8601, UTC, to the microsecond. */
  asOf: string;
  /** The token of all changes after that. */
  changesSince: string;
  /** The columns of a CSV that hold less than the customer does. */
  digests: readonly string[];
}

/**
 * One part, with all its customers or not at all. It costs a read for each customer and, with the first part, the count; with a later one, whom somebody has erased since. Throws 400 `invalid_cursor`,
 * 410 `changes_expired`, 422.
 */
export async function exportPart(
  context: ExportContext,
  format: ExportFormat,
  { format: _, ...query }: ExportQuery,
): Promise<ExportPart> {
  return makePart(context, exportOptions(format, query), query, MAX_PART_BYTES);
}

/**
 * A whole file, part after part; each has memory of its own until `take` has sent it. Throws 413 `export_too_large`, before anything is taken,
 * where it would have more bytes than the platform sends in one stream.
 */
export async function exportWhole(
  context: ExportContext,
  format: ExportFormat,
  query: DownloadQuery,
  take: TakePart,
): Promise<void> {
  const { database } = context;
  const options = exportOptions(format, query);
  database.readAsOf(null);
  let cursor: string | undefined;
  let bytes = 0;
  // The first rows tell how large the others are.
  for (let limit = FIRST_ROWS; ; limit = MAX_IN_PART) {
    const next = await database.apart(async (apart) => {
      const part = await makePart(
        { ...context, database: apart },
        options,
        { ...query, limit, cursor },
        MAX_PIECE_BYTES,
      );
      if (cursor === undefined) assertSendable(part);
      bytes += bytesOf(part);
      if (bytes > MAX_STREAM_BYTES) throw exportTooLarge(partsOf(part.total, bytes));
      return (await take(part, apart)) ? part.next_cursor : null;
    });
    if (next === null) return;
    cursor = next;
  }
}

/** Sends a part, and says whether another one is wanted. */
export type TakePart = (part: ExportPart, database: Database) => Promise<boolean>;

/** What an export works with. */
export interface ExportContext {
  database: Database;
  settings: Settings;
  warn: WarnOfFields;
}

type PartQuery = Omit<ExportQuery, 'format' | 'excel' | 'columns'> & Pick<DownloadQuery, 'excel' | 'columns'>;

async function makePart(
  context: ExportContext,
  options: ExportOptions,
  { limit, cursor, excel: _, columns: __, ...query }: PartQuery,
  most: number,
): Promise<ExportPart> {
  const { sort, search = '', updated_since: updatedSince, ...facets } = query;
  const head = Buffer.from(writePart([], options, { isFirst: cursor === undefined }));
  const page = await listPage(
    { kind: customersKind, ...context, file: { textOf: textOf(options), most: most - head.length } },
    {
      ...{ limit, cursor, sort, search, updatedSince },
      filters: filtersOf(facets),
      // A cursor goes on with the file that it was made for.
      bound: { export: options, ...query },
    },
  );
  const { moment } = context.database;
  if (moment === null) throw new Error('nothing was read');
  const cursors = await context.settings.cursors(context.database.deadline);
  return {
    ...page,
    head,
    format: options.format,
    asOf: momentText(moment),
    changesSince: tokenAt(cursors, moment),
    digests: options.format === 'csv' ? digestsOf(options) : [],
  };
}

/** How a customer stands in the file. A line of NDJSON is the answer as it is stored. */
const textOf =
  (options: ExportOptions) =>
  ({ answer, record }: { answer: Uint8Array; record: () => Parameters<typeof writePart>[0][number] }) =>
    options.format === 'ndjson'
      ? Buffer.concat([answer, LINE_FEED])
      : Buffer.from(writePart([record()], options, { isFirst: false }));

const LINE_FEED = Buffer.from('\n');

const digestsOf = ({ columns }: ExportOptions) =>
  EXPORT_COLUMNS.filter(({ name, isDigest }) => isDigest && (columns?.includes(name) ?? true)).map(
    ({ name }) => name,
  );

/** Throws 413 where count times mean size is too much. */
function assertSendable(first: ExportPart): void {
  const { rows, total, next_cursor } = first;
  if (next_cursor === null || rows.length === 0) return;
  const expected = (bytesOf(first) / rows.length) * total;
  if (expected > MAX_FILE_BYTES) throw exportTooLarge(partsOf(total, expected));
}

const partsOf = (total: number, bytes: number) =>
  Math.ceil(Math.max(total / MAX_IN_PART, bytes / MAX_PART_BYTES));

const bytesOf = ({ head, rows }: ExportPart) =>
  rows.reduce((sum, { answer }) => sum + answer.length, head.length);

/** RFC 3339, to the microsecond, as Firestore has it. */
function momentText({ seconds, nanoseconds }: Timestamp): string {
  const microseconds = String(Math.floor(nanoseconds / 1000)).padStart(6, '0');
  return new Date(seconds * 1000).toISOString().replace('000Z', `${microseconds}Z`);
}

/** A part ends before it has more than 4 MB; one customer always fits. */
const MAX_PART_BYTES = 4_000_000;

/** In memory for one download at a time. */
const MAX_PIECE_BYTES = 1_000_000;

/** A file that is expected to have more is refused. */
const MAX_FILE_BYTES = 8_000_000;

/** A stream that grows to more all the same is broken off: the platform would cut it at 10 MB, and it would look whole. */
const MAX_STREAM_BYTES = 9_500_000;

const FIRST_ROWS = 200;
