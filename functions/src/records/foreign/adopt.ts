// Adopts what another program wrote: gives the document its `_meta` and its index entry, and the history an entry.
import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Database } from '../../firestore/database.ts';
import { documentSize } from '../../firestore/document-size.ts';
import type { StoredDocument } from '../../firestore/document.ts';
import { isPlainObject } from '../../firestore/stored-values.ts';
import { EXTERNAL } from '../context.ts';
import { isDigestOf } from '../digest.ts';
import { entryWrites, findEntries, knownEntry } from '../entries/changes.ts';
import { lastVersion } from '../history/entry.ts';
import { type NewestVersion, newestVersion, newestIn } from '../history/newest.ts';
import { type RecordKind, SILENT, type State, stateOf, type StoredRecord } from '../kind.ts';
import {
  type Bookkeeping,
  bookkeepingOf,
  lastMerge,
  type Meta,
  readChanged,
  storedDigest,
  storedVersion,
  withKeptTime,
} from '../meta.ts';
import { recordPath } from '../paths.ts';
import { readMark, removeRest, thenAgain, unlessErased } from '../trash/erasure.ts';
import { commit } from '../write/commit.ts';
import { answered } from '../write/plan.ts';
import { metaWrite } from '../write/read.ts';
import { versionOf } from '../write/version.ts';
import type { ForeignContext } from './context.ts';

/**
 * It touches nothing else in the document. Returns whether there was anything to do.
 *
 * `seen` is what an event brought. If that is already right nothing is read, but for the index entry of a document that is new, unless
 * it is older than what was there `before`: then another program wrote an old copy back, `_meta` and all. Events come twice, late and out of order, so
 * the document is read again before it is written, and written only as it was read.
 */
export async function adopt<R extends StoredRecord>(
  kind: RecordKind<R>,
  { database }: ForeignContext,
  id: string,
  event: { seen: StoredDocument | null; before: StoredDocument | null } | null = null,
  { dropsEarlier = false } = {},
): Promise<boolean> {
  if (event?.seen === null) return false;
  let isOldCopy = event !== null && isOlder(event.seen, event.before);
  if (event !== null && !isOldCopy && neededBookkeeping(kind, event.seen, { dropsEarlier }) === null) {
    if (event.before !== null || (await hasEntry(kind, database, event.seen))) return false;
    // It was deleted, and its index entry with it.
    isOldCopy = true;
  }
  const operation = randomUUID();
  return commit<boolean>(database, recordPath(kind, id), async ({ isRetry }) => {
    const mark = isRetry || isOldCopy ? await readMark(kind, database, id) : null;
    const rest = await removeRest(kind, database, id, mark);
    if (rest !== null) return thenAgain(rest);
    const document = await database.get(recordPath(kind, id));
    if (document === null) return answered(isRetry);
    const asksHistory = storedVersion(document) === 0 || isOldCopy || isRetry;
    // A copy of an erased record that was written back has nothing to do with it: the id has no history any more.
    const isNew = mark !== null && (await lastVersion(kind, database, id)) === 0;
    const last = isNew
      ? { version: 0, digest: null }
      : asksHistory
        ? await newestVersion(kind, database, document)
        : newestIn(document);
    const entries = await findEntries(kind, database, id);
    const state = adoptedState(kind, document, last);
    if (state === null) {
      const needed = neededBookkeeping(kind, document, { last, dropsEarlier, entries });
      if (needed === null) return answered(isRetry);
      const writes = [
        metaWrite(document, needed.meta),
        ...entryWrites(kind, needed.entry, entries),
        unlessErased(kind, id, mark),
      ];
      return { kind: 'commit', writes, landed: () => true };
    }
    const plan = {
      after: last.version,
      foreign: null,
      action: last.version === 0 ? ('create' as const) : ('update' as const),
      state,
      lastMerge: lastMerge(document),
      digestBefore: document.get('_meta', 'digest'),
      entries,
      writes: (meta: Meta) => [metaWrite(document, withKeptTime(meta, document, state))],
    };
    const { writes, guard } = await versionOf(kind, id, plan, { by: EXTERNAL, operation, mark });
    return { kind: 'commit', writes, guard, landed: () => true };
  });
}

