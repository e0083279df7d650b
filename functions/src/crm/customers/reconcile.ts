import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { type DocumentSnapshot, type Firestore, GrpcStatus } from 'firebase-admin/firestore';
import { digestOf, type Meta, metaOf } from './meta.ts';
import { toCustomer, updateTimeOf } from './stored-customer.ts';

/**
 * The `_meta` that a document should have, or null when it has it. A change by another program is a new version;
 * a mere difference in the index terms (a newer release of this code) is not.
 */
export function neededMeta(snapshot: DocumentSnapshot): Meta | null {
  const stored = (snapshot.get('_meta') ?? {}) as Partial<Meta>;
  const customer = toCustomer(snapshot, () => undefined);
  const isChanged = stored.digest !== digestOf(customer);
  if (isChanged && typeof snapshot.get('updated_at') !== 'string')
    customer.updated_at = updateTimeOf(snapshot);
  const version = Number.isSafeInteger(stored.version) ? (stored.version ?? 0) : 0;
  const needed = isChanged
    ? metaOf(customer, version + 1, randomUUID())
    : metaOf(customer, version, stored.operation ?? randomUUID());
  return isDeepStrictEqual(stored, needed) ? null : needed;
}

/**
 * Gives the document of a customer the `_meta` that belongs to it, whoever wrote it, and touches nothing else. `seen` is what an
 * event brought: where that is already right nothing is read. Events come twice, late and out of order, so the document is
 * read again before it is written, and written only as it was read; who loses that race has been
 * overtaken by a write with an event of its own. Returns whether it wrote.
 */
export async function reconcile(firestore: Firestore, id: string, seen?: DocumentSnapshot): Promise<boolean> {
  if (seen !== undefined && (!seen.exists || neededMeta(seen) === null)) return false;
  const document = firestore.collection('crm_customers').doc(id);
  const snapshot = await document.get();
  const _meta = snapshot.exists ? neededMeta(snapshot) : null;
  if (_meta === null || snapshot.updateTime === undefined) return false;
  try {
    await document.update({ _meta }, { lastUpdateTime: snapshot.updateTime });
    return true;
  } catch (error) {
    const { code } = error as { code?: unknown };
    if (code === GrpcStatus.FAILED_PRECONDITION || code === GrpcStatus.NOT_FOUND) return false;
    throw error;
  }
}
