// Sets right the index entries that no pass over the records finds wrong: those that belong to nobody, and those that are gone.
import type { Connection } from '../../firestore/client.ts';
import type { Database } from '../../firestore/database.ts';
import type { StoredDocument } from '../../firestore/document.ts';
import { permanentFault } from '../../firestore/events.ts';
import type { Write } from '../../firestore/write.ts';
import { knownEntry } from '../entries/changes.ts';
import { ownerFields, ownerOf } from '../entries/entry.ts';
import type { RecordKind, StoredRecord } from '../kind.ts';
import { isServed, recordPath } from '../paths.ts';
import { commit } from '../write/commit.ts';
import { answered } from '../write/plan.ts';
import { adopt } from './adopt.ts';
import { pagesOf } from './collection-pages.ts';
import { foreignContext } from './context.ts';

/**
 * Counts records and entries, and looks at each only where the two differ. It may run while others write. Returns how many entries it
 * removed or made.
 *
 * @param failed records that cannot be written; it adds those that it finds
 */
export async function sweepEntries<R extends StoredRecord>(
  kind: RecordKind<R>,
  connection: Connection,
  failed: Failure[] = [],
): Promise<number> {
  const { database } = foreignContext(connection);
  const [records, entries] = await Promise.all(
    [kind.collection, kind.entries].map((collection) => database.count({ collection })),
  );
  if (records === entries) return 0;
  return (await removeStrays(kind, connection)) + (await makeMissing(kind, connection, failed));
}

/** A record that could not be written, and why. */
export interface Failure {
  id: string;
  reason: string;
}

/** Removes the entries that no record names as its own. */
async function removeStrays<R extends StoredRecord>(
  kind: RecordKind<R>,
  connection: Connection,
): Promise<number> {
  let removed = 0;
  for await (const entries of pagesOf(connection, kind.entries, { select: ownerFields(kind) })) {
    const { database } = foreignContext(connection);
    const owned = entries.flatMap((entry) => ownerPath(kind, entry) ?? []);
    const records = await database.getAll(owned, [['_meta', 'entry']]);
    const named = new Map(
      records.flatMap((record) => (record === null ? [] : [[record.path, knownEntry(record)] as const])),
    );
    for (const entry of entries) {
      if (named.get(ownerPath(kind, entry) ?? '') === entry.id) continue;
      if (await removeStray(kind, foreignContext(connection).database, entry)) removed += 1;
    }
  }
  return removed;
}

/** On the condition that neither the entry nor the record has moved. Returns whether it was one. */
function removeStray<R extends StoredRecord>(
  kind: RecordKind<R>,
  database: Database,
  { id, path }: StoredDocument,
): Promise<boolean> {
  return commit<boolean>(database, path, async () => {
    const entry = await database.get(path, ownerFields(kind));
    if (entry === null) return answered(false);
    const owner = ownerPath(kind, entry);
    const removal: Write = { kind: 'delete', path, condition: { updateTime: entry.updateTime } };
    if (owner === null) return { kind: 'commit', writes: [removal], landed: () => true };
    const record = await database.get(owner, [['_meta', 'entry']]);
    if (record !== null && knownEntry(record) === id) return answered(false);
    const condition = record === null ? ({ exists: false } as const) : { updateTime: record.updateTime };
    const writes: Write[] = [removal, { kind: 'verify', path: owner, condition }];
    return { kind: 'commit', writes, landed: () => true };
  });
}

/** Makes the entries that are not there, whether a record names one or not: a run may have begun behind it. */
async function makeMissing<R extends StoredRecord>(
  kind: RecordKind<R>,
  connection: Connection,
  failed: Failure[],
): Promise<number> {
  let made = 0;
  for await (const records of pagesOf(connection, kind.collection, { select: [['_meta', 'entry']] })) {
    const { database } = foreignContext(connection);
    const named = records.flatMap((record) => knownEntry(record) ?? []);
    const entries = await database.getAll(
      named.map((entry) => `${kind.entries}/${entry}`),
      [],
    );
    const present = new Set(entries.map((entry) => entry?.id));
    for (const record of records) {
      const entry = knownEntry(record);
      if ((entry !== null && present.has(entry)) || failed.some(({ id }) => id === record.id)) continue;
      try {
        if (await adopt(kind, foreignContext(connection), record.id)) made += 1;
      } catch (error) {
        if (permanentFault(error) === null) throw error;
        failed.push({ id: record.id, reason: (error as Error).message });
      }
    }
  }
  return made;
}

/** The path of the record that an entry stands for; null where another program wrote an id there that no record has. */
function ownerPath<R extends StoredRecord>(kind: RecordKind<R>, entry: StoredDocument): string | null {
  const owner = ownerOf(kind, entry);
  return isServed(kind, owner) ? recordPath(kind, owner) : null;
}
