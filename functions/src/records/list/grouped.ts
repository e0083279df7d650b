// Makes a page of a search in the order of relevance: group by group, each in the order of names.
import type { PageRoom } from '../../firestore/page.ts';
import type { Filter } from '../../firestore/query.ts';
import type { Timestamp } from '../../firestore/stored-values.ts';
import { type Group, groupOf, tokensOf } from '../../search/relevance.ts';
import { type GroupPlan, leavesOutWords, planGroup, planNamed } from '../../search/relevance-plan.ts';
import type { PlanLimits } from '../../search/plan.ts';
import type { CompiledQuery } from '../../search/query.ts';
import type { StoredRecord } from '../kind.ts';
import type { CursorPosition } from './cursor-position.ts';
import { inGroup } from './filters.ts';
import { FirstRows } from './first-rows.ts';
import { bytesOf, type Candidate, type Listed, rowBytes, scanListed } from './listed.ts';
import type { MadePage } from './made-page.ts';
import { BY_NAME, type OrderBy } from './order.ts';
import type { ListContext, Total } from './page.ts';
import { type Counted, isUpTo, Seen } from './seen.ts';
import { countCandidates, mostCounted, totalOf } from './total.ts';
import { VERIFIED, type Walked, walkFrom } from './walked.ts';

/**
 * Each group is a query, asked for only while the page is not full. The candidates of a query may belong to another group, and are
 * left to it: so nobody is shown twice, and nobody is left out.
 *
 * A first page takes one round trip if it is filled by the two best groups or by all that match, which are counted at the same time;
 * else two to four. If all candidates are few, they are read at once and sorted here; so they are if they are as many as may still be read, and the
 * groups would be found by a part of the query alone. A page that is short goes on with the group where it stopped, while it has reads and trips. The last group, which is found among all
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
  const { rows } = filling;
  const mostKnown = mostCounted(context);
  filling.begin(Seen.since(counted, readTime, mostKnown));
  // Where both groups can have nobody, only the count was asked for.
  if (filling.tripsLeft === MAX_TRIPS) filling.spend({ reads: 0, trips: 1 });
  const isAll = !filling.isFullOfBytes && rows.length === count && (await filling.isEverybody());
  if (!filling.isFull && !isAll) {
    const few = isVague(list) ? Math.max(FEW_PAGES * limit, filling.readsLeft) : FEW_PAGES * limit;
    const isFew = count <= Math.min(few, mostKnown);
    if (isFew && !isTooMuch(context, { bytes: bytesOf(rows), read: rows.length }, count)) {
      context.room.giveBack(bytesOf(rows));
      const before = context.database.bill.reads;
      const whole = await wholePage(context, list, counted);
      if (whole !== null) return whole;
      filling.spend({ reads: context.database.bill.reads - before, trips: 1 });
      context.room.take(bytesOf(rows), { isFirst: true });
    }
    const rounds: Group[][] = isNobodyNamed ? [[5], [6]] : [[3, 4, 5], [6]];
    if (!isNobodyNamed && !readsAtOnce) rounds.unshift([1, 2]);
    if (filling.next === null) await filling.readAll(rounds);
    await filling.readOn();
  }
  const next = isAll || filling.next === null ? null : { ...filling.next, shown: rows.length };
  return { rows, ...totalOf(null, { count, shown: next === null ? rows.length : null }), next };
}

/** Whether a group of the organization is found by a part of the query alone, among entries that may be many more than those that match. */
const isVague = <R extends StoredRecord>({ query, beside }: GroupedList<R>): boolean =>
  ([3, 4] as const).some((group) => leavesOutWords(query, planGroup(query, group, beside.limits)));

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
  await filling.readAll(roundsFrom(group), position.place[0]);
  const { rows, next } = filling;
  const shown = position.shown + rows.length;
  return { rows, ...totalOf(position, { count: null, shown }), next: next && { ...next, shown } };
}

/** A group, and those behind it. */
function roundsFrom(group: Group): Group[][] {
  const rounds: Group[][] = [[1], [2], [3, 4, 5], [6]];
  const behind = rounds.map((round) => round.filter((each) => each > group));
  return [[group], ...behind.filter((round) => round.length > 0)];
}

