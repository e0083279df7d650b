import type { DocumentSnapshot, QueryDocumentSnapshot } from 'firebase-admin/firestore';
import { expect, it, vi } from 'vitest';
import { createCustomersClient, exportAll, ProblemError, watch } from '../../client/src/index.ts';
import type { CustomerChange, CustomerInDB } from '../../client/src/index.ts';
import { end, useAppProcesses } from '../support/app-processes.ts';
import { adopt, keepDeleted } from '../support/customers-wing.ts';
import { figure, sized } from '../support/figures.ts';
import { CUSTOMERS_PATH as path } from '../support/paths.ts';
import { seededRandom } from '../support/random.ts';

const apps = useAppProcesses({ seed: 18 });
vi.setConfig({ testTimeout: 1_800_000 });

const CUSTOMERS = sized({ short: 60, long: 2000 });
const WRITES = sized({ short: 300, long: 6500 });
const random = seededRandom(18);
const pick = <T>(all: readonly [T, ...T[]] | T[]): T => {
  const one = all[Math.floor(random() * all.length)];
  if (one === undefined) throw new Error('there is nothing to pick');
  return one;
};
const clientOf = (url: string) =>
  createCustomersClient({ baseUrl: `${url}/api`, getToken: () => apps.users.admin.token });
const anyUrl = () => apps.next().url;

/** What a consumer keeps, and would keep on its disk: what it has, and up to where. */
interface Mirror {
  token: string;
  /** As of when it had everybody for the first time. */
  begun: string;
  customers: Map<string, Omit<CustomerInDB, 'id'>>;
  versions: Map<string, number>;
  applied: CustomerChange[];
}

/** Applies a page as the documentation says. */
function apply(mirror: Mirror, page: { changes: readonly CustomerChange[]; next: string }): void {
  for (const change of page.changes) {
    const { customer_id: id, version, action, state } = change;
    if (action === 'erase') {
      mirror.customers.delete(id);
      mirror.versions.delete(id);
    } else if ((version ?? 0) > (mirror.versions.get(id) ?? 0)) {
      mirror.versions.set(id, version ?? 0);
      if (state === null) mirror.customers.delete(id);
      else mirror.customers.set(id, state);
    }
    mirror.applied.push(change);
  }
  mirror.token = page.next;
}

