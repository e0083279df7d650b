// Makes an earlier state of a record the newest one.
import type { EntityTags } from '../../standards/entity-tag.ts';
import type { WriteContext } from '../context.ts';
import type { VersionedRecord } from '../history/entry.ts';
import { getVersion } from '../history/pages.ts';
import type { RecordKind, StoredRecord } from '../kind.ts';
import { update } from './update.ts';

/** Throws the kind's 404, 404 `version_not_found`, 412, and 409 `stored_value_unreadable`. */
export async function revert<R extends StoredRecord>(
  kind: RecordKind<R>,
  context: WriteContext,
  id: string,
  { version, ifMatch }: { version: number; ifMatch: EntityTags | null },
): Promise<VersionedRecord<R>> {
  const { record } = await getVersion(kind, context.database, id, version);
  const entered = Object.fromEntries(kind.entered.map((field) => [field, record[field]]));
  return update(kind, context, id, { action: 'revert', ifMatch, edit: () => entered });
}
