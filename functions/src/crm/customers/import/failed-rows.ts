// The rows of an import that failed, as a file that can be mended and sent again.
import type { Database } from '../../../firestore/database.ts';
import { DOCUMENT_ID } from '../../../firestore/query.ts';
import { documentId } from '../../../firestore/cursor.ts';
import { inPageRoom, type PageRoom } from '../../../firestore/page.ts';
import { BYTE_ORDER_MARK, writeCsv } from '../../../formats/csv-writer.ts';
import { cardText, writeCard } from '../../../formats/vcard-writer.ts';
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
 * A part of the file: the columns, the delimiter and the encoding of the one that was imported. NDJSON comes back as NDJSON, with the keys `_line`
 * and `_problem`, and vCards as vCard 4.0, with `X-CRM-LINE` and `X-CRM-PROBLEM`. Throws 400 `invalid_cursor`, 404, and 409 where nothing has been imported.
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
    const text = fileOf(found.rows, { dialect, language, isFirst: position === null });
    const isMarked =
      position === null &&
      (isTable(dialect) || dialect.encoding.startsWith('utf-16')) &&
      dialect.encoding !== 'windows-1253' &&
      dialect.encoding !== 'iso-8859-7';
    const { mediaType, extension } = FILES[dialect.format];
    const header = dialect.hasHeader === false ? 'absent' : 'present';
    return {
      body: encode((isMarked ? BYTE_ORDER_MARK : '') + text, dialect.encoding),
      filename: `failed-${stored.filename.replace(/\.[^.]*$/, '')}.${extension}`,
      mediaType: `${mediaType}; charset=${dialect.encoding}${isTable(dialect) ? `; header=${header}` : ''}`,
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

const FILES: Readonly<Record<SourceDialect['format'], { mediaType: string; extension: string }>> = {
  csv: { mediaType: 'text/csv', extension: 'csv' },
  tsv: { mediaType: 'text/csv', extension: 'csv' },
  ndjson: { mediaType: 'application/x-ndjson', extension: 'ndjson' },
  vcard: { mediaType: 'text/vcard', extension: 'vcf' },
};

interface Written {
  dialect: SourceDialect;
  language: Language;
  /** The file begins here. */
  isFirst: boolean;
}

const isTable = ({ format }: SourceDialect): boolean => format === 'csv' || format === 'tsv';

/** The rows as the file had them. */
function fileOf(rows: readonly FailedRow[], { dialect, language, isFirst }: Written): string {
  const told = rows.map(({ source, result }) => ({ source, ...toldOf(result, language) }));
  if (dialect.format === 'ndjson') return told.map(lineOfJson).join('');
  if (dialect.format === 'vcard') return told.map(cardOf).join('');
  const head = isFirst ? headOf(dialect) : [];
  const lines = told.map((row) => lineOf(row, dialect));
  if (head.length + lines.length === 0) return '';
  return writeCsv([...head, ...lines], { delimiter: delimiterOf(dialect), mark: false }, false);
}

/** A row, and what is said of it. */
interface Told {
  source: SourceRow;
  line: string;
  problem: string;
}

const toldOf = ({ line, problems }: RowResult, language: Language): Omit<Told, 'source'> => ({
  line: String(line),
  problem: problems
    .map(({ column, message }) => (column === null ? '' : `${column}: `) + message[language])
    .join(' | '),
});

function headOf({ hasHeader, header = [] }: SourceDialect): string[][] {
  return hasHeader === false ? [] : [[...withoutOwn(header, header), ...OWN_COLUMNS]];
}

/** As many cells as the file has columns, so that the two of ours stand where the header says; cells that are too many stay. */
function lineOf({ source: { cells = [] }, line, problem }: Told, { header = [] }: SourceDialect): string[] {
  const filled = [...cells, ...header.slice(cells.length).map(() => '')];
  return [...withoutOwn(filled, header), line, problem];
}

/** The object with two keys more; a line that is no object as it was. */
function lineOfJson({ source: { value, text }, line, problem }: Told): string {
  if (text !== undefined) return `${text}\n`;
  return `${JSON.stringify({ ...(value as object | undefined), _line: line, _problem: problem })}\n`;
}

/** The card with two properties more, as vCard 4.0. One that could not be read is empty. */
function cardOf({ source: { card }, line, problem }: Told): string {
  const properties = (card?.properties ?? []).filter(({ name }) => !NOT_OF_A_CARD.includes(name));
  return writeCard([
    ...properties.map(({ name, group, parameters, values }) => ({
      name: group === undefined ? name : `${group}.${name}`,
      parameters: Object.fromEntries(
        Object.entries(parameters).map(([key, each]) => [key, each.join(',').replace(UNQUOTABLE, '')]),
      ),
      value: values.map((value) => [value].flat().map(cardText).join(';')).join(','),
    })),
    { name: 'X-CRM-LINE', value: line },
    { name: 'X-CRM-PROBLEM', value: cardText(problem) },
  ]);
}

const NOT_OF_A_CARD: readonly string[] = ['VERSION', 'X-CRM-LINE', 'X-CRM-PROBLEM'];

/** What a parameter in quotes cannot hold. */
const UNQUOTABLE = /["\u0000-\u001F\u007F]/g;

/** A file that was mended has those columns already. */
const withoutOwn = (cells: readonly string[], header: readonly string[]): string[] =>
  cells.filter((_, at) => !OWN_COLUMNS.includes(header[at] ?? ''));

const delimiterOf = ({ delimiter }: SourceDialect) =>
  delimiter === ';' || delimiter === '\t' || delimiter === '|' ? delimiter : ',';
