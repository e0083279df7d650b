// Changes fields of a record.
import { plain } from '../../firestore/stored-values.ts';
import type { EntityTags } from '../../standards/entity-tag.ts';
import { EXTERNAL, type WriteContext } from '../context.ts';
import { refuseDuplicates, type Refusing } from '../duplicates/refuse.ts';
import type { HistoryAction } from '../history/entry.ts';
import { type RecordKind, SILENT, stateOf, type StoredRecord } from '../kind.ts';
import { absent } from '../merge/marks.ts';
import { lastMerge, readMask, storedVersion, withKeptTime } from '../meta.ts';
import { recordPath } from '../paths.ts';
import type { Write } from '../../firestore/write.ts';
import { timeAfter } from './clock.ts';
import { checkMeant, type IsMeant } from './meant.ts';
import type { KeyedOperation } from './operations.ts';
import { type Plan, type Unchanged, withMeta, type Written } from './plan.ts';
import { checkIfMatch } from './precondition.ts';
import { metaWrite, type ReadRecord, readForWrite, unmoved } from './read.ts';
import { checkStorable } from './storable.ts';
import { fieldsToStore, type Replaces } from './stored-fields.ts';
import { type VersionWrite, versionWrite, writeAlone } from './version.ts';

/**
 * Sets the fields that `edit` names and that differ, and no others, so that two callers who change different fields both
 * keep their change. An update that changes nothing writes nothing. Throws the kind's 404, 412 `precondition_failed`, 409
 * `stored_value_unreadable`, and 409 for an id that was merged into another one; with `refusing` the kind's 409 for a duplicate.
 */
export function update<R extends StoredRecord>(
  kind: RecordKind<R>,
  context: WriteContext,
  id: string,
  options: UpdateOptions<R>,
): Promise<Written<R>> {
  return writeAlone(updateWrite(kind, context, id, options));
}

/** The same, yet to be committed. */
export function updateWrite<R extends StoredRecord>(
  kind: RecordKind<R>,
  context: WriteContext,
  id: string,
  { action = 'update', ifMatch, edit, refusing, meant, beside, keyed }: UpdateOptions<R>,
): VersionWrite<R> {
  const decide: Parameters<typeof versionWrite<R>>[3] = async (attempt) => {
    const read = await readForWrite(kind, context, id, attempt, readMask(kind));
    checkMeant(read?.record ?? null, meant);
    if (read === null) throw await absent(kind, context.database, id);
    await checkIfMatch(kind, context, read, ifMatch);
    const { identityOf } = kind;
    const { fields: wanted, replaces = false } = edit(read);
    const { set: fields, replaced } = fieldsToStore(wanted, { ...read, identityOf, replaces });
    const also = (await beside?.(read)) ?? null;
    if (Object.keys(fields).length === 0 && also === null)
      return (context.keyed ? recorded(read) : null) ?? asItIs(read);
    const changed = { ...fields, updated_at: timeAfter(read.record.updated_at) };
    const after = { ...read.document.data(), ...(plain(changed) as object) };
    const state = stateOf(readAs(kind, after, read));
    const asked = kind.duplicates?.fields.some((field) => Object.hasOwn(fields, field))
      ? refusing
      : undefined;
    const before = stateOf(read.record);
    const { isRetry } = attempt;
    const claims = await refuseDuplicates(kind, context, { id, state, before, refusing: asked, isRetry });
    return {
      after: read.version,
      foreign: read.foreign,
      action,
      state,
      lastMerge: lastMerge(read.document),
      beside: {
        changed: Object.keys(fields).map((field) => `/${field}`),
        ...(Object.keys(replaced).length > 0 && { replaced }),
        ...also?.entry,
      },
      digestBefore: read.document.get('_meta', 'digest'),
      entries: read.entries,
      writes: (meta) => {
        // What was there once may be there again: another program may have stored more than a bound allows.
        const judged = action === 'revert' ? [] : Object.keys(fields);
        checkStorable(kind, id, { state, stored: after, meta, changed: judged, before });
        const data = withMeta(changed, meta);
        return [
          { kind: 'update', path: recordPath(kind, id), data, condition: unmoved(read) },
          ...claims,
          ...(also?.writes ?? []),
        ];
      },
    } satisfies Plan<R>;
  };
  return versionWrite(kind, context, id, decide, { keyed });
}

/** The record as it was read. */
function asItIs<R extends StoredRecord>(read: ReadRecord<R>): Unchanged<R> {
  const { document, record, etag, version } = read;
  const operation = document.get('_meta', 'operation');
  const isKnown = storedVersion(document) === version && typeof operation === 'string';
  return { record, etag, kept: { version, operation: isKnown ? operation : null }, condition: unmoved(read) };
}

/**
 * Another program's change as the version that it will be, if it has not been recorded yet: the answer to an idempotency key is a version.
 * Null where there is none.
 */
function recorded<R extends StoredRecord>({
  document,
  foreign,
  version,
  entries,
}: ReadRecord<R>): Plan<R> | null {
  if (foreign === null) return null;
  return {
    after: version,
    foreign: null,
    action: version === 0 ? 'create' : 'update',
    by: EXTERNAL,
    state: foreign,
    lastMerge: lastMerge(document),
    digestBefore: document.get('_meta', 'digest'),
    entries,
    writes: (meta) => [metaWrite(document, withKeptTime(meta, document, foreign))],
  };
}

/** What an edit makes of a record. */
export interface Edited {
  /** Plain values of fields. Those that are not named stay as they are, and so does one with the value that was read. */
  fields: Readonly<Record<string, unknown>>;
  /** Where the caller replaces whatever is there; elsewhere 409 keeps what was read as something else. */
  replaces?: Replaces;
}

export interface UpdateOptions<R extends StoredRecord> {
  action?: HistoryAction;
  /** The entity tags of `If-Match`; null for no condition. */
  ifMatch: EntityTags | null;
  /** From which level on a duplicate is refused, if the change says who it is; left out where none is. */
  refusing?: Refusing | undefined;
  /** What to set, given what is there. */
  edit: (read: ReadRecord<R>) => Edited;
  /** What is written beside the record in the same commit, and kept in its entry; null for nothing. */
  beside?: (read: ReadRecord<R>) => Promise<Beside<R> | null>;
  /** Whether it is the record that is meant, where it was found by something else than its id. */
  meant?: IsMeant<R> | undefined;
  keyed?: KeyedOperation | undefined;
}

/** Writes that go with a change. */
interface Beside<R extends StoredRecord> {
  writes: Write[];
  entry: Plan<R>['beside'];
}

/**
 * The record as the changed document will be read. Its lists may hold elements of another program, which no answer, no index and no
 * history can hold as they are stored.
 */
export function readAs<R extends StoredRecord>(
  kind: RecordKind<R>,
  after: Record<string, unknown>,
  { document: { id, createTime, updateTime } }: ReadRecord<R>,
): R {
  return kind.read({ id, createTime, updateTime, data: () => after }, SILENT);
}