const inSequence = async (count: number, work: (index: number) => Promise<unknown>) => {
  for (let index = 0; index < count; index++) await work(index);
};
/** The answer of an API that may be killed at any moment: none is an answer, too. */
const ask = (method: string, url: string, body?: unknown) =>
  fetch(`${anyUrl()}${path}${url}`, {
    method,
    headers: { Authorization: `Bearer ${apps.users.admin.token}`, 'Content-Type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    // Whoever was killed while a request was on its way to it never answers.
    signal: AbortSignal.timeout(15_000),
  }).then(
    async (response) => {
      const body: unknown = await response.json().catch(() => null);
      return { status: response.status, body };
    },
    () => ({ status: 0, body: null }),
  );

/**
 * An export, while others write: all parts are as of one moment, and the token begins there. It goes on at another instance where one
 * was killed.
 */
async function begin(mirror: Mirror): Promise<void> {
  const parts: Uint8Array[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    try {
      for await (const part of exportAll(clientOf(anyUrl()), { format: 'ndjson', cursor })) {
        parts.push(part.bytes);
        [cursor, mirror.token, mirror.begun] = [part.cursor, part.changesSince, part.snapshotTime];
      }
    } catch (error) {
      if (!(error instanceof ProblemError) || (error.status > 0 && error.status < 429)) throw error;
    }
  }
  for (const line of Buffer.concat(parts).toString().split('\n').filter(Boolean)) {
    const { id, ...state } = JSON.parse(line) as CustomerInDB;
    mirror.customers.set(id, state);
  }
}

async function everybody(): Promise<Map<string, Omit<CustomerInDB, 'id'>>> {
  const all = new Map<string, Omit<CustomerInDB, 'id'>>();
  for await (const { id, ...state } of clientOf(anyUrl()).all()) all.set(id, state);
  return all;
}

const history = async () =>
  (await apps.firestore.collectionGroup('history').select('version', 'at', 'action').get()).docs;

/** To the microsecond. */
function committedAt({ createTime: { seconds, nanoseconds } }: QueryDocumentSnapshot): string {
  const micro = String(Math.floor(nanoseconds / 1000)).padStart(6, '0');
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}.${micro}Z`;
}

/** What tells a change from all others: its id and the time of its commit. */
function commitOf(entry: QueryDocumentSnapshot): string {
  const { ref } = entry;
  const name = ref.path.startsWith('crm_customers/') ? Number(ref.id) : ref.id;
  return `${ref.parent.parent?.id}.${name} ${committedAt(entry)}`;
}

const whatIsKnownOf = (entry: QueryDocumentSnapshot) => ({
  commit: commitOf(entry),
  path: entry.ref.path,
  action: entry.get('action') as unknown,
  at: (entry.get('at') as { toDate?: () => Date } | undefined)?.toDate?.().toISOString(),
});

/** The way that everybody writes. */
async function followByTime(isOver: () => boolean): Promise<number> {
  let last: DocumentSnapshot | null = null;
  const seen = new Set<string>();
  for (let round = 0; ;) {
    const ordered = apps.firestore.collectionGroup('history').orderBy('at').select('at');
    const { docs } = await (last === null ? ordered : ordered.startAfter(last)).limit(200).get();
    for (const entry of docs) seen.add(entry.ref.path);
    last = docs.at(-1) ?? last;
    if (docs.length === 0 && isOver() && ++round > 1) break;
  }
  const { docs } = await apps.firestore.collectionGroup('history').select('at').get();
  return docs.filter((entry) => !seen.has(entry.ref.path)).length;
}

it('a mirror that is fed by the changes is equal to the database, whatever fails', async () => {
  const ids: string[] = [];
  for (let batch = 0; ids.length < CUSTOMERS; batch++) {
    const operations = Array.from({ length: Math.min(100, CUSTOMERS - ids.length) }, (_, at) => ({
      method: 'create',
      body: { name: `Πελάτης ${batch}-${at}`, tags: ['αρχή'] },
    }));
    const { body } = await ask('POST', '/batch', { operations });
    // A busy machine may not have the time for all of them.
    const { results = [] } = (body ?? {}) as { results?: { id?: string }[] };
    ids.push(...results.flatMap(({ id }) => id ?? []));
  }

  let isWritten = false as boolean;
  let last = '';
  const theirs = ids.slice(0, Math.ceil(ids.length / 10));
  const write = async (index: number) => {
    const [id, other] = [pick(ids), pick(ids)];
    const kind = random();
    if (kind < 0.5) await ask('PUT', `/${id}`, { name: `Όνομα ${index}`, organization: `${random()}` });
    else if (kind < 0.7) await ask('POST', `/${id}/notes`, { text: `Σημείωση ${index}` });
    else if (kind < 0.78) await ask('DELETE', `/${id}`);
    else if (kind < 0.88) await ask('POST', `/${id}/restore`);
    else if (kind < 0.91) await ask('DELETE', `/${id}?erase=true`);
    else if (kind < 0.93) await ask('POST', `/${id}/merge`, { from: [other] });
    else {
      const { body } = await ask('POST', '', { name: `Νέος ${index}` });
      const made = (body as { id?: string } | null)?.id;
      if (made !== undefined) ids.push(made);
    }
  };
  const writeAsAnother = async (index: number) => {
    const document = apps.firestore.doc(`crm_customers/${pick(theirs)}`);
    const before = await document.get();
    if (random() < 0.1 && before.exists) {
      await document.delete();
      await keepDeleted(apps.firestore, before);
    } else {
      await document.set({ name: `Ξένος ${index}`, legacy: index }, { merge: true });
      await adopt(apps.firestore, document.id);
    }
  };
  const killOne = async () => {
    const [instance] = apps.instances;
    if (instance === undefined) return;
    await apps.start();
    apps.instances.splice(0, 1);
    await end(instance, 'SIGKILL');
    await instance.proxy.refuse();
  };

  // The recipe: everybody as of one moment, then the changes since that moment.
  const stored: Mirror = { token: '', begun: '', customers: new Map(), versions: new Map(), applied: [] };
  let deaths = 0;
  /**
   * A consumer that dies with a page in its hands, and is started again with what it had stored, until it has
   * been told of the customer that is made last.
   */
  const consume = async () => {
    const isDone = () => stored.applied.at(-1)?.customer_id === last;
    while (!isDone()) {
      const stop = new AbortController();
      const { url } = apps.next();
      // Whoever is asked may have been killed: then another one is.
      const watching = setInterval(() => {
        if (!apps.instances.some((each) => each.url === url)) stop.abort();
      }, 500);
      try {
        const from = {
          since: stored.token,
          limit: pick(sized({ short: [7, 50, 500], long: [200, 500] })),
          wait: 2,
          signal: stop.signal,
        };
        for await (const page of watch(clientOf(url), from)) {
          if (random() < 0.2) {
            deaths += 1;
            break;
          }
          apply(stored, page);
          if (isDone()) break;
        }
      } catch (error) {
        if (!stop.signal.aborted) throw error;
      } finally {
        clearInterval(watching);
      }
    }
  };

  const naive = followByTime(() => isWritten);
  const start = performance.now();
  for (const { proxy } of apps.instances) await proxy.cutReplies(0.01);
  const share = Math.ceil((WRITES * 0.93) / 8);
  const writing = Promise.all([
    ...Array.from({ length: 8 }, () => inSequence(share, write)),
    inSequence(Math.ceil(WRITES * 0.07), writeAsAnother),
    inSequence(2, async () => {
      await new Promise((resolve) => setTimeout(resolve, sized({ short: 1500, long: 30_000 })));
      await killOne();
    }),
  ]).then(async () => {
    for (const { proxy } of apps.instances) await proxy.pass();
    last = (await clientOf(anyUrl()).create({ name: 'Τελευταίος' })).id;
    isWritten = true;
  });
  await begin(stored);
  await Promise.all([writing, consume()]);
  const seconds = Math.round((performance.now() - start) / 1000);

  const now = await everybody();
  expect([...stored.customers.keys()].sort()).toEqual([...now.keys()].sort());
  for (const [id, state] of now) expect(JSON.stringify(stored.customers.get(id))).toBe(JSON.stringify(state));
  const { applied } = stored;
  const times = applied.map(({ committed_at }) => committed_at);
  expect(times).toEqual([...times].sort());
  // Another program may make an erased customer again: then its versions begin again, too.
  const told = new Set(applied.map(({ id, committed_at }) => `${id} ${committed_at}`));
  expect(told.size).toBe(applied.length);
  // An erasure that was cut off (its instance was killed) leaves entries that nobody may be told any more.
  const lastAt = times.at(-1) ?? '';
  const { docs: marks } = await apps.firestore.collection('crm_erasures').where('open', '==', true).get();
  const open = new Set(marks.map(({ id }) => id));
  const lost = (await history()).filter(
    (entry) =>
      committedAt(entry) > stored.begun &&
      // What a request that nobody waits for any more has written behind the last customer has not been asked for.
      committedAt(entry) <= lastAt &&
      !told.has(commitOf(entry)) &&
      !open.has(entry.ref.parent.parent?.id ?? ''),
  );
  expect(lost.length, lost.map((entry) => JSON.stringify(whatIsKnownOf(entry))).join('\n')).toBe(0);
  expect(apps.bugs).toEqual([]);
  const lostByTime = await naive;
  figure(
    'a mirror by the changes',
    `${applied.length} changes of ${ids.length} customers in ${seconds} s, ${deaths} deaths of the consumer: 0 lost, 0 twice, 0 out of order; by order of time ${lostByTime} lost`,
  );
  if (sized({ short: 0, long: 1 }) === 1) {
    expect(applied.length).toBeGreaterThanOrEqual(5000);
    expect(lostByTime).toBeGreaterThan(0);
  }
});
