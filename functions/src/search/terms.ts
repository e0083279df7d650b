// The index terms of a record: what is stored with it, so that the database can find candidates for a query.
import { foreignTrunkForm, fullNumber } from './phone.ts';
import { groupsOf, type StoredGroup } from './relevance-tokens.ts';
import * as kinds from './term-kinds.ts';
import { ValueForms, type WeightedValue } from './weighted-value.ts';

/**
 * What is stored with a record for the search: the terms by which it is found, and the groups of its tokens. For each
 * query, a record that `match` accepts has all terms of at least one list of `planSearch`. A record with more than `max`
 * terms and tokens gets `ANYTHING_TERM` instead of them.
 */
export function searchIndex(values: readonly WeightedValue[], max = MAX_SEARCH_TERMS): SearchIndex {
  const steps = searchIndexSteps(values, max);
  for (let step = steps.next(); ; step = steps.next()) if (step.done === true) return step.value;
}

/** The same, with a pause after each value: a hundred of them take the processor for longer than others should wait (measured). */
export function* searchIndexSteps(
  values: readonly WeightedValue[],
  max: number,
): Generator<undefined, SearchIndex> {
  const terms = new Set<string>();
  const forms = distinct(values).map((value) => new ValueForms(value));
  for (const value of forms) {
    yield;
    for (const term of termsOf(value)) {
      terms.add(term);
      if (terms.size > max) return ANYTHING;
    }
  }
  yield;
  const groups = groupsOf(forms, max - terms.size);
  return groups === null ? ANYTHING : { terms, groups };
}

/** Without repetitions and empty texts, of which another program may have stored tens of thousands. */
function distinct(values: readonly WeightedValue[]): WeightedValue[] {
  const byText = new Map<string, WeightedValue>();
  for (const value of values)
    if (value.text !== '') byText.set(`${value.weight}${value.mayHoldPhones} ${value.text}`, value);
  return [...byText.values()];
}

export interface SearchIndex {
  readonly terms: ReadonlySet<string>;
  readonly groups: ReadonlyMap<string, StoredGroup>;
}

/** The terms alone. */
export function searchTerms(values: readonly WeightedValue[]): ReadonlySet<string> {
  return searchIndex(values).terms;
}

/**
 * Firestore allows 40,000 index entries for a document. Greek and Latin text stays far below this maximum; only thousands
 * of different Chinese characters reach it.
 */
export const MAX_SEARCH_TERMS = 10_000;

const ANYTHING: SearchIndex = { terms: new Set([kinds.ANYTHING_TERM]), groups: new Map() };

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
