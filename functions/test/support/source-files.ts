import {
  detectSource,
  readSource,
  type SourceDialect,
  type SourceHints,
  type SourceRow,
} from '../../src/crm/customers/formats/source.ts';
import { suggestColumns } from '../../src/crm/customers/formats/suggest.ts';
import type { ImportMapping } from '../../src/crm/customers/formats/mapping.ts';
import { type ReadCustomer, toCustomer } from '../../src/crm/customers/formats/to-customer.ts';

/** A file as an import reads it: in pieces of some size. */
export async function readFileRows(
  file: Uint8Array | string,
  { size = 1000, ...hints }: Partial<SourceHints> & { size?: number } = {},
): Promise<{ dialect: SourceDialect; rows: SourceRow[] }> {
  const bytes = typeof file === 'string' ? Buffer.from(file) : file;
  const dialect = detectSource(bytes, { isWhole: true, ...hints });
  return { dialect, rows: await all(readSource(inPieces(bytes, size), dialect)) };
}

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += size)
    yield await Promise.resolve(bytes.subarray(from, from + size));
}

/** A file as customers, with the mapping that is suggested, and changes of it. */
export async function importFile(
  file: Uint8Array | string,
  changes: ImportMapping = {},
  options: Parameters<typeof readFileRows>[1] = {},
): Promise<{ dialect: SourceDialect; mapping: ImportMapping; customers: ReadCustomer[] }> {
  const { dialect, rows } = await readFileRows(file, options);
  const suggested = suggestColumns(dialect, rows);
  const mapping: ImportMapping = {
    ...Object.fromEntries(
      suggested.map((column) => [column.name || `#${column.index + 1}`, column.suggested]),
    ),
    ...changes,
  };
  return { dialect, mapping, customers: rows.map((row) => toCustomer(row, dialect, mapping)) };
}

/** Text in a Greek encoding of one byte a character; what it does not have is `?`, as Windows writes it. */
export function inGreekBytes(text: string, encoding: 'windows-1253' | 'iso-8859-7'): Uint8Array {
  const table = TABLES[encoding];
  return Uint8Array.from(text.split(''), (unit) => table.get(unit) ?? 0x3f);
}

const TABLES = { 'windows-1253': tableOf('windows-1253'), 'iso-8859-7': tableOf('iso-8859-7') };

function tableOf(encoding: string): Map<string, number> {
  const bytes = Array.from({ length: 256 }, (_, byte) => byte);
  const entries = bytes.map((byte) => [new TextDecoder(encoding).decode(Uint8Array.of(byte)), byte] as const);
  return new Map(entries.filter(([character]) => !/[\u0080-\u009F\u00AA\uFFFD]/.test(character)));
}

async function all<Value>(values: AsyncIterable<Value>): Promise<Value[]> {
  const list: Value[] = [];
  for await (const value of values) list.push(value);
  return list;
}
