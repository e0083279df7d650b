// Folding: text without what a search does not distinguish, such as case, accents, width and ligatures.
import { withFewMarks } from './few-marks.ts';
import { joinLetters, PAIR_BREAK, type FoldedWord } from './groups.ts';

/**
 * The normalised form of a text: its folded words with single spaces between them. Two texts that differ only in
 * case, accents, polytonic marks, dialytika, final sigma, dots of abbreviations, width or ligatures have the same form.
 */
export function fold(text: string): string {
  return foldWords(text)
    .map((word) => word.plain)
    .join(' ');
}

/** Cuts a text into its folded words. A word never contains a space, and single letters side by side are one word. */
export function foldWords(text: string): FoldedWord[] {
  const letters = NOTHING_TO_FOLD.test(text) ? text : markedLetters(text);
  const words: FoldedWord[] = [];
  let end = 0;
  for (const { 0: marked, index } of letters.matchAll(WORD)) {
    const plain = marked.includes(PAIR_BREAK) ? marked.replaceAll(PAIR_BREAK, '') : marked;
    if (plain === '') continue;
    words.push({ plain, marked, gap: letters.slice(end, index), letters: null });
    end = index + marked.length;
  }
  return joinLetters(words);
}

/**
 * Folds the letters of a text and keeps its punctuation. Each letter is folded by itself: a part of a text, folded, is
 * a part of the folded text. So this form finds everything that the lower-cased form finds.
 */
export function foldLetters(text: string): string {
  if (NOTHING_TO_FOLD.test(text)) return text;
  return lowerLetters(text).replace(/\p{M}/gu, '');
}

/** The raw form of a text: lower-cased only. NFC first, because other programs may store any normal form. */
export function lower(text: string): string {
  return withFewMarks(text.toWellFormed()).normalize('NFC').toLowerCase();
}

/** Replaces the lower-case letters that Unicode does not decompose by their base letters, and ς and signs by Greek letters. */
export function baseLetters(text: string): string {
  return text.replace(UNDECOMPOSED_LETTERS, (letter) => BASE_LETTERS[letter] ?? letter);
}

/** Letters and signs that Unicode does not decompose, and the letters that readers take them for. */
const BASE_LETTERS: Readonly<Record<string, string>> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  þ: 'th',
  ð: 'd',
  ħ: 'h',
  ς: 'σ',
  // Signs and phonetic letters that stand in Greek words, out of old fonts and symbol tables.
  ...{
    '∆': 'δ',
    '∑': 'σ',
    '∏': 'π',
    ɑ: 'α',
    ɛ: 'ε',
    ɣ: 'γ',
    ɩ: 'ι',
    ɸ: 'φ',
    '⍺': 'α',
    '⍵': 'ω',
    '⍳': 'ι',
    '⍴': 'ρ',
  },
};
const UNDECOMPOSED_LETTERS = /[łøđßæœıþðħς∆∑∏ɑɛɣɩɸ⍺⍵⍳⍴]/gu;

/** Texts that need less work: nothing to fold at all; ASCII; ASCII and modern Greek. */
const NOTHING_TO_FOLD = /^[a-z0-9 ]*$/u;
const ASCII = /^[\n\x20-\x7e]*$/u;
const MODERN_GREEK = /^[\n\x20-\x7e\u0386-\u03ce]*$/u;

/**
 * Accents, breathings and apostrophes that are characters of their own. They are removed before NFKD, because NFKD
 * turns most of them into a space and a mark and so would cut the word in two; and again after it, because NFKD can
 * produce new ones.
 */
const VANISHING_MARKS =
  /[`\u00A8\u00B4\u02B9-\u02BD\u037A\u0384\u0385\u1FBD\u1FBF-\u1FC1\u1FCD-\u1FCF\u1FDD-\u1FDF\u1FED-\u1FEF\u1FFD\u1FFE\u2018-\u201B\u2032']/gu;

const WORD = /[\p{L}\p{N}\uFDD0]+/gu;

const VOWELS_WITH_MARKS = /([αεηου])(\p{M}+)(?=[ιυ])|([αεηου])(?=[ιυ]\p{M}*\u0308)/gu;
const TONOS = /[\u0300\u0301\u0342]/u;
const STARTS_WITH_DIALYTIKA = /^[ιυ]\p{M}*\u0308/u;
const TONOS_OR_DIALYTIKA = /[\u0300\u0301\u0308\u0342]/u;

/** Lower-cased and decomposed, without the marks that vanish. Combining marks are still there. */
function lowerLetters(text: string): string {
  if (MODERN_GREEK.test(text)) {
    const letters = text.toLowerCase().replace(/[`']/gu, '');
    return ASCII.test(letters) ? letters : letters.normalize('NFD').replaceAll('ς', 'σ');
  }
  const composed = withFewMarks(text.toWellFormed()).normalize('NFC').replace(VANISHING_MARKS, '');
  const decomposed = composed.normalize('NFKD').toLowerCase().normalize('NFKD');
  return baseLetters(decomposed.replace(VANISHING_MARKS, '').replace(/\p{Cf}/gu, ''));
}

/**
 * The same without marks, and with a `PAIR_BREAK` between two vowels that are not read as a pair: the first has a tonos or
 * the second a dialytika (άι, αϊ). It is a Unicode noncharacter and is removed from the text before, so that it always has
 * this meaning.
 */
function markedLetters(text: string): string {
  const letters = lowerLetters(text).replaceAll(PAIR_BREAK, ' ');
  return ASCII.test(letters) ? letters : withPairBreaks(letters).replace(/\p{M}/gu, '');
}

function withPairBreaks(letters: string): string {
  if (!TONOS_OR_DIALYTIKA.test(letters)) return letters;
  return letters.replace(
    VOWELS_WITH_MARKS,
    (pair: string, _vowel, marks: string | undefined, _other, at: number) => {
      const isBroken =
        marks === undefined ||
        TONOS.test(marks) ||
        STARTS_WITH_DIALYTIKA.test(letters.slice(at + pair.length));
      return isBroken ? pair + PAIR_BREAK : pair;
    },
  );
}
