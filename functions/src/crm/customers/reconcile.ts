import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { type DocumentSnapshot, type Firestore, GrpcStatus } from 'firebase-admin/firestore';
import { digestOf, type Meta, metaOf } from './meta.ts';
import { isTime, toCustomer, updateTimeOf } from './stored-customer.ts';

/**
 * The `_meta` that a document should have, or null when it has it. A change by another program is a new version;
 * a mere difference in the index terms (a newer release of this code) is not.
 */
export function neededMeta(snapshot: DocumentSnapshot): Meta | null {
  const stored = (snapshot.get('_meta') ?? {}) as Partial<Meta>;
  const customer = toCustomer(snapshot, () => undefined);
  const isChanged = stored.digest !== digestOf(customer);
  if (isChanged && !isTime(snapshot.get('updated_at'))) customer.updated_at = updateTimeOf(snapshot);
  const version = Number.isSafeInteger(stored.version) ? (stored.version ?? 0) : 0;
  const needed = isChanged
    ? metaOf(customer, version + 1, randomUUID())
    : metaOf(customer, version, stored.operation ?? randomUUID());
  return isDeepStrictEqual(stored, needed) ? null : needed;
}

/** What came of giving a document its `_meta`. */
export type Outcome = 'right' | 'written' | 'overtaken';

/**
 * Gives a document, as it was just read, the `_meta` that belongs to it, and touches nothing else. Written only as it was
 * read: `overtaken` when another write or a deletion came first.
 */
export async function setRight(snapshot: DocumentSnapshot): Promise<Outcome> {
  const _meta = snapshot.exists ? neededMeta(snapshot) : null;
  if (_meta === null || snapshot.updateTime === undefined) return 'right';
  try {
    await snapshot.ref.update({ _meta }, { lastUpdateTime: snapshot.updateTime });
    return 'written';
  } catch (error) {
    const { code } = error as { code?: unknown };
    if (code === GrpcStatus.FAILED_PRECONDITION || code === GrpcStatus.NOT_FOUND) return 'overtaken';
    throw error;
  }
}

/**
 * What the trigger does with an event of a customer's document, whoever wrote it. `seen` is what the
 * event brought: where that is already right nothing is read. Events come twice, late and out of order, so the document is
 * read again before it is written; who loses that race has been overtaken by a write with an event of its own. Returns
 * whether it wrote.
 */
export async function reconcile(firestore: Firestore, id: string, seen?: DocumentSnapshot): Promise<boolean> {
  if (seen !== undefined && (!seen.exists || neededMeta(seen) === null)) return false;
  return (await setRight(await firestore.collection('crm_customers').doc(id).get())) === 'written';
}
