import { foldLetters } from './fold.ts';
import * as grams from './grams.ts';
import { foreignTrunkForm, fullNumber } from './phone.ts';
import { searchableValues, type Searchable, type SearchableValue } from './searchable.ts';

/**
 * A customer with more terms than this stores one term for "anything" instead. Firestore allows 40,000 index entries a document;
 * Greek and Latin text stays far below, only thousands of different Chinese characters get there.
 */
export const maxSearchTerms = 10_000;

/**
 * The terms by which a customer is found, stored as the keys of one map. For each query, a customer that `match` accepts has
 * all terms of at least one of the conjunctions of `planSearch`.
 */
export function searchTerms(customer: Searchable): Set<string> {
  const terms = new Set<string>();
  for (const value of searchableValues(customer)) {
    for (const gram of termsOf(value)) {
      terms.add(gram);
      if (terms.size > maxSearchTerms) return new Set([grams.anythingTerm]);
    }
  }
  return terms;
}

function* termsOf(value: SearchableValue): Generator<string> {
  yield* grams.rawGrams(value.raw, foldLetters);
  yield* grams.markGrams(value.letters);
  yield* grams.storedJoints(value.folded);
  for (const { plain } of value.words) {
    yield* grams.storedLetterGrams(plain);
    if (!value.holdsPhones) yield* grams.storedTextDigits(plain);
  }
  for (const { lookAlikes, keys } of value.stored) {
    for (const spelling of lookAlikes) yield* grams.storedLetterGrams(spelling);
    yield* grams.storedSoundGrams(keys);
  }
  for (const phone of value.phones) {
    yield* grams.storedLetterGrams(phone.digits);
    yield* grams.storedLetterGrams(foreignTrunkForm(phone) ?? '');
    yield* grams.storedFullStarts(fullNumber(phone));
  }
}
