// Keeps the pairs of probable duplicates of a record right, after a write that changes who it is.
import { MAX_READS } from '../../duplicates/candidates.ts';
import { type Identity, readIdentity } from '../../duplicates/identity.ts';
import { findDuplicates } from '../../duplicates/score.ts';
import type { Database } from '../../firestore/database.ts';
import type { StoredDocument } from '../../firestore/document.ts';
import type { Write } from '../../firestore/write.ts';
import { digestOfValue } from '../digest.ts';
import { shortId } from '../entries/entry.ts';
import {
  type DuplicatesOf,
  type RecordKind,
  SILENT,
  type State,
  stateOf,
  type StoredRecord,
} from '../kind.ts';
import { readMask, readRecord } from '../meta.ts';
import { isServed, type Kind, pairPath, recordPath, trashPath } from '../paths.ts';
import { commit } from '../write/commit.ts';
import { AGAIN, answered, type Attempt, type Commit, type Decision } from '../write/plan.ts';
import { compareCandidates, type Seen } from './check.ts';
import { type FoundPair, pairOf, pairWrite, type StoredPair, storedPair } from './pair.ts';

/**
 * Looks for the duplicates of a record as it is now: it may be asked twice, late and out of order. At most 50 reads in an attempt, and a write for each
 * pair that came, went or changed; they land only if neither record has moved. The pairs of a record that is gone go; one that was dismissed stays while the record can be restored.
 */
export async function keepPairs<R extends StoredRecord>(
  kind: RecordKind<R>,
  database: Database,
  id: string,
): Promise<void> {
  const { duplicates } = kind;
  if (duplicates === undefined || !isServed(kind, id)) return;
  await commit<undefined>(database, recordPath(kind, id), async (attempt) => {
    const document = await database.get(recordPath(kind, id), readMask(kind));
    const known = await knownPairs(duplicates, database, id);
    if (document === null) return withoutRecord(kind, database, id, known);
    const state = stateOf(readRecord(kind, document, SILENT).record);
    const found = await foundPairs(kind, database, { id, state, known });
    const writes = await changesOf(kind, database, { id, ...found, known, attempt });
    if (writes.length === 0) return answered(undefined);
    const unmoved: Write = {
      kind: 'verify',
      path: document.path,
      condition: { updateTime: document.updateTime },
    };
    return done([...writes, unmoved]);
  });
}

/** Whether a write has changed who a record is; null for one that was not there, or is not. */
export function isAnother<R extends StoredRecord>(
  kind: RecordKind<R>,
  before: StoredDocument | null,
  after: StoredDocument | null,
): boolean {
  const { duplicates } = kind;
  if (duplicates === undefined) return false;
  const [one, other] = [before, after].map((document) =>
    document === null ? null : digestOfValue(duplicates.identity(stateOf(kind.read(document, SILENT)))),
  );
  return one !== other;
}

/** The write that removes a pair, if it is as it was read. */
export const pairRemoval = ({ path, updateTime }: StoredDocument): Write => ({
  kind: 'delete',
  path,
  condition: { updateTime },
});

/** A stored pair, and the other record in it. */
interface KnownPair {
  document: StoredDocument;
  /** Null where another program has broken it. */
  pair: StoredPair | null;
  other: string;
}

/** Pairs of a record that are read: few have more, and the others are as they were found. */
const MOST_KNOWN = 20;

/** Pairs that one check adds, the surest first. */
const MOST_FOUND = 10;

async function knownPairs<R extends StoredRecord>(
  { pairs }: DuplicatesOf<R>,
  database: Database,
  id: string,
): Promise<KnownPair[]> {
  const documents = await database.query({
    collection: pairs,
    where: { field: ['ids'], contains: shortId(id) },
    limit: MOST_KNOWN,
  });
  return documents.map((document) => {
    const pair = storedPair(document);
    return { document, pair, other: pair === null ? '' : pair.a === id ? pair.b : pair.a };
  });
}

const isOpen = ({ pair }: KnownPair) => (pair?.dismissed ?? null) === null;

/** The record is gone: so are its pairs, but for what was dismissed if it is in the trash. */
async function withoutRecord<R extends StoredRecord>(
  kind: RecordKind<R>,
  database: Database,
  id: string,
  known: readonly KnownPair[],
): Promise<Decision<undefined>> {
  const isInTrash =
    known.some((each) => !isOpen(each)) && (await database.get(trashPath(kind, id), [])) !== null;
  const gone = known.filter((each) => !isInTrash || isOpen(each));
  if (gone.length === 0) return answered(undefined);
  const writes = [...gone.map(({ document }) => pairRemoval(document)), absent(kind, id)];
  return { kind: 'commit', writes, landed: () => (known.length < MOST_KNOWN ? undefined : AGAIN) };
}

