// Words that people write in groups: abbreviations (Α.Ε., Α. Ε., ΑΕ) and codes (EL 094 014 201, EL094014201).

/** A word in two forms: `plain` to compare it; `marked`, with a `PAIR_BREAK` in each broken vowel pair, for its sound. */
export interface Spelling {
  readonly plain: string;
  readonly marked: string;
}

/** A word of a text. */
export interface FoldedWord extends Spelling {
  /** What stands before it in the text, back to the word before. */
  readonly gap: string;
  /** The single letters that it was put together from. Null for a word that was written in one piece. */
  readonly letters: readonly FoldedWord[] | null;
}

/**
 * Makes one word of single letters that stand side by side, whatever is between them, and so gives an abbreviation one
 * form. A single letter beside a longer word stays itself.
 */
export function joinLetters(words: readonly FoldedWord[]): FoldedWord[] {
  const joined: FoldedWord[] = [];
  let run: FoldedWord[] = [];
  const endRun = () => {
    const [first] = run;
    if (first !== undefined) {
      joined.push(run.length === 1 ? first : { ...spellingOf(run), gap: first.gap, letters: run });
    }
    run = [];
  };
  for (const word of words) {
    if (word.plain.length <= 2 && SINGLE_LETTER.test(word.plain)) {
      run.push(word);
    } else {
      endRun();
      joined.push(word);
    }
  }
  endRun();
  return joined;
}

/**
 * The further words that a stored text can be found by from their start: the rest of an abbreviation behind each space
 * (Γ. Α.Ε. is γαε and αε), and groups that may be one code or one abbreviation, from each group on.
 */
export function furtherWords(words: readonly FoldedWord[]): Spelling[] {
  const found: Spelling[] = [];
  for (const [at, word] of words.entries()) {
    if (found.length >= MAX_FURTHER_WORDS) break;
    if (word.letters !== null && word.letters.length <= MAX_GROUPS) found.push(...restsOf(word.letters));
    const code = groupsFrom(words, at);
    if (code.length > 1) found.push(spellingOf(code));
  }
  return found;
}

/** Stands between two vowels that are not read as a pair. See fold.ts. */
export const PAIR_BREAK = '\uFDD0';

/** The letters of alphabets only: a Chinese name may well be of two words of one letter. */
const SINGLE_LETTER = /^[\p{Script=Greek}\p{Script=Latin}\p{Script=Cyrillic}]$/u;

/** The longest code that people write in groups is an IBAN: 34 characters in nine groups. */
const MAX_GROUPS = 10;
const MAX_LENGTH = 34;

/** A longer text is no name or number that people enter, and is found by its words alone. */
const MAX_FURTHER_WORDS = 1_000;

const CODE_GAP = /^[ .\p{Pd}]+$/u;
const HAS_DIGIT = /\p{Nd}/u;

function restsOf(letters: readonly FoldedWord[]): Spelling[] {
  return letters.flatMap(({ gap }, at) => (at > 0 && /\s/u.test(gap) ? [spellingOf(letters.slice(at))] : []));
}

/** The groups from this one on that may be one word. */
function groupsFrom(words: readonly FoldedWord[], at: number): FoldedWord[] {
  const groups: FoldedWord[] = [];
  let length = 0;
  for (const word of words.slice(at, at + MAX_GROUPS)) {
    const before = groups.at(-1);
    length += word.plain.length;
    if (length > MAX_LENGTH || (before !== undefined && !mayBeOneWord(before, word))) break;
    groups.push(word);
  }
  return groups;
}

/**
 * Whether two neighbours may be groups of one word: short groups with a dot between them (ΕΛ.ΤΑ.); or groups of a code.
 * Those have a digit or at most four letters (GB29 NWBK 6016), and one of two neighbours has a digit.
 */
function mayBeOneWord(left: FoldedWord, right: FoldedWord): boolean {
  if (right.gap === '.' && left.plain.length <= 3 && right.plain.length <= 3) return true;
  const leftHasDigit = HAS_DIGIT.test(left.plain);
  const rightHasDigit = HAS_DIGIT.test(right.plain);
  if (!leftHasDigit && !rightHasDigit) return false;
  if ((!leftHasDigit && left.plain.length > 4) || (!rightHasDigit && right.plain.length > 4)) return false;
  return CODE_GAP.test(right.gap);
}

function spellingOf(groups: readonly Spelling[]): Spelling {
  return {
    plain: groups.map(({ plain }) => plain).join(''),
    marked: groups.map(({ marked }) => marked).join(''),
  };
}
