// The matcher of the relaxed search: whether a record is what a query may have meant.
import { match } from '../match.ts';
import type { CompiledQuery } from '../query.ts';
import type { WeightedValue } from '../weighted-value.ts';
import type { Initials, RelaxedQuery, RelaxedWord } from './query.ts';
import { storedWords, type StoredWord } from './stored.ts';

/**
 * Whether all words of a query are found in the values of one record, each perhaps in another one, in one of the query's
 * readings. For queries that the strict search finds nobody for.
 */
export function matchRelaxed(query: RelaxedQuery, values: readonly WeightedValue[]): boolean {
  if (!query.exact.every((part) => isFoundExactly(part, values))) return false;
  const stored = storedWords(values);
  return query.readings.some((words) => matchesReading(words, stored, values));
}

function matchesReading(
  words: readonly RelaxedWord[],
  stored: readonly (readonly StoredWord[])[],
  values: readonly WeightedValue[],
): boolean {
  const inValues = stored.map((value) => words.map((word) => value.some((one) => isLinked(word, one))));
  return words.every((word, at) => {
    if (inValues.some((found) => found[at])) return true;
    if (word.kind === 'exact') return isFoundExactly(word.query, values);
    if (word.kind === 'spelling') return false;
    if (word.initials !== null && stored.some((value) => hasInitials(value, word.initials ?? [])))
      return true;
    // Γ. Παπαδόπουλος may be Γιώργος when Παπαδόπουλος is asked for too.
    return stored.some(
      (value, place) =>
        word.kind === 'word' &&
        inValues[place]?.some(Boolean) === true &&
        value.some(({ terms }) => word.links.initials.some((initial) => terms.has(initial))),
    );
  });
}

function isLinked(word: RelaxedWord, { token, terms, forms, sounds }: StoredWord): boolean {
  if (word.kind === 'spelling') return token.plain === word.plain;
  if (word.kind !== 'word') return false;
  const { links } = word;
  const { plain, script } = word.token;
  if (plain.length <= LONGEST_SHORT_WORD && token.plain.startsWith(plain)) return true;
  if (links.groups.some((group) => terms.has(group))) return true;
  for (const form of links.forms) if (forms.has(form)) return true;
  if (word.isSpelt && token.script !== 'greek') return false;
  if (script === 'greek' && token.script === 'greek' && !token.plain.startsWith(plain)) return false;
  const pool = script === token.script ? 'same' : 'other';
  return links.starts[pool].some((start) => sounds[pool].some((sound) => beginsWith(sound, start)));
}

/** Whether a sound begins with another one, without cutting a letter in two: αλεκ does not begin Αλέξης (kS). */
function beginsWith(sound: string, start: string): boolean {
  return sound.toLowerCase().startsWith(start.toLowerCase()) && !/[A-Z]/u.test(sound.charAt(start.length));
}

/** Words of so few letters are found at the beginning of a word as they are spelt. */
export const LONGEST_SHORT_WORD = 3;

/** Whether neighbouring words begin with these letters, in this order or, of two, in the other one. */
function hasInitials(value: readonly StoredWord[], initials: Initials): boolean {
  const orders = initials.length === 2 ? [initials, initials.toReversed()] : [initials];
  return value.some((_word, from) =>
    orders.some((order) =>
      order.every((letters, at) => letters.includes(value[from + at]?.token.plain.charAt(0) ?? '')),
    ),
  );
}

function isFoundExactly(query: CompiledQuery, values: readonly WeightedValue[]): boolean {
  const found: unknown = match(query, values);
  return found !== null && found !== false;
}
