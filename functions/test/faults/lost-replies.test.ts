import { expect, it } from 'vitest';
import { type AppProcesses, useAppProcesses } from '../support/app-processes.ts';
import type { Answer, Client } from '../support/client.ts';
import { historyOf } from '../support/customers-wing.ts';
import { figure, sized } from '../support/figures.ts';
import { CUSTOMERS_PATH as path } from '../support/paths.ts';
import { expectIndexed } from '../support/expect-indexed.ts';
import { seededRandom } from '../support/random.ts';

const apps = useAppProcesses({ seed: 2 });

/** What the callers were told of a customer, to be compared with what is stored. */
interface Told {
  item: string | null;
  key: string | null;
  /** Marks of the writes that were acknowledged, refused, or answered 503: unknown. */
  acknowledged: string[];
  refused: string[];
  isDeleted: boolean;
  /** The delete was answered 503. */
  mayBeDeleted: boolean;
}

const REPLIES_CUT = 0.06;

it('replies that are lost by the way: what was acknowledged is there, what was refused is not', async () => {
  const customers = sized({ short: 30, long: 250 });
  const random = seededRandom(2);
  for (const { proxy } of apps.instances) await proxy.cutReplies(REPLIES_CUT);
  const told: Told[] = [];
  let operations = 0;
  let unknown = 0;
  let next = 0;
  const caller = async () => {
    for (let index = next++; index < customers; index = next++) {
      const editor = apps.next().as('editor');
      const about: Told = emptyTold(index % 2 === 0 ? `lost ${index}` : null);
      told.push(about);
      const count = (answer: Answer) => {
        operations += 1;
        if (answer.status === 503) unknown += 1;
        return answer;
      };
      await createWith(editor, about, index, count);
      if (about.item === null) continue;
      for (let step = 0; step < 3; step++) await change(editor, about, about.item, `${index}.${step}`, count);
      if (random() < 0.5) await remove(editor, about, about.item, count);
    }
  };
  await Promise.all(Array.from({ length: 10 }, caller));
  const cuts = apps.instances.reduce((sum, { proxy }) => sum + proxy.cuts, 0);
  for (const { proxy } of apps.instances) await proxy.pass();

  const { absent, present } = await violations(apps, told);
  expect(cuts).toBeGreaterThan(operations / 20);
  expect({ absent, present }).toEqual({ absent: [], present: [] });
  expect(apps.bugs).toEqual([]);
  figure(
    'replies cut',
    `${operations} writes, ${cuts} replies cut, ${unknown} x 503: acknowledged but absent ${absent.length}, refused but present ${present.length}`,
  );
}, 900_000);

const emptyTold = (key: string | null): Told => ({
  item: null,
  key,
  acknowledged: [],
  refused: [],
  isDeleted: false,
  mayBeDeleted: false,
});

/** A creation; one with a key is repeated until its outcome is known, and must end as one customer. */
async function createWith(editor: Client, about: Told, index: number, count: (answer: Answer) => Answer) {
  const headers = about.key === null ? {} : { 'Idempotency-Key': about.key };
  const post = async () => count(await editor.post(path, { name: `Χαμένος ${index}` }, { headers }));
  let answer = await post();
  while (answer.status === 503 && about.key !== null) answer = await post();
  expect([201, 503]).toContain(answer.status);
  if (answer.status === 201) about.item = `${path}/${answer.body.id}`;
}

async function change(
  editor: Client,
  about: Told,
  item: string,
  mark: string,
  count: (answer: Answer) => Answer,
): Promise<void> {
  const append = mark.endsWith('1');
  // A stale tag: sure to be refused, whatever becomes of the replies.
  const headers = mark.endsWith('2') ? { 'If-Match': '"0-0"' } : {};
  const { status } = count(
    append
      ? await editor.post(`${item}/notes`, { text: mark })
      : await editor.put(item, { organization: mark }, { headers }),
  );
  if (status === 200 || status === 201) about.acknowledged.push(mark);
  else if (status !== 503) about.refused.push(mark);
  expect(status === 412).toBe(mark.endsWith('2') && status !== 503);
}

/** One caller, one delete: 404 would say that somebody else had been there. */
async function remove(editor: Client, about: Told, item: string, count: (answer: Answer) => Answer) {
  const { status } = count(await editor.delete(item));
  expect([204, 503]).toContain(status);
  about.isDeleted = status === 204;
  about.mayBeDeleted = status === 503;
}

async function violations({ firestore }: AppProcesses, told: readonly Told[]) {
  const absent: string[] = [];
  const present: string[] = [];
  for (const { item, acknowledged, refused, isDeleted, mayBeDeleted } of told) {
    if (item === null) continue;
    const id = item.split('/').at(-1) ?? '';
    const entries = await historyOf(firestore, id);
    const marks = entries.flatMap(({ state }) => [
      state.organization,
      ...state.notes.map(({ text }) => text),
    ]);
    absent.push(...acknowledged.filter((mark) => !marks.includes(mark)));
    present.push(...refused.filter((mark) => marks.includes(mark)));
    expect(entries.map(({ version }) => version)).toEqual(entries.map((_, index) => index + 1));
    // An append that was repeated in vain would be there twice.
    const notes = entries.at(-1)?.state.notes.map(({ text }) => text) ?? [];
    expect(new Set(notes).size).toBe(notes.length);
    const { exists } = await firestore.doc(`crm_customers/${id}`).get();
    const { exists: isInTrash } = await firestore.doc(`crm_customers_trash/${id}`).get();
    expect(exists).toBe(!isInTrash);
    if (isDeleted && exists) absent.push(`deletion of ${id}`);
    if (!isDeleted && !mayBeDeleted && !exists) present.push(`deletion of ${id}`);
  }
  for (const { key } of told) {
    if (key === null) continue;
    const name = `Χαμένος ${key.split(' ')[1] ?? ''}`;
    const [live, inTrash] = await Promise.all(
      ['crm_customers', 'crm_customers_trash'].map((collection) =>
        firestore.collection(collection).where('name', '==', name).get(),
      ),
    );
    expect([name, (live?.size ?? 0) + (inTrash?.size ?? 0)]).toEqual([name, 1]);
  }
  return { absent, present };
}

it('leaves one index entry for each customer, and none besides', async () => {
  expect(await expectIndexed(apps.firestore)).toBeGreaterThan(0);
});
