// The matcher: whether a record matches a query, and how well.
import { matchPhone, type PhoneNumber } from './phone.ts';
import type { CompiledQuery, QueryLetters, QueryPart } from './query.ts';
import { ValueForms, WEIGHTS, type Sounds, type WeightedValue } from './weighted-value.ts';
import type { QueryWord } from './words.ts';

/**
 * Compares a query with the values of one record. Returns the rank of the record, or null when it does not match.
 *
 * A record matches when every part of the query is found in one of its values, each perhaps in another one; or when one
 * value contains the whole query as it is written. A record ranks by the part that was found worst. A blank query matches
 * every record with rank 0; the caller should not search for it.
 */
export function match(query: CompiledQuery, values: readonly WeightedValue[]): Rank | null {
  if (query.isBlank) return 0;
  const forms = values.map((value) => new ValueForms(value));
  if (query.parts.length === 0) return bestRank(forms, (value) => findText(query.raw, value.raw));
  let worst = 0;
  for (const part of query.parts) {
    const rank = rankOf(part, forms);
    // A value can contain the whole query though not each of its words: the query's dots may mean something else there.
    if (rank === null) return bestRank(forms, (value) => findText(query.letters, value.letters));
    worst = Math.max(worst, rank);
  }
  return worst;
}

/** How well a record matches, 0 (best) to 14: by the kind of hit first and the weight of the value second. */
export type Rank = number;

/** How something can be found in a value, the best first: by its spelling, or by its sound. */
const HIT = { whole: 0, start: 1, inside: 2, soundStart: 3, soundInside: 4 } as const;
type Hit = (typeof HIT)[keyof typeof HIT];

/** The best rank that a record's values give. `find` says how something is found in one value, or null. */
function bestRank(values: readonly ValueForms[], find: (value: ValueForms) => Hit | null): Rank | null {
  let best: Rank | null = null;
  for (const value of values) {
    const hit = find(value);
    if (hit === null) continue;
    const rank = hit * WEIGHTS + value.weight;
    if (best === null || rank < best) best = rank;
    if (best === 0) break;
  }
  return best;
}

function rankOf(part: QueryPart, values: readonly ValueForms[]): Rank | null {
  switch (part.kind) {
    case 'literal':
      return bestRank(values, (value) => findText(part.text, value.letters));
    case 'word':
      return rankOfWord(part.word, values) ?? rankOfLetters(part.letters, values);
    case 'number':
      return (
        bestRank(values, (value) => findNumber(part.phone, part.hasPlus ? null : part.tokens, value)) ??
        (part.hasPlus || part.tokens.length < 2 ? null : rankOfSeparateNumbers(part.tokens, values))
      );
  }
}

function rankOfWord(word: QueryWord, values: readonly ValueForms[]): Rank | null {
  return (
    bestRank(values, (value) => findSpelling(word, value)) ??
    bestRank(values, (value) => findSound(word, value))
  );
}

/** Single letters that are not one abbreviation: in a row as they were typed, or as the words that they may be. */
function rankOfLetters(letters: QueryLetters | null, values: readonly ValueForms[]): Rank | null {
  if (letters === null) return null;
  const { row, words } = letters;
  const rank = row === null ? null : bestRank(values, (value) => findWords(row, value.folded));
  if (rank !== null || words.length === 0) return rank;
  let worst = 0;
  for (const word of words) {
    const rankHere = rankOfWord(word, values);
    if (rankHere === null) return null;
    worst = Math.max(worst, rankHere);
  }
  return worst;
}

/** Numbers typed one after the other that are not one phone number: each must be found in a value that holds no phones. */
function rankOfSeparateNumbers(tokens: readonly string[], values: readonly ValueForms[]): Rank | null {
  const withoutPhones = values.filter((value) => !value.holdsPhones);
  let worst = 0;
  for (const token of tokens) {
    const rank = bestRank(withoutPhones, (value) => findWords(token, value.folded));
    if (rank === null) return null;
    worst = Math.max(worst, rank);
  }
  return worst;
}

