/**
 * Marks a pair of vowels that is read as two: a dialytika on the second or a tonos on the first. It stands between
 * them in a word's `marked` form. A noncharacter, so that no text has it on its own account.
 */
export const pairBreak = '\uFDD0';

/** A word in two forms: as it is compared, and with the broken vowel pairs still marked, for its sound. */
export interface FoldedWord {
  readonly plain: string;
  readonly marked: string;
}

/**
 * Spacing accents, breathings and apostrophes. They vanish before NFKD, which would turn most of them into a
 * space plus a mark and so cut the word in two; and once more after it, for those that NFKD brings to light.
 */
const vanishing =
  /[`\u00A8\u00B4\u02B9-\u02BD\u037A\u0384\u0385\u1FBD\u1FBF-\u1FC1\u1FCD-\u1FCF\u1FDD-\u1FDF\u1FED-\u1FEF\u1FFD\u1FFE\u2018-\u201B\u2032']/gu;

/** Letters that Unicode does not decompose, though a reader takes them for these. */
const undecomposed: Readonly<Record<string, string>> = {
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
};
const undecomposedLetters = /[łøđßæœıþðħς]/gu;

/** Replaces the lower-case letters that Unicode does not decompose by their base letters; ς becomes σ. */
export function baseLetters(text: string): string {
  return text.replace(undecomposedLetters, (letter) => undecomposed[letter] ?? letter);
}

const brokenPair = /([αεηου])(\p{M}+)(?=[ιυ])|([αεηου])(?=[ιυ]\p{M}*\u0308)/gu;
const tonos = /[\u0300\u0301\u0342]/u;
const dialytikaNext = /^[ιυ]\p{M}*\u0308/u;

const vanishingDot = /(?<=[\p{L}\uFDD0])\.(?=\p{L}(?![\p{L}\p{N}\uFDD0])|\s|$)/gu;
const wordEdge = /[^\p{L}\p{N}\uFDD0]+/u;
const anyMark = /[\u0300\u0301\u0308\u0342]/u;

/** Texts that need less work to the same end: no letters to fold at all; ASCII; and ASCII with modern Greek. */
const plainText = /^[a-z0-9 ]*$/u;
const ascii = /^[\n\x20-\x7e]*$/u;
const modernGreek = /^[\n\x20-\x7e\u0386-\u03ce]*$/u;

/** Lower-cased, decomposed, without what vanishes; marks still there. Letter by letter, whatever stands around. */
function lowerLetters(text: string): string {
  if (modernGreek.test(text)) {
    const letters = text.toLowerCase().replace(/[`']/gu, '');
    return ascii.test(letters) ? letters : letters.normalize('NFD').replaceAll('ς', 'σ');
  }
  const composed = text.toWellFormed().normalize('NFC').replace(vanishing, '');
  const decomposed = composed.normalize('NFKD').toLowerCase().normalize('NFKD');
  return baseLetters(decomposed.replace(vanishing, '').replace(/\p{Cf}/gu, ''));
}

/**
 * Text as the raw layer compares it: lower-cased only. NFC first, so that it does not matter which normal form another
 * program stored.
 */
export function lower(text: string): string {
  return text.toWellFormed().normalize('NFC').toLowerCase();
}

/**
 * Text with case, accents, width and ligatures folded and its punctuation kept. Every letter is folded by itself, so
 * whatever is a substring of a text stays a substring of the folded text: the raw layer is contained in this one.
 */
export function foldLetters(text: string): string {
  if (plainText.test(text)) return text;
  return lowerLetters(text).replace(/\p{M}/gu, '');
}

/** Cuts a text into its folded words. A word never holds a space, and dotted abbreviations are one word. */
export function foldWords(text: string): FoldedWord[] {
  if (plainText.test(text)) {
    return text.split(' ').flatMap((word) => (word === '' ? [] : [{ plain: word, marked: word }]));
  }
  const letters = lowerLetters(text).replaceAll(pairBreak, ' ');
  const marked = ascii.test(letters) ? letters : withBrokenPairs(letters).replace(/\p{M}/gu, '');
  const words: FoldedWord[] = [];
  for (const word of (marked.includes('.') ? marked.replace(vanishingDot, '') : marked).split(wordEdge)) {
    const plain = word.includes(pairBreak) ? word.replaceAll(pairBreak, '') : word;
    if (plain !== '') words.push({ plain, marked: word });
  }
  return words;
}

function withBrokenPairs(letters: string): string {
  if (!anyMark.test(letters)) return letters;
  return letters.replace(
    brokenPair,
    (pair: string, _vowel, marks: string | undefined, _other, at: number) => {
      const broken =
        marks === undefined || tonos.test(marks) || dialytikaNext.test(letters.slice(at + pair.length));
      return broken ? pair + pairBreak : pair;
    },
  );
}

/**
 * The normalised form of a text: its folded words with single spaces between them. Two texts that differ only in
 * case, accents, polytonic marks, dialytika, final sigma, dots of abbreviations, width or ligatures fold alike.
 */
export function fold(text: string): string {
  return foldWords(text)
    .map((word) => word.plain)
    .join(' ');
}
