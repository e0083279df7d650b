import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Firestore } from 'firebase-admin/firestore';
import { loadCustomers } from '../../test/support/load-customers.ts';
import { mixedCustomers } from '../../test/support/mixed-customers.ts';
import { send } from './load.ts';
import { measuredFunctions } from './measured-functions.ts';
import { startFunction, type Surroundings } from './start-function.ts';
import { cpuTime, residentMemory } from './process-figures.ts';
import { figure, median, printTable, ratio } from './table.ts';

/** From the start of the process to the first answered GET by id, under the functions framework as in production. */
export async function benchColdStart(
  firestore: Firestore,
  { rounds, ...surroundings }: Surroundings & { rounds: number },
): Promise<void> {
  const [customer] = mixedCustomers(1);
  if (customer === undefined) return;
  await loadCustomers(firestore, [customer]);
  const { id, ...fields } = customer;
  await firestore.doc(`bare_customers/${id}`).set(fields);

  const byId = `/crm/customers/${id}`;
  const sides = [
    {
      name: 'the usual project: firebase-functions, Express, Zod, firebase-admin',
      folder: await measuredFunctions.usual(),
      path: byId,
    },
    { name: 'a bare function, bundled', folder: await measuredFunctions.bare(), path: `/get/${id}` },
    {
      name: 'a bare function, bundled, with bytecode',
      folder: await measuredFunctions.bareWithBytecode(),
      path: `/get/${id}`,
    },
    { name: '**this API**', folder: await measuredFunctions.ours(), path: byId },
    {
      name: 'this API without its bytecode',
      folder: await measuredFunctions.oursWithoutBytecode(),
      path: byId,
    },
  ].map((side) => ({ ...side, starts: [] as Start[] }));

  for (let round = 0; round <= rounds; round++)
    for (const { folder, path, starts } of sides) {
      const start = await measureStart(folder, path, surroundings);
      // The first round reads the files into the memory of the system.
      if (round > 0) starts.push(start);
    }
  const of = (starts: Start[], key: keyof Start) => median(starts.map((one) => one[key]));
  const [usual, bare] = sides.map(({ starts }) => of(starts, 'milliseconds'));
  const rows = await Promise.all(
    sides.map(async ({ name, folder, starts }) => {
      const time = of(starts, 'milliseconds');
      const { size } = await stat(join(folder, name.includes('this API') ? 'functions.cjs' : 'index.cjs'));
      return [
        name,
        ratio(time, usual ?? 0),
        ratio(time, bare ?? 0),
        figure(time),
        figure(of(starts, 'cpu')),
        figure(of(starts, 'memory')),
        size < 10_000 ? '' : figure(size / 1e6),
      ];
    }),
  );
  printTable(
    `Cold start: process start to the first answered GET by id, medians of ${rounds} interleaved starts`,
    ['', 'to the usual', 'to the bare', 'ms', 'CPU ms', 'MB resident', 'MB of code'],
    rows,
  );
}

interface Start {
  milliseconds: number;
  cpu: number;
  memory: number;
}

async function measureStart(source: string, path: string, surroundings: Surroundings): Promise<Start> {
  const start = performance.now();
  const running = await startFunction(surroundings, source);
  try {
    await send({
      url: running.url + path,
      headers: { Authorization: `Bearer ${surroundings.google.token}` },
    });
    const milliseconds = performance.now() - start;
    return { milliseconds, cpu: await cpuTime(running.pid), memory: await residentMemory(running.pid) };
  } finally {
    await running.stop();
  }
}
