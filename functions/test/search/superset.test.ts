import fc from 'fast-check';
import { expect, it } from 'vitest';
import { FIRESTORE_LIMITS, planSearch, type SearchPlan } from '../../src/search/plan.ts';
import { compileQuery } from '../../src/search/query.ts';
import { searchTerms } from '../../src/search/terms.ts';
import { customerValues, matchCustomer } from '../support/customer-values.ts';
import { customer, queryFor, value } from './arbitraries.ts';

const numRuns = 3_000;

const isCandidate = (terms: ReadonlySet<string>, plan: SearchPlan) =>
  plan.some((list) => list.every((term) => terms.has(term)));

const expectPossible = (query: string, plan: SearchPlan) => {
  expect(plan.length, query).toBeLessThanOrEqual(FIRESTORE_LIMITS.lists);
  expect(plan.flat().length, query).toBeLessThanOrEqual(FIRESTORE_LIMITS.terms);
  for (const list of plan) expect(list.length, query).toBeGreaterThan(0);
};

it('finds by the index whatever the matcher accepts, and stays within the limits of one database query', () => {
  let matches = 0;
  fc.assert(
    fc.property(
      customer.chain((one) => fc.tuple(fc.constant(one), queryFor(one))),
      ([one, query]) => {
        const plan = planSearch(compileQuery(query));
        if (query.trim() !== '') expectPossible(query, plan);
        if (query.trim() === '' || !matchCustomer(query, one)) return;
        matches++;
        expect(isCandidate(searchTerms(customerValues(one)), plan)).toBe(true);
      },
    ),
    { numRuns },
  );
  expect(matches).toBeGreaterThan(numRuns / 2);
});

it('names terms that Firestore takes as field names', () => {
  fc.assert(
    fc.property(customer, value, (one, query) => {
      const odd = [...searchTerms(customerValues(one)), ...planSearch(compileQuery(query)).flat()].filter(
        (term) =>
          term === '' || /^__.*__$/u.test(term) || !term.isWellFormed() || Buffer.byteLength(term) > 100,
      );
      expect(odd).toEqual([]);
    }),
    { numRuns: numRuns / 4 },
  );
});
