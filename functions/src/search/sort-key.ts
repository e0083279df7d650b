import { baseLetters } from './fold.ts';

/** Firestore orders strings by their first 1,500 bytes: a longer key would only be cut off by the index. */
const maxBytes = 1_400;

/**
 * Greek letters stay where they are, Latin ones move behind them, and punctuation goes into the 16 places before the
 * digits, in the order of the Unicode collation (marks that are rare in names share the last place).
 */
const latinLettersFrom = 0xff41;
const otherLatin = '\uFF5B';
const otherScripts = '\uFFFC';
const punctuationOrder = ['-', ',', ';', ':', '!', '?', '.', `'"`, '(', ')', '@', '*/', '&', '#%', '+'];
const punctuationPlace = new Map(
  punctuationOrder.flatMap((marks, place) =>
    Array.from(marks, (mark) => [mark, String.fromCharCode(0x21 + Math.min(place, 14))] as const),
  ),
);
const lastPunctuationPlace = '/';

function sortable(letter: string): string {
  if (letter >= 'a' && letter <= 'z') {
    return String.fromCharCode(latinLettersFrom + letter.charCodeAt(0) - 0x61);
  }
  if (/^[ 0-9\p{Script=Greek}]$/u.test(letter)) return letter;
  if (/^\s$/u.test(letter)) return ' ';
  if (/^\p{Pd}$/u.test(letter)) return '!';
  if (/^[\p{Pi}\p{Pf}`´]$/u.test(letter)) return '(';
  if (/^\p{Script=Latin}$/u.test(letter)) return otherLatin + letter;
  if (/^[\p{L}\p{N}]$/u.test(letter)) return otherScripts + letter;
  return punctuationPlace.get(letter) ?? lastPunctuationPlace;
}

/**
 * The key by which a name is sorted. Compared by code point (as Firestore does) the keys are in the order that a Greek
 * reader expects: punctuation and spaces, digits, Greek, Latin, other scripts; accents and case do not count.
 */
export function sortKey(name: string): string {
  const decomposed = name.toWellFormed().normalize('NFKD').toLowerCase().normalize('NFKD');
  const letters = baseLetters(decomposed.replace(/[\p{M}\p{Cf}]/gu, ''));
  let key = '';
  let bytes = 0;
  for (const letter of letters.replace(/\s+/gu, ' ').trim()) {
    const next = sortable(letter);
    bytes += Buffer.byteLength(next);
    if (bytes > maxBytes) break;
    key += next;
  }
  return key;
}

/**
 * Compares two strings by code point, which is the order of their UTF-8 bytes and so Firestore's. JavaScript's `<`
 * compares UTF-16 units and puts U+FF41 behind U+1F600.
 */
export function compareCodePoints(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let at = 0; at < length; at++) {
    const a = left.charCodeAt(at);
    const b = right.charCodeAt(at);
    if (a !== b) return inCodePointOrder(a) - inCodePointOrder(b);
  }
  return left.length - right.length;
}

/** Surrogates stand for code points above all the others, so they go behind U+E000-U+FFFF. */
function inCodePointOrder(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}
