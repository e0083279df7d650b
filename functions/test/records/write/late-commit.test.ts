import type { DocumentSnapshot, Firestore } from 'firebase-admin/firestore';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  adopt,
  creationOf,
  forgetExpired,
  historyOf,
  keepDeleted,
  lengthenHistory,
  requestOf,
} from '../../support/customers-wing.ts';
import { leftOf } from '../../support/database-dump.ts';
import { FaultyProxy } from '../../support/faulty-proxy.ts';
import { closeFirestore, connectionTo, newProject, openFirestore } from '../../support/firestore.ts';
import { beforeNextCommit } from '../../support/sent-requests.ts';

// A commit is on its way, decided on what was read, and something else comes first.
const project = newProject();
let proxy: FaultyProxy;
let direct: Firestore;
let slow: Firestore;

beforeAll(async () => {
  proxy = await FaultyProxy.start({ target: process.env['FIRESTORE_EMULATOR_HOST'] ?? '', seed: 9 });
  direct = openFirestore(project);
  slow = openFirestore(project, proxy.address);
});
afterAll(async () => {
  await Promise.all([direct, slow].map(closeFirestore));
  await proxy.refuse();
});

const data = creationOf({ name: 'Αργοπορία' });
const service = (firestore: Firestore) => requestOf(firestore).service;
const document = (id: string) => direct.doc(`crm_customers/${id}`);

/** Begins `late`, does `first` before its commit is sent, and lets it go; how `late` ends is its own business. */
async function overtake(late: () => Promise<unknown>, first: () => Promise<unknown>) {
  let isOvertaken = false;
  beforeNextCommit(connectionTo(slow), async () => {
    await first();
    isOvertaken = true;
  });
  await late().catch(() => undefined);
  expect(isOvertaken).toBe(true);
}

interface Late {
  what: string;
  prepare?: (id: string) => Promise<unknown>;
  begin: (id: string, seen: DocumentSnapshot) => Promise<unknown>;
}

const lates: Late[] = [
  { what: 'an update', begin: (id) => service(slow).updateCustomer(id, { name: 'Β' }) },
  { what: 'an append', begin: (id) => service(slow).addNote(id, { text: 'ν' }) },
  { what: 'a deletion', begin: (id) => service(slow).deleteCustomer(id) },
  {
    what: 'a restoration',
    prepare: (id) => service(direct).deleteCustomer(id),
    begin: (id) => service(slow).restoreCustomer(id),
  },
  {
    what: 'the trigger after a change by another program',
    prepare: (id) => document(id).update({ name: 'Από άλλο πρόγραμμα' }),
    begin: (id) => adopt(slow, id),
  },
  {
    what: 'the trigger after a deletion by another program',
    prepare: (id) => document(id).delete(),
    begin: (_, seen) => keepDeleted(slow, seen),
  },
];

describe('an erasure leaves no trace, though it comes between the reads and the commit of', () => {
  it.for(lates)('$what', async ({ prepare, begin }) => {
    const { id } = (await service(direct).createCustomer(data)).record;
    const seen = await document(id).get();
    await prepare?.(id);
    await overtake(
      () => begin(id, seen),
      () => service(direct).eraseCustomer(id),
    );
    expect(await leftOf(project, id)).toEqual([]);
  });
});

it('what is forgotten is what had expired, and not the history of the same customer made again', async () => {
  const { id } = (await service(direct).createCustomer(data)).record;
  await service(direct).deleteCustomer(id);
  await direct.doc(`crm_customers_trash/${id}`).delete();
  await overtake(
    () => forgetExpired(slow, id),
    async () => {
      await service(direct).eraseCustomer(id);
      await document(id).set({ name: 'Ξανά' });
      await adopt(direct, id);
    },
  );
  expect((await historyOf(direct, id)).map(({ action }) => action)).toEqual(['create']);
});

