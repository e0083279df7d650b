import type { DocumentSnapshot, Precondition } from 'firebase-admin/firestore';
import { type EntityTags, matchesStrongly } from '../../standards/entity-tag.ts';
import { etagOf } from '../entity-tag.ts';
import { changesSince } from '../history/pages.ts';
import { type CustomerState, stateOf } from '../history/entry.ts';
import { lastRecorded, recordedIn } from '../history/newest.ts';
import { digestOf } from '../entries/entry.ts';
import type { CustomerInDB } from '../../crm/customers/models.ts';
import { customerDocument } from '../paths.ts';
import { preconditionFailed } from '../problems.ts';
import { storedVersion, toCustomer } from '../../crm/customers/document.ts';
import type { Attempt, WriteContext } from './commit.ts';

/** A customer as it was read for a write. */
export interface Current {
  snapshot: DocumentSnapshot;
  customer: CustomerInDB;
  etag: string;
  /** The last version that the history knows. */
  version: number;
  /** The state, where another program has made it since that version. */
  foreign: CustomerState | null;
}

/** Reads a customer for a write; null when there is none. */
export async function readCurrent(
  { database, warn }: WriteContext,
  id: string,
  { isStuck }: Pick<Attempt, 'isStuck'>,
  mask?: readonly string[],
): Promise<Current | null> {
  const snapshot = await database.get(customerDocument(database.firestore, id), mask);
  if (!snapshot.exists || snapshot.updateTime === undefined) return null;
  const customer = toCustomer(snapshot, warn);
  const stored = storedVersion(snapshot);
  const known = stored === 0 || isStuck ? await lastRecorded(database, snapshot) : recordedIn(snapshot);
  return {
    snapshot,
    customer,
    etag: etagOf(stored, snapshot.updateTime),
    version: known.version,
    foreign: known.digest === digestOf(customer) ? null : stateOf(customer),
  };
}

/** Throws 412 when none of the tags is the customer's, with what others have changed since the caller's version. */
export async function checkIfMatch(
  { database }: WriteContext,
  current: Current,
  ifMatch: EntityTags | null,
): Promise<void> {
  if (ifMatch === null || matchesStrongly(ifMatch, current.etag)) return;
  throw preconditionFailed(current.etag, await changesSince(database, current, ifMatch));
}

/** The condition of a commit: the document is as it was read. */
export function unmoved({ snapshot: { updateTime } }: Current): Precondition {
  if (updateTime === undefined) throw new Error('a snapshot of an existing document has its update time');
  return { lastUpdateTime: updateTime };
}
