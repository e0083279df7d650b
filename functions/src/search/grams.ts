import type { QueryKey, StoredWord } from './words.ts';

/**
 * The index terms of the search, as both sides make them: what is stored with a customer, and what a query asks for. All live in
 * one map, so each kind looks different (a chance collision would cost a read, never a miss):
 *
 * | kind    | looks like          | holds                                                                          |
 * |---------|---------------------|--------------------------------------------------------------------------------|
 * | letters | `γιω`, `69`         | 1 to 3 neighbouring letters or digits of a folded word                         |
 * | sounds  | `GIO`, `>GIO`       | 3 neighbouring symbols of a sound key; the same of a Latin word                |
 * | fours   | `GIOR`, `6975`      | 4 neighbouring symbols of a sound key, or of a word transcribed letter by      |
 * |         |                     | letter: the two mostly agree, which saves terms here and branches in a query   |
 * | start   | `^GI`, `~GI`        | the first 1 to 4 symbols of a sound key; the same of a Latin word              |
 * | marks   | `&`, `.gr`          | a punctuation mark, and 3 characters with one among them                       |
 * | joint   | `97 55`             | where one number in a value ends and the next begins                           |
 * | text    | `=54`               | 1 to 3 neighbouring digits of a value that is no phone number                  |
 * | full    | `+3069`             | the first 1 to 5 digits of a phone number with its country code                |
 */
const startTags = { any: '^', latin: '~' } as const;
const insideTags = { any: '', latin: '>' } as const;
const startSizes = [1, 2, 3, 4];

/** The one term of a customer with too many terms. Every plan asks for it, and the matcher decides. */
export const anythingTerm = '**';

const surrogate = /[\uD800-\uDFFF]/;

/** All runs of exactly `size` neighbouring code points. */
export function runs(text: string, size: number): string[] {
  const found: string[] = [];
  if (!surrogate.test(text)) {
    for (let at = 0; at + size <= text.length; at++) found.push(text.slice(at, at + size));
    return found;
  }
  const letters = Array.from(text);
  for (let at = 0; at + size <= letters.length; at++) found.push(letters.slice(at, at + size).join(''));
  return found;
}

/** A word in Latin capitals, each letter by itself: whatever is a part of a word stays a part of this. */
function transcribed(word: string): string {
  return word.replace(/[α-ωa-z]/gu, (letter) => letterOf[letter] ?? letter.toUpperCase());
}

const letterOf: Readonly<Record<string, string>> = {
  ...{ α: 'A', β: 'V', γ: 'G', δ: 'D', ε: 'E', ζ: 'Z', η: 'I', θ: 'TH', ι: 'I', κ: 'K', λ: 'L', μ: 'M' },
  ...{ ν: 'N', ξ: 'KS', ο: 'O', π: 'P', ρ: 'R', σ: 'S', τ: 'T', υ: 'U', φ: 'F', χ: 'X', ψ: 'PS', ω: 'O' },
};

/** The stored terms of a folded word: it can be found by any part of it. */
export function storedLetterGrams(word: string): string[] {
  return [...[1, 2, 3].flatMap((size) => runs(word, size)), ...runs(transcribed(word), 4)];
}

/** The terms that every word holding this one has. */
export function letterGrams(word: string): string[] {
  const size = Array.from(word).length;
  return size > 3 ? runs(transcribed(word), 4) : runs(word, size);
}

/** The stored terms of a word's sounds. */
export function storedSoundGrams(keys: StoredWord['keys']): string[] {
  return [...keys.greekForLatin.flatMap(anyKeyGrams), ...keys.latinForGreek.flatMap(latinKeyGrams)];
}

function anyKeyGrams(key: string): string[] {
  const upper = key.toUpperCase();
  return [...startsOf(upper, 'any'), ...runs(upper, 3), ...runs(upper, 4)];
}

function latinKeyGrams(key: string): string[] {
  const upper = key.toUpperCase();
  const inside = runs(upper, 3).map((run) => insideTags.latin + run);
  return [...anyKeyGrams(key), ...startsOf(upper, 'latin'), ...inside];
}

