// The index terms of a record: what is stored with it, so that the database can find candidates for a query.
import { foreignTrunkForm, fullNumber } from './phone.ts';
import * as kinds from './term-kinds.ts';
import { ValueForms, type WeightedValue } from './weighted-value.ts';

/**
 * The terms by which a record is found. For each query, a record that `match` accepts has all terms of at least one list
 * of `planSearch`. A record with more than `MAX_SEARCH_TERMS` gets `ANYTHING_TERM` instead of them.
 */
export function searchTerms(values: readonly WeightedValue[]): Set<string> {
  const terms = new Set<string>();
  for (const value of values) {
    for (const term of termsOf(new ValueForms(value))) {
      terms.add(term);
      if (terms.size > MAX_SEARCH_TERMS) return new Set([kinds.ANYTHING_TERM]);
    }
  }
  return terms;
}

/**
 * Firestore allows 40,000 index entries for a document. Greek and Latin text stays far below this maximum; only thousands
 * of different Chinese characters reach it.
 */
export const MAX_SEARCH_TERMS = 10_000;

function* termsOf(value: ValueForms): Generator<string> {
  yield* kinds.rawTerms(value.raw);
  yield* kinds.markTerms(value.letters);
  yield* kinds.storedJointTerms(value.folded);
  yield* kinds.letterJointTerms(value.letters);
  for (const plain of new Set(value.words.map((word) => word.plain))) {
    yield* kinds.storedLetterTerms(plain);
    if (!value.holdsPhones) yield* kinds.storedTextDigitTerms(plain);
  }
  for (const { plain } of value.further) yield* kinds.storedLetterTerms(plain);
  for (const { lookAlikes, keys } of [...value.stored, ...value.storedFurther]) {
    for (const spelling of lookAlikes) yield* kinds.storedLetterTerms(spelling);
    yield* kinds.storedSoundTerms(keys);
  }
  for (const phone of value.phones) {
    yield* kinds.storedLetterTerms(phone.digits);
    yield* kinds.storedLetterTerms(foreignTrunkForm(phone) ?? '');
    yield* kinds.storedFullNumberTerms(fullNumber(phone));
  }
}
