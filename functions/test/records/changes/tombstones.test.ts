import { expect, it } from 'vitest';
import { useApi } from '../../support/api.ts';
import { expectProblem } from '../../support/client.ts';
import { adopt, forgetExpired, lengthenHistory } from '../../support/customers-wing.ts';
import {
  changesPage,
  expectInOrder,
  followChanges,
  inShort,
  tokenNow,
} from '../../support/follow-changes.ts';
import { CUSTOMERS_PATH as path } from '../../support/paths.ts';

const api = useApi();
const viewer = () => api.as('viewer');
const editor = () => api.as('editor');
const admin = () => api.as('admin');
const create = async (name: string): Promise<string> => (await editor().post(path, { name })).body.id;
const erase = async (id: string) =>
  expect((await admin().delete(`${path}/${id}?erase=true`)).status).toBeLessThan(300);

it('an erasure is told once, with nothing but the id, and no state of who was erased comes after it', async () => {
  const token = await tokenNow(viewer());
  const id = await create('Διαγραμμένος');
  const before = await followChanges(viewer(), token);
  expect(inShort(before.changes)).toEqual([`${id} create 1`]);
  await editor().put(`${path}/${id}`, { name: 'Άλλο όνομα' });
  const own = await tokenNow(viewer(), `customer_id=${id}`);
  await erase(id);
  for (const since of [before.next, token]) {
    const { changes } = await followChanges(viewer(), since);
    expect(changes).toEqual([
      {
        id: expect.stringMatching(new RegExp(`^${id}\\.[0-9a-f-]{36}$`)) as string,
        ...{ customer_id: id, version: null, action: 'erase', by: null, by_name: null },
        at: expect.any(String) as string,
        committed_at: expect.any(String) as string,
        ...{ changed: null, state: null },
      },
    ]);
  }
  expect(inShort((await followChanges(viewer(), own, `customer_id=${id}`)).changes)).toEqual([
    `${id} erase null`,
  ]);
  // The key to nothing: asked again, nothing is erased.
  expectProblem(await admin().delete(`${path}/${id}?erase=true`), 404, 'customer_not_found');
  expect((await followChanges(viewer(), token)).changes).toHaveLength(1);
  const whole = await followChanges(viewer(), 'beginning');
  expect(whole.changes.filter(({ customer_id }) => customer_id === id)).toEqual([]);

  // Another program makes somebody of that id, who is a new customer with a version 1.
  await api.firestore.doc(`crm_customers/${id}`).set({ name: 'Καινούργιος' });
  await adopt(api.firestore, id);
  const { changes } = await followChanges(viewer(), token);
  expect(inShort(changes)).toEqual([`${id} erase null`, `${id} create 1`]);
  await erase(id);
  expect(inShort((await followChanges(viewer(), token)).changes)).toEqual([
    `${id} erase null`,
    `${id} erase null`,
  ]);
});

it('what is left of a customer while it is erased is not told', async () => {
  const id = await create('Μακρύ ιστορικό');
  const stays = await create('Μένει');
  const token = await tokenNow(viewer());
  await lengthenHistory(api.firestore, id, 40, { name: 'Μυστικό' });
  await editor().put(`${path}/${stays}`, { name: 'Έμεινε' });
  // As an erasure leaves it that was cut off after its first commit.
  await api.firestore.doc(`crm_customers/${id}`).delete();
  await api.firestore.doc(`crm_erasures/${id}`).set({ open: true, at: new Date(), expires_at: null });
  for (const query of ['', 'limit=7']) {
    const { changes } = await followChanges(viewer(), token, query);
    expect(inShort(changes)).toEqual([`${stays} update 2`]);
  }
  const { changes } = await followChanges(viewer(), 'beginning');
  expect(JSON.stringify(changes)).not.toContain('Μυστικό');
  // Many at once: they are asked for one by one.
  const writer = api.firestore.bulkWriter();
  for (let at = 0; at < 150; at++)
    void writer.set(api.firestore.doc(`crm_erasures/0${at}`), { open: true, at: new Date() });
  await writer.close();
  expect(inShort((await followChanges(viewer(), token)).changes)).toEqual([`${stays} update 2`]);
});

it('what is erased in the middle of the pages comes no more, and its tombstone does', async () => {
  const token = await tokenNow(viewer());
  const [one, other] = [await create('Ένας'), await create('Άλλος')];
  await editor().put(`${path}/${one}`, { name: 'Μυστικό' });
  const first = await changesPage(viewer(), token, 'limit=1');
  await erase(one);
  const rest = await followChanges(viewer(), first.next, 'limit=1');
  const next = await followChanges(viewer(), rest.next, 'limit=1');
  const all = [...first.changes, ...rest.changes, ...next.changes];
  expect(inShort(all)).toEqual([`${one} create 1`, `${other} create 1`, `${one} erase null`]);
  expectInOrder(all);
});

it('the end of the time in the trash is an erasure', async () => {
  const token = await tokenNow(viewer());
  const id = await create('Στον κάδο');
  await editor().delete(`${path}/${id}`);
  const { next } = await followChanges(viewer(), token);
  await api.firestore.doc(`crm_customers_trash/${id}`).delete();
  await forgetExpired(api.firestore, id);
  await forgetExpired(api.firestore, id);
  const { changes } = await followChanges(viewer(), next);
  expect(inShort(changes)).toEqual([`${id} erase null`]);
});

it('the erasure of who others were merged into is one of them, too', async () => {
  const [one, other] = [await create('Ένας'), await create('Άλλος')];
  await editor().post(`${path}/${one}/merge`, { from: [other] });
  const token = await tokenNow(viewer());
  await erase(one);
  const { changes } = await followChanges(viewer(), token);
  expect(inShort(changes).sort()).toEqual([`${one} erase null`, `${other} erase null`].sort());
});

it('a long history has one tombstone, however many commits its erasure takes', async () => {
  const id = await create('Πολύ μακρύ');
  const token = await tokenNow(viewer());
  await lengthenHistory(api.firestore, id, 850);
  await erase(id);
  expect(inShort((await followChanges(viewer(), token)).changes)).toEqual([`${id} erase null`]);
  const tombstone = (await api.firestore.collection(`crm_erasures/${id}/history`).get()).docs[0];
  const [at, expiry] = ['at', 'erasure_expires_at'].map(
    (field) => tombstone?.get(field).toMillis() as number,
  );
  // It outlives the oldest token.
  expect(((expiry ?? 0) - (at ?? 0)) / 86_400_000).toBeCloseTo(91, 2);
});
