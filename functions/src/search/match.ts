// The matcher: whether a record matches a query.
import { isPhoneFound, type PhoneNumber } from './phone.ts';
import type { CompiledQuery, QueryLetters, QueryPart } from './query.ts';
import { ValueForms, type Sounds, type WeightedValue } from './weighted-value.ts';
import type { QueryWord } from './words.ts';

/**
 * Whether the values of one record match a query: every part of the query is found in one of them, each perhaps in another
 * one; or one value contains the whole query as it is written. A blank query matches every record; the caller should not
 * search for it.
 */
export const match = (query: CompiledQuery, values: readonly WeightedValue[]): boolean =>
  matchForms(query, formsOf(values));

/** The values of a record, to be compared with several queries. */
export const formsOf = (values: readonly WeightedValue[]): readonly ValueForms[] =>
  values.map((value) => new ValueForms(value));

/** The same as `match`. */
export function matchForms(query: CompiledQuery, forms: readonly ValueForms[]): boolean {
  if (query.isBlank) return true;
  if (query.parts.length === 0) return forms.some((value) => value.raw.includes(query.raw));
  if (query.parts.every((part) => isFound(part, forms))) return true;
  // A value can contain the whole query though not each of its words: the query's dots may mean something else there.
  return forms.some((value) => value.letters.includes(query.letters));
}

function isFound(part: QueryPart, values: readonly ValueForms[]): boolean {
  switch (part.kind) {
    case 'literal':
      return values.some((value) => value.letters.includes(part.text));
    case 'word':
      return isWordFound(part.word, values) || areLettersFound(part.letters, values);
    case 'number':
      return (
        values.some((value) => isNumberFound(part.phone, part.hasPlus ? null : part.tokens, value)) ||
        (!part.hasPlus && part.tokens.length > 1 && areNumbersFound(part.tokens, values))
      );
  }
}

function isWordFound(word: QueryWord, values: readonly ValueForms[]): boolean {
  return (
    values.some((value) => isSpellingFound(word, value)) || values.some((value) => isSoundFound(word, value))
  );
}

/** Single letters that are not one abbreviation: in a row as they were typed, or as the words that they may be. */
function areLettersFound(letters: QueryLetters | null, values: readonly ValueForms[]): boolean {
  if (letters === null) return false;
  const { row, words } = letters;
  if (row !== null && values.some((value) => value.folded.includes(row))) return true;
  return words.length > 0 && words.every((word) => isWordFound(word, values));
}

/** Numbers typed one after the other that are not one phone number: each must be found in a value that holds no phones. */
function areNumbersFound(tokens: readonly string[], values: readonly ValueForms[]): boolean {
  const withoutPhones = values.filter((value) => !value.holdsPhones);
  return tokens.every((token) => withoutPhones.some((value) => value.folded.includes(token)));
}

function isSpellingFound(word: QueryWord, value: ValueForms): boolean {
  return word.spellings.some(
    (spelling) =>
      value.folded.includes(spelling) ||
      value.lookAlikes.includes(spelling) ||
      value.furtherText.includes(` ${spelling}`),
  );
}

function isSoundFound(word: QueryWord, value: ValueForms): boolean {
  return word.keys.some(({ key, pool, inside }) => {
    const isTypedInLatin = pool === 'latin' || pool === 'greekForLatin';
    if (containsSound(value.furtherSounds(pool), ` ${key}`, isTypedInLatin)) return true;
    const sounds = value.sounds(pool);
    if (!sounds.text.includes(key)) return false;
    return (
      containsSound(sounds, ` ${key}`, isTypedInLatin) ||
      (inside && containsSound(sounds, key, isTypedInLatin))
    );
  });
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
function isNumberFound(phone: PhoneNumber, tokens: readonly string[] | null, value: ValueForms): boolean {
  if (value.phones.some((stored) => isPhoneFound(phone, stored))) return true;
  if (tokens === null) return false;
  if (value.folded.includes(tokens.join(' '))) return true;
  if (value.holdsPhones || phone.digits.length < SHORTEST_CODE) return false;
  return value.folded.includes(` ${phone.digits}`) || value.furtherText.includes(` ${phone.digits}`);
}

/** How many digits are looked for however they are grouped, in values that hold no phone numbers. */
const SHORTEST_CODE = 5;