/** All candidates, sorted here; null where they turn out to be far more than a page has room for. */
async function wholePage<R extends StoredRecord>(
  context: ListContext<R>,
  { query, limit, where, matches }: GroupedList<R>,
  counted: Counted,
): Promise<MadePage | null> {
  const { count } = counted;
  if (count === 0) return { rows: [], total: 0, total_is_exact: true, next: null };
  // Some may have been added since they were counted.
  const most = count + MORE_SINCE;
  let first = new FirstRows<R>({ limit, orderBy: BY_GROUP, room: context.room, after: null });
  let read = 0;
  let matching = 0;
  let bytes = 0;
  const { readTime } = await scanListed(
    context,
    { where, orderBy: BY_NAME, limit: most },
    tokenFields(query),
    () => {
      first.leave();
      first = new FirstRows({ limit, orderBy: BY_GROUP, room: context.room, after: null });
      [read, matching, bytes] = [0, 0, 0];
      return (listed) => {
        read += 1;
        if (!matches(listed)) return true;
        matching += 1;
        first.add(listed, [String(groupOfEntry(query, listed)), listed.entry.id]);
        bytes += rowBytes(listed);
        return !isTooMuch(context, { bytes, read }, count);
      };
    },
  );
  if (isTooMuch(context, { bytes, read }, count)) {
    first.leave();
    return null;
  }
  const rows = first.rows.map(({ row }) => row);
  const [group, id] = first.rows.at(-1)?.place ?? [];
  const isAll = !first.hasMore && read < most;
  return {
    rows,
    ...totalOf(null, { count, shown: read < most ? matching : null }),
    next:
      isAll || id === undefined
        ? null
        : {
            mode: 'grouped',
            group: Number(group),
            place: [id],
            seen: Seen.since(counted, readTime, mostCounted(context))?.after(rows),
            shown: rows.length,
          },
  };
}

/** Whether all candidates have more bytes than a page, as those say that were read. */
const isTooMuch = (
  { room }: { room: PageRoom },
  { bytes, read }: { bytes: number; read: number },
  count: number,
) => bytes > TELLING_BYTES && (bytes / read) * count > room.most;

/** A page while it is filled. */
class Filling<R extends StoredRecord> {
  readonly rows: Listed<R>[] = [];
  #seen: Seen | null = null;
  #end: GroupPlace | null = null;
  /** The place of the last row. */
  #last: GroupPlace | null = null;
  /** The last place of a group that was read to its end. */
  #behind: GroupPlace | null = null;
  readonly #context: ListContext<R>;
  readonly #list: GroupedList<R>;
  #readsLeft: number;
  #tripsLeft: number;
  #isFullOfBytes = false;

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
  begin(seen: Seen | null): void {
    this.#seen = seen;
    seen?.add(this.rows);
  }

