import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchRelaxed } from '../../src/search/relaxed/match.ts';
import { planRelaxed } from '../../src/search/relaxed/plan.ts';
import { compileRelaxed } from '../../src/search/relaxed/query.ts';
import { relaxedTerms } from '../../src/search/relaxed/terms.ts';
import { searchTerms } from '../../src/search/terms.ts';
import { customerValues, type SearchableCustomer } from '../support/customer-values.ts';
import { customer, greeklish, queryFor, valuesOf } from './arbitraries.ts';
import { population } from './population.ts';
import { processorMilliseconds } from '../support/processor-time.ts';

const numRuns = 3_000;
const others = population(2_000, 5);

/** A word in another case, in another layout, or shortened. */
const changes: readonly ((word: string) => string)[] = [
  (word) => word,
  (word) => word.replace(/[οό]ς$/u, 'ου'),
  (word) => word.replace(/ου$/u, 'ος'),
  (word) => word.replace(/[ςυ]$/u, ''),
  (word) => `${word}ς`,
  (word) => `${word.charAt(0)}.`,
  (word) => `${word.slice(0, 4)}.`,
  (word) => word.replace(/η/gu, 'e'),
  (word) => greeklish(word, []),
  (word) => word.toUpperCase(),
];

const relaxedQueryFor = (one: SearchableCustomer): fc.Arbitrary<string> => {
  const words = valuesOf(one)
    .join(' ')
    .split(/\s+/u)
    .filter((word) => word !== '');
  if (words.length === 0) return fc.constant('');
  const word = fc.tuple(fc.constantFrom(...words), fc.constantFrom(...changes));
  return fc
    .array(word, { minLength: 1, maxLength: 4 })
    .map((chosen) => chosen.map(([text, change]) => change(text)).join(' '));
};

const anyCustomer = fc.oneof(customer, fc.constantFrom(...others));

it('finds by the index whatever the matcher accepts, within the limits of one database query', () => {
  let matches = 0;
  fc.assert(
    fc.property(
      anyCustomer.chain((one) =>
        fc.tuple(fc.constant(one), fc.oneof(queryFor(one), relaxedQueryFor(one)), anyCustomer),
      ),
      ([one, text, another]) => {
        const query = compileRelaxed(text);
        if (query === null) return;
        const plan = planRelaxed(query);
        expect(plan.length).toBeGreaterThan(0);
        expect(plan.length).toBeLessThanOrEqual(30);
        expect(plan.flat().length).toBeLessThanOrEqual(100);
        for (const list of plan) expect(list.length).toBeGreaterThan(0);
        for (const values of [customerValues(one), customerValues(another)]) {
          if (!matchRelaxed(query, values)) continue;
          matches++;
          const terms = relaxedTerms(values);
          expect(plan.some((list) => list.every((term) => terms.has(term)))).toBe(true);
        }
      },
    ),
    { numRuns },
  );
  expect(matches).toBeGreaterThan(numRuns / 4);
});

it('finds by the beginnings of stems when the words of a query have too many readings', () => {
  const values = [
    { text: 'Δημητριάδου Χατζηδάκη Ηγουμενίδη Ξυδάκη', weight: 0, mayHoldPhones: false },
  ] as const;
  const terms = relaxedTerms(values);
  for (const text of [
    'demetriades hatzidakis',
    'demetriades hatzhdakhs egoumenidis',
    'egoumenides demetriades xydakis hadzidakis',
  ]) {
    const query = compileRelaxed(text);
    if (query === null) throw new Error('a query of words is never null');
    expect(matchRelaxed(query, values), text).toBe(true);
    const plan = planRelaxed(query);
    expect(plan.some((list) => list.every((term) => terms.has(term)))).toBe(true);
    expect(plan.length).toBeLessThanOrEqual(30);
  }
});

it('names terms that Firestore takes as field names and that no strict term can be', () => {
  fc.assert(
    fc.property(anyCustomer, (one) => {
      const terms = [...relaxedTerms(customerValues(one))];
      expect(terms.filter((term) => !/^ \S/u.test(term) || !term.isWellFormed())).toEqual([]);
      expect(terms.filter((term) => Buffer.byteLength(term) > 100)).toEqual([]);
      expect([...searchTerms(customerValues(one))].filter((term) => term.startsWith(' '))).toEqual([]);
    }),
    { numRuns: numRuns / 4 },
  );
});

it('stores at most 40 terms with the median customer, and a bounded number with any', () => {
  const sizes = others.map((one) => relaxedTerms(customerValues(one)).size).sort((a, b) => a - b);
  expect(sizes[sizes.length / 2]).toBeLessThan(40);
  const long = others.map(({ name, organization }) => `${name} ${organization ?? ''}`).join(' ');
  const values = Array.from(
    { length: 100 },
    () => ({ text: long, weight: 0, mayHoldPhones: false }) as const,
  );
  expect(relaxedTerms(values).size).toBeLessThan(1_500);
});

describe('texts of 900 kB that other programs stored', () => {
  it.each([
    'α',
    'a',
    'αβ ',
    'α. ',
    'Κων/νος ',
    'hdbgx',
    'ηβ',
    'ai',
    '@',
    'a@ ',
    'ά',
    '\u0301',
    '..',
    '1 ',
    '/',
    ';a',
  ])('take no time: %j', (part) => {
    const text = part.repeat(900_000 / part.length);
    const values = [{ text, weight: 0, mayHoldPhones: false }] as const;
    const query = compileRelaxed(text.slice(0, 300)) ?? compileRelaxed('παπαδοπουλος γιωργος');
    if (query === null) throw new Error('a query of words is never null');
    compileRelaxed('γιωργος');
    expect(processorMilliseconds(() => relaxedTerms(values))).toBeLessThan(300);
    expect(processorMilliseconds(() => compileRelaxed(text))).toBeLessThan(50);
    expect(processorMilliseconds(() => planRelaxed(query))).toBeLessThan(50);
    expect(processorMilliseconds(() => matchRelaxed(query, values))).toBeLessThan(300);
  });
});