function findText(text: string, stored: string): Hit | null {
  const at = stored.indexOf(text);
  if (at < 0) return null;
  if (at > 0) return HIT.inside;
  return text.length === stored.length ? HIT.whole : HIT.start;
}

/** Finds a word, or several in a row, in a text of words with a space at each end. */
function findWords(words: string, stored: string): Hit | null {
  if (!stored.includes(words)) return null;
  if (!stored.includes(` ${words}`)) return HIT.inside;
  return stored.includes(` ${words} `) ? HIT.whole : HIT.start;
}

/** Finds the start of a word in a text of words with a space at each end. */
function findStart(start: string, stored: string): Hit | null {
  if (!stored.includes(` ${start}`)) return null;
  return stored.includes(` ${start} `) ? HIT.whole : HIT.start;
}

function findSpelling(word: QueryWord, value: ValueForms): Hit | null {
  let best: Hit | null = null;
  for (const spelling of word.spellings) {
    best = betterOf(best, findWords(spelling, value.folded));
    best = betterOf(best, findWords(spelling, value.lookAlikes));
    best = betterOf(best, findStart(spelling, value.furtherText));
  }
  return best;
}

function findSound(word: QueryWord, value: ValueForms): Hit | null {
  let best: Hit | null = null;
  for (const { key, pool, inside } of word.keys) {
    const isTypedInLatin = pool === 'latin' || pool === 'greekForLatin';
    if (containsSound(value.furtherSounds(pool), ` ${key}`, isTypedInLatin)) return HIT.soundStart;
    const sounds = value.sounds(pool);
    if (!sounds.text.includes(key)) continue;
    if (containsSound(sounds, ` ${key}`, isTypedInLatin)) return HIT.soundStart;
    if (inside && containsSound(sounds, key, isTypedInLatin)) best = HIT.soundInside;
  }
  return best;
}

/**
 * Whether a key is found without cutting a stored letter in two: ψ sounds ps, but Ψάλτης must not match Σάλτης; d may be
 * ντ, but Hadjidakis must not match Τάκης. The end of a key may cut ξ, ψ or θ only when the query was typed in Latin
 * letters, because its next letter may be missing yet (k, then ks). It may always cut what is two letters in Greek (λαμ,
 * then λαμπ, matches Labros).
 */
function containsSound({ text, marked }: Sounds, key: string, mayEndWithin: boolean): boolean {
  for (let at = text.indexOf(key); at >= 0; at = text.indexOf(key, at + 1)) {
    const startsLetter = !/[A-Z]/.test(marked.charAt(at));
    const endsLetter = mayEndWithin || !/[SH]/.test(marked.charAt(at + key.length));
    if (startsLetter && endsLetter) return true;
  }
  return false;
}

/** Finds a number among the phone numbers of a value, or else its tokens among the words. `tokens` null: phones only. */
function findNumber(phone: PhoneNumber, tokens: readonly string[] | null, value: ValueForms): Hit | null {
  let best: Hit | null = null;
  for (const stored of value.phones) {
    const hit = matchPhone(phone, stored);
    if (hit !== null) best = betterOf(best, HIT[hit]);
  }
  if (best !== null || tokens === null) return best;
  best = findWords(tokens.join(' '), value.folded);
  if (best !== null || value.holdsPhones || phone.digits.length < SHORTEST_CODE) return best;
  return betterOf(findStart(phone.digits, value.folded), findStart(phone.digits, value.furtherText));
}

/** How many digits are looked for however they are grouped, in values that hold no phone numbers. */
const SHORTEST_CODE = 5;

function betterOf(left: Hit | null, right: Hit | null): Hit | null {
  if (left === null || right === null) return left ?? right;
  return left < right ? left : right;
}