it('what had expired is kept when the same customer was made and deleted by another program meanwhile', async () => {
  const { id } = (await service(direct).createCustomer(data)).record;
  await service(direct).deleteCustomer(id);
  await direct.doc(`crm_customers_trash/${id}`).delete();
  await overtake(
    () => forgetExpired(slow, id),
    async () => {
      await document(id).set({ name: 'Ξανά' });
      await adopt(direct, id);
      await document(id).delete();
    },
  );
  expect(await historyOf(direct, id)).toHaveLength(3);
});

it('an erasure takes the version along that came between its reads and its commit', async () => {
  const { id } = (await service(direct).createCustomer(data)).record;
  await overtake(
    () => service(slow).eraseCustomer(id),
    () => service(direct).addNote(id, { text: 'τελευταία' }),
  );
  expect(await leftOf(project, id, ['τελευταία'])).toEqual([]);
});

it('an erasure that has begun leaves alone what another program writes under the id before it has ended', async () => {
  const { id } = (await service(direct).createCustomer(data)).record;
  await lengthenHistory(direct, id, 850);
  let isWritten = false;
  beforeNextCommit(connectionTo(slow), () => {
    beforeNextCommit(connectionTo(slow), async () => {
      await document(id).set({ name: 'Άλλος' });
      isWritten = true;
    });
    return Promise.resolve();
  });
  await service(slow).eraseCustomer(id);
  expect(isWritten).toBe(true);
  expect((await document(id).get()).data()).toEqual({ name: 'Άλλος' });
  expect(await historyOf(direct, id)).toEqual([]);
});

it('an update does not overwrite the one that came between its read and its commit', async () => {
  const { id } = (await service(direct).createCustomer(data)).record;
  await overtake(
    () => service(slow).addNote(id, { text: 'δεύτερη' }),
    () => service(direct).addNote(id, { text: 'πρώτη' }),
  );
  const { record } = await service(direct).getCustomer(id);
  expect(record.notes.map(({ text }) => text)).toEqual(['πρώτη', 'δεύτερη']);
  expect((await historyOf(direct, id)).map(({ version }) => version)).toEqual([1, 2, 3]);
});

it.for(['an append', 'a deletion'])(
  '%s does not lose what another program wrote between its read and its commit',
  async (what) => {
    const { id } = (await service(direct).createCustomer(data)).record;
    const theirs = { text: 'τρίτων', by: 'x', at: '2026-01-01T00:00:00.000Z' };
    await overtake(
      () =>
        what === 'an append'
          ? service(slow).addNote(id, { text: 'δική μας' })
          : service(slow).deleteCustomer(id),
      () => document(id).update({ notes: [theirs] }),
    );
    const entries = await historyOf(direct, id);
    expect(entries.map(({ by }) => by)).toEqual(['u', 'external', 'u']);
    expect(entries[2]?.state.notes[0]).toEqual(theirs);
  },
);

describe('a commit that gets no answer in time', () => {
  const impatient = () => requestOf(slow, { timeoutMs: 1500, totalMs: 5000 }).service;
  const works: [string, (id: string) => Promise<unknown>][] = [
    ['an update', (id) => impatient().updateCustomer(id, { name: 'Β' })],
    ['an erasure', (id) => impatient().eraseCustomer(id)],
  ];

  it.for(works)('has an unknown outcome: the caller of %s is told to send it again', async ([, work]) => {
    const { id } = (await service(direct).createCustomer(data)).record;
    beforeNextCommit(connectionTo(slow), () => proxy.freeze());
    const refused = {
      code: 'database_unavailable',
      status: 503,
      message: expect.stringContaining('send it again'),
    };
    await expect(work(id)).rejects.toMatchObject(refused);
    await proxy.pass();
  });

  it.for(works)(
    'did not happen where nothing was read: the caller of %s is not told so',
    async ([, work]) => {
      const { id } = (await service(direct).createCustomer(data)).record;
      await proxy.freeze();
      const refused = {
        code: 'database_unavailable',
        status: 503,
        message: expect.not.stringContaining('send it again'),
      };
      await expect(work(id)).rejects.toMatchObject(refused);
      await proxy.pass();
      expect(await historyOf(direct, id)).toHaveLength(1);
    },
  );
});
