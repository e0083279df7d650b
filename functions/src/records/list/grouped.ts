// Makes a page of a search in the order of relevance: group by group, each in the order of names.
import type { Filter } from '../../firestore/query.ts';
import type { Timestamp } from '../../firestore/stored-values.ts';
import { type Group, groupOf, tokensOf } from '../../search/relevance.ts';
import { type GroupPlan, planGroup, planNamed } from '../../search/relevance-plan.ts';
import type { PlanLimits } from '../../search/plan.ts';
import type { CompiledQuery } from '../../search/query.ts';
import type { StoredRecord } from '../kind.ts';
import type { CursorPosition } from './cursor-position.ts';
import { inGroup } from './filters.ts';
import { type Listed, readListed } from './listed.ts';
import type { MadePage } from './made-page.ts';
import { BY_NAME, comparePlaces } from './order.ts';
import type { ListContext, Total } from './page.ts';
import { type Counted, isUpTo, Seen } from './seen.ts';
import { countCandidates, totalOf } from './total.ts';
import { VERIFIED, type Walked, walkFrom } from './walked.ts';

/**
 * Each group is a query, asked for only while the page is not full. The candidates of a query may belong to another group, and are
 * left to it: so nobody is shown twice, and nobody is left out.
 *
 * A first page takes one round trip if it is filled by the two best groups or by all that match, which are counted at the same time;
 * else two to four. If all candidates are few, they are read at once and sorted here. The last group, which is found among all
 * candidates, is read only while one of them is left that the pages have not seen.
 *
 * Numbers are seldom in a name or an organization: one query asks for these four groups together, because each that is empty is a read.
 */
export async function groupedPage<R extends StoredRecord>(
  context: ListContext<R>,
  list: GroupedList<R>,
): Promise<MadePage> {
  return list.position === null ? firstPage(context, list) : laterPage(context, list, list.position);
}

export interface GroupedList<R extends StoredRecord> {
  limit: number;
  query: CompiledQuery;
  /** Finds all candidates. */
  where: Filter;
  /** The exact filters that go into every query, and what is left beside them. */
  beside: { filter: Filter; limits: PlanLimits };
  matches: (listed: Listed<R>) => boolean;
  position: CursorPosition | null;
}

async function firstPage<R extends StoredRecord>(
  context: ListContext<R>,
  list: GroupedList<R>,
): Promise<MadePage> {
  const { limit, where } = list;
  const isLong = limit > LONG_PAGE;
  const ofNumbers = list.query.parts.length > 0 && list.query.parts.every(({ kind }) => kind === 'number');
  const named = ofNumbers ? planNamed(list.query, list.beside.limits) : null;
  // Of a long page two groups at once could be far too much: there the count decides first.
  const readsAtOnce = !isLong && named === null;
  const filling = new Filling(context, list, {
    reads: MOST_PAGES * limit,
    trips: readsAtOnce ? MAX_TRIPS : MAX_TRIPS - 1,
  });
  const [counted, readTime, isNobodyNamed] = await Promise.all([
    countCandidates(context, where),
    readsAtOnce ? filling.read([1, 2], { roundsLeft: 2 }) : null,
    named !== null && isNobodyIn(context, list, named),
  ]);
  const { count } = counted;
  if (isLong && count <= limit) return wholePage(context, list, counted);
  const { rows } = filling;
  filling.begin(Seen.since(counted, readTime));
  const isAll = rows.length === count && (await filling.isEverybody());
  if (!filling.isFull && !isAll) {
    if (count <= FEW_PAGES * limit) return wholePage(context, list, counted);
    const rounds: Group[][] = isNobodyNamed ? [[5], [6]] : [[3, 4, 5], [6]];
    if (!isNobodyNamed && !readsAtOnce) rounds.unshift([1, 2]);
    // The page ends where one of the two best groups has more, but in too many entries for this page.
    if (filling.next === null) await filling.readAll(rounds);
  }
  const next = isAll || filling.next === null ? null : { ...filling.next, shown: rows.length };
  return { rows, ...totalOf(null, { count, shown: next === null ? rows.length : null }), next };
}

