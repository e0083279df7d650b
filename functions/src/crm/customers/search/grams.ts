import type { QueryKey, StoredWord } from './words.ts';

/**
 * The index terms of the search, as both sides make them: what is stored with a customer, and what a query asks for. All live in
 * one map, so each kind looks different (a chance collision would cost a read, never a miss):
 *
 * | kind    | looks like          | holds                                                                        |
 * |---------|---------------------|------------------------------------------------------------------------------|
 * | letters | `γιω`, `6975`       | 1 to 4 neighbouring letters or digits of a folded word                       |
 * | sounds  | `GIO`, `GIOR`       | 3 and 4 neighbouring symbols of a sound key                                  |
 * |         | `<GIO`, `>GIO`      | the same 3 with whose key it is: a Greek or a Latin word's                   |
 * | start   | `^GI`, `~GI`        | the first 1 to 3 symbols of the key of a Greek or a Latin word               |
 * | marks   | `&`, `.gr`          | a punctuation mark, and 3 characters with one among them                     |
 * | joint   | `97 55`             | where one number in a value ends and the next begins                         |
 * | text    | `=54`               | 1 to 3 neighbouring digits of a value that is no phone number                |
 * | full    | `+3069`             | the first 1 to 5 digits of a phone number with its country code              |
 */
const startTag = { greek: '^', latin: '~' } as const;
const originTag = { greek: '<', latin: '>' } as const;

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

/** The stored terms of a folded word: it can be found by any part of it. */
export function storedLetterGrams(word: string): string[] {
  return [1, 2, 3, 4].flatMap((size) => runs(word, size));
}

/** The terms that every word holding this one has. */
export function letterGrams(word: string): string[] {
  return runs(word, Math.min(4, Array.from(word).length));
}

/** The stored terms of a word's sounds. */
export function storedSoundGrams(keys: StoredWord['keys']): string[] {
  return [...keyGrams(keys.greek, 'greek'), ...keyGrams(keys.latinForGreek, 'latin')];
}

function keyGrams(keys: readonly string[], origin: 'greek' | 'latin'): string[] {
  return keys.flatMap((key) => {
    const upper = key.toUpperCase();
    const starts = [1, 2, 3].map((size) => startTag[origin] + upper.slice(0, size));
    const threes = runs(upper, 3);
    return [...starts, ...threes, ...threes.map((run) => originTag[origin] + run), ...runs(upper, 4)];
  });
}

/**
 * The terms of every stored word that one of a query's keys finds. Where a key is held against Greek and Latin words alike
 * (`pools` names both) the terms do not say whose sounds they are, which saves a branch of the query.
 */
export function soundGrams({ key, inside }: QueryKey, origins: ReadonlySet<'greek' | 'latin'>): string[][] {
  const upper = key.toUpperCase();
  const grams = runs(upper, Math.min(4, upper.length));
  if (!inside) {
    return [...origins].map((origin) => [
      startTag[origin] + upper.slice(0, 3),
      ...(upper.length > 3 ? grams : []),
    ]);
  }
  const [origin] = origins;
  if (origins.size > 1 || origin === undefined) return [grams];
  const threes = runs(upper, 3).map((run) => originTag[origin] + run);
  return [[...(upper.length > 3 ? grams : []), ...threes]];
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
