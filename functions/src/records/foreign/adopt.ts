// Adopts what another program wrote: gives the document its `_meta`, and the history an entry.
import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { StoredDocument } from '../../firestore/document.ts';
import { EXTERNAL } from '../context.ts';
import { isDigestOf } from '../digest.ts';
import { lastVersion } from '../history/entry.ts';
import { type NewestVersion, newestVersion, newestIn } from '../history/newest.ts';
import { type RecordKind, SILENT, type State, stateOf, type StoredRecord } from '../kind.ts';
import { type Meta, metaOf, storedVersion } from '../meta.ts';
import { recordPath } from '../paths.ts';
import { readMark, removeRest, thenAgain, unlessErased } from '../trash/erasure.ts';
import { commit } from '../write/commit.ts';
import { answered } from '../write/plan.ts';
import { unmoved } from '../write/read.ts';
import { versionOf } from '../write/version.ts';
import type { ForeignContext } from './context.ts';

/**
 * It touches nothing else in the document. Returns whether there was anything to do.
 *
 * `seen` is what an event brought. If that is already right nothing is read, unless it is older than what was
 * there `before`: then another program wrote an old copy back, `_meta` and all. Events come twice, late and out of order, so
 * the document is read again before it is written, and written only as it was read.
 */
export async function adopt<R extends StoredRecord>(
  kind: RecordKind<R>,
  { database }: ForeignContext,
  id: string,
  event: { seen: StoredDocument | null; before: StoredDocument | null } | null = null,
): Promise<boolean> {
  if (event?.seen === null) return false;
  const isOldCopy = event !== null && isOlder(event.seen, event.before);
  if (event !== null && !isOldCopy && neededMeta(kind, event.seen) === null) return false;
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
    const state = adoptedState(kind, document, last);
    if (state === null) {
      const meta = neededMeta(kind, document, last);
      if (meta === null) return answered(isRetry);
      return {
        kind: 'commit',
        writes: [withMetaOf(document, meta), unlessErased(kind, id, mark)],
        landed: () => true,
      };
    }
    const plan = {
      after: last.version,
      foreign: null,
      action: last.version === 0 ? ('create' as const) : ('update' as const),
      state,
      digestBefore: document.get('_meta', 'digest'),
      writes: (meta: Meta) => [withMetaOf(document, meta)],
    };
    const { writes, guard } = versionOf(kind, id, plan, { by: EXTERNAL, operation, mark });
    return { kind: 'commit', writes, guard, landed: () => true };
  });
}

/**
 * The `_meta` that a document should have, or null when it has it. A change by another program is a new version, the one
 * after the last that is recorded; a mere difference in the terms (another release) is not.
 */
export function neededMeta<R extends StoredRecord>(
  kind: RecordKind<R>,
  document: StoredDocument,
  last: NewestVersion = newestIn(document),
): Meta | null {
  const stored = (document.get('_meta') ?? {}) as Partial<Meta>;
  const foreign = adoptedState(kind, document, last);
  const state = foreign ?? stateOf(kind.read(document, SILENT));
  const version = foreign === null ? last.version : last.version + 1;
  const operation = foreign === null ? (stored.operation ?? randomUUID()) : randomUUID();
  const needed = metaOf(kind, state, { version, operation }, stored.digest);
  // Another release may make it in another way: the next edit makes it anew.
  if (foreign === null && isDigestOf(kind, stored.digest, state)) needed.digest = stored.digest ?? '';
  return isDeepStrictEqual(stored, needed) ? null : needed;
}

/** The state that another program has made since the last version; null if none has. */
function adoptedState<R extends StoredRecord>(
  kind: RecordKind<R>,
  document: StoredDocument,
  last: NewestVersion,
): State<R> | null {
  const state = stateOf(kind.read(document, SILENT));
  if (isDigestOf(kind, last.digest, state)) return null;
  // A document without a time of its own was changed when it was written.
  const { _meta: _, ...fields } = document.data();
  const { id, createTime, updateTime } = document;
  return stateOf(kind.read({ id, createTime, updateTime, data: () => fields }, SILENT));
}

/** Whether a document may be an old copy that was written back, `_meta` and all: what was there before is newer, or was deleted. */
function isOlder(seen: StoredDocument, before: StoredDocument | null): boolean {
  return before === null ? storedVersion(seen) > 1 : storedVersion(before) > storedVersion(seen);
}

const withMetaOf = (document: StoredDocument, _meta: Meta) =>
  ({ kind: 'update', path: document.path, data: { _meta }, condition: unmoved({ document }) }) as const;
