// What links a query's word to a stored word although they are spelt differently.
import { soundKeys, singleLetters } from '../phonetic.ts';
import {
  greekInflections,
  greekInflectionsWithE,
  latinInflections,
  wordSound,
  type Inflection,
} from './endings.ts';
import type { Token } from './tokens.ts';
import {
  abbreviationOf,
  groupsOfGreek,
  groupsOfLatin,
  inflectionKey,
  namesBeginningWith,
  spellingKey,
  type Abbreviation,
  type Membership,
} from './vocabulary.ts';

/*
 * The terms of the relaxed search begin with a space, as no strict term does.
 *
 * | kind         | looks like      | holds                                                                            |
 * |--------------|-----------------|----------------------------------------------------------------------------------|
 * | inflection   | ` nikola-o`     | the sound of a stem and the class of its endings (endings.ts)                    |
 * | group        | ` &12`, ` &12!` | a group of words that mean the same (vocabulary.ts); `!`: one of its first words |
 * | start        | ` ^niko`        | the first four symbols of a word's sound, or of a stem's                         |
 * | first letter | ` .ν`           | the first letter of a word                                                       |
 * | initial      | ` :ν`           | a single letter, and the letters of the other alphabet that sound like it        |
 *
 * An inflection finds more than what matches. The forms tell which word was compared with which, and how: Greek words with
 * Greek ones by their letters (but for their vowels), so that Παππάς is not Παπάς; Latin words with Latin ones without
 * the sounds that a letter has for Greek text only, so that Muller is not Miller.
 */

/** What a stored word offers to queries. */
export interface StoredLinks {
  readonly terms: ReadonlySet<string>;
  readonly forms: ReadonlySet<string>;
  /** The sounds of the whole word, for the queries that are its beginning. */
  readonly sounds: WordSounds;
}

/** The links of a stored word. */
export function storedLinks(token: Token): StoredLinks {
  const terms = new Set<string>();
  const forms = new Set<string>();
  const readings = readingsOf(token, 'stored');
  for (const word of readings.words) {
    for (const { form, inflection } of formsOf(word, MAX_STORED_SOUNDS, 'stored')) {
      forms.add(form);
      terms.add(inflectionTerm(inflection));
      addStart(terms, inflection.stem);
    }
  }
  const sounds = soundsOf(token, MAX_STORED_SOUNDS);
  for (const sound of [...sounds.same, ...sounds.other]) addStart(terms, sound);
  for (const { group, isCentral } of readings.memberships) {
    terms.add(groupTerm(group, false));
    if (isCentral) terms.add(groupTerm(group, true));
  }
  const first = token.plain.charAt(0);
  if (KNOWN_LETTER.test(first)) terms.add(firstLetterTerm(first));
  for (const initial of initialsIn(token, readings.abbreviation)) {
    for (const letter of soundingLike(initial)) terms.add(initialTerm(letter));
  }
  return { terms, forms, sounds };
}

/** What a query's word asks of a stored word: one of these. */
export interface QueryLinks {
  /** The terms of which a stored word that matches by its form or its group has one. */
  readonly terms: readonly string[];
  readonly forms: ReadonlySet<string>;
  readonly groups: readonly string[];
  /** Sounds of which a stored word may be the continuation. Of words of four letters or more. */
  readonly starts: WordSounds;
  /** Terms of single letters that match beside another word of the same value. */
  readonly initials: readonly string[];
  readonly isAbbreviation: boolean;
}

/**
 * The links of a query's word of at least two letters: at most `max` in all, those first that find most. A word in another
 * keyboard layout (`spelt`) is compared with Greek words, and as it is spelt.
 */
export function queryLinks(token: Token, max: number, side: 'query' | 'spelt'): QueryLinks {
  const readings = readingsOf(token, 'query');
  const isAbbreviation = readings.abbreviation !== null || token.expansions.length > 0;
  const groups = readings.memberships
    .map(({ group, isCentral }) => groupTerm(group, !isCentral))
    .slice(0, max / 2);
  const hasStarts = token.plain.length >= MIN_START && groups.length === 0 && !isAbbreviation;
  const sounds = hasStarts ? soundsOf(token, MAX_QUERY_SOUNDS) : NO_SOUNDS;
  const kept = new Set(
    [...sounds.other, ...sounds.same].filter((sound) => sound.length >= MIN_START).slice(0, max / 3),
  );
  const starts = {
    same: sounds.same.filter((sound) => kept.has(sound)),
    other: sounds.other.filter((sound) => kept.has(sound)),
  };
  const initials = initialsOf(token, readings.memberships).slice(0, max / 6);
  const terms = new Set<string>();
  const forms = new Set<string>();
  const room = max - groups.length - kept.size - initials.length;
  for (const { form, inflection } of readings.words.flatMap((word) =>
    formsOf(word, MAX_QUERY_SOUNDS, side),
  )) {
    const term = inflectionTerm(inflection);
    if (terms.size >= room && !terms.has(term)) continue;
    terms.add(term);
    forms.add(form);
  }
  return { terms: [...groups, ...terms], forms, groups, starts, initials, isAbbreviation };
}

