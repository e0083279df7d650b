// Makes an earlier state of a record the newest one.
import type { EntityTags } from '../../standards/entity-tag.ts';
import type { WriteContext } from '../context.ts';
import { getVersion } from '../history/pages.ts';
import type { RecordKind, StoredRecord } from '../kind.ts';
import { beforeRefusal, firstAnswer, KeyedOperation } from './operations.ts';
import type { Written } from './plan.ts';
import { update } from './update.ts';

/** Throws the kind's 404, 404 `version_not_found`, 412, and 409 `stored_value_unreadable`. */
export async function revert<R extends StoredRecord>(
  kind: RecordKind<R>,
  context: WriteContext,
  id: string,
  { version, ifMatch }: { version: number; ifMatch: EntityTags | null },
): Promise<Written<R>> {
  const keyed = new KeyedOperation(context);
  const found = await beforeRefusal<{ record: R } | Written<R>>(
    () => getVersion(kind, context.database, id, version),
    () => firstAnswer(kind, context, id, keyed),
  );
  if ('isReplay' in found) return found;
  const { record } = found;
  const fields = Object.fromEntries(kind.entered.map((field) => [field, record[field]]));
  return update(kind, context, id, { action: 'revert', ifMatch, edit: () => ({ fields }) });
}