async function isNobodyIn<R extends StoredRecord>(
  { database, kind }: ListContext<R>,
  { beside }: GroupedList<R>,
  plan: GroupPlan,
): Promise<boolean> {
  const where: Filter = { all: [beside.filter, inGroup(plan, beside.limits)] };
  return plan.length === 0 || database.findsNothing({ collection: kind.entries, where, orderBy: BY_NAME });
}

async function laterPage<R extends StoredRecord>(
  context: ListContext<R>,
  list: GroupedList<R>,
  position: CursorPosition,
): Promise<MadePage> {
  const group = (position.group ?? 1) as Group;
  const filling = new Filling(context, list, {
    reads: list.limit + LATER_SPARE,
    trips: MAX_TRIPS,
  });
  if (position.seen !== undefined) filling.begin(new Seen(position.seen));
  const behind = [[1], [2], [3, 4, 5], [6]].map((round) => round.filter((each) => each > group) as Group[]);
  await filling.readAll([[group], ...behind.filter((round) => round.length > 0)], position.place[0]);
  const { rows, next } = filling;
  const shown = position.shown + rows.length;
  return { rows, ...totalOf(position, { count: null, shown }), next: next && { ...next, shown } };
}

/** All candidates, sorted here. */
async function wholePage<R extends StoredRecord>(
  context: ListContext<R>,
  { query, limit, where, matches }: GroupedList<R>,
  counted: Counted,
): Promise<MadePage> {
  const { count } = counted;
  if (count === 0) return { rows: [], total: 0, total_is_exact: true, next: null };
  // Some may have been added since they were counted.
  const most = count + MORE_SINCE;
  const { listed: candidates, readTime } = await readListed(
    context,
    { where, orderBy: BY_NAME, limit: most },
    tokenFields(query),
  );
  const found = candidates
    .filter(matches)
    .map((row) => ({ row, place: [String(groupOfEntry(query, row)), row.entry.id] }))
    .sort((a, b) => comparePlaces(a.place, b.place, [...BY_NAME, ...BY_NAME]));
  const page = found.slice(0, limit);
  const rows = page.map(({ row }) => row);
  const [group, id] = page.at(-1)?.place ?? [];
  const isAll = found.length === page.length && candidates.length < most;
  return {
    rows,
    ...totalOf(null, { count, shown: candidates.length < most ? found.length : null }),
    next:
      isAll || id === undefined
        ? null
        : {
            mode: 'grouped',
            group: Number(group),
            place: [id],
            seen: Seen.since<R>(counted, readTime)?.after(rows),
            shown: page.length,
          },
  };
}

/** A page while it is filled. */
class Filling<R extends StoredRecord> {
  readonly rows: Listed<R>[] = [];
  #seen: Seen<R> | null = null;
  #end: { group: Group; place: [string] } | null = null;
  readonly #context: ListContext<R>;
  readonly #list: GroupedList<R>;
  #readsLeft: number;
  #tripsLeft: number;

  constructor(
    context: ListContext<R>,
    list: GroupedList<R>,
    { reads, trips }: { reads: number; trips: number },
  ) {
    this.#context = context;
    this.#list = list;
    this.#readsLeft = reads;
    this.#tripsLeft = trips;
  }

  /** Where the next page begins; null when all groups are at their end. */
  get next(): Omit<CursorPosition, 'shown' | keyof Total> | null {
    return this.#end && { mode: 'grouped', ...this.#end, seen: this.#seen?.position };
  }

  /** What the pages before have seen; the rows of this page are seen, too. */
  begin(seen: Seen<R> | null): void {
    this.#seen = seen;
    seen?.add(this.rows);
  }

