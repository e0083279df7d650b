import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { Deadline } from '../../src/limits/deadline.ts';
import { memoryOfInstance, type Share } from '../../src/limits/memory.ts';
import { useApi } from '../support/api.ts';
import { loadCustomers } from '../support/load-customers.ts';
import { CUSTOMERS_PATH } from '../support/paths.ts';
import { plainCustomer } from '../support/plain-customer.ts';
import { until } from '../support/until.ts';

/** Callers who leave before they have their answer: all the memory that was taken for them is given back. */
const memory = memoryOfInstance();
const api = useApi({}, { memory });

/** As many as would hold more than any share, if each kept its room. */
const CALLERS = 40;
const SHARES = Object.keys(memory) as Share[];

const notes = (bytes: number) =>
  Array.from({ length: Math.ceil(bytes / 9000) }, (_, at) => ({
    text: String(at % 10).repeat(8900),
    by: 'x',
    at: '2025-01-01T00:00:00Z',
  }));
const BODY = Buffer.from(JSON.stringify({ name: 'New', notes: notes(980_000) }));
const CHANGE = Buffer.from(JSON.stringify({ organization: 'Other' }));

beforeAll(async () => {
  const large = Array.from({ length: 30 }, (_, at) =>
    plainCustomer({ id: `large${at}`, name: `Large ${at}`, notes: notes(300_000) }),
  );
  // A commit takes 10 MiB.
  for (let at = 0; at < large.length; at += 5) await loadCustomers(api.firestore, large.slice(at, at + 5));
  const made = await api.as('editor').post(CUSTOMERS_PATH, { name: 'Changed', notes: notes(900_000) });
  changed = `/${(made.body as { id: string }).id}`;
  for (let at = 0; at < 4; at++)
    await api.as('editor').patch(CUSTOMERS_PATH + changed, { organization: `${at}` });
}, 120_000);
let changed = '';

/** Sends a request, or the beginning of one with a body, and leaves the answer where it is. */
async function send(method: string, path = '', body?: Buffer, sent = body?.length ?? 0): Promise<Socket> {
  const { hostname, port } = new URL(api.url);
  const caller = connect(Number(port), hostname);
  caller.on('error', () => undefined);
  await once(caller, 'connect');
  caller.pause();
  const head = [
    `${method} ${CUSTOMERS_PATH}${path} HTTP/1.1`,
    'Host: x',
    `Authorization: Bearer ${api.users.editor.token}`,
    ...(body ? ['Content-Type: application/json', `Content-Length: ${body.length}`] : []),
  ];
  caller.write(`${head.join('\r\n')}\r\n\r\n`);
  if (body) caller.write(body.subarray(0, sent));
  return caller;
}

/** Holds a share as a whole, so that whoever wants some of it has to wait. */
const hold = (share: Share) =>
  memory[share].enter(Infinity, new Deadline(500), () => new Error(`${share}: some is held`));

async function isWhole(share: Share): Promise<boolean> {
  const room = await hold(share).catch(() => null);
  room?.leave();
  return room !== null;
}

const untilWhole = (share: Share) => until(async () => (await isWhole(share)) || null);

const callers = <T>(begin: (at: number) => Promise<T>) =>
  Promise.all(Array.from({ length: CALLERS }, (_, at) => begin(at)));

/** Reads some of the answer. */
async function readSome(caller: Socket): Promise<void> {
  while (caller.read() === null && !caller.destroyed) await once(caller, 'readable');
}

describe('callers who leave', { timeout: 60_000 }, () => {
  it.each<[string, () => Promise<unknown>]>([
    [
      'half of their body is sent',
      async () => {
        const all = await callers(() => send('POST', '', BODY, BODY.length / 2));
        await sleep(500);
        for (const caller of all) caller.destroy();
      },
    ],
    ...SHARES.map((share): [string, () => Promise<unknown>] => [
      `they wait for room among ${share}`,
      async () => {
        // The last page of the test before may not have left yet.
        const room = await until(() => hold(share).catch(() => null));
        const half = await callers((at) =>
          at % 2 ? send('POST', '', BODY) : send('GET', ['', `${changed}/history`, changed][at % 3]),
        );
        await sleep(500);
        for (const caller of half) caller.destroy();
        await sleep(100);
        room.leave();
      },
    ]),
    [
      'documents are read and written',
      () =>
        callers(async (at) => {
          const caller =
            at % 4 === 3
              ? await send('PATCH', changed, CHANGE)
              : await send('GET', ['?limit=1000', `${changed}/history`, '?search=large'][at % 4]);
          await sleep(at * 5);
          caller.destroy();
        }),
    ],
    [
      'half of the answer is sent',
      () =>
        callers(async (at) => {
          const caller = await send('GET', ['', `${changed}/history`, '/large1'][at % 3]);
          await readSome(caller);
          caller.destroy();
        }),
    ],
    [
      'they read nothing, and are cut off',
      async () => {
        const all = await Promise.all(Array.from({ length: 4 }, () => send('GET')));
        await sleep(2000);
        expect(await isWhole('pages')).toBe(false);
        await untilWhole('pages');
        for (const caller of all) caller.destroy();
      },
    ],
  ])('while %s', async (_when, leave) => {
    await leave();
    for (const share of SHARES) await untilWhole(share);
    const headers = { Authorization: `Bearer ${api.users.viewer.token}` };
    // Where room is held for good this is 503.
    const page = await fetch(api.url + CUSTOMERS_PATH, { headers });
    expect(page.status).toBe(200);
    expect((await page.arrayBuffer()).byteLength).toBeGreaterThan(7_000_000);
  });
});
