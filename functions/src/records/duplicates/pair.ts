// Two records that are probably one, as it is stored: how sure it is, why, and whether somebody has said that they are two.
import { isDeepStrictEqual } from 'node:util';
import type { Level, Reason } from '../../duplicates/score.ts';
import type { StoredDocument } from '../../firestore/document.ts';
import type { Data } from '../../firestore/stored-values.ts';
import type { Write } from '../../firestore/write.ts';
import { shortId } from '../entries/entry.ts';
import { pairPath } from '../paths.ts';

/** The ids are in order, and the reasons are seen from the first. Of neither record is anything else stored. */
export interface StoredPair {
  /** As they stand in indexes. */
  ids: readonly [string, string];
  a: string;
  b: string;
  /** What the list is sorted by: see `rankOf`. */
  rank: string;
  level: Level;
  score: number;
  reasons: readonly Reason[];
  /** When they were found, ISO 8601. */
  found_at: string;
  /** Who has said that they are two, and for which kinds of reasons; null where nobody has. */
  dismissed: Dismissal | null;
}

export interface Dismissal {
  by: string;
  by_name: string | null;
  at: string;
  kinds: readonly string[];
}

/** What was found of two records, seen from the first of them. */
export interface FoundPair {
  a: string;
  b: string;
  level: Level;
  score: number;
  reasons: readonly Reason[];
}

/** What was found for a record, as a pair whose ids are in order. */
export function pairOf(id: string, other: string, found: Omit<FoundPair, 'a' | 'b'>): FoundPair {
  const { level, score } = found;
  if (id < other)
    return { a: id, b: other, level, score, reasons: found.reasons.map((reason) => ({ ...reason })) };
  const reasons = found.reasons.map(({ kind, pointer, theirs_pointer }) => ({
    kind,
    pointer: theirs_pointer,
    theirs_pointer: pointer,
  }));
  return { a: other, b: id, level, score, reasons };
}

/** The write that makes a stored pair what was found now; null where it is so already, and where it was dismissed for all of that. */
export function pairWrite(pairs: string, found: FoundPair, document: StoredDocument | null): Write | null {
  const path = pairPath(pairs, found.a, found.b);
  const now = new Date().toISOString();
  if (document === null)
    return { kind: 'create', path, data: pairData(found, { found_at: now, dismissed: null }) };
  if (isDismissed(document, found.reasons)) return null;
  const stored = storedPair(document);
  const isOpen = stored !== null && stored.dismissed === null;
  const { level, score, reasons } = found;
  const isSame =
    isOpen && isDeepStrictEqual([stored.level, stored.score, stored.reasons], [level, score, reasons]);
  if (isSame) return null;
  const data = pairData(found, { found_at: isOpen ? stored.found_at : now, dismissed: null });
  return { kind: 'update', path, data, condition: { updateTime: document.updateTime } };
}

/** As it is written. */
export function pairData(
  { a, b, level, score, reasons }: FoundPair,
  { found_at, dismissed }: Pick<StoredPair, 'found_at' | 'dismissed'>,
): Data {
  const rank = rankOf(dismissed === null ? 'open' : 'dismissed', level, score);
  const ids = [shortId(a), shortId(b)] as const;
  const pair = { ids, a, b, rank, level, score, reasons, found_at, dismissed };
  return pair satisfies StoredPair;
}

/** Read back; another program may have written anything there, which counts as no pair. */
export function storedPair(document: StoredDocument): StoredPair | null {
  const pair = document.data() as unknown as StoredPair;
  const isOne =
    [pair.a, pair.b, pair.rank, pair.found_at].every((text) => typeof text === 'string') &&
    (LEVEL_DIGITS as Record<string, unknown>)[pair.level] !== undefined &&
    typeof pair.score === 'number' &&
    Array.isArray(pair.reasons);
  return isOne ? { ...pair, dismissed: dismissalOf(document) } : null;
}

/** Whether somebody has said that they are two, for all the kinds of reasons that there are now. What is the same counts for what is similar. */
export function isDismissed(document: StoredDocument | null, reasons: readonly Reason[]): boolean {
  const dismissed = document && dismissalOf(document);
  if (dismissed === null) return false;
  const known = (kind: string) => dismissed.kinds.includes(kind);
  return kindsOf(reasons).every((kind) => known(kind) || known(kind.replace(/_similar$/u, '')));
}

/** The kinds of reasons for it, without what speaks against it. */
export const kindsOf = (reasons: readonly Reason[]): string[] => [
  ...new Set(reasons.map(({ kind }) => kind).filter((kind) => !kind.startsWith('but_'))),
];

/** The open pairs, or the dismissed ones, and among them the surest last: `open 2 097`. */
function rankOf(status: PairStatus, level: Level, score: number): string {
  return `${status} ${LEVEL_DIGITS[level]} ${String(score).padStart(3, '0')}`;
}

/** The lowest rank of a level, and one above all of the status. */
export const lowestRank = (status: PairStatus, level: Level): string => `${status} ${LEVEL_DIGITS[level]}`;
export const aboveRanks = (status: PairStatus): string => `${status}!`;

export type PairStatus = 'open' | 'dismissed';

const LEVEL_DIGITS = { possible: 1, probable: 2, certain: 3 } as const satisfies Record<Level, number>;

function dismissalOf(document: StoredDocument): Dismissal | null {
  const dismissed = document.get('dismissed') as Partial<Record<keyof Dismissal, unknown>> | null | undefined;
  if (typeof dismissed !== 'object' || dismissed === null || !Array.isArray(dismissed.kinds)) return null;
  const { by, by_name, at, kinds } = dismissed;
  return {
    by: String(by),
    by_name: typeof by_name === 'string' ? by_name : null,
    at: String(at),
    kinds: kinds.map(String),
  };
}