  /** Whether the pages have seen everybody whom the first page counted. It may take a round trip to know. */
  async isEverybody(): Promise<boolean> {
    if (this.#seen === null) return false;
    if (await this.#seen.count(this.#context, this.#list.where)) this.#tripsLeft -= 1;
    return this.#seen.isEverybody();
  }

  /** How many entries may still be read for the page. */
  get readsLeft(): number {
    return this.#readsLeft;
  }

  /** In how many round trips. */
  get tripsLeft(): number {
    return this.#tripsLeft;
  }

  /** Takes off what was read for the page elsewhere. */
  spend({ reads, trips }: { reads: number; trips: number }): void {
    this.#readsLeft -= reads;
    this.#tripsLeft -= trips;
  }

  get isFull(): boolean {
    return this.isFullOfBytes || this.rows.length === this.#list.limit;
  }

  /** There is a row that did not fit. */
  get isFullOfBytes(): boolean {
    return this.#isFullOfBytes;
  }

  /** Round by round, until the page is full. The first group begins behind `after`. */
  async readAll(rounds: readonly Group[][], after?: string): Promise<void> {
    for (const [at, groups] of rounds.entries()) {
      await this.read(groups, { roundsLeft: rounds.length - at - 1, after: at === 0 ? after : undefined });
      if (this.#end !== null) return;
    }
  }

  /**
   * Goes on from where the page ends, while it is not full: a group had so many candidates of other groups that it took its share of the reads
   * and has taken nobody, or few. It ends where the reads or the round trips do.
   */
  async readOn(): Promise<void> {
    while (this.#end !== null && this.#mayRead()) {
      const { group, place } = this.#end;
      [this.#end, this.#behind] = [null, this.#end];
      for (const [at, groups] of roundsFrom(group).entries()) {
        if (!this.#mayRead()) this.#end = this.#behind;
        else await this.read(groups, { roundsLeft: 0, after: at === 0 ? place[0] : undefined });
        if (this.#end !== null) break;
      }
    }
  }

  #mayRead(): boolean {
    return !this.isFull && this.#tripsLeft > 0 && this.#readsLeft > 0;
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
    const parts = await Promise.all(
      groups.map((group, at) => this.#walk(group, { ...walk, isAhead: at > 0 }, after)),
    );
    this.#tripsLeft -= Math.max(...parts.map((part) => part.trips));
    this.#readsLeft -= parts.reduce((sum, part) => sum + part.read, 0);
    const readTime = earliest(parts.map((part) => part.readTime));
    for (const [at, part] of parts.entries()) {
      const group = groups[at];
      if (group === undefined) continue;
      let taken = this.#take(group, part);
      let { isCut } = part;
      if (at > 0 && isCut && !this.isFull) {
        // The groups before it have left room: it goes on where it stopped for them.
        const rest = await this.#goOn(group, taken.id);
        taken = this.#take(group, rest);
        isCut = rest.isCut;
      }
      this.#isFullOfBytes = isCut && this.rows.length < this.#list.limit;
      if (taken.isEnd && !this.isFull) {
        if (taken.id !== undefined) this.#behind = { group, place: [taken.id] };
        continue;
      }
      // Where nothing of this group was taken or skipped, the next page begins behind the last row.
      this.#end = taken.id === undefined ? this.#last : { group, place: [taken.id] };
      for (const { rows } of parts.slice(at + 1)) this.#context.room.giveBack(bytesOf(rows));
      break;
    }
    return readTime;
  }

  /** Takes what was found of a group, up to the limit. Returns the id up to which that is, and whether nothing is behind it. */
  #take(
    group: Group,
    { rows, skipped, isEnd, lastId }: Walked<R>,
  ): { id: string | undefined; isEnd: boolean } {
    const taken = rows.slice(0, this.#list.limit - this.rows.length);
    this.rows.push(...taken);
    this.#context.room.giveBack(bytesOf(rows.slice(taken.length)));
    const last = taken.at(-1)?.entry.id;
    if (last !== undefined) this.#last = { group, place: [last] };
    this.#seen?.add(taken);
    if (group === 6) this.#seen?.add(skipped.filter(this.#isLast));
    return taken.length < rows.length ? { id: last, isEnd: false } : { id: lastId, isEnd };
  }

  /** What is left of a group that had to leave room for others: one more round trip. */
  async #goOn(group: Group, after: string | undefined): Promise<Walked<R>> {
    const limit = this.#list.limit - this.rows.length;
    const rest = { limit, spare: Math.max(0, this.#readsLeft - limit), trips: 1, isAhead: false };
    const walked = await this.#walk(group, rest, after);
    this.#tripsLeft -= 1;
    this.#readsLeft -= walked.read;
    return walked;
  }

  /** The next rows of a group. */
  async #walk(
    group: Group,
    { isAhead, ...walk }: { limit: number; spare: number; trips: number; isAhead: boolean },
    after: string | undefined,
  ): Promise<Walked<R>> {
    const { query, where, beside, matches } = this.#list;
    const plan = group === 6 ? null : planGroup(query, group, beside.limits);
    if (plan?.length === 0) return NOTHING_READ;
    return walkFrom(
      this.#context,
      {
        ...walk,
        // It must leave room for the groups before it.
        most: isAhead ? AHEAD_BYTES : Infinity,
        isFirst: !isAhead && this.rows.length === 0,
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

  readonly #isLast = (candidate: Candidate) => groupOfEntry(this.#list.query, candidate) === 6;
}

interface GroupPlace {
  group: Group;
  place: [string];
}

const NOTHING_READ: Walked<never> = {
  rows: [],
  skipped: [],
  lastId: undefined,
  isEnd: true,
  isCut: false,
  read: 0,
  looked: 0,
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

const groupOfEntry = (query: CompiledQuery, { entry }: Candidate): Group =>
  groupOf(query, (token) => entry.get('groups', token));

/** The most bytes of rows of each group that is read while one before it is. */
const AHEAD_BYTES = 500_000;

/** So many bytes tell how large the others are. */
const TELLING_BYTES = 1_000_000;

/** The order of a page that is sorted here: by group, then by name. */
const BY_GROUP: OrderBy = [...BY_NAME, ...BY_NAME];

/** A longer page is counted before it is read. */
const LONG_PAGE = 100;

/** So few candidates are always read at once, in pages. */
const FEW_PAGES = 2;

/** The most entries that are read for a first page, in pages, and those that are read for a later one beside what it shows. */
const MOST_PAGES = 4;
const LATER_SPARE = 400;

const MAX_TRIPS = 4;

const MORE_SINCE = 20;
