// Newline-delimited JSON: one value a line.
import { findTooDeep } from '../standards/json-depth.ts';
import { MAX_ROW_BYTES, type RowFault, rowFault } from './faults.ts';
import { type Line, LineSplitter } from './lines.ts';

/** The values as lines, each ended by a line feed. */
export const writeNdjson = (values: readonly object[]): string =>
  values.map((value) => `${JSON.stringify(value)}\n`).join('');

/** A line that is not empty. */
export interface JsonRow {
  line: number;
  /** An object; null where there is a fault. */
  value: unknown;
  fault?: RowFault;
  /** The line itself, where it can be mended. */
  text?: string;
}

/** Reads in pieces and keeps no more than one line. */
export class NdjsonReader {
  readonly #lines = new LineSplitter(MAX_ROW_BYTES);

  push(piece: string): JsonRow[] {
    return this.#lines.push(piece).flatMap(toRow);
  }

  end(): JsonRow[] {
    return this.#lines.end().flatMap(toRow);
  }
}

function toRow({ text, number, isCut }: Line): JsonRow[] {
  const faulty = (code: RowFault['code']) => [{ line: number, value: null, fault: rowFault(code) }];
  if (isCut) return faulty('row_too_large');
  if (text.trim() === '') return [];
  if (!text.isWellFormed()) return faulty('undecodable_bytes');
  if (findTooDeep(text) !== null) return faulty('nested_too_deep');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return faulty('malformed_json').map((row) => ({ ...row, text }));
  }
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? [{ line: number, value }] : faulty('not_an_object').map((row) => ({ ...row, text }));
}
