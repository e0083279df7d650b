import type { DocumentSnapshot } from 'firebase-admin/firestore';
import { expect, it } from 'vitest';
import { useAppProcesses } from '../support/app-processes.ts';
import { adopt, forgetExpired, keepDeleted } from '../support/customers-wing.ts';
import { dumpDatabase } from '../support/database-dump.ts';
import { figure, sized } from '../support/figures.ts';
import { CUSTOMERS_PATH as path } from '../support/paths.ts';

const apps = useAppProcesses({ seed: 7 });
const editor = () => apps.next().as('editor');
const admin = () => apps.next().as('admin');
const document = (id: string) => apps.firestore.doc(`crm_customers/${id}`);

/** The paths in the whole database that name a customer. */
async function tracesOf(id: string): Promise<string[]> {
  return Object.keys(await dumpDatabase(apps.project)).filter((name) => name.includes(id));
}

async function create(name: string): Promise<string> {
  const { status, body } = await editor().post(path, { name });
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
  const entry = (await document(id).collection('history').get()).docs[0]?.data() ?? {};
  const writer = apps.firestore.bulkWriter();
  for (let version = 2; version <= 1001; version++)
    void writer.set(document(id).collection('history').doc(String(version).padStart(12, '0')), {
      ...entry,
      version,
    });
  await writer.close();
  expect((await admin().delete(`${path}/${id}?erase=true`)).status).toBe(204);
  expect(await tracesOf(id)).toEqual([]);
}, 300_000);

it('leaves no answer of 500 behind', () => {
  expect(apps.bugs).toEqual([]);
});
