// The plan of a search: which index terms the candidates for a query must have.
import { findsForeignNational, foreignNational, startsWithBareHomeCode, type PhoneNumber } from './phone.ts';
import type { CompiledQuery, QueryLetters, QueryPart } from './query.ts';
import * as kinds from './term-kinds.ts';
import type { QueryKey, QueryWord } from './words.ts';

/**
 * Plans the database query for a search. Every record that `match` accepts is a candidate of the plan; `match` must verify
 * the candidates. Each list names at least one term. The plan of a blank query, which asks for nothing, has no lists.
 */
export function planSearch(query: CompiledQuery, limits: PlanLimits = FIRESTORE_LIMITS): SearchPlan {
  if (query.isBlank) return [];
  // One list and one term are for the records that have too many terms.
  const available = { lists: limits.lists - 1, terms: limits.terms - 1 };
  if (query.parts.length === 0) {
    return [mostSelective([kinds.rawTerms(query.raw)], available.terms), [kinds.ANYTHING_TERM]];
  }
  const parts = query.parts.map((part) => withoutRedundant(alternatives(part)));
  const literal = new Set(kinds.queryLiteralTerms(query.letters, query.folded));
  const coversLiteral = parts.every((part) => part.some((terms) => terms.every((term) => literal.has(term))));
  const extra = coversLiteral ? [] : [[[...literal]]];
  const lists = [...combine(parts, { ...available, lists: available.lists - extra.length }), ...extra];
  const termsPerList = Math.floor(available.terms / lists.length);
  return [...lists.map((list) => mostSelective(list, termsPerList)), [kinds.ANYTHING_TERM]];
}

/** The candidates of a search are the records that have all terms of at least one of these lists. */
export type SearchPlan = readonly (readonly string[])[];

/**
 * How many lists a plan may have, and how many terms in all of them together. A word with many readings may need more lists
 * than a low limit allows, but never more than `FIRESTORE_LIMITS`. A caller with lower limits must check the plan's length.
 */
export interface PlanLimits {
  readonly lists: number;
  readonly terms: number;
}

/** What one query to Firestore may hold: 30 disjunctions and 100 filters. */
export const FIRESTORE_LIMITS: PlanLimits = { lists: 30, terms: 100 };

/** With this many terms a word among several is selective enough. More are used where the limits allow them. */
const ENOUGH_TERMS_PER_WORD = 2;

/** How many alternatives the words that single letters may be have together. A word alone may have up to 30. */
const MAX_TOGETHER = 60;

/** Terms that a record must have together. */
type Conjunction = readonly string[];

/** The ways in which one part of a query may be found. */
type Alternatives = readonly Conjunction[];

function alternatives(part: QueryPart): Alternatives {
  switch (part.kind) {
    case 'literal':
      return [kinds.queryLiteralTerms(part.text, '')];
    case 'word':
      return [...wordAlternatives(part.word), ...letterAlternatives(part.letters)];
    case 'number':
      return [...phoneAlternatives(part.phone), ...(part.hasPlus ? [] : tokenAlternatives(part.tokens))];
  }
}

function wordAlternatives({ spellings, keys }: QueryWord): Alternatives {
  return [...spellings.map((spelling) => kinds.queryLetterTerms(spelling)), ...soundAlternatives(keys)];
}

/** Single letters in a row, or as the words that they may be: one alternative of each. */
function letterAlternatives(letters: QueryLetters | null): Alternatives {
  if (letters === null) return [];
  const row = letters.row === null ? [] : [kinds.letterJointTerms(letters.row)];
  if (letters.words.length === 0) return row;
  let together: Alternatives = [[]];
  for (const word of letters.words.map(wordAlternatives)) {
    // What is left out here is left to the matcher.
    if (together.length * word.length > MAX_TOGETHER) continue;
    together = together.flatMap((list) => word.map((terms) => [...list, ...terms]));
  }
  return [...row, ...together];
}

/** One alternative for each key and whether it may match inside a word, however many pools the key is compared with. */
function soundAlternatives(keys: readonly QueryKey[]): Alternatives {
  const found = new Map<string, { key: QueryKey; latinOnly: boolean }>();
  for (const key of keys) {
    const id = `${key.key} ${String(key.inside)}`;
    const latinOnly = key.pool.startsWith('latin') && (found.get(id)?.latinOnly ?? true);
    found.set(id, { key, latinOnly });
  }
  return [...found.values()].map(({ key, latinOnly }) => kinds.querySoundTerms(key, latinOnly));
}

function phoneAlternatives(phone: PhoneNumber): Alternatives {
  const found: Conjunction[] = [];
  if (phone.isInternational) {
    const national = phone.national === '' ? [] : kinds.queryLetterTerms(phone.national);
    found.push([...national, kinds.queryFullNumberTerm(phone.country + phone.national)]);
    if (findsForeignNational(phone)) found.push(national);
  }
  if (!phone.isInternational || phone.digits.startsWith('00')) {
    found.push(kinds.queryLetterTerms(phone.digits));
  }
  if (startsWithBareHomeCode(phone)) {
    found.push([...kinds.queryLetterTerms(phone.digits.slice(2)), kinds.queryFullNumberTerm(phone.digits)]);
  }
  const national = foreignNational(phone);
  if (national !== null) found.push(kinds.queryLetterTerms(national));
  return found;
}

