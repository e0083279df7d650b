// Reads a record in order to write it.
import type { StoredDocument } from '../../firestore/document.ts';
import type { FieldPath } from '../../firestore/query.ts';
import type { Condition, Write } from '../../firestore/write.ts';
import type { WriteContext } from '../context.ts';
import { isDigestOf } from '../digest.ts';
import { findEntries, knownEntry } from '../entries/changes.ts';
import { entryIdOf } from '../entries/entry.ts';
import { newestVersion, newestIn } from '../history/newest.ts';
import { type RecordKind, type State, stateOf, type StoredRecord } from '../kind.ts';
import { type Meta, readChanged, readRecord, storedVersion } from '../meta.ts';
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
  const misfits: string[] = [];
  const found = readRecord(kind, document, (of, fields) => {
    misfits.push(...fields);
    warn(of, fields);
  });
  const asksHistory = storedVersion(document) === 0 || isStuck;
  const known = asksHistory ? await newestVersion(kind, database, document) : newestIn(document);
  const isOwn = asksHistory ? isDigestOf(kind, known.digest, stateOf(found.record), document) : found.isOwn;
  const record = isOwn || !found.isOwn ? found.record : readChanged(kind, document);
  const entry = isOwn && !isStuck ? knownEntry(document) : null;
  const isKnown = entry !== null && entry === entryIdOf(record);
  return {
    document,
    record,
    misfits,
    etag: found.etag,
    version: known.version,
    foreign: isOwn ? null : stateOf(record),
    // Another program may have written an old `_meta` back, with the id of an entry that is no more.
    entries: isKnown ? [entry] : await findEntries(kind, database, id),
  };
}

/** A record as it was read for a write. */
export interface ReadRecord<R extends StoredRecord> {
  document: StoredDocument;
  record: R;
  /** The paths of what was read as something else than it is. */
  misfits: readonly string[];
  etag: string;
  /** The last version that the history knows. */
  version: number;
  /** The state if another program has made it since that version, else null. */
  foreign: State<R> | null;
  /** The ids of its index entries. */
  entries: readonly string[];
}

/** The condition of a commit: the document is as it was read. */
export const unmoved = ({ document }: Pick<ReadRecord<StoredRecord>, 'document'>): Condition => ({
  updateTime: document.updateTime,
});

/** Writes the bookkeeping of a document and nothing else, if the document is as it was read. */
export const metaWrite = (document: StoredDocument, _meta: Meta): Write => ({
  kind: 'update',
  path: document.path,
  data: { _meta },
  condition: unmoved({ document }),
});
