// A file of customers of any origin as rows: what it is, and its rows one after the other.
import { CsvReader, type CsvRow } from '../../../formats/csv-reader.ts';
import { detectDelimiter, soleColumn } from '../../../formats/delimiter.ts';
import {
  Decoder,
  detectEncoding,
  type Encoding,
  isArchive,
  isBinary,
  isUnknownEncoding,
} from '../../../formats/encoding.ts';
import { MAX_ROW_BYTES, type RowFault, rowFault, UnreadableFile } from '../../../formats/faults.ts';
import { NdjsonReader } from '../../../formats/ndjson.ts';
import { type Card, VCardReader } from '../../../formats/vcard-reader.ts';
import { isHeader, isKnownName } from './header-names.ts';

export { UnreadableFile } from '../../../formats/faults.ts';

type SourceFormat = 'csv' | 'tsv' | 'ndjson' | 'vcard';

/** How a file is to be read. JSON-able. */
export interface SourceDialect {
  format: SourceFormat;
  encoding: Encoding;
  /** Of CSV and TSV. */
  delimiter?: string;
  /** Of CSV and TSV: whether the first row names the columns. */
  hasHeader?: boolean;
  /** Of CSV and TSV: the rows before the header, such as a title; none where it is left out. */
  titleRows?: number;
  /** Those names, trimmed; without a header as many empty texts as the first row has cells. */
  header?: readonly string[];
}

/** A row of a file. JSON-able, at most `MAX_ROW_BYTES` as JSON. */
export interface SourceRow {
  /** Rows of data, from 1; empty ones are not counted. */
  row: number;
  /** Where it begins in the file, from 1. */
  line: number;
  /** Of CSV and TSV. */
  cells?: readonly string[];
  /** Of NDJSON: an object. */
  value?: unknown;
  /** Of vCard. */
  card?: Card;
  /** Why the row cannot be read. Then it has nothing else, but for cells that are too many, and a text that is no object. */
  fault?: RowFault;
  text?: string;
}

/** What is known of a file beside its bytes; what is given is believed. */
export interface SourceHints {
  filename?: string;
  format?: SourceFormat | 'auto';
  encoding?: Encoding;
  delimiter?: string;
  hasHeader?: boolean;
  /** Whether the head is the whole file. */
  isWhole: boolean;
}

/** How a file is to be read, by its first bytes (some 500 kB). Throws `UnreadableFile` for what is no such file. */
export function detectSource(head: Uint8Array, hints: SourceHints): SourceDialect {
  if (isArchive(head)) throw new UnreadableFile('spreadsheet_file');
  if (isBinary(head)) throw new UnreadableFile('binary_file');
  if (hints.encoding === undefined && isUnknownEncoding(head)) throw new UnreadableFile('unknown_encoding');
  const encoding = hints.encoding ?? detectEncoding(head);
  const text = headText(head, encoding, hints.isWhole);
  if (text.trim() === '') throw new UnreadableFile('empty_file');
  const format = detectFormat(text, hints);
  if (format === 'ndjson') return ofNdjson(text, encoding);
  if (format === 'vcard') return ofVCard(text, encoding, hints);
  return ofCells(text, { format, encoding, hints });
}

/** The rows of a file that comes in pieces. Throws `UnreadableFile` where the rest cannot be trusted: a quote that is not closed. */
export async function* readSource(
  chunks: AsyncIterable<Uint8Array>,
  dialect: SourceDialect,
): AsyncGenerator<SourceRow> {
  const decoder = new Decoder(dialect.encoding, { mendsFolds: dialect.format === 'vcard' });
  const read = await readerOf(dialect);
  let row = 0;
  const numbered = (found: readonly ReadRow[]) => found.map((each) => bounded({ row: ++row, ...each }));
  for await (const chunk of chunks) {
    for (let from = 0; from < chunk.length; from += STEP)
      yield* numbered(read.push(decoder.push(chunk.subarray(from, from + STEP))));
  }
  yield* numbered(read.push(decoder.end()));
  yield* numbered(read.end());
}

/** How many bytes are taken apart at once: what they become is ten times as large. */
const STEP = 16_384;

type ReadRow = Omit<SourceRow, 'row'>;

interface Reader {
  push: (text: string) => readonly ReadRow[];
  end: () => readonly ReadRow[];
}

async function readerOf({
  format,
  delimiter = ',',
  hasHeader = true,
  titleRows = 0,
  header,
}: SourceDialect): Promise<Reader> {
  switch (format) {
    case 'csv':
    case 'tsv':
      return rowsOf(new CsvReader(delimiter), { hasHeader, titleRows, columns: header?.length });
    case 'ndjson': {
      const reader = new NdjsonReader();
      const toRow = ({ line, value, fault, text }: ReturnType<NdjsonReader['end']>[number]) =>
        fault ? { line, fault, ...(text !== undefined && { text }) } : { line, value };
      return { push: (text) => reader.push(text).map(toRow), end: () => reader.end().map(toRow) };
    }
    case 'vcard': {
      // Loaded where it is needed: no other request pays for it.
      const { default: ICAL } = await import('ical.js');
      const reader = new VCardReader((text) => ICAL.parse(text));
      const toRow = ({ line, card, fault }: ReturnType<VCardReader['end']>[number]) =>
        fault ? { line, fault } : { line, card };
      return { push: (text) => reader.push(text).map(toRow), end: () => reader.end().map(toRow) };
    }
  }
}

