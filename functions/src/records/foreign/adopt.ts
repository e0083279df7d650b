import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { DocumentSnapshot, Firestore } from 'firebase-admin/firestore';
import { Database } from '../../firestore/database.ts';
import { Deadline } from '../../limits/deadline.ts';
import { databaseUnavailable } from '../../standards/problems.ts';
import { ENTRIES_PER_COMMIT } from '../trash/erase.ts';
import { EXTERNAL, foreignEntry, newEntry, newestEntry, stateOf, toHistoryEntry } from '../history/entry.ts';
import { digestOf, type Meta, metaOf } from '../entries/entry.ts';
import { customerDocument, history, historyDocument, trashDocument } from '../paths.ts';
import { lastRecorded, type Recorded, recordedIn } from '../history/newest.ts';
import { isTime, storedVersion, toCustomer, updateTimeOf } from '../../crm/customers/document.ts';
import { trashed } from '../trash/trash.ts';

/** An event is handled within this time or delivered again. */
const LIMITS = { timeoutMs: 8000, totalMs: 25_000 };

/**
 * The `_meta` that a document should have, or null when it has it. A change by another program is a new version, the one
 * after the last that is recorded; a mere difference in the index terms (a newer release of this code) is not.
 */
export function neededMeta(snapshot: DocumentSnapshot, last: Recorded = recordedIn(snapshot)): Meta | null {
  const stored = (snapshot.get('_meta') ?? {}) as Partial<Meta>;
  const customer = toCustomer(snapshot, () => undefined);
  const isForeign = last.digest !== digestOf(customer);
  if (isForeign && !isTime(snapshot.get('updated_at'))) customer.updated_at = updateTimeOf(snapshot);
  const needed = isForeign
    ? metaOf(customer, last.version + 1, randomUUID())
    : metaOf(customer, last.version, stored.operation ?? randomUUID());
  return isDeepStrictEqual(stored, needed) ? null : needed;
}

/** How often a commit is tried of which Firestore refused or did not say what became: then the event comes again, later. */
const MAX_TRIES = 10;

/**
 * Gives the document of a customer the `_meta` that belongs to it, whoever wrote it, and the history an entry for what another
 * program did; touches nothing else. `seen` is what an event brought: where that is already right nothing is read, unless
 * it is older than what was there `before`: another program wrote an old copy back, `_meta` and all.
 * Events come twice, late and out of order, so the document is read again before it is written, and written only as it
 * was read. Returns whether there was anything to do.
 */
export async function reconcile(
  firestore: Firestore,
  id: string,
  seen?: DocumentSnapshot,
  before?: DocumentSnapshot,
): Promise<boolean> {
  const isOlder = seen !== undefined && before !== undefined && isOldCopy(before, seen);
  if (seen !== undefined && (!seen.exists || (!isOlder && neededMeta(seen) === null))) return false;
  const document = customerDocument(firestore, id);
  for (let tries = 1; tries <= MAX_TRIES; tries++) {
    const isRetry = tries > 1;
    const database = open(firestore);
    const snapshot = await database.get(document);
    if (!snapshot.exists || snapshot.updateTime === undefined) return isRetry;
    const asksHistory = storedVersion(snapshot) === 0 || isOlder || isRetry;
    const last = asksHistory ? await lastRecorded(database, snapshot) : recordedIn(snapshot);
    const _meta = neededMeta(snapshot, last);
    if (_meta === null) return isRetry;
    const batch = firestore.batch().update(document, { _meta }, { lastUpdateTime: snapshot.updateTime });
    const isForeign = _meta.version > last.version;
    if (isForeign) {
      const state = { ...stateOf(toCustomer(snapshot, () => undefined)), updated_at: _meta.updated_key };
      const entry = { ...foreignEntry(state, last.version), operation: _meta.operation };
      batch.create(historyDocument(firestore, id, _meta.version), newEntry(entry));
    }
    if ((await database.commit(batch, isForeign ? 2 : 1)) !== null) return true;
  }
  throw databaseUnavailable(`overtaken ${MAX_TRIES} times`);
}

/** Whether a document may have been written back as it once was, `_meta` and all: what was there before is newer, or deleted. */
function isOldCopy(before: DocumentSnapshot, after: DocumentSnapshot): boolean {
  return before.exists ? storedVersion(before) > storedVersion(after) : storedVersion(after) > 1;
}

/**
 * Keeps what another program deleted: `before`, as the event brought it, goes to the trash with an entry in the history.
 * A customer that this API deleted has an entry of that already, and one that it erased has no history left.
 */
export async function keepDeleted(
  firestore: Firestore,
  before: DocumentSnapshot,
  { trashDays }: { trashDays: number },
): Promise<boolean> {
  const { id } = before;
  const known = storedVersion(before);
  for (let tries = 1; tries <= MAX_TRIES; tries++) {
    const database = open(firestore);
    const inTrash = trashDocument(firestore, id);
    const documents = await database.getAll([customerDocument(firestore, id), inTrash], []);
    const newest = await newestEntry(database, id, ['version', 'action', 'state']);
    if (newest === null || documents.some(({ exists }) => exists)) return false;
    const { version, action, state: recorded } = toHistoryEntry(newest);
    if (action === 'delete') return false;
    // An event that comes late, or an old copy that was written back: the history has what was newer.
    const isOld = known !== 0 && version > known;
    const data = { ...before.data(), ...(isOld && recorded) };
    const state = isOld ? recorded : stateOf(toCustomer(before, () => undefined));
    const entry = { ...foreignEntry(state, version), action: 'delete' as const };
    const batch = firestore
      .batch()
      // Changes nothing, and fails when the history has been erased since: nothing of the customer may come back then.
      .update(newest.ref, { version })
      .create(historyDocument(firestore, id, entry.version), newEntry(entry))
      .create(inTrash, trashed(data, state, EXTERNAL, trashDays));
    if ((await database.commit(batch, 3)) !== null) return true;
  }
  throw databaseUnavailable(`not kept in ${MAX_TRIES} tries`);
}

/**
 * Removes the history of a customer whose time in the trash is over: what TTL deletes is gone for good. A trash entry ends by
 * a restoration as well, and the event of that may come when the customer is gone again: then the history goes on after the deletion.
 */
export async function forgetExpired(firestore: Firestore, id: string): Promise<void> {
  for (;;) {
    const database = open(firestore);
    const entries = await database.query(history(firestore, id).select().limit(ENTRIES_PER_COMMIT));
    const newest = await newestEntry(database, id, ['version', 'action']);
    if (newest === null || toHistoryEntry(newest).action !== 'delete') return;
    // Looked at after the entries: whoever makes the customer again writes new ones, which are not removed then.
    const documents = [customerDocument(firestore, id), trashDocument(firestore, id)];
    if ((await database.getAll(documents, [])).some(({ exists }) => exists)) return;
    const batch = firestore.batch();
    for (const { ref, updateTime } of entries) batch.delete(ref, { lastUpdateTime: updateTime });
    await database.commit(batch, entries.length);
  }
}

const open = (firestore: Firestore) =>
  new Database(firestore, { timeoutMs: LIMITS.timeoutMs, deadline: new Deadline(LIMITS.totalMs) });
