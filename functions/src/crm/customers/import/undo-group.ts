// Takes back what an import made of the rows of one group.
import { SILENT } from '../../../records/kind.ts';
import type { WriteContext } from '../../../records/context.ts';
import { type Data, Timestamp } from '../../../firestore/stored-values.ts';
import type { Write } from '../../../firestore/write.ts';
import type { JobContext } from '../../../jobs/job.ts';
import { doAtOnce } from '../../../limits/at-once.ts';
import { undoVersion } from '../../../records/undo/undo-version.ts';
import { customersKind } from '../kind.ts';
import { readResults, undoWrite, type UndoneRows } from './groups.ts';
import { paceOf } from './import-group.ts';
import type { UndoOutcome } from './models.ts';
import { type Counts, storedImport, type StoredImport } from './stored.ts';

/** From the last row to the first: who changed a customer last is taken back first. */
export async function undoGroup(
  { database, apart }: JobContext,
  stored: StoredImport & { id: string },
  trashDays: number,
): Promise<{ data: Data; writes: Write[] }> {
  const start = performance.now();
  // An import that was cancelled has no results behind the group at which it ended.
  const number = stored.groups - stored.groups_done;
  if (number < 1) return { data: over(), writes: [] };
  const found = await readResults(database, stored.id, number, stored.run);
  const rows = (found?.results ?? []).filter(({ version }) => version !== null).reverse();
  const writing: WriteContext = {
    ...{ database, by: stored.undo_by, byName: stored.undo_by_name, warn: SILENT, keyed: null },
  };
  const outcomes = await doAtOnce(
    rows.map(({ row, customer_id, version, outcome }) => ({
      key: customer_id,
      run: () =>
        apart((own) =>
          undoVersion(
            customersKind,
            { ...writing, database: own, import: { id: stored.id, row } },
            {
              id: customer_id ?? '',
              version: version ?? 0,
              action: outcome === 'created' ? 'create' : undefined,
              isOwn: (later) => later.import?.id === stored.id,
              trashDays,
            },
          ),
        ),
    })),
    { atOnce: AT_ONCE, stopsAtFailure: true, mayBegin: () => true },
  );
  const undone: UndoneRows = {};
  const counts: Counts = { ...stored.counts };
  for (const [at, outcome] of outcomes.entries()) {
    if (outcome.kind === 'failed') throw outcome.error;
    const row = rows[at]?.row;
    if (outcome.kind === 'not begun' || row === undefined)
      throw new Error('some rows of a group were not begun');
    const made: UndoOutcome = outcome.value.outcome === 'restored' ? 'reverted' : outcome.value.outcome;
    undone[row] = { ...outcome.value, outcome: made };
    counts[made] += 1;
  }
  return {
    data: {
      ...storedImport({
        groups_done: stored.groups_done + 1,
        rows_done: stored.rows_done + rows.length,
        counts,
        pace: rows.length === 0 ? stored.pace : paceOf(stored.pace, rows.length, performance.now() - start),
      }),
      // Nobody has looked after the undo for so long that the results are kept no more.
      ...(found === null && storedImport({ fault: EXPIRED })),
      ...(number === 1 && over()),
    },
    writes: found === null ? [] : [undoWrite(found.document, undone)],
  };
}

const AT_ONCE = 8;

const EXPIRED = {
  code: 'results_expired',
  line: null,
  text: {
    en: 'What this import has made of some rows is not known any more: those stay as they are.',
    el: 'Για ορισμένες γραμμές δεν είναι πια γνωστό τι έκανε η εισαγωγή. Αυτές μένουν όπως είναι.',
  },
};

const over = (): Data => ({ ...storedImport({ state: 'undone' }), undone_at: Timestamp.now() });
