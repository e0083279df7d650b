// Finds the pairs of probable duplicates of a whole collection.
import { type Asked, findCandidates, MAX_READS, type QueriedTerms } from '../../duplicates/candidates.ts';
import { type Identity, type IdentityValue, readIdentity } from '../../duplicates/identity.ts';
import { findDuplicates } from '../../duplicates/score.ts';
import type { Connection } from '../../firestore/client.ts';
import type { StoredDocument } from '../../firestore/document.ts';
import type { FieldPath } from '../../firestore/query.ts';
import type { Timestamp } from '../../firestore/stored-values.ts';
import type { Write } from '../../firestore/write.ts';
import { pagesOf } from '../foreign/collection-pages.ts';
import { foreignContext } from '../foreign/context.ts';
import { type DuplicatesOf, type RecordKind, SILENT, stateOf, type StoredRecord } from '../kind.ts';
import { isServed, pairPath, recordPath } from '../paths.ts';
import { commit } from '../write/commit.ts';
import { answered } from '../write/plan.ts';
import { keepPairs, pairRemoval } from './keep-pairs.ts';
import { type FoundPair, pairOf, pairWrite, storedPair } from './pair.ts';
import { contactsOf, duplicateTermsOf } from './terms.ts';

/**
 * Reads every record once and compares them in memory, as the check of each one would; then reads and writes pairs, in the order of their first ids. It
 * may run twice and while others write: a pair is written only if neither record has moved since it was read, and one that has moved is looked at by itself.
 *
 * Costs a read for each record and for each pair. Memory: about 1 kB for a record.
 */
export async function findAllPairs<R extends StoredRecord>(
  kind: RecordKind<R>,
  connection: Connection,
  { from, signal, onPage = () => undefined }: FindAllOptions = {},
): Promise<FindAllProgress> {
  const { duplicates } = kind;
  const progress: FindAllProgress = { seen: 0, checked: 0, pairs: 0, written: 0, removed: 0, lastId: from };
  if (duplicates === undefined) return progress;
  const records = new KnownRecords(kind, duplicates);
  for await (const documents of pagesOf(connection, kind.collection, { select: fieldsOf(duplicates) })) {
    if (signal?.aborted) return progress;
    for (const document of documents) records.add(document);
    progress.seen += documents.length;
    onPage(progress);
  }
  const found = new Map<string, FoundPair>();
  for (const id of records.ids) {
    if (signal?.aborted) return progress;
    for (const pair of await records.pairsOf(id)) {
      const path = pairPath(duplicates.pairs, pair.a, pair.b);
      const known = found.get(path);
      if (known === undefined || known.score < pair.score) found.set(path, pair);
    }
    progress.checked += 1;
    if (progress.checked % PAGE === 0) onPage(progress);
  }
  progress.pairs = found.size;
  const inOrder = [...found]
    .filter(([, { a }]) => from === undefined || a > from)
    .sort(([, one], [, other]) => (one.a < other.a ? -1 : one.a > other.a ? 1 : 0));
  for (let at = 0; at < inOrder.length; at += PAIRS_AT_A_TIME) {
    if (signal?.aborted) return progress;
    const some = inOrder.slice(at, at + PAIRS_AT_A_TIME);
    progress.written += await writePairs(kind, connection, duplicates.pairs, { found: some, records });
    // The next pairs may have the same first id: whoever goes on there begins with it again.
    progress.lastId =
      some.findLast(([, { a }]) => a !== inOrder[at + PAIRS_AT_A_TIME]?.[1].a)?.[1].a ?? progress.lastId;
    onPage(progress);
  }
  progress.removed = await removeOthers(kind, connection, duplicates.pairs, { found, signal });
  return progress;
}

/** How far a run has come. */
export interface FindAllProgress {
  /** Records read, and of these compared. */
  seen: number;
  checked: number;
  /** Pairs that were found, of these written because they were not known or had changed, and known pairs that are none any more. */
  pairs: number;
  written: number;
  removed: number;
  /** Every pair whose first id is not behind this one is written: where another run may go on. */
  lastId: string | undefined;
}

export interface FindAllOptions {
  /** Go on with the pairs behind this first id. */
  from?: string | undefined;
  signal?: AbortSignal | undefined;
  onPage?: (progress: Readonly<FindAllProgress>) => void;
}

const PAGE = 300;

/** Two writes and checks each in a commit. */
const PAIRS_AT_A_TIME = 50;

const fieldsOf = <R extends StoredRecord>({ fields }: DuplicatesOf<R>): FieldPath[] =>
  fields.map((field) => [field]);

/** What is known of every record, in memory: what it is called, and under which terms it is found. */
class KnownRecords<R extends StoredRecord> {
  readonly ids: string[] = [];
  readonly #kind: RecordKind<R>;
  readonly #duplicates: DuplicatesOf<R>;
  readonly #values: (readonly IdentityValue[])[] = [];
  readonly #times: Timestamp[] = [];
  readonly #found = new Map<string, number[]>();
  readonly #places = new Map<string, number>();
  readonly #identities = new Map<number, Identity>();

  constructor(kind: RecordKind<R>, duplicates: DuplicatesOf<R>) {
    this.#kind = kind;
    this.#duplicates = duplicates;
  }

