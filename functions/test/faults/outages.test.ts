import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { type Instance, useAppProcesses } from '../support/app-processes.ts';
import { type Answer, expectProblem } from '../support/client.ts';
import { historyOf } from '../support/customers-wing.ts';
import type { FaultyProxy } from '../support/faulty-proxy.ts';
import { figure, sized } from '../support/figures.ts';
import { CUSTOMERS_PATH as path } from '../support/paths.ts';
import { until } from '../support/until.ts';

const apps = useAppProcesses({ count: 4, seed: 3 });
vi.setConfig({ testTimeout: 600_000 });

interface Timed {
  answer: Answer;
  milliseconds: number;
}

async function timed(request: Promise<Answer>): Promise<Timed> {
  const start = performance.now();
  return { answer: await request, milliseconds: performance.now() - start };
}

const longest = (answers: Timed[]) =>
  Math.round(Math.max(...answers.map(({ milliseconds }) => milliseconds)));

function instance(index: number): Instance {
  const found = apps.instances[index];
  if (found === undefined) throw new Error('there is no such instance');
  return found;
}

async function create(name: string): Promise<string> {
  const { body } = await instance(0).as('editor').post(path, { name });
  return `${path}/${body.id}`;
}

async function customersNamed(name: string): Promise<number> {
  return (await apps.firestore.collection('crm_customers').where('name', '==', name).get()).size;
}

/** The milliseconds until an instance serves a read and a write again. */
async function recovery({ as }: Instance): Promise<number> {
  const start = performance.now();
  await until(async () => ((await as('viewer').get(`${path}?limit=1`)).status === 200 ? true : null));
  await until(async () =>
    (await as('editor').post(path, { name: 'Πάλι εδώ' })).status === 201 ? true : null,
  );
  return Math.round(performance.now() - start);
}

const out = [
  { name: 'killed', index: 0, enter: (proxy: FaultyProxy) => proxy.refuse() },
  { name: 'frozen', index: 1, enter: (proxy: FaultyProxy) => proxy.freeze() },
  { name: 'mute', index: 2, enter: (proxy: FaultyProxy) => proxy.holdReplies() },
];

describe.concurrent('a database out of reach', () => {
  it.for(out)(
    'that is $name: 503 within 10 s, and back within 5 s of its return',
    async ({ name, index, enter }) => {
      const at = instance(index);
      const [editor, viewer, admin] = [at.as('editor'), at.as('viewer'), at.as('admin')];
      const item = await create(`Πριν ${name}`);
      const key = { headers: { 'Idempotency-Key': `out ${name}` } };
      const keyed = () => editor.post(path, { name: `Μία φορά ${name}` }, key);
      await enter(at.proxy);
      const creation = timed(keyed());
      const others = await Promise.all(
        [
          viewer.get(path),
          viewer.get(item),
          viewer.get(`${item}/history`),
          editor.put(item, { organization: name }),
          editor.post(`${item}/notes`, { text: name }),
          editor.delete(item),
          admin.delete(`${item}?erase=true`),
        ].map(timed),
      );
      const answers = [await creation, ...others];
      for (const { answer, milliseconds } of answers) {
        expect(milliseconds).toBeLessThan(10_000);
        expectProblem(answer, 503, 'database_unavailable');
        expect(Number(answer.headers.get('Retry-After'))).toBeGreaterThan(0);
      }
      expect((await creation).answer.body.detail).toContain('send it again with the same Idempotency-Key');
      await at.proxy.pass();
      const back = await recovery(at);
      expect(back).toBeLessThan(5000);
      await until(async () => ((await keyed()).status === 201 ? true : null));
      expect(await customersNamed(`Μία φορά ${name}`)).toBe(1);
      figure(
        `database ${name}`,
        `${answers.length} answers of 503, the slowest in ${longest(answers)} ms; back in ${back} ms`,
      );
    },
  );

  it('for a while: callers that repeat with their key get one customer each', async () => {
    const seconds = sized({ short: 3, long: 30 });
    const at = instance(3);
    const count = 40;
    let repeats = 0;
    let slowest = 0;
    const caller = async (index: number) => {
      const headers = { 'Idempotency-Key': `while ${index}` };
      for (;;) {
        const { answer, milliseconds } = await timed(
          at.as('editor').post(path, { name: `Επίμονος ${index}` }, { headers }),
        );
        slowest = Math.max(slowest, milliseconds);
        if (answer.status === 201) return;
        expectProblem(answer, 503, 'database_unavailable');
        repeats += 1;
      }
    };
    const callers = (from: number) => Array.from({ length: count / 2 }, (_, index) => caller(from + index));
    const early = callers(0);
    // One has its answer; others are on their way.
    await Promise.race(early);
    await at.proxy.refuse();
    const late = callers(count / 2);
    await pause(seconds * 1000);
    await at.proxy.pass();
    const back = await recovery(at);
    await Promise.all([...early, ...late]);
    expect(back).toBeLessThan(5000);
    expect(slowest).toBeLessThan(10_000);
    for (let index = 0; index < count; index++) expect(await customersNamed(`Επίμονος ${index}`)).toBe(1);
    figure(
      `database refused for ${seconds} s`,
      `${count} keys, ${repeats} answers of 503, ${count} customers; back in ${back} ms`,
    );
  });
});

