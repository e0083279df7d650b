// The external keys of a record: what other systems call it. They stand in claims, outside of its document, and each names one record only.
import type { Database } from '../../firestore/database.ts';
import type { EntityTags } from '../../standards/entity-tag.ts';
import type { WriteContext } from '../context.ts';
import { getRecord } from '../get.ts';
import type { ExternalKey } from '../history/entry.ts';
import type { RecordKind, StoredRecord } from '../kind.ts';
import { mergedInto, partsOf } from '../merge/marks.ts';
import { keyTaken, tooManyKeys } from '../problems.ts';
import { recordPath } from '../paths.ts';
import type { Written } from '../write/plan.ts';
import { update } from '../write/update.ts';
import { matchOf } from './by-key.ts';
import {
  claimWrites,
  countExternal,
  EXTERNAL_KEY,
  findClaims,
  readClaims,
  type ReadContext,
  readHolders,
  stillGone,
} from './claims.ts';
import type { ExactKey } from './exact-key.ts';

/** An external key as what is claimed. */
export const externalKey = ({ system, key }: ExternalKey): ExactKey => ({
  kind: EXTERNAL_KEY,
  system,
  value: key,
});

/** The keys of a record, with those of what was merged into it, in order, and its entity tag, which changes with them. Throws the kind's 404. */
export async function listKeys<R extends StoredRecord>(
  kind: RecordKind<R>,
  context: ReadContext,
  id: string,
): Promise<{ keys: ExternalKey[]; etag: string }> {
  // First: keys that are newer than their tag are only read again.
  const { etag } = await getRecord(kind, context, id);
  const { database } = context;
  const ids = [id, ...(await partsOf(kind, database, id, MAX_PARTS_LISTED))];
  const claims = await Promise.all(ids.map((each) => findClaims(kind, database, each, { external: true })));
  const keys = claims.flat().map((claim) => ({
    system: String(claim.get('system')),
    key: String(claim.get('key')),
  }));
  return { keys: keys.sort((a, b) => compare(a.system, b.system) || compare(a.key, b.key)), etag };
}

/**
 * Gives a key to a record, with a version of its own in the history; nothing is written where the record has it. Takes it over from a record
 * that is not there, as one in the trash. Throws the kind's 404, 412, 409 `conflict` where another record has it, and 422 for one key too many.
 */
export function addKey<R extends StoredRecord>(
  kind: RecordKind<R>,
  context: WriteContext,
  id: string,
  { ifMatch, ...added }: KeyEdit,
): Promise<Written<R>> {
  return update(kind, context, id, {
    ...KEYS_CHANGED,
    ifMatch,
    beside: async () => {
      const claims = await readClaims(kind, context.database, [externalKey(added)]);
      const owner = claims[0]?.owner ?? null;
      if (owner === id) return null;
      const options = { isHeldBy: () => true, keep: matchOf };
      const { held, gone } = await readHolders(kind, context, owner === null ? [] : [owner], options);
      const [led = null] = await Promise.all(gone.map((each) => mergedInto(kind, context.database, each)));
      if (led === id) return null;
      if (led !== null) held.push(...(await readHolders(kind, context, [led], options)).held);
      if (held[0] !== undefined) throw keyTaken(held[0]);
      if ((await countExternal(kind, context.database, id)) >= MAX_KEYS) throw tooManyKeys(MAX_KEYS);
      return {
        writes: [...claimWrites(kind, claims, id), ...stillGone(kind, gone)],
        entry: { keys: { added: [added], removed: [] } },
      };
    },
  });
}

/** Takes a key from a record. Nothing is written where the record does not have it. Throws the kind's 404, and 412. */
export function removeKey<R extends StoredRecord>(
  kind: RecordKind<R>,
  context: WriteContext,
  id: string,
  { ifMatch, ...removed }: KeyEdit,
): Promise<Written<R>> {
  return update(kind, context, id, {
    ...KEYS_CHANGED,
    ifMatch,
    beside: async () => {
      const [claim] = await readClaims(kind, context.database, [externalKey(removed)]);
      if (!claim?.document || claim.owner === null) return null;
      if (claim.owner !== id && (await partOf(kind, context.database, claim.owner)) !== id) return null;
      const { path, updateTime } = claim.document;
      return {
        writes: [{ kind: 'delete', path, condition: { updateTime } }],
        entry: { keys: { added: [], removed: [removed] } },
      };
    },
  });
}

interface KeyEdit extends ExternalKey {
  ifMatch: EntityTags | null;
}

/** No field of the record changes but the time of its last change. */
const KEYS_CHANGED = { action: 'keys_changed', edit: () => ({ fields: {} }) } as const;

/** So that an erasure takes them all in its first commit. */
export const MAX_KEYS = 100;

/** The keys of so many records that were merged into one are listed. */
const MAX_PARTS_LISTED = 20;

/** What a record that is not there any more is a part of; null where it is there, and where it was not merged. */
async function partOf<R extends StoredRecord>(
  kind: RecordKind<R>,
  database: Database,
  id: string,
): Promise<string | null> {
  const document = await database.get(recordPath(kind, id), [['name']]);
  return document === null ? mergedInto(kind, database, id) : null;
}

/** By code points, as Firestore sorts. */
const compare = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));