/** The term that every stored word with this beginning has. */
export function startTerm(sound: string): string {
  return ` ^${sound.slice(0, MIN_START).toLowerCase()}`;
}

/** The start term that every record with this term has too. Null for a term without one. */
export function impliedStart(term: string): string | null {
  const stem = /^ ([^&^.:].{3,})-./u.exec(term)?.[1];
  return stem === undefined ? null : startTerm(stem);
}

export function firstLetterTerm(letter: string): string {
  return ` .${letter}`;
}

/** A letter, and at most two letters of the other alphabet that may stand for its sound. */
export function soundingLike(letter: string): string[] {
  return [letter, ...(FIRST_LETTERS.get(letter) ?? []).slice(0, 2)];
}

/** How many letters a word has that may be the beginning of another one. */
const MIN_START = 4;

const MAX_STORED_SOUNDS = 6;
const MAX_QUERY_SOUNDS = 12;

/** Latin letters, each with the Greek ones that it stands for at the beginning of a word, the likeliest first. */
const LATIN_FIRST_LETTERS =
  'aα bβμ cκχ dδν eεη fφ gγ hχη iιη jγιτ kκχ lλ mμ nν oοω pπφψ rρ sσ tτθ uου vβ wω xχξ yγυ zζ';
const FIRST_LETTERS = firstLetters();

function firstLetters(): ReadonlyMap<string, readonly string[]> {
  const letters = new Map<string, string[]>();
  for (const [latin = '', ...greek] of LATIN_FIRST_LETTERS.split(' ').map((group) => Array.from(group))) {
    letters.set(latin, greek);
    for (const letter of greek) letters.set(letter, [...(letters.get(letter) ?? []), latin]);
  }
  return letters;
}

const KNOWN_LETTER = /^[α-ωa-z0-9]$/u;

type Word = Pick<Token, 'plain' | 'marked' | 'script'>;

/** The words that a token may stand for, and the groups of words that mean the same. */
interface Readings {
  readonly words: readonly Word[];
  readonly memberships: readonly Membership[];
  readonly abbreviation: Abbreviation | null;
}

function readingsOf(token: Token, side: 'stored' | 'query'): Readings {
  const abbreviation = abbreviationOf(token.plain, token.hasDot);
  const isContraction = token.expansions.length > 0;
  const full = isContraction
    ? token.expansions
    : (abbreviation?.[side === 'stored' ? 'words' : 'telling'] ?? []);
  const expanded: Word[] = full.map((word) => ({ plain: word, marked: word, script: 'greek' }));
  const words = isContraction ? expanded : [token, ...expanded];
  const memberships = words.flatMap((word) =>
    groupsOf(word).filter(
      ({ formalName }) => formalName === null || token.namesSaint || !IN_GENITIVE.test(word.plain),
    ),
  );
  const mayBeName = token.hasDot && token.script === 'greek' && SHORT_NAME.test(token.plain);
  if (mayBeName) memberships.push(...namesBeginningWith(token.plain));
  return { words, memberships, abbreviation };
}

function groupsOf(word: Word): Membership[] {
  if (word.script === 'greek') return groupsOfGreek(word.plain, greekInflections(word.marked));
  return groupsOfLatin(word.plain, soundsOf(word, MAX_STORED_SOUNDS).other.flatMap(latinInflections));
}

/** The genitive of a given name is a surname, unless a saint is named. */
const IN_GENITIVE = /(?:ου|ou|oy)$/u;

const SHORT_NAME = /^[α-ω]{2,6}$/u;

/** The sounds of a word: those that are compared with words of the same script, and of the other one. */
interface WordSounds {
  readonly same: readonly string[];
  readonly other: readonly string[];
}

