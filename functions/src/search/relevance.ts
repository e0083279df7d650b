// The relevance of a record that matches: its group, from the tokens that are stored with it.
import {
  countryCode,
  findsForeignNational,
  foreignNational,
  HOME_CODE,
  startsWithBareHomeCode,
  type PhoneNumber,
} from './phone.ts';
import type { CompiledQuery, QueryPart } from './query.ts';
import { isWholeWordStored, LONGEST_BEGINNING, TOKEN_TAGS, type StoredGroup } from './relevance-tokens.ts';
import type { QueryWord } from './words.ts';

/**
 * The group of a record that matches a query, the best first: 1 a whole word of the name, 2 the beginning of a word of the
 * name, 3 and 4 the same of the organization, 5 the beginning of a contact value or of a phone number, 6 anything else. A
 * word counts as spelled or as it sounds. A query of several words is as good as its worst word.
 *
 * `stored` returns what is stored with the record for a token: its group, or anything else when the token is not there.
 */
export function groupOf(query: CompiledQuery, stored: (token: string) => unknown): Group {
  return bestGroup(wantedBy(query), stored);
}

export type Group = StoredGroup | 6;

/** Every token that a query may ask for. The list code selects just these of an index entry. */
export function tokensOf(query: CompiledQuery): readonly string[] {
  return [...new Set(tokensIn(wantedBy(query)))];
}

/**
 * What gives a record its group: a token, when its stored group is one of `groups`; the best of several; or the worst of
 * several that are all there.
 */
export type Wanted =
  | { readonly token: string; readonly groups: readonly StoredGroup[] }
  | {
      readonly bestOf: readonly Wanted[];
      /**
       * Fewer tokens, one of which is in the same group or a better one. A record has none of them where the word has a
       * letter of a script whose sounds are not known (Γιωゾ): it is as good as these, in group 6.
       */
      readonly covered?: readonly Wanted[];
    }
  | { readonly worstOf: readonly Wanted[] };

/** What a query wants. Kept, because each record of a page is asked for it. */
export function wantedBy(query: CompiledQuery): Wanted {
  let wanted = WANTED.get(query);
  if (wanted === undefined) {
    wanted = wantedByQuery(query);
    WANTED.set(query, wanted);
  }
  return wanted;
}

const WANTED = new WeakMap<CompiledQuery, Wanted>();

const NOTHING: Wanted = { bestOf: [] };
const ANY_GROUP: readonly StoredGroup[] = [1, 2, 3, 4, 5];

/** The groups of a token when only the first symbols of a word are compared, and of one that only a whole word has. */
const BEGINNING_GROUPS: readonly StoredGroup[] = [2, 4, 5];
const WHOLE_GROUPS: readonly StoredGroup[] = [1, 3, 5];
const CONTACT_GROUPS: readonly StoredGroup[] = [5];

/** How many letters side by side may each begin a word (γ α for Γ. Αλεξίου). More are an abbreviation. */
const MAX_LETTERS = 2;

function bestGroup(wanted: Wanted, stored: (token: string) => unknown): Group {
  if ('token' in wanted) {
    const group = stored(wanted.token);
    return wanted.groups.find((one) => one === group) ?? 6;
  }
  if ('bestOf' in wanted) {
    const best = bestOf(wanted.bestOf, stored);
    return wanted.covered === undefined ? best : most(best, bestOf(wanted.covered, stored));
  }
  return wanted.worstOf.reduce<Group>((worst, one) => most(worst, bestGroup(one, stored)), 1);
}

const bestOf = (all: readonly Wanted[], stored: (token: string) => unknown) =>
  all.reduce<Group>((best, one) => least(best, bestGroup(one, stored)), 6);

const least = (left: Group, right: Group) => (left < right ? left : right);
const most = (left: Group, right: Group) => (left > right ? left : right);

function tokensIn(wanted: Wanted): string[] {
  if ('token' in wanted) return [wanted.token];
  if ('worstOf' in wanted) return wanted.worstOf.flatMap(tokensIn);
  return [...wanted.bestOf, ...(wanted.covered ?? [])].flatMap(tokensIn);
}

function wantedByQuery(query: CompiledQuery): Wanted {
  if (query.parts.length === 0) return NOTHING;
  return { bestOf: [{ worstOf: query.parts.map(wantedByPart) }, wantedByText(query)] };
}

