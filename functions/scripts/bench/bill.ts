import type { Firestore } from 'firebase-admin/firestore';
import type { FrameworkProcess } from '../../test/support/framework-process.ts';
import { loadCustomers } from '../../test/support/load-customers.ts';
import { mixedCustomers } from '../../test/support/mixed-customers.ts';
import { type Growth, measureGrowth, reportGrowth } from './growth.ts';
import { measureLoad } from './load.ts';
import { measuredFunctions } from './measured-functions.ts';
import { anotherCustomer } from './peers/peer.ts';
import { dollarsPerMillion } from './prices.ts';
import { measureSearches, reportSearches, type Searches } from './searches.ts';
import { startFunction, type Surroundings } from './start-function.ts';
import { figure, printTable } from './table.ts';

/** Reads and writes as the API itself says them in each answer. */
interface Billed {
  reads: number;
  writes: number;
}

/** What each operation is billed, at each size of the collection, in dollars too; and how lists grow with it. */
export async function benchBill(firestore: Firestore, surroundings: Surroundings): Promise<void> {
  const sizes = (process.env['BENCH_SIZES'] ?? '1000,10000,50000').split(',').map(Number);
  const customers = mixedCustomers(sizes.at(-1) ?? 0);
  const { token } = surroundings.google;
  const environment = { CRM_BACKEND_TIMEOUT_MS: '60000' };
  const running = await startFunction(surroundings, await measuredFunctions.ours(), { environment });
  try {
    const bills: Map<string, Billed>[] = [];
    const growth: Growth[] = [];
    const searches: Searches[] = [];
    let cpu = new Map<string, number>();
    for (const [at, size] of sizes.entries()) {
      await loadCustomers(firestore, customers.slice(sizes[at - 1] ?? 0, size));
      const known = customers[0]?.id ?? '';
      const api = client(running.url, token);
      bills.push(await billOf(api, known));
      if (at === 0) cpu = await processorTimes(running, token, known);
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
        cpu.has(name) ? `$${dollars.run.toFixed(2)}` : '',
      ];
    });
    printTable(
      `The bill: reads / writes of one request, and a million requests at ${figure(sizes[0] ?? 0)} customers by the public price lists`,
      ['', ...sizes.map((size) => `${figure(size)} customers`), 'Firestore', 'Cloud Run'],
      rows,
    );
    reportSearches(searches);
    await reportGrowth(growth);
  } finally {
    await running.stop();
  }
}

export type Api = ReturnType<typeof client>;

/** Asks the API and gives back what it was billed. */
function client(base: string, token: string) {
  return async (path: string, { method = 'GET', body }: { method?: string; body?: string } = {}) => {
    const answer = await fetch(`${base}/crm/customers${path}`, {
      method,
      headers: { Authorization: `Bearer ${token}`, ...(body && { 'Content-Type': 'application/json' }) },
      ...(body && { body }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text.slice(0, 300)}`);
    return {
      body: (text === '' ? {} : JSON.parse(text)) as {
        id?: string;
        next_cursor?: string;
        customers?: unknown[];
      },
      reads: Number(answer.headers.get('X-Firestore-Reads')),
      writes: Number(answer.headers.get('X-Firestore-Writes')),
    };
  };
}

async function billOf(api: Api, known: string): Promise<Map<string, Billed>> {
  const page = await api('?limit=50');
  const created = await api('', { method: 'POST', body: anotherCustomer() });
  const one = `/${created.body.id ?? ''}`;
  const json = JSON.stringify({ organization: 'Ι.Ν. Αγίου Δημητρίου' });
  const note = JSON.stringify({ text: 'Θέλει προσφορά.' });
  const bill: [string, Billed][] = [
    ['get', await api(`/${known}`)],
    ['page of 50', page],
    ['next page of 50', await api(`?limit=50&cursor=${page.body.next_cursor ?? ''}`)],
    ['search, half a surname, page of 50', await api(`?limit=50&search=${encodeURIComponent('παπαδ')}`)],
    [
      'search, a name in Greeklish and a digit',
      await api(`?limit=50&search=${encodeURIComponent('giorgos makris 697')}`),
    ],
    ['search for nobody', await api('?search=zzzqqq')],
    ['create', created],
    ['update', await api(one, { method: 'PUT', body: json })],
    ['append a note', await api(`${one}/notes`, { method: 'POST', body: note })],
    ['history', await api(`${one}/history`)],
    ['delete', await api(one, { method: 'DELETE' })],
    ['restore', await api(`${one}/restore`, { method: 'POST' })],
  ];
  await api(one, { method: 'DELETE' });
  return new Map(bill);
}

/** Processor time of one request under load, in milliseconds, of the operations that are asked most. */
async function processorTimes(
  { url, pid }: FrameworkProcess,
  token: string,
  known: string,
): Promise<Map<string, number>> {
  const headers = { Authorization: `Bearer ${token}` };
  const base = `${url}/crm/customers`;
  const calls = {
    get: { url: `${base}/${known}`, headers },
    'page of 50': { url: `${base}?limit=50`, headers },
    'search, half a surname, page of 50': {
      url: `${base}?limit=50&search=${encodeURIComponent('παπαδ')}`,
      headers,
    },
    create: { url: base, headers, method: 'POST', body: anotherCustomer },
  };
  const times = new Map<string, number>();
  for (const [name, call] of Object.entries(calls)) {
    // The first run is for V8.
    await measureLoad(call, pid, { single: 10, milliseconds: 1000 });
    times.set(name, (await measureLoad(call, pid, { single: 10, milliseconds: 1500 })).cpu);
  }
  return times;
}
