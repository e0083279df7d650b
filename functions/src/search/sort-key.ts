// The order of names: a key whose order by code point is the order that a Greek reader expects.
import { withFewMarks } from './few-marks.ts';
import { baseLetters } from './fold.ts';

/**
 * The key by which a name is sorted. Keys are compared by code point, as Firestore does it: punctuation and spaces first,
 * then digits, Greek, Latin and other scripts. Accents and case do not count.
 */
export function sortKey(name: string): string {
  const decomposed = withFewMarks(name.toWellFormed()).normalize('NFKD').toLowerCase().normalize('NFKD');
  const letters = baseLetters(decomposed.replace(/[\p{M}\p{Cf}]/gu, ''));
  let key = '';
  let bytes = 0;
  for (const letter of letters.replace(/\s+/gu, ' ').trim()) {
    const next = keyOf(letter);
    bytes += Buffer.byteLength(next);
    if (bytes > MAX_BYTES) break;
    key += next;
  }
  return key.trimEnd();
}

/**
 * Compares two strings by code point, which is the order of their UTF-8 bytes and of Firestore. (JavaScript's `<` compares
 * UTF-16 units and puts U+FF41 behind U+1F600.) Returns a negative number when `left` comes first, 0 when they are equal.
 */
export function compareCodePoints(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let at = 0; at < length; at++) {
    const a = left.charCodeAt(at);
    const b = right.charCodeAt(at);
    if (a !== b) return codePointOrder(a) - codePointOrder(b);
  }
  return left.length - right.length;
}

/** The id of a document is made of the key and of another id, and Firestore takes 1,500 bytes for an id. */
const MAX_BYTES = 900;

/** Greek letters keep their places. Latin letters move to places behind them, and other scripts behind the Latin ones. */
const LATIN_A = 0xff41;
const OTHER_LATIN = '\uFF5B';
const OTHER_SCRIPTS = '\uFFFC';

/**
 * Punctuation goes to the places between the space and the digits, in the order of the Unicode collation. Marks that are
 * rare in names share the last place, which is not the slash: that is in no id of a document.
 */
const PUNCTUATION_ORDER = ['-', ',', ';', ':', '!', '?', '.', `'"`, '(', ')', '@', '*/', '&', '#%+'];
const PUNCTUATION_PLACES = new Map(
  PUNCTUATION_ORDER.flatMap((marks, place) =>
    Array.from(marks, (mark) => [mark, String.fromCharCode(0x21 + place)] as const),
  ),
);
const LAST_PUNCTUATION_PLACE = '.';

function keyOf(letter: string): string {
  if (letter >= 'a' && letter <= 'z') return String.fromCharCode(LATIN_A + letter.charCodeAt(0) - 0x61);
  if (/^[ 0-9\p{Script=Greek}]$/u.test(letter)) return letter;
  if (/^\s$/u.test(letter)) return ' ';
  if (/^\p{Pd}$/u.test(letter)) return '!';
  if (/^[\p{Pi}\p{Pf}`´]$/u.test(letter)) return '(';
  if (/^\p{Script=Latin}$/u.test(letter)) return OTHER_LATIN + letter;
  if (/^[\p{L}\p{N}]$/u.test(letter)) return OTHER_SCRIPTS + letter;
  return PUNCTUATION_PLACES.get(letter) ?? LAST_PUNCTUATION_PLACE;
}

/** Moves surrogates, which stand for the highest code points, behind U+E000-U+FFFF. */
function codePointOrder(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}
