import { type Call, type LoadFigures, measureLoad, middleOf, warmUp } from './load.ts';
import { measuredFunctions } from './measured-functions.ts';
import { startRememberingFirestore } from './remembering-firestore.ts';
import { startFunction, type Surroundings } from './start-function.ts';
import { figure, printTable, ratio } from './table.ts';

/** A server that answers a page of 50 customers with their total. */
export interface PageServer {
  name: string;
  pid: number;
  page: Call;
}

/**
 * The processor time of a page, of this API and a bare function beside `others`. Firestore answers by heart: the emulator, which scans, lets a server answer
 * a few pages a second, and what a server does while it waits would count. Each is warm when it is measured: it has been idle while the others were.
 */
export async function benchPage(
  others: readonly PageServer[],
  { rounds, ...surroundings }: Surroundings & { rounds: number },
): Promise<void> {
  const firestore = await startRememberingFirestore(process.env['FIRESTORE_EMULATOR_HOST'] ?? '');
  const environment = { FIRESTORE_EMULATOR_HOST: firestore.address };
  const ours = await startFunction(surroundings, await measuredFunctions.ours(), { environment });
  const bare = await startFunction(surroundings, await measuredFunctions.bare(), { environment });
  const headers = { Authorization: `Bearer ${surroundings.google.token}` };
  const servers: PageServer[] = [
    {
      name: '**this API**',
      pid: ours.pid,
      page: { url: `${ours.url}/crm/customers?limit=50`, headers },
    },
    { name: 'a bare function, comfortable SDK', pid: bare.pid, page: { url: `${bare.url}/counted` } },
    ...others,
  ];
  try {
    const figures = servers.map((): LoadFigures[] => []);
    for (const { page } of servers) await warmUp(page);
    for (let round = 0; round < rounds; round++)
      for (const [at, { page, pid }] of servers.entries()) {
        await warmUp(page);
        figures[at]?.push(await measureLoad(page, pid, { single: 10, milliseconds: 4000 }));
      }
    const medians = figures.map(middleOf);
    const own = medians[0]?.cpu ?? Number.NaN;
    printTable(
      `The processor time of a page of 50 with its total where Firestore answers by heart, medians of ${rounds} interleaved rounds`,
      ['', 'CPU ms per request', 'this API beside it', 'requests/s, 32 at once'],
      servers.map(({ name }, at) => {
        const { cpu, throughput } = medians[at] ?? { cpu: Number.NaN, throughput: Number.NaN };
        return [name, figure(cpu), ratio(own, cpu), figure(throughput)];
      }),
    );
  } finally {
    await Promise.all([ours.stop(), bare.stop()]);
    firestore.stop();
  }
}
