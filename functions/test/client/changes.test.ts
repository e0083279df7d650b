import { beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import {
  changes,
  createCustomersClient,
  type CustomerChange,
  type CustomersClient,
  watch,
} from '../../client/src/index.ts';
import { useApi } from '../support/api.ts';
import { cursorForger } from '../support/customers-wing.ts';
import { useLosingProxy } from '../support/losing-proxy.ts';

const api = useApi();
const proxy = useLosingProxy(() => api.url);
let client: CustomersClient;
beforeAll(() => {
  client = createCustomersClient({ baseUrl: `${proxy.url}/api`, getToken: () => api.users.editor.token });
});

it('watch gives what happens, once, and goes on where it was after lost answers and a restart', async () => {
  const { next, changes: none } = await changes(client, { since: 'now' });
  expect(none).toEqual([]);
  const made = await client.create({ name: 'Παρακολούθηση' });
  const seen: CustomerChange[] = [];
  const stop = new AbortController();
  let since = next;
  const follow = async (until: number) => {
    for await (const page of watch(client, { since, wait: 1, limit: 1, signal: stop.signal })) {
      seen.push(...page.changes);
      since = page.next;
      if (seen.length >= until) return;
    }
  };
  await follow(1);
  proxy.loses({ isDone: true }, { isDone: false });
  await client.addNote(made, { text: 'ν' });
  await client.addTag(made, 'α');
  proxy.loses({ isDone: true });
  await follow(3);
  expect(seen.map(({ version, action }) => [version, action])).toEqual([
    [1, 'create'],
    [2, 'update'],
    [3, 'update'],
  ]);
  expect(seen[2]?.state?.tags).toEqual(['α']);
  const waiting = follow(4);
  setTimeout(() => stop.abort(new Error('enough')), 300);
  await expect(waiting).rejects.toThrow('enough');
});

it('watch goes on after a connection that is silent for ever, and after the limits', async () => {
  const { next: since } = await changes(client, { since: 'now' });
  const made = await client.create({ name: 'Σιωπή' });
  const timeouts = vi.spyOn(AbortSignal, 'timeout').mockImplementation((milliseconds) => {
    const silence = new AbortController();
    setTimeout(() => silence.abort(), milliseconds / 60);
    return silence.signal;
  });
  onTestFinished(() => {
    timeouts.mockRestore();
  });
  const forEver = () => new Promise(() => undefined);
  const limits = [429, 429, 503, 503, 500, 429].map((status) => ({ isDone: false, status }));
  proxy.loses({ isDone: false, meanwhile: forEver }, ...limits, { isDone: true, meanwhile: forEver });
  const { value } = await watch(client, { since, wait: 0 }).next();
  expect(value.changes).toMatchObject([{ customer_id: made.id, action: 'create' }]);
  expect(proxy.requests).toBe(9);
});

it('watch ends with what is wrong where nothing can be waited for', async () => {
  const forge = await cursorForger(api.firestore);
  const old = forge({ after: [1, 0] }, { changes: true, record: null, actions: null });
  await expect(watch(client, { since: old }).next()).rejects.toMatchObject({
    code: 'changes_expired',
    status: 410,
  });
  await expect(watch(client, { since: 'x' }).next()).rejects.toMatchObject({ code: 'invalid_cursor' });
});
