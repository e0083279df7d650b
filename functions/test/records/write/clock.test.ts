import type { Firestore } from 'firebase-admin/firestore';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { adopt, creationOf, historyOf, requestOf, timeAfter } from '../../support/customers-wing.ts';
import { closeFirestore, newProject, openFirestore } from '../../support/firestore.ts';

const MINUTE = 60_000;

it.for([
  ['of before', '2026-01-01T09:59:59.999Z', '2026-01-01T10:00:00.000Z'],
  ['of this millisecond', '2026-01-01T10:00:00.000Z', '2026-01-01T10:00:00.001Z'],
  ['of a clock that is ahead', '2026-01-01T10:10:00.000Z', '2026-01-01T10:10:00.001Z'],
  ['of almost a day ahead', '2026-01-02T09:59:59.999Z', '2026-01-02T10:00:00.000Z'],
  ['that no clock shows', '9999-12-31T23:59:59.999Z', '2026-01-01T10:00:00.000Z'],
  ['that no clock shows yet', '2026-01-02T10:00:00.000Z', '2026-01-01T10:00:00.000Z'],
  ['that cannot be read', 'never', '2026-01-01T10:00:00.000Z'],
] as const)('a change after a time %s', ([, before, after]) => {
  expect(timeAfter(before, Date.parse('2026-01-01T10:00:00.000Z'))).toBe(after);
});

describe('updated_at, whatever the clocks of the instances say,', () => {
  const project = newProject();
  let firestore: Firestore;
  beforeAll(() => {
    firestore = openFirestore(project);
  });
  afterAll(() => closeFirestore(firestore));

  const service = () => requestOf(firestore).service;
  const document = (id: string) => firestore.doc(`crm_customers/${id}`);

  /** Does something on an instance whose clock is so many minutes ahead. */
  async function ahead<T>(minutes: number, work: () => Promise<T>): Promise<T> {
    const { now } = Date;
    vi.useFakeTimers({ toFake: ['Date'], now: now() + minutes * MINUTE });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    try {
      return await work();
    } finally {
      vi.useRealTimers();
    }
  }

  it('never goes backwards: by updates, a revert, the trash and a restoration', async () => {
    const { id } = (await ahead(10, () => service().createCustomer(creationOf({ name: 'Α' })))).record;
    const works: [number, () => Promise<unknown>][] = [
      [0, () => service().updateCustomer(id, { name: 'Β' })],
      [-4, () => service().addNote(id, { text: 'ν' })],
      [0, () => service().addMember(id, 'tags', 'vip')],
      [3, () => service().revertCustomer(id, 1)],
      [0, () => service().deleteCustomer(id)],
      [-4, () => service().restoreCustomer(id)],
      [0, () => service().updateCustomer(id, { name: 'Γ' })],
    ];
    for (const [minutes, work] of works) await ahead(minutes, work);
    const entries = await historyOf(firestore, id);
    expect(entries.map(({ version }) => version)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    const times = entries.flatMap(({ action, state }) => (action === 'delete' ? [] : [state.updated_at]));
    expect(times).toEqual([...new Set(times)].sort());
    expect((await service().getCustomer(id)).record.updated_at).toBe(times.at(-1));
    expect((await document(id).get()).get('updated_at')).toBe(times.at(-1));
  });

  it('is not held for ever by a time that another program has stored', async () => {
    const { id } = (await service().createCustomer(creationOf({ name: 'Α' }))).record;
    await document(id).update({ updated_at: '9999-12-31T23:59:59.999Z' });
    await adopt(firestore, id);
    const before = Date.now();
    const { record } = await service().updateCustomer(id, { name: 'Β' });
    expect(Date.parse(record.updated_at)).toBeGreaterThanOrEqual(before);
    expect(Date.parse(record.updated_at)).toBeLessThan(before + MINUTE);
    const next = await service().updateCustomer(id, { name: 'Γ' });
    expect(next.record.updated_at > record.updated_at).toBe(true);
  });
});
