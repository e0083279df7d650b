import type { DocumentSnapshot } from 'firebase-admin/firestore';
import { expect, it } from 'vitest';
import { end, useAppProcesses } from '../support/app-processes.ts';
import { expectProblem } from '../support/client.ts';
import { adopt, forgetExpired, keepDeleted, lengthenHistory, reindex } from '../support/customers-wing.ts';
import { dumpDatabase, leftOf } from '../support/database-dump.ts';
import { figure, sized } from '../support/figures.ts';
import { CUSTOMERS_PATH as path } from '../support/paths.ts';
import { until } from '../support/until.ts';

const apps = useAppProcesses({ seed: 7 });
const editor = () => apps.next().as('editor');
const admin = () => apps.next().as('admin');
const document = (id: string) => apps.firestore.doc(`crm_customers/${id}`);

/** The documents of the whole database that tell anything of an erased customer: its id, or one of the values. */
const tracesOf = (id: string, ...values: string[]) => leftOf(apps.project, id, values);

async function create(name: string, key?: string): Promise<string> {
  const sent = key === undefined ? {} : { headers: { 'Idempotency-Key': key } };
  const { status, body } = await editor().post(path, { name }, sent);
  expect(status).toBe(201);
  return body.id;
}

/** What the triggers do with a change, as often and as late as the platform likes. */
async function play(id: string, seen: DocumentSnapshot): Promise<void> {
  await Promise.all([
    adopt(apps.firestore, id),
    adopt(apps.firestore, id, seen),
    keepDeleted(apps.firestore, seen),
    keepDeleted(apps.firestore, seen),
    forgetExpired(apps.firestore, id),
  ]);
}

it('of a customer that others are writing to, with the triggers at work: no trace of it is left', async () => {
  const rounds = sized({ short: 6, long: 60 });
  let others = 0;
  for (let round = 0; round < rounds; round++) {
    const id = await create(`Σβήσιμο ${round}`);
    const item = `${path}/${id}`;
    await document(id).update({ name: 'Από άλλο πρόγραμμα' });
    const seen = await document(id).get();
    const racing = Array.from({ length: 12 }, (_, index) =>
      index % 3 === 0
        ? editor().post(`${item}/notes`, { text: `${index}` })
        : index % 3 === 1
          ? editor().put(item, { organization: `${index}` })
          : editor().delete(item),
    );
    const triggers = [play(id, seen), play(id, seen)];
    await Promise.race(racing);
    const [erased] = await Promise.all([admin().delete(`${item}?erase=true`), ...racing, ...triggers]);
    expect(erased.status).toBe(204);
    for (const answer of await Promise.all(racing)) {
      expect([200, 201, 204, 404]).toContain(answer.status);
      others += 1;
    }
    // The event of the erasure itself, and one of before that comes late.
    await play(id, seen);
    expect(await tracesOf(id)).toEqual([]);
  }
  figure(
    'erase under traffic and triggers',
    `${rounds} erasures, ${others} other requests: no trace in a dump`,
  );
}, 900_000);

it('of a customer that another program deletes meanwhile: what the trigger keeps is erased too', async () => {
  const rounds = sized({ short: 15, long: 150 });
  for (let round = 0; round < rounds; round++) {
    const id = await create(`Διπλά ${round}`);
    const seen = await document(id).get();
    await document(id).delete();
    const [erased] = await Promise.all([
      admin().delete(`${path}/${id}?erase=true`),
      keepDeleted(apps.firestore, seen),
      keepDeleted(apps.firestore, seen),
    ]);
    expect(erased.status).toBe(204);
    expect(await tracesOf(id)).toEqual([]);
  }
  figure('erase while a deletion is being kept', `${rounds} erasures: no trace in a dump`);
}, 900_000);

it('with replies cut: 204, once nothing is left', async () => {
  const rounds = sized({ short: 3, long: 30 });
  let unknown = 0;
  for (let round = 0; round < rounds; round++) {
    const id = await create(`Χαμένο ${round}`);
    if (round % 2 === 0) await editor().delete(`${path}/${id}`);
    const at = apps.next();
    await at.proxy.cutReplies(0.15);
    let status = 503;
    // 503 says that the outcome is unknown: only after one may it turn out that nothing is left to erase.
    for (let tries = 1; status === 503; tries++) {
      status = (await at.as('admin').delete(`${path}/${id}?erase=true`)).status;
      expect(tries === 1 ? [204, 503] : [204, 404, 503]).toContain(status);
      if (status === 503) unknown += 1;
    }
    await at.proxy.pass();
    expect(await tracesOf(id)).toEqual([]);
  }
  figure('erase with replies cut', `${rounds} erasures, ${unknown} x 503 repeated: no trace in a dump`);
}, 900_000);

