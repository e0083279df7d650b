import { inspect } from 'node:util';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { useApi } from '../support/api.ts';
import { anyRequest, type RandomRequest } from '../support/arbitrary-request.ts';
import { clearDatabase, type DatabaseDump, dumpDatabase } from '../support/database-dump.ts';
import { type RawAnswer, sendRaw } from '../support/raw-request.ts';
import { expectRefusal } from '../support/refusal.ts';

/** How many random requests are sent: more with `CRM_FUZZ_RUNS=100000 npm test`. */
const REQUESTS = Number(process.env['CRM_FUZZ_RUNS'] ?? 5000);

/** Sent at once; the database is compared after each batch. */
const BATCH = 20;

const CUSTOMERS = 8;
const api = useApi();
let before: DatabaseDump;
let customerIds: string[];
const statuses = new Map<number, number>();

let dirty = true;

/** A few customers and nothing else, so that the ten-thousandth batch costs no more than the first. */
async function reset(): Promise<void> {
  const collection = api.firestore.collection('crm_customers');
  await clearDatabase(api.projectId);
  customerIds = Array.from({ length: CUSTOMERS }, (_, index) => `c${index}`);
  const batch = api.firestore.batch();
  for (const id of customerIds) batch.create(collection.doc(id), { name: `Πελάτης ${id}`, tags: ['vip'] });
  await batch.commit();
  before = await dumpDatabase(api.projectId);
}

async function send({ path, caller, headers, method, body }: RandomRequest): Promise<RawAnswer> {
  const token = caller === null ? {} : { Authorization: `Bearer ${api.users[caller].token}` };
  const request = { method, path: path(customerIds), headers: { ...headers, ...token }, body };
  const answer = await sendRaw(api.url, request);
  try {
    expectSoundAnswer(method, answer);
  } catch (cause) {
    const what = `${inspect(request)} was answered with ${answer.status} ${answer.text}`;
    // Not every reporter shows a cause.
    throw new Error(`${what}\n${String(cause)}`, { cause });
  }
  return answer;
}

function expectSoundAnswer(method: string | undefined, answer: RawAnswer): void {
  const { status, text } = answer;
  statuses.set(status, (statuses.get(status) ?? 0) + 1);
  expect(status).toBeGreaterThanOrEqual(200);
  expect(status).toBeLessThan(500);
  if (status < 300 || status === 304) return;
  expect(status).toBeGreaterThanOrEqual(400);
  if (method === 'HEAD') expect(text).toBe('');
  else expectRefusal(answer, { status, code: String(answer.body?.code) });
}

/** The ids of the customers that an accepted request wrote; what else has changed, no request may have changed. */
function writtenIds(requests: RandomRequest[], answers: RawAnswer[]): Set<string> {
  const written = answers.flatMap(({ status, headers, body }, index) => {
    if (status >= 300 || headers.get('X-Firestore-Writes') === '0') return [];
    const address = requests[index]?.path(customerIds).split('?')[0] ?? '';
    return [String(body?.id ?? ''), ...address.split('/').map((part) => decodeURIComponent(part))];
  });
  return new Set(written);
}

async function expectNoOtherChange(written: Set<string>): Promise<void> {
  const after = await dumpDatabase(api.projectId);
  const others = (dump: DatabaseDump) =>
    Object.fromEntries(
      Object.entries(dump).filter(([path]) => {
        // The first list of an instance makes them.
        if (path.startsWith('crm_settings/')) return false;
        // Beside the customers there is what an accepted write adds, under names of its own.
        if (!path.startsWith('crm_customers/')) return written.size === 0;
        return !written.has(path.split('/')[1] ?? '');
      }),
    );
  expect(others(after)).toEqual(others(before));
}

it(
  `${REQUESTS} random requests: never a 5xx, every refusal a problem that changes nothing`,
  { timeout: 60_000 + REQUESTS * 20 },
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyRequest, { minLength: BATCH, maxLength: BATCH }), async (requests) => {
        if (dirty) await reset();
        dirty = true;
        const answers = await Promise.all(requests.map(send));

        const written = writtenIds(requests, answers);
        await expectNoOtherChange(written);
        dirty = written.size > 0;
      }),
      // Shrinking sends whole batches again and again; the failing request is named instead.
      { numRuns: Math.ceil(REQUESTS / BATCH), endOnFailure: true },
    );
    // Else most of the code was never reached.
    for (const status of [200, 201, 204, 400, 401, 403, 404, 405, 415, 422])
      expect([...statuses.keys()]).toContain(status);
  },
);
