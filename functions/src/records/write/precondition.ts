// Checks the `If-Match` of a write (RFC 9110, 13.1.1).
import { type EntityTags, matches } from '../../standards/entity-tag.ts';
import type { WriteContext } from '../context.ts';
import { changedSince } from '../history/changed-since.ts';
import { type RecordKind, stateOf, type StoredRecord } from '../kind.ts';
import { preconditionFailed } from '../problems.ts';
import type { ReadRecord } from './read.ts';

/** Throws 412 unless one of the tags is the record's. The 412 says what was changed since the caller's version. */
export async function checkIfMatch<R extends StoredRecord>(
  kind: RecordKind<R>,
  { database, by }: Pick<WriteContext, 'database' | 'by'>,
  read: ReadRecord<R>,
  ifMatch: EntityTags | null,
): Promise<void> {
  if (ifMatch === null || matches(ifMatch, read.etag)) return;
  const { record, version, foreign, document } = read;
  const now = {
    id: record.id,
    version,
    state: stateOf(record),
    isForeign: foreign !== null,
    updateTime: document.updateTime,
  };
  throw preconditionFailed(record.id, read.etag, await changedSince(kind, { database, by }, now, ifMatch));
}
