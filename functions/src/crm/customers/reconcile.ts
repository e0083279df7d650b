import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { DocumentSnapshot, Firestore } from 'firebase-admin/firestore';
import { Database } from '../../database.ts';
import { Deadline } from '../../deadline.ts';
import { EXTERNAL, newEntry } from './history-entry.ts';
import { digestOf, type Meta, metaOf } from './meta.ts';
import { customerDocument, history, historyDocument, trashDocument } from './paths.ts';
import { isTime, toCustomer, updateTimeOf } from './stored-customer.ts';
import { trashed } from './trash.ts';
import { foreignEntry, lastVersion, stateOf, storedVersion } from './write.ts';

/** An event is handled within this time or delivered again. */
const LIMITS = { timeoutMs: 8000, totalMs: 25_000 };

/**
 * The `_meta` that a document should have, or null when it has it. A change by another program is a new version, the one
 * after `lastKnown`; a mere difference in the index terms (a newer release of this code) is not.
 */
export function neededMeta(snapshot: DocumentSnapshot, lastKnown = storedVersion(snapshot)): Meta | null {
  const stored = (snapshot.get('_meta') ?? {}) as Partial<Meta>;
  const customer = toCustomer(snapshot, () => undefined);
  const isForeign = stored.digest !== digestOf(customer);
  if (isForeign && !isTime(snapshot.get('updated_at'))) customer.updated_at = updateTimeOf(snapshot);
  const needed = isForeign
    ? metaOf(customer, lastKnown + 1, randomUUID())
    : metaOf(customer, storedVersion(snapshot), stored.operation ?? randomUUID());
  return isDeepStrictEqual(stored, needed) ? null : needed;
}

/**
 * Gives the document of a customer the `_meta` that belongs to it, whoever wrote it, and the history an entry for what another
 * program did; touches nothing else. `seen` is what an event brought: where that is already right nothing is read.
 * Events come twice, late and out of order, so the document is read again before it is written, and written only as it
 * was read. Returns whether there was anything to do.
 */
export async function reconcile(firestore: Firestore, id: string, seen?: DocumentSnapshot): Promise<boolean> {
  if (seen !== undefined && (!seen.exists || neededMeta(seen) === null)) return false;
  const database = open(firestore);
  const document = customerDocument(firestore, id);
  for (let isRetry = false; ; isRetry = true) {
    const snapshot = await database.get(document);
    if (!snapshot.exists || snapshot.updateTime === undefined) return isRetry;
    const stored = storedVersion(snapshot);
    const lastKnown = stored === 0 || isRetry ? Math.max(stored, await lastVersion(database, id)) : stored;
    const _meta = neededMeta(snapshot, lastKnown);
    if (_meta === null) return isRetry;
    const batch = firestore.batch().update(document, { _meta }, { lastUpdateTime: snapshot.updateTime });
    const isForeign = _meta.version > stored;
    if (isForeign) {
      const state = { ...stateOf(toCustomer(snapshot, () => undefined)), updated_at: _meta.updated_key };
      const entry = { ...foreignEntry(state, lastKnown), operation: _meta.operation };
      batch.create(historyDocument(firestore, id, _meta.version), newEntry(entry));
    }
    if ((await database.commit(batch, isForeign ? 2 : 1)) !== null) return true;
  }
}

/**
 * Keeps what another program deleted: `before`, as the event brought it, goes to the trash with an entry in the history.
 * A customer that this API deleted is in the trash already, and one that it erased has no history left.
 */
export async function keepDeleted(
  firestore: Firestore,
  before: DocumentSnapshot,
  { trashDays }: { trashDays: number },
): Promise<boolean> {
  const database = open(firestore);
  const { id } = before;
  const [customer, inTrash, version] = await Promise.all([
    database.get(customerDocument(firestore, id), ['name']),
    database.get(trashDocument(firestore, id), ['name']),
    lastVersion(database, id),
  ]);
  if (customer.exists || inTrash.exists || version === 0 || version > storedVersion(before)) return false;
  const state = stateOf(toCustomer(before, () => undefined));
  const entry = { ...foreignEntry(state, version), action: 'delete' as const };
  const batch = firestore
    .batch()
    .create(historyDocument(firestore, id, entry.version), newEntry(entry))
    .create(inTrash.ref, trashed(before.data() ?? {}, state, EXTERNAL, trashDays));
  return (await database.commit(batch, 2)) !== null;
}

/** Removes the history of a customer whose time in the trash is over: what TTL deletes is gone for good. */
export async function forgetExpired(firestore: Firestore, id: string): Promise<void> {
  const database = open(firestore);
  const [customer, inTrash] = await Promise.all([
    database.get(customerDocument(firestore, id), ['name']),
    database.get(trashDocument(firestore, id), ['name']),
  ]);
  if (!customer.exists && !inTrash.exists) await firestore.recursiveDelete(history(firestore, id));
}

const open = (firestore: Firestore) =>
  new Database(firestore, { timeoutMs: LIMITS.timeoutMs, deadline: new Deadline(LIMITS.totalMs) });
