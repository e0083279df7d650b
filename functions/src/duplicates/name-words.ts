// The words of a name that tell one bearer from another, with their sounds, and the given names that they are a form of.
import { foldWords } from '../search/fold.ts';
import { singleLetters, soundKeys } from '../search/phonetic.ts';
import { greekInflections, latinInflections } from '../search/relaxed/endings.ts';
import { groupsOfGreek, groupsOfLatin } from '../search/relaxed/vocabulary.ts';

/** A name, cut into its words. */
export interface ReadName {
  /** The words without titles, legal forms and the like, unless there are no others. At most eight. */
  readonly words: readonly NameWord[];
  /** What kind of house it names, as far as a word says so: a church is not a monastery. */
  readonly house: string | null;
}

/** A word of a name. */
export interface NameWord {
  readonly plain: string;
  /** How it may sound, the likeliest first, in small letters. */
  readonly sounds: readonly string[];
  /** The given names that it is a form of: the formal name, and whether the word means it whoever bears it. */
  readonly given: ReadonlyMap<string, boolean>;
  /** The consonants of its sounds, and those of the given names that it is a form of. At most five symbols each. */
  readonly skeletons: readonly string[];
  /** A single letter that may stand for a name. */
  readonly isInitial: boolean;
}

/** Cuts a name into its words. */
export function readName(text: string): ReadName {
  const words: NameWord[] = [];
  const generic: NameWord[] = [];
  let house: string | null = null;
  for (const { plain, marked, letters } of foldWords(text.slice(0, LONGEST_NAME)).slice(0, MAX_READ_WORDS)) {
    const isKnownAbbreviation = GENERIC_WORDS.has(plain);
    if (letters !== null && letters.length > 1 && !isKnownAbbreviation) {
      words.push(...letters.map((letter) => nameWord(letter.plain, letter.marked)));
      continue;
    }
    const word = nameWord(plain, marked);
    const meaning = genericMeaning(word);
    house ??= meaning?.house ?? null;
    (meaning === null ? words : generic).push(word);
  }
  return { words: (words.length > 0 ? words : generic).slice(0, MAX_WORDS), house };
}

const LONGEST_NAME = 500;
const MAX_READ_WORDS = 24;
const MAX_WORDS = 8;

/** Words kept because the same names come again and again. Emptied when full. */
const WORDS = new Map<string, NameWord>();
const MAX_KEPT_WORDS = 5_000;

function nameWord(plain: string, marked: string): NameWord {
  let word = WORDS.get(marked);
  if (word === undefined) {
    word = readWord(plain, marked);
    if (WORDS.size >= MAX_KEPT_WORDS) WORDS.clear();
    WORDS.set(marked, word);
  }
  return word;
}

function readWord(plain: string, marked: string): NameWord {
  const { always, greekOnly } = soundKeys(singleLetters(marked.slice(0, LONGEST_SOUNDED)), false);
  const sounds = [...new Set([...always, ...greekOnly].map(soundOfKey))].slice(0, MAX_SOUNDS);
  const given = givenNames(plain, marked, [...always, ...greekOnly]);
  const isGreek = GREEK.test(plain);
  const skeletons = new Set<string>();
  for (const sound of sounds) {
    if (skeletons.size >= (isGreek ? 1 : MAX_LATIN_SKELETONS)) break;
    skeletons.add(skeletonOf(sound));
  }
  for (const formal of [...given.keys()].slice(0, MAX_GIVEN)) skeletons.add(skeletonOf(soundOf(formal)));
  return { plain, sounds, given, skeletons: [...skeletons], isInitial: INITIAL.test(plain) };
}

/** What is longer is no name: its beginning is compared, so that hostile texts cost little. */
const LONGEST_SOUNDED = 24;
const LONGEST_SOUND = 24;
const MAX_SOUNDS = 8;
const MAX_LATIN_SKELETONS = 3;
const MAX_GIVEN = 3;
const GREEK = /[α-ω]/u;
const INITIAL = /^\p{L}$/u;

/**
 * The given names that a word is a form of. A Greek genitive in -ου is none: Γεωργίου is a surname.
 */
