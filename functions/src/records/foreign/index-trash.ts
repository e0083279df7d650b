// Sets right by what a check for duplicates finds the deleted records of a kind.
import { isDeepStrictEqual } from 'node:util';
import type { Connection } from '../../firestore/client.ts';
import type { StoredDocument } from '../../firestore/document.ts';
import { plain } from '../../firestore/stored-values.ts';
import { trashTermsOf } from '../duplicates/terms.ts';
import { type RecordKind, SILENT, stateOf, type StoredRecord } from '../kind.ts';
import { isServed, trashCollection } from '../paths.ts';
import { documentIn } from '../trash/entry.ts';
import { commit } from '../write/commit.ts';
import { answered } from '../write/plan.ts';
import { pagesOf } from './collection-pages.ts';
import { foreignContext } from './context.ts';

/** Reads the trash; writes what another release has left there. One that was merged is found as a part of another, and not by itself. Returns how many entries it wrote. */
export async function indexTrash<R extends StoredRecord>(
  kind: RecordKind<R>,
  connection: Connection,
): Promise<number> {
  if (kind.duplicates === undefined) return 0;
  let written = 0;
  for await (const entries of pagesOf(connection, trashCollection(kind), { size: PAGE }))
    for (const entry of entries)
      if (isServed(kind, entry.id) && (await indexEntryOf(kind, connection, entry))) written += 1;
  return written;
}

/** Entries in memory at a time; each has at most 1 MiB. */
const PAGE = 100;

/** On the condition that the entry is as it was read. It may be restored or expire meanwhile. */
async function indexEntryOf<R extends StoredRecord>(
  kind: RecordKind<R>,
  connection: Connection,
  seen: StoredDocument,
): Promise<boolean> {
  const { database } = foreignContext(connection);
  return commit<boolean>(database, seen.path, async ({ isRetry }) => {
    const entry = isRetry ? await database.get(seen.path) : seen;
    if (entry === null) return answered(false);
    const { path, updateTime } = entry;
    const condition = { updateTime };
    const landed = () => true;
    if (entry.get('merged_into') !== undefined) {
      if (entry.get('found_by') === undefined) return answered(false);
      return {
        kind: 'commit',
        writes: [{ kind: 'update', path, data: {}, remove: ['found_by'], condition }],
        landed,
      };
    }
    const document = await documentIn(kind, database, entry);
    if (document === null) return answered(false);
    const data = () => plain(document.dated) as Record<string, unknown>;
    const { id, createTime } = entry;
    const found_by = trashTermsOf(
      kind,
      stateOf(kind.read({ id, data, createTime, updateTime: null }, SILENT)),
    );
    if (isDeepStrictEqual(entry.get('found_by'), found_by)) return answered(false);
    return { kind: 'commit', writes: [{ kind: 'update', path, data: { found_by }, condition }], landed };
  });
}
