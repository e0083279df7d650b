import { expect, it } from 'vitest';
import { fold } from '../../src/search/fold.ts';
import { match } from '../../src/search/match.ts';
import { phoneFilterTerms } from '../../src/search/phone-filter.ts';
import { compileQuery } from '../../src/search/query.ts';
import { sortKey } from '../../src/search/sort-key.ts';
import { searchTerms } from '../../src/search/terms.ts';
import { processorMilliseconds } from '../support/processor-time.ts';

const HANGS_AFTER_MS = 300_000;

const queries = ['123456', 'ι. μ. ξ', 'el094014201'].map(compileQuery);
const noise = [
  '1,2,3,',
  '1234567/',
  '0030697/',
  '1',
  '+',
  '12 ',
  '+1(0)/',
  'α',
  'αι',
  '8',
  'α. ',
  'ά\u0308',
  '\u0301',
  '\u0301\u0316',
  'ΙΚΧ 1234 ',
  'ndjghngh',
  'ab.12 ',
];

const work = (text: string) => {
  const values = [true, false].map((mayHoldPhones) => ({ text, weight: 2 as const, mayHoldPhones }));
  searchTerms(values);
  for (const query of queries) match(query, values);
  phoneFilterTerms(text);
  sortKey(text);
  fold(text);
};

const repeated = (text: string, length: number) =>
  text.repeat(Math.ceil(length / text.length)).slice(0, length);

/** How many times as long the work on one text takes as on the other. */
const ratio = (unit: string, small: number, large: number) => {
  const before = processorMilliseconds(() => {
    work(repeated(unit, small));
  });
  return processorMilliseconds(() => work(repeated(unit, large)), 1) / Math.max(10, before);
};

// Quadratic work would take 100 times as long for 10 times the text, and 500 times for 22 times.
it.each(noise)(
  'takes time that grows no faster than the value: %j',
  (unit) => {
    expect(ratio(unit, 10_000, 100_000)).toBeLessThan(40);
  },
  HANGS_AFTER_MS,
);

it.each(['1,2,3,', 'αι'])(
  'reads the largest value that another program can have stored: %j',
  (unit) => {
    expect(ratio(unit, 40_000, 900_000)).toBeLessThan(90);
  },
  HANGS_AFTER_MS,
);

it('reads a hundred contacts of single digits in a moment', () => {
  const text = repeated(Array.from({ length: 200 }, (_, at) => at).join(','), 320);
  const values = Array.from({ length: 100 }, () => ({ text, weight: 2 as const, mayHoldPhones: true }));
  const query = compileQuery('123456');
  expect(processorMilliseconds(() => match(query, values))).toBeLessThan(60);
  expect(processorMilliseconds(() => searchTerms(values))).toBeLessThan(400);
});
