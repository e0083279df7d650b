// The index terms of a record for the relaxed search.
import type { WeightedValue } from '../weighted-value.ts';
import { storedWords } from './stored.ts';

/**
 * The terms that are stored with a record for the relaxed search, beside the strict ones. Each begins with a space, as no
 * strict term does. For each query, a record that `matchRelaxed` accepts has all terms of at least one list of `planRelaxed`.
 */
export function relaxedTerms(values: readonly WeightedValue[]): Set<string> {
  const terms = new Set<string>();
  for (const word of storedWords(values).flat()) for (const term of word.terms) terms.add(term);
  return terms;
}
