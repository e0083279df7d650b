import { anotherCustomer } from './peers/peer.ts';

/** Reads and writes as the API itself says them in each answer. */
export interface Billed {
  reads: number;
  writes: number;
}

export type Api = ReturnType<typeof client>;

/** Asks the API and gives back what it was billed. */
export function client(base: string, token: string) {
  return async (path: string, { method = 'GET', body }: { method?: string; body?: string } = {}) => {
    const ask = () =>
      fetch(`${base}/crm/customers${path}`, {
        method,
        headers: { Authorization: `Bearer ${token}`, ...(body && { 'Content-Type': 'application/json' }) },
        ...(body && { body }),
      });
    let answer = await ask();
    // An emulator that scans 50,000 documents for each query may take longer than the API waits.
    for (let again = 0; again < REPETITIONS && answer.status === 503 && method === 'GET'; again++) {
      console.error(`503, asked again: ${path}`);
      answer = await ask();
    }
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

const REPETITIONS = 5;

/** One kind of request. The operations are asked in their order: each customer that is changed was created under the same number. */
export interface Operation {
  name: string;
  ask: (at: number) => Promise<Billed>;
}

export function operationsOf(
  api: Api,
  known: string,
): { operations: Operation[]; cleanUp: () => Promise<void> } {
  const created = new Map<number, string>();
  const one = (at: number) => `/${created.get(at) ?? ''}`;
  let cursor = '';
  const search = (query: string) => () => api(`?limit=50&search=${encodeURIComponent(query)}`);
  const firstPage = async () => {
    const page = await api('?limit=50');
    cursor = page.body.next_cursor ?? '';
    return page;
  };
  const create = async (at: number) => {
    const answer = await api('', { method: 'POST', body: anotherCustomer() });
    created.set(at, answer.body.id ?? '');
    return answer;
  };
  const update = (at: number) =>
    api(one(at), { method: 'PUT', body: JSON.stringify({ organization: 'Ι.Ν. Αγίου Δημητρίου' }) });
  const note = (at: number) =>
    api(`${one(at)}/notes`, { method: 'POST', body: JSON.stringify({ text: 'Θέλει προσφορά.' }) });
  const remove = (at: number) => api(one(at), { method: 'DELETE' });
  return {
    operations: [
      { name: 'get', ask: () => api(`/${known}`) },
      { name: 'page of 50', ask: firstPage },
      { name: 'next page of 50', ask: () => api(`?limit=50&cursor=${cursor}`) },
      { name: 'search, half a surname, page of 50', ask: search('παπαδ') },
      { name: 'search, a name in Greeklish and a digit', ask: search('giorgos makris 697') },
      { name: 'search for nobody', ask: search('zzzqqq') },
      { name: 'create', ask: create },
      { name: 'update', ask: update },
      { name: 'append a note', ask: note },
      { name: 'history', ask: (at) => api(`${one(at)}/history`) },
      { name: 'delete', ask: remove },
      { name: 'restore', ask: (at) => api(`${one(at)}/restore`, { method: 'POST' }) },
    ],
    cleanUp: async () => {
      for (const at of created.keys()) await remove(at);
    },
  };
}
