import { foldLetters, foldWords, lower, type FoldedWord } from './fold.ts';
import { readPhones, type PhoneNumber } from './phone.ts';
import { storedWord, type Pool, type StoredWord } from './words.ts';

/** What of a customer is searched. */
export interface Searchable {
  readonly name: string;
  readonly organization: string | null;
  readonly contacts: readonly { readonly type: string; readonly value: string }[];
}

/** Where a value stands: the name counts before the organization, and that before the contacts. */
export const fieldOrder = { name: 0, organization: 1, contact: 2 } as const;
export type Field = (typeof fieldOrder)[keyof typeof fieldOrder];

/** Keys joined with spaces, and the same with the second half of each letter still in capitals. */
export interface Sounds {
  readonly text: string;
  readonly marked: string;
}

/** The words that were seen last, with their sounds: the same names come again and again. */
const knownWords = new Map<string, StoredWord>();
const maxKnownWords = 5_000;

function known(word: FoldedWord): StoredWord {
  let stored = knownWords.get(word.marked);
  if (stored === undefined) {
    stored = storedWord(word);
    if (knownWords.size >= maxKnownWords) knownWords.clear();
    knownWords.set(word.marked, stored);
  }
  return stored;
}

/** Joined with a space at each end, so that a prefix is found as a space and the prefix. */
function joined(words: readonly string[]): string {
  return words.length === 0 ? '' : ` ${words.join(' ')} `;
}

/**
 * One value in every form in which it is searched, each made when it is first asked for. The forms are joined texts and not lists:
 * a value of ten thousand characters is then searched as fast as a short one.
 */
export class SearchableValue {
  readonly field: Field;
  readonly holdsPhones: boolean;
  readonly #text: string;
  #words: FoldedWord[] | undefined;
  #stored: StoredWord[] | undefined;
  #folded: string | undefined;
  #letters: string | undefined;
  #lookAlikes: string | undefined;
  #phones: PhoneNumber[] | undefined;
  readonly #sounds = new Map<Pool, Sounds>();

  constructor(text: string, field: Field, holdsPhones: boolean) {
    this.#text = text;
    this.field = field;
    this.holdsPhones = holdsPhones;
  }

  /** Lower-cased only: the raw layer. */
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

  /** The sounds of each word. */
  get stored(): readonly StoredWord[] {
    return (this.#stored ??= this.words.map(known));
  }

  /** The normalised form, with a space at each end. */
  get folded(): string {
    return (this.#folded ??= joined(this.words.map((word) => word.plain)));
  }

  /** Words of mixed script, spelt in one. */
  get lookAlikes(): string {
    return (this.#lookAlikes ??= joined(this.stored.flatMap((word) => word.lookAlikes)));
  }

  /** The keys of all words that are held against one kind of query word. */
  sounds(pool: Pool): Sounds {
    let sounds = this.#sounds.get(pool);
    if (sounds === undefined) {
      const marked = joined(this.stored.flatMap((word) => word.keys[pool]));
      sounds = { marked, text: marked.toLowerCase() };
      this.#sounds.set(pool, sounds);
    }
    return sounds;
  }

  /** The phone numbers in it; none where no phone number is expected. */
  get phones(): readonly PhoneNumber[] {
    return (this.#phones ??= this.holdsPhones ? readPhones(this.#text) : []);
  }
}

/** The searchable values of a customer, the best field first. Any contact but an e-mail address may be a phone number. */
export function searchableValues(customer: Searchable): SearchableValue[] {
  const values = [new SearchableValue(customer.name, fieldOrder.name, false)];
  if (customer.organization !== null) {
    values.push(new SearchableValue(customer.organization, fieldOrder.organization, false));
  }
  for (const { type, value } of customer.contacts) {
    const isPhone = type !== 'email' && !value.includes('@') && /\p{Nd}/u.test(value);
    values.push(new SearchableValue(value, fieldOrder.contact, isPhone));
  }
  return values;
}
