// A text, cut into the words that the relaxed search compares.
import { foldWords } from '../fold.ts';
import type { FoldedWord } from '../groups.ts';
import { expandContraction } from './vocabulary.ts';

/** A word, or what people write for one. */
export interface Token {
  /** The folded word. */
  readonly plain: string;
  readonly marked: string;
  readonly script: Script;
  /** The letters of an abbreviation or of initials: Γ. Π. */
  readonly letters: readonly string[];
  /** Whether a dot follows. */
  readonly hasDot: boolean;
  /** The words that a contraction (Κων/νος) may stand for. Empty for any other word. */
  readonly expansions: readonly string[];
  /** Whether a saint is being named: then Γεωργίου is Άγιος Γιώργος, and else a surname. */
  readonly namesSaint: boolean;
}

type Script = 'greek' | 'latin' | 'other';

/** The words of a text that are neither numbers nor parts of an e-mail address. At most `max`, of the first 10,000 characters. */
export function tokensOf(text: string, max: number): Token[] {
  const read = withoutAddresses(text.slice(0, MAX_TEXT));
  const words = foldWords(read).flatMap(splitLetters);
  const tokens: Token[] = [];
  let namesSaint = false;
  for (let at = 0; at < words.length && tokens.length < max; at++) {
    const word = words[at];
    const next = words[at + 1];
    if (word === undefined || word.plain.length > MAX_WORD || ONLY_DIGITS.test(word.plain)) continue;
    const expansions = next?.gap === '/' ? expandContraction(word.plain, next.plain) : [];
    const plain = expansions.length > 0 ? `${word.plain}${next?.plain ?? ''}` : word.plain;
    if (expansions.length > 0) at++;
    const hasDot = (words[at + 1]?.gap ?? (ENDS_WITH_DOT.test(read) ? '.' : '')).startsWith('.');
    const letters = word.letters?.map((letter) => letter.plain) ?? [];
    tokens.push({
      plain,
      marked: word.marked,
      script: scriptOf(plain),
      letters,
      hasDot,
      expansions,
      namesSaint,
    });
    namesSaint ||= SAINT.test(plain);
  }
  return tokens;
}

const MAX_TEXT = 10_000;
const MAX_WORD = 30;

const ONLY_DIGITS = /^\p{N}+$/u;
const ENDS_WITH_DOT = /\.\s*$/u;
const SAINT =
  /^(?:αγ|αγι[αοω]\p{L}*|αγιου|οσι[αοω]\p{L}*|προφητ\p{L}*|αποστολ\p{L}*|a[gy]h?i[aow]\p{L}*|saint|st)$/u;
const GREEK = /^[α-ω0-9]+$/u;
const LATIN = /^[a-z0-9]+$/u;

function scriptOf(plain: string): Script {
  if (GREEK.test(plain)) return 'greek';
  return LATIN.test(plain) ? 'latin' : 'other';
}

function withoutAddresses(text: string): string {
  if (!text.includes('@')) return text;
  return text
    .split(/\s+/u)
    .filter((token) => !token.includes('@'))
    .join(' ');
}

/** Letters side by side are one word when each stands alone (Γ. Π.) or none does (Α.Ε.); else as the spaces part them. */
function splitLetters(word: FoldedWord): FoldedWord[] {
  if (word.letters === null) return [word];
  const parts: FoldedWord[][] = [];
  for (const letter of word.letters) {
    const last = parts.at(-1);
    if (last === undefined || /\s/u.test(letter.gap)) parts.push([letter]);
    else last.push(letter);
  }
  if (parts.length === 1 || parts.length === word.letters.length) return [word];
  return parts.map((letters) => ({
    plain: letters.map(({ plain }) => plain).join(''),
    marked: letters.map(({ marked }) => marked).join(''),
    gap: letters[0]?.gap ?? '',
    letters: letters.length > 1 ? letters : null,
  }));
}
