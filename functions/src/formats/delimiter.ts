// What stands between the cells of a file.
import { LineSplitter } from './lines.ts';

/** `sep=;`, which Excel takes off a file and obeys; other programs fill it up to the width of the other rows. */
export const SEPARATOR_LINE = /^"?sep=([^"])"?(?:\1|[ \t])*$/i;

const CANDIDATES = [';', ',', '\t', '|'];

/** Lines that are looked at. */
const SAMPLE = 50;

/**
 * The delimiter by the first lines of a text: what a line `sep=` says, else the candidate that occurs most regularly outside of quotes. One that
 * the first row does not have must be in nearly all others: then that row is a title.
 */
export function detectDelimiter(text: string): string {
  const lines = firstLines(text);
  const told = SEPARATOR_LINE.exec(lines[0] ?? '')?.[1];
  if (told !== undefined) return told;
  const scores = CANDIDATES.map((delimiter) => ({ delimiter, score: regularity(lines, delimiter) }));
  const best = scores.reduce((a, b) => (b.score > a.score ? b : a));
  if (best.score > 0) return best.delimiter;
  // A quote beside it is enough, also one that is never closed.
  const isQuoted = (delimiter: string) => lines.some((line) => line.includes(`${delimiter}"`));
  return CANDIDATES.find(isQuoted) ?? soleColumn(text);
}

/** A delimiter for a file of one column: one that the first lines do not have. */
export function soleColumn(text: string): string {
  const lines = firstLines(text);
  return [',', ...CANDIDATES].find((delimiter) => !lines.some((line) => line.includes(delimiter))) ?? ',';
}

function firstLines(text: string): string[] {
  const splitter = new LineSplitter(text.length + 1);
  return [...splitter.push(text), ...splitter.end()].slice(0, SAMPLE).map((line) => line.text);
}

/** How many of the lines have as many delimiters as most have, and more where there are many of them. */
function regularity(lines: readonly string[], delimiter: string): number {
  const counts = countsOf(lines, delimiter);
  const frequent = new Map<number, number>();
  for (const count of counts) if (count > 0) frequent.set(count, (frequent.get(count) ?? 0) + 1);
  const [first = 0, ...others] = counts;
  if (first === 0 && (others.length < 2 || (frequent.get(others[0] ?? 0) ?? 0) < others.length * NEARLY_ALL))
    return 0;
  const [count = 0, rows = 0] = [...frequent].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [];
  return counts.length === 0 ? 0 : (rows / counts.length) * (1 + Math.log2(1 + count));
}

/** Of each row: a quote goes on over lines. */
function countsOf(lines: readonly string[], delimiter: string): number[] {
  const counts: number[] = [];
  let count = 0;
  let isQuoted = false;
  for (const line of lines) {
    for (const character of line) {
      if (character === '"') isQuoted = !isQuoted;
      else if (character === delimiter && !isQuoted) count += 1;
    }
    if (isQuoted) continue;
    if (line.trim() !== '') counts.push(count);
    count = 0;
  }
  return counts;
}

/** Of the rows behind a title. */
const NEARLY_ALL = 0.8;
