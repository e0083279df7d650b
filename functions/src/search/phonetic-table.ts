/**
 * What a group of letters may sound like. `keys` holds the readings, the likeliest first; `beforeVowel`, `atStart` and
 * `afterConsonant` replace them there. A reading with a star counts only against Greek text: read as υ, a Latin u would
 * make Muller and Miller the same name. A capital is the second half of one letter (ξ is kS, b may be μπ): nothing begins
 * there, so that πάρης is not in Kabaris.
 */
export interface Sound {
  readonly keys: readonly string[];
  readonly beforeVowel?: readonly string[];
  readonly atStart?: readonly string[];
  readonly afterConsonant?: readonly string[];
}

const greekPairs: Readonly<Record<string, string>> = {
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

const greekLetters: Readonly<Record<string, string>> = {
  ...{ α: 'a', β: 'v', γ: 'g', δ: 'd', ε: 'e', ζ: 'z', η: 'i', θ: 'tH', ι: 'i', κ: 'k', λ: 'l', μ: 'm' },
  ...{ ν: 'n', ξ: 'kS', ο: 'o', π: 'p', ρ: 'r', σ: 's', τ: 't', υ: 'i', φ: 'f', χ: 'x', ψ: 'pS', ω: 'o' },
};

const latin: Readonly<Record<string, Sound>> = {
  ch: { keys: ['x'] },
  ck: { keys: ['k'] },
  kh: { keys: ['x', 'ki'], beforeVowel: ['x', 'kx'] },
  th: { keys: ['tH', 'ti'], beforeVowel: ['tH'] },
  ph: { keys: ['f', 'pi'], beforeVowel: ['f'] },
  gh: { keys: ['g', 'gi'], beforeVowel: ['g'] },
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
  nk: { keys: ['gk', 'nk'] },
  nx: { keys: ['gx', 'gkS', 'nx', 'nkS'] },
  nch: { keys: ['gx', 'nx'] },
  nh: { keys: ['ni', 'nx'], beforeVowel: ['nx', 'ni', 'gx'] },
  nkh: { keys: ['gki', 'nki', 'gx', 'nx'], beforeVowel: ['gx', 'nx'] },
  b: { keys: ['v', 'mP'] },
  d: { keys: ['d', 'nT'] },
  g: { keys: ['g', 'gK'] },
  x: { keys: ['x', 'kS'] },
  // Greek has no η before a vowel, save behind a consonant by a slip: Hansen is not on the way to Jansen.
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

const finalEs: Sound = { keys: ['es', 'is'] };

/** The last letter of a query may be half of a pair: of ch, ng, ph, ya. (The m of mp begins with its own key.) */
const halfTyped: Readonly<Record<string, readonly string[]>> = {
  c: ['k', 'x'],
  n: ['n', 'gk'],
  p: ['p', 'f'],
  y: ['i', 'g'],
};

const vowel = /^[aeiouyw]$/u;
const consonant = /^[b-df-hj-np-tvxz]$/u;

/** Digits stand for letters (a8hna) one or two at a time; a longer run is a number. */
function isNumber(word: string, at: number): boolean {
  const digits = /\d/u;
  let from = at;
  let to = at;
  while (digits.test(word[from - 1] ?? '')) from--;
  while (digits.test(word[to + 1] ?? '')) to++;
  return to - from >= 2;
}

/** The group of letters that begins at `at` in a word, and its readings. The longest group wins. */
export function soundAt(
  word: string,
  at: number,
  isQuery: boolean,
): { length: number; keys: readonly string[] } {
  const pair = word.slice(at, at + 2);
  const letter = word.charAt(at);
  const greek = greekPairs[pair];
  if (greek !== undefined) return { length: 2, keys: [greek] };
  const greekLetter = greekLetters[letter];
  if (greekLetter !== undefined) return { length: 1, keys: [greekLetter] };

  const rest = word.length - at;
  if (pair === 'es' && rest === 2 && at > 0) return { length: 2, keys: finalEs.keys };
  if (/\d/u.test(letter) && isNumber(word, at)) return { length: 1, keys: [letter] };
  const half = isQuery && rest === 1 ? halfTyped[letter] : undefined;
  // Behind a consonant a y is an i (Mary is not on the way to Margarita).
  if (half !== undefined && !(letter === 'y' && consonant.test(word.charAt(at - 1))))
    return { length: 1, keys: half };
  for (let length = Math.min(3, rest); length > 0; length--) {
    const sound = latin[word.slice(at, at + length)];
    if (sound !== undefined) return { length, keys: readings(sound, word, at, length, isQuery) };
  }
  return { length: 1, keys: [letter] };
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
  if (sound.afterConsonant !== undefined && consonant.test(before)) return sound.afterConsonant;
  if (sound.atStart !== undefined && before === '') return sound.atStart;
  if (sound.beforeVowel === undefined) return sound.keys;
  // Nobody knows yet what follows the end of a query.
  if (isQuery && after === '') return [...new Set([...sound.keys, ...sound.beforeVowel])];
  return vowel.test(after) ? sound.beforeVowel : sound.keys;
}
