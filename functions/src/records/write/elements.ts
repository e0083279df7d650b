// Finds which elements of a list that somebody sends are those that were read.
import { canonicalJson } from '../digest.ts';

/**
 * By content: equal elements are the same, in order. Where fewer of them were sent than were read, some are gone or changed: then first those at
 * the same place. Of the rest, one with the same identity is the same element, changed: first one at the same place, then one anywhere else.
 *
 * `null` for an element that is new. No element that was read is taken twice. The time grows with the length of the lists and not with its
 * square.
 */
export function matchElements(
  sent: readonly unknown[],
  read: readonly unknown[],
  identityOf: IdentityOf = () => null,
): (number | null)[] {
  const matches = sent.map((): number | null => null);
  const taken = new Set<number>();
  const take = (at: number, found: number | undefined) => {
    if (found === undefined || taken.has(found)) return;
    matches[at] = found;
    taken.add(found);
  };
  const equal = { sent: placesBy(sent, canonicalJson), read: placesBy(read, canonicalJson) };
  for (const [key, places] of equal.sent) {
    const those = equal.read.get(key) ?? [];
    if (places.length < those.length) {
      const atThose = new Set(those);
      for (const at of places) if (atThose.has(at)) take(at, at);
    }
    const left = those.filter((found) => !taken.has(found));
    for (const at of places.toReversed()) if (matches[at] === null) take(at, left.pop());
  }

  const identities = { sent: sent.map(identityOf), read: read.map(identityOf) };
  sent.forEach((_element, at) => {
    const identity = identities.sent[at] ?? null;
    if (matches[at] === null && identity !== null && identities.read[at] === identity) take(at, at);
  });
  // An empty identity says nothing but together with the place.
  const left = placesBy(read, (_element, at) => (taken.has(at) ? '' : (identities.read[at] ?? '')));
  sent.forEach((_element, at) => {
    const identity = identities.sent[at] ?? '';
    if (matches[at] === null && identity !== '') take(at, left.get(identity)?.pop());
  });
  return matches;
}

/** What makes an element the same one after a change; '' where only its place does, and null where nothing does. */
export type IdentityOf = (element: unknown) => string | null;

/** The places of elements by their keys, the first one last. */
function placesBy<T>(elements: readonly T[], keyOf: (element: T, at: number) => string) {
  const places = new Map<string, number[]>();
  for (let at = elements.length - 1; at >= 0; at--) {
    const key = keyOf(elements[at] as T, at);
    const those = places.get(key);
    if (those === undefined) places.set(key, [at]);
    else those.push(at);
  }
  return places;
}
