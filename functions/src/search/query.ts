import { foldLetters, foldWords, lower } from './fold.ts';
import { readPhone, type PhoneNumber } from './phone.ts';
import { queryWord, type QueryWord } from './words.ts';

/** One thing that a query asks for; every one of them must be found. */
export type Needle =
  | { readonly kind: 'word'; readonly word: QueryWord }
  | {
      readonly kind: 'number';
      readonly phone: PhoneNumber;
      readonly tokens: readonly string[];
      readonly plus: boolean;
    }
  | { readonly kind: 'literal'; readonly text: string };

/** A query, ready to be held against customers. */
export interface CompiledQuery {
  /** The whole query, lower-cased only. */
  readonly raw: string;
  /** The whole query with its letters folded and its punctuation kept; empty when nothing but punctuation is in it. */
  readonly letters: string;
  readonly needles: readonly Needle[];
  /** True for a query of white space only: it asks for nothing, and every customer matches. */
  readonly blank: boolean;
}

const numeric = /^[+(]*[0-9][0-9().\p{Pd}/\\]*[,;]?$/u;
const glue = /^[\p{Pd}/().+]+$/u;

/**
 * Reads a query. Neighbouring tokens of digits are one number (697 555 0142), a token with `@` is taken literally, all else is cut into
 * folded words.
 */
export function compileQuery(query: string): CompiledQuery {
  const needles = new Map<string, Needle>();
  let run: string[] = [];
  const endRun = () => {
    const needle = numberNeedle(run.join(' '));
    if (needle !== null) needles.set(`number ${run.join(' ')}`, needle);
    run = [];
  };
  for (const token of query.split(/\s+/u)) {
    const plain = token.normalize('NFKC').replace(/\p{Cf}/gu, '');
    if (numeric.test(plain) || glue.test(plain)) {
      if (plain.startsWith('+')) endRun();
      run.push(plain);
      if (/[,;]$/u.test(plain)) endRun();
      continue;
    }
    endRun();
    if (token.includes('@')) {
      const text = foldLetters(token);
      needles.set(`literal ${text}`, { kind: 'literal', text });
      continue;
    }
    for (const word of foldWords(token)) {
      const number = /^[0-9]+$/u.test(word.plain) ? numberNeedle(word.plain) : null;
      const needle = number ?? { kind: 'word' as const, word: queryWord(word) };
      needles.set(`${needle.kind} ${word.marked}`, needle);
    }
  }
  endRun();
  const letters = needles.size === 0 ? '' : foldLetters(query);
  return { raw: lower(query), letters, needles: [...needles.values()], blank: query.trim() === '' };
}

function numberNeedle(text: string): Needle | null {
  const phone = readPhone(text);
  if (phone === null) return null;
  const tokens = foldWords(text).map((word) => word.plain);
  return { kind: 'number', phone, tokens, plus: phone.international && /^[^0-9]*\+/u.test(text) };
}
