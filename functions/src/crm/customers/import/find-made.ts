// Finds in the histories what an import has made of rows that are kept no more.
import type { Database } from '../../../firestore/database.ts';
import type { ImportedRow } from '../../../records/history/entry.ts';
import { isServed } from '../../../records/paths.ts';
import { customersKind } from '../kind.ts';
import type { RowResult } from './groups.ts';

/**
 * The results of the rows from one on that have created or changed a customer; of a row that changed nothing nobody knows. By an index over all
 * histories: 1 read for each that is found, and 1 for 30 rows. Their lines are not known any more, and told as 0.
 */
export async function findMade(
  database: Database,
  id: string,
  from: number,
  count: number,
): Promise<RowResult[]> {
  const made: RowResult[] = [];
  for (let first = from; first < from + count; first += AT_ONCE) {
    const rows = Array.from({ length: Math.min(AT_ONCE, from + count - first) }, (_, at) => first + at);
    const entries = await database.query({
      collection: 'history',
      isGroup: true,
      where: { any: rows.map((row) => ({ field: ['import'], equals: { id, row } satisfies ImportedRow })) },
      select: [['version'], ['action'], ['import'], ['undoes']],
    });
    for (const entry of entries) {
      const [collection, customer_id = '', , , ...deeper] = entry.path.split('/');
      const isOurs = collection === customersKind.collection && deeper.length === 0;
      if (!isOurs || !isServed(customersKind, customer_id) || typeof entry.get('undoes') === 'number')
        continue;
      const outcome = entry.get('action') === 'create' ? 'created' : 'updated';
      const row = Number(entry.get('import', 'row'));
      const version = Number(entry.get('version'));
      const none = { problems: [], same_as_row: null, duplicates: [] };
      made.push({ ...none, row, line: 0, outcome, customer_id, version });
    }
  }
  return made.sort((a, b) => a.row - b.row);
}

/** So many alternatives a query takes. */
const AT_ONCE = 30;
