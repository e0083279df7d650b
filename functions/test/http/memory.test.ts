import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { closeFirestore, openFirestore } from '../support/firestore.ts';
import { gzipBomb } from '../support/gzip-bomb.ts';
import { loadCustomers } from '../support/load-customers.ts';
import { mixedCustomers } from '../support/mixed-customers.ts';
import { plainCustomer } from '../support/plain-customer.ts';
import { CUSTOMERS_BELOW_API } from '../support/paths.ts';
import { useBundle } from '../support/platforms.ts';
import { sendRaw } from '../support/raw-request.ts';
import { expectRefusal } from '../support/refusal.ts';
import { until } from '../support/until.ts';

/** On the artefact that is deployed: a bomb is never inflated. */
const BOMBS = 20;

describe.each([
  ['one bomb', 1, 150],
  [`${BOMBS} bombs at once`, BOMBS, 250],
])('%s of 480 MB', (_what, count, limit) => {
  const bundle = useBundle();

  it.each([
    ['with a good token', 415, 'unsupported_media_type'],
    ['without a token', 401, 'unauthenticated'],
  ])(`%s: refused, with less than ${limit} MB resident at any time`, async (_how, status, code) => {
    const body = await gzipBomb(480);
    expect(body.length).toBeLessThan(500_000);
    const headers = {
      'Content-Type': 'application/json',
      'Content-Encoding': 'gzip',
      ...(status === 415 && { Authorization: `Bearer ${bundle.tokens.editor}` }),
    };
    const request = { method: 'POST', path: CUSTOMERS_BELOW_API, headers, body };
    const answers = await Promise.all(Array.from({ length: count }, () => sendRaw(bundle.base, request)));
    for (const answer of answers) expectRefusal(answer, { status, code });
    const peak = await bundle.process.peakMemory();
    expect(peak).toBeGreaterThan(10);
    expect(peak).toBeLessThan(limit);
  });
});

/** As long as Cloud Run lets a body be. */
const LONG_BODY = Buffer.alloc(30 * 1024 * 1024, ' ');

describe('20 bodies of 30 MB at once', () => {
  const bundle = useBundle();

  it.each([
    ['without a token', 401, 'unauthenticated'],
    ['with a good token', 413, 'too_large'],
  ])('%s: refused, with less than 350 of 512 MB resident at any time', async (_how, status, code) => {
    const headers = {
      'Content-Type': 'application/json',
      ...(status === 413 && { Authorization: `Bearer ${bundle.tokens.editor}` }),
    };
    const request = { method: 'POST', path: CUSTOMERS_BELOW_API, headers, body: LONG_BODY };
    const answers = await Promise.all(Array.from({ length: 20 }, () => sendRaw(bundle.base, request)));
    for (const answer of answers) expectRefusal(answer, { status, code });
    expect(await bundle.process.peakMemory()).toBeLessThan(350);
  });

  it('a caller without a token who sends 30 MB and closes is told so, and not cut off', async () => {
    const { hostname, port, pathname } = new URL(bundle.base);
    const caller = connect(Number(port), hostname);
    const head = [
      `POST ${pathname}${CUSTOMERS_BELOW_API} HTTP/1.1`,
      'Host: x',
      'Connection: close',
      `Content-Length: ${LONG_BODY.length}`,
    ];
    caller.write(`${head.join('\r\n')}\r\n\r\n`);
    const { promise: sent, resolve, reject } = Promise.withResolvers();
    caller.once('error', reject).write(LONG_BODY, resolve);
    const [answer] = await Promise.all([text(caller), sent]);
    expect(answer).toMatch(/^HTTP\/1.1 401 /);
  });
});

