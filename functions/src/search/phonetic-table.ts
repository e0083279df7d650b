// How groups of Greek and Latin letters may sound: the tables behind the sound keys.

/** A group of letters at one place of a word, and its readings, the likeliest first. */
export interface Group {
  readonly length: number;
  readonly keys: readonly string[];
}

/**
 * The ways in which a word can go on at index `at`: with its longest group of letters; and with a shorter one, when the
 * letters cut off begin a group that reaches further. In Aglandjia, nd or n and dj; in Vackhos, ck or c and kh.
 */
export function groupsAt(word: string, at: number, isQuery: boolean): [Group, ...Group[]] {
  const longest = groupOf(word, at, MAX_GROUP_LENGTH, isQuery);
  const groups: [Group, ...Group[]] = [longest];
  for (let length = longest.length - 1; length > 0 && LATIN_GROUP.test(word.charAt(at)); length--) {
    if (reachFrom(word, at + length) <= at + longest.length) continue;
    const shorter = groupOf(word, at, length, isQuery);
    if (shorter.length === length) groups.push(shorter);
  }
  return groups;
}

/** The longest group of letters at index `at` that has at most `max`. */
export function groupOf(word: string, at: number, max: number, isQuery: boolean): Group {
  const pair = max < 2 ? '' : word.slice(at, at + 2);
  const letter = word.charAt(at);
  const greekPair = GREEK_PAIRS[pair];
  if (greekPair !== undefined) return { length: 2, keys: [greekPair] };
  const greekLetter = GREEK_LETTERS[letter];
  if (greekLetter !== undefined) return { length: 1, keys: [greekLetter] };

  const rest = word.length - at;
  if (pair === 'es' && rest === 2 && at > 0) return { length: 2, keys: FINAL_ES };
  if (/\d/u.test(letter) && isNumber(word, at)) return { length: 1, keys: [letter] };
  const half = isQuery && rest === 1 ? HALF_TYPED[letter] : undefined;
  // Behind a consonant a y is an i: Mary must not find Margarita.
  if (half !== undefined && !(letter === 'y' && CONSONANT.test(word.charAt(at - 1))))
    return { length: 1, keys: half };
  for (let length = Math.min(max, rest); length > 0; length--) {
    const sound = LATIN_GROUPS[word.slice(at, at + length)];
    if (sound !== undefined) return { length, keys: readings(sound, word, at, length, isQuery) };
  }
  return { length: 1, keys: [letter] };
}

/**
 * What a group of Latin letters may sound like: `keys` in general; `beforeVowel`, `atStart` and `afterConsonant` replace
 * them where they apply. The likeliest reading comes first.
 *
 * - A reading with a star is compared with Greek text only: with Latin text, a u read as υ would make Muller and Miller
 *   the same name.
 * - A capital is the second half of one letter (ξ is kS, b may be μπ). No match may begin there: πάρης is not in Kabaris.
 */
interface Sound {
  readonly keys: readonly string[];
  readonly beforeVowel?: readonly string[];
  readonly atStart?: readonly string[];
  readonly afterConsonant?: readonly string[];
}

const GREEK_PAIRS: Readonly<Record<string, string>> = {
  αι: 'e',
  αυ: 'av',
  ει: 'i',
  ευ: 'ev',
  ηυ: 'iv',
  οι: 'i',
  ου: 'ou',
  υι: 'i',
  γγ: 'gK',
  γκ: 'gk',
};

const GREEK_LETTERS: Readonly<Record<string, string>> = {
  ...{ α: 'a', β: 'v', γ: 'g', δ: 'd', ε: 'e', ζ: 'z', η: 'i', θ: 'tH', ι: 'i', κ: 'k', λ: 'l', μ: 'm' },
  ...{ ν: 'n', ξ: 'kS', ο: 'o', π: 'p', ρ: 'r', σ: 's', τ: 't', υ: 'i', φ: 'f', χ: 'x', ψ: 'pS', ω: 'o' },
};

