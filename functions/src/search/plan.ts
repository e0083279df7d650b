import { fold, foldLetters } from './fold.ts';
import * as grams from './grams.ts';
import { findsForeignNational, hasBareHomeCode, type PhoneNumber } from './phone.ts';
import { compileQuery, type Needle } from './query.ts';
import type { QueryKey } from './words.ts';

/** The candidates of a search: customers that have all the terms of one of these lists at least. */
export type SearchPlan = readonly (readonly string[])[];

/**
 * What one database query may hold: the lists, and the terms in all of them together. One word of many readings may need more lists than a
 * lower limit allows (never more than Firestore's own): who combines a plan with alternatives of another filter checks its length.
 */
export interface PlanLimits {
  readonly lists: number;
  readonly terms: number;
}

/** Firestore's own limits: 30 disjunctions, 100 filters. */
export const firestoreLimits: PlanLimits = { lists: 30, terms: 100 };

/** Terms that a customer must have together. */
type Conjunction = readonly string[];

/** So many terms tell a word among several; more are used where there is room. */
const enoughPerWord = 2;

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
  const literal = new Set(grams.literalGrams(compiled.letters, fold(query)));
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
      return [grams.literalGrams(needle.text, '')];
    case 'word':
      return [
        ...needle.word.spellings.map((spelling) => grams.letterGrams(spelling)),
        ...soundAlternatives(needle.word.keys),
      ];
    case 'number':
      return [...phoneAlternatives(needle.phone), ...(needle.plus ? [] : tokenAlternatives(needle.tokens))];
  }
}

/** One list for each key and place, whether Greek words, Latin ones or both may have it. */
function soundAlternatives(keys: readonly QueryKey[]): Conjunction[] {
  const latinOnly = new Map<string, { key: QueryKey; only: boolean }>();
  for (const key of keys) {
    const place = `${key.key} ${String(key.inside)}`;
    const only = key.pool.startsWith('latin') && (latinOnly.get(place)?.only ?? true);
    latinOnly.set(place, { key, only });
  }
  return [...latinOnly.values()].map(({ key, only }) => grams.soundGrams(key, only));
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
  const inRow = [...tokens.flatMap(grams.letterGrams), ...grams.joints(tokens.join(' '))];
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
 * Multiplies the alternatives of all words out. Where that makes too many lists, or leaves too few terms for each, the two most similar
 * alternatives of a word are replaced by what they have in common, again and again; when none have anything in common any more, the
 * word that tells least is left to the matcher.
 */
function combine(alternatives: readonly (readonly Conjunction[])[], room: PlanLimits): Conjunction[][] {
  let words = alternatives.map((word) => ({ word, merge: bestMerge(word) }));
  while (!fits(words, room)) {
    const most = Math.max(...words.map(({ merge }) => merge?.kept ?? 0));
    const at = words.findIndex(({ merge }) => merge?.kept === most);
    const merged = words[at]?.merge ?? null;
    if (merged !== null) {
      words = words.with(at, { word: merged.word, merge: bestMerge(merged.word) });
    } else if (words.length === 1) {
      break;
    } else {
      const least = words.reduce((a, b) => (weight(b.word) < weight(a.word) ? b : a));
      words = words.filter((word) => word !== least);
    }
  }
  return words.reduce<Conjunction[][]>(
    (lists, { word }) => lists.flatMap((list) => word.map((terms) => [...list, terms])),
    [[]],
  );
}

function fits(words: readonly { word: readonly Conjunction[] }[], room: PlanLimits): boolean {
  const count = words.reduce((product, { word }) => product * word.length, 1);
  if (count > room.lists) return false;
  return words.length === 1 || room.terms / count >= words.length * enoughPerWord;
}

/** How much a word narrows the search: by its least telling alternative, less for many of them. */
function weight(word: readonly Conjunction[]): number {
  return Math.min(...word.map((terms) => terms.length)) - word.length / 2;
}

/** A word with the two of its alternatives made one that lose least by it, and how much of them is kept. */
function bestMerge(word: readonly Conjunction[]): { kept: number; word: Conjunction[] } | null {
  let best: { left: Conjunction; right: Conjunction; common: Conjunction } | null = null;
  let most = 0;
  for (const [index, left] of word.entries()) {
    const terms = new Set(left);
    for (const right of word.slice(index + 1)) {
      const common = right.filter((term) => terms.has(term));
      const kept = common.length / Math.min(left.length, right.length);
      if (kept <= most) continue;
      most = kept;
      best = { left, right, common };
    }
  }
  if (best === null) return null;
  const { left, right, common } = best;
  const others = word.filter((terms) => terms !== left && terms !== right);
  return { kept: most, word: irredundant([...others, common]) };
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
  const needed = words.map((terms) => terms.filter((term) => !terms.some((by) => grams.isImplied(term, by))));
  const spread = needed.map(spreadOut);
  const longest = Math.max(...spread.map((terms) => terms.length));
  const inTurn = Array.from({ length: longest }, (_, at) =>
    spread.flatMap((terms) => terms[at] ?? []),
  ).flat();
  return [...new Set(inTurn)].slice(0, Math.max(1, share));
}