/** The pairs that the record is in now, the known ones that could not be looked at among them as they are. */
async function foundPairs<R extends StoredRecord>(
  kind: RecordKind<R>,
  database: Database,
  { id, state, known }: { id: string; state: State<R>; known: readonly KnownPair[] },
): Promise<Found> {
  const values = kind.duplicates?.identity(state) ?? [];
  const most = MAX_READS - 1 - Math.max(1, known.length) - (known.length < MOST_KNOWN ? 0 : MOST_FOUND);
  const check = await compareCandidates(kind, database, { values, excludeId: id, most, isLiveOnly: true });
  const pairs = new Map<string, FoundPair>();
  for (const { candidate, ...found } of check.found)
    if (found.level !== 'possible') pairs.set(candidate.id, pairOf(id, candidate.id, found));
  // The other one may have found this one and not the reverse, and a check that was cut has not seen everybody.
  const unseen = known.filter(
    (each) => isOpen(each) && each.pair !== null && !check.compared.has(each.other),
  );
  const compared = await compareWith(kind, database, readIdentity(values), {
    id,
    others: unseen.slice(0, most - check.reads).map(({ other }) => other),
  });
  for (const [other, pair] of compared.found) pairs.set(other, pair);
  for (const { other, pair } of unseen.slice(most - check.reads)) if (pair !== null) pairs.set(other, pair);
  return { found: pairs, seen: new Map([...check.compared, ...compared.seen]) };
}

/** The pairs that were found, and from what: by the id of the other record. */
interface Found {
  found: ReadonlyMap<string, FoundPair>;
  seen: ReadonlyMap<string, Seen>;
}

/** Compares a record with others by themselves; 1 read for each. */
async function compareWith<R extends StoredRecord>(
  kind: RecordKind<R>,
  database: Database,
  identity: Identity,
  { id, others }: { id: string; others: readonly string[] },
): Promise<Found> {
  const pairs = new Map<string, FoundPair>();
  const seen = new Map<string, Seen>();
  const served = others.filter((other) => isServed(kind, other));
  for (const document of await database.getAll(
    served.map((other) => recordPath(kind, other)),
    readMask(kind),
  )) {
    if (document === null) continue;
    seen.set(document.id, document);
    const state = stateOf(readRecord(kind, document, SILENT).record);
    const theirs = { identity: readIdentity(kind.duplicates?.identity(state) ?? []) };
    const [found] = findDuplicates(identity, [theirs]);
    if (found !== undefined && found.level !== 'possible')
      pairs.set(document.id, pairOf(id, document.id, found));
  }
  return { found: pairs, seen };
}

/** The writes that make the stored pairs those that were found, if the other records are as they were seen: whoever has changed one looks at it again. */
async function changesOf<R extends StoredRecord>(
  kind: RecordKind<R>,
  database: Database,
  { id, found, seen, known, attempt }: Changes,
): Promise<Write[]> {
  const { duplicates } = kind;
  if (duplicates === undefined) return [];
  const byOther = new Map(known.map((each) => [each.other, each.document]));
  const added = [...found].filter(([other]) => !byOther.has(other)).slice(0, MOST_FOUND);
  if (known.length >= MOST_KNOWN) {
    const paths = added.map(([other]) => pairPath(duplicates.pairs, id, other));
    for (const [at, document] of (await database.getAll(paths)).entries())
      if (document !== null) byOther.set(added[at]?.[0] ?? '', document);
  }
  const gone = known.filter((each) => isOpen(each) && !found.has(each.other));
  const kept = [...found].filter(([other]) => byOther.has(other));
  const all = [...kept, ...added].filter(([other]) => isServed(kind, other));
  const there = await stillThere(kind, database, all, attempt);
  const changes = all.flatMap(([other, pair]): Write[] => {
    const document = byOther.get(other) ?? null;
    if (!there.has(other))
      return document && storedPair(document)?.dismissed === null
        ? [pairRemoval(document), absent(kind, other)]
        : [];
    const write = pairWrite(duplicates.pairs, pair, document);
    return write === null ? [] : [write, ...presentAs(kind, other, seen.get(other))];
  });
  const removals = gone.flatMap(({ document, other }): Write[] => {
    if (!isServed(kind, other)) return [pairRemoval(document)];
    const from = seen.get(other);
    return [pairRemoval(document), from === undefined ? absent(kind, other) : unmovedSince(from)];
  });
  return [...removals, ...changes];
}

const unmovedSince = ({ path, updateTime }: Seen): Write => ({
  kind: 'verify',
  path,
  condition: { updateTime },
});

/** The record is there, and as it was seen: by itself, or as its index entry, which changes with it. */
function presentAs(kind: Kind, id: string, seen: Seen | undefined): Write[] {
  const path = recordPath(kind, id);
  const present: Write = { kind: 'verify', path, condition: { exists: true } };
  if (seen === undefined) return [present];
  return seen.path === path ? [unmovedSince(seen)] : [present, unmovedSince(seen)];
}

const absent = (kind: Kind, id: string): Write => ({
  kind: 'verify',
  path: recordPath(kind, id),
  condition: { exists: false },
});

interface Changes extends Found {
  id: string;
  known: readonly KnownPair[];
  attempt: Attempt;
}

/** Of those whose index entry was found. One that another program has deleted has it for some time: after a refused commit it is looked for. */
async function stillThere<R extends StoredRecord>(
  kind: RecordKind<R>,
  database: Database,
  found: readonly (readonly [string, FoundPair])[],
  { isRetry }: Attempt,
): Promise<ReadonlySet<string>> {
  const ids = found.map(([id]) => id);
  if (!isRetry) return new Set(ids);
  const documents = await database.getAll(
    ids.map((id) => recordPath(kind, id)),
    [],
  );
  return new Set(documents.flatMap((document) => document?.id ?? []));
}

const done = (writes: Write[]): Commit<undefined> => ({ kind: 'commit', writes, landed: () => undefined });
