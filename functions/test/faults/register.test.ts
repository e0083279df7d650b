import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { useAppProcesses } from '../support/app-processes.ts';
import { historyOf, versionOf } from '../support/customers-wing.ts';
import type { FaultyProxy } from '../support/faulty-proxy.ts';
import { figure, sized } from '../support/figures.ts';
import { CUSTOMERS_PATH as path } from '../support/paths.ts';
import { expectIndexed } from '../support/expect-indexed.ts';
import { seededRandom } from '../support/random.ts';

const apps = useAppProcesses({ seed: 5 });

/** One operation on the register, as its caller saw it: the version and the value that it read or wrote. */
interface Seen {
  kind: 'read' | 'write';
  begun: number;
  ended: number;
  version: number;
  value: string;
}

/** One fault after another at every instance, until the callers are done. */
async function disturb(proxies: FaultyProxy[], random: () => number, isOver: () => boolean): Promise<number> {
  const faults: ((proxy: FaultyProxy) => Promise<void>)[] = [
    (proxy) => proxy.cutReplies(0.2),
    (proxy) => proxy.delay(20),
    (proxy) => proxy.freeze(),
    (proxy) => proxy.holdReplies(),
    (proxy) => proxy.refuse(),
  ];
  let count = 0;
  while (!isOver()) {
    for (const proxy of proxies) {
      // Peace as often as not: otherwise nearly all operations would end in 503 and tell nothing.
      const fault = random() < 0.5 ? undefined : faults[Math.floor(random() * faults.length)];
      await (fault?.(proxy) ?? proxy.pass());
      if (fault !== undefined) count += 1;
    }
    await pause(100 + random() * 400);
  }
  for (const proxy of proxies) await proxy.pass();
  return count;
}

/**
 * The strict order of one register: an operation that began after another had ended saw its version or a later one, and
 * a write made a later one. Versions are unique, so this is all that linearizability asks.
 */
function backwardSteps(operations: readonly Seen[]): string[] {
  const byEnd = [...operations].sort((a, b) => a.ended - b.ended);
  const byBeginning = [...operations].sort((a, b) => a.begun - b.begun);
  const steps: string[] = [];
  let newest = 0;
  let index = 0;
  for (const operation of byBeginning) {
    for (let earlier = byEnd[index]; earlier !== undefined && earlier.ended < operation.begun;) {
      newest = Math.max(newest, earlier.version);
      earlier = byEnd[++index];
    }
    const least = operation.kind === 'write' ? newest + 1 : newest;
    if (operation.version < least) steps.push(`${operation.kind} of ${operation.version} after ${newest}`);
  }
  return steps;
}

it('one register, readers and writers at two instances, faults at random: a strict order', async () => {
  const total = sized({ short: 300, long: 4000 });
  const { body } = await apps.next().as('editor').post(path, { name: 'Καταχωρητής' });
  const item = `${path}/${body.id}`;
  const seen: Seen[] = [];
  let next = 0;
  let unknown = 0;
  let isOver = false;
  const call = async (caller: number) => {
    const random = seededRandom(caller);
    for (let index = next++; index < total; index = next++) {
      const { as } = apps.next();
      const kind = random() < 0.5 ? 'read' : 'write';
      const begun = performance.now();
      const {
        status,
        headers,
        body: customer,
      } = await (kind === 'read'
        ? as('viewer').get(item)
        : as('editor').put(item, { organization: `${index}` }));
      const ended = performance.now();
      expect(ended - begun).toBeLessThan(10_500);
      expect([200, 503]).toContain(status);
      const version = versionOf(headers.get('ETag') ?? '');
      if (status === 503 || version === null) unknown += 1;
      else seen.push({ kind, begun, ended, version, value: customer.organization ?? '' });
    }
  };
  const disturbed = disturb(
    apps.instances.map(({ proxy }) => proxy),
    seededRandom(5),
    () => isOver,
  );
  await Promise.all(Array.from({ length: 10 }, (_, caller) => call(caller))).finally(() => {
    isOver = true;
  });
  const faults = await disturbed;

  const history = await historyOf(apps.firestore, item);
  expect(history.map(({ version }) => version)).toEqual(history.map((_, index) => index + 1));
  const written = seen.filter(({ kind }) => kind === 'write');
  expect(new Set(written.map(({ version }) => version)).size).toBe(written.length);
  expect(new Set(history.map(({ state }) => state.organization)).size).toBe(history.length);
  for (const { version, value } of seen)
    expect([version, history[version - 1]?.state.organization ?? '']).toEqual([version, value]);
  expect(backwardSteps(seen)).toEqual([]);
  expect(apps.bugs).toEqual([]);
  expect(written.length).toBeGreaterThan(total / 5);
  figure(
    'register check',
    `${total} operations, ${faults} faults, ${unknown} x 503, ${history.length} versions: 0 gaps, 0 doubles, 0 backward steps`,
  );
}, 1_800_000);

it('the check finds what it is there to find', () => {
  const at = (kind: Seen['kind'], begun: number, ended: number, version: number): Seen => ({
    kind,
    begun,
    ended,
    version,
    value: '',
  });
  expect(backwardSteps([at('write', 0, 1, 2), at('read', 2, 3, 1)])).toEqual(['read of 1 after 2']);
  expect(backwardSteps([at('write', 0, 1, 2), at('write', 2, 3, 2)])).toEqual(['write of 2 after 2']);
  expect(backwardSteps([at('write', 0, 5, 2), at('read', 2, 3, 1), at('read', 6, 7, 2)])).toEqual([]);
});

it('leaves one index entry for each customer, and none besides', async () => {
  expect(await expectIndexed(apps.firestore)).toBeGreaterThan(0);
});
