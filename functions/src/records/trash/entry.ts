// A deleted record as it is stored in the trash collection.
import type { Database } from '../../firestore/database.ts';
import { documentSize, MAX_DOCUMENT_BYTES } from '../../firestore/document-size.ts';
import type { StoredDocument } from '../../firestore/document.ts';
import { pack, unpack } from '../../firestore/packed.ts';
import {
  bytesOf,
  type Data,
  isPlainObject,
  plain,
  storedBytes,
  type StoredValue,
  Timestamp,
} from '../../firestore/stored-values.ts';
import { isDigest } from '../digest.ts';
import type { Author } from '../history/entry.ts';
import { heldKeysOf, trashTermsOf } from '../duplicates/terms.ts';
import type { RecordKind, StoredRecord } from '../kind.ts';
import { mergeVersion } from '../meta.ts';
import { type Kind, trashPath, versionPath } from '../paths.ts';

export interface TrashDocument {
  /** The beginning of it: another program's may be as long as a document. */
  name: string;
  deleted_at: string;
  deleted_by: string;
  /** The name in their token then; null or absent where it is not known. */
  deleted_by_name?: string | null;
  /** When Firestore's TTL policy removes it for good. */
  expires_at: Timestamp;
  /**
   * The document as it was, other programs' fields included, without `_meta`. One that does not fit beside the other fields is packed, and if
   * that does not fit either, the entry of the deletion in the history has the end of it.
   */
  document: Data | StoredValue;
  /** The version of that entry. */
  rest_in?: number;
  /** The time of the creation, where the document is packed and has none of its own. Else it is in the document. */
  created_at?: string;
  /** By what a check for duplicates finds it; absent of what was merged, of an entry of before release 0.3 and of a kind without duplicates. */
  found_by?: string[];
  /** Its numbers and addresses as keys: by them is found what is held of a person. Of what was merged too. Absent of an entry of an earlier release until reindex has read it. */
  held_keys?: string[];
  /** Of one that was merged: the record that it became a part of, the version of that, and the version that it got by it. */
  merged_into?: string;
  merge_version?: number;
  version?: number;
  /** The version by which others were last merged into it. */
  last_merge?: number;
  /** The digest that the document had: another release may know columns that this one does not. */
  digest?: unknown;
}

interface TrashedOptions {
  deletedBy: Author;
  trashDays: number;
  /** That of the deletion. */
  version: number;
  /** Where the record becomes a part of another one. */
  merged?: { merged_into: string; merge_version: number };
}

/** A trash entry to write, and what goes with the entry of the deletion into the history. */
export interface Trashed {
  data: Data;
  beside: { trash_rest?: StoredValue };
}

/**
 * Makes the trash entry of a record.
 *
 * @param fields the fields of the document, plain or as they are stored
 * @param record also gives the creation time, because the document that a restoration makes is a new one, and what duplicates are found by
 * @param version that of the deletion
 */
export function trashed<R extends StoredRecord>(
  kind: RecordKind<R>,
  fields: Data,
  record: R,
  { deletedBy, trashDays, version, merged }: TrashedOptions,
): Trashed {
  const { id, name, created_at } = record;
  const { _meta, ...document } = fields;
  const meta = plain(_meta);
  const digest = isPlainObject(meta) ? meta['digest'] : undefined;
  const lastMerge = isPlainObject(meta) ? mergeVersion(meta['last_merge']) : null;
  const now = Date.now();
  const shown = {
    name: name.slice(0, MAX_NAME_SHOWN).toWellFormed(),
    deleted_at: new Date(now).toISOString(),
    deleted_by: deletedBy.by,
    deleted_by_name: deletedBy.by_name,
    expires_at: Timestamp.fromMillis(now + trashDays * DAY_MS),
    ...(isDigest(digest) && { digest }),
    // What was merged is found in what it became a part of, and cannot be restored.
    ...(kind.duplicates && !merged && { found_by: trashTermsOf(kind, record) }),
    ...(kind.duplicates && { held_keys: heldKeysOf(kind, record) }),
    ...(lastMerge !== null && { last_merge: lastMerge }),
    ...(merged && { ...merged, version }),
  };
  const whole = { ...shown, document: { created_at, ...document } } satisfies TrashDocument;
  const path = trashPath(kind, id);
  if (fits(path, whole)) return { data: whole, beside: {} };
  const packed = pack(document);
  const here = packed.subarray(0, MAX_PACKED_BYTES);
  const rest = packed.subarray(MAX_PACKED_BYTES);
  const data = { ...shown, created_at, document: storedBytes(here) } satisfies TrashDocument;
  if (rest.length === 0) return { data, beside: {} };
  return { data: { ...data, rest_in: version }, beside: { trash_rest: storedBytes(rest) } };
}

/** The fields of a document in the trash: as they were stored, and as they are to be restored, with a creation time. */
export interface TrashedFields {
  asStored: Data;
  dated: Data;
}

/** The document in a trash entry; null if a part of it is lost. */
export async function documentIn(
  kind: Kind,
  database: Database,
  inTrash: StoredDocument,
): Promise<TrashedFields | null> {
  const packed = bytesOf(inTrash.get('document'));
  if (packed === null) {
    const fields = inTrash.storedEntries('document') ?? {};
    return { asStored: fields, dated: fields };
  }
  const version = inTrash.get('rest_in');
  const entry =
    typeof version === 'number' ? await database.get(versionPath(kind, inTrash.id, version)) : null;
  const rest = bytesOf(entry?.get('trash_rest'));
  if (version !== undefined && rest === null) return null;
  const fields = unpack(Buffer.concat([packed, rest ?? Buffer.alloc(0)]));
  return { asStored: fields, dated: { created_at: inTrash.get('created_at'), ...fields } };
}

/** Whether a trash entry fits into a document. What is stored takes at most twice the bytes that it takes on the wire. */
function fits(path: string, data: Data): boolean {
  return (
    documentSize(path, data) <= MAX_WHOLE_BYTES / 2 ||
    documentSize(path, plain(data) as Data) <= MAX_WHOLE_BYTES
  );
}

/** Room for what Firestore counts and this project does not. */
const MAX_WHOLE_BYTES = MAX_DOCUMENT_BYTES - 20_000;

/** Of a document that is packed, so much is in the trash entry: the digest, the name and an id of 1,500 bytes fit beside it. */
const MAX_PACKED_BYTES = MAX_DOCUMENT_BYTES - 80_000;

/** Longer than any name that the API takes. */
const MAX_NAME_SHOWN = 1000;

const DAY_MS = 86_400_000;