describe('80 of the worst at once, in the heap that Node takes of 512 MiB', () => {
  const bundle = useBundle(['--max-old-space-size=256']);
  const customersUrl = () => `${bundle.base}${CUSTOMERS_BELOW_API}`;

  beforeAll(async () => {
    const firestore = openFirestore(bundle.projectId);
    const large = Array.from({ length: 120 }, (_, at) =>
      plainCustomer({
        id: `large${at}`,
        name: `Large ${at}`,
        notes: notes(at % 4 === 0 ? 312_000 : 100_000),
      }),
    );
    await loadCustomers(firestore, mixedCustomers(100));
    // A commit takes 10 MiB.
    for (let at = 0; at < large.length; at += 10) await loadCustomers(firestore, large.slice(at, at + 10));
    await closeFirestore(firestore);
    // The whole state is in each version.
    const { id } = await send('POST', '', { name: 'Often changed', notes: notes(900_000) });
    for (let at = 0; at < 12; at++)
      await send('PATCH', `/${id ?? ''}`, { organization: `${at}`, notes: at % 2 ? notes(900_000) : [] });
    changed = id ?? '';
  }, 120_000);
  let changed = '';

  /**
   * The milliseconds that each request with one of some statuses has taken, as the server's log tells, once so many were answered. The callers,
   * all in this process, are busy with what they send for seconds more.
   */
  async function timesSince(line: number, requests: number, isOf: (status: number) => boolean) {
    const entries = () =>
      bundle.process.lines.slice(line).flatMap((text) => {
        const [milliseconds, status] = ['milliseconds', 'status'].map(
          (name) => new RegExp(`"${name}":(\\d+)`).exec(text)?.[1],
        );
        return milliseconds === undefined
          ? []
          : [{ milliseconds: Number(milliseconds), status: Number(status) }];
      });
    const logged = await until(() => Promise.resolve(entries().length < requests ? null : entries()));
    return logged.filter(({ status }) => isOf(status)).map(({ milliseconds }) => milliseconds);
  }

  async function send(method: string, path: string, body?: object): Promise<Answer> {
    const answer = await fetch(customersUrl() + path, {
      method,
      headers: { Authorization: `Bearer ${bundle.tokens.editor}`, 'Content-Type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return {
      status: answer.status,
      bytes: text.length,
      retryAfter: answer.headers.get('Retry-After'),
      id: /"id":"([^"]*)"/.exec(text)?.[1],
    };
  }

  it.each<[string, () => Promise<Answer>]>([
    ['lists of 100 kB a customer', () => send('GET', '')],
    ['sorted lists', () => send('GET', '?language=el&updated_since=2000-01-01T00:00:00Z&sort=created_at')],
    ['exports of 100 kB a customer', () => send('GET', '?format=csv')],
    ['downloads', () => send('GET', '/export.ndjson?updated_since=2000-01-01T00:00:00Z&language=en')],
    ['searches', () => send('GET', '?search=large&limit=1000')],
    ['histories of 900 kB a version', () => send('GET', `/${changed}/history`)],
    ['changes of a customer of 900 kB', () => send('PATCH', `/${changed}`, { organization: randomUUID() })],
    ['customers of 300 kB by id', () => send('GET', '/large0')],
    // Last: the emulator reads all there is for each list.
    ['creations of 1 MB', () => send('POST', '', { name: 'New', notes: notes(980_000) })],
  ])('80 %s: all answered in time, with less than 400 MB', { timeout: 60_000 }, async (_what, request) => {
    const over = new AbortController();
    const small = (async () => {
      let sent = 0;
      for (; !over.signal.aborted; sent += 1) await send('GET', '/nobody');
      return sent;
    })();
    const before = bundle.process.lines.length;
    const answers = await Promise.all(Array.from({ length: 80 }, request));
    over.abort();
    const requests = answers.length + (await small);
    expect(Math.max(...(await timesSince(before, requests, () => true)))).toBeLessThan(10_000);
    for (const { status, bytes, retryAfter } of answers) {
      expect(bytes).toBeLessThanOrEqual(8_000_000);
      if (status >= 300) expect([status, retryAfter]).toEqual([503, '2']);
    }
    expect(answers.some(({ status }) => status < 300)).toBe(true);
    const waits = await timesSince(before, requests, (status) => status === 404);
    expect(waits.length).toBeGreaterThan(0);
    expect(Math.max(...waits)).toBeLessThan(5000);
    expect(await bundle.process.peakMemory()).toBeLessThan(400);
  });

  it('all of it at once', { timeout: 60_000 }, async () => {
    const before = bundle.process.lines.length;
    const answers = await Promise.all(
      Array.from({ length: 16 }, () => [
        send('POST', '', { name: 'New', notes: notes(980_000) }),
        send('GET', ''),
        send('GET', `/${changed}/history`),
        send('PATCH', `/${changed}`, { organization: randomUUID() }),
        send('GET', '?search=large&limit=1000'),
      ]).flat(),
    );
    expect(answers).toHaveLength(80);
    expect(Math.max(...(await timesSince(before, answers.length, () => true)))).toBeLessThan(10_000);
    expect(await bundle.process.peakMemory()).toBeLessThan(400);
  });
});

interface Answer {
  status: number;
  bytes: number;
  retryAfter: string | null;
  id: string | undefined;
}

/** Notes of so many characters together. */
const notes = (length: number) =>
  Array.from({ length: Math.ceil(length / 9000) }, (_, at) => ({
    text: String(at % 10).repeat(8900),
    by: 'x',
    at: '2025-01-01T00:00:00Z',
  }));
