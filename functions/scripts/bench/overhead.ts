import type { Firestore } from 'firebase-admin/firestore';
import { loadCustomers } from '../../test/support/load-customers.ts';
import { mixedCustomers } from '../../test/support/mixed-customers.ts';
import { loadBareCustomers, loadIndexed } from './bare-customers.ts';
import { type LoadFigures, measureLoad, middleOf } from './load.ts';
import { measuredFunctions } from './measured-functions.ts';
import { startFunction, type Surroundings } from './start-function.ts';
import { figure, printTable, ratio } from './table.ts';

const CUSTOMERS = 1000;

/** What the API adds to the Admin SDK's calls: the same process, the same load, one after the other. */
export async function benchOverhead(
  firestore: Firestore,
  { rounds, ...surroundings }: Surroundings & { rounds: number },
): Promise<void> {
  const customers = mixedCustomers(CUSTOMERS);
  await loadCustomers(firestore, customers);
  await loadBareCustomers(firestore, customers);
  await loadIndexed(firestore, customers);
  const id = customers[0]?.id ?? '';
  const ours = await startFunction(surroundings, await measuredFunctions.ours());
  const bare = await startFunction(surroundings, await measuredFunctions.bare());
  let count = 0;
  /** Another customer each time: two writes of one would wait for each other, or refuse each other. */
  const anyId = () => customers[count++ % customers.length]?.id ?? '';
  const headers = { Authorization: `Bearer ${surroundings.google.token}` };
  const pairs = [
    { name: 'GET by id', path: () => `/crm/customers/${id}`, bare: () => `/get/${id}` },
    {
      name: 'an update, beside a bare read and commit of the same documents',
      path: () => `/crm/customers/${anyId()}`,
      bare: () => `/update/${anyId()}`,
      change: { method: 'PUT', body: () => JSON.stringify({ organization: `Ιερά Μονή ${count}` }) },
    },
    { name: 'a page of 50, with its total', path: () => '/crm/customers?limit=50', bare: () => '/counted' },
    {
      name: 'the same, beside a bare page without total',
      path: () => '/crm/customers?limit=50',
      bare: () => '/page',
    },
  ];
  try {
    const rows = [];
    for (const pair of pairs) {
      const mine: LoadFigures[] = [];
      const theirs: LoadFigures[] = [];
      for (let round = 0; round <= rounds; round++) {
        const a = await measureLoad({ url: () => bare.url + pair.bare(), ...pair.change }, bare.pid);
        const b = await measureLoad({ url: () => ours.url + pair.path(), headers, ...pair.change }, ours.pid);
        // In the first round V8 has yet to see what is worth optimising.
        if (round === 0) continue;
        theirs.push(a);
        mine.push(b);
      }
      const [us, them] = [middleOf(mine), middleOf(theirs)];
      rows.push([
        pair.name,
        ratio(us.latency, them.latency),
        ratio(us.throughput, them.throughput),
        ratio(us.cpu, them.cpu),
        `${figure(us.latency)} / ${figure(them.latency)}`,
        `${figure(us.throughput)} / ${figure(them.throughput)}`,
        `${figure(us.cpu)} / ${figure(them.cpu)}`,
      ]);
    }
    printTable(
      `Overhead over the bare Admin SDK call in a function of its own, medians of ${rounds} interleaved rounds`,
      ['', 'latency', 'requests/s', 'CPU', 'p50 ms', 'requests/s, 32 at once', 'CPU ms per request'],
      rows,
    );
  } finally {
    await Promise.all([ours.stop(), bare.stop()]);
  }
}
