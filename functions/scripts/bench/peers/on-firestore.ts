import { startFramework } from '../../../test/support/framework-process.ts';
import type { Google } from '../google.ts';
import { type Call, send } from '../load.ts';
import { anotherCustomer, type Peer, type Task } from './peer.ts';

/** A function of ours on the Firestore emulator, in the place of a product. */
export async function startOnFirestore(
  name: string,
  { source, path, google, project }: { source: string; path: string; google: Google; project: string },
  { known, search }: Task,
): Promise<Peer> {
  const start = performance.now();
  const running = await startFramework(
    {
      ...google.environment,
      GCLOUD_PROJECT: project,
      FIRESTORE_EMULATOR_HOST: process.env['FIRESTORE_EMULATOR_HOST'],
    },
    { source, nodeArguments: google.nodeArguments },
  );
  const call = (rest: string): Call => ({
    url: running.url + path + rest,
    headers: { Authorization: `Bearer ${google.token}` },
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