/** The rows of data of a CSV: without the header, and with no more cells than it. */
function rowsOf(
  reader: CsvReader,
  { hasHeader, titleRows, columns }: { hasHeader: boolean; titleRows: number; columns: number | undefined },
): Reader {
  let skipped = titleRows + (hasHeader ? 1 : 0);
  const toRows = (found: readonly CsvRow[]): ReadRow[] => {
    const rows = found.slice(skipped);
    skipped -= found.length - rows.length;
    return rows.map(({ line, cells, fault }) => {
      if (fault !== undefined) return { line, fault };
      const isTooLong = columns !== undefined && cells.slice(columns).some((cell) => cell !== '');
      return isTooLong && hasHeader ? { line, cells, fault: rowFault('too_many_cells') } : { line, cells };
    });
  };
  return { push: (text) => toRows(reader.push(text)), end: () => toRows(reader.end()) };
}

/** A row that documents can hold. */
function bounded(row: SourceRow): SourceRow {
  if (!isLarge(row)) return row;
  const isTooLarge = Buffer.byteLength(JSON.stringify(row)) > MAX_ROW_BYTES;
  return isTooLarge ? { row: row.row, line: row.line, fault: rowFault('row_too_large') } : row;
}

/** Whether a row may be too large; only those of CSV are measured without being written. */
function isLarge({ cells }: SourceRow): boolean {
  if (cells === undefined) return true;
  // A character is at most six bytes of JSON.
  return cells.reduce((size, cell) => size + cell.length * 6 + 3, 100) > MAX_ROW_BYTES;
}

/** The text of the head, up to its last line end where the file goes on. */
function headText(head: Uint8Array, encoding: Encoding, isWhole: boolean): string {
  const decoder = new Decoder(encoding);
  const text = decoder.push(head) + (isWhole ? decoder.end() : '');
  const end = isWhole ? text.length : Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1;
  return end === 0 ? text : text.slice(0, end);
}

function detectFormat(
  text: string,
  { format = 'auto', filename = '', delimiter }: SourceHints,
): SourceFormat {
  if (format !== 'auto') return format;
  const begin = text.trimStart().slice(0, MOST_OF_A_BEGINNING);
  if (/^BEGIN\s*:\s*VCARD/i.test(begin)) return 'vcard';
  if (/^\{\s*(?:"|\}|$)/.test(begin) || (begin.startsWith('[') && /\.(?:json|ndjson|jsonl)$/i.test(filename)))
    return 'ndjson';
  return (delimiter ?? detectDelimiter(text)) === '\t' ? 'tsv' : 'csv';
}

const MOST_OF_A_BEGINNING = 100;

function ofNdjson(text: string, encoding: Encoding): SourceDialect {
  const reader = new NdjsonReader();
  const [first] = [...reader.push(text), ...reader.end()];
  if (first?.fault !== undefined) {
    // The first row alone may be bad: then the second is an object.
    const [, second] = [...new NdjsonReader().push(text)];
    if (second === undefined || second.fault !== undefined)
      throw new UnreadableFile(/^\s*(?:\[|\{\s*[\r\n])/.test(text) ? 'json_document' : 'no_json', first.line);
  }
  return { format: 'ndjson', encoding };
}

function ofVCard(text: string, encoding: Encoding, { isWhole }: SourceHints): SourceDialect {
  if (isWhole && !/^\s*BEGIN\s*:\s*VCARD/im.test(text)) throw new UnreadableFile('no_card');
  return { format: 'vcard', encoding };
}

function ofCells(
  text: string,
  { format, encoding, hints }: { format: 'csv' | 'tsv'; encoding: Encoding; hints: SourceHints },
): SourceDialect {
  const found = hints.delimiter ?? (format === 'tsv' ? '\t' : detectDelimiter(text));
  const read = readCells(text, found, hints);
  // A name that stands alone is of the only column, whatever its cells hold, unless a cell beside the delimiter is quoted.
  const [top = []] = read;
  const isSole = top.length === 1 && isKnownName(top[0] ?? '') && !text.includes(`${found}"`);
  const delimiter = isSole && format === 'csv' && hints.delimiter === undefined ? soleColumn(text) : found;
  const all = delimiter === found ? read : readCells(text, delimiter, hints);
  const titleRows = hints.hasHeader === undefined ? titlesOf(all) : 0;
  const [first, ...others] = all.slice(titleRows);
  if (first === undefined) throw new UnreadableFile('empty_file');
  const hasHeader = hints.hasHeader ?? (titleRows > 0 || isHeader(first, others));
  if (hasHeader && hints.isWhole && others.length === 0) throw new UnreadableFile('only_header');
  const header = first.map((cell) => (hasHeader ? cell.trim() : ''));
  return { format, encoding, delimiter, hasHeader, ...(titleRows > 0 && { titleRows }), header };
}

function readCells(text: string, delimiter: string, { isWhole }: SourceHints): (readonly string[])[] {
  const reader = new CsvReader(delimiter);
  const rows = reader.push(text);
  // A quote that is open where the head ends may be closed later.
  if (isWhole) rows.push(...reader.end());
  return rows.map(({ cells }) => cells);
}

/** How many of the first rows are a title: each has one cell, and a row with several known names follows. */
function titlesOf(rows: readonly (readonly string[])[]): number {
  const filled = (row: readonly string[]) => row.filter((cell) => cell.trim() !== '');
  const at = rows.slice(0, MOST_TITLES + 1).findIndex((row) => filled(row).length > 1);
  return at > 0 && filled(rows[at] ?? []).filter(isKnownName).length > 1 ? at : 0;
}

const MOST_TITLES = 5;