/** The tokens of a number in one row, or each by itself in values that hold no phone numbers. */
function tokenAlternatives(tokens: readonly string[]): Alternatives {
  const inRow = [...tokens.flatMap(kinds.queryLetterTerms), ...kinds.queryJointTerms(tokens.join(' '))];
  return tokens.length === 1 ? [inRow] : [inRow, tokens.flatMap(kinds.queryTextDigitTerms)];
}

/** Removes each alternative that contains all terms of another one: the other one finds its candidates too. */
function withoutRedundant(all: Alternatives): Conjunction[] {
  const kept: Conjunction[] = [];
  for (const list of all.map((terms) => [...new Set(terms)]).sort((a, b) => a.length - b.length)) {
    const terms = new Set(list);
    if (!kept.some((shorter) => shorter.every((term) => terms.has(term)))) kept.push(list);
  }
  return kept;
}

/**
 * Combines the alternatives of all parts: each list of the result takes one alternative of each part.
 *
 * When that makes too many lists, or leaves too few terms for each, two alternatives of a part are merged: the two most
 * similar ones are replaced by the terms that they have in common. This is repeated until the lists fit. When no two
 * alternatives have anything in common, the least selective part is left to the matcher.
 */
function combine(all: readonly Alternatives[], limits: PlanLimits): Conjunction[][] {
  let parts = all.map((part) => ({ part, merge: bestMerge(part) }));
  while (!fits(parts, limits)) {
    const most = Math.max(...parts.map(({ merge }) => merge?.kept ?? 0));
    const at = parts.findIndex(({ merge }) => merge?.kept === most);
    const merged = parts[at]?.merge ?? null;
    if (merged !== null) {
      parts = parts.with(at, { part: merged.part, merge: bestMerge(merged.part) });
    } else if (parts.length === 1) {
      break;
    } else {
      const least = parts.reduce((a, b) => (selectivity(b.part) < selectivity(a.part) ? b : a));
      parts = parts.filter((part) => part !== least);
    }
  }
  return parts.reduce<Conjunction[][]>(
    (lists, { part }) => lists.flatMap((list) => part.map((terms) => [...list, terms])),
    [[]],
  );
}

function fits(parts: readonly { part: Alternatives }[], limits: PlanLimits): boolean {
  const lists = parts.reduce((product, { part }) => product * part.length, 1);
  if (lists > limits.lists) return false;
  return parts.length === 1 || limits.terms / lists >= parts.length * ENOUGH_TERMS_PER_WORD;
}

/** How much a part narrows the search: by its alternative with the fewest terms, and less the more alternatives it has. */
function selectivity(part: Alternatives): number {
  return Math.min(...part.map((terms) => terms.length)) - part.length / 2;
}

/**
 * Merges the two most similar alternatives of a part. `kept` is the share of their terms that remains. Returns null when no
 * two have a term in common.
 */
function bestMerge(part: Alternatives): { kept: number; part: Conjunction[] } | null {
  let best: { left: Conjunction; right: Conjunction; common: Conjunction } | null = null;
  let most = 0;
  for (const [index, left] of part.entries()) {
    const terms = new Set(left);
    for (const right of part.slice(index + 1)) {
      const common = right.filter((term) => terms.has(term));
      const kept = common.length / Math.min(left.length, right.length);
      if (kept <= most) continue;
      most = kept;
      best = { left, right, common };
    }
  }
  if (best === null) return null;
  const { left, right, common } = best;
  const others = part.filter((terms) => terms !== left && terms !== right);
  return { kept: most, part: withoutRedundant([...others, common]) };
}

/** At most `max` terms, at least one: the most selective terms of each part in turn. */
function mostSelective(parts: readonly Conjunction[], max: number): Conjunction {
  const needed = parts.map((terms) => terms.filter((term) => !terms.some((by) => kinds.isImplied(term, by))));
  const spread = needed.map(spreadOut);
  const longest = Math.max(...spread.map((terms) => terms.length));
  const inTurn = Array.from({ length: longest }, (_, at) =>
    spread.flatMap((terms) => terms[at] ?? []),
  ).flat();
  return [...new Set(inTurn)].slice(0, Math.max(1, max));
}

/**
 * Puts the terms of a word in such an order that the first few, however many, are spread over the whole word: its ends,
 * the middle, the quarters and so on.
 */
function spreadOut(terms: Conjunction): Conjunction {
  const order = new Set<number>();
  for (let steps = 1; order.size < terms.length; steps *= 2) {
    for (let step = 0; step <= steps; step++) order.add(Math.round((step * (terms.length - 1)) / steps));
  }
  return [...order].flatMap((at) => terms[at] ?? []);
}
