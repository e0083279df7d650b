// A record by one of its keys: read, changed, or created where nobody has the key.
import { randomDocumentId } from '../../firestore/document-id.ts';
import type { Problem } from '../../standards/problem.ts';
import type { WriteContext } from '../context.ts';
import { ownerFields, ownerOf } from '../entries/entry.ts';
import { type ChangedKeys, ownEntry, type VersionedRecord } from '../history/entry.ts';
import type { RecordKind, State, StoredRecord } from '../kind.ts';
import { withFacets } from '../list/filters.ts';
import { mergedInto } from '../merge/marks.ts';
import { isServed, recordPath } from '../paths.ts';
import { ambiguousKey, type KeyMatch } from '../problems.ts';
import { neverMade, readMark } from '../trash/erasure.ts';
import { type IsMeant, NotMeant } from '../write/meant.ts';
import { firstAnswer, KeyedOperation } from '../write/operations.ts';
import {
  AGAIN,
  type Attempt,
  type Commit,
  type Decision,
  type Plan,
  withMeta,
  type Written,
} from '../write/plan.ts';
import { checkStorable } from '../write/storable.ts';
import { type Joint, type VersionWrite, versionWrite } from '../write/version.ts';
import {
  type Claim,
  claimWrites,
  ownersOf,
  readClaims,
  type ReadContext,
  readHolders,
  stillGone,
  unread,
} from './claims.ts';
import type { ExactKey } from './exact-key.ts';

/** A key that records are looked for by. */
export interface RecordKey<R extends StoredRecord> {
  /** What is claimed by whoever creates a record for it. */
  keys: readonly [ExactKey, ...ExactKey[]];
  /** Of which a record with the key has one; null for an external key, of which only the claim knows whose it is. */
  facets: readonly string[] | null;
  /** Whether a record has it. */
  isHeldBy: IsMeant<R>;
  /** The 404 where nobody has it. */
  notFound: () => Problem;
}

/** Throws the key's 404, and 409 `ambiguous_key`. */
export async function getByKey<R extends StoredRecord>(
  kind: RecordKind<R>,
  context: ReadContext,
  key: RecordKey<R>,
): Promise<VersionedRecord<R>> {
  const { ids, isCut } = await find(kind, context, key);
  const only: VersionedRecord<R>[] = [];
  const keep = (holder: VersionedRecord<R>) => {
    if (only.length === 0) only.push(holder);
    return matchOf(holder);
  };
  const options = { isHeldBy: key.isHeldBy, keep };
  const { held, gone } = await readHolders(kind, context, ids, options);
  if (held.length === 0) await readHolders(kind, context, await ledTo(kind, context, key, gone), options);
  if (held.length > 1) throw ambiguousKey(held, { more: isCut });
  const [holder] = only;
  if (holder === undefined) throw key.notFound();
  return holder;
}

/**
 * A write of the one record that has a key, or the creation of one for it, yet to be committed. It throws 409 `ambiguous_key`, the key's 404
 * where nobody has it and `create` is left out, and what `found` and `create` throw.
 *
 * The index entries say who has a natural key, as of every commit before. A creation claims it, so that of several at once one lands; the
 * others read whom the claim names. A claim outlives that its record has the key, or is there: whoever creates the next one takes it over.
 */
export function writeByKey<R extends StoredRecord>(
  kind: RecordKind<R>,
  context: WriteContext,
  key: RecordKey<R>,
  ways: WaysByKey<R>,
): VersionWrite<R> {
  const keyed = new KeyedOperation(context, { keepsId: true });
  const search = new SearchedWrite(kind, context, key, { ...ways, keyed });
  const [claimed] = unread(kind, [key.keys[0]]);
  return {
    database: context.database,
    path: () => claimed?.path ?? '',
    attempt: (attempt) => search.attempt(attempt),
    first: () => firstAnswer(kind, context, null, keyed),
    outcome: keyed.hasKey ? 'withKey' : 'withoutKey',
  };
}

/** What is done with whom a key finds. */
export interface WaysByKey<R extends StoredRecord> {
  /** The write of the record that has it. */
  found: (id: string, of: { meant?: IsMeant<R>; keyed?: KeyedOperation }) => VersionWrite<R>;
  /** What is created where nobody has it. */
  create?: () => State<R>;
}

