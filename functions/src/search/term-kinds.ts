// The kinds of index terms. Of each kind: the terms that are stored with a record, and those that a query asks for.
import { foldLetters } from './fold.ts';
import type { QueryKey, StoredWord } from './words.ts';

/*
 * All terms of a record are in one map, so each kind looks different. (If two terms were the same by chance, that would
 * cost a read. It would never lose a match.)
 *
 * | kind        | looks like    | holds                                                                        |
 * |-------------|---------------|------------------------------------------------------------------------------|
 * | letter      | `γιω`, `69`   | 1 to 3 neighbouring letters or digits of a folded word                       |
 * | sound       | `GIO`, `>GIO` | 3 neighbouring symbols of a sound key; the same of a Latin word              |
 * | four        | `GIOR`,`6975` | 4 neighbouring symbols of a sound key, or of a word transcribed letter by    |
 * |             |               | letter. The two mostly agree, which saves terms here and branches in a query |
 * | start       | `^GI`, `~GI`  | the first 1 to 4 symbols of a sound key; the same of a Latin word            |
 * | mark        | `&`, `.gr`    | a punctuation mark, and 3 characters of which at least one is a mark         |
 * | joint       | `97 55`       | where a number in a value ends and the next one begins                       |
 * | letter joint| `σ α`, `σ.α`  | the last letter of a word and the first of the next, and a mark between them |
 * | text digit  | `=54`         | 1 to 3 neighbouring digits of a value that holds no phone numbers            |
 * | full number | `+3069`       | the first 1 to 5 digits of a phone number with its country code              |
 */

/** The one term of a record that has too many terms. Every plan asks for it too, and the matcher decides. */
export const ANYTHING_TERM = '**';

/** The stored terms of a folded word. Any part of the word finds them. */
export function storedLetterTerms(word: string): string[] {
  return [...[1, 2, 3].flatMap((size) => runs(word, size)), ...runs(transcribed(word), 4)];
}

/** The terms of every stored word that contains this one. */
export function queryLetterTerms(word: string): string[] {
  const size = Array.from(word).length;
  return size > 3 ? runs(transcribed(word), 4) : runs(word, size);
}

/** The stored terms of a word's sound keys. */
export function storedSoundTerms(keys: StoredWord['keys']): string[] {
  return [...keys.greekForLatin.flatMap(storedKeyTerms), ...keys.latinForGreek.flatMap(storedLatinKeyTerms)];
}

/**
 * The terms of every stored word that one of a query's keys finds. Only a key that is compared with Latin words alone has
 * terms of its own kind (αννα finds Ana, but not every ανα). The same for Greek words would cost more terms than it
 * saves reads.
 */
export function querySoundTerms({ key, inside }: QueryKey, latinOnly: boolean): string[] {
  const upper = key.toUpperCase();
  const parts = runs(upper, Math.min(4, upper.length));
  if (!inside)
    return [...startTerms(upper, latinOnly ? 'latin' : 'any'), ...(upper.length > 4 ? parts.slice(1) : [])];
  if (!latinOnly) return parts;
  return [...(upper.length > 3 ? parts : []), ...runs(upper, 3).map((run) => LATIN_INSIDE_TAG + run)];
}

/** Whether every record with the term `by` has `term` too, because both are starts of a sound key and `by` is longer. */
export function isImplied(term: string, by: string): boolean {
  return /^[~^]/u.test(term) && by.length > term.length && by.startsWith(term);
}

/** The terms of the punctuation in a text of folded letters, stored and in a query. */
export function markTerms(letters: string): string[] {
  if (!MARK.test(letters)) return [];
  return letters
    .split(/\s+/u)
    .flatMap((token) => [...(token.match(MARKS) ?? []), ...runs(token, 3).filter((run) => MARK.test(run))]);
}

/**
 * The terms of every stored value that contains this text, punctuation included. `letters` is the text with its letters
 * folded, `folded` its normalised form, whose numbers must follow each other.
 */
export function queryLiteralTerms(letters: string, folded: string): string[] {
  const words = letters.match(/[\p{L}\p{N}]+/gu) ?? [];
  return [
    ...markTerms(letters),
    ...words.flatMap(queryLetterTerms),
    ...queryJointTerms(folded),
    ...letterJointTerms(letters),
  ];
}

/**
 * The terms of the places where a word ends with a letter and the next one begins with one, in a text of folded letters or
 * a normalised one: both letters, and the same with the first mark that stands between. Stored, and in a query.
 */
export function letterJointTerms(letters: string): string[] {
  return Array.from(letters.matchAll(LETTER_JOINT)).flatMap(([, end = '', gap = '', start = '']) => {
    const mark = /\S/u.exec(gap)?.[0];
    return [`${end} ${start}`, ...(mark === undefined ? [] : [end + mark + start])];
  });
}

