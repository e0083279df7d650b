import { describe, expect, it } from 'vitest';
import { gzipBomb } from '../support/gzip-bomb.ts';
import { useBundle } from '../support/platforms.ts';
import { sendRaw } from '../support/raw-request.ts';
import { expectRefusal } from '../support/refusal.ts';

/** Row 5 of hostile-inputs.md, on the artefact that is deployed: a bomb is never inflated. */
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
    const request = { method: 'POST', path: '/crm/customers', headers, body };
    const answers = await Promise.all(Array.from({ length: count }, () => sendRaw(bundle.base, request)));
    for (const answer of answers) expectRefusal(answer, { status, code });
    const peak = await bundle.process.peakMemory();
    expect(peak).toBeGreaterThan(10);
    expect(peak).toBeLessThan(limit);
  });
});
