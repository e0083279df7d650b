// The cases of Greek nouns and names: which words are forms of one word.
import { PAIR_BREAK } from '../groups.ts';
import { singleLetters, soundKeys } from '../phonetic.ts';

/**
 * The inflections of a folded Greek word: for each way to read its ending, how its stem sounds and which endings the word
 * then has. Two words are forms of one when they have an inflection in common: Αγίου and Άγιος, but not Νίκος and Νίκη.
 * A word without a Greek ending is its own stem.
 */
export function greekInflections(marked: string): Inflection[] {
  const found = greekStems(marked).map(([stem, endings]) => greekInflection(stem, endings));
  return found.length > 0
    ? found
    : [{ ...greekInflection(marked, NO_ENDINGS), stem: wordSound(marked).toLowerCase() }];
}

/**
 * The same, with each η of the stem that some Latin spellings have as an e: Demetrios, Heraklion. Empty for a stem without
 * an η or with more than two.
 */
export function greekInflectionsWithE(marked: string): Inflection[] {
  const stems = greekStems(marked);
  const known = stems.length > 0 ? stems : [[marked, NO_ENDINGS] as const];
  return known.flatMap(([stem, endings]) => withE(stem).map((variant) => greekInflection(variant, endings)));
}

/** The inflections of a word that is written in Latin letters, by one of its sound keys. */
export function latinInflections(key: string): Inflection[] {
  const sound = key.toLowerCase();
  const found = LATIN_ENDINGS.flatMap(({ ending, classes }) => {
    if (!sound.endsWith(ending)) return [];
    const stem = sound.slice(0, sound.length - ending.length);
    return Array.from(classes)
      .filter((endings) => fits(stem, ending, endings, LATIN_STEMS))
      .map((endings) => ({ stem, letters: '', endings }));
  });
  return found.length > 0 ? found : [{ stem: sound, letters: '', endings: NO_ENDINGS }];
}

/** A stem, and the class of endings that it takes. */
export interface Inflection {
  /** How the stem sounds, doubled letters made single. */
  readonly stem: string;
  /** The stem as it is spelt in Greek. Empty for a word in Latin letters. */
  readonly letters: string;
  /** One letter, the name of a class in `GREEK_ENDINGS`. */
  readonly endings: string;
}

/** How a Greek word sounds, its doubled letters made single. A capital is the second half of one letter (ξ is kS). */
export function wordSound(marked: string): string {
  return soundKeys(singleLetters(marked), false).always[0] ?? '';
}

const NO_ENDINGS = 'z';

/**
 * The endings, each with the classes that have it:
 *
 * - o Νικόλαος, όρος, and surnames of women in -ου; n neuters in -ο; a Μαρία, Κώστας, Τριάδα, Σωτήρας; i Νίκη, Σταθάκης
 * - u Ιωάννης, Ιωάννου, -ίδης, -ίδου; s Κοίμηση, Κοιμήσεως; k Ηρακλής, Ηρακλέους; m τμήμα; t μοναστήρι; e Βασιλεύς
 *
 * The vocative in -ε is left out: nobody searches with it. So is the plural in -οι of what is written in Latin letters.
 */
const GREEK_ENDINGS = endingsOf(`
  ος oa, ου onu, ο on, οι o, ων oain, ους ok, ον on, ας ae, α ane, ες aiu, αδες a, αδων a, ης iuks, η iuks, ηδες i, ηδων i, ις s,
  εως se, εις s, εων se, εους k, ι t, ιου t, μα m, ματος m, ματα m, ματων m, ευς e, εα e, εας e, ω w, ως w`);
const LATIN_ENDINGS = endingsOf(`
  os oa, ou onu, o on, oi o, on oain, ous ok, as ae, a ane, es aiu, ades a, adon a, is iuks, i iukst, ides i, idon i,
  eos se, eon se, eous k, iou t, ma m, matos m, mata m, maton m, evs e, e i, ea e, eas e`);

/** What a stem must look like to take the endings of a class, or one of them. */
type StemRules = Readonly<Partial<Record<string, RegExp>>>;

