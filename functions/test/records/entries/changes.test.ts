import { FieldValue, Timestamp } from 'firebase-admin/firestore';
import { afterEach, describe, expect, it } from 'vitest';
import { useApi } from '../../support/api.ts';
import { adopt, keepDeleted, requestOf } from '../../support/customers-wing.ts';
import { expectIndexed } from '../../support/expect-indexed.ts';
import { idsOf } from '../../support/pages.ts';
import { CUSTOMERS_PATH as path } from '../../support/paths.ts';

// After each of these every customer has its one index entry, and no entry is left of any other.

const api = useApi();
const editor = () => api.as('editor');
const document = (id: string) => api.firestore.doc(`crm_customers/${id}`);
let customers = 0;

afterEach(async () => {
  expect(await expectIndexed(api.firestore)).toBe(customers);
});

async function create(name: string, fields: object = {}): Promise<string> {
  const { status, body } = await editor().post(path, { name, ...fields });
  expect(status).toBe(201);
  customers += 1;
  return body.id;
}

/** What another program does, and then what the trigger does, as often as it likes. */
async function byAnother(id: string, work: () => Promise<unknown>): Promise<void> {
  const before = await document(id).get();
  await work();
  const seen = await document(id).get();
  if (!seen.exists) {
    await keepDeleted(api.firestore, before);
    return;
  }
  for (let delivery = 0; delivery < 2; delivery++) await adopt(api.firestore, id, seen, before);
}

const named = async (search: string) =>
  idsOf(await api.as('viewer').get(`${path}?search=${encodeURIComponent(search)}`));

describe('this API', () => {
  it('creates, changes and renames a customer', async () => {
    const id = await create('Πρώτος');
    const item = `${path}/${id}`;
    await editor().put(item, { organization: 'Ι.Ν.' });
    await editor().post(`${item}/notes`, { text: 'Σημείωση' });
    await editor().put(`${item}/tags/vip`);
    expect(await expectIndexed(api.firestore)).toBe(customers);
    await editor().put(item, { name: 'Δεύτερος' });
    expect([await named('Πρώτος'), await named('Δεύτερος')]).toEqual([[], [id]]);
  });

  it('trashes and restores one, reverts it, and erases it', async () => {
    const id = await create('Κάδος');
    const item = `${path}/${id}`;
    await editor().put(item, { name: 'Άλλος' });
    await editor().delete(item);
    expect(await expectIndexed(api.firestore)).toBe(customers - 1);
    await editor().post(`${item}/restore`);
    expect(await expectIndexed(api.firestore)).toBe(customers);
    await editor().post(`${item}/revert`, { version: 1 });
    expect(await named('Κάδος')).toEqual([id]);
    expect((await api.as('admin').delete(`${item}?erase=true`)).status).toBe(204);
    customers -= 1;
  });

  it('erases one out of the trash', async () => {
    const id = await create('Σκουπίδι');
    await editor().delete(`${path}/${id}`);
    expect((await api.as('admin').delete(`${path}/${id}?erase=true`)).status).toBe(204);
    customers -= 1;
  });

  it('renames one twenty times at once, by two instances', async () => {
    const id = await create('Πολλοί');
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        at % 2 === 0
          ? editor()
              .put(`${path}/${id}`, { name: `Όνομα ${at}` })
              .then(({ status }) => status)
          : requestOf(api.firestore)
              .service.updateCustomer(id, { name: `Όνομα ${at}` })
              .then(() => 200),
      ),
    );
    expect(new Set(answers)).toEqual(new Set([200]));
  });

  it.each(['delete', 'delete?erase=true'])(
    'has one edited and renamed while it is gone by %s',
    async (how) => {
      for (let round = 0; round < 5; round++) {
        const id = await create(`Κούρσα ${round}`);
        const item = `${path}/${id}`;
        const gone = how === 'delete' ? editor().delete(item) : api.as('admin').delete(`${item}?erase=true`);
        await Promise.all([
          ...Array.from({ length: 4 }, (_, at) => editor().put(item, { name: `Νέο ${at}` })),
          gone,
          ...Array.from({ length: 4 }, (_, at) =>
            requestOf(api.firestore)
              .service.updateCustomer(id, { organization: `${at}` })
              .catch(() => null),
          ),
        ]);
        expect((await gone).status).toBe(204);
        customers -= 1;
      }
    },
  );
});