function soundsOf({ plain, marked, script }: Word, max: number): WordSounds {
  if (script === 'other') return NO_SOUNDS;
  if (script === 'greek')
    return { other: [wordSound(marked)], same: markings({ plain, marked }).map(wordSound) };
  const always = new Set<string>();
  const greekOnly = new Set<string>();
  for (const spelling of new Set([plain, plain.replace(UMLAUT, '$1')])) {
    const keys = soundKeys(singleLetters(spelling), false);
    for (const key of keys.always.slice(0, max)) always.add(key);
    for (const key of keys.greekOnly.slice(0, 2)) greekOnly.add(key);
  }
  return { same: [...always], other: [...new Set([...always, ...greekOnly])] };
}

const NO_SOUNDS: WordSounds = { same: [], other: [] };

/** Müller is also written Mueller. */
const UMLAUT = /(?<=[b-df-hj-np-tv-z])([uoa])e(?=[b-df-hj-np-tv-z])/gu;

interface Form {
  readonly form: string;
  readonly inflection: Inflection;
}

/** The forms of a word: those that it offers when it is stored, or those that it asks for. */
function formsOf(word: Word, max: number, side: 'stored' | 'query' | 'spelt'): Form[] {
  // A pair of scripts: that of the stored word, then that of the query's.
  const pair = (own: string, other: string) => (side === 'stored' ? `${own}-${other}` : `${other}-${own}`);
  const soundForms = (name: string, inflections: readonly Inflection[]) =>
    inflections.map((inflection) => ({ form: form(name, inflectionKey(inflection)), inflection }));
  if (word.script === 'greek') {
    const inflections = markings(word).flatMap(greekInflections);
    const spelt = inflections.map((one) => ({ form: form('spelt', spellingKey(one)), inflection: one }));
    if (side === 'spelt') return spelt;
    return [
      ...(side === 'stored' ? spelt : []),
      ...inflections.map((one) => ({ form: form('greek', doubledKey(one)), inflection: one })),
      ...soundForms(pair('greek', 'latin'), [
        ...greekInflections(word.marked),
        ...greekInflectionsWithE(word.marked),
      ]),
    ];
  }
  const { same, other } = soundsOf(word, max);
  return [
    ...soundForms('latin', same.flatMap(latinInflections)),
    ...soundForms(pair('latin', 'greek'), [...other.flatMap(latinInflections), ...withoutH(word)]),
  ];
}

/** A Greek word with its broken pairs and without them: ΝΙΚΟΛΑΙΔΗΣ is Νικολαΐδης. */
function markings({ plain, marked }: Pick<Word, 'plain' | 'marked'>): string[] {
  return plain === marked ? [marked] : [marked, plain];
}

function form(name: string, key: string): string {
  return `${name} ${key}`;
}

/** The sound of a stem with its doubled letters: Greek words that differ in them are different names. */
function doubledKey(inflection: Inflection): string {
  const doubled = inflection.letters.match(/([β-ω])\1/gu) ?? [];
  return `${inflectionKey(inflection)} ${doubled.filter((pair) => pair !== 'γγ' && pair !== 'σσ').join(' ')}`;
}

/** A word without the h that stands for no sound: Heraklion, Helen. */
function withoutH({ plain }: Word): Inflection[] {
  if (!/^h(?:[ey]|om|ipp)../u.test(plain)) return [];
  const { always } = soundKeys(singleLetters(plain.slice(1)), false);
  return always.slice(0, 2).flatMap(latinInflections);
}

/** The initials that a stored token is: a single letter, or letters that are no known abbreviation. */
function initialsIn({ plain, letters }: Token, abbreviation: Abbreviation | null): readonly string[] {
  const initials = plain.length === 1 ? [plain] : abbreviation === null ? letters : [];
  return initials.filter((letter) => KNOWN_LETTER.test(letter));
}

/** A given name may be stored as its initial: of its own spelling, or of its formal one. */
function initialsOf({ plain }: Token, memberships: readonly Membership[]): string[] {
  const names = memberships.filter(({ formalName }) => formalName !== null);
  if (names.length === 0) return [];
  const formal = names.flatMap(({ formalName, isCentral }) =>
    isCentral && formalName !== null ? [formalName] : [],
  );
  return [...new Set([plain, ...formal].map((name) => initialTerm(name.charAt(0))))];
}

function addStart(terms: Set<string>, sound: string): void {
  if (sound.length >= MIN_START) terms.add(startTerm(sound));
}

function inflectionTerm(inflection: Inflection): string {
  return ` ${inflectionKey(inflection)}`;
}

function groupTerm(group: number, centreOnly: boolean): string {
  return ` &${String(group)}${centreOnly ? '!' : ''}`;
}

function initialTerm(letter: string): string {
  return ` :${letter}`;
}
