// Sound keys: how a word may sound, spelt in Latin letters, so that Greek and Greeklish find each other.
import { PAIR_BREAK } from './fold.ts';
import { soundAt } from './phonetic-table.ts';

/**
 * The sound keys of one spelling. A Greek word has one key. (A query that ends in φ has two: αφ may go on as αφη or
 * αφτ.) A Latin or mixed word has a small set, the likeliest key first.
 */
export function soundKeys(marked: string, isQuery: boolean): SoundKeys {
  const usualMax = isQuery ? MAX_QUERY_KEYS : MAX_STORED_KEYS;
  const max = marked.length > LONGEST_NAME ? MAX_KEYS_OF_LONGER : usualMax;
  let keys: string[] = [''];
  for (let at = 0; at < marked.length;) {
    if (marked[at] === PAIR_BREAK) {
      at++;
      continue;
    }
    const { length, keys: sounds } = soundAt(marked, at, isQuery);
    const used = sounds.slice(0, Math.max(1, Math.floor(max / keys.length)));
    keys = used.length === 1 ? keys.map((key) => key + (used[0] ?? '')) : extend(keys, used);
    at += length;
  }
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

/**
 * How many keys a word may have. Names have 2 (median) to 4 (95th percentile). When a word has reached the maximum, the
 * rest of it is read in its likeliest way only. A query may have fewer, because each key is a branch of the database query.
 */
const MAX_STORED_KEYS = 32;
export const MAX_QUERY_KEYS = 24;

/** No name has more letters than this. A longer word gets only a few keys, so that a hostile one costs little. */
const LONGEST_NAME = 40;
const MAX_KEYS_OF_LONGER = 4;

/**
 * The starts of a Greek word's key that end in the first half of αι, ει or οι, as that vowel sounds alone. A person who is
 * typing kafeneio has typed kafene on the way, and must find Καφενείο, where ει sounds i.
 */
export function halfPairKeys(marked: string): string[] {
  const halves: string[] = [];
  let key = '';
  for (let at = 0; at < marked.length;) {
    const pair = marked.slice(at, at + 2);
    if (/^[αεο]ι$/u.test(pair)) halves.push((key + letterSound(pair.charAt(0))).replace(F_LIKE_V, 'v'));
    const { length, keys } = soundAt(marked, at, false);
    if (marked[at] !== PAIR_BREAK) key += keys[0] ?? '';
    at += length;
  }
  return halves;
}

/** A word with its doubled letters made single. γγ and gg stay: they are a sound of their own. */
export function singleLetters(word: string): string {
  return word.replace(DOUBLED_LETTER, (run, letter: string) =>
    letter === 'γ' || letter === 'g' ? run : letter,
  );
}

/** A word with ss and σσ made single. No search by sound distinguishes them, not even a Greek word in Greek text. */
export function singleS(word: string): string {
  return word.replace(/ss+/gu, 's').replace(/σσ+/gu, 'σ');
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
  return soundAt(letter, 0, false).keys[0] ?? '';
}

function extend(keys: readonly string[], sounds: readonly string[]): string[] {
  return sounds.flatMap((sound) => keys.map((key) => key + sound));
}

/** A complete key with f written as v where they sound alike. A query may go on: an f at its end may also stay an f. */
function endings(key: string, isQuery: boolean): string[] {
  const form = key.replace(F_LIKE_V, 'v');
  return isQuery && key.endsWith('f') && form.endsWith('v') ? [form, form.slice(0, -1) + 'f'] : [form];
}
