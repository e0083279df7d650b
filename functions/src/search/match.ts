import { compileQuery, type CompiledQuery, type Needle } from './query.ts';
import { matchPhone, type PhoneNumber } from './phone.ts';
import { searchableValues, type Searchable, type SearchableValue, type Sounds } from './searchable.ts';
import type { QueryWord } from './words.ts';

export { compileQuery, type CompiledQuery } from './query.ts';
export type { Searchable } from './searchable.ts';

/** How well a customer matches: smaller is better, 0 to 14. */
export type Rank = number;

/** The layers in which a word can be found, the best first. */
const layers = { whole: 0, start: 1, inside: 2, soundStart: 3, soundInside: 4 } as const;
const fields = 3;

/**
 * Holds a query against a customer. Every word must be found, or the whole query as it stands. The rank is the layer of the worst
 * word first and its field second: for a customer is as good a match as the weakest part of the query is. A blank
 * query matches every customer at rank 0; the caller should not search for it.
 */
export function match(query: CompiledQuery, customer: Searchable): Rank | null {
  if (query.blank) return 0;
  const values = searchableValues(customer);
  if (query.needles.length === 0) return best(values, (value) => find(query.raw, value.raw));
  let worst = 0;
  for (const needle of query.needles) {
    const rank = rankNeedle(needle, values);
    // A query may be a substring of a value though not all its words are: its dots may mean something else there.
    if (rank === null) return best(values, (value) => find(query.letters, value.letters));
    worst = Math.max(worst, rank);
  }
  return worst;
}

/** Compiles a query and holds it against one customer. */
export function matchQuery(query: string, customer: Searchable): Rank | null {
  return match(compileQuery(query), customer);
}

function rankNeedle(needle: Needle, values: readonly SearchableValue[]): Rank | null {
  switch (needle.kind) {
    case 'literal':
      return best(values, (value) => find(needle.text, value.letters));
    case 'word':
      return (
        best(values, (value) => findSpelling(needle.word, value)) ??
        best(values, (value) => findSound(needle.word, value))
      );
    case 'number':
      return (
        best(values, (value) => findNumber(needle.phone, needle.plus ? null : needle.tokens, value)) ??
        (needle.plus || needle.tokens.length < 2 ? null : rankNumbersApart(needle.tokens, values))
      );
  }
}

/** Numbers typed one after the other that are no phone number: each may stand by itself in a text, but in no phone number. */
function rankNumbersApart(tokens: readonly string[], values: readonly SearchableValue[]): Rank | null {
  const texts = values.filter((value) => !value.holdsPhones);
  let worst = 0;
  for (const token of tokens) {
    const rank = best(texts, (value) => findWord(token, value.folded));
    if (rank === null) return null;
    worst = Math.max(worst, rank);
  }
  return worst;
}

/** The best rank among a customer's values. They come in the order of their fields, so the first of a layer is the best. */
function best(
  values: readonly SearchableValue[],
  layerOf: (value: SearchableValue) => number | null,
): Rank | null {
  let rank: Rank | null = null;
  for (const value of values) {
    const layer = layerOf(value);
    if (layer === null) continue;
    const found = layer * fields + value.field;
    if (rank === null || found < rank) rank = found;
    if (rank === 0) break;
  }
  return rank;
}

function find(text: string, stored: string): number | null {
  const at = stored.indexOf(text);
  if (at < 0) return null;
  if (at > 0) return layers.inside;
  return text.length === stored.length ? layers.whole : layers.start;
}

/** Finds a word, or several in a row, in words that are joined with a space at each end. */
function findWord(word: string, stored: string): number | null {
  if (!stored.includes(word)) return null;
  if (!stored.includes(` ${word}`)) return layers.inside;
  return stored.includes(` ${word} `) ? layers.whole : layers.start;
}

function findSpelling(word: QueryWord, value: SearchableValue): number | null {
  let layer: number | null = null;
  for (const spelling of word.spellings) {
    const found = better(findWord(spelling, value.folded), findWord(spelling, value.lookAlikes));
    layer = better(layer, found);
  }
  return layer;
}

function findSound(word: QueryWord, value: SearchableValue): number | null {
  let layer: number | null = null;
  for (const { key, pool, inside } of word.keys) {
    const sounds = value.sounds(pool);
    if (!sounds.text.includes(key)) continue;
    const byLatin = pool === 'latin' || pool === 'greekForLatin';
    if (holdsSound(sounds, ` ${key}`, byLatin)) return layers.soundStart;
    if (inside && holdsSound(sounds, key, byLatin)) layer = layers.soundInside;
  }
  return layer;
}

/**
 * Whether a key is found without cutting a letter in two: Ψάλτης holds no Σάλτης, though ψ is ps, nor Hadjidakis a Τάκης, though d may
 * be ντ. It may end within a ξ, ψ or θ only if it was typed in Latin letters, where more may follow (k on the way to ks); within what
 * is two letters in Greek, always (λαμ on the way to λαμπ, for Labros).
 */
function holdsSound({ text, marked }: Sounds, key: string, mayEndWithin: boolean): boolean {
  for (let at = text.indexOf(key); at >= 0; at = text.indexOf(key, at + 1)) {
    const begins = !/[A-Z]/.test(marked.charAt(at));
    const ends = mayEndWithin || !/[SH]/.test(marked.charAt(at + key.length));
    if (begins && ends) return true;
  }
  return false;
}

function findNumber(
  phone: PhoneNumber,
  tokens: readonly string[] | null,
  value: SearchableValue,
): number | null {
  let layer: number | null = null;
  for (const stored of value.phones) {
    const hit = matchPhone(phone, stored);
    if (hit !== null) layer = better(layer, layers[hit]);
  }
  return layer ?? (tokens === null ? null : findWord(tokens.join(' '), value.folded));
}

function better(left: number | null, right: number | null): number | null {
  if (left === null || right === null) return left ?? right;
  return Math.min(left, right);
}
