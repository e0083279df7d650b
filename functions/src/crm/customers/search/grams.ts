/**
 * The index terms of the search, as both sides make them: what is stored with a customer, and what a query asks for. All live in
 * one map, so each kind looks different (a chance collision would cost a read, never a miss):
 *
 * | kind    | looks like          | holds                                                                        |
 * |---------|---------------------|------------------------------------------------------------------------------|
 * | letters | `γιω`, `697`, `6975`| 1 to 3 neighbouring letters of a folded word, 4 of digits                    |
 * | sounds  | `GIO`               | 3 neighbouring symbols of a sound key                                        |
 * | start   | `^GI`, `~GI`        | the first 1 to 3 symbols of the key of a Greek (`^`) or a Latin (`~`) word   |
 * | marks   | `&`, `.gr`          | a punctuation mark, and 3 characters with one among them                     |
 * | joint   | `7 5`               | where one number in a value ends and the next begins                         |
 * | text    | `=54`               | 1 to 3 neighbouring digits of a value that is no phone number                |
 * | full    | `+3069`             | the first 1 to 5 digits of a phone number with its country code              |
 */
export const startTag = { greek: '^', latin: '~' } as const;

/** The one term of a customer with too many terms. Every plan asks for it, and the matcher decides. */
export const anythingTerm = '**';

const digitRun = /[0-9]{4,}/gu;

/** All runs of exactly `size` neighbouring code points. */
export function runs(text: string, size: number): string[] {
  if (text.length < size) return [];
  const letters = Array.from(text);
  const found: string[] = [];
  for (let at = 0; at + size <= letters.length; at++) found.push(letters.slice(at, at + size).join(''));
  return found;
}

/** The stored terms of a folded word: it can be found by any part of it. */
export function storedLetterGrams(word: string): string[] {
  return [...runs(word, 1), ...runs(word, 2), ...runs(word, 3), ...digitGrams(word)];
}

/** The terms that every word holding this one has. */
export function letterGrams(word: string): string[] {
  if (/^[0-9]{4,}$/u.test(word)) return runs(word, 4);
  const size = Math.min(3, Array.from(word).length);
  return [...digitGrams(word), ...runs(word, size)];
}

function digitGrams(word: string): string[] {
  return (word.match(digitRun) ?? []).flatMap((run) => runs(run, 4));
}

/** The stored terms of a sound key. */
export function storedSoundGrams(key: string, pool: keyof typeof startTag): string[] {
  const upper = key.toUpperCase();
  const starts = [1, 2, 3].flatMap((size) =>
    size <= key.length ? [startTag[pool] + upper.slice(0, size)] : [],
  );
  return [...starts, ...runs(upper, 3)];
}

/** The terms of every word with this key at its start, or (`pool` null) anywhere in it. */
export function soundGrams(key: string, pool: keyof typeof startTag | null): string[] {
  const upper = key.toUpperCase();
  return pool === null ? runs(upper, 3) : [startTag[pool] + upper.slice(0, 3), ...runs(upper, 3).slice(1)];
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

/** The terms of every text that holds this one, its punctuation included. */
export function literalGrams(letters: string): string[] {
  const words = letters.match(/[\p{L}\p{N}]+/gu) ?? [];
  return [...markGrams(letters), ...words.flatMap(letterGrams)];
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

/** The terms of the places where a number ends and the next begins, in folded words with spaces between them. */
export function jointGrams(folded: string): string[] {
  return folded.match(/[0-9] (?=[0-9])/gu)?.length ? joints(folded) : [];
}

function joints(folded: string): string[] {
  return Array.from(
    folded.matchAll(/([0-9]) (?=([0-9]))/gu),
    ([, end = '', start = '']) => `${end} ${start}`,
  );
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
