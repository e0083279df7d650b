// The tokens by which a record has its group of relevance: those that are stored, and how a query spells them.
import { countryOf, foreignTrunkForm, type PhoneNumber } from './phone.ts';
import { ValueForms, type WeightedValue } from './weighted-value.ts';
import type { StoredWord } from './words.ts';

/*
 * | token       | holds                                                                                              |
 * |-------------|----------------------------------------------------------------------------------------------------|
 * | `^γιω`      | a word or a beginning of it, as it is spelled, or as it sounds (`^gio`); a beginning of a phone    |
 * |             | number without its country code; a beginning of a contact value with its punctuation (`^info@`)    |
 * | `~gio`      | a Latin word or a beginning of it, as it sounds, for a Greek word that must not find a Greek one   |
 * | `+30`       | the country code of a phone number                                                                 |
 * | `<^γιω`     | the field of a token; a query of several words has fewer combinations with it                      |
 *
 * Of a longer word, the first 16 symbols and the whole word are stored: beginnings of every length would grow with the
 * square of its length.
 */

/** The group of a token that is stored with a record, the best first. */
export type StoredGroup = 1 | 2 | 3 | 4 | 5;

/** The best group of each token of a record, 1 to 5. */
export function groupTokens(values: readonly WeightedValue[]): Map<string, StoredGroup> {
  return groupsOf(values.map((value) => new ValueForms(value))) ?? new Map<string, StoredGroup>();
}

/** The same of values in their forms. Null when there are more than `max` tokens. */
export function groupsOf(values: readonly ValueForms[], max = Infinity): Map<string, StoredGroup> | null {
  const groups = new Map<string, StoredGroup>();
  // A contact's word is compared with the words of the name and the organization, so they come first.
  for (const value of values.toSorted((a, b) => a.weight - b.weight)) {
    for (const [token, group] of tokensOfValue(value, groups)) {
      if (group < (groups.get(token) ?? 6)) groups.set(token, group);
      if (groups.size > max) return null;
    }
  }
  // Where a Greek and a Latin word sound alike, the Latin one is in no worse group: else a query that asks for both would
  // read the record once more in that group.
  for (const [token, group] of groups) {
    const any = token.startsWith(TOKEN_TAGS.latin) ? groups.get(TOKEN_TAGS.any + token.slice(1)) : undefined;
    if (any !== undefined && any < group) groups.set(token, any);
  }
  for (const [token, group] of [...groups]) {
    if (isFieldStored(token)) groups.set(fieldToken(token), fieldOf(group));
  }
  return groups.size > max ? null : groups;
}

/** The token that says in which field a token is: the worst of the groups that it can have there. */
export const fieldToken = (token: string) => `<${token}`;

/** Whether a token may be in any field. One with punctuation, and a country code, is in contacts only. */
export const isFieldStored = (token: string) => ONE_WORD.test(token);

/** What is stored with a field's token: 2 in the name, 4 in the organization, 5 in a contact. */
export const FIELDS = [2, 4, 5] as const;

const fieldOf = (group: StoredGroup) => (group <= 2 ? 2 : group <= 4 ? 4 : 5);

const ONE_WORD = /^[~^][\p{L}\p{N}]+$/u;

/** The tokens of one value; a token may come more than once, in different groups. */
function* tokensOfValue(value: ValueForms, known: ReadonlyMap<string, StoredGroup>): Generator<GroupToken> {
  for (const phone of value.phones) for (const token of phoneTokens(phone)) yield [token, 5];
  if (value.weight === 2) {
    for (const token of contactTokens(value, known)) yield [token, 5];
    return;
  }
  const groups = value.weight === 0 ? NAME_GROUPS : ORGANIZATION_GROUPS;
  for (const [at, { plain }] of value.words.entries()) yield* wordTokens(plain, value.stored[at], groups);
  for (const [at, { plain }] of value.further.entries())
    yield* wordTokens(plain, value.storedFurther[at], groups);
}

/** A token and its group. */
type GroupToken = readonly [token: string, group: StoredGroup];

/** The beginnings of words that are compared, in symbols. */
export const LONGEST_BEGINNING = 16;

/** A longer word is stored by its beginnings only. No name has so many letters. */
const LONGEST_WHOLE_WORD = 32;

/** How tokens begin that hold what any word may sound like, or only a Latin one. */
export const TOKEN_TAGS = { any: '^', latin: '~', country: '+' } as const;

