// Creates a record; with an idempotency key, only once.
import { createHash } from 'node:crypto';
import { randomDocumentId } from '../../firestore/document-id.ts';
import type { Write } from '../../firestore/write.ts';
import { idempotencyKeyReused } from '../../standards/problems.ts';
import type { WriteContext } from '../context.ts';
import { digestOfRequest, digestOfValue } from '../digest.ts';
import { refuseDuplicates, type Refusing } from '../duplicates/refuse.ts';
import { asOfEntry, type VersionedRecord } from '../history/entry.ts';
import { claimFor, type Claiming } from '../keys/claims.ts';
import type { RecordKind, State, StoredRecord } from '../kind.ts';
import { recordPath, versionPath } from '../paths.ts';
import { type Attempt, type Plan, withMeta, type Written } from './plan.ts';
import { checkStorable } from './storable.ts';
import { type Marked, type VersionWrite, versionWrite, writeAlone } from './version.ts';

/**
 * With a key, a repeated request changes nothing and gets the first answer: the id is derived from caller and key, and the first
 * entry of its history, which outlives changes and deletion, is the guard. Throws 422 `idempotency_key_reused` if the key came
 * with another body, and the kind's 410 if the record has been erased; with `claiming`, what that throws, and with
 * `refusing` the kind's 409 for a duplicate; the replay is looked up first.
 */
export async function create<R extends StoredRecord>(
  kind: RecordKind<R>,
  context: WriteContext,
  creation: CreationOptions<R>,
): Promise<Creation<R>> {
  return { isReplay: false, ...(await writeAlone(creationWrite(kind, context, creation))) };
}

/** The same, yet to be committed. */
export function creationWrite<R extends StoredRecord>(
  kind: RecordKind<R>,
  context: WriteContext,
  { body, state, key, claiming, refusing, beside }: CreationOptions<R>,
): VersionWrite<R> {
  const id = key === undefined ? randomDocumentId() : derivedId(context.by, key);
  const requestDigest = digestOfRequest(kind, body);
  // Its key is kept by the id that it makes, and not in the register.
  const unkeyed = { ...context, keyed: null };
  const decide = async ({ isRetry, mark }: Attempt & Marked) => {
    if (mark !== null) throw kind.erased();
    // Who was entered by this very request is no duplicate of it.
    const asksFirst = isRetry || (refusing !== undefined && key !== undefined);
    const earlier = asksFirst ? await earlierCreation(kind, context, id, body) : null;
    if (earlier !== null) return { ...earlier, isReplay: true };
    const claims = [
      ...(await claimFor(kind, context, id, { claiming, isRetry })),
      ...(await refuseDuplicates(kind, context, { id, state, before: null, refusing, isRetry })),
    ];
    const also = (await beside?.(isRetry)) ?? null;
    return {
      after: 0,
      foreign: null,
      action: 'create',
      state,
      requestDigest,
      beside: also?.entry ?? {},
      entries: [],
      writes: (meta) => {
        checkStorable(kind, id, { state, stored: state, meta, changed: Object.keys(state), before: null });
        return [
          { kind: 'create', path: recordPath(kind, id), data: withMeta(state, meta) },
          ...claims,
          ...(also?.writes ?? []),
        ];
      },
    } satisfies Plan<R>;
  };
  return versionWrite(kind, unkeyed, id, decide, { hasKey: key !== undefined });
}

interface CreationOptions<R extends StoredRecord> {
  /** What was sent, by which a repeated request is known. */
  body: object;
  state: State<R>;
  key: string | undefined;
  /** The keys that it claims: if somebody has one of them by then, it throws what `heldBy` makes. */
  claiming?: Claiming<R> | undefined;
  /** From which level on a duplicate is refused; left out where none is. */
  refusing?: Refusing | undefined;
  /** What lands in the same commit, and is kept in its entry. */
  beside?: (isRetry: boolean) => Promise<Beside<R>>;
}

/** Writes that go with a creation. */
interface Beside<R extends StoredRecord> {
  writes: Write[];
  entry: Plan<R>['beside'];
}

/** A creation, and whether it is the answer to an earlier request with the same key. */
export interface Creation<R extends StoredRecord> extends Written<R> {
  isReplay: boolean;
}

/** The first version of an id that was derived from a key; null if there is none. Throws 422 if it was made from another body. */
async function earlierCreation<R extends StoredRecord>(
  kind: RecordKind<R>,
  { database }: WriteContext,
  id: string,
  body: object,
): Promise<VersionedRecord<R> | null> {
  const first = await database.get(versionPath(kind, id, 1));
  if (first === null) return null;
  // Release 0.1 digested the body with all its defaults.
  const known = [digestOfRequest(kind, body), digestOfValue(body)];
  if (!known.includes(String(first.get('request_digest')))) throw idempotencyKeyReused();
  return asOfEntry(kind, id, first);
}

/** The id for a caller and a key, and for no others. It begins with a letter, so that it is never `__x__`. */
export function derivedId(uid: string, key: string): string {
  const digest = createHash('sha256')
    .update(JSON.stringify(['create', uid, key]))
    .digest('base64url');
  return `k${digest.slice(0, 31)}`;
}
