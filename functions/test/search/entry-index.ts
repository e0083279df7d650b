// Index entries in memory, in the order of their ids, which is the order of names: answers a plan as Firestore does.
import { formsOf } from '../../src/search/match.ts';
import type { GroupPlan } from '../../src/search/relevance-plan.ts';
import { compareCodePoints, sortKey } from '../../src/search/sort-key.ts';
import { searchIndex } from '../../src/search/terms.ts';
import { customerValues, type SearchableCustomer } from '../support/customer-values.ts';

/** A plan's entries by their places, the first after a place. A place stands for the id of an entry. */
type Find = (plan: GroupPlan) => readonly number[];

/** The entries of customers: who stands at which place, what is stored there, and how a plan finds places. */
export interface EntryIndex {
  readonly customers: readonly SearchableCustomer[];
  readonly groupAt: (place: number) => (token: string) => unknown;
  /** What the matcher compares, made once for all queries. */
  readonly formsAt: (place: number) => ReturnType<typeof formsOf>;
  readonly find: Find;
}

export function entryIndex(unsorted: readonly SearchableCustomer[]): EntryIndex {
  const customers = unsorted
    .map((customer) => ({ customer, key: sortKey(customer.name) }))
    .sort((a, b) => compareCodePoints(a.key, b.key))
    .map(({ customer }) => customer);
  const groups: ReadonlyMap<string, number>[] = [];
  const forms = customers.map((customer) => formsOf(customerValues(customer)));
  const postings = new Map<string, number[]>();
  const add = (condition: string, place: number) => {
    const places = postings.get(condition);
    if (places === undefined) postings.set(condition, [place]);
    else places.push(place);
  };
  for (const [place, customer] of customers.entries()) {
    const index = searchIndex(customerValues(customer));
    groups.push(index.groups);
    for (const term of index.terms) add(term, place);
    for (const [token, group] of index.groups) add(`${String(group)}|${token}`, place);
  }
  const all = customers.map((_, place) => place);
  /** The places of each condition that was not the rarest of a list, to be looked up by the next query. */
  const sets = new Map<string, ReadonlySet<number>>();
  const setOf = (condition: string) => {
    let set = sets.get(condition);
    if (set === undefined) sets.set(condition, (set = new Set(postings.get(condition))));
    return set;
  };
  const find: Find = (plan) => {
    const found = new Set<number>();
    for (const list of plan) {
      const conditions = [...list.groups.map(([token, group]) => `${String(group)}|${token}`), ...list.terms];
      const [rarest, ...others] = conditions
        .map((condition) => ({ condition, places: postings.get(condition) ?? [] }))
        .sort((a, b) => a.places.length - b.places.length);
      const { places } = rarest ?? { places: all };
      const held = places.length === 0 ? [] : others.map(({ condition }) => setOf(condition));
      for (const place of places) if (held.every((set) => set.has(place))) found.add(place);
    }
    return [...found].sort((a, b) => a - b);
  };
  return {
    customers,
    find,
    groupAt: (place) => (token) => groups[place]?.get(token),
    formsAt: (place) => forms[place] ?? [],
  };
}
