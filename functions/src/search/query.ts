// A query, taken apart once for the matcher and the plan.
import { fold, foldLetters, foldWords, lower } from './fold.ts';
import { readPhone, type PhoneNumber } from './phone.ts';
import { queryWord, type QueryWord } from './words.ts';

/**
 * Takes a query apart. Neighbouring tokens of digits are one number (697 555 0142). A token with an @ is searched as it is
 * written. Everything else is cut into folded words.
 */
export function compileQuery(query: string): CompiledQuery {
  const parts = new Map<string, QueryPart>();
  let digitTokens: string[] = [];
  const endNumber = () => {
    const text = digitTokens.join(' ');
    const number = numberPart(text);
    if (number !== null) parts.set(`number ${text}`, number);
    digitTokens = [];
  };
  for (const token of query.split(/\s+/u)) {
    const plain = token.normalize('NFKC').replace(/\p{Cf}/gu, '');
    if (DIGITS.test(plain) || BETWEEN_DIGITS.test(plain)) {
      if (plain.startsWith('+')) endNumber();
      digitTokens.push(plain);
      if (/[,;]$/u.test(plain)) endNumber();
      continue;
    }
    endNumber();
    if (token.includes('@')) {
      const text = foldLetters(token);
      parts.set(`literal ${text}`, { kind: 'literal', text });
      continue;
    }
    for (const word of foldWords(token)) {
      const number = /^[0-9]+$/u.test(word.plain) ? numberPart(word.plain) : null;
      const part = number ?? { kind: 'word' as const, word: queryWord(word) };
      parts.set(`${part.kind} ${word.marked}`, part);
    }
  }
  endNumber();
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
  | { readonly kind: 'word'; readonly word: QueryWord }
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

/** A token of digits as people write phone numbers, and a token of marks that people put between such tokens. */
const DIGITS = /^[+(]*[0-9][0-9().\p{Pd}/\\]*[,;]?$/u;
const BETWEEN_DIGITS = /^[\p{Pd}/().+]+$/u;

function numberPart(text: string): QueryPart | null {
  const phone = readPhone(text);
  if (phone === null) return null;
  const tokens = foldWords(text).map((word) => word.plain);
  return { kind: 'number', phone, tokens, hasPlus: phone.isInternational && /^[^0-9]*\+/u.test(text) };
}