function startsOf(upper: string, origin: 'any' | 'latin'): string[] {
  const sizes = startSizes.filter((size) => size <= upper.length);
  return sizes.map((size) => startTags[origin] + upper.slice(0, size));
}

/** Whether a term says nothing beside another one: a shorter start beside a longer one. */
export function isImplied(term: string, by: string): boolean {
  return /^[~^]/u.test(term) && by.length > term.length && by.startsWith(term);
}

/**
 * The terms of every stored word that one of a query's keys finds. Only a key that is held against Latin words alone says so (αννα finds
 * Ana, but not every ανα): another tag for Greek words would cost more terms than it saves reads.
 */
export function soundGrams({ key, inside }: QueryKey, latinOnly: boolean): string[] {
  const upper = key.toUpperCase();
  const grams = runs(upper, Math.min(4, upper.length));
  if (!inside)
    return [...startsOf(upper, latinOnly ? 'latin' : 'any'), ...(upper.length > 4 ? grams.slice(1) : [])];
  if (!latinOnly) return grams;
  return [...(upper.length > 3 ? grams : []), ...runs(upper, 3).map((run) => insideTags.latin + run)];
}

const word = /[\p{L}\p{N}]/u;
const mark = /[^\p{L}\p{N}\s]/u;
const marks = /[^\p{L}\p{N}\s]/gu;

/** The terms of the punctuation in a text of folded letters. */
export function markGrams(letters: string): string[] {
  if (!mark.test(letters)) return [];
  return letters
    .split(/\s+/u)
    .flatMap((token) => [...(token.match(marks) ?? []), ...runs(token, 3).filter((run) => mark.test(run))]);
}

/** The terms of every text that holds this one, its punctuation included. Digits are joined as in folded words. */
export function literalGrams(letters: string, folded: string): string[] {
  const words = letters.match(/[\p{L}\p{N}]+/gu) ?? [];
  return [...markGrams(letters), ...words.flatMap(letterGrams), ...joints(folded)];
}

/**
 * The terms of the characters that the folded text does not have: punctuation as it stands, and the accents and invisible
 * characters that folding deletes.
 */
export function rawGrams(raw: string, foldLetters: (text: string) => string): string[] {
  const found = new Set<string>();
  for (const letter of new Set(raw)) {
    if (!/\s/u.test(letter) && !word.test(foldLetters(letter))) found.add(letter);
  }
  return [...found];
}

/** The stored terms of the places where a number ends and the next begins, in folded words with spaces between them. */
export function storedJoints(folded: string): string[] {
  return jointsOf(folded).flatMap(([end, start]) => [
    `${end} ${start}`,
    `${end.slice(-1)} ${start}`,
    `${end} ${start.slice(0, 1)}`,
    `${end.slice(-1)} ${start.slice(0, 1)}`,
  ]);
}

/** The terms of the places between the numbers of a query that are to follow each other. */
export function joints(folded: string): string[] {
  return jointsOf(folded).map(([end, start]) => `${end} ${start}`);
}

function jointsOf(folded: string): (readonly [string, string])[] {
  const places = folded.matchAll(/([0-9]{1,2}) (?=([0-9]{1,2}))/gu);
  return Array.from(places, ([, end = '', start = '']) => [end, start] as const);
}

/** The stored terms of the digits in a word of a value that is no phone number. */
export function storedTextDigits(word: string): string[] {
  return (word.match(/[0-9]+/gu) ?? []).flatMap((run) =>
    [1, 2, 3].flatMap((size) => runs(run, size).map((gram) => `=${gram}`)),
  );
}

/** The terms of every value that is no phone number and holds these digits. */
export function textDigits(digits: string): string[] {
  return runs(digits, Math.min(3, digits.length)).map((gram) => `=${gram}`);
}

/** The stored terms of the beginning of a full phone number. */
export function storedFullStarts(full: string): string[] {
  return [1, 2, 3, 4, 5].flatMap((size) => (size <= full.length ? [`+${full.slice(0, size)}`] : []));
}

/** The term of every full phone number that begins so. */
export function fullStart(full: string): string {
  return `+${full.slice(0, 5)}`;
}