it('of a history longer than a commit can take: no trace either', async () => {
  const id = await create('Μακρύς');
  await lengthenHistory(apps.firestore, id, 1001);
  expect((await admin().delete(`${path}/${id}?erase=true`)).status).toBe(204);
  expect(await tracesOf(id, 'Μακρύς')).toEqual([]);
}, 300_000);

const finishers: [string, (id: string, seen: DocumentSnapshot) => Promise<unknown>][] = [
  ['another instance', (id) => admin().delete(`${path}/${id}?erase=true`)],
  ['reindex', () => reindex(apps.firestore)],
  ['the trigger of the deletion', (_, seen) => keepDeleted(apps.firestore, seen)],
];

it.for(finishers)(
  'killed in the middle of 2,000 versions: nobody is shown what is left, and %s finishes it',
  { timeout: 300_000 },
  async ([what, finish]) => {
    const key = `killed, ${what}`;
    const name = `Μισός, ${what}`;
    const id = await create(name, key);
    const item = `${path}/${id}`;
    const seen = await document(id).get();
    await lengthenHistory(apps.firestore, id, 2000);
    const victim = await apps.start();
    // The first call of a process takes long.
    await victim.as('admin').get(item);
    await victim.proxy.delay(60);
    const cut = victim
      .as('admin')
      .delete(`${item}?erase=true`)
      .catch((error: unknown) => error);
    await until(async () => ((await document(id).get()).exists ? null : true));
    await victim.proxy.freeze();
    await end(victim, 'SIGKILL');
    apps.instances.splice(apps.instances.indexOf(victim), 1);
    expect(await cut).toBeInstanceOf(Error);

    const left = (await document(id).collection('history').count().get()).data().count;
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThan(2000);
    expectProblem(await editor().get(item), 404, 'customer_not_found');
    expectProblem(await editor().get(`${item}/history`), 404, 'customer_not_found');
    expectProblem(await editor().get(`${item}/history/2000`), 404, 'version_not_found');
    expectProblem(await editor().post(`${item}/restore`), 404, 'customer_not_found');
    const again = () => editor().post(path, { name }, { headers: { 'Idempotency-Key': key } });
    expectProblem(await again(), 410, 'customer_erased');

    await finish(id, seen);
    expect(await tracesOf(id, name)).toEqual([]);
    expectProblem(await again(), 410, 'customer_erased');
    expectProblem(await admin().delete(`${item}?erase=true`), 404, 'customer_not_found');
    await victim.proxy.refuse();
    figure(`erase killed in the middle, finished by ${what}`, `${left} of 2,000 versions were left, none is`);
  },
);

it('held on the wire past its 503: what arrives when the id is in use again changes nothing', async () => {
  const rounds = sized({ short: 1, long: 4 });
  for (let round = 0; round < rounds; round++) {
    const id = await create(`Κρατημένο ${round}`);
    const item = `${path}/${id}`;
    const held = await apps.start();
    await held.as('admin').get(item);
    // Only a commit that writes the mark has this name in it.
    await held.proxy.holdRequest('expires_at');
    const late = held.as('admin').delete(`${item}?erase=true`);
    expectProblem(await late, 503, 'database_unavailable');
    expect(held.proxy.isHolding).toBe(true);
    expect((await admin().delete(`${item}?erase=true`)).status).toBe(204);
    await document(id).set({ name: 'Ξανά' });
    await adopt(apps.firestore, id, await document(id).get());
    expect((await editor().post(`${item}/notes`, { text: 'κρατήστε με' })).status).toBe(201);
    const before = await dumpDatabase(apps.project);
    const { replies } = held.proxy;
    await held.proxy.pass();
    await until(() => Promise.resolve(held.proxy.replies > replies || null));
    expect(await dumpDatabase(apps.project)).toEqual(before);
    await end(held, 'SIGKILL');
    await held.proxy.refuse();
    apps.instances.splice(apps.instances.indexOf(held), 1);
  }
  figure('erase held on the wire past its 503', `${rounds} commits let go afterwards: nothing changed`);
}, 300_000);

it('leaves no answer of 500 behind', () => {
  expect(apps.bugs).toEqual([]);
});
