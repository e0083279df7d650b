// A query, taken apart once for the matcher and the plan.
import { withFewMarks } from './few-marks.ts';
import { fold, foldLetters, foldWords, lower } from './fold.ts';
import { readPhone, type PhoneNumber } from './phone.ts';
import type { FoldedWord } from './groups.ts';
import { queryWord, type QueryWord } from './words.ts';

/**
 * Takes a query apart. Neighbouring tokens of digits are one number (697 555 0142). A token with an @ is searched as it is
 * written. Everything else is cut into folded words.
 */
export function compileQuery(query: string): CompiledQuery {
  const parts = new Map<string, QueryPart>();
  let textTokens: string[] = [];
  let digitTokens: string[] = [];
  const endText = () => {
    const text = textTokens.join(' ');
    for (const word of foldWords(text)) {
      const part = ONLY_DIGITS.test(word.plain) ? numberPart(word.plain) : null;
      parts.set(`${word.marked} ${String(word.letters?.length)}`, part ?? wordPart(word, text));
    }
    textTokens = [];
  };
  const endNumber = () => {
    const text = digitTokens.join(' ');
    const number = numberPart(text);
    if (number !== null) parts.set(`number ${text}`, number);
    digitTokens = [];
  };
  for (const token of query.split(/\s+/u)) {
    const plain = withFewMarks(token)
      .normalize('NFKC')
      .replace(/\p{Cf}/gu, '');
    if (DIGITS.test(plain) || BETWEEN_DIGITS.test(plain)) {
      // Marks between letters end no text: Α / Ε is one abbreviation.
      if (DIGITS.test(plain)) endText();
      else textTokens.push(plain);
      if (plain.startsWith('+')) endNumber();
      digitTokens.push(plain);
      if (/[,;]$/u.test(plain)) endNumber();
      continue;
    }
    endNumber();
    if (token.includes('@')) {
      endText();
      const text = foldLetters(token);
      parts.set(`literal ${text}`, { kind: 'literal', text });
    } else {
      textTokens.push(token);
    }
  }
  endNumber();
  endText();
  return {
    raw: lower(query),
    letters: foldLetters(query),
    folded: fold(query),
    parts: [...parts.values()],
    isBlank: query.trim() === '',
  };
}

/** A query, ready to be compared with records and to be planned. */
export interface CompiledQuery {
  /** The whole query, lower-cased only. */
  readonly raw: string;
  /** The whole query with its letters folded and its punctuation kept. */
  readonly letters: string;
  /** The normalised form of the whole query. */
  readonly folded: string;
  /** What must be found. Empty when the query has nothing but punctuation. */
  readonly parts: readonly QueryPart[];
  /** True when the query is empty or white space: it asks for nothing, and every record matches. */
  readonly isBlank: boolean;
}

/** One thing that a query asks for. A record matches when all of them are found. */
export type QueryPart =
  | { readonly kind: 'word'; readonly word: QueryWord; readonly letters: QueryLetters | null }
  | {
      readonly kind: 'number';
      readonly phone: PhoneNumber;
      /** The digits as they were separated: `697 555` are two tokens. */
      readonly tokens: readonly string[];
      /** Whether it was typed with a +, so that only a phone number can match. */
      readonly hasPlus: boolean;
    }
  /** A text that must be found with its punctuation. */
  | { readonly kind: 'literal'; readonly text: string };

/** What single letters that were typed side by side may be, besides one abbreviation. */
export interface QueryLetters {
  /** The letters as typed, when there are but spaces between them: an end of a word and a start of the next. */
  readonly row: string | null;
  /** The words that they may be instead, all of which must be found. Empty when each would be a single letter. */
  readonly words: readonly QueryWord[];
}

const ONLY_DIGITS = /^[0-9]+$/u;

/** A token of digits as people write phone numbers, and a token of marks that people put between such tokens. */
const DIGITS = /^[+(]*[0-9][0-9().\p{Pd}/\\]*[,;]?$/u;
const BETWEEN_DIGITS = /^[\p{Pd}/().+]+$/u;

function numberPart(text: string): QueryPart | null {
  const phone = readPhone(text);
  if (phone === null) return null;
  const tokens = foldWords(text).map((word) => word.plain);
  return { kind: 'number', phone, tokens, hasPlus: phone.isInternational && /^[^0-9]*\+/u.test(text) };
}

function wordPart(word: FoldedWord, text: string): QueryPart {
  return {
    kind: 'word',
    word: queryWord(word),
    letters: word.letters === null ? null : queryLetters(word.letters, text),
  };
}

function queryLetters(letters: readonly FoldedWord[], text: string): QueryLetters {
  const onlySpaces = letters.every(({ gap }, at) => at === 0 || gap.trim() === '');
  const row = onlySpaces ? letters.map(({ plain }) => plain).join(' ') : null;
  return { row, words: partsOf(letters, text).map((part) => queryWord(part)) };
}

/**
 * The words that single letters may be when they are not all one: what stands between spaces, where one of it is an
 * abbreviation (γ. α.ε.; ι.μ. ξ); or the letters without the last, which may be the first of a word that is being typed.
 */
function partsOf(letters: readonly FoldedWord[], text: string): FoldedWord[] {
  const tokens = letters.map(({ plain, gap }, at) => (at > 0 && /\s/u.test(gap) ? ' ' : '') + plain);
  const parts = tokens.join('').split(' ');
  if (parts.length === 1) return [];
  if (parts.length < letters.length) return parts.flatMap(foldWords);
  const isOpen = letters.length > 2 && /\p{L}\p{M}*$/u.test(text);
  return isOpen ? [parts.slice(0, -1).join(''), parts.at(-1) ?? ''].flatMap(foldWords) : [];
}
