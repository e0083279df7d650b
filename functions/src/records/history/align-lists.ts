// Finds which elements of a list are which elements of a later state of it, by their content.
import { isDeepStrictEqual } from 'node:util';
import { isPlainObject } from '../../firestore/stored-values.ts';

/**
 * Pairs of an old and a new index, in the order of the lists, without those whose elements are equal and in the same order. The new index is
 * null for an element that left, the old one for an element that came; an element that moved did both. A pair of two numbers is one element that
 * was changed. The work grows with n log n.
 */
export function alignLists(before: readonly unknown[], after: readonly unknown[]): Aligned[] {
  const equal = equalPairs(before.map(contentOf), after.map(contentOf));
  const kept = longestRising(equal);
  const stayed = new Set(kept);
  const moved = equal.filter((pair) => !stayed.has(pair));
  const whole = {
    before,
    after,
    oldMoved: new Set(moved.map(([old]) => old)),
    nowMoved: new Set(moved.map(([, now]) => now)),
  };
  const aligned: Aligned[] = [];
  let [old, now] = [0, 0];
  for (const [keptOld, keptNow] of [...kept, [before.length, after.length] as const]) {
    aligned.push(...alignGap(whole, { old, now, oldEnd: keptOld, nowEnd: keptNow }));
    [old, now] = [keptOld + 1, keptNow + 1];
  }
  return aligned;
}

/** Indices in the old and in the new list. */
export type Aligned = readonly [number, number] | readonly [number, null] | readonly [null, number];

type Pair = readonly [old: number, now: number];

/** The same text for equal elements: states that are read have their keys in one order. */
const contentOf = (element: unknown): string => JSON.stringify(element);

/** Each new element with an old one that is equal: of several the first that is left. */
function equalPairs(before: readonly string[], after: readonly string[]): Pair[] {
  const places = new Map<string, { next: number; all: number[] }>();
  for (const [old, content] of before.entries()) {
    const known = places.get(content);
    if (known === undefined) places.set(content, { next: 0, all: [old] });
    else known.all.push(old);
  }
  return after.flatMap((content, now) => {
    const known = places.get(content);
    const old = known?.all[known.next++];
    return old === undefined ? [] : [[old, now] as const];
  });
}

/** The longest part of the pairs whose old indices rise as the new ones do: the others moved (patience sorting). */
function longestRising(pairs: readonly Pair[]): Pair[] {
  /** At n the pair with the lowest old index that ends a rising part of n + 1 pairs. */
  const ends: number[] = [];
  const before: number[] = [];
  for (const [at, [old]] of pairs.entries()) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[ends[middle] ?? 0]?.[0] ?? 0) < old) low = middle + 1;
      else high = middle;
    }
    before[at] = ends[low - 1] ?? -1;
    ends[low] = at;
  }
  const rising: Pair[] = [];
  for (let at = ends.at(-1) ?? -1; at >= 0; at = before[at] ?? -1) {
    const pair = pairs[at];
    if (pair !== undefined) rising.push(pair);
  }
  return rising.reverse();
}

interface Whole {
  before: readonly unknown[];
  after: readonly unknown[];
  /** The indices of elements that are in both lists, in another order: none of them was changed. */
  oldMoved: ReadonlySet<number>;
  nowMoved: ReadonlySet<number>;
}

interface Gap {
  old: number;
  oldEnd: number;
  now: number;
  nowEnd: number;
}

/**
 * The elements between two that stayed. As many as before: each stands at the place of an old one, and is that one if half of it is the same.
 * Else an element is the first of the next few old ones with which it has more than half in common.
 */
function alignGap({ before, after, oldMoved, nowMoved }: Whole, gap: Gap): Aligned[] {
  const { oldEnd, nowEnd } = gap;
  let { old } = gap;
  const isSameCount = oldEnd - old === nowEnd - gap.now;
  const left: Aligned[] = [];
  const others: Aligned[] = [];
  for (let now = gap.now; now < nowEnd; now++) {
    const last = isSameCount ? old + 1 : Math.min(oldEnd, old + NEIGHBOURS);
    const isSame = (each: number) =>
      !oldMoved.has(each) && !nowMoved.has(now) && isChanged(before[each], after[now], isSameCount);
    let match = old;
    while (match < last && !isSame(match)) match++;
    if (match < last) {
      while (old < match) left.push([old++, null]);
      others.push([old++, now]);
      continue;
    }
    if (isSameCount) left.push([old++, null]);
    others.push([null, now]);
  }
  while (old < oldEnd) left.push([old++, null]);
  return [...left, ...others];
}

/** How many old elements a new one is compared with. */
const NEIGHBOURS = 8;

/** Whether two elements, which differ, are one that was changed: a map of which half the filled values are the same, or more than half. */
function isChanged(before: unknown, after: unknown, isHalfEnough: boolean): boolean {
  if (!isPlainObject(before) || !isPlainObject(after)) return false;
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  let [filled, same] = [0, 0];
  for (const key of keys) {
    if ((before[key] ?? null) === null && (after[key] ?? null) === null) continue;
    filled += 1;
    if (isDeepStrictEqual(before[key], after[key])) same += 1;
  }
  return isHalfEnough ? same * 2 >= filled : same * 2 > filled;
}
