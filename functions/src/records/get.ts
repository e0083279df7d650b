// Reads one record with its entity tag.
import type { Database } from '../firestore/database.ts';
import type { VersionedRecord } from './history/entry.ts';
import type { RecordKind, StoredRecord, WarnOfFields } from './kind.ts';
import { absent } from './merge/marks.ts';
import { readMask, readRecord } from './meta.ts';
import { mergeMarkPath, recordPath } from './paths.ts';

/** Throws the kind's 404, and 409 for an id that was merged into another one. */
export async function getRecord<R extends StoredRecord>(
  kind: RecordKind<R>,
  { database, warn }: { database: Database; warn: WarnOfFields },
  id: string,
): Promise<VersionedRecord<R>> {
  const document = await database.get(recordPath(kind, id), readMask(kind));
  if (document === null) throw await absent(kind, database, id);
  const { record, etag } = readRecord(kind, document, warn);
  return { record, etag };
}

/** Whether an id is that of a record, or leads to one that it was merged into. 2 reads at most. */
export async function isKnownId<R extends StoredRecord>(
  kind: RecordKind<R>,
  database: Database,
  id: string,
): Promise<boolean> {
  const paths = [recordPath(kind, id), mergeMarkPath(kind, id)].filter((path) => path !== null);
  return (await database.getAll(paths, [])).some((document) => document !== null);
}
