// Changes fields of a record.
import { isDeepStrictEqual } from 'node:util';
import { plain } from '../../firestore/stored-values.ts';
import type { EntityTags } from '../../standards/entity-tag.ts';
import type { WriteContext } from '../context.ts';
import type { HistoryAction, VersionedRecord } from '../history/entry.ts';
import { type RecordKind, SILENT, type State, stateOf, type StoredRecord } from '../kind.ts';
import { readMask } from '../meta.ts';
import { recordPath } from '../paths.ts';
import { timeAfter } from './clock.ts';
import { type Plan, withMeta } from './plan.ts';
import { checkIfMatch } from './precondition.ts';
import { type ReadRecord, readForWrite, unmoved } from './read.ts';
import { checkStorable } from './storable.ts';
import { writeVersion } from './version.ts';

/**
 * Sets the fields that `edit` names and that differ, and no others, so that two callers who change different fields both
 * keep their change. An update that changes nothing writes nothing. Throws the kind's 404, and 412 `precondition_failed`.
 */
export function update<R extends StoredRecord>(
  kind: RecordKind<R>,
  context: WriteContext,
  id: string,
  { action = 'update', ifMatch, edit }: UpdateOptions<R>,
): Promise<VersionedRecord<R>> {
  return writeVersion(kind, context, id, async (attempt) => {
    const read = await readForWrite(kind, context, id, attempt, readMask(kind));
    if (read === null) throw kind.notFound();
    await checkIfMatch(kind, context, read, ifMatch);
    const fields = differing(edit(read), read);
    if (Object.keys(fields).length === 0) return { record: read.record, etag: read.etag };
    const changed = { ...fields, updated_at: timeAfter(read.record.updated_at) };
    const state = stateWith(kind, changed, read);
    return {
      after: read.version,
      foreign: read.foreign,
      action,
      state,
      digestBefore: read.document.get('_meta', 'digest'),
      entries: read.entries,
      writes: (meta) => {
        checkStorable(kind, id, { state, meta, changed: Object.keys(fields) });
        const data = withMeta(changed, meta);
        return [{ kind: 'update', path: recordPath(kind, id), data, condition: unmoved(read) }];
      },
    } satisfies Plan<R>;
  });
}

/** Fields to set, plain or as they are stored; those that are not named stay as they are. */
export type FieldsToSet = Record<string, unknown>;

export interface UpdateOptions<R extends StoredRecord> {
  action?: HistoryAction;
  /** The entity tags of `If-Match`; null for no condition. */
  ifMatch: EntityTags | null;
  /** What to set, given what is there. */
  edit: (read: ReadRecord<R>) => FieldsToSet;
}

/**
 * The state as the changed document will be read. The lists in `changed` may hold elements of another program, which no answer,
 * no index and no history can hold as they are stored.
 */
function stateWith<R extends StoredRecord>(
  kind: RecordKind<R>,
  changed: FieldsToSet,
  { document }: ReadRecord<R>,
): State<R> {
  const { id, createTime, updateTime } = document;
  const data = () => ({ ...document.data(), ...(plain(changed) as object) });
  return stateOf(kind.read({ id, createTime, updateTime, data }, SILENT));
}

/**
 * The wanted fields whose stored values differ. A list that was sent back as it was read stays as it is stored, with what other
 * programs keep in its elements.
 */
function differing<R extends StoredRecord>(
  wanted: FieldsToSet,
  { document, record }: ReadRecord<R>,
): FieldsToSet {
  const fields = Object.entries(wanted).filter(([field, sent]) => {
    const stored = document.get(field);
    const value = plain(sent);
    const isAsRead = Array.isArray(stored) && isDeepStrictEqual(record[field as keyof R], value);
    return !isAsRead && !isDeepStrictEqual(stored, value);
  });
  return Object.fromEntries(fields);
}
