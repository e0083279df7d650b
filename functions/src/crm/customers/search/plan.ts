import { foldLetters } from './fold.ts';
import * as grams from './grams.ts';
import { findsForeignNational, hasBareHomeCode, type PhoneNumber } from './phone.ts';
import { compileQuery, type Needle } from './query.ts';

/** The candidates of a search: customers that have all the terms of one of these lists at least. */
export type SearchPlan = readonly (readonly string[])[];

/** What one database query may hold: the lists, and the terms in all of them together. */
export interface PlanLimits {
  readonly lists: number;
  readonly terms: number;
}

/** Firestore's own limits: 30 disjunctions, 100 filters. */
export const firestoreLimits: PlanLimits = { lists: 30, terms: 100 };

/** Terms that a customer must have together. */
type Conjunction = readonly string[];

/** So many terms tell a word well; more are used where there is room. */
const enoughPerWord = 3;

/**
 * The condition that every match of a query meets, as a disjunction of conjunctions of terms. The candidates are to be verified with
 * `match`. Each list names at least one term; a blank query, which asks for nothing, has no list at all.
 */
export function planSearch(query: string, limits: PlanLimits = firestoreLimits): SearchPlan {
  const compiled = compileQuery(query);
  if (compiled.blank) return [];
  const room = { lists: limits.lists - 1, terms: limits.terms - 1 };
  if (compiled.needles.length === 0) {
    return [telling([grams.rawGrams(compiled.raw, foldLetters)], room.terms), [grams.anythingTerm]];
  }
  const words = compiled.needles.map((needle) => irredundant(alternatives(needle)));
  const literal = new Set(grams.literalGrams(compiled.letters));
  const implied = words.every((word) => word.some((terms) => terms.every((term) => literal.has(term))));
  const extra = implied ? [] : [[[...literal]]];
  const lists = [...combine(words, { ...room, lists: room.lists - extra.length }), ...extra];
  const share = Math.floor(room.terms / lists.length);
  return [...lists.map((list) => telling(list, share)), [grams.anythingTerm]];
}

/** The ways in which a needle may be found. */
function alternatives(needle: Needle): Conjunction[] {
  switch (needle.kind) {
    case 'literal':
      return [grams.literalGrams(needle.text)];
    case 'word':
      return [
        ...needle.word.spellings.map((spelling) => grams.letterGrams(spelling)),
        ...needle.word.keys.map(({ key, pool, inside }) => {
          if (inside) return grams.soundGrams(key, null);
          return grams.soundGrams(key, pool === 'greek' ? 'greek' : 'latin');
        }),
      ];
    case 'number':
      return [...phoneAlternatives(needle.phone), ...(needle.plus ? [] : tokenAlternatives(needle.tokens))];
  }
}

function phoneAlternatives(phone: PhoneNumber): Conjunction[] {
  const found: Conjunction[] = [];
  if (phone.international) {
    const national = phone.national === '' ? [] : grams.letterGrams(phone.national);
    found.push([...national, grams.fullStart(phone.country + phone.national)]);
    if (findsForeignNational(phone)) found.push(national);
  }
  if (!phone.international || phone.digits.startsWith('00')) found.push(grams.letterGrams(phone.digits));
  if (hasBareHomeCode(phone)) {
    found.push([...grams.letterGrams(phone.digits.slice(2)), grams.fullStart(phone.digits)]);
  }
  return found;
}

function tokenAlternatives(tokens: readonly string[]): Conjunction[] {
  const inRow = [...tokens.flatMap(grams.letterGrams), ...grams.jointGrams(tokens.join(' '))];
  return tokens.length === 1 ? [inRow] : [inRow, tokens.flatMap(grams.textDigits)];
}

/** Leaves out what another alternative covers: a list is needless when a part of it is a list too. */
function irredundant(lists: readonly Conjunction[]): Conjunction[] {
  const kept: Conjunction[] = [];
  for (const list of lists.map((terms) => [...new Set(terms)]).sort((a, b) => a.length - b.length)) {
    const terms = new Set(list);
    if (!kept.some((shorter) => shorter.every((term) => terms.has(term)))) kept.push(list);
  }
  return kept;
}

/**
 * Multiplies the alternatives of all words out, as far as the limits allow. Words are taken in the order of how much they tell; where a
 * further word would make too many lists or leave too few terms for each, its alternatives are loosened to what they have in common, and
 * a word without that is left to the matcher.
 */
function combine(words: readonly (readonly Conjunction[])[], room: PlanLimits): Conjunction[][] {
  const ordered = [...words].sort((a, b) => weight(b) - weight(a));
  let lists: Conjunction[][] = [[]];
  let used = 0;
  for (const word of ordered) {
    const fits = (count: number) =>
      lists.length * count <= room.lists && room.terms / (lists.length * count) >= (used + 1) * enoughPerWord;
    const choices = used === 0 ? word : loosened(word, fits);
    if (choices === null) continue;
    lists = lists.flatMap((list) => choices.map((terms) => [...list, terms]));
    used++;
  }
  return lists;
}

/** How much a word narrows the search: by its least telling alternative, less for many of them. */
function weight(word: readonly Conjunction[]): number {
  return Math.min(...word.map((terms) => terms.length)) - word.length / 2;
}

/** Replaces alternatives, the most similar first, by what they have in common, until they fit. */
function loosened(
  word: readonly Conjunction[],
  fits: (count: number) => boolean,
): readonly Conjunction[] | null {
  let lists = word;
  while (!fits(lists.length)) {
    let bestPair: { left: number; right: number; common: Conjunction } | null = null;
    lists.forEach((list, left) => {
      for (let right = left + 1; right < lists.length; right++) {
        const other = new Set(lists[right]);
        const common = list.filter((term) => other.has(term));
        if (common.length > 0 && common.length > (bestPair?.common.length ?? 0))
          bestPair = { left, right, common };
      }
    });
    const pair = bestPair as { left: number; right: number; common: Conjunction } | null;
    if (pair === null) return null;
    const others = lists.filter((_, index) => index !== pair.left && index !== pair.right);
    lists = irredundant([...others, pair.common]);
  }
  return lists;
}

/** Terms in an order in which each beginning of the list is spread over the whole word: the ends, the middle, the quarters. */
function spreadOut(terms: Conjunction): Conjunction {
  const order = new Set<number>();
  for (let parts = 1; order.size < terms.length; parts *= 2) {
    for (let part = 0; part <= parts; part++) order.add(Math.round((part * (terms.length - 1)) / parts));
  }
  return [...order].flatMap((at) => terms[at] ?? []);
}

/** The most telling terms, as many as there is room for: of each word in turn. */
function telling(words: readonly Conjunction[], share: number): Conjunction {
  const spread = words.map(spreadOut);
  const longest = Math.max(...spread.map((terms) => terms.length));
  const inTurn = Array.from({ length: longest }, (_, at) =>
    spread.flatMap((terms) => terms[at] ?? []),
  ).flat();
  return [...new Set(inTurn)].slice(0, Math.max(1, share));
}
