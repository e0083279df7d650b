// The external keys of a record: what other systems call it. They stand in claims, outside of its document, and each names one record only.
import type { EntityTags } from '../../standards/entity-tag.ts';
import type { WriteContext } from '../context.ts';
import { getRecord } from '../get.ts';
import type { ExternalKey } from '../history/entry.ts';
import type { RecordKind, StoredRecord } from '../kind.ts';
import { keyTaken, tooManyKeys } from '../problems.ts';
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

/** The keys of a record, in order, and its entity tag, which changes with them. Throws the kind's 404. */
export async function listKeys<R extends StoredRecord>(
  kind: RecordKind<R>,
  context: ReadContext,
  id: string,
): Promise<{ keys: ExternalKey[]; etag: string }> {
  // First: keys that are newer than their tag are only read again.
  const { etag } = await getRecord(kind, context, id);
  const claims = await findClaims(kind, context.database, id, { external: true });
  const keys = claims.map((claim) => ({
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
      const { held, gone } = await readHolders(kind, context, owner === null ? [] : [owner], {
        isHeldBy: () => true,
        keep: matchOf,
      });
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
      if (!claim?.document || claim.owner !== id) return null;
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
const MAX_KEYS = 100;

/** By code points, as Firestore sorts. */
const compare = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));
