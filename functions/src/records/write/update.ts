// Changes fields of a record.
import { plain } from '../../firestore/stored-values.ts';
import type { EntityTags } from '../../standards/entity-tag.ts';
import type { WriteContext } from '../context.ts';
import type { HistoryAction, VersionedRecord } from '../history/entry.ts';
import { type RecordKind, SILENT, stateOf, type StoredRecord } from '../kind.ts';
import { readMask } from '../meta.ts';
import { recordPath } from '../paths.ts';
import { timeAfter } from './clock.ts';
import { type Plan, withMeta } from './plan.ts';
import { checkIfMatch } from './precondition.ts';
import { type ReadRecord, readForWrite, unmoved } from './read.ts';
import { checkStorable } from './storable.ts';
import { fieldsToStore } from './stored-fields.ts';
import { writeVersion } from './version.ts';

/**
 * Sets the fields that `edit` names and that differ, and no others, so that two callers who change different fields both
 * keep their change. An update that changes nothing writes nothing. Throws the kind's 404, 412 `precondition_failed`, and 409
 * `stored_value_unreadable`.
 */
export function update<R extends StoredRecord>(
  kind: RecordKind<R>,
  context: WriteContext,
  id: string,
  { action = 'update', ifMatch, edit, replaces = false }: UpdateOptions<R>,
): Promise<VersionedRecord<R>> {
  return writeVersion(kind, context, id, async (attempt) => {
    const read = await readForWrite(kind, context, id, attempt, readMask(kind));
    if (read === null) throw kind.notFound();
    await checkIfMatch(kind, context, read, ifMatch);
    const { identityOf } = kind;
    const { set: fields, replaced } = fieldsToStore(edit(read), { ...read, identityOf, replaces });
    if (Object.keys(fields).length === 0) return { record: read.record, etag: read.etag };
    const changed = { ...fields, updated_at: timeAfter(read.record.updated_at) };
    const after = { ...read.document.data(), ...(plain(changed) as object) };
    const state = stateOf(readAs(kind, after, read));
    return {
      after: read.version,
      foreign: read.foreign,
      action,
      state,
      beside: Object.keys(replaced).length > 0 ? { replaced } : {},
      digestBefore: read.document.get('_meta', 'digest'),
      entries: read.entries,
      writes: (meta) => {
        const before = stateOf(read.record);
        checkStorable(kind, id, { state, stored: after, meta, changed: Object.keys(fields), before });
        const data = withMeta(changed, meta);
        return [{ kind: 'update', path: recordPath(kind, id), data, condition: unmoved(read) }];
      },
    } satisfies Plan<R>;
  });
}

/** Plain values of fields. Those that are not named stay as they are, and so does one with the value that was read. */
export type FieldsToSet = Record<string, unknown>;

export interface UpdateOptions<R extends StoredRecord> {
  action?: HistoryAction;
  /** The entity tags of `If-Match`; null for no condition. */
  ifMatch: EntityTags | null;
  /** What to set, given what is there. */
  edit: (read: ReadRecord<R>) => FieldsToSet;
  /** Whether the caller has named the fields to replace what they hold; else 409 keeps what was read as something else. */
  replaces?: boolean;
}

/**
 * The record as the changed document will be read. Its lists may hold elements of another program, which no answer, no index and no
 * history can hold as they are stored.
 */
function readAs<R extends StoredRecord>(
  kind: RecordKind<R>,
  after: Record<string, unknown>,
  { document: { id, createTime, updateTime } }: ReadRecord<R>,
): R {
  return kind.read({ id, createTime, updateTime, data: () => after }, SILENT);
}