describe('another program', () => {
  it('creates, changes, renames and deletes a customer', async () => {
    const { id } = api.firestore.collection('crm_customers').doc();
    await byAnother(id, () => document(id).set({ name: 'Ξένος', legacy: 1 }));
    customers += 1;
    expect(await expectIndexed(api.firestore)).toBe(customers);
    await byAnother(id, () => document(id).update({ organization: 'Φορέας' }));
    expect(await expectIndexed(api.firestore)).toBe(customers);
    await byAnother(id, () => document(id).update({ name: 'Ξένος Β' }));
    expect([await named('Φορέας'), await named('Ξένος')]).toEqual([[id], [id]]);
    expect(await expectIndexed(api.firestore)).toBe(customers);
    await byAnother(id, () => document(id).delete());
    customers -= 1;
  });

  it.each([
    ['an ISO time', '2021-02-03T04:05:06.000Z'],
    ['a Timestamp', Timestamp.fromMillis(1.5e12)],
    ['nothing', null],
  ])('sets the times alone, to %s', async (_what, time) => {
    const id = await create('Χρόνοι');
    await byAnother(id, () => document(id).update({ updated_at: time }));
    expect(await expectIndexed(api.firestore)).toBe(customers);
    await byAnother(id, () => document(id).update({ created_at: time, updated_at: time }));
  });

  it('writes an old copy back, its `_meta` with the old entry included', async () => {
    const id = await create('Παλιό αντίγραφο');
    const copy = (await document(id).get()).data() ?? {};
    await editor().put(`${path}/${id}`, { name: 'Νεότερο' });
    await byAnother(id, () => document(id).set(copy));
    expect(await named('Παλιό αντίγραφο')).toEqual([id]);
  });

  it('writes an old copy back, and this API renames it before the trigger comes', async () => {
    const id = await create('Αντίγραφο');
    const copy = (await document(id).get()).data() ?? {};
    await editor().put(`${path}/${id}`, { name: 'Μετά' });
    const before = await document(id).get();
    await document(id).set(copy);
    const seen = await document(id).get();
    await editor().put(`${path}/${id}`, { name: 'Τέλος' });
    await adopt(api.firestore, id, seen, before);
  });

  it('writes an old copy back, and this API deletes it before the trigger comes', async () => {
    const id = await create('Αντίγραφο');
    const copy = (await document(id).get()).data() ?? {};
    await editor().put(`${path}/${id}`, { name: 'Μετά' });
    const before = await document(id).get();
    await document(id).set(copy);
    const seen = await document(id).get();
    await editor().delete(`${path}/${id}`);
    await adopt(api.firestore, id, seen, before);
    customers -= 1;
  });

  it('removes `_meta`, with and without a change', async () => {
    const id = await create('Χωρίς χάρτη');
    await byAnother(id, () => document(id).update({ _meta: FieldValue.delete() }));
    expect(await expectIndexed(api.firestore)).toBe(customers);
    await byAnother(id, () => document(id).set({ name: 'Άλλο όνομα' }));
    expect(await expectIndexed(api.firestore)).toBe(customers);
    await document(id).set({ name: 'Τρίτο όνομα' });
    await editor().put(`${path}/${id}`, { language: 'en' });
  });

  it.each([5, '', 'a/b', '..', 'of-nobody', 'x'.repeat(2000)])('writes %j for the entry', async (entry) => {
    const id = await create('Λάθος καταχώριση');
    await byAnother(id, () => document(id).update({ '_meta.entry': entry }));
    expect(await expectIndexed(api.firestore)).toBe(customers);
    await document(id).update({ '_meta.entry': entry, name: 'Και όνομα' });
    await editor().put(`${path}/${id}`, { language: 'en' });
  });

  it('makes a deleted customer again, and an erased one', async () => {
    for (const how of ['', '?erase=true']) {
      const id = await create('Ξανά');
      const copy = (await document(id).get()).data() ?? {};
      await api.as('admin').delete(`${path}/${id}${how}`);
      await byAnother(id, () => document(id).set(copy));
      expect(await named('Ξανά')).toContain(id);
    }
  });

  it('changes a customer while this API does and the trigger is at work', async () => {
    const id = await create('Μαζί');
    await Promise.all(
      Array.from({ length: 12 }, async (_, at) => {
        if (at % 3 === 0) await document(id).update({ name: `Ξένο ${at}` });
        else if (at % 3 === 1) await editor().put(`${path}/${id}`, { name: `Δικό ${at}` });
        else await adopt(api.firestore, id, await document(id).get());
      }),
    );
    await adopt(api.firestore, id);
  });
});
