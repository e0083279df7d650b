import { randomBytes } from 'node:crypto';
import { customersKind } from '../../src/crm/customers/kind.ts';
import { CURSOR_KEY_LENGTH, CursorSeal } from '../../src/firestore/cursor.ts';
import type { Database } from '../../src/firestore/database.ts';
import { documentWith, type StoredDocument } from '../../src/firestore/document.ts';
import type { Query } from '../../src/firestore/query.ts';
import { Timestamp } from '../../src/firestore/stored-values.ts';
import { SILENT } from '../../src/records/kind.ts';
import { listPage } from '../../src/records/list/list.ts';
import type { Settings } from '../../src/records/settings.ts';
import { mixedCustomers } from '../../test/support/mixed-customers.ts';
import { typedQueries } from '../../test/support/search-figures.ts';
import { EntriesInMemory } from './entries-in-memory.ts';
import { keystrokes } from './searches.ts';
import { figure, printTable } from './table.ts';

const PAGE = 20;

/**
 * The reads of searches at sizes for which the emulator is too slow, because it scans: the lists of this API on index entries in memory,
 * which are billed as Firestore bills them.
 */
export async function benchReads(): Promise<void> {
  const sizes = (process.env['BENCH_SIZES'] ?? '1000,10000,50000').split(',').map(Number);
  const customers = mixedCustomers(Math.max(...sizes));
  const first = [];
  const whole = [];
  for (const size of sizes) {
    const index = new EntriesInMemory(customers.slice(0, size));
    const pages: (Cost & { search: string })[] = [];
    for (const search of keystrokes()) pages.push({ search, ...(await pageOf(index, search)) });
    const over = pages.filter(({ reads }) => reads > 5 * PAGE).length;
    const worst = pages.reduce((most, page) => (page.reads > most.reads ? page : most));
    const mean = (key: 'shown' | 'reads') => pages.reduce((sum, page) => sum + page[key], 0) / pages.length;
    first.push([
      `${figure(size)} customers`,
      ...[figure(mean('shown')), figure(mean('reads')), figure(1.3 * mean('shown') + 10)],
      ...[`\`${worst.search}\`: ${worst.reads} for ${worst.shown}`, String(over)],
    ]);
    const paged = [];
    for (const search of typedQueries) paged.push({ search, ...(await allPagesOf(index, search)) });
    for (const words of ['one word or number', 'several words']) {
      const some = paged.filter(
        ({ search, shown }) => shown > PAGE && isSeveral(search) === (words === 'several words'),
      );
      const ratio = ({ reads, shown }: Cost) => reads / shown;
      const dearest = some.reduce((most, one) => (ratio(one) > ratio(most) ? one : most));
      whole.push([
        `${figure(size)} customers, ${words}`,
        String(some.length),
        figure(some.reduce((sum, one) => sum + one.reads, 0) / some.reduce((sum, one) => sum + one.shown, 0)),
        `\`${dearest.search}\`: ${figure(dearest.reads)} for ${figure(dearest.shown)}, ${ratio(dearest).toFixed(2)}`,
        figure(Math.max(...some.map(({ most }) => most))),
      ]);
    }
  }
  printTable(
    `The reads of the first page of each of ${keystrokes().length} keystrokes, ${PAGE} customers a page, on entries in memory`,
    ['', 'shown, mean', 'reads, mean', '1.3 × shown + 10', 'the most reads', 'above 5 pages'],
    first,
  );
  printTable(
    `The reads of all pages of ${typedQueries.length} typed queries that find more than a page, ${PAGE} customers a page`,
    ['', 'queries', 'reads for each shown', 'the dearest', 'the most reads of a page'],
    whole,
  );
}

interface Cost {
  reads: number;
  shown: number;
}

const isSeveral = (search: string) => /\p{L}.*\s/u.test(search);

const settings = {
  cursors: () => Promise.resolve(new CursorSeal(sealingKey)),
  isComplete: () => Promise.resolve(true),
} as unknown as Settings;
const sealingKey = randomBytes(CURSOR_KEY_LENGTH);

async function pageOf(index: EntriesInMemory, search: string, cursor?: string) {
  const { database, bill } = databaseOf(index);
  const request = { limit: PAGE, cursor, search, filters: [], bound: search };
  const page = await listPage({ kind: customersKind, database, settings, warn: SILENT }, request);
  return { reads: bill.reads, shown: page.rows.length, next: page.next_cursor };
}

/** What all pages cost, and the one that reads most. */
async function allPagesOf(index: EntriesInMemory, search: string): Promise<Cost & { most: number }> {
  const cost = { reads: 0, shown: 0, most: 0 };
  let next: string | undefined;
  do {
    const page = await pageOf(index, search, next);
    cost.reads += page.reads;
    cost.shown += page.shown;
    cost.most = Math.max(cost.most, page.reads);
    next = page.next ?? undefined;
  } while (next !== undefined);
  return cost;
}

/** What the list code needs of a database, and what is billed for it. */
function databaseOf(index: EntriesInMemory): { database: Database; bill: { reads: number } } {
  const bill = { reads: 0 };
  /** Once a page is full, no other document is read. */
  const scan: Database['scan'] = async (wanted, begin) => {
    const take = begin();
    let reads = 0;
    for (const document of documentsOf(index, wanted)) {
      reads += 1;
      if (!(await take(document, 0, () => readTime))) break;
    }
    bill.reads += Math.max(1, reads);
    return { readTime };
  };
  const database = {
    bill,
    deadline: null,
    moment: null,
    reserve: () => Promise.resolve(),
    grow: () => true,
    keep: () => undefined,
    getAll: (paths: string[]) => Promise.resolve(paths.map(() => null)),
    scan,
    findsNothing: (wanted: Query) => {
      bill.reads += 1;
      return Promise.resolve(index.find({ ...wanted, limit: 1 }).length === 0);
    },
    countWithTime: (wanted: Query) => {
      const count = index.count(wanted);
      bill.reads += Math.max(1, Math.ceil(count / 1000));
      return Promise.resolve({ count, readTime });
    },
  };
  return { database: database as unknown as Database, bill };
}

/** When the entries were written, and as of when everything is answered. */
const WRITTEN = new Timestamp(1_700_000_000, 0);
const readTime = new Timestamp(Math.floor(Date.now() / 1000), 0);

const documentsOf = (index: EntriesInMemory, wanted: Query): StoredDocument[] =>
  index
    .find(wanted)
    .map(({ path, data }) => documentWith({ path, data, createTime: WRITTEN, updateTime: WRITTEN }));
