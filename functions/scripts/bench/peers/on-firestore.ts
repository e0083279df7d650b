import { type Call, send } from '../load.ts';
import { startFunction, type Surroundings } from '../start-function.ts';
import { anotherCustomer, type Peer, type Task } from './peer.ts';

/** A function of ours on the Firestore emulator, in the place of a product. */
export async function startOnFirestore(
  name: string,
  { source, path, ...surroundings }: Surroundings & { source: string; path: string },
  { known, search }: Task,
): Promise<Peer> {
  const start = performance.now();
  const running = await startFunction(surroundings, source);
  const call = (rest: string): Call => ({
    url: running.url + path + rest,
    headers: { Authorization: `Bearer ${surroundings.google.token}` },
  });
  const get = call(`/${known.id}`);
  await send(get);
  return {
    name,
    pid: running.pid,
    startup: performance.now() - start,
    calls: {
      create: { ...call(''), method: 'POST', body: anotherCustomer },
      get,
      list: call('?limit=50'),
      search: call(`?limit=50&search=${encodeURIComponent(search)}`),
    },
    stop: running.stop,
  };
}
