// The groups of words that mean the same, and the abbreviations, ready to be looked up.
import { PAIR_BREAK } from '../groups.ts';
import { greekInflections, type Inflection } from './endings.ts';
import { ABBREVIATIONS, FIELD_WORDS, GIVEN_NAMES, PLACES } from './word-table.ts';

/** A group that a word belongs to. */
export interface Membership {
  readonly group: number;
  /** Whether the word means the same as every word of the group. Otherwise it means the same as such words only. */
  readonly isCentral: boolean;
  /** The formal name of a group of given names, in Greek. Null for other groups. */
  readonly formalName: string | null;
}

/** The groups of a Greek word, by the spelling of its inflections. */
export function groupsOfGreek(plain: string, inflections: readonly Inflection[]): Membership[] {
  return lookUp([plain, ...inflections.map((one) => spellingKey(one).replaceAll(PAIR_BREAK, ''))]);
}

/** The groups of a word in Latin letters: by its spelling or else, as the Greek word that it sounds like. */
export function groupsOfLatin(plain: string, inflections: readonly Inflection[]): Membership[] {
  const found = lookUp([plain]);
  return found.length > 0 || plain.endsWith('e') ? found : lookUp(inflections.map(inflectionKey));
}

function lookUp(keys: readonly string[]): Membership[] {
  const { members } = vocabulary();
  const found = new Map<number, Membership>();
  for (const key of keys) {
    for (const member of members.get(key) ?? []) {
      if (found.get(member.group)?.isCentral !== true) found.set(member.group, member);
    }
  }
  return [...found.values()];
}

/** The groups of the given names whose formal name begins so: γεω. is Γεώργιος. At most four. */
export function namesBeginningWith(start: string): Membership[] {
  return vocabulary()
    .names.filter(({ formalName }) => formalName?.startsWith(start))
    .slice(0, MAX_NAMES);
}

/** What an abbreviation stands for. */
export interface Abbreviation {
  /** All its words. A stored abbreviation is found by any of them. */
  readonly words: readonly string[];
  /** The words that a typed abbreviation finds, each by itself. */
  readonly telling: readonly string[];
  /** Whether it is one only when a dot follows: εν. is ενορία, and εν is a word. */
  readonly needsDot: boolean;
}

export function abbreviationOf(plain: string, hasDot: boolean): Abbreviation | null {
  const known = vocabulary().abbreviations.get(plain);
  return known === undefined || (known.needsDot && !hasDot) ? null : known;
}

/** The words that a contraction may stand for: Κων/νος, Θεσ/νίκης. Their cases as they are contracted. */
export function expandContraction(start: string, end: string): string[] {
  if (start.length > MAX_START || end.length > MAX_END) return [];
  const found: string[] = [];
  for (const { word, inflections } of vocabulary().words) {
    if (!word.startsWith(start) || found.length >= MAX_EXPANSIONS) continue;
    for (
      let at = word.lastIndexOf(end.charAt(0));
      at >= start.length;
      at = word.lastIndexOf(end.charAt(0), at - 1)
    ) {
      const form = word.slice(0, at) + end;
      if (greekInflections(form).some((one) => inflections.has(inflectionKey(one)))) {
        found.push(form);
        break;
      }
    }
  }
  return found;
}

export function inflectionKey({ stem, endings }: Inflection): string {
  return `${stem}-${endings}`;
}

/** The same by the Greek letters. */
export function spellingKey({ letters, endings }: Inflection): string {
  return `${letters}-${endings}`;
}

const MAX_NAMES = 4;
const MAX_START = 6;
const MAX_END = 8;
const MAX_EXPANSIONS = 3;

interface Vocabulary {
  /** By the inflections of a Greek word (with a dash) or the spelling of a Latin one. */
  readonly members: ReadonlyMap<string, readonly Membership[]>;
  readonly names: readonly Membership[];
  readonly words: readonly { readonly word: string; readonly inflections: ReadonlySet<string> }[];
  readonly abbreviations: ReadonlyMap<string, Abbreviation>;
}

let known: Vocabulary | undefined;

/** Made when it is first asked for, so that a cold start does not wait for it. */
function vocabulary(): Vocabulary {
  return (known ??= readTables());
}

function readTables(): Vocabulary {
  const members = new Map<string, Membership[]>();
  const names: Membership[] = [];
  const words: { word: string; inflections: ReadonlySet<string> }[] = [];
  let group = 0;
  for (const table of [GIVEN_NAMES, PLACES, FIELD_WORDS]) {
    for (const line of table.trim().split('\n')) {
      group++;
      const [central = '', others = ''] = line.replaceAll('ς', 'σ').split('>');
      const formalName = table === GIVEN_NAMES ? (central.split(' ')[0] ?? null) : null;
      names.push(...(formalName === null ? [] : [{ group, isCentral: true, formalName }]));
      for (const [text, isCentral] of [
        [central, true],
        [others, false],
      ] as const) {
        for (const word of text.split(' ').filter((part) => part !== '')) {
          const isGreek = GREEK.test(word) && !word.startsWith('=');
          const inflections = isGreek ? greekInflections(word) : [];
          const sounds = inflections.map(inflectionKey);
          if (isGreek) words.push({ word, inflections: new Set(sounds) });
          for (const key of isGreek
            ? [...inflections.map(spellingKey), ...new Set(sounds)]
            : [word.replace('=', '')]) {
            const list = members.get(key) ?? [];
            list.push({ group, isCentral, formalName });
            members.set(key, list);
          }
        }
      }
    }
  }
  return { members, names, words, abbreviations: readAbbreviations() };
}

function readAbbreviations(): ReadonlyMap<string, Abbreviation> {
  const lines = ABBREVIATIONS.trim().replaceAll('ς', 'σ').split('\n');
  return new Map(
    lines.map((line) => {
      const [abbreviation = '', words = ''] = line.split(':');
      const [others = [], telling = []] = words
        .split('>')
        .map((part) => part.split(' ').filter((word) => word !== ''));
      const needsDot = others.length === 0 && abbreviation !== 'αγ';
      return [abbreviation, { words: [...new Set([...others, ...telling])], telling, needsDot }];
    }),
  );
}

const GREEK = /[α-ω]/u;
