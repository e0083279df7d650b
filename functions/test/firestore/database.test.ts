import type { Firestore } from 'firebase-admin/firestore';
import { expect, it } from 'vitest';
import { Deadline } from '../../src/limits/deadline.ts';
import { type Database, databasesSharing } from '../support/firestore.ts';

/** A Firestore that answers every query with this. */
const answering = (answer: Promise<unknown>) =>
  ({ collection: () => ({ get: () => answer }) }) as unknown as Firestore;
const QUERY = { collection: 'crm_customers' };
const NONE = { docs: [] };

const databases = (documents: number, answer: Promise<unknown> = Promise.resolve(NONE)) =>
  databasesSharing(documents, { firestore: answering(answer) }, { timeoutMs: 100, totalMs: 10_000 });

/** Whether the whole room is free within a moment. */
async function isFree(make: () => Database, documents: number): Promise<boolean> {
  const visitor = make();
  const entered = await new Deadline(50)
    .wait(visitor.reserve(documents), 50, () => new Error('full'))
    .then(
      () => true,
      () => false,
    );
  visitor.end();
  return entered;
}

it('a request holds its room until the last of its queries is answered, though nobody waits for it', async () => {
  const { promise, resolve } = Promise.withResolvers();
  const make = databases(1000, promise);
  const database = make();
  await database.reserve(1000);
  await expect(database.query(QUERY)).rejects.toMatchObject({ code: 'database_unavailable' });
  database.end();
  expect(await isFree(make, 1000)).toBe(false);
  resolve(NONE);
  expect(await isFree(make, 1000)).toBe(true);
});

it('a request whose caller has gone reads no further', async () => {
  const make = databases(1000);
  const [first, second] = [make(), make()];
  await first.reserve(1000);
  const waiting = second.reserve(1000);
  second.end();
  first.end();
  await expect(waiting).rejects.toMatchObject({ code: 'database_unavailable' });
  await expect(first.reserve(10)).rejects.toMatchObject({ code: 'database_unavailable' });
  expect(await isFree(make, 1000)).toBe(true);
});

it('a request that needs more room than it has reserved is a bug', async () => {
  const database = databases(5000)();
  await database.reserve(200);
  await database.reserve(200);
  await expect(database.reserve(1000)).rejects.toThrow('200 documents were reserved');
});

it('a query whose index is still being built is for later', async () => {
  const refused = Object.assign(new Error('The query requires an index.'), { code: 9 });
  await expect(databases(1, Promise.reject(refused))().query(QUERY)).rejects.toMatchObject({ status: 503 });
});