/** Latin letters, and Latin groups that sound different from their letters. A letter that is missing sounds like itself. */
const LATIN_GROUPS: Readonly<Record<string, Sound>> = {
  ch: { keys: ['x'] },
  ck: { keys: ['k'] },
  kh: { keys: ['x', 'ki'], beforeVowel: ['x', 'kx'] },
  th: { keys: ['tH', 'ti'], beforeVowel: ['tH'] },
  ph: { keys: ['f', 'pi'], beforeVowel: ['f'] },
  gh: { keys: ['g', 'gi', 'gK'], beforeVowel: ['g', 'gK'] },
  dh: { keys: ['di', 'd', 'nTi'], beforeVowel: ['d'] },
  rh: { keys: ['ri', 'rx'], beforeVowel: ['r', 'rx'] },
  sh: { keys: ['si'], beforeVowel: ['s', 'sx'] },
  tz: { keys: ['tz'] },
  dj: { keys: ['tz'] },
  dz: { keys: ['tz', 'ntz'] },
  ou: { keys: ['ou'] },
  oy: { keys: ['ou', 'oi'], beforeVowel: ['ou', 'og', 'ogi'] },
  au: { keys: ['av', 'aou', '*ai'] },
  eu: { keys: ['ev', 'eou', '*ei'] },
  ay: { keys: ['av', 'ai'], beforeVowel: ['av', 'ag', 'agi'] },
  ey: { keys: ['ev', 'ei'], beforeVowel: ['ev', 'eg', 'egi'] },
  af: { keys: ['af'], beforeVowel: ['af', 'av'] },
  ef: { keys: ['ef'], beforeVowel: ['ef', 'ev'] },
  ei: { keys: ['i', 'ei'] },
  oi: { keys: ['i', 'oi'] },
  ui: { keys: ['i', 'oui'] },
  ai: { keys: ['e', 'ai'] },
  yi: { keys: ['gi'], atStart: ['gi', 'i'], afterConsonant: ['i', 'gi', 'ii'] },
  ye: { keys: ['ge', 'ie'] },
  y: { keys: ['i'], beforeVowel: ['gi', 'i'], afterConsonant: ['i'] },
  mb: { keys: ['mp', 'mv'] },
  nd: { keys: ['nd', 'nt'] },
  ndh: { keys: ['nd', 'ndi', 'nti'], beforeVowel: ['nd', 'ndx'] },
  gg: { keys: ['gK'] },
  gk: { keys: ['gk'] },
  ngk: { keys: ['gk'] },
  ng: { keys: ['gK', 'ng'] },
  ngh: { keys: ['gK', 'ng', 'ngi', 'gKi'], beforeVowel: ['gK', 'ng'] },
  nk: { keys: ['gk', 'nk'] },
  nx: { keys: ['gx', 'gkS', 'nx', 'nkS'] },
  nch: { keys: ['gx', 'nx'] },
  nh: { keys: ['ni', 'nx'], beforeVowel: ['nx', 'ni', 'gx'] },
  nkh: { keys: ['gki', 'nki', 'gx', 'nx'], beforeVowel: ['gx', 'nx'] },
  b: { keys: ['v', 'mP'] },
  d: { keys: ['d', 'nT'] },
  g: { keys: ['g', 'gK'] },
  x: { keys: ['x', 'kS'] },
  // Before a vowel h is no η: Hansen must not find Jansen. Behind a consonant it may be, by a slip.
  h: { keys: ['x', 'i'], beforeVowel: ['x'], afterConsonant: ['i', 'x'] },
  u: { keys: ['ou', '*i'] },
  c: { keys: ['k'] },
  q: { keys: ['k'] },
  w: { keys: ['o'] },
  j: { keys: ['tz', 'gi'] },
  8: { keys: ['tH', '8'] },
  9: { keys: ['tH', '9'] },
  3: { keys: ['kS', '3'] },
  4: { keys: ['pS', '4'] },
  0: { keys: ['o', '0'] },
};

const MAX_GROUP_LENGTH = 3;
const LATIN_GROUP = /[a-z]/u;

/** Where the longest group of several Latin letters at an index ends. The index itself when there is none. */
function reachFrom(word: string, at: number): number {
  for (let length = MAX_GROUP_LENGTH; length > 1; length--) {
    if (Object.hasOwn(LATIN_GROUPS, word.slice(at, at + length)) && at + length <= word.length)
      return at + length;
  }
  return at;
}

const FINAL_ES = ['es', 'is'];

/** The last letter of a query may be half of a pair: ch, ng, ph, ya. (The m of mp needs no entry: mp's key starts with it.) */
const HALF_TYPED: Readonly<Record<string, readonly string[]>> = {
  c: ['k', 'x'],
  n: ['n', 'gk'],
  p: ['p', 'f'],
  y: ['i', 'g'],
};

const VOWEL = /^[aeiouyw]$/u;
const CONSONANT = /^[b-df-hj-np-tvxz]$/u;

/** Whether a digit is part of a number: three digits or more. One or two may stand for letters (a8hna). */
function isNumber(word: string, at: number): boolean {
  return /\d{3}/u.test(word.slice(Math.max(0, at - 2), at + 3));
}

function readings(
  sound: Sound,
  word: string,
  at: number,
  length: number,
  isQuery: boolean,
): readonly string[] {
  const before = word.charAt(at - 1);
  const after = word.charAt(at + length);
  if (sound.afterConsonant !== undefined && CONSONANT.test(before)) return sound.afterConsonant;
  if (sound.atStart !== undefined && before === '') return sound.atStart;
  if (sound.beforeVowel === undefined) return sound.keys;
  // What follows the end of a query is not typed yet.
  if (isQuery && after === '') return [...new Set([...sound.keys, ...sound.beforeVowel])];
  return VOWEL.test(after) ? sound.beforeVowel : sound.keys;
}
