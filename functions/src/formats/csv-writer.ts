// Rows of text as CSV.
import { stringify } from 'csv-stringify/sync';
import { guarded } from './formula-guard.ts';

/** How a file of rows is written. */
export interface CsvStyle {
  delimiter: ',' | ';' | '\t' | '|';
  /** Whether Excel is told by a byte order mark that this is UTF-8: it takes a file without one for the code page of the machine. */
  mark: boolean;
}

/** RFC 4180. */
export const PLAIN: CsvStyle = { delimiter: ',', mark: false };

/** What Excel opens by a double click where numbers have a decimal comma, as in Greece. */
export const FOR_EXCEL: CsvStyle = { delimiter: ';', mark: true };

/**
 * The rows, each ended by CRLF. No cell is a formula (`formula-guard.ts`), no row is an empty line, and a lone surrogate is U+FFFD.
 *
 * @param isFirst whether the file begins here: only then comes the mark
 */
export function writeCsv(
  rows: readonly (readonly string[])[],
  { delimiter, mark }: CsvStyle,
  isFirst: boolean,
): string {
  const text = stringify(
    rows.map((row) => row.map(guarded)),
    {
      delimiter,
      record_delimiter: '\r\n',
      // With a delimiter of rows that is given, csv-stringify quotes no lone LF or CR unless it is told to.
      quote_record_delimiter: true,
      // A row of one empty cell would be an empty line, which readers skip.
      quoted_empty: rows[0]?.length === 1,
    },
  );
  return (mark && isFirst ? BYTE_ORDER_MARK : '') + text.toWellFormed();
}

export const BYTE_ORDER_MARK = '\uFEFF';
