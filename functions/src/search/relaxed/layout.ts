// Words that were typed with the keyboard in the other layout: giannhw for γιαννης, ξοην for john.

/** What the keys of a text give in the Greek layout. Null when it has no Latin letters. A dead key for accents vanishes. */
export function inGreekLayout(text: string): string | null {
  const keys = text.toLowerCase();
  if (!/[a-z]/u.test(keys)) return null;
  return keys.replace(/[;:](?=[a-z])/gu, '').replace(/[a-z]/gu, (key) => GREEK_KEYS[key] ?? '');
}

/** What the keys of a text give in the Latin layout. Null when it has no Greek letters. */
export function inLatinLayout(text: string): string | null {
  const keys = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  if (!/[α-ως]/u.test(keys)) return null;
  return keys.replace(/;(?=[α-ω])/gu, 'q').replace(/[α-ως]/gu, (letter) => LATIN_KEYS.get(letter) ?? '');
}

/** Each Latin letter with the Greek letter on its key. The key of q has the semicolon. */
const KEYS = 'aα bβ cψ dδ eε fφ gγ hη iι jξ kκ lλ mμ nν oο pπ rρ sσ tτ uθ vω wς xχ yυ zζ'
  .split(' ')
  .map((pair) => [pair.charAt(0), pair.charAt(1)] as const);

const GREEK_KEYS: Readonly<Record<string, string>> = Object.fromEntries(KEYS);
const LATIN_KEYS = new Map(KEYS.map(([latin, greek]) => [greek, latin]));
