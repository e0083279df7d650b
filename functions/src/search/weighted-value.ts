// A value that is searched, with its weight, and the forms in which the search compares it.
import { foldLetters, foldWords, lower, type FoldedWord } from './fold.ts';
import { readPhones, type PhoneNumber } from './phone.ts';
import { storedWord, type KeyPool, type StoredWord } from './words.ts';

/** One text of a record that people search, and how much it counts. */
export interface WeightedValue {
  readonly text: string;
  /** The order of importance: a match in a value of weight 0 ranks before the same match in one of weight 1. */
  readonly weight: Weight;
  /** Whether the digits in the text are read as phone numbers. Digits of other values are found as they are written. */
  readonly mayHoldPhones: boolean;
}

type Weight = 0 | 1 | 2;

/** How many weights there are: the rank of a match is computed with it. */
export const WEIGHTS = 3;

/**
 * A value in every form in which it is searched. A form is made when it is first asked for. Words and sounds are joined to
 * one text and not kept as lists, so that a value of ten thousand characters is searched as fast as a short one.
 */
export class ValueForms {
  readonly weight: Weight;
  readonly holdsPhones: boolean;
  readonly #text: string;
  #words: FoldedWord[] | undefined;
  #stored: StoredWord[] | undefined;
  #folded: string | undefined;
  #letters: string | undefined;
  #lookAlikes: string | undefined;
  #phones: PhoneNumber[] | undefined;
  readonly #sounds = new Map<KeyPool, Sounds>();

  constructor({ text, weight, mayHoldPhones }: WeightedValue) {
    this.#text = text;
    this.weight = weight;
    this.holdsPhones = mayHoldPhones && DIGIT.test(text);
  }

  /** The raw form: lower-cased only. */
  get raw(): string {
    return lower(this.#text);
  }

  /** Letters folded, punctuation kept. */
  get letters(): string {
    return (this.#letters ??= foldLetters(this.#text));
  }

  get words(): readonly FoldedWord[] {
    return (this.#words ??= foldWords(this.#text));
  }

  /** The sounds and further spellings of each word. */
  get stored(): readonly StoredWord[] {
    return (this.#stored ??= this.words.map(cachedStoredWord));
  }

  /** The normalised form, with a space at each end. */
  get folded(): string {
    return (this.#folded ??= joined(this.words.map((word) => word.plain)));
  }

  /** The words that mix Greek and Latin letters, spelt in one script, with a space at each end. */
  get lookAlikes(): string {
    return (this.#lookAlikes ??= joined(this.stored.flatMap((word) => word.lookAlikes)));
  }

  /** The sound keys of all words that belong to one pool. */
  sounds(pool: KeyPool): Sounds {
    let sounds = this.#sounds.get(pool);
    if (sounds === undefined) {
      const marked = joined(this.stored.flatMap((word) => word.keys[pool]));
      sounds = { marked, text: marked.toLowerCase() };
      this.#sounds.set(pool, sounds);
    }
    return sounds;
  }

  /** The phone numbers in it. Empty where no phone number is expected. */
  get phones(): readonly PhoneNumber[] {
    return (this.#phones ??= this.holdsPhones ? readPhones(this.#text) : []);
  }
}

/** Sound keys with a space at each end: in lower case, and with the capitals that mark the second half of a letter. */
export interface Sounds {
  readonly text: string;
  readonly marked: string;
}

const DIGIT = /\p{Nd}/u;

/** Words with their sounds, kept because the same names come again and again. Emptied when full. */
const STORED_WORDS = new Map<string, StoredWord>();
const MAX_STORED_WORDS = 5_000;

function cachedStoredWord(word: FoldedWord): StoredWord {
  let stored = STORED_WORDS.get(word.marked);
  if (stored === undefined) {
    stored = storedWord(word);
    if (STORED_WORDS.size >= MAX_STORED_WORDS) STORED_WORDS.clear();
    STORED_WORDS.set(word.marked, stored);
  }
  return stored;
}

/** Joins words with a space at each end: the start of a word is then found as a space and the start. */
function joined(words: readonly string[]): string {
  return words.length === 0 ? '' : ` ${words.join(' ')} `;
}
