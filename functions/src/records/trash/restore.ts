// Brings a record back from the trash, with its history.
import { documentSize, MAX_DOCUMENT_BYTES } from '../../firestore/document-size.ts';
import type { StoredDocument } from '../../firestore/document.ts';
import { type Data, plain } from '../../firestore/stored-values.ts';
import type { WriteContext } from '../context.ts';
import { findEntries } from '../entries/changes.ts';
import { lastVersion } from '../history/entry.ts';
import { type RecordKind, stateOf, type StoredRecord } from '../kind.ts';
import { absent } from '../merge/marks.ts';
import { mergeVersion } from '../meta.ts';
import { recordPath, trashPath } from '../paths.ts';
import { notInTrash, trashIncomplete } from '../problems.ts';
import { timeAfter } from '../write/clock.ts';
import { type Plan, withMeta, type Written } from '../write/plan.ts';
import { versionWrite, writeAlone } from '../write/version.ts';
import { documentIn, type TrashedFields } from './entry.ts';

/**
 * Throws the kind's 404, and 409 if the record was not deleted, or was merged into another one.
 *
 * @param options.check throws where the record is not to come back, given its last version
 * @param options.undoes the version that this takes back
 */
export function restore<R extends StoredRecord>(
  kind: RecordKind<R>,
  context: WriteContext,
  id: string,
  { check, undoes }: { check?: (lastVersion: number) => Promise<void>; undoes?: number } = {},
): Promise<Written<R>> {
  const { database } = context;
  const write = versionWrite(kind, context, id, async ({ isRetry }) => {
    const inTrash = await database.get(trashPath(kind, id));
    // After a failed attempt this is checked in any case: another program may have made the same record again.
    const isTaken =
      (inTrash === null || isRetry) && (await database.get(recordPath(kind, id), [['name']])) !== null;
    if (isTaken) throw notInTrash();
    if (inTrash === null || inTrash.get('merged_into') !== undefined) throw await absent(kind, database, id);
    const after = await lastVersion(kind, database, id);
    await check?.(after);
    return restorationOf(kind, inTrash, await recordInTrash(kind, context, inTrash), {
      action: 'restore',
      after,
      ...(undoes !== undefined && { beside: { undoes } }),
      entries: await findEntries(kind, database, id),
    });
  });
  return writeAlone(write);
}

/** The version that brings a record back as its trash entry has it. */
export function restorationOf<R extends StoredRecord>(
  kind: RecordKind<R>,
  inTrash: StoredDocument,
  { document, record }: FoundInTrash<R>,
  plan: Pick<Plan<R>, 'action' | 'after' | 'entries' | 'beside'>,
): Plan<R> {
  const { id } = inTrash;
  const updated_at = timeAfter(record.updated_at);
  return {
    ...plan,
    foreign: null,
    state: { ...stateOf(record), updated_at },
    digestBefore: inTrash.get('digest'),
    lastMerge: mergeVersion(inTrash.get('last_merge')),
    writes: (meta) => [
      {
        kind: 'create',
        path: recordPath(kind, id),
        data: fitting(
          recordPath(kind, id),
          withMeta({ ...document.dated, updated_at }, meta),
          document.asStored,
        ),
      },
      { kind: 'delete', path: inTrash.path, condition: { updateTime: inTrash.updateTime } },
    ],
  };
}

/** A record in the trash, and its document. */
export interface FoundInTrash<R extends StoredRecord> {
  document: TrashedFields;
  record: R;
}

/** The record as it was when it went to the trash, and its document. Throws 409 if a part of that is lost. */
export async function recordInTrash<R extends StoredRecord>(
  kind: RecordKind<R>,
  { database, warn }: Pick<WriteContext, 'database' | 'warn'>,
  inTrash: StoredDocument,
): Promise<FoundInTrash<R>> {
  const document = await documentIn(kind, database, inTrash);
  if (document === null) throw trashIncomplete();
  const data = () => plain(document.dated) as Record<string, unknown>;
  const { id, createTime } = inTrash;
  return { document, record: kind.read({ id, data, createTime, updateTime: null }, warn) };
}

/** The document with the bookkeeping; without it where it fills a document as it was, as another program may have stored it. */
function fitting(path: string, whole: Data, bare: Data): Data {
  const isSmall = documentSize(path, whole) <= MAX_DOCUMENT_BYTES / 2;
  return isSmall || documentSize(path, plain(whole) as Data) <= MAX_DOCUMENT_BYTES ? whole : bare;
}
