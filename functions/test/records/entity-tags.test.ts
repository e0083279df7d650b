import { FieldValue, Timestamp } from 'firebase-admin/firestore';
import { describe, expect, it } from 'vitest';
import { useApi } from '../support/api.ts';
import { adopt, reindex } from '../support/customers-wing.ts';
import { createdId } from '../support/created-id.ts';
import { CUSTOMERS_PATH as path } from '../support/paths.ts';
import { release } from '../support/releases.ts';

// The entity tag tells of the state of a customer, and of nothing else.

const api = useApi();
const document = (id: string) => api.firestore.doc(`crm_customers/${id}`);

async function tagOf(id: string): Promise<string> {
  const { status, headers } = await api.as('viewer').get(`${path}/${encodeURIComponent(id)}`);
  expect(status).toBe(200);
  const { body } = await api.as('viewer').get(path);
  const at = (body.customers as { id: string }[]).findIndex((customer) => customer.id === id);
  const tag = headers.get('ETag') ?? '';
  if (at >= 0) listed.set(id, body.etags[at] as string);
  return tag;
}
/** The tag of each customer in the list, where it is in it. */
const listed = new Map<string, string>();

describe('the entity tag', () => {
  it('is the same before and after reindex, in a list and in the answer to an edit', async () => {
    const made = await api
      .as('editor')
      .post(path, { name: 'Ένας', contacts: [{ type: 'phone', label: '', value: '1' }] });
    const { id } = made.body;
    const edited = await api.as('editor').put(`${path}/${id}`, { tags: ['vip'] });
    const tag = edited.headers.get('ETag') ?? '';
    expect(tag).not.toBe(made.headers.get('ETag'));
    expect(await tagOf(id)).toBe(tag);
    await document(id).update({ '_meta.entry': FieldValue.delete(), '_meta.entry_digest': 'x' });
    expect(await tagOf(id)).toBe(tag);
    expect((await reindex(api.firestore)).written).toBe(1);
    expect(await tagOf(id)).toBe(tag);
    expect(listed.get(id)).toBe(tag);
  });

  it.each(['older', 'newer'] as const)(
    'is the same when the %s release has rewritten its bookkeeping',
    async (other) => {
      const id = await createdId(api, {
        name: 'Άλλη έκδοση',
        nextcloud_folder: '/x',
        contacts: [{ type: 'phone', label: '', value: '1', primary: true }],
      });
      const tag = await tagOf(id);
      await release(other, api.firestore).reindex();
      expect(await tagOf(id)).toBe(tag);
      await reindex(api.firestore);
      expect(await tagOf(id)).toBe(tag);
      expect(listed.get(id)).toBe(tag);
    },
  );

  it.each([
    ['without times', {}],
    ['with ISO times', { created_at: '2024-05-06T07:08:09.000Z', updated_at: '2024-05-07T07:08:09.000Z' }],
    ['with Timestamps', { created_at: Timestamp.fromMillis(1e12), updated_at: Timestamp.fromMillis(1.1e12) }],
  ])('of what another program wrote, %s, is the same before and after the trigger', async (_what, times) => {
    const { id } = document(api.firestore.collection('crm_customers').doc().id);
    await document(id).set({ name: 'Ξένος', ...times });
    const [created, versions] = [await tagOf(id), [] as string[]];
    await adopt(api.firestore, id);
    expect(await tagOf(id)).toBe(created);
    expect(listed.get(id)).toBe(created);
    for (const change of [{ name: 'Ξένος Β' }, { organization: 'Φορέας' }, { legacy: 1 }]) {
      await document(id).update(change);
      const [changed, { body }] = [await tagOf(id), await api.as('viewer').get(`${path}/${id}`)];
      versions.push(changed);
      await adopt(api.firestore, id);
      expect([await tagOf(id), (await api.as('viewer').get(`${path}/${id}`)).body]).toEqual([changed, body]);
      expect(listed.get(id)).toBe(changed);
    }
    // The last is nothing that this API knows of.
    expect([new Set([created, ...versions]).size, versions[2]]).toEqual([3, versions[1]]);
  });

  it('is another at once when another program has changed a customer, its times alone included', async () => {
    const id = await createdId(api, { name: 'Δικός μας' });
    const tags = [await tagOf(id)];
    for (const change of [
      { name: 'Αλλιώς' },
      { updated_at: '2020-01-01T00:00:00.000Z' },
      { created_at: '2020-01-01T00:00:00.000Z' },
    ]) {
      await document(id).update(change);
      tags.push(await tagOf(id));
    }
    expect(new Set(tags).size).toBe(4);
    await adopt(api.firestore, id);
    expect(await tagOf(id)).not.toBe(tags[0]);
  });

  it('of before another program’s change lets nobody edit, and that of after it does', async () => {
    const id = await createdId(api, { name: 'Υπό όρους' });
    const before = await tagOf(id);
    await document(id).update({ organization: 'Ξένη' });
    const after = await tagOf(id);
    const edit = (tag: string) =>
      api.as('editor').put(`${path}/${id}`, { language: 'en' }, { headers: { 'If-Match': tag } });
    expect((await edit(before)).status).toBe(412);
    await adopt(api.firestore, id);
    expect((await edit(after)).status).toBe(200);
  });
});
