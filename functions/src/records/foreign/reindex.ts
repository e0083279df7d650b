// Sets right the `_meta` and the index entry of every record of a kind, as the trigger does for one that was written.
import type { Connection } from '../../firestore/client.ts';
import type { StoredDocument } from '../../firestore/document.ts';
import { permanentFault } from '../../firestore/events.ts';
import { readPage } from '../../firestore/page.ts';
import { DOCUMENT_ID, type Query } from '../../firestore/query.ts';
import type { RecordKind, StoredRecord } from '../kind.ts';
import { adopt } from './adopt.ts';
import { foreignContext } from './context.ts';
import { Settings } from '../settings.ts';
import { finishErasures } from './finish-erasures.ts';
import { indexTrash } from './index-trash.ts';
import { isServed } from '../paths.ts';
import { type Failure, sweepEntries } from './sweep.ts';

/**
 * Goes through the records in the order of ids. It writes only what differs, and only if the document is as it was read, so it
 * may run twice and while others write: a record that is added or changed meanwhile is set right by its own write or event. At the end it
 * finishes the erasures that were cut off, compares the counts of records and index entries, sets right what the trash is found by, and notes that the index is complete. A run
 * that begins with a complete index drops what release 0.1 kept in `_meta`.
 */
export async function reindex<R extends StoredRecord>(
  kind: RecordKind<R>,
  connection: Connection,
  { from, signal, onPage = () => undefined }: ReindexOptions = {},
): Promise<ReindexProgress> {
  const progress: ReindexProgress = { seen: 0, written: 0, right: 0, swept: 0, failed: [], lastId: from };
  const settings = new Settings(kind, connection);
  const dropsEarlier = await settings.isComplete(foreignContext(connection).database.deadline);
  while (!signal?.aborted) {
    const { lastId } = progress;
    const { database } = foreignContext(connection);
    const { shown, behind } = await readPage(database, inOrderBehind(kind, lastId), PAGE);
    await setAllRight(kind, connection, shown, { progress, dropsEarlier });
    progress.lastId = shown.at(-1)?.id ?? lastId;
    onPage(progress);
    if (behind === null) break;
  }
  if (signal?.aborted) return progress;
  await finishErasures(kind, connection);
  progress.swept = await sweepEntries(kind, connection, progress.failed);
  await indexTrash(kind, connection);
  // A document under an id that is never served is in no list.
  if (progress.failed.every(({ id }) => !isServed(kind, id))) await settings.setComplete();
  return progress;
}

/** How many documents a run will look at. */
export function countBehind(
  kind: { collection: string },
  connection: Connection,
  from: string | undefined,
): Promise<number> {
  return foreignContext(connection).database.count(inOrderBehind(kind, from));
}

/** How far a run has come. */
export interface ReindexProgress {
  /** Documents looked at. */
  seen: number;
  written: number;
  /** Documents that had it all already. */
  right: number;
  /** Index entries that belonged to nobody, or were gone. */
  swept: number;
  /** Ids of documents that could not be written, and why. */
  failed: Failure[];
  /** Every document up to this id is done: where another run may go on. */
  lastId: string | undefined;
}

export interface ReindexOptions {
  /** Go on behind this id. */
  from?: string | undefined;
  /** Stops before the next page. */
  signal?: AbortSignal;
  onPage?: (progress: Readonly<ReindexProgress>) => void;
}

const inOrderBehind = ({ collection }: { collection: string }, lastId: string | undefined): Query => ({
  collection,
  orderBy: [[DOCUMENT_ID, 'asc']],
  startAfter: lastId === undefined ? undefined : [lastId],
});

/** Documents in memory at a time; each has at most 1 MiB. */
const PAGE = 100;

/** Documents adopted at a time. */
const AT_ONCE = 10;

async function setAllRight<R extends StoredRecord>(
  kind: RecordKind<R>,
  connection: Connection,
  documents: readonly StoredDocument[],
  { progress, dropsEarlier }: { progress: ReindexProgress; dropsEarlier: boolean },
): Promise<void> {
  const left = [...documents];
  const work = async () => {
    for (let document = left.shift(); document !== undefined; document = left.shift()) {
      try {
        const event = { seen: document, before: document };
        const isWritten = await adopt(kind, foreignContext(connection), document.id, event, { dropsEarlier });
        progress[isWritten ? 'written' : 'right'] += 1;
      } catch (error) {
        // A document that is full, or an id that this API does not serve: the run goes on with the others.
        if (permanentFault(error) === null) throw error;
        progress.failed.push({ id: document.id, reason: (error as Error).message });
      }
      progress.seen += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}
