import { setTimeout as pause } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import { useAppProcesses } from '../support/app-processes.ts';
import type { Answer, Json } from '../support/client.ts';
import { historyOf } from '../support/customers-wing.ts';
import { figure, sized } from '../support/figures.ts';
import { CUSTOMERS_PATH as path } from '../support/paths.ts';
import { expectIndexed } from '../support/expect-indexed.ts';
import { seededRandom } from '../support/random.ts';

const apps = useAppProcesses({ seed: 1 });
vi.setConfig({ testTimeout: 600_000 });
const editor = () => apps.next().as('editor');
const collection = () => apps.firestore.collection('crm_customers');

/** `count` requests at once, over the instances in turn. */
function atOnce(count: number, request: (index: number) => Promise<Answer>): Promise<Answer[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => request(index)));
}

async function create(body: object): Promise<{ item: string; etag: string }> {
  const { status, body: customer, headers } = await editor().post(path, body);
  expect(status).toBe(201);
  return { item: `${path}/${customer.id}`, etag: headers.get('ETag') ?? '' };
}

const tally = (answers: Answer[], status: number) => answers.filter((each) => each.status === status).length;

async function expectWholeHistory(item: string, length: number): Promise<void> {
  const entries = await historyOf(apps.firestore, item);
  expect(entries.map(({ version }) => version)).toEqual(Array.from({ length }, (_, index) => index + 1));
}

it('one key, many identical requests at once on two instances: one customer, one answer', async () => {
  const rounds = sized({ short: 2, long: 60 });
  let customers = 0;
  for (let round = 0; round < rounds; round++) {
    const name = `Μοναδικός ${round}`;
    const headers = { 'Idempotency-Key': `race ${round}` };
    const answers = await atOnce(50, () =>
      editor().post(path, { name, notes: [{ text: 'ν' }] }, { headers }),
    );
    const seen = new Set(
      answers.map((each) => JSON.stringify([each.status, each.body, each.headers.get('ETag')])),
    );
    expect(seen.size).toBe(1);
    expect(tally(answers, 201)).toBe(50);
    const replays = answers.filter((each) => each.headers.get('Idempotent-Replayed') === 'true');
    expect(replays).toHaveLength(49);
    const { size } = await collection().where('name', '==', name).get();
    expect(size).toBe(1);
    customers += size;
  }
  figure('same-key race', `${rounds} keys x 50 requests: ${customers} customers, identical answers`);
});

it('one entity tag, twenty updates at once: one is made and nineteen are refused', async () => {
  const rounds = sized({ short: 3, long: 50 });
  for (let round = 0; round < rounds; round++) {
    const { item, etag } = await create({ name: 'Α' });
    const answers = await atOnce(20, (index) =>
      editor().put(item, { name: `${index}` }, { headers: { 'If-Match': etag } }),
    );
    expect([tally(answers, 200), tally(answers, 412)]).toEqual([1, 19]);
    await expectWholeHistory(item, 2);
  }
  figure('20 updates with one ETag', `${rounds} rounds: 1 x 200 and 19 x 412 in each`);
});

it('read, modify and write under If-Match: nobody’s update is lost', async () => {
  const clients = 50;
  const rounds = sized({ short: 1, long: 4 });
  const { item } = await create({ name: '0' });
  let refusals = 0;
  const increment = async (_: unknown, client: number) => {
    const { as } = apps.next();
    const random = seededRandom(client);
    // As callers do: whoever was refused lets the others go first.
    for (let longest = 50; ; longest = Math.min(2 * longest, 800)) {
      const { body, headers } = await as('editor').get(item);
      const tag = { 'If-Match': headers.get('ETag') ?? '' };
      const { status } = await as('editor').put(item, { name: `${Number(body.name) + 1}` }, { headers: tag });
      if (status === 200) return;
      expect(status).toBe(412);
      refusals += 1;
      await pause(random() * longest);
    }
  };
  for (let round = 0; round < rounds; round++) await Promise.all(Array.from({ length: clients }, increment));
  const { body } = await editor().get(item);
  const lost = clients * rounds - Number(body.name);
  expect(lost).toBe(0);
  await expectWholeHistory(item, clients * rounds + 1);
  figure('50 read-modify-write clients', `${clients * rounds} updates, ${refusals} refusals, ${lost} lost`);
});

