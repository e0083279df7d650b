import type { DocumentSnapshot } from 'firebase-admin/firestore';
import type { Database } from '../../firestore/database.ts';
import { newestEntry, toHistoryEntry } from './entry.ts';
import { digestOf } from '../entries/entry.ts';
import { storedVersion } from '../../crm/customers/document.ts';

/** The last version of a customer that is recorded, and the digest of what it left: a document that has another was changed since. */
export interface Recorded {
  version: number;
  digest: unknown;
}

/** As the document itself says, which is so unless another program has taken its `_meta` away or written an old one back. */
export function recordedIn(snapshot: DocumentSnapshot): Recorded {
  return { version: storedVersion(snapshot), digest: snapshot.get('_meta.digest') };
}

/** As the history says, where it is ahead of the document. */
export async function lastRecorded(database: Database, snapshot: DocumentSnapshot): Promise<Recorded> {
  const here = recordedIn(snapshot);
  const newest = await newestEntry(database, snapshot.id, ['version', 'action', 'state']);
  if (newest === null) return here;
  const { version, action, state } = toHistoryEntry(newest);
  if (version <= here.version) return here;
  // What is there behind a deletion was made again, even if it is the same.
  return { version, digest: action === 'delete' ? null : digestOf(state) };
}
