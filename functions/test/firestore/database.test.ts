import { Firestore, type Query } from 'firebase-admin/firestore';
import { expect, it } from 'vitest';
import { Deadline } from '../../src/limits/deadline.ts';
import { type Database, databasesSharing } from '../support/firestore.ts';

/** What a database does with a query is its own business here: when it is answered and how. */
const queryOf = (answer: Promise<unknown>) => ({ get: () => answer }) as unknown as Query;
const NONE = { docs: [] };
const firestore = new Firestore({ projectId: 'demo-crm' });

const databases = (documents: number) =>
  databasesSharing(documents, firestore, { timeoutMs: 100, totalMs: 10_000 });

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
  const make = databases(1000);
  const database = make();
  await database.reserve(1000);
  const { promise, resolve } = Promise.withResolvers();
  await expect(database.query(queryOf(promise))).rejects.toMatchObject({ code: 'database_unavailable' });
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
  await expect(databases(1)().query(queryOf(Promise.reject(refused)))).rejects.toMatchObject({ status: 503 });
});
