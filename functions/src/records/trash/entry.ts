// A deleted record as it is stored in the trash collection.
import { type Data, isPlainObject, plain, Timestamp } from '../../firestore/stored-values.ts';
import type { State, StoredRecord } from '../kind.ts';

export interface TrashDocument {
  name: string;
  deleted_at: string;
  deleted_by: string;
  /** When Firestore's TTL policy removes it for good. */
  expires_at: Timestamp;
  /** The document as it was, other programs' fields included, without `_meta`. */
  document: Data;
  /** The digest that the document had: another release may know columns that this one does not. */
  digest?: unknown;
}

/**
 * Makes the trash document of a record.
 *
 * @param fields the fields of the document, plain or as they are stored
 * @param record also gives the creation time: the document that a restoration makes is a new one
 */
export function trashed(
  fields: Data,
  { name, created_at }: Pick<State<StoredRecord>, 'name' | 'created_at'>,
  { deletedBy, trashDays }: { deletedBy: string; trashDays: number },
): Data {
  const { _meta, ...document } = fields;
  const meta = plain(_meta);
  const digest = isPlainObject(meta) ? meta['digest'] : undefined;
  const now = Date.now();
  return {
    name,
    deleted_at: new Date(now).toISOString(),
    deleted_by: deletedBy,
    expires_at: Timestamp.fromMillis(now + trashDays * DAY_MS),
    document: { created_at, ...document },
    ...(typeof digest === 'string' && { digest }),
  } satisfies TrashDocument;
}

const DAY_MS = 86_400_000;
