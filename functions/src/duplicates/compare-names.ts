// How much two names say that they are one: word by word, in any order.
import { editDistance } from './edit-distance.ts';
import { soundsOfGivenName } from './given-names.ts';
import type { NameWord, ReadName } from './name-words.ts';
import { WEIGHTS } from './weights.ts';

/** What two names have in common. */
export interface NameComparison {
  /** Evidence in bits: above 0 that they name one, below 0 that they name two. */
  readonly bits: number;
  /** Whether every word of the shorter name has its counterpart, and nothing contradicts. */
  readonly agrees: boolean;
  /** Whether the names have two words in common, or are the same single word: enough to be certain with a contact. */
  readonly isTelling: boolean;
  /** Whether the counterparts are the same words, by letters or by sound, and none is left over. */
  readonly isSame: boolean;
  /** Whether any word has a counterpart. */
  readonly hasCommon: boolean;
}

/**
 * Compares two names.
 *
 * @param places words that may stand in one of the names only: where the bearer is
 */
export function compareNames(left: ReadName, right: ReadName, places: readonly NameWord[]): NameComparison {
  const pairs = left.words
    .flatMap((a, at) => right.words.map((b, bAt) => ({ at, bAt, a, b, alike: alikeness(a, b) })))
    .filter(({ alike }) => alike.quality > 0)
    .sort((one, other) => other.alike.quality - one.alike.quality);
  const [usedLeft, usedRight] = [new Set<number>(), new Set<number>()];
  let bits = 0;
  let isSame = true;
  let matches = 0;
  let initials = 0;
  let onlyGiven = true;
  let isOtherGender = false;
  for (const { at, bAt, a, b, alike } of pairs) {
    if (usedLeft.has(at) || usedRight.has(bAt)) continue;
    usedLeft.add(at);
    usedRight.add(bAt);
    const isGiven = a.given.size > 0 || b.given.size > 0;
    const worth = isGiven ? WEIGHTS.givenName : WEIGHTS.word;
    bits = Math.min(bits + worth * alike.quality, WEIGHTS.mostOfName);
    if (alike.kind === 'initial') initials++;
    else matches++;
    isSame &&= alike.kind === 'same';
    onlyGiven &&= isGiven;
    isOtherGender ||= alike.kind === 'ending' && !isGiven;
  }
  const restLeft = left.words.filter((word, at) => !usedLeft.has(at) && !isPlace(word, places));
  const restRight = right.words.filter((word, at) => !usedRight.has(at) && !isPlace(word, places));
  const conflicts = Math.min(restLeft.length, restRight.length);
  const extra = Math.max(restLeft.length, restRight.length) - conflicts;
  const knownGiven = [restLeft, restRight].filter((rest) => rest.some(isGivenName)).length;
  if (conflicts > 0) {
    // A surname of two words is no more than one of a single word, where the given names differ.
    if (knownGiven > 0) bits = Math.min(bits, WEIGHTS.word);
    if (isOtherGender) bits -= WEIGHTS.otherGender;
    if (knownGiven === 2) bits -= WEIGHTS.otherGivenName;
    else if (knownGiven === 1) bits -= WEIGHTS.givenNameForWord;
    else bits -= onlyGiven ? WEIGHTS.otherSurname : WEIGHTS.otherWord;
    bits -= (conflicts - 1) * WEIGHTS.otherWord;
  }
  bits -= extra * WEIGHTS.extraWord;
  const otherHouse = left.house !== null && right.house !== null && left.house !== right.house;
  if (otherHouse) bits -= WEIGHTS.otherHouse;
  const agrees = matches > 0 && conflicts === 0 && !otherHouse;
  return {
    bits,
    agrees,
    isTelling: matches + initials > 1 || (isSame && extra === 0),
    isSame: agrees && isSame && extra === 0,
    hasCommon: matches + initials > 0,
  };
}

/** Whether two texts name one place, spelt as one word or as several. */
export function isSamePlace(left: ReadName, right: ReadName): boolean {
  const [shorter, longer] = left.words.length <= right.words.length ? [left, right] : [right, left];
  const isPart = shorter.words.every((word) =>
    longer.words.some((other) => alikeness(word, other).quality >= ALIKE),
  );
  return isPart || similarSounds([joinedSound(left)], [joinedSound(right)]).quality >= VERY_ALIKE;
}

const joinedSound = ({ words }: ReadName) => words.map(({ sounds }) => sounds[0] ?? '').join('');

