import type { SearchPlan } from '../../src/search/plan.ts';
import { searchTerms } from '../../src/search/terms.ts';
import { customerValues, type SearchableCustomer } from './customer-values.ts';

/**
 * Answers a plan as Firestore does from its single-field indexes: the places of the customers that have all terms of
 * one list at least. Only the terms of `plans` are held, so that 50,000 customers fit into memory.
 */
export function termIndex(
  customers: readonly SearchableCustomer[],
  plans: readonly SearchPlan[],
): (plan: SearchPlan) => number[] {
  const holders = new Map(plans.flat(2).map((term) => [term, new Set<number>()]));
  for (const [at, customer] of customers.entries())
    for (const term of searchTerms(customerValues(customer))) holders.get(term)?.add(at);
  const holdersOf = (term: string) => {
    const found = holders.get(term);
    if (found === undefined) throw new Error(`no plan named ${term}`);
    return found;
  };
  return (plan) => {
    const found = new Set<number>();
    for (const list of plan) {
      const [fewest, ...others] = list.map(holdersOf).sort((a, b) => a.size - b.size);
      for (const at of fewest ?? []) if (others.every((of) => of.has(at))) found.add(at);
    }
    return [...found];
  };
}
