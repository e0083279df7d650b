// The last version of a record that is recorded, and the digest of the state that it left.
import type { Database } from '../../firestore/database.ts';
import type { StoredDocument } from '../../firestore/document.ts';
import { digestOf } from '../digest.ts';
import type { RecordKind, StoredRecord } from '../kind.ts';
import { storedDigest, storedVersion } from '../meta.ts';
import { isRemoval, newestEntry, toHistoryEntry } from './entry.ts';

/** A document with another digest was changed since. */
export interface NewestVersion {
  version: number;
  digest: unknown;
}

/** What the document says. That is right unless another program has removed its `_meta` or written an old one back. */
export function newestIn(document: StoredDocument): NewestVersion {
  return { version: storedVersion(document), digest: storedDigest(document) };
}

/** What the history says if it is ahead of the document; else what the document says. */
export async function newestVersion<R extends StoredRecord>(
  kind: RecordKind<R>,
  database: Database,
  document: StoredDocument,
): Promise<NewestVersion> {
  const here = newestIn(document);
  const newest = await newestEntry(kind, database, document.id, ['version', 'action', 'state']);
  if (newest === null) return here;
  const { version, action, state } = toHistoryEntry(kind, newest);
  if (version <= here.version) return here;
  // A document behind a deletion was made again, even if it is the same.
  return { version, digest: isRemoval(action) ? null : digestOf(kind, state, here.digest) };
}
