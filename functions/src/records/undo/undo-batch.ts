// Takes a batch back: every version that it has made.
import type { Database } from '../../firestore/database.ts';
import { doAtOnce } from '../../limits/at-once.ts';
import type { WriteContext } from '../context.ts';
import type { HistoryAction } from '../history/entry.ts';
import type { RecordKind, StoredRecord } from '../kind.ts';
import { isServed } from '../paths.ts';
import { type Undone, undoVersion } from './undo-version.ts';

/** What an undo made of one version of a batch. */
export interface UndoneOfBatch {
  id: string;
  version: number;
  outcome: Undone['outcome'] | 'not_tried';
  kept: string[];
  why: Undone['why'];
}

/**
 * The newest versions of a record come first. What there is no time for is `not_tried`: the undo is safe to repeat, and goes on then. Null where
 * no version is of this batch. A read for each version of the batch, and what the undo of each reads.
 */
export async function undoBatch<R extends StoredRecord>(
  kind: RecordKind<R>,
  context: WriteContext,
  batch: string,
  trashDays: number,
): Promise<UndoneOfBatch[] | null> {
  const { database } = context;
  const versions = await versionsOf(kind, database, batch);
  const made = versions.filter(({ undoes }) => undoes === null);
  if (made.length === 0) return null;
  const outcomes = await doAtOnce(
    made.map(({ id, version, action }) => ({
      key: id,
      run: () =>
        database.apart((own) =>
          undoVersion(
            kind,
            { ...context, database: own, batch },
            {
              ...{ id, version, trashDays },
              action: action === 'create' ? action : undefined,
              isOwn: (later) => later.batch === batch,
            },
          ),
        ),
    })),
    {
      atOnce: AT_ONCE,
      stopsAtFailure: false,
      mayBegin: () => !database.isOver && database.deadline.left > LEAST_TIME_MS,
    },
  );
  return made.map(({ id, version }, at) => {
    const outcome = outcomes[at];
    // Of one that got no answer nobody knows: the repetition finds out.
    if (outcome?.kind !== 'done') return { id, version, outcome: 'not_tried', kept: [], why: null };
    return { id, version, ...outcome.value };
  });
}

const AT_ONCE = 8;

/** Nothing is begun that has less than this, in milliseconds, until the request must be answered. */
const LEAST_TIME_MS = 2000;

interface VersionOfBatch {
  id: string;
  version: number;
  action: HistoryAction;
  /** Of an entry of an undo. */
  undoes: number | null;
}

/** The versions of a batch and of its undo, found by an index over all histories; those of other collections are not meant. */
async function versionsOf<R extends StoredRecord>(
  kind: RecordKind<R>,
  database: Database,
  batch: string,
): Promise<VersionOfBatch[]> {
  const entries = await database.query({
    collection: 'history',
    isGroup: true,
    where: { field: ['batch'], equals: batch },
    select: [['version'], ['action'], ['undoes']],
    limit: MAX_VERSIONS,
  });
  return entries
    .flatMap((entry): VersionOfBatch[] => {
      const [collection, id = '', , , ...deeper] = entry.path.split('/');
      const isMeant = collection === kind.collection && deeper.length === 0 && isServed(kind, id);
      const [version, undoes] = [entry.get('version'), entry.get('undoes')];
      if (!isMeant || typeof version !== 'number') return [];
      const action = entry.get('action') as HistoryAction;
      return [{ id, version, action, undoes: typeof undoes === 'number' ? undoes : null }];
    })
    .sort((a, b) => b.version - a.version);
}

/** A batch has 100 operations, and its undo as many. */
const MAX_VERSIONS = 500;
