// Sound keys: how a word may sound, spelt in Latin letters, so that Greek and Greeklish find each other.
import { PAIR_BREAK } from './groups.ts';
import { groupOf, groupsAt, type Group } from './phonetic-table.ts';

/**
 * The sound keys of one spelling. A Greek word has one key. (A query that ends in φ has two: αφ may go on as αφη or
 * αφτ.) A Latin or mixed word has a small set, the likeliest key first.
 */
export function soundKeys(marked: string, isQuery: boolean, likeliestOnly = false): SoundKeys {
  const isLong = marked.length > LONGEST_NAME;
  const keys = (isLong || likeliestOnly ? likeliestReadings : allReadings)(marked, isQuery);
  const always = new Set<string>();
  const greekOnly = new Set<string>();
  for (const key of keys) {
    const target = key.includes('*') ? greekOnly : always;
    const plain = key.replaceAll('*', '');
    for (const form of endings(isQuery ? plain.toLowerCase() : plain, isQuery)) target.add(form);
  }
  return { always: [...always], greekOnly: [...greekOnly].filter((key) => !always.has(key)) };
}

/** The keys of a word: those that are compared with any text, and those that are compared with Greek text only. */
interface SoundKeys {
  readonly always: readonly string[];
  readonly greekOnly: readonly string[];
}

/** The readings of a whole word: every way through its groups of letters, and every reading of each group. */
function allReadings(marked: string, isQuery: boolean): string[] {
  const max = isQuery ? MAX_QUERY_KEYS : MAX_STORED_KEYS;
  // At each index the readings of what stands before it. At most three indexes ahead have some.
  const upTo: string[][] = [['']];
  for (let at = 0; at < marked.length; at++) {
    const keys = upTo[at];
    if (keys === undefined) continue;
    for (const { length, keys: sounds } of stepsAt(marked, at, isQuery)) {
      const others = (upTo[at + length] ??= []);
      const used = sounds.slice(0, Math.max(1, Math.floor(max / keys.length)));
      others.push(...extend(keys, used).slice(0, Math.max(0, max - others.length)));
    }
  }
  return upTo[marked.length] ?? [];
}

/** The first few readings, without the other ways through the groups: for a code, and for a word longer than any name. */
function likeliestReadings(marked: string, isQuery: boolean): string[] {
  let keys: string[] = [''];
  for (let at = 0; at < marked.length;) {
    const [{ length, keys: sounds }] = stepsAt(marked, at, isQuery);
    const used = sounds.slice(0, Math.max(1, Math.floor(MAX_LIKELIEST_KEYS / keys.length)));
    keys = extend(keys, used);
    at += length;
  }
  return keys;
}

function stepsAt(marked: string, at: number, isQuery: boolean): [Group, ...Group[]] {
  return marked[at] === PAIR_BREAK ? [{ length: 1, keys: [''] }] : groupsAt(marked, at, isQuery);
}

/**
 * How many keys a word may have. Names have 2 (median) to 4 (95th percentile). When a word has reached the maximum, the
 * rest of it is read in its likeliest way only. A query may have fewer, because each key is a branch of the database query.
 */
const MAX_STORED_KEYS = 32;
export const MAX_QUERY_KEYS = 24;

/** No name has more letters than this. A longer word gets only a few keys, so that a hostile one costs little. */
const LONGEST_NAME = 40;
const MAX_LIKELIEST_KEYS = 4;

/**
 * The starts of a Greek word's key that end in the first half of αι, ει or οι, as that vowel sounds alone. A person who is
 * typing kafeneio has typed kafene on the way, and must find Καφενείο, where ει sounds i.
 */
export function halfPairKeys(marked: string): string[] {
  if (marked.length > LONGEST_NAME) return [];
  const halves: string[] = [];
  let key = '';
  for (let at = 0; at < marked.length;) {
    const pair = marked.slice(at, at + 2);
    if (/^[αεο]ι$/u.test(pair)) halves.push((key + letterSound(pair.charAt(0))).replace(F_LIKE_V, 'v'));
    const { length, keys } = groupOf(marked, at, 2, false);
    if (marked[at] !== PAIR_BREAK) key += keys[0] ?? '';
    at += length;
  }
  return halves;
}

/**
 * A word with its doubled letters made single. γγ and gg stay: they are a sound of their own. A word that is nothing but
 * one letter stays as well: ααα is not α.
 */
export function singleLetters(word: string): string {
  return word.replace(DOUBLED_LETTER, (run, letter: string) =>
    letter === 'γ' || letter === 'g' || run === word ? run : letter,
  );
}

/** The same, but for letters that a query begins with: no word does, so that κκε is no κε. */
export function singleInnerLetters(word: string): string {
  const start = /^(.)\1+/u.exec(word)?.[0] ?? '';
  return start + singleLetters(word.slice(start.length));
}

/** A word with ss and σσ made single. No search by sound distinguishes them, not even a Greek word in Greek text. */
export function singleS(word: string): string {
  return word.replace(/(?<=[^sσ])(?:ss+|σσ+)/gu, (run) => run.charAt(0));
}

/**
 * A Greek word's key with ευφ, ευβ, τθ, πφ and κχ as one letter. They sound like a doubled letter, and Latin spelling
 * mostly has a single one: Efrosini, Evia, Mathaios, Safo, Vachos.
 */
export function singleSound(key: string): string {
  return key.replace(DOUBLED_SOUND, '').replace(F_LIKE_V, 'v');
}

const DOUBLED_LETTER = /([a-zα-ω])\1+/gu;
const DOUBLED_SOUND = /(?<=[aei])v(?=[fv])|t(?=th)|p(?=f)|k(?=x)/giu;

/** The f of af, ef and if before a consonant or at the end, where it sounds like the v of av, ev and iv. */
const F_LIKE_V = /(?<=[aei])f(?![aeiou])/gu;

function letterSound(letter: string): string {
  return groupOf(letter, 0, 1, false).keys[0] ?? '';
}

function extend(keys: readonly string[], sounds: readonly string[]): string[] {
  return sounds.flatMap((sound) => keys.map((key) => key + sound));
}

/** A complete key with f written as v where they sound alike. A query may go on: an f at its end may also stay an f. */
function endings(key: string, isQuery: boolean): string[] {
  const form = key.replace(F_LIKE_V, 'v');
  return isQuery && key.endsWith('f') && form.endsWith('v') ? [form, form.slice(0, -1) + 'f'] : [form];
}