it('appends and members of sets, all at once on one customer: all of them land', async () => {
  const rounds = sized({ short: 1, long: 20 });
  const each = 50;
  let slowest = 0;
  for (let round = 0; round < rounds; round++) {
    const { item } = await create({ name: 'Καταιγίδα' });
    const answers = await atOnce(each, async (index) => {
      const start = performance.now();
      const answer = await (index % 2 === 0
        ? editor().post(`${item}/notes`, { text: `${index}` })
        : editor().put(`${item}/tags/${index}`));
      slowest = Math.max(slowest, performance.now() - start);
      return answer;
    });
    expect([tally(answers, 201), tally(answers, 200)]).toEqual([each / 2, each / 2]);
    const { body } = await editor().get(item);
    const texts = new Set(body.notes.map(({ text }: Json) => text));
    expect([body.notes.length, texts.size, new Set(body.tags).size]).toEqual([each / 2, each / 2, each / 2]);
    await expectWholeHistory(item, each + 1);
  }
  figure('append storm', `${rounds} x ${each} at once: all landed, the slowest in ${Math.round(slowest)} ms`);
});

it('a hot document: every update that was answered 200 is in the history, and no other', async () => {
  const { item } = await create({ name: 'Θερμός' });
  const total = sized({ short: 100, long: 2000 });
  const acknowledged: string[] = [];
  const statuses = new Map<number, number>();
  let next = 0;
  const writer = async () => {
    const { as } = apps.next();
    for (let index = next++; index < total; index = next++) {
      const { status } = await as('editor').put(item, { organization: `${index}` });
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if (status === 200) acknowledged.push(`${index}`);
    }
  };
  await Promise.all(Array.from({ length: 20 }, writer));
  const recorded = (await historyOf(apps.firestore, item)).flatMap(({ state }) => state.organization ?? []);
  expect([...statuses.keys()].filter((status) => status !== 200 && status !== 503)).toEqual([]);
  expect(new Set(recorded).size).toBe(recorded.length);
  expect(recorded).toEqual(expect.arrayContaining(acknowledged));
  expect(acknowledged.length).toBeGreaterThan(total / 2);
  // What was answered 503 may have landed.
  expect(recorded.length).toBeLessThanOrEqual(acknowledged.length + (statuses.get(503) ?? 0));
  figure('hot document', `${total} updates by 20 writers: ${acknowledged.length} x 200, all in the history`);
});

it('leaves one index entry for each customer, and none besides', async () => {
  expect(await expectIndexed(apps.firestore)).toBeGreaterThan(0);
});

it('one e-mail, many upserts at once on two instances: one customer, and everybody’s change', async () => {
  const rounds = sized({ short: 2, long: 40 });
  for (let round = 0; round < rounds; round++) {
    const email = `race${round}@example.gr`;
    const url = `${path}/by/email/${email}`;
    const answers = await atOnce(50, (index) =>
      editor().put(url, {
        name: 'Ένας',
        [index % 2 === 0 ? 'organization' : 'nextcloud_folder']: `${index}`,
      }),
    );
    expect([tally(answers, 201), tally(answers, 200)]).toEqual([1, 49]);
    const ids = new Set(answers.map((each) => each.body.id as string));
    expect(ids.size).toBe(1);
    const [id = ''] = ids;
    const { docs } = await collection().where('name', '==', 'Ένας').get();
    expect(docs.map((each) => each.id).filter((each) => each !== id)).toHaveLength(round);
    await expectWholeHistory(id, 50);
  }
  figure('same-e-mail race', `${rounds} addresses x 50 upserts: one customer each`);
});

it('leaves no answer of 500 behind', () => {
  expect(apps.bugs).toEqual([]);
});
