// Words as the search compares them: the spellings and sound keys of a stored word, and of a query's word.
import { PAIR_BREAK, type Spelling } from './groups.ts';
import {
  halfPairKeys,
  MAX_QUERY_KEYS,
  singleInnerLetters,
  singleLetters,
  singleS,
  singleSound,
  soundKeys,
} from './phonetic.ts';

/** What a stored word offers to the matcher and to the index. */
export interface StoredWord {
  /** The word spelt in one script, when its letters are of two. */
  readonly lookAlikes: readonly string[];
  readonly keys: Readonly<Record<KeyPool, readonly string[]>>;
  /** The keys among them that are beginnings of the word only. */
  readonly halfKeys: ReadonlySet<string>;
}

/**
 * Whose sound keys they are, and which words of a query are compared with them: `greek` and `latin` are the keys that a
 * word of the same script is compared with, `greekForLatin` and `latinForGreek` those for a word of the other script.
 */
export type KeyPool = 'greek' | 'greekForLatin' | 'latin' | 'latinForGreek';

/** What a query's word looks for: one of its spellings, or else one of its sound keys. */
export interface QueryWord {
  readonly spellings: readonly string[];
  readonly keys: readonly QueryKey[];
}

/** A sound key of a query's word. */
export interface QueryKey {
  readonly key: string;
  /** The stored keys that it is compared with. */
  readonly pool: KeyPool;
  /** Whether it may match inside a word; at the start of a word it always may. */
  readonly inside: boolean;
}

/** What a stored word offers. Of a word that was written in groups, such as a code, the likeliest sounds are enough. */
export function storedWord(word: Spelling, inGroups: boolean): StoredWord {
  const readings = readingsOf(word);
  const greek = new Set<string>();
  const halves = new Set<string>();
  const latin = new Set<string>();
  const latinForGreek = new Set<string>();
  for (const { word: spelling, script } of readings) {
    if (script === 'other') continue;
    for (const form of new Set([singleS(spelling.marked), singleLetters(spelling.marked)])) {
      const { always, greekOnly } = soundKeys(form, false, inGroups);
      if (script === 'greek') for (const key of halfPairKeys(form)) halves.add(key);
      for (const key of always) (script === 'greek' ? greek : latin).add(key);
      if (script !== 'greek') for (const key of [...always, ...greekOnly]) latinForGreek.add(key);
    }
  }
  const whole = withSingleSounds(greek);
  const begun = withSingleSounds(halves);
  const lookAlikes = readings.slice(1).map((reading) => reading.word.plain);
  return {
    lookAlikes,
    keys: {
      greek: [...new Set([...greek, ...halves])],
      greekForLatin: [...new Set([...whole, ...begun])],
      latin: [...latin],
      latinForGreek: [...latinForGreek],
    },
    halfKeys: new Set([...begun].filter((key) => !whole.has(key) && !latinForGreek.has(key))),
  };
}

function withSingleSounds(keys: ReadonlySet<string>): Set<string> {
  return new Set([...keys, ...Array.from(keys, singleSound)]);
}

/**
 * What a query's word looks for. Three rules keep it from finding too much:
 *
 * - A word of at most three letters, and a key of fewer than three symbols, match by sound only at the start of a word.
 * - A Greek word of at most three letters matches Greek text by its letters only.
 * - Inside Greek words, a Greek word's key must have four symbols: ειρη sounds iri and must not find every Σωτήρης.
 */