/**
 * The terms of the characters that a normalised text does not have: punctuation, and the accents and invisible characters
 * that folding deletes. Stored, and in a query.
 */
export function rawTerms(raw: string): string[] {
  const found = new Set<string>();
  for (const letter of new Set(raw)) {
    if (!/\s/u.test(letter) && !LETTER_OR_DIGIT.test(foldLetters(letter))) found.add(letter);
  }
  return [...found];
}

/** The stored terms of the places where a number ends and the next one begins, in a normalised text. */
export function storedJointTerms(folded: string): string[] {
  return joints(folded).flatMap(([end, start]) => [
    `${end} ${start}`,
    `${end.slice(-1)} ${start}`,
    `${end} ${start.slice(0, 1)}`,
    `${end.slice(-1)} ${start.slice(0, 1)}`,
  ]);
}

/** The terms of every stored value where these numbers follow each other. */
export function queryJointTerms(folded: string): string[] {
  return joints(folded).map(([end, start]) => `${end} ${start}`);
}

/** The stored terms of the digits in a word of a value that holds no phone numbers. */
export function storedTextDigitTerms(word: string): string[] {
  return (word.match(/[0-9]+/gu) ?? []).flatMap((digits) =>
    [1, 2, 3].flatMap((size) => runs(digits, size).map((run) => `=${run}`)),
  );
}

/** The terms of every stored value without phone numbers that contains these digits. */
export function queryTextDigitTerms(digits: string): string[] {
  return runs(digits, Math.min(3, digits.length)).map((run) => `=${run}`);
}

/** The stored terms of the first digits of a full phone number. */
export function storedFullNumberTerms(full: string): string[] {
  return [1, 2, 3, 4, 5].flatMap((size) => (size <= full.length ? [`+${full.slice(0, size)}`] : []));
}

/** The term of every stored phone number whose full form starts with this one. */
export function queryFullNumberTerm(full: string): string {
  return `+${full.slice(0, 5)}`;
}

const LETTER_JOINT = /(\p{L})([^\p{L}\p{N}]+)(?=(\p{L}))/gu;

const START_TAGS = { any: '^', latin: '~' } as const;
const LATIN_INSIDE_TAG = '>';
const START_SIZES = [1, 2, 3, 4];

const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;
const MARK = /[^\p{L}\p{N}\s]/u;
const MARKS = /[^\p{L}\p{N}\s]/gu;
const SURROGATE = /[\uD800-\uDFFF]/;

/** All runs of exactly `size` neighbouring code points. */
function runs(text: string, size: number): string[] {
  const found: string[] = [];
  if (!SURROGATE.test(text)) {
    for (let at = 0; at + size <= text.length; at++) found.push(text.slice(at, at + size));
    return found;
  }
  const letters = Array.from(text);
  for (let at = 0; at + size <= letters.length; at++) found.push(letters.slice(at, at + size).join(''));
  return found;
}

const LATIN_CAPITALS: Readonly<Record<string, string>> = {
  ...{ α: 'A', β: 'V', γ: 'G', δ: 'D', ε: 'E', ζ: 'Z', η: 'I', θ: 'TH', ι: 'I', κ: 'K', λ: 'L', μ: 'M' },
  ...{ ν: 'N', ξ: 'KS', ο: 'O', π: 'P', ρ: 'R', σ: 'S', τ: 'T', υ: 'U', φ: 'F', χ: 'X', ψ: 'PS', ω: 'O' },
};

/** A word in Latin capitals, each letter by itself: a part of a word, transcribed, is a part of the transcribed word. */
function transcribed(word: string): string {
  return word.replace(/[α-ωa-z]/gu, (letter) => LATIN_CAPITALS[letter] ?? letter.toUpperCase());
}

function storedKeyTerms(key: string): string[] {
  const upper = key.toUpperCase();
  return [...startTerms(upper, 'any'), ...runs(upper, 3), ...runs(upper, 4)];
}

function storedLatinKeyTerms(key: string): string[] {
  const upper = key.toUpperCase();
  const inside = runs(upper, 3).map((run) => LATIN_INSIDE_TAG + run);
  return [...storedKeyTerms(key), ...startTerms(upper, 'latin'), ...inside];
}

function startTerms(upper: string, origin: keyof typeof START_TAGS): string[] {
  const sizes = START_SIZES.filter((size) => size <= upper.length);
  return sizes.map((size) => START_TAGS[origin] + upper.slice(0, size));
}

/** The last two digits of each number in a normalised text, with the first two of the number that follows it. */
function joints(folded: string): (readonly [string, string])[] {
  const places = folded.matchAll(/([0-9]{1,2}) (?=([0-9]{1,2}))/gu);
  return Array.from(places, ([, end = '', start = '']) => [end, start] as const);
}
