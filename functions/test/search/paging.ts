// Pages of a search over index entries in memory, and what each of them would cost.
import { matchForms } from '../../src/search/match.ts';
import { planSearch } from '../../src/search/plan.ts';
import type { CompiledQuery } from '../../src/search/query.ts';
import { planGroup, type GroupPlan } from '../../src/search/relevance-plan.ts';
import { groupOf, type Group } from '../../src/search/relevance.ts';
import type { EntryIndex } from './entry-index.ts';

/** A page: who is shown, by place; how many entries were read and in how many round trips; where the next page starts. */
export interface Page {
  readonly shown: readonly number[];
  readonly reads: number;
  readonly trips: number;
  readonly next: Position | null;
}

interface Position {
  readonly group: Group;
  readonly place: number;
}

const START: Position = { group: 1, place: -1 };
const UP_TO: readonly Group[] = [1, 2, 3, 4, 5, 6];

/** A search over entries: its pages, and everybody whom it finds in the order that is right. */
export function searchOf({ formsAt, find, groupAt }: EntryIndex, query: CompiledQuery, size: number) {
  const whole = find(planSearch(query).map((terms) => ({ groups: [], terms })));
  const groups = new Map<number, Group>();
  for (const place of whole) {
    if (matchForms(query, formsAt(place))) groups.set(place, groupOf(query, groupAt(place)));
  }
  const everybody = [...groups.keys()].sort((a, b) => (groups.get(a) ?? 0) - (groups.get(b) ?? 0) || a - b);
  const found = new Map<Group, readonly number[]>();
  const placesOf = (group: Group) => {
    let places = found.get(group);
    if (places === undefined) {
      places = group === 6 ? whole : find(planGroup(query, group));
      found.set(group, places);
    }
    return places;
  };
  /** One query, and more while its rows are of other groups. */
  const read = (group: Group, after: number, wanted: number) => {
    const rows: number[] = [];
    let reads = 0;
    let from = after;
    let trips = 0;
    const isAsked = group === 6 || planGroup(query, group).length > 0;
    let isAtEnd = !isAsked;
    while (rows.length < wanted && !isAtEnd) {
      // As many more as are missing, by the share of the rows so far that were of this group.
      const missing = wanted - rows.length;
      const chunk = Math.min(
        500,
        reads === 0 ? missing : Math.ceil((missing * reads) / Math.max(rows.length, reads / 8)),
      );
      const places = placesOf(group);
      const start = places.findIndex((place) => place > from);
      const part = start < 0 ? [] : places.slice(start, start + chunk);
      trips++;
      reads += Math.max(1, part.length);
      isAtEnd = part.length < chunk;
      for (const place of part) {
        if (groups.get(place) === group && rows.length < wanted) rows.push(place);
      }
      from = part.at(-1) ?? from;
    }
    return { rows, reads, trips, isAtEnd: isAtEnd && rows.length <= wanted };
  };
  const end = (shown: readonly number[], reads: number, trips: number): Page => {
    const last = shown.at(-1);
    const isLast = last === undefined || last === everybody.at(-1);
    return { shown, reads, trips, next: isLast ? null : { group: groups.get(last) ?? 6, place: last } };
  };
  const first = (): Page => {
    let reads = whole.length > 1_000 ? 2 : 1;
    const best = [1, 2].map((group) => read(group as Group, -1, size));
    reads += best.reduce((sum, one) => sum + one.reads, 0);
    let shown = best.flatMap(({ rows }) => rows).slice(0, size);
    if (shown.length === size || shown.length === whole.length) return end(shown, reads, 1);
    if (whole.length <= 2 * size) return end(everybody.slice(0, size), reads + whole.length, 2);
    const later = [3, 4, 5].map((group) => read(group as Group, -1, size - shown.length));
    reads += later.reduce((sum, one) => sum + one.reads, 0);
    shown = [...shown, ...later.flatMap(({ rows }) => rows)].slice(0, size);
    if (shown.length === size) return end(shown, reads, 2);
    const last = read(6, -1, size - shown.length);
    return end([...shown, ...last.rows], reads + last.reads, 2 + last.trips);
  };
  const after = (position: Position): Page => {
    let reads = 0;
    let trips = 0;
    let shown: readonly number[] = [];
    for (const group of UP_TO.filter((one) => one >= position.group)) {
      if (shown.length === size) break;
      const more = read(group, group === position.group ? position.place : -1, size - shown.length);
      shown = [...shown, ...more.rows];
      reads += more.reads;
      trips += more.trips;
    }
    return end(shown, reads, trips);
  };
  return {
    everybody,
    groups,
    candidates: whole,
    plan: (group: 1 | 2 | 3 | 4 | 5): GroupPlan => planGroup(query, group),
    placesOf,
    page: (position: Position = START): Page => (position === START ? first() : after(position)),
  };
}