const NAME_GROUPS = { whole: 1, beginning: 2 } as const;
const ORGANIZATION_GROUPS = { whole: 3, beginning: 4 } as const;
const CONTACT_GROUPS = { whole: 5, beginning: 5 } as const;

interface WordGroups {
  readonly whole: StoredGroup;
  readonly beginning: StoredGroup;
}

function* wordTokens(
  plain: string,
  sounds: StoredWord | undefined,
  groups: WordGroups,
): Generator<GroupToken> {
  yield* beginnings(TOKEN_TAGS.any, plain, groups);
  if (sounds === undefined) return;
  const { lookAlikes, keys, halfKeys } = sounds;
  for (const spelling of lookAlikes) yield* beginnings(TOKEN_TAGS.any, spelling, groups);
  const groupsOf = (key: string) =>
    halfKeys.has(key) ? { whole: groups.beginning, beginning: groups.beginning } : groups;
  for (const key of keys.greekForLatin) yield* beginnings(TOKEN_TAGS.any, key.toLowerCase(), groupsOf(key));
  for (const key of keys.latinForGreek) {
    yield* beginnings(TOKEN_TAGS.any, key.toLowerCase(), groups);
    yield* beginnings(TOKEN_TAGS.latin, key.toLowerCase(), groups);
  }
}

/** The beginnings of a contact value: of its first word, and of what stands before its first space, with punctuation. */
function* contactTokens(value: ValueForms, known: ReadonlyMap<string, StoredGroup>): Generator<string> {
  const first = value.words[0];
  const isNumber = first !== undefined && value.holdsPhones && ONLY_DIGITS.test(first.plain);
  if (first !== undefined && !isNumber && !isNamed(value.stored[0], known)) {
    for (const [token] of wordTokens(first.plain, value.stored[0], CONTACT_GROUPS)) yield token;
  }
  const code = value.further[0];
  if (first !== undefined && code?.plain.startsWith(first.plain)) {
    for (const [token] of wordTokens(code.plain, value.storedFurther[0], CONTACT_GROUPS)) yield token;
  }
  const text = /^\s*(\S+)/u.exec(value.letters)?.[1] ?? '';
  if (value.holdsPhones && !LETTER.test(text)) return;
  for (const beginning of firstSymbols(text)) if (MARK.test(beginning)) yield TOKEN_TAGS.any + beginning;
}

/** Whether a word sounds like one of the name or the organization, which has its tokens in a better group. */
function isNamed(word: StoredWord | undefined, known: ReadonlyMap<string, StoredGroup>): boolean {
  const keys = word === undefined ? [] : [...word.keys.greekForLatin, ...word.keys.latinForGreek];
  return keys.some((key) => (known.get(TOKEN_TAGS.any + key.toLowerCase()) ?? 5) < 5);
}

function* phoneTokens(phone: PhoneNumber): Generator<string> {
  yield TOKEN_TAGS.country + countryOf(phone);
  const forms = [phone.national, phone.hasTrunkZero ? phone.digits : '', foreignTrunkForm(phone) ?? ''];
  for (const form of forms) for (const beginning of firstSymbols(form)) yield TOKEN_TAGS.any + beginning;
}

function* beginnings(tag: string, word: string, groups: WordGroups): Generator<GroupToken> {
  const found = firstSymbols(word);
  const hasEnd = found.at(-1) === word;
  for (const beginning of hasEnd ? found.slice(0, -1) : found) yield [tag + beginning, groups.beginning];
  if (hasEnd || isWholeWordStored(word)) yield [tag + word, groups.whole];
}

/** Whether a word that is longer than the longest beginning is stored as a whole. */
export function isWholeWordStored(word: string): boolean {
  return word.length <= 2 * LONGEST_WHOLE_WORD && Array.from(word).length <= LONGEST_WHOLE_WORD;
}

/** The first symbol of a text, the first two and so on, up to 16. */
function firstSymbols(text: string): string[] {
  const symbols = Array.from(text.slice(0, 2 * LONGEST_BEGINNING)).slice(0, LONGEST_BEGINNING);
  let beginning = '';
  return symbols.map((symbol) => (beginning += symbol));
}

const ONLY_DIGITS = /^\p{Nd}+$/u;
const LETTER = /\p{L}/u;
const MARK = /[^\p{L}\p{N}]/u;
