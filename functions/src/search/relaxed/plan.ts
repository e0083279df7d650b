// The plan of a relaxed search: which index terms the candidates must have.
import type { SearchPlan } from '../plan.ts';
import { firstLetterTerm, impliedStart, startTerm } from './links.ts';
import { LONGEST_SHORT_WORD } from './match.ts';
import { isTelling, type RelaxedQuery, type RelaxedWord } from './query.ts';

/**
 * Plans the database query of a relaxed search. Every record that `matchRelaxed` accepts has all terms of at least one
 * list; `matchRelaxed` must verify the candidates. A word for which the limits leave no room is left to the matcher.
 */
export function planRelaxed(query: RelaxedQuery, limits: Limits = { lists: 30, terms: 100 }): SearchPlan {
  const [first = [], ...others] = query.readings;
  for (const share of LAYOUT_SHARES) {
    const further = others.flatMap((words) => planReading(words, share));
    const left = { lists: limits.lists - further.length, terms: limits.terms - further.flat().length };
    const lists = [...planReading(first, left), ...further];
    const plan = [...new Map(lists.map((list) => [list.join('\n'), list])).values()];
    if (share === LEAST_SHARE || (plan.length <= limits.lists && plan.flat().length <= limits.terms))
      return plan;
  }
  return [];
}

/** What a reading in another keyboard layout may take: less when the words as they were typed need more. */
const LEAST_SHARE: Limits = { lists: 7, terms: 20 };
const LAYOUT_SHARES: readonly Limits[] = [{ lists: 14, terms: 42 }, LEAST_SHARE];

/** How many lists a plan may have, and how many terms in all of them together. */
interface Limits {
  readonly lists: number;
  readonly terms: number;
}

/** The ways in which a word may be found, each a list of terms that a record must have together. */
type Alternatives = readonly (readonly string[])[];

function planReading(words: readonly RelaxedWord[], limits: Limits): string[][] {
  let parts = words.filter(isTelling).map(alternatives);
  while (!fits(parts, limits)) {
    const shrinking = parts.filter((part) => fewerAlternatives(part).length < part.length);
    const most = (shrinking.length > 0 ? shrinking : parts).reduce((a, b) => (b.length > a.length ? b : a));
    if (shrinking.length > 0) parts = parts.map((part) => (part === most ? fewerAlternatives(part) : part));
    else if (parts.length > 1) parts = parts.filter((part) => part !== most);
    else break;
  }
  const lists = parts.reduce<string[][]>(
    (all, part) => all.flatMap((list) => part.map((terms) => [...list, ...terms])),
    [[]],
  );
  return lists.map((list) => [...new Set(list)]);
}

function fits(parts: readonly Alternatives[], limits: Limits): boolean {
  const lists = parts.reduce((product, part) => product * part.length, 1);
  const longest = parts.reduce((sum, part) => sum + Math.max(...part.map((terms) => terms.length)), 0);
  return lists <= limits.lists && lists * longest <= limits.terms;
}

function alternatives(word: RelaxedWord): Alternatives {
  switch (word.kind) {
    case 'exact':
      return [];
    case 'spelling':
      return [[word.term]];
    case 'initials':
      return withInitials(word.initials);
    case 'word': {
      const { links, initials } = word;
      const { plain } = word.token;
      const terms = [
        ...links.terms,
        ...[...links.starts.same, ...links.starts.other].map(startTerm),
        ...links.initials,
      ];
      if (plain.length <= LONGEST_SHORT_WORD) terms.push(firstLetterTerm(plain.charAt(0)));
      return [
        ...Array.from(new Set(terms), (term) => [term]),
        ...(initials === null ? [] : withInitials(initials)),
      ];
    }
  }
}

/** One alternative for each way to write the first two letters; what follows is left to the matcher. */
function withInitials([first = [], second = []]: readonly (readonly string[])[]): Alternatives {
  return first.flatMap((one) => second.map((other) => [firstLetterTerm(one), firstLetterTerm(other)]));
}

/** The same with the beginnings of stems instead of the stems. */
function fewerAlternatives(part: Alternatives): Alternatives {
  const terms = part.map((list) => {
    const [term = ''] = list;
    return list.length === 1 ? [impliedStart(term) ?? term] : list;
  });
  return [...new Map(terms.map((list) => [list.join('\n'), list])).values()];
}