/**
 * The `_meta` and the index entry that a document should have, or null when it has them. A change by another program is a new
 * version, the one after the last that is recorded; another release's index entry is not.
 *
 * What release 0.1 kept in `_meta` for its own lists stays, until `dropsEarlier`: it may still be the one that is deployed.
 *
 * @param entries the ids of the index entries that the record has, where they have been read
 */
export function neededBookkeeping<R extends StoredRecord>(
  kind: RecordKind<R>,
  document: StoredDocument,
  { last = newestIn(document), dropsEarlier = false, entries }: Known = {},
): Bookkeeping | null {
  const written = document.get('_meta');
  // Another program may have written anything there.
  const stored: Partial<Record<keyof Meta, unknown>> = isPlainObject(written) ? written : {};
  const foreign = adoptedState(kind, document, last);
  const state = foreign ?? stateOf(kind.read(document, SILENT));
  const version = foreign === null ? last.version : last.version + 1;
  const isOperation = typeof stored.operation === 'string' && stored.operation.length <= MAX_OPERATION_LENGTH;
  const operation = foreign === null && isOperation ? (stored.operation as string) : randomUUID();
  const own = { version, operation, lastMerge: lastMerge(document) };
  const { meta, entry } = bookkeepingOf(kind, document.id, state, own, stored.digest);
  // Another release may make it in another way: the next edit makes it anew.
  const digest = storedDigest(document);
  if (foreign === null && digest !== null && isDigestOf(kind, digest, state, document)) meta.digest = digest;
  const earlier = Object.entries(stored).filter(([key]) => EARLIER_KEYS.includes(key));
  const isKept = !dropsEarlier && documentSize('', Object.fromEntries(earlier)) <= MAX_EARLIER_BYTES;
  const kept = isKept ? Object.fromEntries(earlier) : {};
  const needed = { ...kept, ...withKeptTime(meta, document, state) };
  const isIndexed = entries === undefined || (entries.length === 1 && entries[0] === entry.id);
  return isIndexed && isDeepStrictEqual(stored, needed) ? null : { meta: needed, entry };
}

interface Known {
  last?: NewestVersion;
  dropsEarlier?: boolean;
  entries?: readonly string[];
}

/** Far more than release 0.1 kept there: what is larger is another program's. */
const MAX_EARLIER_BYTES = 400_000;

/** A UUID has 36 characters. */
const MAX_OPERATION_LENGTH = 100;

/** What release 0.1 kept in `_meta` for its own lists. */
const EARLIER_KEYS = ['name_key', 'created_key', 'updated_key', 'terms'];

/** The state that another program has made since the last version; null if none has. */
function adoptedState<R extends StoredRecord>(
  kind: RecordKind<R>,
  document: StoredDocument,
  last: NewestVersion,
): State<R> | null {
  const state = stateOf(kind.read(document, SILENT));
  if (isDigestOf(kind, last.digest, state, document)) return null;
  return stateOf(readChanged(kind, document));
}

/** Whether a document may be an old copy that was written back, `_meta` and all: what was there before is newer, or was deleted. */
function isOlder(seen: StoredDocument, before: StoredDocument | null): boolean {
  return before === null ? storedVersion(seen) > 1 : storedVersion(before) > storedVersion(seen);
}

/** Whether the index entry that a document names is there; 1 read. */
async function hasEntry<R extends StoredRecord>(
  { entries }: RecordKind<R>,
  database: Database,
  document: StoredDocument,
): Promise<boolean> {
  const entry = knownEntry(document);
  return entry !== null && (await database.get(`${entries}/${entry}`, [])) !== null;
}
