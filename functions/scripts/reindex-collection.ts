import { setTimeout as wait } from 'node:timers/promises';
import { type DocumentSnapshot, FieldPath, type Firestore, GrpcStatus } from 'firebase-admin/firestore';
import { setRight } from '../src/crm/customers/reconcile.ts';

/** Documents in memory at a time; one has at most 1 MiB. */
const PAGE = 100;

/** Writes on their way at a time. */
const AT_ONCE = 10;

/** How often a document is read again that others keep writing to. */
const MAX_TRIES = 50;

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
 * Gives every customer what lists and searches find it by, in order of id, and touches nothing else. Only what differs is written,
 * and only as it was read, so it may run twice and while others write: a customer that is added or changed
 * meanwhile is set right by who writes it.
 */
export async function reindexCollection(
  firestore: Firestore,
  { from, signal, onPage = () => undefined }: ReindexOptions = {},
): Promise<ReindexProgress> {
  const ordered = firestore.collection('crm_customers').orderBy(FieldPath.documentId()).limit(PAGE);
  const progress: ReindexProgress = { seen: 0, written: 0, right: 0, failed: [], lastId: from };
  while (!signal?.aborted) {
    const { lastId } = progress;
    const { docs } = await (lastId === undefined ? ordered : ordered.startAfter(lastId)).get();
    await setAllRight(docs, progress);
    progress.lastId = docs.at(-1)?.id ?? lastId;
    onPage(progress);
    if (docs.length < PAGE) break;
  }
  return progress;
}

async function setAllRight(documents: readonly DocumentSnapshot[], progress: ReindexProgress): Promise<void> {
  const left = [...documents];
  const work = async () => {
    for (let document = left.shift(); document !== undefined; document = left.shift()) {
      const outcome = await setRightAtLast(document);
      if (typeof outcome === 'string') progress[outcome] += 1;
      else progress.failed.push({ id: document.id, ...outcome });
      progress.seen += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

/** Whoever wrote in between, what is there in the end is right. */
async function setRightAtLast(document: DocumentSnapshot): Promise<'written' | 'right' | { reason: string }> {
  let snapshot = document;
  for (let tries = 1; tries <= MAX_TRIES; tries += 1) {
    try {
      const outcome = await setRight(snapshot, { isRetry: tries > 1 });
      if (outcome !== 'overtaken') return outcome;
    } catch (error) {
      // Such as a document that has no room left: the others can do without it.
      if ((error as { code?: unknown }).code === GrpcStatus.INVALID_ARGUMENT)
        return { reason: (error as Error).message };
      throw error;
    }
    await wait(tries * Math.random() * 20);
    snapshot = await document.ref.get();
  }
  return { reason: 'Others kept writing to it.' };
}
