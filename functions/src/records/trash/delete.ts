// Moves a record to the trash.
import type { EntityTags } from '../../standards/entity-tag.ts';
import type { WriteContext } from '../context.ts';
import { type RecordKind, stateOf, type StoredRecord } from '../kind.ts';
import { absent } from '../merge/marks.ts';
import { recordPath, trashPath } from '../paths.ts';
import { checkMeant, type IsMeant } from '../write/meant.ts';
import type { KeyedOperation } from '../write/operations.ts';
import type { Plan, Written } from '../write/plan.ts';
import { checkIfMatch } from '../write/precondition.ts';
import { type ReadRecord, readForWrite, unmoved } from '../write/read.ts';
import { type VersionWrite, versionWrite, writeAlone } from '../write/version.ts';
import { trashed } from './entry.ts';

/** It takes one commit. Returns the record as it was. Throws the kind's 404, and 412 `precondition_failed`. */
export function moveToTrash<R extends StoredRecord>(
  kind: RecordKind<R>,
  context: WriteContext,
  id: string,
  options: DeletionOptions,
): Promise<Written<R>> {
  return writeAlone(deletionWrite(kind, context, id, options));
}

/** The same, yet to be committed. */
export function deletionWrite<R extends StoredRecord>(
  kind: RecordKind<R>,
  context: WriteContext,
  id: string,
  { ifMatch, trashDays, meant, keyed, check, undoes }: DeletionOptions & Meant<R>,
): VersionWrite<R> {
  const decide: Parameters<typeof versionWrite<R>>[3] = async (attempt) => {
    const read = await readForWrite(kind, context, id, attempt);
    checkMeant(read?.record ?? null, meant);
    if (read === null) throw await absent(kind, context.database, id);
    await checkIfMatch(kind, context, read, ifMatch);
    await check?.(read);
    const { document, record } = read;
    const version = read.version + (read.foreign === null ? 1 : 2);
    const deletedBy = { by: context.by, by_name: context.byName ?? null };
    const inTrash = trashed(kind, document.stored(), record, { deletedBy, trashDays, version });
    return {
      after: read.version,
      foreign: read.foreign,
      action: 'delete',
      state: stateOf(record),
      digestBefore: document.get('_meta', 'digest'),
      entries: read.entries,
      isDeletion: true,
      beside: { ...inTrash.beside, ...(undoes !== undefined && { undoes }) },
      writes: () => [
        { kind: 'delete', path: recordPath(kind, id), condition: unmoved(read) },
        { kind: 'set', path: trashPath(kind, id), data: inTrash.data },
      ],
    } satisfies Plan<R>;
  };
  return versionWrite(kind, context, id, decide, { keyed });
}

/** Where the record was found by something else than its id. */
interface Meant<R extends StoredRecord> {
  meant?: IsMeant<R> | undefined;
  keyed?: KeyedOperation | undefined;
  /** Throws where it is not to be deleted as it was read. */
  check?: (read: ReadRecord<R>) => Promise<void>;
  /** The version that the deletion takes back. */
  undoes?: number;
}

interface DeletionOptions {
  /** The entity tags of `If-Match`; null for no condition. */
  ifMatch: EntityTags | null;
  /** How long the record can be brought back. */
  trashDays: number;
}
