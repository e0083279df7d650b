import fc from 'fast-check';
import { expect, it } from 'vitest';
import { matchQuery } from '../../src/search/match.ts';
import { firestoreLimits, planSearch, type SearchPlan } from '../../src/search/plan.ts';
import { searchTerms } from '../../src/search/terms.ts';
import { customer, queryFor, value } from './arbitraries.ts';

const numRuns = 3_000;

const isCandidate = (terms: ReadonlySet<string>, plan: SearchPlan) =>
  plan.some((list) => list.every((term) => terms.has(term)));

const expectPossible = (query: string, plan: SearchPlan) => {
  expect(plan.length, query).toBeLessThanOrEqual(firestoreLimits.lists);
  expect(plan.flat().length, query).toBeLessThanOrEqual(firestoreLimits.terms);
  for (const list of plan) expect(list.length, query).toBeGreaterThan(0);
};

it('finds by the index whatever the matcher accepts, and stays within the limits of one database query', () => {
  let matches = 0;
  fc.assert(
    fc.property(
      customer.chain((one) => fc.tuple(fc.constant(one), queryFor(one))),
      ([one, query]) => {
        const plan = planSearch(query);
        if (query.trim() !== '') expectPossible(query, plan);
        if (query.trim() === '' || matchQuery(query, one) === null) return;
        matches++;
        expect(isCandidate(searchTerms(one), plan)).toBe(true);
      },
    ),
    { numRuns },
  );
  expect(matches).toBeGreaterThan(numRuns / 2);
});

it('names terms that Firestore takes as field names', () => {
  fc.assert(
    fc.property(customer, value, (one, query) => {
      const odd = [...searchTerms(one), ...planSearch(query).flat()].filter(
        (term) =>
          term === '' || /^__.*__$/u.test(term) || !term.isWellFormed() || Buffer.byteLength(term) > 100,
      );
      expect(odd).toEqual([]);
    }),
    { numRuns: numRuns / 4 },
  );
});
