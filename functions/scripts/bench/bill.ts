import type { Firestore } from 'firebase-admin/firestore';
import { loadCustomers } from '../../test/support/load-customers.ts';
import { mixedCustomers } from '../../test/support/mixed-customers.ts';
import { type Growth, measureGrowth, reportGrowth } from './growth.ts';
import { measuredFunctions } from './measured-functions.ts';
import { type Billed, client, type Operation, operationsOf } from './operations.ts';
import { dollarsPerMillion } from './prices.ts';
import { cpuTime } from './process-figures.ts';
import { measureSearches, reportSearches, type Searches } from './searches.ts';
import { startFunction, type Surroundings } from './start-function.ts';
import { figure, printTable } from './table.ts';

/** What each operation is billed, at each size of the collection, in dollars too; and how lists grow with it. */
export async function benchBill(firestore: Firestore, surroundings: Surroundings): Promise<void> {
  const sizes = (process.env['BENCH_SIZES'] ?? '1000,10000,50000').split(',').map(Number);
  const customers = mixedCustomers(sizes.at(-1) ?? 0);
  const { token } = surroundings.google;
  const environment = { CRM_BACKEND_TIMEOUT_MS: '9000' };
  const running = await startFunction(surroundings, await measuredFunctions.ours(), { environment });
  try {
    const bills: Map<string, Billed>[] = [];
    const growth: Growth[] = [];
    const searches: Searches[] = [];
    let cpu = new Map<string, number>();
    for (const [at, size] of sizes.entries()) {
      await loadCustomers(firestore, customers.slice(sizes[at - 1] ?? 0, size));
      const api = client(running.url, token);
      const { operations, cleanUp } = operationsOf(api, customers[0]?.id ?? '');
      bills.push(await billOf(operations));
      if (at === 0) cpu = await processorTimes(operations, running.pid);
      await cleanUp();
      searches.push(await measureSearches(api, size));
      growth.push(await measureGrowth(firestore, { api, size, pid: running.pid }));
    }
    const rows = [...(bills[0] ?? [])].map(([name, first]) => {
      const told = ({ reads, writes }: Billed) => `${figure(reads)} / ${figure(writes)}`;
      const dollars = dollarsPerMillion({ ...first, cpuMs: cpu.get(name) ?? 0 });
      return [
        name,
        ...bills.map((bill) => told(bill.get(name) ?? { reads: 0, writes: 0 })),
        `$${dollars.firestore.toFixed(2)}`,
        `$${dollars.run.toFixed(2)}`,
      ];
    });
    printTable(
      `The bill: reads / writes of one request, and a million requests at ${figure(sizes[0] ?? 0)} customers by the public price lists`,
      ['', ...sizes.map((size) => `${figure(size)} customers`), 'Firestore', 'Cloud Run'],
      rows,
    );
    reportSearches(searches, 'on the emulator');
    await reportGrowth(growth);
  } finally {
    await running.stop();
  }
}

async function billOf(operations: readonly Operation[]): Promise<Map<string, Billed>> {
  const bill = new Map<string, Billed>();
  for (const { name, ask } of operations) bill.set(name, await ask(0));
  return bill;
}

/** Requests for which the processor time is taken, so many at once, behind as many as V8 needs to get warm. */
const MEASURED = 240;
const WARM = 80;
const AT_ONCE = 20;

/** Processor time of one request of each operation under load, in milliseconds. */
async function processorTimes(operations: readonly Operation[], pid: number): Promise<Map<string, number>> {
  const times = new Map<string, number>();
  for (const { name, ask } of operations) {
    const askAll = async (from: number, to: number) => {
      for (let at = from; at < to; at += AT_ONCE)
        await Promise.all(Array.from({ length: AT_ONCE }, (_, index) => ask(at + index)));
    };
    await askAll(1, 1 + WARM);
    const before = await cpuTime(pid);
    await askAll(1 + WARM, 1 + WARM + MEASURED);
    times.set(name, ((await cpuTime(pid)) - before) / MEASURED);
  }
  return times;
}
