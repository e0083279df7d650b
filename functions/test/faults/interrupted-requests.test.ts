import { expect, it, vi } from 'vitest';
import { end, type Instance, useAppProcesses } from '../support/app-processes.ts';
import { historyOf } from '../support/customers-wing.ts';
import { figure, sized } from '../support/figures.ts';
import { CUSTOMERS_PATH as path } from '../support/paths.ts';
import { until } from '../support/until.ts';

const apps = useAppProcesses({ seed: 4 });
vi.setConfig({ testTimeout: 600_000 });

/** A creation whose caller leaves when told to; settles when the connection has ended, either way. */
function post({ url }: Instance, name: string, key: string) {
  const leaving = new AbortController();
  const gone = fetch(`${url}${path}`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${apps.users.editor.token}`,
      'Content-Type': 'application/json',
      'Idempotency-Key': key,
    },
    body: JSON.stringify({ name }),
    signal: leaving.signal,
  }).then(
    ({ status }) => status,
    () => null,
  );
  return { gone, leave: () => leaving.abort() };
}

async function customersNamed(name: string): Promise<string[]> {
  const { docs } = await apps.firestore.collection('crm_customers').where('name', '==', name).get();
  return docs.map(({ id }) => id);
}

const holding = ({ proxy }: Instance) => until(() => Promise.resolve(proxy.isHolding ? true : null));
const landed = (name: string) => until(async () => ((await customersNamed(name)).length > 0 ? true : null));

/** The same request again, to any instance, until its outcome is known: one customer, one version. */
async function expectOneEffect(name: string, key: string): Promise<void> {
  const headers = { 'Idempotency-Key': key };
  const answer = await until(async () => {
    const repeated = await apps.next().as('editor').post(path, { name }, { headers });
    return repeated.status === 201 ? repeated : null;
  });
  expect(await customersNamed(name)).toEqual([answer.body.id]);
  expect(await historyOf(apps.firestore, answer.body.id)).toHaveLength(1);
}

interface Moment {
  when: string;
  /** What the database does, so that the request stays at this moment. */
  enter: (at: Instance) => Promise<void>;
  reached: (at: Instance, name: string) => Promise<unknown>;
}

const before: Moment = {
  when: 'before the commit',
  enter: ({ proxy }) => proxy.freeze(),
  reached: holding,
};
const during: Moment = {
  when: 'during the commit',
  enter: ({ proxy }) => proxy.holdReplies(),
  reached: (_, name) => landed(name),
};
const after: Moment = {
  when: 'after the commit',
  enter: ({ proxy }) => proxy.pass(),
  reached: (_, name) => landed(name),
};

it.for([before, during, after])(
  'a caller that leaves $when and comes back with its key has one customer',
  async ({ when, enter, reached }) => {
    const rounds = sized({ short: 5, long: 50 });
    for (let round = 0; round < rounds; round++) {
      const at = apps.next();
      const name = `Έφυγε ${when} ${round}`;
      await enter(at);
      const { gone, leave } = post(at, name, name.replace('Έφυγε', 'left'));
      await reached(at, name);
      leave();
      await gone;
      await at.proxy.pass();
      await expectOneEffect(name, name.replace('Έφυγε', 'left'));
    }
    figure(`client gone ${when}`, `${rounds} requests: one effect each`);
  },
);

const stops = [
  { signal: 'SIGTERM', ...before },
  { signal: 'SIGTERM', ...during },
  { signal: 'SIGKILL', ...during },
] as const;

it.for(stops)(
  '$signal $when: the caller repeats with its key elsewhere, and has one customer',
  async ({ signal, when, enter, reached }) => {
    const at = await apps.start();
    const name = `${signal} ${when}`;
    // Connects it to the database: a fault is to meet a request and not a connection.
    await at.as('viewer').get(path);
    await enter(at);
    const { gone } = post(at, name, name);
    await reached(at, name);
    await end(at, signal);
    expect(await gone).not.toBe(201);
    apps.instances.splice(apps.instances.indexOf(at), 1);
    await at.proxy.refuse();
    await expectOneEffect(name, name);
    figure(`${signal} ${when}`, 'one effect');
  },
);
