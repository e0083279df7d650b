import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { FieldPath, Filter, type Firestore } from 'firebase-admin/firestore';
import { planSearch } from '../../src/search/plan.ts';
import { compileQuery } from '../../src/search/query.ts';
import { functionsFolder } from '../project.ts';
import type { Api } from './operations.ts';
import { lineCharts } from './line-chart.ts';
import { residentMemory } from './process-figures.ts';
import { figure, median, printTable } from './table.ts';

const chartFile = join(functionsFolder, 'docs', 'growth.svg');
const REPEATS = 5;

/** A first name and half a surname, in Greeklish: 7 customers in 1,000 match. */
const SEARCH = 'giorgos papado';

/** What one size of the collection costs; times in milliseconds. */
export interface Growth {
  size: number;
  memory: number;
  lines: Record<string, { api: number; bare: number; reads: number }>;
}

/** Lists, searches and counts through the API, and the barest query of the SDK that does the like beside each. */
export async function measureGrowth(
  firestore: Firestore,
  { api, size, pid }: { api: Api; size: number; pid: number },
): Promise<Growth> {
  const collection = firestore.collection('crm_customer_entries').select('etag', 'answer');
  const found = planSearch(compileQuery(SEARCH)).map((terms) =>
    Filter.and(...terms.map((term) => Filter.where(new FieldPath('terms', term), '==', true))),
  );
  const pairs: Record<string, { path: string; bare: () => Promise<unknown> }> = {
    'list, page of 50': {
      path: '?limit=50',
      bare: () => collection.orderBy(FieldPath.documentId()).limit(50).get(),
    },
    'search, page of 50': {
      path: `?limit=50&search=${encodeURIComponent(SEARCH)}`,
      bare: () =>
        collection
          .where(Filter.or(...found))
          .limit(50)
          .get(),
    },
    count: {
      path: '?limit=1&sort=created_at',
      bare: () => firestore.collection('crm_customer_entries').count().get(),
    },
  };
  const lines: Growth['lines'] = {};
  for (const [name, { path, bare }] of Object.entries(pairs)) {
    const mine: number[] = [];
    const theirs: number[] = [];
    let reads = 0;
    for (let at = 0; at <= REPEATS; at++) {
      const start = performance.now();
      ({ reads } = await api(path));
      const between = performance.now();
      await bare();
      if (at === 0) continue;
      mine.push(between - start);
      theirs.push(performance.now() - between);
    }
    lines[name] = { api: median(mine), bare: median(theirs), reads };
  }
  return { size, memory: await residentMemory(pid), lines };
}

/** The table, and the chart that docs/figures.md shows. */
export async function reportGrowth(growth: readonly Growth[]): Promise<void> {
  const names = Object.keys(growth[0]?.lines ?? {});
  printTable(
    'Growth: reads, and milliseconds of this API / of the bare query on the same emulator',
    ['', ...growth.map(({ size }) => `${figure(size)} customers`)],
    [
      ...names.map((name) => [
        name,
        ...growth.map(({ lines }) => {
          const { reads = 0, api = 0, bare = 0 } = lines[name] ?? {};
          return `${figure(reads)} reads, ${figure(api)} / ${figure(bare)} ms`;
        }),
      ]),
      ['memory of the function, MB', ...growth.map(({ memory }) => figure(memory))],
    ],
  );
  await mkdir(dirname(chartFile), { recursive: true });
  await writeFile(chartFile, growthChart(growth));
}

/** Latency, reads and memory over the size of the collection. */
function growthChart(growth: readonly Growth[]): string {
  const names = Object.keys(growth[0]?.lines ?? {});
  const sizes = growth.map(({ size }) => size);
  const valuesOf = (name: string, key: 'api' | 'bare' | 'reads') =>
    growth.map(({ lines }) => lines[name]?.[key] ?? 0);
  const memory = growth.map((one) => one.memory);
  return lineCharts([
    {
      title: 'Milliseconds on the emulator, which scans: this API, and the bare query beside it (dashed)',
      sizes,
      series: names.flatMap((name, color) => [
        { name, color, values: valuesOf(name, 'api'), dashed: false },
        { name: `${name}: bare query`, color, values: valuesOf(name, 'bare'), dashed: true },
      ]),
    },
    {
      title: 'Billed reads of one request',
      sizes,
      series: names.map((name, color) => ({ name, color, values: valuesOf(name, 'reads'), dashed: false })),
    },
    {
      title: 'Resident memory of the function after them, MB',
      sizes,
      series: [{ name: 'memory', color: 0, values: memory, dashed: false }],
    },
  ]);
}
