// The filters of a list as a query to Firestore takes them.
import type { Filter } from '../../firestore/query.ts';
import type { GroupPlan } from '../../search/relevance-plan.ts';
import { FIRESTORE_LIMITS, type PlanLimits, type SearchPlan } from '../../search/plan.ts';

/** The exact filters, each a list of facets. A record must have one facet of every filter. */
export type FacetFilters = readonly (readonly string[])[];

/** Finds the entries that have a facet of each filter. */
export const withFacets = (filters: FacetFilters): Filter => ({
  all: filters.map((any) => ({ any: any.map((facet) => ({ field: ['facets', facet], equals: true })) })),
});

/** The same of one filter, in an order by time. */
export const withListedFacet = (any: readonly string[]): Filter => ({
  any: any.map((facet) => ({ field: ['facet_list'], contains: facet })),
});

export const updatedSince = (time: string): Filter => ({ field: ['updated_key'], atLeast: time });

export const updatedBefore = (time: string): Filter => ({ field: ['updated_key'], below: time });

/**
 * Finds the entries that have all terms of one of a plan's lists. A word of many readings may have more lists than were asked for: then
 * the exact filters alone find the candidates.
 */
export function withTerms(plan: SearchPlan, { lists, terms }: PlanLimits): Filter {
  if (plan.length === 0 || plan.length > lists || plan.flat().length > terms) return { all: [] };
  return { any: plan.map((list) => ({ all: list.map(hasTerm) })) };
}

/** Finds the entries of a group, in the same way. */
export function inGroup(plan: GroupPlan, { lists, terms: most }: PlanLimits): Filter {
  const sizes = plan.map(({ groups, terms }) => groups.length + terms.length);
  const size = sizes.reduce((sum, each) => sum + each, 0);
  if (plan.length > lists || size > most || sizes.includes(0)) return { all: [] };
  return {
    any: plan.map(({ groups, terms }) => ({
      all: [
        ...groups.map(([token, group]) => ({ field: ['groups', token], equals: group })),
        ...terms.map(hasTerm),
      ],
    })),
  };
}

const hasTerm = (term: string): Filter => ({ field: ['terms', term], equals: true });

/**
 * The filters that go into the query beside a search, and what they leave to it. Firestore takes 30 disjunctions and 100 filters, and
 * counts the exact filters once for each disjunction. The others are left to the matcher.
 */
export function besideSearch(filters: FacetFilters): { queried: FacetFilters; limits: PlanLimits } {
  const queried = [...filters].sort((a, b) => a.length - b.length).slice(0, MAX_BESIDE_SEARCH);
  const ways = queried.reduce((product, any) => product * any.length, 1);
  const perList = queried.length * ways;
  const lists = Math.min(
    Math.floor(FIRESTORE_LIMITS.lists / ways),
    perList === 0 ? FIRESTORE_LIMITS.lists : Math.floor(MAX_FILTERS / 2 / perList),
  );
  return { queried, limits: { lists, terms: Math.floor((MAX_FILTERS - perList * lists) / ways) } };
}

const MAX_BESIDE_SEARCH = 3;

/** Firestore's limit, less one for the order. */
const MAX_FILTERS = FIRESTORE_LIMITS.terms - 1;
