// Decides what a record is without some of those that were merged into it, and keeps what was changed since: pure, and without a field's name.
import { isDeepStrictEqual } from 'node:util';
import { canonicalJson } from '../digest.ts';
import { CHANGED_SINCE, type KeptField } from '../history/entry.ts';
import { matchElements } from '../write/elements.ts';

/**
 * A field that still is as the merge left it becomes what it would have been without the others. In a list, the elements that came with them
 * and are as they came leave, and those that the merge has left out come back; all others stay. What was changed since stays as it is, and is
 * named in `kept`.
 */
export function separate({ merged, without, now }: States, rules: SeparationRules): Separation {
  const fields: Record<string, unknown> = {};
  const kept: KeptValue[] = [];
  for (const field of rules.entered) {
    const [left, wanted, here] = [merged[field], without[field], now[field]];
    if (isDeepStrictEqual(left, wanted) || isDeepStrictEqual(here, wanted)) fields[field] = here;
    else if (isDeepStrictEqual(here, left)) fields[field] = wanted;
    else if (Array.isArray(left) && Array.isArray(wanted) && Array.isArray(here)) {
      const list = separateList({ left, wanted, here }, (element) => rules.identityOf(field, element));
      fields[field] = list.elements;
      kept.push(...list.touched.map((value) => ({ field, why: CHANGED_SINCE, value }) as const));
    } else {
      fields[field] = here;
      kept.push({ field, why: CHANGED_SINCE, value: here });
    }
  }
  return { fields, kept };
}

/** The fields of a record, each as it was at one time. */
interface States {
  /** As the merge left them. */
  merged: Fields;
  /** As the merge would have left them without those that are taken back. */
  without: Fields;
  now: Fields;
}

type Fields = Readonly<Record<string, unknown>>;

interface SeparationRules {
  entered: readonly string[];
  /** What makes an element of a list the same one after a change; see `matchElements`. */
  identityOf: (field: string, element: unknown) => string | null;
}

interface Separation {
  /** All fields that people enter. */
  fields: Record<string, unknown>;
  kept: KeptValue[];
}

/** A value that was changed since, so that it stays; of a list one element. */
export interface KeptValue extends KeptField {
  value: unknown;
}

interface Lists {
  left: readonly unknown[];
  wanted: readonly unknown[];
  here: readonly unknown[];
}

function separateList(
  { left, wanted, here }: Lists,
  identityOf: (element: unknown) => string | null,
): { elements: unknown[]; touched: unknown[] } {
  const leaving = beyond(left, wanted);
  const matches = matchElements(here, left, identityOf);
  const touched: unknown[] = [];
  const staying = here.filter((element, at) => {
    const match = matches[at] ?? null;
    if (match === null || !leaving.has(match)) return true;
    if (isDeepStrictEqual(element, left[match])) return false;
    touched.push(element);
    return true;
  });
  return { elements: withReturned(staying, wanted, beyond(wanted, left)), touched };
}

/** The places of the elements that a list has beyond those of another one. Of equal ones the last are beyond. */
function beyond(list: readonly unknown[], other: readonly unknown[]): Set<number> {
  const left = new Map<string, number>();
  for (const element of other) {
    const key = canonicalJson(element);
    left.set(key, (left.get(key) ?? 0) + 1);
  }
  const places = new Set<number>();
  list.forEach((element, at) => {
    const key = canonicalJson(element);
    const count = left.get(key) ?? 0;
    if (count === 0) places.add(at);
    else left.set(key, count - 1);
  });
  return places;
}

/** The list with the elements of another one at these places, each behind the element that is before it there. */
function withReturned(
  list: readonly unknown[],
  other: readonly unknown[],
  places: ReadonlySet<number>,
): unknown[] {
  if (places.size === 0) return [...list];
  const at = new Map(list.map((element, place) => [canonicalJson(element), place]));
  const behind = new Map<number, unknown[]>();
  let last = -1;
  other.forEach((element, place) => {
    if (!places.has(place)) last = at.get(canonicalJson(element)) ?? last;
    else {
      const there = behind.get(last);
      if (there === undefined) behind.set(last, [element]);
      else there.push(element);
    }
  });
  return [
    ...(behind.get(-1) ?? []),
    ...list.flatMap((element, place) => [element, ...(behind.get(place) ?? [])]),
  ];
}