/** A write by a key: what one attempt knows of those before it. */
class SearchedWrite<R extends StoredRecord> {
  readonly #kind: RecordKind<R>;
  readonly #context: WriteContext;
  readonly #key: RecordKey<R>;
  readonly #ways: WaysByKey<R> & { keyed: KeyedOperation };
  /** One for each record that was found: a repeated attempt is one of the same write. */
  readonly #writes = new Map<string, VersionWrite<R>>();
  /** The creation that was sent, with the claims as they were then. Nobody knows whether its commit will still arrive. */
  #sent: { id: string; claims: readonly Claim[]; isGivenUp: boolean } | null = null;

  constructor(
    kind: RecordKind<R>,
    context: WriteContext,
    key: RecordKey<R>,
    ways: WaysByKey<R> & { keyed: KeyedOperation },
  ) {
    this.#kind = kind;
    this.#context = context;
    this.#key = key;
    this.#ways = ways;
  }

  async attempt(attempt: Attempt & Joint): Promise<Decision<Written<R>>> {
    const kind = this.#kind;
    const found = await find(kind, this.#context, this.#key);
    // A first attempt hopes that nobody has claimed the key for a record that does not have it.
    const claims = found.claims ?? (attempt.isRetry ? await this.#readClaims() : null);
    const named = ownersOf(claims ?? []).filter((id) => !found.ids.includes(id));
    const own = this.#sent?.id;
    if (own !== undefined && [...found.ids, ...named].includes(own))
      return this.#creation(attempt, own, claims, []);
    if (claims !== null && found.ids.length + named.length > 0) {
      const settled = await this.#giveUp(claims);
      if (settled !== null) return settled;
    }
    const gone: string[] = [];
    const write =
      (await this.#ofHolder(found.ids, attempt, gone, found.isCut)) ??
      (await this.#ofHolder(named, attempt, gone, false)) ??
      (await this.#ofHolder(await ledTo(kind, this.#context, this.#key, gone), attempt, gone, false));
    if (write !== null) return write;
    return this.#creation(attempt, this.#sent?.id ?? randomDocumentId(), claims, gone);
  }

  #readClaims(): Promise<Claim[]> {
    return readClaims(this.#kind, this.#context.database, this.#key.keys);
  }

  /** The decision on the one of these records that has the key; null where none has. `gone` gets those that are not there. */
  async #ofHolder(
    ids: readonly string[],
    attempt: Attempt & Joint,
    gone: string[],
    isCut: boolean,
  ): Promise<Decision<Written<R>> | null> {
    let [id] = ids;
    if (ids.length > 1) {
      const { isHeldBy } = this.#key;
      const holders = await readHolders(this.#kind, this.#context, ids, { isHeldBy, keep: matchOf });
      gone.push(...holders.gone);
      if (holders.held.length > 1) throw ambiguousKey(holders.held, { more: isCut });
      id = holders.held[0]?.id;
    }
    if (id === undefined) return null;
    try {
      return await this.#writeOf(id).attempt(attempt);
    } catch (error) {
      if (!(error instanceof NotMeant)) throw error;
      if (error.isGone) gone.push(id);
      return null;
    }
  }

  #writeOf(id: string): VersionWrite<R> {
    const { found, keyed } = this.#ways;
    const known = this.#writes.get(id) ?? found(id, { meant: this.#key.isHeldBy, keyed });
    this.#writes.set(id, known);
    return known;
  }

  /**
   * Makes sure that the creation that was sent does not take effect any more, now that somebody is found: null where that is so. It cannot
   * where another commit has moved one of its claims.
   */
  async #giveUp(claims: readonly Claim[]): Promise<Commit<never> | null> {
    const sent = this.#sent;
    if (sent === null) return null;
    const isMoved = sent.claims.some((before, at) => !isSame(before, claims[at]));
    const { database } = this.#context;
    const isSettled = isMoved || (sent.isGivenUp && (await readMark(this.#kind, database, sent.id)) !== null);
    if (isSettled) {
      this.#sent = null;
      return null;
    }
    sent.isGivenUp = true;
    return { kind: 'commit', writes: neverMade(this.#kind, sent.id), landed: () => AGAIN, comesFirst: true };
  }

  async #creation(
    attempt: Attempt & Joint,
    id: string,
    claims: readonly Claim[] | null,
    gone: readonly string[],
  ): Promise<Decision<Written<R>>> {
    const kind = this.#kind;
    const { create, keyed } = this.#ways;
    if (create === undefined) throw this.#key.notFound();
    const claimed = claims ?? unread(kind, this.#key.keys);
    const decide = async ({ isRetry }: Attempt): Promise<Plan<R> | Written<R>> => {
      const { database } = this.#context;
      const made = isRetry ? await ownEntry(kind, database, id, { version: 1, operation: keyed.id }) : null;
      if (made !== null) return { ...made, isCreated: true };
      const state = create();
      return {
        after: 0,
        foreign: null,
        action: 'create',
        state,
        beside: addedKeys(this.#key.keys),
        entries: [],
        writes: (meta) => {
          checkStorable(kind, id, { state, stored: state, meta, changed: Object.keys(state), before: null });
          return [
            { kind: 'create', path: recordPath(kind, id), data: withMeta(state, meta) },
            ...claimWrites(kind, claimed, id),
            ...stillGone(kind, gone),
          ];
        },
      };
    };
    const decision = await versionWrite(kind, this.#context, id, decide, { keyed }).attempt(attempt);
    if (decision.kind === 'answer') return decision;
    this.#sent = { id, claims: claimed, isGivenUp: false };
    return asCreated(decision);
  }
}

/** Whom a key finds: by the index entries, or by the claim. Some may not have it any more, and some may be gone. */
async function find<R extends StoredRecord>(
  kind: RecordKind<R>,
  { database }: Pick<ReadContext, 'database'>,
  { keys, facets }: RecordKey<R>,
): Promise<{ ids: string[]; claims: Claim[] | null; isCut: boolean }> {
  if (facets === null) {
    const claims = await readClaims(kind, database, keys);
    return { ids: ownersOf(claims), claims, isCut: false };
  }
  const entries = await database.query({
    collection: kind.entries,
    where: withFacets([facets]),
    limit: MAX_MATCHES + 1,
    select: ownerFields(kind),
  });
  const ids = [...new Set(entries.map((entry) => ownerOf(kind, entry)))].filter((id) => isServed(kind, id));
  return { ids: ids.slice(0, MAX_MATCHES), claims: null, isCut: entries.length > MAX_MATCHES };
}

/**
 * What those that are gone are a part of now: the external keys of a record that was merged into another one lead there. A natural key is that
 * one's own, if the merge has kept it.
 */
async function ledTo<R extends StoredRecord>(
  kind: RecordKind<R>,
  { database }: Pick<ReadContext, 'database'>,
  { facets }: RecordKey<R>,
  gone: readonly string[],
): Promise<string[]> {
  if (facets !== null) return [];
  const ends = await Promise.all(gone.map((id) => mergedInto(kind, database, id)));
  return [...new Set(ends.flatMap((end) => end ?? []))];
}

/** The most that `ambiguous_key` shows. */
const MAX_MATCHES = 10;

/** A holder as a problem shows it. */
export const matchOf = ({ record: { id, name }, etag }: VersionedRecord<StoredRecord>): KeyMatch => ({
  id,
  name: name.slice(0, MAX_NAME_SHOWN).toWellFormed(),
  etag,
});

/** Longer than any name that the API takes. */
const MAX_NAME_SHOWN = 1000;

/** Whether a claim is as it was when it was read before; one that was not read was hoped to be none. */
const isSame = (before: Claim, now: Claim | undefined): boolean =>
  (before.document?.updateTime.valueOf() ?? null) === (now?.document?.updateTime.valueOf() ?? null);

/** The external keys among these, for the history. */
function addedKeys(keys: readonly ExactKey[]): { keys?: ChangedKeys } {
  const added = keys.flatMap(({ system, value }) => (system === undefined ? [] : [{ system, key: value }]));
  return added.length === 0 ? {} : { keys: { added, removed: [] } };
}

/** A creation that says that it is one: its caller did not know whether it would be. */
function asCreated<R extends StoredRecord>(commit: Commit<Written<R>>): Commit<Written<R>> {
  const { landed, confirm } = commit;
  const created = (answer: Written<R>): Written<R> => ({ ...answer, isCreated: true });
  return {
    ...commit,
    landed: () => {
      const answer = landed();
      return answer === AGAIN ? AGAIN : created(answer);
    },
    confirm: async () => {
      const answer = (await confirm?.()) ?? null;
      return answer && created(answer);
    },
  };
}
