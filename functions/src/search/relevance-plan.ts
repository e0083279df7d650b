// The plan of one group of relevance: which tokens and terms the records of the group can have.
import { FIRESTORE_LIMITS, planSearch, type PlanLimits } from './plan.ts';
import type { CompiledQuery, QueryPart } from './query.ts';
import { wantedBy, wantedByPart, wantedByText, type Wanted } from './relevance.ts';
import { FIELDS, fieldToken, isFieldStored, type StoredGroup } from './relevance-tokens.ts';
import { ANYTHING_TERM } from './term-kinds.ts';

/**
 * Plans the database query for one group. A record that `match` accepts and that `groupOf` puts in this group fulfils all
 * conditions of at least one of the lists; records of other groups may do so too, and must be skipped. Without lists, no
 * record can be of the group. Group 6 is left to `planSearch`.
 *
 * Where the limits allow it, the lists name tokens only, in every combination. Otherwise the records of group 2
 * are found with those of group 1, which are few where a first page needs group 2 (later pages read them once more); or each word in turn is of the group, and the other words are wherever
 * `planSearch` finds them.
 */
export function planGroup(
  query: CompiledQuery,
  group: StoredGroup,
  limits: PlanLimits = FIRESTORE_LIMITS,
): GroupPlan {
  const wanted = wantedBy(query);
  const count = countOf(wanted, group);
  if (count === 0) return [];
  if (count <= limits.lists) {
    const plan = withTokens(listsOf(wanted, group));
    if (sizeOf(plan) <= limits.terms) return plan;
  }
  if (group === 2 && countUpTo(wanted, group) <= limits.lists) {
    const plan = withTokens(listsUpTo(wanted, group));
    if (sizeOf(plan) <= limits.terms) return plan;
  }
  const plan = query.parts.length > 1 ? planWordByWord(query, group, limits) : null;
  return plan ?? planWithoutTokens(query, limits);
}

/** Whether a plan is seen to leave out words of the query, by a list of fewer conditions than there are words. A word may have several. */
export const leavesOutWords = ({ parts }: CompiledQuery, plan: GroupPlan): boolean =>
  plan.some(({ groups, terms }) => groups.length + terms.length < parts.length);

/**
 * Plans the query that tells whether any record can be in a group that stands before contacts: in its name or in its organization. Null
 * where that is too much for one query. Without lists, no record can.
 */
export function planNamed(query: CompiledQuery, limits: PlanLimits = FIRESTORE_LIMITS): GroupPlan | null {
  const wanted = wantedBy(query);
  if (countUpTo(wanted, LAST_NAMED_GROUP) > limits.lists) return null;
  const plan = withTokens(listsUpTo(wanted, LAST_NAMED_GROUP));
  return sizeOf(plan) <= limits.terms ? plan : null;
}

const LAST_NAMED_GROUP = 4;

/** The records of a group fulfil all conditions of at least one of these lists. */
export type GroupPlan = readonly GroupList[];

interface GroupList {
  /** The tokens that a record must have, each in this group. */
  readonly groups: readonly (readonly [token: string, group: number])[];
  /** The search terms that it must have. */
  readonly terms: readonly string[];
}

/** Tokens that a record must have together, and their groups. */
type Tokens = readonly (readonly [token: string, group: StoredGroup])[];

type WantedToken = Extract<Wanted, { token: string }>;

/** How many lists `listsOf` makes. */
function countOf(wanted: Wanted, group: number): number {
  if ('token' in wanted) return wanted.groups.some((one) => one === group) ? 1 : 0;
  if ('bestOf' in wanted) return sum(wanted.bestOf.map((one) => countOf(one, group)));
  return sum(wanted.worstOf.map((_, worst) => countWithWorst(wanted.worstOf, worst, group)));
}

const countWithWorst = (all: readonly Wanted[], worst: number, group: number) =>
  all.reduce(
    (product, one, at) =>
      product * (at === worst ? countOf(one, group) : countUpTo(one, at > worst ? group - 1 : group)),
    1,
  );

/** How many lists `listsUpTo` makes. */
function countUpTo(wanted: Wanted, group: number): number {
  if ('token' in wanted) return tokensUpTo(wanted, group).length;
  if ('bestOf' in wanted) return sum((wanted.covered ?? wanted.bestOf).map((one) => countUpTo(one, group)));
  return wanted.worstOf.reduce((product, one) => product * countUpTo(one, group), 1);
}

/**
 * The tokens of every record in this group. The last of several worst words is in the group, those behind it in a better one: so group 1 is
 * that of the last word, which people have often not typed to its end, and which then is no whole word of a name.
 */
function listsOf(wanted: Wanted, group: StoredGroup): readonly Tokens[] {
  if ('token' in wanted) return wanted.groups.some((one) => one === group) ? [[[wanted.token, group]]] : [];
  if ('bestOf' in wanted) return wanted.bestOf.flatMap((one) => listsOf(one, group));
  return wanted.worstOf.flatMap((_, worst) => {
    if (countWithWorst(wanted.worstOf, worst, group) === 0) return [];
    return wanted.worstOf.reduce<readonly Tokens[]>(
      (lists, one, at) => {
        const more = at === worst ? listsOf(one, group) : listsUpTo(one, at > worst ? group - 1 : group);
        return lists.flatMap((list) => more.map((tokens) => [...list, ...tokens]));
      },
      [[]],
    );
  });
}

