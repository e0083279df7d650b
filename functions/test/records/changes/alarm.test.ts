import { Timestamp } from 'firebase-admin/firestore';
import { afterAll, expect, it } from 'vitest';
import type { LogEntry } from '../../../src/platform/log.ts';
import { alarmIfLate } from '../../support/customers-wing.ts';
import { closeFirestore, newProject, openFirestore } from '../../support/firestore.ts';

const firestore = openFirestore(newProject());
afterAll(() => closeFirestore(firestore));

it('a version that was committed long after its time is an error in the log, with nothing of the customer', async () => {
  const log: LogEntry[] = [];
  const entries = firestore.collection('crm_customers/maria@example.gr/history');
  for (const [version, seconds] of [45, 55].entries()) {
    const entry = entries.doc(String(version + 1).padStart(12, '0'));
    const at = Timestamp.fromMillis(Date.now() - seconds * 1000);
    await entry.set({ version, at, state: { name: 'Μυστικό' } });
    alarmIfLate({ write: (each) => log.push(each) }, await entry.get());
  }
  expect(log).toEqual([
    {
      severity: 'ERROR',
      message: 'a version was committed so long after its time that the changes may have missed it',
      customer_id: expect.stringMatching(/^sha256:/) as string,
      version: '000000000002',
      milliseconds: expect.any(Number) as number,
    },
  ]);
  expect(log[0]?.['milliseconds']).toBeGreaterThan(50_000);
});
