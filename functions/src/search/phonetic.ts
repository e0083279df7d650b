import { pairBreak } from './fold.ts';
import { soundAt } from './phonetic-table.ts';

/**
 * How many keys a word may have. Names have 2 (median) to 4 (95th percentile); beyond the cap the rest of a word is read
 * in its likeliest ways only. A query has fewer, for each of its keys is a branch of the database query.
 */
const maxStoredKeys = 32;
export const maxQueryKeys = 24;

/** No name is as long as this: a longer word gets a few keys only, so that a hostile one costs little. */
const longestName = 40;
const maxKeysBeyond = 4;

/** The keys of a word: against any text, and those that count only against Greek text. */
export interface SoundKeys {
  readonly always: readonly string[];
  readonly greekOnly: readonly string[];
}

const doubled = /([a-zα-ω])\1+/gu;
const soundOfF = /(?<=[aei])f(?![aeiou])/gu;
const doubledSound = /(?<=[aei])v(?=[fv])|t(?=th)|p(?=f)|k(?=x)/giu;

/** A word with its doubled letters made single, except γγ and gg, which are a sound of their own. */
export function singleLetters(word: string): string {
  return word.replace(doubled, (run, letter: string) => (letter === 'γ' || letter === 'g' ? run : letter));
}

/** A word with ss and σσ made single: the one doubling that not even a query is held to. */
export function singleS(word: string): string {
  return word.replace(/ss+/gu, 's').replace(/σσ+/gu, 'σ');
}

/**
 * The sounds of one spelling, in expanded Latin. A Greek word has one key (two where a query ends in φ, for αφ may go on as
 * αφη or αφτ), a Latin or mixed one a small set, the likeliest first.
 */
export function soundKeys(marked: string, isQuery: boolean): SoundKeys {
  const usual = isQuery ? maxQueryKeys : maxStoredKeys;
  const cap = marked.length > longestName ? maxKeysBeyond : usual;
  let keys: string[] = [''];
  for (let at = 0; at < marked.length;) {
    if (marked[at] === pairBreak) {
      at++;
      continue;
    }
    const { length, keys: sounds } = soundAt(marked, at, isQuery);
    const used = sounds.slice(0, Math.max(1, Math.floor(cap / keys.length)));
    keys = used.length === 1 ? keys.map((key) => key + (used[0] ?? '')) : extend(keys, used);
    at += length;
  }
  const always = new Set<string>();
  const greekOnly = new Set<string>();
  for (const key of keys) {
    const target = key.includes('*') ? greekOnly : always;
    const plain = key.replaceAll('*', '');
    for (const form of finished(isQuery ? plain.toLowerCase() : plain, isQuery)) target.add(form);
  }
  return { always: [...always], greekOnly: [...greekOnly].filter((key) => !always.has(key)) };
}

/**
 * The beginnings of a Greek word's key that end in the first half of αι, ει or οι, read by itself: whoever types kafeneio has typed
 * kafene on the way, and Καφενείο has no e.
 */
export function halfPairKeys(marked: string): string[] {
  const halves: string[] = [];
  let key = '';
  for (let at = 0; at < marked.length;) {
    const pair = marked.slice(at, at + 2);
    if (/^[αεο]ι$/u.test(pair)) halves.push((key + letterSound(pair.charAt(0))).replace(soundOfF, 'v'));
    const { length, keys } = soundAt(marked, at, false);
    if (marked[at] !== pairBreak) key += keys[0] ?? '';
    at += length;
  }
  return halves;
}

/** ευφ, ευβ, τθ, πφ and κχ sound like a doubled letter, and Latin spelling mostly has one: Efrosini, Evia, Mathaios, Safo, Vachos. */
export function singleSound(key: string): string {
  return key.replace(doubledSound, '').replace(soundOfF, 'v');
}

function letterSound(letter: string): string {
  return soundAt(letter, 0, false).keys[0] ?? '';
}

function extend(keys: readonly string[], sounds: readonly string[]): string[] {
  return sounds.flatMap((sound) => keys.map((key) => key + sound));
}

/** αυ and αφ sound alike before a consonant and at the end, and so do af and av. */
function finished(key: string, isQuery: boolean): string[] {
  const form = key.replace(soundOfF, 'v');
  return isQuery && key.endsWith('f') && form.endsWith('v') ? [form, form.slice(0, -1) + 'f'] : [form];
}
