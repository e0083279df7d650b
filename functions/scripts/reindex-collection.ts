import { type DocumentSnapshot, FieldPath, type Firestore } from 'firebase-admin/firestore';
import { customers } from '../src/records/paths.ts';
import { reconcile } from '../src/records/foreign/adopt.ts';
import { permanentFault } from '../src/firestore/events.ts';

/** Documents in memory at a time; one has at most 1 MiB. */
const PAGE = 100;

/** Writes on their way at a time. */
const AT_ONCE = 10;

/** How far a run has come. */
export interface ReindexProgress {
  /** Documents looked at. */
  seen: number;
  written: number;
  /** Documents that had it all already. */
  right: number;
  /** Ids of documents that could not be written, and why. */
  failed: { id: string; reason: string }[];
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

/**
 * Does for every customer, in order of id, what the trigger does for one that was written. Only what differs is written, and
 * only as it was read, so it may run twice and while others write: a customer that is added or changed meanwhile is set
 * right by who writes it.
 */
export async function reindexCollection(
  firestore: Firestore,
  { from, signal, onPage = () => undefined }: ReindexOptions = {},
): Promise<ReindexProgress> {
  const ordered = customers(firestore).orderBy(FieldPath.documentId()).limit(PAGE);
  const progress: ReindexProgress = { seen: 0, written: 0, right: 0, failed: [], lastId: from };
  while (!signal?.aborted) {
    const { lastId } = progress;
    const { docs } = await (lastId === undefined ? ordered : ordered.startAfter(lastId)).get();
    await setAllRight(firestore, docs, progress);
    progress.lastId = docs.at(-1)?.id ?? lastId;
    onPage(progress);
    if (docs.length < PAGE) break;
  }
  return progress;
}

async function setAllRight(
  firestore: Firestore,
  documents: readonly DocumentSnapshot[],
  progress: ReindexProgress,
): Promise<void> {
  const left = [...documents];
  const work = async () => {
    for (let document = left.shift(); document !== undefined; document = left.shift()) {
      try {
        progress[(await reconcile(firestore, document.id, document)) ? 'written' : 'right'] += 1;
      } catch (error) {
        // A document that has no room left, or an id that this API does not serve: the others can do without it.
        if (permanentFault(error) === null) throw error;
        progress.failed.push({ id: document.id, reason: (error as Error).message });
      }
      progress.seen += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}