  add(document: StoredDocument): void {
    const state = stateOf(this.#kind.read(document, SILENT));
    const values = this.#duplicates.identity(state).filter(({ text }) => text.length <= LONGEST_TEXT);
    const at = this.ids.length;
    const identity = readIdentity(values);
    const terms = [
      ...this.#duplicates.contactFacets(contactsOf(identity)),
      ...duplicateTermsOf(this.#kind, state),
    ];
    for (const term of new Set(terms)) {
      const holders = this.#found.get(term);
      if (holders === undefined) this.#found.set(term, [at]);
      else holders.push(at);
    }
    this.ids.push(document.id);
    this.#places.set(document.id, at);
    this.#values.push(values);
    this.#times.push(document.updateTime);
  }

  /** When a record was written last, as it was read. */
  timeOf(id: string): Timestamp | undefined {
    return this.#times[this.#places.get(id) ?? -1];
  }

  /** The probable duplicates of a record, as a check would find them. */
  async pairsOf(id: string): Promise<FoundPair[]> {
    const own = this.#places.get(id);
    const identity = own === undefined ? null : this.#identity(own);
    if (identity === null) return [];
    const { candidates, crowd } = await findCandidates<number>(identity, {
      most: MAX_READS,
      countUpTo: (terms, limit) => Promise.resolve(this.#ask(terms, limit, undefined).found.size),
      ask: (terms, limit) => Promise.resolve(this.#ask(terms, limit, own)),
    });
    return findDuplicates(
      identity,
      candidates.map((at) => ({ at, identity: this.#identity(at) })),
      crowd,
    ).flatMap(({ candidate: { at }, ...found }) =>
      found.level === 'possible' ? [] : [pairOf(id, this.ids[at] ?? '', found)],
    );
  }

  #ask({ phones, emails, keys }: QueriedTerms, limit: number, own: number | undefined): Asked<number> {
    const terms = [...this.#duplicates.contactFacets({ phones, emails }), ...keys];
    const hits = new Set<number>();
    for (const term of terms)
      for (const at of this.#found.get(term) ?? []) {
        if (at !== own) hits.add(at);
        if (hits.size > limit) break;
      }
    const found = new Map([...hits].slice(0, limit).map((at) => [String(at), at]));
    return { found, reads: Math.max(1, found.size), isCut: hits.size > limit };
  }

  #identity(at: number): Identity {
    let identity = this.#identities.get(at);
    if (identity === undefined) {
      identity = readIdentity(this.#values[at] ?? []);
      if (this.#identities.size >= MOST_IDENTITIES) this.#identities.clear();
      this.#identities.set(at, identity);
    }
    return identity;
  }
}

/** Identities kept because they are compared again and again. Emptied when full. */
const MOST_IDENTITIES = 5000;

/** Another program's may be as long as a document. */
const LONGEST_TEXT = 1000;

/** Returns how many were written. */
async function writePairs<R extends StoredRecord>(
  kind: RecordKind<R>,
  connection: Connection,
  pairs: string,
  { found, records: known }: { found: readonly (readonly [string, FoundPair])[]; records: KnownRecords<R> },
): Promise<number> {
  const { database } = foreignContext(connection);
  const moved = new Set<string>();
  const served = found.filter(([, { a, b }]) => isServed(kind, a) && isServed(kind, b));
  const written = await commit<number>(database, pairs, async ({ isRetry }) => {
    const ids = [...new Set(served.flatMap(([, { a, b }]) => [a, b]))];
    const [documents, records] = await Promise.all([
      database.getAll(served.map(([path]) => path)),
      // A first attempt hopes that none has moved.
      isRetry
        ? database.getAll(
            ids.map((id) => recordPath(kind, id)),
            [],
          )
        : null,
    ]);
    for (const [at, record] of records?.entries() ?? []) {
      const [id = '', time] = [ids[at], known.timeOf(ids[at] ?? '')];
      if (record === null || !time?.isEqual(record.updateTime)) moved.add(id);
    }
    const changed = served.flatMap(([, pair], at) => {
      if (moved.has(pair.a) || moved.has(pair.b)) return [];
      const write = pairWrite(pairs, pair, documents[at] ?? null);
      return write === null ? [] : [{ pair, write }];
    });
    if (changed.length === 0) return answered(0);
    const named = new Set(changed.flatMap(({ pair: { a, b } }) => [a, b]));
    const unmoved = [...named].flatMap((id): Write[] => {
      const updateTime = known.timeOf(id);
      const path = recordPath(kind, id);
      return updateTime === undefined ? [] : [{ kind: 'verify', path, condition: { updateTime } }];
    });
    return {
      kind: 'commit',
      writes: [...changed.map(({ write }) => write), ...unmoved],
      landed: () => changed.length,
    };
  });
  for (const id of moved) await keepPairs(kind, foreignContext(connection).database, id);
  return written;
}

/** Looks again at the open pairs that were not found, by one of their records. Returns how many are gone. */
async function removeOthers<R extends StoredRecord>(
  kind: RecordKind<R>,
  connection: Connection,
  pairs: string,
  { found, signal }: { found: ReadonlyMap<string, FoundPair>; signal: AbortSignal | undefined },
): Promise<number> {
  let removed = 0;
  for await (const documents of pagesOf(connection, pairs)) {
    for (const document of documents) {
      if (signal?.aborted) return removed;
      const pair = storedPair(document);
      if (found.has(document.path) || (pair !== null && pair.dismissed !== null)) continue;
      const { database } = foreignContext(connection);
      if (pair === null) {
        await commit<undefined>(database, document.path, async ({ isRetry }) => {
          const now = isRetry ? await database.get(document.path) : document;
          if (now === null || storedPair(now) !== null) return answered(undefined);
          return { kind: 'commit', writes: [pairRemoval(now)], landed: () => undefined };
        });
      } else
        for (const id of [pair.a, pair.b]) await keepPairs(kind, foreignContext(connection).database, id);
      if ((await database.get(document.path, [])) === null) removed += 1;
    }
  }
  return removed;
}
