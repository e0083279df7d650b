// A query of the relaxed search, taken apart once for the matcher and the plan.
import { withFewMarks } from '../few-marks.ts';
import { compileQuery, type CompiledQuery } from '../query.ts';
import { inGreekLayout, inLatinLayout } from './layout.ts';
import { queryLinks, soundingLike, type QueryLinks } from './links.ts';
import { tokensOf, type Token } from './tokens.ts';

/**
 * Takes a query apart for the relaxed search. Null when there is nothing to relax: it is blank, or has only numbers, parts
 * of e-mail addresses or single letters, or more words than people type.
 */
export function compileRelaxed(query: string): RelaxedQuery | null {
  if (query.length > MAX_LENGTH) return null;
  const texts: string[] = [];
  const exact: string[] = [];
  let number: string[] = [];
  for (const token of withFewMarks(query.toWellFormed()).normalize('NFKC').split(/\s+/u)) {
    if (NUMBER.test(token)) {
      number.push(token);
      continue;
    }
    if (number.length > 0) exact.push(number.join(' '));
    number = [];
    (token.includes('@') ? exact : texts).push(token);
  }
  if (number.length > 0) exact.push(number.join(' '));
  const text = texts.join(' ');
  const greek = inGreekLayout(text);
  const latin = inLatinLayout(text);
  const readings = [
    readingOf(text, 'typed'),
    ...(greek === null ? [] : [readingOf(greek, 'greek layout')]),
    ...(latin === null ? [] : [readingOf(latin, 'latin layout')]),
  ].filter((reading) => reading !== null);
  return readings.length === 0 ? null : { readings, exact: exact.map((part) => compileQuery(part)) };
}

/** A query, ready to be compared with records and to be planned. */
export interface RelaxedQuery {
  /** The ways to read its words: a record matches when all words of one of them are found. */
  readonly readings: readonly (readonly RelaxedWord[])[];
  /** What must be found as the strict search finds it: numbers and e-mail addresses. */
  readonly exact: readonly CompiledQuery[];
}

/** A word of a query. */
export type RelaxedWord =
  /** A word of two letters or more. A stored word may begin with it, as it is spelt when it has three letters or fewer. */
  | {
      readonly kind: 'word';
      readonly token: Token;
      readonly links: QueryLinks;
      /** Whether it is compared with Greek words alone, by its letters. */
      readonly isSpelt: boolean;
      readonly initials: Initials | null;
    }
  /** Initials, which must begin neighbouring words. */
  | { readonly kind: 'initials'; readonly initials: Initials }
  /** A word that must be spelt so: one in the Latin layout. */
  | { readonly kind: 'spelling'; readonly plain: string; readonly term: string }
  /** A word of another alphabet, which must be found as the strict search finds it. */
  | { readonly kind: 'exact'; readonly query: CompiledQuery };

/** Single letters, each with the letters that sound like it. */
export type Initials = readonly (readonly string[])[];

const MAX_LENGTH = 300;
const MAX_WORDS = 12;

const NUMBER = /^[\p{Nd}\p{P}\p{S}]*\p{Nd}[\p{Nd}\p{P}\p{S}]*$/u;

type Layout = 'typed' | 'greek layout' | 'latin layout';

/** The words of a text. Null when there is none that tells something, or one that nobody can have meant. */
function readingOf(text: string, layout: Layout): readonly RelaxedWord[] | null {
  const tokens = tokensOf(text, MAX_WORDS + 1);
  if (tokens.length > MAX_WORDS) return null;
  if (layout === 'greek layout' && !tokens.every(({ script }) => script === 'greek')) return null;
  const telling = tokens.filter(({ plain }) => !FUNCTION_WORDS.has(plain));
  const words = (telling.length > 0 ? telling : tokens).map((token) => relaxedWord(token, layout));
  return words.some(isTelling) ? words : null;
}

/** Whether a word narrows the search: one that is linked, or two initials or more. */
export function isTelling(word: RelaxedWord): boolean {
  if (word.kind === 'word')
    return word.token.plain.length >= MIN_SPELLED || word.links.isAbbreviation || word.initials !== null;
  return word.kind === 'spelling' || (word.kind === 'initials' && word.initials.length > 1);
}

function relaxedWord(token: Token, layout: Layout): RelaxedWord {
  const { plain, script, letters } = token;
  if (script === 'other') return { kind: 'exact', query: compileQuery(plain) };
  const initials = letters.length > 1 ? letters.map(soundingLike) : null;
  if (plain.length === 1) return { kind: 'initials', initials: [soundingLike(plain)] };
  if (layout === 'latin layout') {
    const term = queryLinks(token, MAX_LINKS, 'query').terms.find((one) => !one.startsWith(' &'));
    return term === undefined || plain.length < MIN_SPELLED
      ? { kind: 'exact', query: compileQuery(plain) }
      : { kind: 'spelling', plain, term };
  }
  if (layout === 'greek layout') {
    return {
      kind: 'word',
      token,
      links: queryLinks(token, MAX_LAYOUT_LINKS, 'spelt'),
      isSpelt: true,
      initials: null,
    };
  }
  const links = queryLinks(token, MAX_LINKS, 'query');
  return { kind: 'word', token, links, isSpelt: false, initials: links.isAbbreviation ? null : initials };
}

/** Each link may be a list of the plan, which has at most 30. */
const MAX_LINKS = 12;
const MAX_LAYOUT_LINKS = 7;

const MIN_SPELLED = 3;

/** Articles, prepositions and `and`: a record may do without them. */
const FUNCTION_WORDS = new Set(
  'ο η το οι τα του τησ των τον την και κι στο στη στην στου στησ ησ εν and the of kai ke ki tou tis tis ton o i'.split(
    ' ',
  ),
);