const GREEK_STEMS: StemRules = {
  n: /(?:ει|ικ|εντρ|εργ)$/u,
  u: /(?:ιδ|αδ|ιτ|ωτ|ατ|ητ|ανν|αρχ)$/u,
  s: /(?:[σξψ]|στ|ολ|αμ)$/u,
  k: /(?:κλ|σθεν|γεν|φαν|κρατ|μεν|τελ|μηδ)$/u,
  e: /^(?!.*(?:ι|[σξψ])$)/u,
  'a οσ': /..(?:αδ|ιδ|τητ|ντ|ηρ|ορ|ων|ον)$/u,
  ων: /....|[αειου]$/u,
  ον: /....|ι$/u,
};
const LATIN_STEMS: StemRules = {
  n: /(?:ik|entr|erg)$/u,
  u: /(?:id|ad|it|ot|at|ioan|gian|arx)$/u,
  s: /(?:s|st|ol|am)$/u,
  k: /(?:kl|sthen|gen|fan|krat|men|tel|mid)$/u,
  e: /^(?!.*(?:i|s)$)/u,
  'a os': /..(?:ad|id|tit|nt|ir|or|on)$/u,
  on: /....|[aeiou]$/u,
  'i e': /....$/u,
  'o o': /.....$/u,
  'n o': /.....$/u,
};

/** Names in -ων are no plurals: Νίκων is neither Νίκος nor Νίκη. */
const NAMES_IN_ON =
  /^(?:νικ|αγαθ|πλατ|ξενοφ|σπυριδ|παντελεημ|ζην|φαιδ|μιλτ|ιασ|σιμ|κιμ|αρι|φιλ|σολ|κλε|λε|τιμ|τρυφ|απολλ|ποσειδ|συμε)ων$/u;
const THIRD_DECLENSION = /...(?:ων|ωρ|ηρ)$/u;

const MIN_STEM = 2;

/** The stems of a Greek word, in Greek letters, with the class of endings of each. Empty for a word without an ending. */
function greekStems(marked: string): (readonly [stem: string, endings: string])[] {
  const found: (readonly [string, string])[] = [];
  const isNameInOn = NAMES_IN_ON.test(marked);
  for (const { ending, classes } of GREEK_ENDINGS) {
    if (!marked.endsWith(ending) || (isNameInOn && ending === 'ων')) continue;
    const stem = marked.slice(0, marked.length - ending.length);
    if (stem.endsWith(PAIR_BREAK)) continue;
    for (const endings of classes) {
      if (fits(stem, ending, endings, GREEK_STEMS)) found.push([stem, endings]);
    }
  }
  // Σωτήρ and Παντελεήμων have their whole form before the endings (Σωτήρος, Παντελεήμονος); Ξενοφών has a τ as well.
  if (THIRD_DECLENSION.test(marked)) found.push([marked, 'a']);
  if (isNameInOn) found.push([`${marked}τ`, 'a']);
  return found;
}

function fits(stem: string, ending: string, endings: string, rules: StemRules): boolean {
  if (stem.length < MIN_STEM || (endings === 't' && stem.length < 4)) return false;
  return [endings, ending, `${endings} ${ending}`].every((rule) => rules[rule]?.test(stem) ?? true);
}

/** The vowel behind it keeps the last letter of a stem from being read as the last of a word. */
function stemSound(stem: string): string {
  return (soundKeys(`${singleLetters(stem)}α`, false).always[0] ?? '').toLowerCase().slice(0, -1);
}

function withE(stem: string): string[] {
  const places = Array.from(stem.matchAll(/η(?!υ)/gu), ({ index }) => index);
  if (places.length > 2) return [];
  const [first, second] = places.map((at) => (text: string) => `${text.slice(0, at)}ε${text.slice(at + 1)}`);
  if (first === undefined) return [];
  return second === undefined ? [first(stem)] : [first(stem), second(stem), second(first(stem))];
}

function greekInflection(stem: string, endings: string): Inflection {
  return { stem: stemSound(stem), letters: stem, endings };
}

interface Ending {
  readonly ending: string;
  /** The classes that have the ending, a letter each. */
  readonly classes: string;
}

function endingsOf(table: string): Ending[] {
  return table
    .trim()
    .split(/,\s*/u)
    .map((line) => {
      const [ending = '', classes = ''] = line.split(' ');
      return { ending: ending.replaceAll('ς', 'σ'), classes };
    });
}
