// Measures how well duplicates are found: each record of a labelled set is checked against all the others.
import { findDuplicates, type Level } from '../../src/duplicates/score.ts';
import { readIdentity, type Identity, type IdentityValue } from '../../src/duplicates/identity.ts';
import { findCandidates, MAX_READS, type QueriedTerms } from '../../src/duplicates/candidates.ts';
import { duplicateTerms } from '../../src/duplicates/keys.ts';

/** A record of which it is known who is the same: those with the same number in `same`. */
export interface LabelledRecord {
  readonly same: number;
  readonly values: readonly IdentityValue[];
}

/** How well the duplicates of a set were found. Shares are between 0 and 1. */
export interface Quality {
  readonly records: number;
  readonly truePairs: number;
  /** Of the true pairs: those where the check of at least one of the two read the other. */
  readonly blockingRecall: number;
  readonly reads: Spread;
  readonly candidates: Spread;
  /** Of checks: how many were cut because 50 candidates were found. */
  readonly cut: number;
  readonly levels: Record<Level, Found>;
  /** The same among the pairs that share a number or an address. */
  readonly sharing: { readonly truePairs: number; readonly levels: Record<Level, Found> };
}

interface Spread {
  readonly median: number;
  readonly p95: number;
  readonly max: number;
}

/** Of the pairs that were found at a level or above. */
export interface Found {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

export interface FoundPair {
  readonly a: number;
  readonly b: number;
  readonly bits: number;
  readonly level: Level;
  readonly isTrue: boolean;
  readonly shares: boolean;
}

/** Checks every record of a set against the others, as the API does for one that is about to be entered. */
export async function measureQuality(
  records: readonly LabelledRecord[],
): Promise<{ quality: Quality; pairs: FoundPair[] }> {
  const all = records.map(({ values, same }, at) => ({ at, same, identity: readIdentity(values) }));
  const index = new Map<string, number[]>();
  for (const { at, identity } of all) {
    for (const term of termsOf(identity)) {
      const list = index.get(term);
      if (list === undefined) index.set(term, [at]);
      else list.push(at);
    }
  }
  const pairs = new Map<number, FoundPair>();
  const read = new Set<number>();
  const counts: number[] = [];
  const reads: number[] = [];
  let cut = 0;
  const key = (a: number, b: number) => Math.min(a, b) * records.length + Math.max(a, b);
  for (const { at, identity } of all) {
    const check = await candidatesOf(identity, at, index);
    counts.push(check.candidates.length);
    reads.push(check.reads);
    if (check.isCut) cut++;
    const candidates = check.candidates.flatMap((each) => all[each] ?? []);
    for (const { at: other } of candidates) read.add(key(at, other));
    for (const { candidate, bits, level } of findDuplicates(identity, candidates, check.crowd)) {
      const known = pairs.get(key(at, candidate.at));
      if (known !== undefined && known.bits >= bits) continue;
      const isTrue = all[at]?.same === candidate.same;
      pairs.set(key(at, candidate.at), {
        a: at,
        b: candidate.at,
        bits,
        level,
        isTrue,
        shares: sharesContact(identity, candidate.identity),
      });
    }
  }
  const truth = truePairs(all);
  const sharing = truth.filter(([a, b]) => sharesContact(all[a]?.identity, all[b]?.identity));
  const found = [...pairs.values()];
  const quality = {
    records: records.length,
    truePairs: truth.length,
    blockingRecall: truth.filter(([a, b]) => read.has(key(a, b))).length / truth.length,
    reads: spread(reads),
    candidates: spread(counts),
    cut: cut / records.length,
    levels: levelsOf(found, truth.length),
    sharing: {
      truePairs: sharing.length,
      levels: levelsOf(
        found.filter(({ shares }) => shares),
        sharing.length,
      ),
    },
  };
  return { quality, pairs: found };
}

function termsOf(identity: Identity): Set<string> {
  return new Set([
    ...identity.phones.flatMap(({ terms }) => terms.map((term) => `phone:${term}`)),
    ...identity.emails.map(({ address }) => `email:${address}`),
    ...duplicateTerms(identity),
  ]);
}

/** Asks as the API does, an index in memory and an empty trash. */
function candidatesOf(identity: Identity, own: number, index: ReadonlyMap<string, readonly number[]>) {
  return findCandidates<number>(identity, {
    most: MAX_READS,
    ask: (terms, limit) => {
      const hits = new Set(namesOf(terms).flatMap((term) => index.get(term) ?? []));
      hits.delete(own);
      const found = new Map([...hits].slice(0, limit).map((hit) => [String(hit), hit]));
      return Promise.resolve({ found, reads: Math.max(1, found.size), isCut: hits.size > limit });
    },
    countUpTo: (terms, limit) => {
      const hits = new Set(namesOf(terms).flatMap((term) => index.get(term) ?? []));
      hits.delete(own);
      return Promise.resolve(Math.min(hits.size, limit));
    },
    askDeleted: () => Promise.resolve({ found: new Map(), reads: 1, isCut: false }),
  });
}

const namesOf = ({ phones, emails, keys }: QueriedTerms) => [
  ...phones.map((term) => `phone:${term}`),
  ...emails.map((term) => `email:${term}`),
  ...keys,
];

function sharesContact(ours: Identity | undefined, theirs: Identity | undefined): boolean {
  if (ours === undefined || theirs === undefined) return false;
  return (
    ours.phones.some(({ asked }) =>
      theirs.phones.some(({ terms }) => asked.some((term) => terms.includes(term))),
    ) || ours.emails.some(({ address }) => theirs.emails.some((other) => other.address === address))
  );
}

function truePairs(all: readonly { at: number; same: number }[]): [number, number][] {
  const groups = Map.groupBy(all, ({ same }) => same);
  return [...groups.values()].flatMap((group) =>
    group.flatMap((a, at) => group.slice(at + 1).map((b): [number, number] => [a.at, b.at])),
  );
}

const LEVEL_NAMES: readonly Level[] = ['certain', 'probable', 'possible'];

function levelsOf(found: readonly FoundPair[], truePairs: number): Record<Level, Found> {
  const atLeast = (level: Level) => {
    const named = found.filter((pair) => LEVEL_NAMES.indexOf(pair.level) <= LEVEL_NAMES.indexOf(level));
    const right = named.filter(({ isTrue }) => isTrue).length;
    const [precision, recall] = [right / named.length, right / truePairs];
    return { precision, recall, f1: (2 * precision * recall) / (precision + recall) };
  };
  return { certain: atLeast('certain'), probable: atLeast('probable'), possible: atLeast('possible') };
}

function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { median: at(0.5), p95: at(0.95), max: at(1) };
}
