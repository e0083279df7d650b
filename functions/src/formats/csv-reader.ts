// Text of a CSV or TSV file as rows of cells.
import { parse } from 'csv-parse/sync';
import { SEPARATOR_LINE } from './delimiter.ts';
import { MAX_ROW_BYTES, type RowFault, rowFault, UnreadableFile } from './faults.ts';
import { withoutGuard } from './formula-guard.ts';
import { type Line, LineSplitter } from './lines.ts';

/** A row of the file, empty ones left out. */
export interface CsvRow {
  /** Where it begins. */
  line: number;
  cells: readonly string[];
  fault?: RowFault;
}

/**
 * Reads in pieces and keeps no more than one row. Rows are told apart here and taken apart by csv-parse: that alone would take an unclosed
 * quote for a cell that holds the rest of the file. A quote inside of a cell without quotes is a character; so is one inside of a quoted cell of
 * one line. In a quoted cell of several lines it means that the quote before it was never closed.
 */
export class CsvReader {
  readonly #delimiter: string;
  readonly #lines = new LineSplitter(MAX_ROW_BYTES);
  /** The row that is open: its text so far, where it began, and the line of the quote that is open. */
  #text = '';
  #line = 0;
  #openedAt: number | null = null;
  #isCut = false;

  constructor(delimiter: string) {
    this.#delimiter = delimiter;
  }

  /** Throws `UnreadableFile` where a quote is not closed. */
  push(piece: string): CsvRow[] {
    return this.#rows(this.#lines.push(piece));
  }

  /** The last row. Throws as `push`. */
  end(): CsvRow[] {
    const rows = this.#rows(this.#lines.end());
    if (this.#openedAt !== null) throw new UnreadableFile('unclosed_quote', this.#openedAt);
    return rows;
  }

  #rows(lines: readonly Line[]): CsvRow[] {
    const texts: RowText[] = [];
    for (const line of lines) {
      if (line.number === 1 && SEPARATOR_LINE.test(line.text)) continue;
      if (this.#openedAt === null) [this.#text, this.#line, this.#isCut] = ['', line.number, false];
      this.#openedAt = this.#quoteAfter(line);
      this.#text += line.text;
      this.#isCut ||= line.isCut;
      if (this.#openedAt === null) {
        if (this.#text !== '') texts.push({ line: this.#line, text: this.#text, isCut: this.#isCut });
        continue;
      }
      if (this.#text.length > MAX_ROW_BYTES) throw new UnreadableFile('unclosed_quote', this.#openedAt);
      this.#text += line.end;
    }
    return cellsOf(texts, this.#delimiter);
  }

  /** The line of the quote that is open after a line; null where none is. Throws where it cannot be meant. */
  #quoteAfter({ text, number, isCut }: Line): number | null {
    let openedAt = this.#openedAt;
    if (isCut && openedAt !== null) throw new UnreadableFile('unclosed_quote', openedAt);
    if (isCut || (openedAt === null && !text.includes('"'))) return openedAt;
    for (let at = 0; at <= text.length;) {
      if (openedAt === null) {
        if (text[at] === '"') {
          openedAt = number;
          at += 1;
          continue;
        }
      } else {
        const quote = text.indexOf('"', at);
        if (quote === -1) return openedAt;
        if (text[quote + 1] === '"') {
          at = quote + 2;
          continue;
        }
        at = quote + 1;
        const isClosing = at === text.length || text.startsWith(this.#delimiter, at);
        if (!isClosing && openedAt !== number) throw new UnreadableFile('unclosed_quote', openedAt);
        openedAt = null;
      }
      const next = text.indexOf(this.#delimiter, at);
      if (next === -1) return null;
      at = next + this.#delimiter.length;
    }
    return openedAt;
  }
}

interface RowText {
  line: number;
  text: string;
  isCut: boolean;
}

function cellsOf(texts: readonly RowText[], delimiter: string): CsvRow[] {
  const whole = texts.filter(({ text, isCut }) => !isCut && text.isWellFormed());
  const rows = parsed(whole.map(({ text }) => text).join('\n'), delimiter);
  let at = 0;
  return texts.flatMap(({ line, text, isCut }): CsvRow[] => {
    if (isCut) return [{ line, cells: [], fault: rowFault('row_too_large') }];
    if (!text.isWellFormed()) return [{ line, cells: [], fault: rowFault('undecodable_bytes') }];
    const cells = rows[at++] ?? [];
    return cells.every((cell) => BLANK.test(cell)) ? [] : [{ line, cells: cells.map(withoutGuard) }];
  });
}

/** Also the end of a file of DOS. */
const BLANK = /^[\s\u0000\u001A]*$/;

function parsed(text: string, delimiter: string): string[][] {
  if (text === '') return [];
  return parse(text, {
    delimiter,
    record_delimiter: '\n',
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: false,
  });
}