/** The tokens of every record in this group or a better one, and of a few others. */
function listsUpTo(wanted: Wanted, group: number): readonly Tokens[] {
  if ('token' in wanted) return tokensUpTo(wanted, group);
  if ('bestOf' in wanted) return (wanted.covered ?? wanted.bestOf).flatMap((one) => listsUpTo(one, group));
  if (countUpTo(wanted, group) === 0) return [];
  return wanted.worstOf.reduce<readonly Tokens[]>(
    (lists, one) => {
      const more = listsUpTo(one, group);
      return lists.flatMap((list) => more.map((tokens) => [...list, ...tokens]));
    },
    [[]],
  );
}

/** One token in this group or a better one: by its field, where both groups of the field are good enough. */
function tokensUpTo({ token, groups }: WantedToken, group: number): readonly Tokens[] {
  const found = groups.filter((one) => one <= group);
  if (found.length < 2 || !isFieldStored(token)) return found.map((one) => [[token, one]]);
  const fields = FIELDS.filter((field) => field <= group).map((field): Tokens => [
    [fieldToken(token), field],
  ]);
  return group === 3 ? [...fields, [[token, 3]]] : fields;
}

/** A plan of tokens alone, without those lists that want a token in two groups. */
function withTokens(lists: readonly Tokens[]): GroupPlan {
  return lists.flatMap((list) => {
    const groups = new Map(list);
    return list.every(([token, group]) => groups.get(token) === group)
      ? [{ groups: [...groups], terms: [] }]
      : [];
  });
}

/**
 * Each word in turn in the group. Of the other words, those with the fewest combinations are in this group or a better one,
 * and the rest of the query is as `planSearch` finds it. Null where even that does not fit.
 */
function planWordByWord(query: CompiledQuery, group: StoredGroup, limits: PlanLimits): GroupPlan | null {
  const words = query.parts.map((part, at) => ({ part, at, wanted: wantedByPart(part) }));
  const all = words.map(({ wanted }) => wanted);
  const worst = words.filter(({ at }) => countWithWorst(all, at, group) > 0);
  const text = withTokens(listsOf(wantedByText(query), group));
  const share: PlanLimits = {
    lists: Math.floor((limits.lists - text.length) / worst.length),
    terms: Math.floor((limits.terms - sizeOf(text)) / worst.length),
  };
  const plan: GroupList[] = [...text];
  for (const { at, wanted } of worst) {
    let count = countOf(wanted, group);
    if (count > share.lists) return null;
    let lists = listsOf(wanted, group);
    const rest: QueryPart[] = [];
    const others = words
      .filter((word) => word.at !== at)
      .map((word) => ({ ...word, upTo: word.at > at ? group - 1 : group }))
      .map((word) => ({ ...word, count: countUpTo(word.wanted, word.upTo) }))
      .sort((a, b) => a.count - b.count);
    for (const word of others) {
      const more = count * word.count > share.lists ? [] : listsUpTo(word.wanted, word.upTo);
      const combined = lists.flatMap((list) => more.map((tokens) => [...list, ...tokens]));
      if (more.length > 0 && combined.flat().length + combined.length <= share.terms) {
        lists = combined;
        count *= word.count;
      } else {
        rest.push(word.part);
      }
    }
    const tokens = withTokens(lists);
    if (tokens.length === 0) continue;
    const found =
      rest.length === 0
        ? [[]]
        : planOfRest({ ...query, parts: rest }, Math.floor(share.lists / tokens.length), (more) =>
            Math.floor((share.terms - more * sizeOf(tokens)) / tokens.length),
          );
    if (tokens.length * found.length > share.lists || sizeOf(tokens) > share.terms) return null;
    plan.push(...tokens.flatMap(({ groups }) => found.map((terms) => ({ groups, terms }))));
  }
  return plan;
}

/**
 * At most `lists` lists of `planSearch`, or one without terms. `termsFor` says how many terms so many lists may have in all.
 * Records with too many terms are in no group.
 */
function planOfRest(
  query: CompiledQuery,
  lists: number,
  termsFor: (lists: number) => number,
): readonly (readonly string[])[] {
  for (let most = lists; most > 0; most--) {
    const terms = termsFor(most);
    if (terms < most) continue;
    const plan = planSearch(query, { lists: most + 1, terms: terms + 1 }).filter(
      ([term]) => term !== ANYTHING_TERM,
    );
    if (plan.length <= most && sum(plan.map(({ length }) => length)) <= terms) return plan;
  }
  return [[]];
}

function planWithoutTokens(query: CompiledQuery, limits: PlanLimits): GroupPlan {
  return planOfRest(query, limits.lists, () => limits.terms).map((terms) => ({ groups: [], terms }));
}

const sizeOf = (plan: GroupPlan) => sum(plan.map(({ groups, terms }) => groups.length + terms.length));
const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
