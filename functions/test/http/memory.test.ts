import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { closeFirestore, openFirestore } from '../support/firestore.ts';
import { gzipBomb } from '../support/gzip-bomb.ts';
import { loadCustomers } from '../support/load-customers.ts';
import { mixedCustomers } from '../support/mixed-customers.ts';
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

describe('80 lists of 1,000 customers at once, in the heap that Node takes of 512 MiB', () => {
  const bundle = useBundle(['--max-old-space-size=256']);

  it(
    'are answered one after the other or refused for now, and the instance lives',
    { timeout: 240_000 },
    async () => {
      const firestore = openFirestore(bundle.projectId);
      await loadCustomers(firestore, mixedCustomers(1000));
      await closeFirestore(firestore);
      const list = async () => {
        const headers = { Authorization: `Bearer ${bundle.tokens.viewer}` };
        const answer = await fetch(`${bundle.base}${CUSTOMERS_BELOW_API}`, { headers });
        const { customers = [] } = (await answer.json()) as { customers?: unknown[] };
        return { status: answer.status, customers: customers.length };
      };
      // Again, for a busy database is still at work on what the first 80 no longer wait for.
      for (let round = 0; round < 2; round++) {
        const answers = await Promise.all(Array.from({ length: 80 }, list));
        for (const { status, customers } of answers)
          expect([status, customers]).toEqual(status === 200 ? [200, 1000] : [503, 0]);
      }
      await until(async () => ((await list()).status === 200 ? true : null), { withinMs: 60_000 });
      expect(await bundle.process.peakMemory()).toBeLessThan(512);
    },
  );
});
