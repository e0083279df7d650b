// Reads a record in order to write it.
import type { StoredDocument } from '../../firestore/document.ts';
import type { FieldPath } from '../../firestore/query.ts';
import type { Condition } from '../../firestore/write.ts';
import type { WriteContext } from '../context.ts';
import { isDigestOf } from '../digest.ts';
import { etagOf } from '../entity-tag.ts';
import { newestVersion, newestIn } from '../history/newest.ts';
import { type RecordKind, type State, stateOf, type StoredRecord } from '../kind.ts';
import { storedVersion } from '../meta.ts';
import { recordPath } from '../paths.ts';
import type { Attempt } from './plan.ts';

/** Null if there is none. With a `mask`, only those fields are read. */
export async function readForWrite<R extends StoredRecord>(
  kind: RecordKind<R>,
  { database, warn }: WriteContext,
  id: string,
  { isStuck }: Pick<Attempt, 'isStuck'>,
  mask?: readonly FieldPath[],
): Promise<ReadRecord<R> | null> {
  const document = await database.get(recordPath(kind, id), mask);
  if (document === null) return null;
  const record = kind.read(document, warn);
  const stored = storedVersion(document);
  const known = stored === 0 || isStuck ? await newestVersion(kind, database, document) : newestIn(document);
  return {
    document,
    record,
    etag: etagOf(stored, document.updateTime),
    version: known.version,
    foreign: isDigestOf(kind, known.digest, stateOf(record)) ? null : stateOf(record),
  };
}

/** A record as it was read for a write. */
export interface ReadRecord<R extends StoredRecord> {
  document: StoredDocument;
  record: R;
  etag: string;
  /** The last version that the history knows. */
  version: number;
  /** The state if another program has made it since that version, else null. */
  foreign: State<R> | null;
}

/** The condition of a commit: the document is as it was read. */
export const unmoved = ({ document }: Pick<ReadRecord<StoredRecord>, 'document'>): Condition => ({
  updateTime: document.updateTime,
});