/** What the whole query wants when it is one text with punctuation: maria.p is two words, but may also begin a contact value. */
export function wantedByText({ parts, letters }: CompiledQuery): Wanted {
  const isOneText = MARK_IN_TEXT.test(letters) && parts.some(({ kind }) => kind === 'word');
  return isOneText ? beginningOfText(letters.trim()) : NOTHING;
}

const MARK_IN_TEXT = /^\s*(?=\S*[^\p{L}\p{N}\s])\S+\s*$/u;

/** What one part of a query wants. */
export function wantedByPart(part: QueryPart): Wanted {
  switch (part.kind) {
    case 'literal':
      return beginningOfText(part.text);
    case 'word': {
      const word = wantedByWord(part.word);
      const row = part.letters?.row?.split(' ').map((letter) => wantedByToken(TOKEN_TAGS.any, letter)) ?? [];
      return row.length === 0 || row.length > MAX_LETTERS ? word : { bestOf: [word, { worstOf: row }] };
    }
    case 'number':
      return wantedByNumber(part.phone, part.hasPlus);
  }
}

function wantedByWord({ spellings, keys }: QueryWord): Wanted {
  const sounds = keys.filter(({ pool }) => pool !== 'latinForGreek').map(({ key }) => key);
  // A word that is spelled like this sounds like this too, but for two vowels that may be read as one or as two.
  const spelled = sounds.length === 0 ? spellings : spellings.filter((one) => !ONE_READING.test(one));
  const forAny = new Set([...spelled, ...sounds]);
  const forLatin = new Set(keys.map(({ key }) => key).filter((key) => !forAny.has(key)));
  const wanted = [
    ...Array.from(forAny, (key) => wantedByToken(TOKEN_TAGS.any, key)),
    ...Array.from(forLatin, (key) => wantedByToken(TOKEN_TAGS.latin, key)),
  ];
  // A short Greek word is compared by its letters with Greek words and by its sound with Latin ones. Whoever has either has
  // the token of its sound, unless two of its vowels may be read as one or as two, or a letter has no sound.
  const isCovered = sounds.length === 0 && keys.length > 0 && spellings.every((one) => ONE_READING.test(one));
  if (!isCovered) return { bestOf: wanted };
  return { bestOf: wanted, covered: keys.map(({ key }) => wantedByToken(TOKEN_TAGS.any, key)) };
}

function wantedByNumber(phone: PhoneNumber, hasPlus: boolean): Wanted {
  const withCode = (country: string, national: string): Wanted =>
    country === '' || national === ''
      ? NOTHING
      : {
          worstOf: [
            wantedByToken(TOKEN_TAGS.any, national),
            { token: TOKEN_TAGS.country + country, groups: CONTACT_GROUPS },
          ],
        };
  const wanted: Wanted[] = [];
  if (!hasPlus) wanted.push(wantedByToken(TOKEN_TAGS.any, phone.digits));
  if (phone.isInternational) {
    wanted.push(withCode(phone.country, phone.national));
    if (findsForeignNational(phone)) wanted.push(wantedByToken(TOKEN_TAGS.any, phone.national));
    return { bestOf: wanted };
  }
  const country = countryCode(phone.digits);
  if (country !== HOME_CODE || startsWithBareHomeCode(phone)) {
    wanted.push(withCode(country, phone.digits.slice(country.length)));
  }
  const national = foreignNational(phone);
  if (national !== null) wanted.push(wantedByToken(TOKEN_TAGS.any, national));
  return { bestOf: wanted };
}

const ONE_READING = /^(?:(?![αεου]ι|[αεη]υ)[α-ω])+$/u;

/** A word, or the beginning of one. Of more than 16 symbols, the first 16 are enough. */
function wantedByToken(tag: string, text: string): Wanted {
  const beginning = firstSymbols(text);
  if (beginning === text) return { token: tag + text, groups: ANY_GROUP };
  const begun = { token: tag + beginning, groups: BEGINNING_GROUPS };
  return isWholeWordStored(text) ? { bestOf: [{ token: tag + text, groups: WHOLE_GROUPS }, begun] } : begun;
}

function beginningOfText(text: string): Wanted {
  return { token: TOKEN_TAGS.any + firstSymbols(text), groups: CONTACT_GROUPS };
}

function firstSymbols(text: string): string {
  return Array.from(text.slice(0, 2 * LONGEST_BEGINNING))
    .slice(0, LONGEST_BEGINNING)
    .join('');
}
