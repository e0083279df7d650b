// Keeps a record that another program deleted: in the trash, with an entry in the history.
import { randomUUID } from 'node:crypto';
import type { StoredDocument } from '../../firestore/document.ts';
import { type Deletion, readDeleted } from '../../firestore/events.ts';
import type { Data } from '../../firestore/stored-values.ts';
import { EXTERNAL } from '../context.ts';
import { findEntries } from '../entries/changes.ts';
import { isRemoval, newestEntry, toHistoryEntry } from '../history/entry.ts';
import { type RecordKind, SILENT, type State, stateOf, type StoredRecord } from '../kind.ts';
import { storedVersion } from '../meta.ts';
import { recordPath, trashPath } from '../paths.ts';
import { trashed } from '../trash/entry.ts';
import { readPlaces, removeRest, thenAgain } from '../trash/erasure.ts';
import { commit } from '../write/commit.ts';
import { answered, type Plan } from '../write/plan.ts';
import { fieldsToStore } from '../write/stored-fields.ts';
import { versionOf } from '../write/version.ts';
import type { ForeignContext } from './context.ts';

/**
 * The document goes to the trash as it was stored, with an entry in the history. A record that this API deleted has an entry of that
 * already, and one that it erased has no history left, or an open mark: then the erasure goes on. Returns whether there was anything to do.
 */
export async function keepDeleted<R extends StoredRecord>(
  kind: RecordKind<R>,
  { database }: ForeignContext,
  deletion: Deletion,
  { trashDays }: { trashDays: number },
): Promise<boolean> {
  const { id } = deletion.before;
  const known = storedVersion(deletion.before);
  const operation = randomUUID();
  return commit<boolean>(database, recordPath(kind, id), async () => {
    const places = await readPlaces(kind, database, id);
    const { mark } = places;
    const rest = await removeRest(kind, database, id, mark);
    if (rest !== null) return thenAgain(rest);
    const newest = await newestEntry(kind, database, id, ['version', 'action', 'state']);
    if (newest === null || places.record !== null || places.inTrash !== null) return answered(false);
    const { version, action, state: recorded } = toHistoryEntry(kind, newest);
    if (isRemoval(action)) return answered(false);
    // The event came late, or an old copy was written back: the history has a newer state.
    const isOld = known !== 0 && version > known;
    const before = await readDeleted(database, deletion);
    // The id belonged to a record that was erased: nothing of that may come back.
    const isErased = mark !== null && before.updateTime.toMillis() <= mark.updateTime.toMillis();
    const state = isOld || isErased ? recorded : stateOf(kind.read(before, SILENT));
    const newer = isOld ? storedAs(kind, before, recorded) : {};
    const fields = isErased ? { ...recorded } : { ...before.stored(), ...newer };
    const record = { id, ...state } as R;
    const deletedBy = { by: EXTERNAL, by_name: null };
    const inTrash = trashed(kind, fields, record, { deletedBy, trashDays, version: version + 1 });
    const plan: Plan<R> = {
      after: version,
      foreign: null,
      action: 'delete',
      state,
      entries: await findEntries(kind, database, id),
      isDeletion: true,
      beside: inTrash.beside,
      writes: () => [{ kind: 'create', path: trashPath(kind, id), data: inTrash.data }],
    };
    const { writes, guard } = await versionOf(kind, id, plan, { by: EXTERNAL, operation, mark });
    return { kind: 'commit', writes, guard, landed: () => true };
  });
}

/** The fields of a newer state, with what other programs keep in the elements of the older document. */
function storedAs<R extends StoredRecord>(
  kind: RecordKind<R>,
  document: StoredDocument,
  state: State<R>,
): Data {
  const misfits: string[] = [];
  const record = kind.read(document, (_id, fields) => misfits.push(...fields));
  const { identityOf } = kind;
  return fieldsToStore({ ...state }, { document, record, misfits, identityOf, replaces: true }).set;
}