describe('a database that hesitates', () => {
  it('frozen in the midst of writes and resumed: each write has one effect', async () => {
    const at = instance(0);
    const rounds = sized({ short: 2, long: 20 });
    for (let round = 0; round < rounds; round++) {
      const item = await create(`Παγωμένος ${round}`);
      const writes = Array.from({ length: 10 }, (_, index) =>
        at.as('editor').post(`${item}/notes`, { text: `${index}` }),
      );
      await Promise.race(writes);
      await at.proxy.freeze();
      await until(() => Promise.resolve(at.proxy.isHolding ? true : null));
      await at.proxy.pass();
      const statuses = (await Promise.all(writes)).map(({ status }) => status);
      expect(new Set(statuses)).toEqual(new Set([201]));
      const entries = await historyOf(apps.firestore, item);
      expect(entries.map(({ version }) => version)).toEqual(
        Array.from({ length: 11 }, (_, index) => index + 1),
      );
      expect(new Set(entries.at(-1)?.state.notes.map(({ text }) => text)).size).toBe(10);
    }
    figure('frozen mid-write, resumed', `${rounds} x 10 appends: all landed once`);
  });

  it('slow: everything is served while it can be within 10 s, and 503 where it cannot', async () => {
    const at = instance(1);
    const item = await create('Αργός');
    await at.proxy.delay(100);
    const served = await Promise.all(
      Array.from({ length: sized({ short: 20, long: 200 }) }, (_, index) =>
        timed(
          index % 2 === 0
            ? at.as('viewer').get(item)
            : at.as('editor').post(path, { name: `Αργός ${index}` }),
        ),
      ),
    );
    expect(new Set(served.map(({ answer }) => answer.status))).toEqual(new Set([200, 201]));
    await at.proxy.delay(2500);
    const [read, written] = await Promise.all([
      timed(at.as('viewer').get(item)),
      timed(at.as('editor').put(item, { organization: 'Αργά' })),
    ]);
    expect(read.answer.status).toBe(200);
    expectProblem(written.answer, 503, 'database_unavailable');
    expect(written.milliseconds).toBeLessThan(10_000);
    await at.proxy.pass();
    figure(
      'slow database',
      `200 ms a call: ${served.length} served, the slowest in ${longest(served)} ms; 5 s a call: a write is 503 in ${longest([written])} ms`,
    );
  });
});

it('leaves no answer of 500 behind', () => {
  expect(apps.bugs).toEqual([]);
});
