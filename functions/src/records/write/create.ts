import { createHash } from 'node:crypto';
import { idempotencyKeyReused } from '../../standards/problems.ts';
import { checkStorable } from '../../crm/customers/bounds.ts';
import { asOfEntry, type CustomerState, toHistoryEntry, type VersionedCustomer } from '../history/entry.ts';
import { digestOfValue } from '../entries/entry.ts';
import type { CustomerCreate } from '../../crm/customers/models.ts';
import { customers, historyDocument } from '../paths.ts';
import { write, type WriteContext } from './commit.ts';

/** A creation, and whether it is the answer to an earlier request with the same key. */
export interface Creation extends VersionedCustomer {
  isReplay: boolean;
}

/**
 * Creates a customer. With a key, repeating the request changes nothing and gets the original answer: the id is derived
 * from caller and key, and the first entry of its history, which outlives changes and deletion, is the guard.
 * Throws 422 `idempotency_key_reused` when the key came with another body.
 */
export async function create(
  context: WriteContext,
  data: CustomerCreate,
  state: CustomerState,
  key: string | undefined,
): Promise<Creation> {
  const collection = customers(context.database.firestore);
  const document = key === undefined ? collection.doc() : collection.doc(derivedId(context.by, key));
  const requestDigest = digestOfValue(data);
  let replay: VersionedCustomer | undefined;
  const created = await write(context, document.id, async ({ isRetry }) => {
    const original = isRetry ? await earlierCreation(context, document.id, requestDigest) : null;
    if (original !== null) return (replay = original);
    return {
      after: 0,
      foreign: null,
      action: 'create',
      state,
      requestDigest,
      addTo: (batch, _meta) => {
        checkStorable(document.path, state, _meta, Object.keys(state));
        batch.create(document, { ...state, _meta });
        return 1;
      },
    };
  });
  // Another object where that was this very request, whose reply was lost.
  return { ...created, isReplay: created === replay };
}

/** The first version of an id that a key has led to before. */
async function earlierCreation(
  { database }: WriteContext,
  id: string,
  requestDigest: string,
): Promise<VersionedCustomer | null> {
  const first = await database.get(historyDocument(database.firestore, id, 1));
  if (!first.exists) return null;
  if (toHistoryEntry(first).request_digest !== requestDigest) throw idempotencyKeyReused();
  return asOfEntry(id, first);
}

/** The same for the same caller and key, and for no other; a letter first, so that it is never `__x__`. */
function derivedId(uid: string, key: string): string {
  const digest = createHash('sha256')
    .update(JSON.stringify(['create', uid, key]))
    .digest('base64url');
  return `k${digest.slice(0, 31)}`;
}
