// The rows of an import that failed, as a file that can be mended and sent again.
import type { Database } from '../../../firestore/database.ts';
import { DOCUMENT_ID } from '../../../firestore/query.ts';
import { documentId } from '../../../firestore/cursor.ts';
import { inPageRoom, type PageRoom } from '../../../firestore/page.ts';
import { BYTE_ORDER_MARK, writeCsv } from '../../../formats/csv-writer.ts';
import type { Settings } from '../../../records/settings.ts';
import type { Language } from '../../../standards/languages.ts';
import type { SourceDialect, SourceRow } from '../formats/source.ts';
import { encode } from './encode.ts';
import { foundBy, readGroup, type RowResult, rowsIn } from './groups.ts';
import { getImport } from './parts.ts';
import { importConflict } from './problems.ts';
import { resultsCollection } from './stored.ts';
import { z } from 'zod';

/** The columns that such a file has beside its own: an import leaves them aside. */
export const OWN_COLUMNS: readonly string[] = ['_line', '_problem'];

/**
 * A part of the file: the columns, the delimiter and the encoding of the one that was imported. Of a file without columns each row is JSON, in the
 * column `json`. Throws 400 `invalid_cursor`, 404, and 409 where nothing has been imported.
 */
export async function failedRows(
  { database, settings }: { database: Database; settings: Settings },
  id: string,
  { cursor, language }: { cursor: string | undefined; language: Language },
): Promise<{ body: Buffer; filename: string; mediaType: string; next_cursor: string | null }> {
  const { stored } = await getImport(database, id);
  const { dialect, run } = stored;
  if (dialect === null || run === 0) throw importConflict('not_running');
  const cursors = await settings.cursors(database.deadline);
  const bound = { failed: id, run };
  const position = cursor === undefined ? null : cursors.open(cursor, bound, Position);
  return inPageRoom(database, { rows: MAX_ROWS }, async (room) => {
    const found = await nextRows(database, { id, run }, position?.after ?? null, room);
    const lines = found.rows.map(({ source, result }) => lineOf(source, result, { dialect, language }));
    const head = position === null ? headOf(dialect) : [];
    const style = { delimiter: delimiterOf(dialect), mark: false } as const;
    const isMarked =
      position === null && dialect.encoding !== 'windows-1253' && dialect.encoding !== 'iso-8859-7';
    const text = lines.length + head.length === 0 ? '' : writeCsv([...head, ...lines], style, false);
    return {
      body: encode((isMarked ? BYTE_ORDER_MARK : '') + text, dialect.encoding),
      filename: `failed-${stored.filename.replace(/\.[^.]*$/, '')}.csv`,
      mediaType: `text/csv; charset=${dialect.encoding}; header=${dialect.hasHeader === false ? 'absent' : 'present'}`,
      next_cursor: found.last === null ? null : cursors.seal({ after: found.last } satisfies Position, bound),
    };
  });
}

const Position = z.strictObject({ after: documentId });
type Position = z.infer<typeof Position>;

/** The rows of a part at most. */
const MAX_ROWS = 2000;

interface FailedRow {
  source: SourceRow;
  result: RowResult;
}

/** The failed rows of the next groups; `last` is the group behind which there are more. 2 reads a group. */
async function nextRows(
  database: Database,
  { id, run }: { id: string; run: number },
  after: string | null,
  room: PageRoom,
): Promise<{ rows: FailedRow[]; last: string | null }> {
  const rows: FailedRow[] = [];
  let last = after;
  for (;;) {
    const [group] = await database.query({
      collection: resultsCollection(id),
      where: { field: ['found'], contains: foundBy(run, 'failed') },
      orderBy: [[DOCUMENT_ID, 'asc']],
      startAfter: last === null ? undefined : [last],
      limit: 1,
    });
    if (group === undefined) return { rows, last: null };
    const sources = new Map(
      ((await readGroup(database, id, Number(group.id))) ?? []).map((source) => [source.row, source]),
    );
    const failed = rowsIn<RowResult>(group, 'rows').flatMap((result) => {
      const source = result.outcome === 'failed' ? sources.get(result.row) : undefined;
      return source === undefined ? [] : [{ source, result }];
    });
    const bytes = Buffer.byteLength(JSON.stringify(failed));
    if (!room.take(bytes, { isFirst: rows.length === 0 })) return { rows, last };
    rows.push(...failed);
    last = group.id;
    if (rows.length >= MAX_ROWS || database.deadline.left < LEAST_MS) return { rows, last };
  }
}

/** No further group is read when less is left, in milliseconds. */
const LEAST_MS = 3000;

function headOf({ hasHeader, header, format }: SourceDialect): string[][] {
  if (format === 'ndjson' || format === 'vcard') return [['json', ...OWN_COLUMNS]];
  return hasHeader === false ? [] : [[...withoutOwn(header ?? [], header ?? []), ...OWN_COLUMNS]];
}

function lineOf(
  source: SourceRow,
  { line, problems }: RowResult,
  { dialect, language }: { dialect: SourceDialect; language: Language },
): string[] {
  const cells = source.cells ?? [
    source.value === undefined && source.card === undefined
      ? ''
      : JSON.stringify(source.value ?? source.card),
  ];
  const told = problems.map(
    ({ column, message }) => (column === null ? '' : `${column}: `) + message[language],
  );
  return [...withoutOwn(cells, dialect.header ?? []), String(line), told.join(' | ')];
}

/** A file that was mended has those columns already. */
const withoutOwn = (cells: readonly string[], header: readonly string[]): string[] =>
  cells.filter((_, at) => !OWN_COLUMNS.includes(header[at] ?? ''));

const delimiterOf = ({ delimiter }: SourceDialect) =>
  delimiter === ';' || delimiter === '\t' ? delimiter : ',';
