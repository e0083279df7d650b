import type { Firestore } from 'firebase-admin/firestore';
import { startFramework } from '../../test/support/framework-process.ts';
import { loadCustomers } from '../../test/support/load-customers.ts';
import { mixedCustomers } from '../../test/support/mixed-customers.ts';
import type { Google } from './google.ts';
import { measuredFunctions } from './measured-functions.ts';
import { figure, printTable } from './table.ts';

/** The heap that Node takes in an instance of 512 MiB. */
const HEAP = '--max-old-space-size=256';

/** Lists of 1,000 customers, the default and the largest page, ever more of them at once. */
export async function benchLargeLists(
  firestore: Firestore,
  { google, project }: { google: Google; project: string },
): Promise<void> {
  await loadCustomers(firestore, mixedCustomers(1000));
  const running = await startFramework(
    {
      ...google.environment,
      GCLOUD_PROJECT: project,
      FIRESTORE_EMULATOR_HOST: process.env['FIRESTORE_EMULATOR_HOST'],
    },
    { source: await measuredFunctions.ours(), nodeArguments: [...google.nodeArguments, HEAP] },
  );
  const list = async () => {
    const headers = { Authorization: `Bearer ${google.token}` };
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