export function queryWord(word: Spelling): QueryWord {
  const readings = readingsOf(word);
  const keys = new Map<string, QueryKey>();
  const add = (key: string, pool: KeyPool, inside: boolean) => {
    if (keys.get(pool + key)?.inside !== true) keys.set(pool + key, { key, pool, inside });
  };
  const isLong = isLongerThan3(word.plain);
  for (const { word: spelling, script } of readings) {
    if (script === 'other') continue;
    const form = singleS(spelling.marked);
    const { always, greekOnly } = soundKeys(form, true);
    if (script === 'greek') {
      if (isLong) for (const key of always) add(key, 'greek', key.length >= 4);
      // Greek doubles letters that Latin spelling often does not: Παππάς, Papas. A word may be short without its doubled
      // letters: αννα is then ανα.
      for (const heard of [form, singleInnerLetters(form)]) {
        const mayBeInside = isLongerThan3(heard.replaceAll(PAIR_BREAK, ''));
        for (const key of soundKeys(heard, true).always.flatMap((key) => [key, singleSound(key)]))
          add(key, 'latinForGreek', mayBeInside && key.length >= 3);
      }
    } else {
      for (const key of [...always, ...greekOnly]) add(key, 'greekForLatin', isLong && key.length >= 3);
      for (const key of always) add(key, 'latin', isLong && key.length >= 3);
    }
  }
  // Each different key is a branch of the database query, whatever its pool.
  const kept = new Set([...new Set(Array.from(keys.values(), ({ key }) => key))].slice(0, MAX_QUERY_KEYS));
  return {
    spellings: readings.map((reading) => reading.word.plain),
    keys: [...keys.values()].filter(({ key }) => kept.has(key)),
  };
}

/** One way to read a word. A word of mixed script has up to three: as it is, and spelt in Greek or in Latin letters. */
interface Reading {
  readonly word: Spelling;
  readonly script: 'greek' | 'latin' | 'mixed' | 'other';
}

const GREEK_LETTER = /[α-ω]/u;
const LATIN_LETTER = /[a-z]/u;
const CYRILLIC_LETTER = /\p{Script=Cyrillic}/u;
const ONLY_KNOWN_LETTERS = /^[a-z0-9α-ω\p{Script=Cyrillic}]+$/u;

/** Latin, Greek and Cyrillic letters that look alike, in upper or lower case. */
const LOOK_ALIKES = [
  'aαа',
  'bβв',
  'eεе',
  'hηн',
  'iιі',
  'kκк',
  'mμм',
  'nν',
  'oοо',
  'pρр',
  'tτт',
  'xχх',
  'yυу',
  'zζ',
];
const GREEK_LOOK_ALIKES = lookAlikesFor(1);
const LATIN_LOOK_ALIKES = lookAlikesFor(0);

function lookAlikesFor(script: 0 | 1): ReadonlyMap<string, string> {
  return new Map(
    LOOK_ALIKES.flatMap((same) => Array.from(same, (letter) => [letter, same.charAt(script)] as const)),
  );
}

function readingsOf(word: Spelling): Reading[] {
  const { plain, marked } = word;
  const scripts = [GREEK_LETTER, LATIN_LETTER, CYRILLIC_LETTER].filter((script) => script.test(plain));
  if (!ONLY_KNOWN_LETTERS.test(plain) || scripts.length === 0) return [{ word, script: 'other' }];
  if (scripts.length === 1) {
    const script = scripts[0] === GREEK_LETTER ? 'greek' : scripts[0] === LATIN_LETTER ? 'latin' : 'other';
    return [{ word, script }];
  }
  const greek = Array.from(marked, (letter) => GREEK_LOOK_ALIKES.get(letter) ?? letter).join('');
  const latin = Array.from(plain, (letter) => LATIN_LOOK_ALIKES.get(letter) ?? letter).join('');
  const readings: Reading[] = [{ word, script: 'mixed' }];
  if (!LATIN_LETTER.test(greek) && !CYRILLIC_LETTER.test(greek)) {
    readings.push({ word: { plain: greek.replaceAll(PAIR_BREAK, ''), marked: greek }, script: 'greek' });
  }
  if (!GREEK_LETTER.test(latin) && !CYRILLIC_LETTER.test(latin)) {
    readings.push({ word: { plain: latin, marked: latin }, script: 'latin' });
  }
  return readings;
}

function isLongerThan3(letters: string): boolean {
  return Array.from(letters).length > 3;
}
