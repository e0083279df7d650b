// An Excel workbook as CSV. Loaded only when somebody chooses one: no other user of the page pays for the library.
import readXlsxFile from 'read-excel-file/browser';
import { importWords } from './import-words.ts';
import { isWithinBounds } from './zip-bounds.ts';

/** The first sheet that has rows, as CSV, and its name. Throws what may be shown. */
export async function workbookAsCsv(file: File): Promise<{ csv: Blob; sheet: string; sheets: number }> {
  if (file.size > MOST_BYTES || !(await isWithinBounds(await file.arrayBuffer())))
    throw new Error(importWords().workbookTooLarge);
  // A number is taken as it is stored: 6971234567, and not 6.97E+9.
  const found = await readXlsxFile(file, { parseNumber: plain, dateFormat: 'yyyy-mm-dd' }).catch(() => []);
  const filled = found.filter(({ data }) => data.length > 0);
  const [first] = filled;
  if (first === undefined) throw new Error(importWords().workbookUnreadable);
  const lines = first.data.map((row) => row.map((cell) => quoted(textOf(cell))).join(','));
  return { csv: new Blob([lines.join('\r\n'), '\r\n']), sheet: first.sheet, sheets: filled.length };
}

const MOST_BYTES = 25_000_000;

const plain = (text: string): string =>
  /e/i.test(text)
    ? Number(text).toLocaleString('en', { useGrouping: false, maximumFractionDigits: 20 })
    : text;

function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return cell.toISOString().replace(/T00:00:00.*$/, '');
  return typeof cell === 'string' ? cell : JSON.stringify(cell);
}

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