function givenNames(plain: string, marked: string, keys: readonly string[]): ReadonlyMap<string, boolean> {
  if (plain.length < 3 || /(?:ου|ou)$/u.test(plain)) return new Map();
  const memberships = GREEK.test(plain)
    ? groupsOfGreek(plain, greekInflections(marked))
    : groupsOfLatin(plain, keys.slice(0, MAX_SOUNDS).flatMap(latinInflections));
  return new Map(
    memberships.flatMap(({ formalName, isCentral }) =>
      formalName === null ? [] : [[formalName, isCentral] as const],
    ),
  );
}

function soundOf(word: string): string {
  return (soundKeys(singleLetters(word), false, true).always[0] ?? '').toLowerCase();
}

const soundOfKey = (key: string) => key.toLowerCase().slice(0, LONGEST_SOUND);

/** The consonants of a sound, five at most. What has fewer than two keeps its first vowel. An s at the end is part of the ending. */
function skeletonOf(sound: string): string {
  const consonants = sound
    .replace(/th/gu, '0')
    .replace(/gk/gu, 'g')
    .replace(/ks/gu, 'x')
    .replace(/(?<=.)s$/u, '')
    .replace(/[aeiou]/gu, '')
    .toUpperCase()
    .slice(0, SKELETON_LENGTH);
  return consonants.length >= 2 ? consonants : (/[aeiou]/u.exec(sound)?.[0] ?? '').toUpperCase() + consonants;
}

const SKELETON_LENGTH = 5;

interface GenericMeaning {
  readonly house: string | null;
}

/** What a word means that many names have. Null for a word that belongs to the name. */
function genericMeaning({ plain, sounds }: NameWord): GenericMeaning | null {
  const known = GENERIC_WORDS.get(plain);
  if (known !== undefined) return known;
  // In Latin letters, or with another ending.
  const heard = plain.length >= 4 ? sounds.find((sound) => genericSounds().has(sound)) : undefined;
  return heard === undefined ? null : (genericSounds().get(heard) ?? null);
}

/** Legal forms, titles and words that join; and kinds of houses, a line each. Folded. */
const GENERIC_TABLE = `
: αε οε επε ικε εε αβεε αεβε αμκε σα ltd limited llc llp inc corp co sa gmbh ae oe epe ike ee abee plc
: και and the του της των ο η οι de la
: σια sia συνεταιροι αφοι αδελφοι αδερφοι afoi bros brothers υιοι υιος yioi sons ομιλος group
: εταιρεια εταιρια ανωνυμη ετερορρυθμη ομορρυθμη μονοπροσωπη ιδιωτικη κεφαλαιουχικη company
: κος κα κυριος κυρια δρ dr mr mrs ms prof πατηρ παπα αρχιμ αρχιμανδριτης πρωτ πρωτοπρεσβυτερος ιερευς fr κυρ δις
: ιερος ιερα ιερο ιερου ιερας
church: ναος ναου ιν in ενορια ενοριακος εκκλησια church parish
monastery: μονη μονης ιμ im μοναστηρι ησυχαστηριο monastery
chapel: παρεκκλησι παρεκκλησιο παρεκ παρεκκλ chapel
diocese: μητροπολη μητροπολις metropolis
`;
const GENERIC_WORDS: ReadonlyMap<string, GenericMeaning> = new Map(
  GENERIC_TABLE.trim()
    .replaceAll('ς', 'σ')
    .split('\n')
    .flatMap((line) => {
      const [house = '', words = ''] = line.split(':');
      const meaning = { house: house === '' ? null : house };
      return words
        .trim()
        .split(' ')
        .map((word) => [word, meaning] as const);
    }),
);

let sounded: ReadonlyMap<string, GenericMeaning> | undefined;

/** By the sound of the longer of them. Made when it is first asked for. */
function genericSounds(): ReadonlyMap<string, GenericMeaning> {
  return (sounded ??= new Map(
    [...GENERIC_WORDS].flatMap(([word, meaning]) =>
      word.length < 4 ? [] : [[soundOf(word), meaning] as const],
    ),
  ));
}
