import { describe, expect, it } from 'vitest';
import { compileQuery } from '../../src/search/query.ts';
import { mixedCustomers } from '../support/mixed-customers.ts';
import { typedQueries } from '../support/search-figures.ts';
import { entryIndex } from './entry-index.ts';
import { searchOf, type Page } from './paging.ts';
import { population } from './population.ts';

// The pages of typed searches over index entries in memory: who is shown, and what it would cost.
const PAGE_SIZE = 20;

/** Each test works for seconds; only one that hangs works so long, however busy the machine is. */
const HANGS_AFTER_MS = 600_000;

const queries = [
  ...typedQueries,
  ...['γιαννης παπαδοπουλος', 'maria papadopoulou', 'giannis', 'papas', 'ξενος', 'ira', 'agiou nikolaou'],
];

/** What a person has typed after each key, but for spaces at the end. */
const keystrokes = queries.flatMap((query) => {
  const letters = Array.from(query);
  return letters.flatMap((letter, at) => (letter === ' ' ? [] : [letters.slice(0, at + 1).join('')]));
});

const sumOf = <T>(all: readonly T[], numberOf: (one: T) => number) =>
  all.reduce((sum, one) => sum + numberOf(one), 0);

const sorted = (numbers: readonly number[]) => [...numbers].sort((a, b) => a - b);
const middle = (numbers: readonly number[]) => sorted(numbers)[Math.floor(numbers.length / 2)];

describe.each([
  ['population', population],
  ['mixed customers', mixedCustomers],
] as const)('10,000 of the %s', (_name, make) => {
  const index = entryIndex(make(10_000));

  it(
    'show the best customers first at the price of a page',
    () => {
      const bills = keystrokes.map((text) => {
        const search = searchOf(index, compileQuery(text), PAGE_SIZE);
        const page = search.page();
        expect(page.shown, text).toEqual(search.everybody.slice(0, PAGE_SIZE));
        return { text, reads: page.reads, shown: page.shown.length, trips: page.trips };
      });
      expect(bills.length).toBeGreaterThan(300);
      const reads = sumOf(bills, (one) => one.reads) / bills.length;
      const shown = sumOf(bills, (one) => one.shown) / bills.length;
      expect(reads).toBeLessThan(1.3 * shown + 10);
      // A few queries of several words, each with many readings, come to 6 reads above it.
      const above = bills.filter((one) => one.reads > 5 * PAGE_SIZE);
      expect(above.length, JSON.stringify(above)).toBeLessThanOrEqual(1);
      expect(Math.max(...bills.map((one) => one.reads))).toBeLessThan(5.5 * PAGE_SIZE);
      expect(middle(bills.map((one) => one.trips))).toBe(1);
      expect(Math.max(...bills.map((one) => one.trips))).toBeLessThanOrEqual(4);
    },
    HANGS_AFTER_MS,
  );

  it(
    'show everybody once, in order, at no more than twice the reads',
    () => {
      const texts = [...new Set(queries.flatMap((query) => [query.slice(0, 2), query.slice(0, 3), query]))];
      const bills = texts.map((text) => {
        const search = searchOf(index, compileQuery(text.trim()), PAGE_SIZE);
        const pages: Page[] = [search.page()];
        for (let last = pages[0]; last?.next; last = pages.at(-1)) pages.push(search.page(last.next));
        const shown = pages.flatMap((page) => page.shown);
        expect(shown, text).toEqual(search.everybody);
        return { isOne: !text.includes(' '), shown: shown.length, reads: sumOf(pages, (page) => page.reads) };
      });
      for (const [isOne, most] of [
        [true, 2],
        [false, 2.5],
      ] as const) {
        const some = bills.filter((one) => one.isOne === isOne && one.shown > 0);
        expect(sumOf(some, (one) => one.shown)).toBeGreaterThan(1_000);
        expect(sumOf(some, (one) => one.reads) / sumOf(some, (one) => one.shown)).toBeLessThan(most);
      }
    },
    HANGS_AFTER_MS,
  );
});
