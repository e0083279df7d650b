// Claims of keys: each says in a document of its own which record a key was given to.
import { hash } from 'node:crypto';
import type { Database } from '../../firestore/database.ts';
import type { StoredDocument } from '../../firestore/document.ts';
import type { Filter } from '../../firestore/query.ts';
import type { Data } from '../../firestore/stored-values.ts';
import type { Write } from '../../firestore/write.ts';
import { LONG_ID, ownerOf, shortId } from '../entries/entry.ts';
import type { VersionedRecord } from '../history/entry.ts';
import type { RecordKind, StoredRecord, WarnOfFields } from '../kind.ts';
import { readMask, readRecord } from '../meta.ts';
import type { IsMeant } from '../write/meant.ts';
import { claimPath, isServed, type Kind, recordPath } from '../paths.ts';
import type { ExactKey } from './exact-key.ts';

/** A key, and its claim as it was read. */
export interface Claim {
  key: ExactKey;
  path: string;
  /** Null where nobody has claimed it. */
  document: StoredDocument | null;
  /** The id of the record that it names. That may be gone, or may not have the key any more. */
  owner: string | null;
}

/** The claims of keys before they were read: whoever writes them hopes that nobody has claimed them. */
export const unread = (kind: Kind, keys: readonly ExactKey[]): Claim[] =>
  keys.map((key) => ({ key, path: pathOf(kind, key), document: null, owner: null }));

/** Reads the claims of keys as they were at one time; 1 read each. */
export async function readClaims(
  kind: Kind,
  database: Database,
  keys: readonly ExactKey[],
): Promise<Claim[]> {
  const claims = unread(kind, keys);
  const documents = await database.getAll(claims.map(({ path }) => path));
  return claims.map((claim, at) => {
    const document = documents[at] ?? null;
    const owner = document && ownerOf(kind, document);
    return { ...claim, document, owner: owner !== null && isServed(kind, owner) ? owner : null };
  });
}

/** The writes that give keys to a record, if their claims are as they were read. */
export function claimWrites(kind: Kind, claims: readonly Claim[], id: string): Write[] {
  return claims.map(({ key, path, document }) => {
    const data: Data = {
      kind: key.kind,
      [kind.idName]: shortId(id),
      [LONG_ID]: shortId(id) === id ? null : id,
      ...(key.system !== undefined && { system: key.system, key: key.value }),
    };
    return document === null
      ? { kind: 'create', path, data }
      : { kind: 'update', path, data, condition: { updateTime: document.updateTime } };
  });
}

/**
 * Which of these records are there and have a key, and which are gone. 1 read for each, one after another: each may be as large as a
 * document can be, and of those that have the key only what `keep` makes is kept.
 */
export async function readHolders<R extends StoredRecord, T>(
  kind: RecordKind<R>,
  { database, warn }: ReadContext,
  ids: readonly string[],
  { isHeldBy, keep }: { isHeldBy: IsMeant<R>; keep: (holder: VersionedRecord<R>) => T },
): Promise<{ held: T[]; gone: string[] }> {
  const held: T[] = [];
  const gone: string[] = [];
  for (const id of ids) {
    const document = await database.get(recordPath(kind, id), readMask(kind));
    if (document === null) {
      gone.push(id);
      continue;
    }
    const { record, etag } = readRecord(kind, document, warn);
    if (isHeldBy(record)) held.push(keep({ record, etag }));
  }
  return { held, gone };
}

/** What a read needs of its request. */
export interface ReadContext {
  database: Database;
  warn: WarnOfFields;
}

/** Keys that are given to a record in the commit that creates it, so that of several creations for one key only one lands. */
export interface Claiming<R extends StoredRecord> {
  /** At most a few: each is a write more. */
  keys: readonly ExactKey[];
  /** Whether a record has one of them: its claim outlives that. */
  isHeldBy: IsMeant<R>;
  /** What is thrown where somebody else has one of them: all that claims name and that have. */
  heldBy: (holders: readonly VersionedRecord<R>[]) => Error;
}

/**
 * The writes that claim keys for a record that is created. The first attempt hopes that nobody has claimed them, and reads nothing: its
 * commit fails if somebody has. Each further one reads the claims and whom they name, and takes over those of records that do not have the
 * keys any more. Throws what `heldBy` makes.
 */
export async function claimFor<R extends StoredRecord>(
  kind: RecordKind<R>,
  context: ReadContext,
  id: string,
  { claiming, isRetry }: { claiming: Claiming<R> | undefined; isRetry: boolean },
): Promise<Write[]> {
  if (claiming === undefined || claiming.keys.length === 0) return [];
  const { keys, isHeldBy, heldBy } = claiming;
  if (!isRetry) return claimWrites(kind, unread(kind, keys), id);
  const claims = await readClaims(kind, context.database, keys);
  const named = ownersOf(claims).filter((owner) => owner !== id);
  const { held, gone } = await readHolders(kind, context, named, { isHeldBy, keep: (holder) => holder });
  if (held.length > 0) throw heldBy(held);
  return [...claimWrites(kind, claims, id), ...stillGone(kind, gone)];
}

/** The ids of the records that claims name, each once. */
export const ownersOf = (claims: readonly Claim[]): string[] => [
  ...new Set(claims.flatMap(({ owner }) => owner ?? [])),
];

/** Makes a commit fail if one of these records has come back: from the trash, or as another program's. */
export const stillGone = (kind: Kind, ids: readonly string[]): Write[] =>
  ids.map((id) => ({ kind: 'verify', path: recordPath(kind, id), condition: { exists: false } }));

/** The claims of a record, of its external keys alone with `external`; 1 read each, and 1 where there are none. */
export async function findClaims(
  kind: Kind,
  database: Database,
  id: string,
  { external = false, limit }: { external?: boolean; limit?: number } = {},
): Promise<StoredDocument[]> {
  const where = external ? externalOf(kind, id) : ownedBy(kind, id);
  return database.query({
    collection: kind.keys,
    where,
    limit,
    select: external ? [['system'], ['key']] : [['kind']],
  });
}

/** The same, whole and as many as there are. */
export const findWholeClaims = (kind: Kind, database: Database, id: string): Promise<StoredDocument[]> =>
  database.query({ collection: kind.keys, where: ownedBy(kind, id) });

/** How many external keys a record has; 1 read. */
export const countExternal = (kind: Kind, database: Database, id: string): Promise<number> =>
  database.count({ collection: kind.keys, where: externalOf(kind, id) });

const ownedBy = ({ idName }: Kind, id: string): Filter => ({ field: [idName], equals: shortId(id) });

const externalOf = (kind: Kind, id: string): Filter => ({
  all: [ownedBy(kind, id), { field: ['kind'], equals: EXTERNAL_KEY }],
});

/** The kind of the keys that other systems gave. */
export const EXTERNAL_KEY = 'external';

/** Whether a claim is that of an external key. */
export const isExternal = (claim: StoredDocument): boolean => claim.get('kind') === EXTERNAL_KEY;

/** `email~HASH`, `external~SYSTEM~HASH`. */
function pathOf(kind: Kind, { kind: ofKey, system, value }: ExactKey): string {
  const parts = [ofKey, ...(system === undefined ? [] : [system]), hash('sha256', value, 'base64url')];
  return claimPath(kind, parts.join('~'));
}
