// Sets right by what the deleted records of a kind are found: by a check for duplicates, and by whoever asks what is held of a person.
import { isDeepStrictEqual } from 'node:util';
import type { Connection } from '../../firestore/client.ts';
import type { StoredDocument } from '../../firestore/document.ts';
import { plain } from '../../firestore/stored-values.ts';
import type { Write } from '../../firestore/write.ts';
import { heldKeysOf, trashTermsOf } from '../duplicates/terms.ts';
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
    const document = await documentIn(kind, database, entry);
    if (document === null) return answered(false);
    const data = () => plain(document.dated) as Record<string, unknown>;
    const { id, createTime } = entry;
    const state = stateOf(kind.read({ id, data, createTime, updateTime: null }, SILENT));
    const held_keys = heldKeysOf(kind, state);
    const isMerged = entry.get('merged_into') !== undefined;
    const found_by = isMerged ? undefined : trashTermsOf(kind, state);
    if (isDeepStrictEqual([entry.get('found_by'), entry.get('held_keys')], [found_by, held_keys]))
      return answered(false);
    const write: Write = isMerged
      ? { kind: 'update', path, data: { held_keys }, remove: ['found_by'], condition }
      : { kind: 'update', path, data: { found_by, held_keys }, condition };
    return { kind: 'commit', writes: [write], landed };
  });
}
