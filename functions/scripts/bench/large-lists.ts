import type { Firestore } from 'firebase-admin/firestore';
import { loadCustomers } from '../../test/support/load-customers.ts';
import { mixedCustomers } from '../../test/support/mixed-customers.ts';
import { measuredFunctions } from './measured-functions.ts';
import { startFunction, type Surroundings } from './start-function.ts';
import { figure, printTable } from './table.ts';

/** The heap that Node takes in an instance of 512 MiB. */
const HEAP = '--max-old-space-size=256';

/** Lists of 1,000 customers, the default and the largest page, ever more of them at once. */
export async function benchLargeLists(firestore: Firestore, surroundings: Surroundings): Promise<void> {
  await loadCustomers(firestore, mixedCustomers(1000));
  const source = await measuredFunctions.ours();
  const running = await startFunction(surroundings, source, { nodeArguments: [HEAP] });
  const list = async () => {
    const headers = { Authorization: `Bearer ${surroundings.google.token}` };
    const answer = await fetch(`${running.url}/crm/customers`, { headers });
    return { status: answer.status, bytes: (await answer.text()).length };
  };
  try {
    const rows = [];
    for (const count of [1, 8, 32, 80]) {
      const start = performance.now();
      const answers = await Promise.all(Array.from({ length: count }, list));
      const milliseconds = performance.now() - start;
      const served = answers.filter(({ status }) => status === 200);
      rows.push([
        `${count} at once`,
        figure(served.length),
        figure(answers.length - served.length),
        figure(milliseconds),
        figure(await running.peakMemory()),
      ]);
    }
    printTable(
      'Lists of 1,000 customers, in the heap that Node takes of 512 MiB',
      ['', 'answered 200', 'answered 503', 'ms until the last', 'MB resident, the most so far'],
      rows,
    );
  } finally {
    await running.stop();
  }
}
