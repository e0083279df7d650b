// A value that is searched, with its weight, and the forms in which the search compares it.
import { foldLetters, foldWords, lower } from './fold.ts';
import { furtherWords, type FoldedWord, type Spelling } from './groups.ts';
import { readStoredPhones, type PhoneNumber } from './phone.ts';
import { storedWord, type KeyPool, type StoredWord } from './words.ts';

/** One text of a record that people search, and how much it counts. */
export interface WeightedValue {
  readonly text: string;
  /** How important it is: 0 is the name, 1 the organization, 2 a contact. */
  readonly weight: Weight;
  /** Whether the digits in the text are read as phone numbers. Digits of other values are found as they are written. */
  readonly mayHoldPhones: boolean;
}

type Weight = 0 | 1 | 2;

/**
 * A value in every form in which it is searched. A form is made when it is first asked for. Words and sounds are joined to
 * one text and not kept as lists, so that a value of ten thousand characters is searched as fast as a short one.
 */
export class ValueForms {
  readonly weight: Weight;
  readonly holdsPhones: boolean;
  readonly #text: string;
  #words: FoldedWord[] | undefined;
  #further: Spelling[] | undefined;
  #furtherText: string | undefined;
  #stored: StoredWord[] | undefined;
  #storedFurther: StoredWord[] | undefined;
  #folded: string | undefined;
  #letters: string | undefined;
  #lookAlikes: string | undefined;
  #phones: PhoneNumber[] | undefined;
  readonly #sounds = new Map<KeyPool, Sounds>();
  readonly #furtherSounds = new Map<KeyPool, Sounds>();

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

  /** Words that are written in groups. Where phone numbers are read, digits alone are left to them. */
  get further(): readonly Spelling[] {
    return (this.#further ??= furtherWords(this.words).filter(
      ({ plain }) => !this.holdsPhones || !ONLY_DIGITS.test(plain),
    ));
  }

  /** The sounds and further spellings of each word. */
  get stored(): readonly StoredWord[] {
    return (this.#stored ??= soundedWords(this.words).map((word) => this.#storedWord(word, false)));
  }

  /** The same of the words that are written in groups. */
  get storedFurther(): readonly StoredWord[] {
    return (this.#storedFurther ??= this.further.map((word) => this.#storedWord(word, true)));
  }

  /** The normalised form, with a space at each end. */
  get folded(): string {
    return (this.#folded ??= joined(this.words.map((word) => word.plain)));
  }

  /** The words that are written in groups, with a space at each end. */
  get furtherText(): string {
    return (this.#furtherText ??= joined([
      ...this.further.map((word) => word.plain),
      ...this.storedFurther.flatMap((word) => word.lookAlikes),
    ]));
  }

  /** The words that mix Greek and Latin letters, spelt in one script, with a space at each end. */
  get lookAlikes(): string {
    return (this.#lookAlikes ??= joined(this.stored.flatMap((word) => word.lookAlikes)));
  }

  /** The sound keys of all words that belong to one pool. */
  sounds(pool: KeyPool): Sounds {
    return soundsOf(this.stored, pool, this.#sounds);
  }

  /** The same of the words that are written in groups. */
  furtherSounds(pool: KeyPool): Sounds {
    return soundsOf(this.storedFurther, pool, this.#furtherSounds);
  }

  /** The phone numbers in it, in each of their readings. Empty where no phone number is expected. */
  get phones(): readonly PhoneNumber[] {
    return (this.#phones ??= this.holdsPhones ? readStoredPhones(this.#text) : []);
  }

  #storedWord(word: Spelling, inGroups: boolean): StoredWord {
    return (this.#text.length > LONGEST_CACHED_TEXT ? storedWord : cachedStoredWord)(word, inGroups);
  }
}

function soundsOf(words: readonly StoredWord[], pool: KeyPool, known: Map<KeyPool, Sounds>): Sounds {
  let sounds = known.get(pool);
  if (sounds === undefined) {
    const marked = joined(words.flatMap((word) => word.keys[pool]));
    sounds = { marked, text: marked.toLowerCase() };
    known.set(pool, sounds);
  }
  return sounds;
}

/** Sound keys with a space at each end: in lower case, and with the capitals that mark the second half of a letter. */
export interface Sounds {
  readonly text: string;
  readonly marked: string;
}

const DIGIT = /\p{Nd}/u;
const ONLY_DIGITS = /^\p{Nd}+$/u;

/** Words with their sounds, kept because the same names come again and again. Emptied when full. */
const STORED_WORDS = new Map<string, StoredWord>();
const MAX_STORED_WORDS = 5_000;

/** The words of a longer text are not kept: each could hold the whole text in memory. */
const LONGEST_CACHED_TEXT = 1_000;

function cachedStoredWord(word: Spelling, inGroups: boolean): StoredWord {
  const key = inGroups ? ` ${word.marked}` : word.marked;
  let stored = STORED_WORDS.get(key);
  if (stored === undefined) {
    stored = storedWord(word, inGroups);
    if (STORED_WORDS.size >= MAX_STORED_WORDS) STORED_WORDS.clear();
    STORED_WORDS.set(key, stored);
  }
  return stored;
}

/** No text that people enter has more letters than this. What follows in another program's text is found by its letters. */
const MAX_SOUNDED_LETTERS = 20_000;

function soundedWords(words: readonly FoldedWord[]): readonly FoldedWord[] {
  let letters = 0;
  const end = words.findIndex(({ marked }) => (letters += marked.length) > MAX_SOUNDED_LETTERS);
  return end < 0 ? words : words.slice(0, end);
}

/** Joins words with a space at each end: the start of a word is then found as a space and the start. */
function joined(words: readonly string[]): string {
  return words.length === 0 ? '' : ` ${words.join(' ')} `;
}
