// Errors and habits of people who type: Greeklish, capitals, typing errors, formats of numbers. Each takes what chance decides from outside.

/** Where chance comes from, so that one seed gives one result. */
export interface Chance {
  /** True in this share of the cases. */
  happens(share: number): boolean;
  /** A whole number from 0 to below `end`. */
  below(end: number): number;
  pick<T>(choices: readonly T[]): T;
}

/** A text in Latin letters, as Greeks write them: by sound, by the look of the letters, or as in passports (ISO 843). */
export function greeklish(text: string, chance: Chance): string {
  const style = chance.pick(GREEKLISH);
  const plain = withoutAccents(text);
  let latin = '';
  for (let at = 0; at < plain.length;) {
    const pair = plain.slice(at, at + 2).toLowerCase();
    const letter = plain.charAt(at);
    const known = style[pair] === undefined ? letter.toLowerCase() : pair;
    const sound = style[known] ?? letter;
    const isUpper = letter !== letter.toLowerCase();
    latin += isUpper ? sound.charAt(0).toUpperCase() + sound.slice(1) : sound;
    at += known.length;
  }
  return latin;
}

export function withoutAccents(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC');
}

/** One typing error in one word of at least four letters: two letters swapped, one missing, doubled or taken from beside it. */
export function typingError(text: string, chance: Chance): string {
  const words = text.split(' ');
  const long = [...words.keys()].filter((at) => (words[at] ?? '').length >= 4);
  if (long.length === 0) return text;
  const at = chance.pick(long);
  const word = words[at] ?? '';
  // The first letter is mostly right.
  const place = 1 + chance.below(word.length - 2);
  const letter = word.charAt(place);
  const before = word.slice(0, place);
  const behind = word.slice(place + 1);
  const beside = BESIDE[withoutAccents(letter.toLowerCase())];
  const kinds = [
    () => before + behind.charAt(0) + letter + behind.slice(1),
    () => before + behind,
    () => before + letter + letter + behind,
    () => before + (beside === undefined ? letter : chance.pick(Array.from(beside))) + behind,
    () => before + vowelOfSameSound(letter, chance) + behind,
  ];
  words[at] = chance.pick(kinds)();
  return words.join(' ');
}

/** A Greek number of ten digits, in one of the ways in which people write it. */
export function phoneFormat(national: string, chance: Chance): string {
  const [a, b, c] = [national.slice(0, 3), national.slice(3, 6), national.slice(6)];
  return chance.pick([
    national,
    national,
    `${a} ${b} ${c}`,
    `${a}-${b}${c}`,
    `${national.slice(0, 4)} ${national.slice(4)}`,
    `+30${national}`,
    `+30 ${a} ${b} ${c}`,
    `0030${national}`,
    `30${national}`,
    `(+30) ${a}.${b}.${c}`,
    `${a}/${b}${c}`,
    `τηλ. ${national}`,
  ]);
}

/** A number with one wrong digit, or two digits swapped. */
export function wrongDigit(national: string, chance: Chance): string {
  const at = 2 + chance.below(national.length - 3);
  const [before, digit, next] = [national.slice(0, at), national.charAt(at), national.charAt(at + 1)];
  if (chance.happens(0.5) && digit !== next) return before + next + digit + national.slice(at + 2);
  return before + String((Number(digit) + 1 + chance.below(9)) % 10) + national.slice(at + 1);
}

const BY_SOUND: Readonly<Record<string, string>> = {
  ...{ α: 'a', β: 'v', γ: 'g', δ: 'd', ε: 'e', ζ: 'z', η: 'i', θ: 'th', ι: 'i', κ: 'k', λ: 'l', μ: 'm' },
  ...{
    ν: 'n',
    ξ: 'x',
    ο: 'o',
    π: 'p',
    ρ: 'r',
    σ: 's',
    ς: 's',
    τ: 't',
    υ: 'i',
    φ: 'f',
    χ: 'h',
    ψ: 'ps',
    ω: 'o',
  },
  ...{ ου: 'ou', αι: 'e', ει: 'i', οι: 'i', αυ: 'av', ευ: 'ev', μπ: 'b', ντ: 'nt', γγ: 'ng', γκ: 'gk' },
};
const BY_LOOK: Readonly<Record<string, string>> = {
  ...{ α: 'a', β: 'b', γ: 'g', δ: 'd', ε: 'e', ζ: 'z', η: 'h', θ: '8', ι: 'i', κ: 'k', λ: 'l', μ: 'm' },
  ...{
    ν: 'n',
    ξ: '3',
    ο: 'o',
    π: 'p',
    ρ: 'r',
    σ: 's',
    ς: 's',
    τ: 't',
    υ: 'u',
    φ: 'f',
    χ: 'x',
    ψ: 'ps',
    ω: 'w',
  },
};
const BY_PASSPORT: Readonly<Record<string, string>> = {
  ...{ α: 'a', β: 'v', γ: 'g', δ: 'd', ε: 'e', ζ: 'z', η: 'i', θ: 'th', ι: 'i', κ: 'k', λ: 'l', μ: 'm' },
  ...{
    ν: 'n',
    ξ: 'x',
    ο: 'o',
    π: 'p',
    ρ: 'r',
    σ: 's',
    ς: 's',
    τ: 't',
    υ: 'y',
    φ: 'f',
    χ: 'ch',
    ψ: 'ps',
    ω: 'o',
  },
  ...{ ου: 'ou', αυ: 'av', ευ: 'ev', μπ: 'mp', ντ: 'nt', γγ: 'ng', γκ: 'gk' },
};
const GREEKLISH = [BY_SOUND, BY_PASSPORT, BY_PASSPORT, BY_LOOK];

/** The letters beside a letter on the Greek keyboard. */
const BESIDE: Readonly<Record<string, string>> = {
  ...{ α: 'σζ', β: 'ωνγ', γ: 'φηβ', δ: 'σφξ', ε: 'ρδ', ζ: 'αχ', η: 'γξν', θ: 'υιη', ι: 'υοκ', κ: 'ξλμ' },
  ...{ λ: 'κο', μ: 'νκ', ν: 'βμη', ξ: 'ηκν', ο: 'ιπλ', π: 'ολ', ρ: 'ετφ', σ: 'αδ', τ: 'ρυγ', υ: 'τθ' },
  ...{ φ: 'δγρ', χ: 'ζψσ', ψ: 'χω', ω: 'ψβ' },
};

const SAME_SOUND = ['ιηυ', 'οω', 'ιίηήυύ', 'οόωώ'];

function vowelOfSameSound(letter: string, chance: Chance): string {
  const vowels = SAME_SOUND.find((each) => each.includes(letter));
  return vowels === undefined ? letter : chance.pick(Array.from(vowels).filter((vowel) => vowel !== letter));
}
