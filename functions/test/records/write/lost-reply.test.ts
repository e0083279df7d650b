import type { Firestore } from 'firebase-admin/firestore';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { creationOf, historyOf, requestOf } from '../../support/customers-wing.ts';
import { FaultyProxy } from '../../support/faulty-proxy.ts';
import { closeFirestore, newProject, openFirestore } from '../../support/firestore.ts';

// The reply to the one commit of an operation is lost: it has landed, and nobody says so.
let proxy: FaultyProxy;
let firestore: Firestore;

beforeAll(async () => {
  proxy = await FaultyProxy.start({ target: process.env['FIRESTORE_EMULATOR_HOST'] ?? '', seed: 8 });
  firestore = openFirestore(newProject(), proxy.address);
});
afterAll(async () => {
  await closeFirestore(firestore);
  await proxy.refuse();
});

const data = creationOf({ name: 'Χαμένη απάντηση' });
const service = () => requestOf(firestore).service;
const actionsOf = async (id: string) => (await historyOf(firestore, id)).map(({ action }) => action);

/** Does `work` with the reply cut that begins with the nth header, and holds that it was. */
async function cutting<T>(nth: number, work: () => Promise<T>): Promise<T> {
  const before = proxy.cuts;
  await proxy.cutAtHeader(nth);
  const result = await work();
  expect(proxy.cuts).toBe(before + 1);
  return result;
}

let id: string;
let etag: string;

beforeEach(async () => {
  const created = await service().createCustomer(data);
  id = created.record.id;
  etag = created.etag;
});

describe('an operation whose reply was lost answers what it did, and does it once:', () => {
  it.for([undefined, 'a key'])('a creation with the key %s is no replay', async (key) => {
    const created = await cutting(1, () => service().createCustomer(data, key));
    expect(created.isReplay).toBe(false);
    expect(await service().getCustomer(created.record.id)).toEqual({
      record: created.record,
      etag: created.etag,
    });
    expect(await actionsOf(created.record.id)).toEqual(['create']);
  });

  it.for([null, ['mine']])('an update under the condition %j', async (condition) => {
    const ifMatch = condition && [etag];
    const updated = await cutting(3, () => service().updateCustomer(id, { name: 'Β' }, { ifMatch }));
    expect(updated).toEqual(await service().getCustomer(id));
    expect(updated.record.name).toBe('Β');
    expect(await actionsOf(id)).toEqual(['create', 'update']);
  });

  it('an append', async () => {
    const { service: appending, bill } = requestOf(firestore);
    const { record } = await cutting(3, () => appending.addNote(id, { text: 'μία' }));
    // The customer, its history entry and its index entry, once.
    expect(bill.writes).toBe(3);
    expect(record.notes.map(({ text }) => text)).toEqual(['μία']);
    expect(await actionsOf(id)).toEqual(['create', 'update']);
  });

  it('an update after another program’s change', async () => {
    await firestore.doc(`crm_customers/${id}`).update({ organization: 'Από άλλο πρόγραμμα' });
    const updated = await cutting(3, () => service().updateCustomer(id, { name: 'Β' }));
    expect(updated).toEqual(await service().getCustomer(id));
    expect((await historyOf(firestore, id)).map(({ by }) => by)).toEqual(['u', 'external', 'u']);
  });

  it('a deletion and a restoration', async () => {
    await cutting(3, () => service().deleteCustomer(id));
    expect((await service().listDeleted({ limit: 1000 })).trash.map((entry) => entry.id)).toContain(id);
    const restored = await cutting(5, () => service().restoreCustomer(id));
    expect(restored).toEqual(await service().getCustomer(id));
    expect(await actionsOf(id)).toEqual(['create', 'delete', 'restore']);
  });

  it('a merge and its undo', async () => {
    const other = (await service().createCustomer(data)).record.id;
    const body = { from: [other], choose: {}, etags: {}, dry_run: false };
    const { merged } = await cutting(5, () => service().mergeCustomers(id, body));
    const { record, etag: now } = await service().getCustomer(id);
    expect(merged).toMatchObject({ record, etag: now, merged_from: [{ id: other, version: 2 }] });
    const undo = { merge_version: 2, only: null, dry_run: false };
    const undone = await cutting(7, () => service().unmergeCustomers(id, undo));
    expect(undone).toMatchObject(await service().getCustomer(id));
    expect(undone.restored).toMatchObject([await service().getCustomer(other)]);
    expect(await actionsOf(id)).toEqual(['create', 'merge', 'unmerge']);
    expect(await actionsOf(other)).toEqual(['create', 'merged', 'unmerge']);
  });

  it.for([
    [null, 5],
    [['mine'], 7],
  ] as const)('an erasure under the condition %j', async ([condition, header]) => {
    const ifMatch = condition && [etag];
    await cutting(header, () => service().eraseCustomer(id, { ifMatch }));
    expect(await actionsOf(id)).toEqual([]);
    await expect(service().eraseCustomer(id)).rejects.toMatchObject({ code: 'customer_not_found' });
  });
});
