import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { CUSTOMERS_BELOW_API } from '../support/paths.ts';
import { as, useBundle } from '../support/platforms.ts';
import { sendRaw } from '../support/raw-request.ts';
import { until } from '../support/until.ts';

/** Senders that do not send, readers that do not read and connections that are idle, on the bundle under the functions framework. */

const bundle = useBundle();
/** A page of them is a little below the 8 MB at which it would end. */
const CUSTOMERS = 72;

/** Far more than the system keeps for a reader: 100 kB for each customer. */
const note = { text: 'x'.repeat(10_000), by: 'test', at: '2026-01-01T10:00:00Z' };
const BODY = JSON.stringify({ name: 'Πελάτης', notes: Array.from({ length: 10 }, () => note) });

const opened: Socket[] = [];

/** A connection that has sent `text`, and the milliseconds until the server closes it. */
async function open(text = ''): Promise<{ socket: Socket; closed: Promise<number> }> {
  const { hostname, port } = new URL(bundle.base);
  const socket = connect(Number(port), hostname);
  opened.push(socket);
  const start = performance.now();
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  socket.write(text);
  // A reset is an end, too: `once` would take it for a failure.
  const closed = new Promise<number>((resolve) => {
    socket.once('close', () => {
      resolve(performance.now() - start);
    });
  });
  return { socket, closed };
}

const times = <T>(count: number, work: () => Promise<T>) => Promise.all(Array.from({ length: count }, work));

const requestText = (method: string, headers: string[] = []) =>
  [
    `${method} /api${CUSTOMERS_BELOW_API} HTTP/1.1`,
    'Host: localhost',
    `Authorization: Bearer ${bundle.tokens.editor}`,
    ...headers,
    '',
  ].join('\r\n');

/** The lists that have ended: their lines in the log. */
const endedLists = () =>
  bundle.process.lines.filter((line) => line.includes('"GET"') && line.includes('"route":"/crm/customers"'));

const list = () => sendRaw(bundle.base, as(bundle, 'viewer', { path: CUSTOMERS_BELOW_API }));

beforeAll(async () => {
  const headers = { 'Content-Type': 'application/json' };
  const request = as(bundle, 'editor', { method: 'POST', path: CUSTOMERS_BELOW_API, headers, body: BODY });
  for (let made = 0; made < CUSTOMERS; made += 8) await times(8, () => sendRaw(bundle.base, request));
}, 60_000);

describe('a connection', { timeout: 60_000 }, () => {
  // They wait, side by side.
  it.concurrent(
    'is closed within seconds where nothing comes, or only a header now and then, and others are served meanwhile',
    async () => {
      const idle = await times(100, () => open());
      const slow = await times(20, () => open(requestText('GET')));
      for (const { socket } of slow) socket.resume();
      for (const { socket } of idle) socket.resume();
      const { status, milliseconds } = await list();
      expect(status).toBe(200);
      expect(milliseconds).toBeLessThan(5000);
      for (const time of await Promise.all([...idle, ...slow].map(({ closed }) => closed))) {
        expect(time).toBeGreaterThan(8000);
        expect(time).toBeLessThan(15_000);
      }
    },
  );

  it.concurrent('is closed where a body comes byte by byte, with an answer', async () => {
    const headers = ['Content-Type: application/json', 'Content-Length: 1000', ''];
    const { socket, closed } = await open(`${requestText('POST', headers)}\r\n{`);
    let answer = '';
    socket.on('data', (bytes: Buffer) => (answer += bytes.toString()));
    const dripping = setInterval(() => socket.write(' '), 1000);
    const time = await closed;
    clearInterval(dripping);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain('"code":"malformed_json"');
    expect(time).toBeLessThan(35_000);
  });

  it.concurrent('stays open while a reader takes 256 kB a second, and the answer is whole', async () => {
    const { socket, closed } = await open(`${requestText('GET', ['Connection: close'])}\r\n`);
    const chunks: Buffer[] = [];
    let isSlow = true;
    socket.on('data', (bytes: Buffer) => {
      chunks.push(bytes);
      if (!isSlow) return;
      socket.pause();
      setTimeout(() => socket.resume(), 250);
    });
    setTimeout(() => (isSlow = false), 15_000);
    const time = await closed;
    const answer = Buffer.concat(chunks).toString();
    expect(time).toBeGreaterThan(15_000);
    const [head = '', body = ''] = answer.split('\r\n\r\n', 2);
    expect(head).toContain('200 OK');
    expect((JSON.parse(body) as { customers: unknown[] }).customers).toHaveLength(CUSTOMERS);
  });

  it('is closed where the reader takes nothing for ten seconds: then there is room for others', async () => {
    const before = endedLists().length;
    const start = performance.now();
    const readers = await times(20, () => open(`${requestText('GET')}\r\n`));
    for (const { socket } of readers) socket.pause();
    await sleep(2000);
    const request = as(bundle, 'viewer', { path: `${CUSTOMERS_BELOW_API}/nobody` });
    expect((await sendRaw(bundle.base, request)).status).toBe(404);
    // Four of such pages are made at once: the others have waited for their room, and have had a 503.
    await until(() => Promise.resolve(endedLists().length - before === 20 || null));
    const ended = endedLists().slice(before);
    const aborted = ended.filter((line) => line.includes('"aborted":true'));
    expect(aborted.length).toBeGreaterThanOrEqual(4);
    expect(ended.filter((line) => line.includes('"status":503'))).toHaveLength(20 - aborted.length);
    expect(performance.now() - start).toBeGreaterThan(9000);
    expect(performance.now() - start).toBeLessThan(25_000);
    for (const { socket } of readers) socket.destroy();
    expect((await list()).status).toBe(200);
  });

  it('stays open longer than the front ends of the platform keep theirs', async () => {
    const { headers } = await list();
    expect(headers.get('Keep-Alive')).toBe('timeout=620');
  });
});
