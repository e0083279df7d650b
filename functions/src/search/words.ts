import { type FoldedWord, pairBreak } from './fold.ts';
import { halfPairKeys, maxQueryKeys, singleLetters, singleS, singleSound, soundKeys } from './phonetic.ts';

/** Whose sounds a stored key is: a Greek word's or a Latin one's, and whether only a word of the other script may hear it so. */
export type Pool = 'greek' | 'greekForLatin' | 'latin' | 'latinForGreek';

/** One way to read a word. A word of mixed script has up to three: its sounds, and its look-alikes in either script. */
interface Reading {
  readonly word: FoldedWord;
  readonly script: 'greek' | 'latin' | 'mixed' | 'other';
}

/** A stored word as the phonetic layer sees it, and further spellings that the normalised layer may find. */
export interface StoredWord {
  readonly lookAlikes: readonly string[];
  readonly keys: Readonly<Record<Pool, readonly string[]>>;
}

/** A key of a query's word, the stored keys it is held against, and whether it may match inside a word. */
export interface QueryKey {
  readonly key: string;
  readonly pool: Pool;
  readonly inside: boolean;
}

/** A word of a query: the spellings that the normalised layer looks for, and the keys of the phonetic one. */
export interface QueryWord {
  readonly spellings: readonly string[];
  readonly keys: readonly QueryKey[];
}

const greekLetter = /[α-ω]/u;
const latinLetter = /[a-z]/u;
const onlyKnownLetters = /^[a-z0-9α-ω]+$/u;
const lookAlikePairs = ['aα', 'bβ', 'eε', 'hη', 'iι', 'kκ', 'mμ', 'nν', 'oο', 'pρ', 'tτ', 'xχ', 'yυ', 'zζ'];
const asGreek = new Map(lookAlikePairs.map(([latin = '', greek = '']) => [latin, greek]));
const asLatin = new Map(lookAlikePairs.map(([latin = '', greek = '']) => [greek, latin]));

function readingsOf(word: FoldedWord): Reading[] {
  const { plain, marked } = word;
  const hasGreek = greekLetter.test(plain);
  const hasLatin = latinLetter.test(plain);
  if (!onlyKnownLetters.test(plain) || (!hasGreek && !hasLatin)) return [{ word, script: 'other' }];
  if (!hasLatin) return [{ word, script: 'greek' }];
  if (!hasGreek) return [{ word, script: 'latin' }];
  const greek = Array.from(marked, (letter) => asGreek.get(letter) ?? letter).join('');
  const latin = Array.from(plain, (letter) => asLatin.get(letter) ?? letter).join('');
  const readings: Reading[] = [{ word, script: 'mixed' }];
  if (!latinLetter.test(greek)) {
    readings.push({ word: { plain: greek.replaceAll(pairBreak, ''), marked: greek }, script: 'greek' });
  }
  if (!greekLetter.test(latin)) readings.push({ word: { plain: latin, marked: latin }, script: 'latin' });
  return readings;
}

/** What a stored word offers to the matcher and to the index. */
export function storedWord(word: FoldedWord): StoredWord {
  const readings = readingsOf(word);
  const greek = new Set<string>();
  const latin = new Set<string>();
  const latinForGreek = new Set<string>();
  for (const { word: spelling, script } of readings) {
    if (script === 'other') continue;
    for (const form of new Set([singleS(spelling.marked), singleLetters(spelling.marked)])) {
      const { always, greekOnly } = soundKeys(form, false);
      if (script === 'greek') for (const key of halfPairKeys(form)) greek.add(key);
      for (const key of always) (script === 'greek' ? greek : latin).add(key);
      if (script !== 'greek') for (const key of [...always, ...greekOnly]) latinForGreek.add(key);
    }
  }
  const lookAlikes = readings.slice(1).map((reading) => reading.word.plain);
  const greekForLatin = new Set([...greek, ...Array.from(greek, singleSound)]);
  return {
    lookAlikes,
    keys: {
      greek: [...greek],
      greekForLatin: [...greekForLatin],
      latin: [...latin],
      latinForGreek: [...latinForGreek],
    },
  };
}

const isLongerThan3 = (letters: string) => Array.from(letters).length > 3;

/**
 * What a query's word looks for. A short word (three letters or fewer) and a short key (under three symbols) match by sound
 * only at a word's start, and a short Greek word matches Greek text by its letters alone. Greek within Greek takes a key of four
 * symbols: ειρη, which sounds iri, is not to find every Σωτήρης.
 */
export function queryWord(word: FoldedWord): QueryWord {
  const readings = readingsOf(word);
  const keys = new Map<string, QueryKey>();
  const add = (key: string, pool: Pool, inside: boolean) => {
    if (keys.get(pool + key)?.inside !== true) keys.set(pool + key, { key, pool, inside });
  };
  const isLong = isLongerThan3(word.plain);
  for (const { word: spelling, script } of readings) {
    if (script === 'other') continue;
    const form = singleS(spelling.marked);
    const { always, greekOnly } = soundKeys(form, true);
    if (script === 'greek') {
      if (isLong) for (const key of always) add(key, 'greek', key.length >= 4);
      // Greek doubles what Latin spelling often does not: Παππάς, Papas. Made single the word may be short: αννα is ανα then.
      for (const heard of [form, singleLetters(form)]) {
        const mayBeInside = isLongerThan3(heard.replaceAll(pairBreak, ''));
        for (const key of soundKeys(heard, true).always.flatMap((key) => [key, singleSound(key)]))
          add(key, 'latinForGreek', mayBeInside && key.length >= 3);
      }
    } else {
      for (const key of [...always, ...greekOnly]) add(key, 'greekForLatin', isLong && key.length >= 3);
      for (const key of always) add(key, 'latin', isLong && key.length >= 3);
    }
  }
  // Each different key is a branch of the database query, whatever it is held against.
  const kept = new Set([...new Set(Array.from(keys.values(), ({ key }) => key))].slice(0, maxQueryKeys));
  return {
    spellings: readings.map((reading) => reading.word.plain),
    keys: [...keys.values()].filter(({ key }) => kept.has(key)),
  };
}
