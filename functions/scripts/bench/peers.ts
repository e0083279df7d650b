import type { Firestore } from 'firebase-admin/firestore';
import { randomDocumentId } from '../../src/firestore/document-id.ts';
import { loadCustomers } from '../../test/support/load-customers.ts';
import { mixedCustomers } from '../../test/support/mixed-customers.ts';
import { loadBareCustomers } from './bare-customers.ts';
import { type LoadFigures, measureLoad, middleOf, warmUp } from './load.ts';
import { measuredFunctions } from './measured-functions.ts';
import { benchPage } from './page.ts';
import { startDirectus } from './peers/directus.ts';
import { installPeers } from './peers/installed.ts';
import { startOnFirestore } from './peers/on-firestore.ts';
import { startParse } from './peers/parse.ts';
import { OPERATIONS, type Peer, type Task } from './peers/peer.ts';
import { startPostgres } from './peers/postgres.ts';
import { residentMemory } from './process-figures.ts';
import type { Surroundings } from './start-function.ts';
import { figure, printTable } from './table.ts';

const ROUNDS = 3;

/** What a user would pick instead, with the same 10,000 customers and the same load, in one run. */
export async function benchPeers(
  firestore: Firestore,
  { rounds: _, ...here }: Surroundings & { rounds: number },
): Promise<void> {
  await besideProducts(firestore, async (task, products) => {
    const servers: Peer[] = [];
    try {
      const ours = { source: await measuredFunctions.ours(), path: '/crm/customers', ...here };
      const seed = { source: await measuredFunctions.seedDesign(), path: '/customers', ...here };
      servers.push(await startOnFirestore('**this API**, Firestore emulator', ours, task));
      servers.push(await startOnFirestore('fetch all and filter, Firestore emulator', seed, task));
      await comparePeers([...servers, ...products], task);
    } finally {
      await Promise.all(servers.map(({ stop }) => stop()));
    }
  });
}

/** The processor time of a page beside theirs. */
export async function benchPageBesidePeers(
  firestore: Firestore,
  here: Surroundings & { rounds: number },
): Promise<void> {
  await besideProducts(firestore, (_, products) =>
    benchPage(
      products.map(({ name, pid, calls }) => ({ name, pid, page: calls.list })),
      here,
    ),
  );
}

/** Loads the same customers everywhere and starts the products, until `work` has ended. */
async function besideProducts(
  firestore: Firestore,
  work: (task: Task, products: readonly Peer[]) => Promise<void>,
): Promise<void> {
  await installPeers();
  // With ids as this API gives them: of any other it logs a digest.
  const customers = mixedCustomers(Number(process.env['BENCH_CUSTOMERS'] ?? 10_000)).map((customer) => ({
    ...customer,
    id: randomDocumentId(),
  }));
  const [known] = customers;
  if (known === undefined) return;
  const task: Task = { customers, known, search: 'παπαδ' };
  await loadCustomers(firestore, customers);
  await loadBareCustomers(firestore, customers);
  const postgres = await startPostgres(['parse', 'directus']);
  const products: Peer[] = [];
  try {
    products.push(await startParse(postgres, task));
    products.push(await startDirectus(postgres, task));
    await work(task, products);
  } finally {
    await Promise.all(products.map(({ stop }) => stop()));
    await postgres.stop();
  }
}

async function comparePeers(peers: readonly Peer[], { customers }: Task): Promise<void> {
  const lines = [];
  for (const operation of OPERATIONS) {
    const figures = peers.map((): LoadFigures[] => []);
    for (const { calls } of peers) await warmUp(calls[operation]);
    for (let round = 0; round < ROUNDS; round++)
      for (const [at, { calls, pid }] of peers.entries())
        figures[at]?.push(await measureLoad(calls[operation], pid, { single: 40 }));
    for (const [at, { name }] of peers.entries()) {
      const { latency, throughput, cpu } = middleOf(figures[at] ?? []);
      lines.push([operation, name, figure(latency), figure(throughput), figure(cpu)]);
    }
  }
  printTable(
    `The same ${figure(customers.length)} customers and the same load (a page is 50, the search is half a surname), medians of ${ROUNDS} interleaved rounds`,
    ['', '', 'p50 ms', 'requests/s, 32 at once', 'CPU ms per request'],
    lines,
  );
  const rows = [];
  for (const { name, startup, pid } of peers)
    rows.push([name, figure(startup), figure(await residentMemory(pid))]);
  printTable(
    'The same, its start and its memory',
    ['', 'ms to the first answer', 'MB resident after the load'],
    rows,
  );
}
