import { describe, expect, it } from 'vitest';
import { useApi } from '../../support/api.ts';
import { creationOf, historyOf, lengthenHistory, requestOf } from '../../support/customers-wing.ts';
import { leftOf } from '../../support/database-dump.ts';
import { connectionTo } from '../../support/firestore.ts';
import { beforeNextCommit, holdCommit } from '../../support/sent-requests.ts';

// Commits that arrive when their answer has been given up, and the repetition of their request under its idempotency key.

const api = useApi();
let keys = 0;
const newKey = () => `key-${++keys}`;

/** The writes as calls of the service, each for a customer of its own. */
type Service = ReturnType<typeof requestOf>['service'];
interface Late {
  what: string;
  prepare?: (service: Service, id: string) => Promise<unknown>;
  write: (service: Service, id: string) => Promise<{ isReplay?: boolean }>;
  actions: string[];
}
const lates: Late[] = [
  {
    what: 'an append',
    write: (service, id) => service.addNote(id, { text: 'μία' }),
    actions: ['create', 'update'],
  },
  {
    what: 'an edit that changes nothing',
    write: (service, id) => service.updateCustomer(id, { name: 'Αργοπορία' }),
    actions: ['create'],
  },
  {
    what: 'a revert',
    prepare: (service, id) => service.updateCustomer(id, { name: 'Β' }),
    write: (service, id) => service.revertCustomer(id, 1),
    actions: ['create', 'update', 'revert'],
  },
  { what: 'a deletion', write: (service, id) => service.deleteCustomer(id), actions: ['create', 'delete'] },
  {
    what: 'a restoration',
    prepare: (service, id) => service.deleteCustomer(id),
    write: (service, id) => service.restoreCustomer(id),
    actions: ['create', 'delete', 'restore'],
  },
  { what: 'an erasure', write: (service, id) => service.eraseCustomer(id), actions: [] },
];

describe('a commit that is held back past its 503 has one effect, with the repetition of its request:', () => {
  const begin = async ({ prepare, write }: Late) => {
    const { service } = requestOf(api.firestore);
    const { id } = (await service.createCustomer(creationOf({ name: 'Αργοπορία' }))).record;
    await prepare?.(service, id);
    const request = { key: newKey(), identity: [id] };
    const send = () =>
      write(requestOf(api.firestore, { timeoutMs: 2000, totalMs: 4000 }, request).service, id);
    const { sendAfterAll } = holdCommit(connectionTo(api.firestore));
    await expect(send()).rejects.toMatchObject({
      status: 503,
      message: expect.stringContaining('send it again with the same Idempotency-Key'),
    });
    return { id, send, sendAfterAll };
  };
  const actionsOf = async (id: string) => (await historyOf(api.firestore, id)).map(({ action }) => action);

  it.for(lates)('$what, repeated before it arrives', async (late) => {
    const { id, send, sendAfterAll } = await begin(late);
    expect((await send()).isReplay ?? false).toBe(false);
    expect(await sendAfterAll()).toBe(false);
    expect(await actionsOf(id)).toEqual(late.actions);
    expect((await send()).isReplay).toBe(true);
  });

  it.for(lates)('$what, repeated after it has arrived', async (late) => {
    const { id, send, sendAfterAll } = await begin(late);
    expect(await sendAfterAll()).toBe(true);
    expect((await send()).isReplay).toBe(true);
    expect(await actionsOf(id)).toEqual(late.actions);
  });
});

it('an erasure that was cut off in its middle goes on when it is sent again, and only once', async () => {
  const { service } = requestOf(api.firestore);
  const { id } = (await service.createCustomer(creationOf({ name: 'Μακρύς' }))).record;
  await lengthenHistory(api.firestore, id, 850);
  const request = { key: newKey(), identity: [id] };
  const connection = connectionTo(api.firestore);
  beforeNextCommit(connection, () => {
    holdCommit(connection);
    return Promise.resolve();
  });
  const send = () => requestOf(api.firestore, {}, request).service.eraseCustomer(id);
  await expect(send()).rejects.toMatchObject({ status: 503 });
  expect((await historyOf(api.firestore, id)).length).toBeGreaterThan(0);
  expect(await send()).toEqual({ isReplay: true });
  expect(await leftOf(api.projectId, id, ['Μακρύς'])).toEqual([]);
  // Whoever has the id now is not the one that was meant.
  await api.firestore.doc(`crm_customers/${id}`).set({ name: 'Ξανά' });
  expect(await send()).toEqual({ isReplay: true });
  expect((await api.firestore.doc(`crm_customers/${id}`).get()).exists).toBe(true);
});

describe('a 503 says what can be done', () => {
  const unknown = async (work: (service: Service, id: string) => Promise<unknown>, key: string | null) => {
    const { id } = (await requestOf(api.firestore).service.createCustomer(creationOf({ name: 'Α' }))).record;
    holdCommit(connectionTo(api.firestore));
    const { service } = requestOf(api.firestore, {}, key === null ? null : { key, identity: [id] });
    return work(service, id).then(
      () => '',
      (error: unknown) => (error as Error).message,
    );
  };

  it('of a write with a key, of one without, of an erasure and of a creation', async () => {
    const note = (service: Service, id: string) => service.addNote(id, { text: 'α' });
    expect(await unknown(note, newKey())).toMatch(/send it again with the same Idempotency-Key\.$/);
    expect(await unknown(note, null)).toMatch(
      /look before you send it again, because it has no Idempotency-Key\.$/,
    );
    expect(await unknown((service, id) => service.eraseCustomer(id), null)).toMatch(
      /send it again, and it goes on/,
    );
    const made = (key?: string) => (service: Service) =>
      service.createCustomer(creationOf({ name: 'Α' }), key);
    expect(await unknown(made(newKey()), null)).toMatch(/send it again with the same Idempotency-Key\.$/);
    expect(await unknown(made(), null)).toMatch(/look before you send it again/);
  });
});
