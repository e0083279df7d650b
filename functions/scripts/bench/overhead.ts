import type { Firestore } from 'firebase-admin/firestore';
import { startFramework } from '../../test/support/framework-process.ts';
import { loadCustomers } from '../../test/support/load-customers.ts';
import { mixedCustomers } from '../../test/support/mixed-customers.ts';
import { loadBareCustomers } from './bare-customers.ts';
import type { Google } from './google.ts';
import { type LoadFigures, measureLoad, middleOf } from './load.ts';
import { measuredFunctions } from './measured-functions.ts';
import { figure, printTable, ratio } from './table.ts';

const CUSTOMERS = 1000;

/** What the API adds to the Admin SDK's calls: the same process, the same load, one after the other. */
export async function benchOverhead(
  firestore: Firestore,
  { google, project, rounds }: { google: Google; project: string; rounds: number },
): Promise<void> {
  const customers = mixedCustomers(CUSTOMERS);
  await loadCustomers(firestore, customers);
  await loadBareCustomers(firestore, customers);
  const id = customers[0]?.id ?? '';
  const environment = {
    ...google.environment,
    GCLOUD_PROJECT: project,
    FIRESTORE_EMULATOR_HOST: process.env['FIRESTORE_EMULATOR_HOST'],
  };
  const { nodeArguments } = google;
  const ours = await startFramework(environment, { source: await measuredFunctions.ours(), nodeArguments });
  const bare = await startFramework(environment, { source: await measuredFunctions.bare(), nodeArguments });
  const headers = { Authorization: `Bearer ${google.token}` };
  const pairs = [
    { name: 'GET by id', path: `/crm/customers/${id}`, bare: `/get/${id}` },
    { name: 'a page of 50, with its total', path: '/crm/customers?limit=50', bare: '/counted' },
    { name: 'the same, beside a bare page without total', path: '/crm/customers?limit=50', bare: '/page' },
  ];
  try {
    const rows = [];
    for (const pair of pairs) {
      const mine: LoadFigures[] = [];
      const theirs: LoadFigures[] = [];
      for (let round = 0; round <= rounds; round++) {
        const a = await measureLoad({ url: bare.url + pair.bare }, bare.pid);
        const b = await measureLoad({ url: ours.url + pair.path, headers }, ours.pid);
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
        `${figure(us.latency)} / ${figure(them.latency)}`,
        `${figure(us.throughput)} / ${figure(them.throughput)}`,
        `${figure(us.cpu)} / ${figure(them.cpu)}`,
      ]);
    }
    printTable(
      `Overhead over the bare Admin SDK call in a function of its own, medians of ${rounds} interleaved rounds`,
      ['', 'latency', 'requests/s', 'p50 ms', 'requests/s, 32 at once', 'CPU ms per request'],
      rows,
    );
  } finally {
    await Promise.all([ours.stop(), bare.stop()]);
  }
}
