import { randomBytes } from 'node:crypto';
import type { Firestore } from 'firebase-admin/firestore';
import { customersKind } from '../../src/crm/customers/kind.ts';
import { CURSOR_KEY_LENGTH } from '../../src/firestore/cursor.ts';
import { settingsPath } from '../../src/records/paths.ts';
import { mixedCustomers } from '../../test/support/mixed-customers.ts';
import { EntriesInMemory } from './entries-in-memory.ts';
import { startIndexedFirestore } from './indexed-firestore.ts';
import { warmUp } from './load.ts';
import { measuredFunctions } from './measured-functions.ts';
import { client } from './operations.ts';
import { measureSearches, reportSearches, type Searches } from './searches.ts';
import { startFunction, type Surroundings } from './start-function.ts';

/**
 * What somebody waits for who types, at sizes for which the emulator is too slow, because it scans: HTTP, this API and gRPC are real, and the
 * index entries are in the memory of the Firestore behind. What production adds is the way to Firestore and back.
 */
export async function benchKeystrokes(firestore: Firestore, here: Surroundings): Promise<void> {
  const sizes = (process.env['BENCH_SIZES'] ?? '1000,10000,50000').split(',').map(Number);
  const customers = mixedCustomers(Math.max(...sizes));
  const source = await measuredFunctions.ours();
  const { token } = here.google;
  const searches: Searches[] = [];
  // There are entries here without customers: nobody is to count them.
  await firestore.doc(settingsPath(customersKind)).set({
    cursor_key: randomBytes(CURSOR_KEY_LENGTH).toString('base64url'),
    index_complete: true,
  });
  for (const size of sizes) {
    const entries = new EntriesInMemory(customers.slice(0, size));
    const indexed = await startIndexedFirestore(entries, process.env['FIRESTORE_EMULATOR_HOST'] ?? '');
    const environment = { FIRESTORE_EMULATOR_HOST: indexed.address };
    const running = await startFunction(here, source, { environment });
    try {
      await warmUp({
        url: `${running.url}/crm/customers?limit=20&search=papad`,
        headers: { Authorization: `Bearer ${token}` },
      });
      searches.push(await measureSearches(client(running.url, token), size));
    } finally {
      await running.stop();
      indexed.stop();
    }
  }
  reportSearches(searches, 'from index entries in memory');
}
