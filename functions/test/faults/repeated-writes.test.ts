import { expect, it } from 'vitest';
import { useAppProcesses } from '../support/app-processes.ts';
import type { Answer } from '../support/client.ts';
import { historyOf } from '../support/customers-wing.ts';
import { figure, sized } from '../support/figures.ts';
import { CUSTOMERS_PATH as path } from '../support/paths.ts';

// A key on each write, and each write sent twice at once, to two instances, whose replies from the database are cut.
const apps = useAppProcesses({ seed: 14 });
const REPLIES_CUT = 0.06;
const MAX_TIMES = 20;

interface Step {
  method: string;
  below: string;
  body?: object;
}

/** What is done to a customer, and the actions of the history that it leaves. */
const STEPS: readonly Step[] = [
  { method: 'POST', below: '/notes', body: { text: 'μία' } },
  { method: 'POST', below: '/contacts', body: { type: 'other', label: '', value: 'μία' } },
  { method: 'PUT', below: '', body: { organization: 'Α' } },
  { method: 'PATCH', below: '', body: { organization: 'Α' } },
  { method: 'PUT', below: '/tags/vip' },
  { method: 'DELETE', below: '/tags/vip' },
  { method: 'POST', below: '/revert', body: { version: 3 } },
  { method: 'DELETE', below: '' },
  { method: 'POST', below: '/restore' },
  { method: 'POST', below: '/owned_items', body: { type: 'freetext' } },
];
const ACTIONS = [
  ...['create', 'update', 'update', 'update', 'update', 'update', 'revert'],
  ...['delete', 'restore', 'update'],
];

it('a key on each write, twice, under cut replies: one effect, one answer', async () => {
  const customers = sized({ short: 16, long: 150 });
  for (const { proxy } of apps.instances) await proxy.cutReplies(REPLIES_CUT);
  let sent = 0;
  let unknown = 0;
  let different = 0;
  const items: string[] = [];

  /** Sends it until its outcome is known; what it was refused for would be an effect of its own. */
  const untilKnown = async (method: string, url: string, key: string, body?: object): Promise<Answer> => {
    for (let times = 0; times < MAX_TIMES; times++) {
      const headers = { 'Idempotency-Key': key };
      const answer = await apps
        .next()
        .as('admin')
        .send(method, url, { ...(body && { body }), headers });
      sent += 1;
      if (answer.status !== 503) return answer;
      unknown += 1;
    }
    throw new Error(`${method} ${url} was answered 503 ${MAX_TIMES} times`);
  };
  const twice = async (method: string, url: string, key: string, body?: object): Promise<Answer> => {
    const [one, other] = await Promise.all([
      untilKnown(method, url, key, body),
      untilKnown(method, url, key, body),
    ]);
    const told = ({ status, headers, body }: Answer) => JSON.stringify([status, headers.get('ETag'), body]);
    expect([method, url, one.status, one.body?.code]).toEqual([method, url, expect.any(Number), undefined]);
    if (told(one) !== told(other)) different += 1;
    return one;
  };

  let next = 0;
  const caller = async () => {
    for (let index = next++; index < customers; index = next++) {
      const key = (step: number) => `${index}.${step}`;
      const { body } = await twice('POST', path, key(0), { name: `Δύο φορές ${index}` });
      const item = `${path}/${body.id}`;
      for (const [at, { method, below, body }] of STEPS.entries())
        await twice(method, item + below, key(at + 1), body);
      if (index % 4 !== 0) items.push(item);
      else {
        await twice('DELETE', `${item}?erase=true`, 'erase' + key(0));
        expect(await historyOf(apps.firestore, item)).toEqual([]);
      }
    }
  };
  await Promise.all(Array.from({ length: 6 }, caller));
  const cuts = apps.instances.reduce((sum, { proxy }) => sum + proxy.cuts, 0);
  for (const { proxy } of apps.instances) await proxy.pass();

  expect(cuts).toBeGreaterThan(sent / 20);
  expect(different).toBe(0);
  for (const item of items) {
    const entries = await historyOf(apps.firestore, item);
    expect(entries.map(({ action }) => action)).toEqual(ACTIONS);
    const state = entries.at(-1)?.state;
    expect([state?.notes.length, state?.owned_items.length]).toEqual([1, 1]);
  }
  expect(apps.bugs).toEqual([]);
  figure(
    'a key on each write',
    `${sent} requests, each write sent twice at once, ${cuts} replies cut, ${unknown} x 503: more than one effect 0, other answers ${different}`,
  );
}, 900_000);
