// Brings a record back from the trash, with its history.
import { isPlainObject } from '../../firestore/stored-values.ts';
import type { WriteContext } from '../context.ts';
import { findEntries } from '../entries/changes.ts';
import { lastVersion, type VersionedRecord } from '../history/entry.ts';
import { type RecordKind, stateOf, type StoredRecord } from '../kind.ts';
import { recordPath, trashPath } from '../paths.ts';
import { notInTrash } from '../problems.ts';
import { timeAfter } from '../write/clock.ts';
import { type Plan, withMeta } from '../write/plan.ts';
import { writeVersion } from '../write/version.ts';

/** Throws the kind's 404, and 409 if the record was not deleted. */
export function restore<R extends StoredRecord>(
  kind: RecordKind<R>,
  context: WriteContext,
  id: string,
): Promise<VersionedRecord<R>> {
  const { database, warn } = context;
  return writeVersion(kind, context, id, async ({ isRetry }) => {
    const inTrash = await database.get(trashPath(kind, id));
    // After a failed attempt this is checked in any case: another program may have made the same record again.
    const isTaken =
      (inTrash === null || isRetry) && (await database.get(recordPath(kind, id), [['name']])) !== null;
    if (isTaken) throw notInTrash();
    if (inTrash === null) throw kind.notFound();
    const fields = inTrash.get('document');
    const data = () => (isPlainObject(fields) ? fields : {});
    const record = kind.read({ id, data, createTime: inTrash.createTime, updateTime: null }, warn);
    const updated_at = timeAfter(record.updated_at);
    const document = inTrash.storedEntries('document');
    return {
      after: await lastVersion(kind, database, id),
      foreign: null,
      action: 'restore',
      state: { ...stateOf(record), updated_at },
      digestBefore: inTrash.get('digest'),
      entries: await findEntries(kind, database, id),
      writes: (meta) => [
        {
          kind: 'create',
          path: recordPath(kind, id),
          data: withMeta({ ...document, updated_at }, meta),
        },
        { kind: 'delete', path: inTrash.path, condition: { updateTime: inTrash.updateTime } },
      ],
    } satisfies Plan<R>;
  });
}
