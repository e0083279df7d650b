// The writes that keep the index entries of a record right, in the commit that changes the record.
import type { Database } from '../../firestore/database.ts';
import { isDocumentId } from '../../firestore/document-id.ts';
import type { StoredDocument } from '../../firestore/document.ts';
import type { Write } from '../../firestore/write.ts';
import type { RecordKind, StoredRecord } from '../kind.ts';
import { type IndexEntry, isEntryOf, shortId } from './entry.ts';

/**
 * Writes the entry and removes the others that the record has. Without conditions of their own: the commit has the record's, and a
 * missing entry must not keep anybody from writing.
 *
 * @param entry null for a record that goes away
 * @param present the ids of the entries that the record has
 */
export function entryWrites(
  { entries }: Kind,
  entry: IndexEntry | null,
  present: readonly string[],
): Write[] {
  const others = present.filter((id) => id !== entry?.id);
  return [
    ...others.map((id): Write => ({ kind: 'delete', path: `${entries}/${id}` })),
    ...(entry === null ? [] : [{ kind: 'set', path: entry.path, data: entry.data } as const]),
  ];
}

/**
 * The id of the entry by the record's `_meta`; null where another program has taken it away or written the id of another record's entry
 * there, or release 0.1 wrote it.
 */
export function knownEntry(document: StoredDocument): string | null {
  const id = document.get('_meta', 'entry');
  return isEntryOf(document.id, id) && isDocumentId(id) ? id : null;
}

/** All entries of a record, whatever its `_meta` says. 1 read for each, and 1 where there are none. */
export async function findEntries(
  { entries, idName }: Kind,
  database: Database,
  id: string,
): Promise<string[]> {
  const found = await database.query({
    collection: entries,
    where: { field: [idName], equals: shortId(id) },
    select: [],
  });
  return found.map((entry) => entry.id);
}

type Kind = Pick<RecordKind<StoredRecord>, 'entries' | 'idName'>;
