import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { initializeApp } from 'firebase-admin/app';
import { type Firestore, getFirestore } from 'firebase-admin/firestore';
import { createApp } from '../src/app.ts';
import { documentSize } from '../src/crm/customers/document-size.ts';
import { metaOf } from '../src/crm/customers/meta.ts';
import { CustomerCreate } from '../src/crm/customers/models.ts';
import { createAuthenticator } from '../src/http/authentication.ts';
import { appSettings } from '../test/support/app-settings.ts';
import { loadCustomers } from '../test/support/load-customers.ts';
import { mixedCustomers } from '../test/support/mixed-customers.ts';
import { typedQueries } from '../test/support/search-figures.ts';
import { emulatedAuth, signUp } from '../test/support/users.ts';
import { docsFolder } from './project.ts';
import { runScript } from './sentence.ts';
import { seedCustomers } from './seed-customers.ts';

/**
 * `npm run figures`: what requests cost in billed reads at 1,000, 10,000 and 50,000 mixed customers, and what the
 * index terms cost, in the local suite. It takes some minutes: the emulator is slow with many documents.
 */
await runScript(async () => {
  printTerms();
  const sizes = process.argv.slice(2).map(Number);
  const rows = [];
  for (const size of sizes.length > 0 ? sizes : [1_000, 10_000, 50_000]) rows.push(await readsAt(size));
  console.table(rows);
  await printCreation();
});

/** Index terms and the growth of the document, for the seed data and for mixed customers. */
function printTerms(): void {
  const now = '2026-01-01T00:00:00.000Z';
  const seeds = seedCustomers.map((seed) => ({
    ...CustomerCreate.parse(seed),
    notes: seed.notes.map(({ text, by = '', at = now }) => ({ text, by, at })),
    created_at: now,
    updated_at: now,
  }));
  const mixed = mixedCustomers(2_000).map(({ id: _, ...fields }) => fields);
  for (const [name, customers] of [['seed', seeds] as const, ['mixed', mixed] as const]) {
    const measured = customers.map((fields) => {
      const _meta = metaOf(fields, 1, 'x'.repeat(36));
      const path = 'crm_customers/12345678901234567890';
      const bare = documentSize(path, fields);
      return {
        terms: Object.keys(_meta.terms).length,
        bare,
        more: documentSize(path, { ...fields, _meta }) - bare,
      };
    });
    const middle = (key: 'terms' | 'bare' | 'more') => {
      const values = measured.map((one) => one[key]).sort((a, b) => a - b);
      return `median ${values[Math.floor(values.length / 2)] ?? 0}, largest ${values.at(-1) ?? 0}`;
    };
    console.log(
      `${name}: terms ${middle('terms')}; bytes without _meta ${middle('bare')}; _meta adds ${middle('more')}`,
    );
  }
}

async function readsAt(size: number) {
  const firestore = projectOf(size);
  const customers = mixedCustomers(size);
  const start = performance.now();
  await loadCustomers(firestore, customers);
  console.log(`${size} customers loaded in ${Math.round((performance.now() - start) / 1000)} s`);
  const { ask, close } = await serve(firestore);
  const first = await ask('?limit=50');
  const searches = [];
  for (const query of typedQueries) {
    const { reads, shown } = await ask(`?search=${encodeURIComponent(query)}`);
    searches.push({ query, reads, shown, over: reads - 1.1 * shown });
  }
  close();
  const worst = searches.reduce((most, one) => (one.over > most.over ? one : most));
  return {
    customers: size,
    get: (await askOnce(firestore, `/${customers[0]?.id ?? ''}`)).reads,
    'page of 50': first.reads,
    'next page': (await askOnce(firestore, `?limit=50&cursor=${first.cursor}`)).reads,
    'page of 50, a tag': (await askOnce(firestore, '?limit=50&tag=vip')).reads,
    nobody: (await askOnce(firestore, '?search=zzzqqq')).reads,
    searches: searches.length,
    found: searches.reduce((sum, { shown }) => sum + shown, 0),
    reads: searches.reduce((sum, { reads }) => sum + reads, 0),
    worst: `${worst.query}: ${worst.reads} for ${worst.shown}`,
  };
}

/** Creations with and without terms in turns, in one run: only their ratio means something. */
async function printCreation(): Promise<void> {
  const firestore = projectOf('creation');
  const times: Record<'with' | 'without', number[]> = { with: [], without: [] };
  for (const [at, { id, ...fields }] of mixedCustomers(600, 3).entries()) {
    const kind = at % 2 === 0 ? 'with' : 'without';
    const start = performance.now();
    const { terms, ...keys } = metaOf(fields, 1, 'x');
    const _meta = kind === 'with' ? { ...keys, terms } : keys;
    await firestore.doc(`crm_customers/${id}`).create({ ...fields, _meta });
    if (at >= 100) times[kind].push(performance.now() - start);
  }
  const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
  const ratio = median(times.with) / median(times.without);
  console.log(
    `A creation with terms takes ${ratio.toFixed(2)} times one without (computing them included in both).`,
  );
}

function projectOf(name: number | string): Firestore {
  const projectId = `demo-figures-${name}-${Date.now()}`;
  return getFirestore(initializeApp({ projectId }, projectId));
}

async function askOnce(firestore: Firestore, path: string) {
  const { ask, close } = await serve(firestore);
  const answer = await ask(path);
  close();
  return answer;
}

/** The app on HTTP, without the platform around it: it is only read. */
async function serve(firestore: Firestore) {
  const app = createApp({
    firestore,
    authenticator: createAuthenticator(() => Promise.resolve(emulatedAuth()), { timeoutMs: 8000 }),
    log: { write: () => undefined },
    docsFolder,
    loadAppCheck: () => Promise.reject(new Error('App Check is not set up')),
    settings: { ...appSettings, backendTimeoutMs: 60_000 },
  });
  // Express 5's app is the listener.
  const server = createServer((req, res) => {
    app(req, res);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { token } = await signUp('viewer');
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/crm/customers`;
  const ask = async (path: string) => {
    const answer = await fetch(base + path, { headers: { Authorization: `Bearer ${token}` } });
    const body = (await answer.json()) as { customers?: unknown[]; next_cursor?: string };
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${JSON.stringify(body)}`);
    return {
      reads: Number(answer.headers.get('X-Firestore-Reads')),
      shown: body.customers?.length ?? 1,
      cursor: body.next_cursor ?? '',
    };
  };
  return {
    ask,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
