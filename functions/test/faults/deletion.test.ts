import { expect, it } from 'vitest';
import { useAppProcesses } from '../support/app-processes.ts';
import { type Answer, expectProblem, type Json } from '../support/client.ts';
import { adopt, historyOf } from '../support/customers-wing.ts';
import { figure, sized } from '../support/figures.ts';
import { expectIndexed } from '../support/expect-indexed.ts';
import { CUSTOMERS_PATH as path } from '../support/paths.ts';

const apps = useAppProcesses({ seed: 6 });
const editor = () => apps.next().as('editor');

async function create(body: object, key?: string): Promise<Json> {
  const headers = key === undefined ? {} : { 'Idempotency-Key': key };
  const answer = await editor().post(path, body, { headers });
  expect(answer.status).toBe(201);
  return answer.body;
}

const actionsOf = async (id: string) => (await historyOf(apps.firestore, id)).map(({ action }) => action);

it('with replies cut: delete is 204 and never 404, restore and revert are 200, each with one effect', async () => {
  const rounds = sized({ short: 4, long: 60 });
  const ids = [];
  for (let round = 0; round < rounds; round++) ids.push((await create({ name: `Α ${round}` })).id);
  for (const { proxy } of apps.instances) await proxy.cutReplies(0.15);
  let unknown = 0;
  /** Repeats a request until its outcome is known; only after a 503 may it turn out that it had been done. */
  const known = async (done: number, doneBefore: number, send: () => Promise<Answer>) => {
    for (let tries = 1; ; tries++) {
      const { status } = await send();
      if (status !== 503) {
        expect(tries === 1 ? [done] : [done, doneBefore]).toContain(status);
        return;
      }
      unknown += 1;
    }
  };
  const caller = async (id: string) => {
    const at = editor();
    await known(204, 404, () => at.delete(`${path}/${id}`));
    await known(200, 409, () => at.post(`${path}/${id}/restore`));
    await known(200, 200, () => at.put(`${path}/${id}`, { name: 'Β' }));
    await known(200, 200, () => at.post(`${path}/${id}/revert`, { version: 1 }));
    await known(204, 404, () => at.delete(`${path}/${id}`));
  };
  // Few at once: with more, each cut reply fails all the requests of its connection, over and over.
  for (let first = 0; first < ids.length; first += 4)
    await Promise.all(ids.slice(first, first + 4).map(caller));
  const cuts = apps.instances.reduce((sum, { proxy }) => sum + proxy.cuts, 0);
  for (const { proxy } of apps.instances) await proxy.pass();
  for (const id of ids)
    expect(await actionsOf(id)).toEqual(['create', 'delete', 'restore', 'update', 'revert', 'delete']);
  expect(cuts).toBeGreaterThan(rounds);
  figure(
    'delete, restore, revert with replies cut',
    `${rounds * 5} writes, ${cuts} replies cut, ${unknown} x 503: one effect each`,
  );
}, 900_000);

it('with replies cut: a creation is not called a replay of itself', async () => {
  for (const { proxy } of apps.instances) await proxy.cutReplies(0.15);
  const cuts = () => apps.instances.reduce((sum, { proxy }) => sum + proxy.cuts, 0);
  const before = cuts();
  for (let index = 0; index < 6 || cuts() === before; index++) {
    const headers = index % 2 === 0 ? {} : { 'Idempotency-Key': `itself ${index}` };
    const { status, headers: answered } = await editor().post(path, { name: `Ίδιος ${index}` }, { headers });
    expect([status, answered.get('Idempotent-Replayed')]).toEqual([201, null]);
  }
  for (const { proxy } of apps.instances) await proxy.pass();
});

it('a creation is replayed as it was, whatever became of the customer', async () => {
  const first = await create({ name: 'Α' }, 'replayed');
  const item = `${path}/${first.id}`;
  await editor().put(item, { name: 'Β' });
  expect(await create({ name: 'Α' }, 'replayed')).toEqual(first);
  await editor().delete(item);
  expect(await create({ name: 'Α' }, 'replayed')).toEqual(first);
  expectProblem(await editor().get(item), 404, 'customer_not_found');
  await editor().post(`${item}/restore`);
  expect(await create({ name: 'Α' }, 'replayed')).toEqual(first);
  expect(await actionsOf(first.id)).toEqual(['create', 'update', 'delete', 'restore']);
});

it('restore and delete at once, again and again: the customer is in one place, and the history says which', async () => {
  const rounds = sized({ short: 5, long: 50 });
  const { id } = await create({ name: 'Πέρα δώθε' });
  for (let round = 0; round < rounds; round++) {
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        index % 2 === 0 ? editor().delete(`${path}/${id}`) : editor().post(`${path}/${id}/restore`),
      ),
    );
    for (const { status } of answers) expect([200, 204, 404, 409]).toContain(status);
  }
  const actions = await actionsOf(id);
  // In each round one of them can be done at least.
  expect(actions.length).toBeGreaterThan(rounds);
  expect(actions).toEqual(
    actions.map((_, index) => (index === 0 ? 'create' : index % 2 === 1 ? 'delete' : 'restore')),
  );
  const [live, inTrash] = await Promise.all([
    apps.firestore.doc(`crm_customers/${id}`).get(),
    apps.firestore.doc(`crm_customers_trash/${id}`).get(),
  ]);
  expect([live.exists, inTrash.exists]).toEqual([actions.at(-1) !== 'delete', actions.at(-1) === 'delete']);
  figure(
    'restore and delete at once',
    `${rounds * 10} requests, ${actions.length} versions: one place each time`,
  );
}, 300_000);

it('a customer that another program made again is not overwritten from the trash', async () => {
  const { id } = await create({ name: 'Παλιός' });
  await editor().delete(`${path}/${id}`);
  await apps.firestore.doc(`crm_customers/${id}`).set({ name: 'Νέος' });
  expectProblem(await editor().post(`${path}/${id}/restore`), 409, 'conflict');
  expect((await editor().get(`${path}/${id}`)).body.name).toBe('Νέος');
  await adopt(apps.firestore, id);
});

it('leaves one index entry for each customer, and none besides', async () => {
  expect(await expectIndexed(apps.firestore)).toBeGreaterThan(0);
});

it('leaves no answer of 500 behind', () => {
  expect(apps.bugs).toEqual([]);
});
