import { typedQueries } from '../../test/support/search-figures.ts';
import type { Api } from './operations.ts';
import { figure, median, printTable } from './table.ts';

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** What people's searches cost at one size of the collection, keystroke by keystroke. */
export interface Searches {
  size: number;
  shown: number[];
  reads: number[];
  /** Milliseconds, as the caller sees them. */
  latencies: number[];
  /** The keystroke that reads most. */
  worst: string;
}

const PAGE = 20;

/** The first page of each keystroke of the queries that the tests hold too. */
export async function measureSearches(api: Api, size: number): Promise<Searches> {
  const searches: Searches = { size, shown: [], reads: [], latencies: [], worst: '' };
  const { shown, reads: all, latencies } = searches;
  for (const keystroke of keystrokes()) {
    const start = performance.now();
    const { reads, body } = await api(`?limit=${PAGE}&search=${encodeURIComponent(keystroke)}`);
    latencies.push(performance.now() - start);
    const found = body.customers?.length ?? 0;
    if (reads > Math.max(0, ...all)) searches.worst = `\`${keystroke}\`: ${reads} for ${found}`;
    all.push(reads);
    shown.push(found);
  }
  return searches;
}

/** Every beginning of the queries, once. */
export const keystrokes = () => [
  ...new Set(
    typedQueries
      .flatMap((query) => Array.from(query, (_, at) => query.slice(0, at + 1).trim()))
      .filter(Boolean),
  ),
];

/** @param where the entries are */
export function reportSearches(searches: readonly Searches[], where: string): void {
  printTable(
    `The first page of each of ${keystrokes().length} keystrokes, ${PAGE} customers a page, ${where}, means`,
    ['', 'customers shown', 'reads', 'the most reads', 'ms, median', 'ms, 95 of 100', 'ms, most'],
    searches.map(({ size, shown, reads, latencies, worst }) => [
      `${figure(size)} customers`,
      figure(mean(shown)),
      figure(mean(reads)),
      worst,
      figure(median(latencies)),
      figure(latencies.toSorted((a, b) => a - b)[Math.floor(latencies.length * 0.95)] ?? 0),
      figure(Math.max(...latencies)),
    ]),
  );
}