/** Qualities of alikeness: the most of a word, and nearly all of it. */
const ALIKE = 0.65;
const VERY_ALIKE = 0.8;

const isGivenName = ({ given }: NameWord) => given.size > 0;
const isPlace = (word: NameWord, places: readonly NameWord[]) =>
  places.some((place) => alikeness(word, place).quality >= VERY_ALIKE);

/** How alike two words are, and in which way. */
interface Alikeness {
  readonly kind: 'same' | 'ending' | 'form' | 'similar' | 'initial' | 'different';
  /** 1 the same, 0 different. */
  readonly quality: number;
}

function alikeness(a: NameWord, b: NameWord): Alikeness {
  if (a.isInitial || b.isInitial) return initialAlikeness(a, b);
  if (a.plain === b.plain || a.sounds.some((sound) => b.sounds.includes(sound))) return SAME;
  if (a.given.size > 0 && b.given.size > 0) return sharedGivenName(a, b);
  if (a.sounds.some((one) => b.sounds.some((other) => stem(one) === stem(other)))) return ENDING;
  const similar = similarSounds(a.sounds, b.sounds.slice(0, MAX_SOUNDS));
  if (similar.quality >= MISSPELT.quality) return similar;
  return isMisspelt(a, b) || isMisspelt(b, a) ? MISSPELT : similar;
}

const SAME: Alikeness = { kind: 'same', quality: 1 };
const ENDING: Alikeness = { kind: 'ending', quality: 0.85 };
const NICKNAME: Alikeness = { kind: 'form', quality: 0.9 };
const TWO_NICKNAMES: Alikeness = { kind: 'form', quality: 0.5 };
const MISSPELT: Alikeness = { kind: 'similar', quality: 0.6 };
const DIFFERENT: Alikeness = { kind: 'different', quality: 0 };

function initialAlikeness(a: NameWord, b: NameWord): Alikeness {
  const starts = (word: NameWord) =>
    [word.plain, ...word.sounds, ...word.given.keys()].map((form) => form.charAt(0));
  const starting = new Set(starts(a));
  return starts(b).some((letter) => starting.has(letter)) ? { kind: 'initial', quality: 0.4 } : DIFFERENT;
}

/** Two forms of one given name. Two short forms may be of one name or not: Τάκης and Πάνος. */
function sharedGivenName(a: NameWord, b: NameWord): Alikeness {
  let best = DIFFERENT;
  for (const [formal, isCentral] of a.given) {
    const other = b.given.get(formal);
    if (other === undefined) continue;
    if (isCentral || other) return NICKNAME;
    best = TWO_NICKNAMES;
  }
  return best;
}

/** A sound without a Greek ending, if enough is left: Παπαδόπουλος and Παπαδοπούλου. */
function stem(sound: string): string {
  const cut = sound.replace(/(?:ous?|[aeio])s?$/u, '');
  return cut.length >= 3 ? cut : sound;
}

/** Whether a word is a misspelt form of the given name that another word is a form of: Λυετέρης and Ελευθέριος. */
function isMisspelt(word: NameWord, name: NameWord): boolean {
  if (word.given.size > 0) return false;
  for (const formal of name.given.keys()) {
    if (similarSounds(word.sounds, soundsOfGivenName(formal)).quality >= ALIKE) return true;
  }
  return false;
}

function similarSounds(a: readonly string[], b: readonly string[]): Alikeness {
  let least = Infinity;
  let length = 1;
  for (const one of a.slice(0, MAX_SOUNDS)) {
    for (const other of b.slice(0, MAX_FORMS)) {
      const longer = Math.max(one.length, other.length);
      const most = Math.floor(longer * LEAST_ALIKE);
      if (most < 1 || Math.abs(one.length - other.length) > most) continue;
      const distance = editDistance(one, other, most);
      if (distance / longer < least / length) [least, length] = [distance, longer];
    }
  }
  const part = least / length;
  if (part > LEAST_ALIKE) return DIFFERENT;
  return { kind: 'similar', quality: part <= 0.2 ? VERY_ALIKE : part <= 0.26 ? ALIKE : 0.45 };
}

/** Of a word's sounds, and of those that it is compared with: a given name has up to a dozen forms. */
const MAX_SOUNDS = 4;
const MAX_FORMS = 12;

/** Of the letters of the longer word, so many may differ. */
const LEAST_ALIKE = 0.34;
