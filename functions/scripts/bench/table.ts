/** The middle of a list of measurements. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** A number with as many digits as mean something: 0.57, 12.3, 1,234. */
export function figure(value: number): string {
  if (Number.isNaN(value)) return '';
  const digits = Number.isInteger(value) ? 0 : value < 1 ? 2 : value < 100 ? 1 : 0;
  return value.toLocaleString('en', {
    maximumFractionDigits: digits,
    minimumFractionDigits: Math.min(digits, 2),
  });
}

/** `0.57 ×`; the two values must come from one run. */
export const ratio = (value: number, base: number): string => `${(value / base).toFixed(2)} ×`;

/** A table in Markdown: what the benchmark prints is what docs/figures.md quotes. */
export function printTable(
  title: string,
  head: readonly string[],
  rows: readonly (readonly string[])[],
): void {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  console.log(`\n**${title}**\n`);
  console.log(line(head));
  console.log(line(head.map((_, at) => (at === 0 ? '---' : '--:'))));
  for (const row of rows) console.log(line(row));
}