  /** Whether the pages have seen everybody whom the first page counted. It may take a round trip to know. */
  async isEverybody(): Promise<boolean> {
    if (this.#seen === null) return false;
    if (await this.#seen.count(this.#context, this.#list.where)) this.#tripsLeft -= 1;
    return this.#seen.isEverybody();
  }

  get isFull(): boolean {
    return this.rows.length === this.#list.limit;
  }

  /** Round by round, until the page is full. The first group begins behind `after`. */
  async readAll(rounds: readonly Group[][], after?: string): Promise<void> {
    for (const [at, groups] of rounds.entries()) {
      await this.read(groups, { roundsLeft: rounds.length - at - 1, after: at === 0 ? after : undefined });
      if (this.#end !== null) return;
    }
  }

  /** Reads groups at once, and takes what fits on the page. Returns as of when the first answer was. */
  async read(
    groups: readonly Group[],
    { roundsLeft, after }: { roundsLeft: number; after?: string | undefined },
  ): Promise<Timestamp | null> {
    if (groups.includes(6) && (await this.isEverybody())) return null;
    const missing = this.#list.limit - this.rows.length;
    const trips = Math.max(1, this.#tripsLeft - roundsLeft);
    const reads = Math.max(1, Math.floor(this.#readsLeft / groups.length));
    const walk = { limit: missing, spare: reads - missing, trips };
    const parts = await Promise.all(groups.map((group) => this.#walk(group, walk, after)));
    this.#tripsLeft -= Math.max(...parts.map((part) => part.trips));
    this.#readsLeft -= parts.reduce((sum, part) => sum + part.read, 0);
    const readTime = earliest(parts.map((part) => part.readTime));
    for (const [at, { rows, skipped, isEnd, lastId }] of parts.entries()) {
      const taken = rows.slice(0, this.#list.limit - this.rows.length);
      const group = groups[at];
      this.rows.push(...taken);
      this.#seen?.add(taken);
      if (group === 6) this.#seen?.add(skipped.filter(this.#isLast));
      const id = taken.length < rows.length ? taken.at(-1)?.entry.id : lastId;
      if (group === undefined || (isEnd && !this.isFull)) continue;
      if (id !== undefined && (taken.length > 0 || (!isEnd && !this.isFull)))
        this.#end = { group, place: [id] };
      return readTime;
    }
    return readTime;
  }

  /** The next rows of a group. */
  async #walk(
    group: Group,
    walk: { limit: number; spare: number; trips: number },
    after: string | undefined,
  ): Promise<Walked<R>> {
    const { query, where, beside, matches } = this.#list;
    const plan = group === 6 ? null : planGroup(query, group, beside.limits);
    if (plan?.length === 0) return NOTHING_READ;
    return walkFrom(
      this.#context,
      {
        ...walk,
        isSparing: group === 6 && this.#list.position !== null,
        where: plan === null ? where : { all: [beside.filter, inGroup(plan, beside.limits)] },
        fields: tokenFields(query),
        matches: (listed) => groupOfEntry(query, listed) === group && matches(listed),
        isOver: (rows, skipped) =>
          group === 6 && (this.#seen?.isEverybody(rows, skipped.filter(this.#isLast)) ?? false),
      },
      after,
    );
  }

  readonly #isLast = (listed: Listed<R>) => groupOfEntry(this.#list.query, listed) === 6;
}

const NOTHING_READ: Walked<never> = {
  rows: [],
  skipped: [],
  lastId: undefined,
  isEnd: true,
  read: 0,
  trips: 0,
  readTime: null,
};

const earliest = (times: readonly (Timestamp | null)[]) =>
  times.reduce(
    (first, time) => (time !== null && (first === null || isUpTo(time, first)) ? time : first),
    null,
  );

/** The fields of an entry that say which group it is of, and whether it matches. */
const tokenFields = (query: CompiledQuery) => [
  ...VERIFIED,
  ...tokensOf(query).map((token) => ['groups', token]),
];

const groupOfEntry = <R extends StoredRecord>(query: CompiledQuery, { entry }: Listed<R>): Group =>
  groupOf(query, (token) => entry.get('groups', token));

/** A longer page is counted before it is read. */
const LONG_PAGE = 100;

/** So few candidates are read at once, in pages. */
const FEW_PAGES = 2;

/** The most entries that are read for a first page, in pages, and those that are read for a later one beside what it shows. */
const MOST_PAGES = 4;
const LATER_SPARE = 400;

const MAX_TRIPS = 4;

const MORE_SINCE = 20;
