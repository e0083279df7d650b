import { inspect } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { handleEvent } from '../../src/firestore/events.ts';
import { databaseUnavailable } from '../../src/standards/problems.ts';
import type { LogEntry } from '../../src/platform/log.ts';
import { adopt, keepDeleted } from '../support/customers-wing.ts';
import { closeFirestore, newProject, openFirestore } from '../support/firestore.ts';

const firestore = openFirestore(newProject());
afterAll(() => closeFirestore(firestore));

const collection = firestore.collection('crm_customers');

async function handled(id: string, work: () => Promise<unknown>): Promise<LogEntry[]> {
  const entries: LogEntry[] = [];
  await handleEvent({ write: (entry) => entries.push(entry) }, { customer_id: id }, work);
  return entries;
}

describe('an event is given up, and the log says so, when no repetition can help', () => {
  it('because the document would be too large with what is added to it', async () => {
    const document = collection.doc();
    await document.set({ name: 'Μεγάλος', blob: 'x'.repeat(1_048_400) });
    expect(await handled(document.id, () => adopt(firestore, document.id))).toEqual([
      {
        severity: 'ERROR',
        message: 'an event was given up',
        customer_id: document.id,
        reason: 'firestore/INVALID_ARGUMENT',
      },
    ]);
    expect((await document.get()).get('_meta')).toBeUndefined();
  });

  it('because callers cannot reach the id, which is the name of a route', async () => {
    const document = collection.doc('trash');
    await document.set({ name: 'Ξένος' });
    const seen = await document.get();
    expect(await handled(document.id, () => adopt(firestore, document.id, seen))).toMatchObject([
      { reason: 'customer_not_found' },
    ]);
  });
});

it('an event that failed for want of the database, or by a bug, is delivered again, and nothing that is logged names a document', async () => {
  const id = 'maria@example.gr';
  const quoting = Object.assign(new Error(`crm_customers/${id}: contention`), { code: 10 });
  const thrown: unknown[] = [];
  const logged: LogEntry[] = [];
  for (const error of [databaseUnavailable(quoting), quoting, new TypeError(`a bug about ${id}`)]) {
    const work = () => Promise.reject(error);
    const handling = handleEvent({ write: (entry) => logged.push(entry) }, { customer_id: id }, work);
    thrown.push(await handling.catch((each: unknown) => each));
  }
  expect(logged).toMatchObject([
    {
      severity: 'ERROR',
      reason: 'firestore/ABORTED',
      customer_id: expect.stringMatching(/^sha256:/) as string,
    },
    { reason: 'firestore/ABORTED' },
    { reason: 'TypeError', stack: expect.arrayContaining([expect.stringMatching(/^at /)]) as string[] },
  ]);
  for (const error of thrown) expect(error).toBeInstanceOf(Error);
  expect(inspect(thrown) + JSON.stringify(logged)).not.toContain(id);
});

describe('a deletion by another program', () => {
  it('is kept once, however often its event comes', async () => {
    const document = collection.doc();
    await document.set({ name: 'Σβησμένος', legacy: 1 });
    await adopt(firestore, document.id);
    const before = await document.get();
    await document.delete();
    await Promise.all(Array.from({ length: 5 }, () => keepDeleted(firestore, before)));
    const { docs } = await document.collection('history').get();
    expect(docs.map((entry) => entry.get('action') as string)).toEqual(['create', 'delete']);
    const inTrash = await firestore.doc(`crm_customers_trash/${document.id}`).get();
    expect(inTrash.get('document.legacy')).toBe(1);
  });

  it('is kept also when that program had dropped the internal map', async () => {
    const document = collection.doc();
    await document.set({ name: 'Α' });
    await adopt(firestore, document.id);
    await document.set({ name: 'Β' });
    const before = await document.get();
    await document.delete();
    expect(await keepDeleted(firestore, before)).toBe(true);
  });
});
