import { typedQueries } from '../../test/support/search-figures.ts';
import type { Api } from './operations.ts';
import { figure, printTable } from './table.ts';

/** What people's searches read at one size of the collection. */
export interface Searches {
  size: number;
  found: number;
  reads: number;
  /** The search that reads most beyond 1.1 times what it shows. */
  worst: string;
}

/** The first page of each of the queries that the tests hold too. */
export async function measureSearches(api: Api, size: number): Promise<Searches> {
  const all = [];
  for (const query of typedQueries) {
    const { reads, body } = await api(`?search=${encodeURIComponent(query)}`);
    const found = body.customers?.length ?? 0;
    all.push({ found, reads, over: reads - 1.1 * found, told: `\`${query}\`: ${reads} for ${found}` });
  }
  return {
    size,
    found: all.reduce((sum, { found }) => sum + found, 0),
    reads: all.reduce((sum, { reads }) => sum + reads, 0),
    worst: all.reduce((most, one) => (one.over > most.over ? one : most)).told,
  };
}

export function reportSearches(searches: readonly Searches[]): void {
  printTable(
    `The first pages of ${typedQueries.length} searches as people type them, 1,000 customers a page`,
    ['', 'customers shown', 'reads', 'the dearest: reads for customers shown'],
    searches.map(({ size, found, reads, worst }) => [
      `${figure(size)} customers`,
      figure(found),
      figure(reads),
      worst,
    ]),
  );
}
