// The words of a record, as the relaxed search stores and compares them.
import type { WeightedValue } from '../weighted-value.ts';
import { storedLinks, type StoredLinks } from './links.ts';
import { tokensOf, type Token } from './tokens.ts';

/** A stored word and its links. */
export interface StoredWord extends StoredLinks {
  readonly token: Token;
}

/** The words of each value of a record. Words beyond the first 150 are found by the strict search alone. */
export function storedWords(values: readonly WeightedValue[]): StoredWord[][] {
  let left = MAX_WORDS;
  const found: StoredWord[][] = [];
  for (const { text } of values.slice(0, MAX_VALUES)) {
    if (left <= 0) break;
    const tokens = tokensOf(text, left);
    left -= tokens.length;
    found.push(tokens.map((token) => ({ token, ...linksOf(token) })));
  }
  return found;
}

const MAX_WORDS = 150;
const MAX_VALUES = 200;

/** The links of the words that came last, because the same names come again and again. Emptied when full. */
const LINKS = new Map<string, StoredLinks>();
const MAX_LINKS = 5_000;

function linksOf(token: Token): StoredLinks {
  const { marked, letters, hasDot, expansions, namesSaint } = token;
  const key = [marked, letters.length, hasDot, namesSaint, ...expansions].join(' ');
  let links = LINKS.get(key);
  if (links === undefined) {
    links = storedLinks(token);
    if (LINKS.size >= MAX_LINKS) LINKS.clear();
    LINKS.set(key, links);
  }
  return links;
}
