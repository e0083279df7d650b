import { describe, expect, it } from 'vitest';
import { useApi } from '../../support/api.ts';
import { expectProblem, type Json } from '../../support/client.ts';
import { adopt } from '../../support/customers-wing.ts';
import { CUSTOMERS_PATH as path } from '../../support/paths.ts';

const api = useApi();
const collection = () => api.firestore.collection('crm_customers');

async function create(body: object): Promise<Json> {
  const answer = await api.as('editor').post(path, body);
  expect(answer.status).toBe(201);
  return answer.body;
}

async function versions(id: string): Promise<Json[]> {
  const { status, body } = await api.as('viewer').get(`${path}/${id}/history`);
  expect(status).toBe(200);
  return body.history;
}

describe('history', () => {
  it('tells who did what when, newest first, and what each version changed', async () => {
    const { id } = await create({ name: 'Α', contacts: [{ type: 'phone', label: '', value: '1' }] });
    await api.as('admin').put(`${path}/${id}`, { name: 'Β', location: { city: 'Χανιά' } });
    await api
      .as('editor')
      .post(`${path}/${id}/contacts`, { type: 'email', label: 'σπίτι', value: 'a@example.gr' });
    const history = await versions(id);
    expect(history.map(({ version, action, by }) => [version, action, by])).toEqual([
      [3, 'update', api.users.editor.uid],
      [2, 'update', api.users.admin.uid],
      [1, 'create', api.users.editor.uid],
    ]);
    expect(history[0].changes).toEqual([
      {
        pointer: '/contacts/1',
        from: null,
        to: { type: 'email', label: 'σπίτι', value: 'a@example.gr', primary: false },
      },
    ]);
    expect(history[1].changes).toEqual([
      { pointer: '/name', from: 'Α', to: 'Β' },
      { pointer: '/location', from: null, to: { city: 'Χανιά', country: null, region: null } },
    ]);
    expect(Date.parse(history[0].at)).toBeGreaterThanOrEqual(Date.parse(history[1].at));
  });

  it('comes in pages that together show every version once', async () => {
    const { id } = await create({ name: '1' });
    for (const name of ['2', '3', '4', '5']) await api.as('editor').put(`${path}/${id}`, { name });
    const seen: number[][] = [];
    for (let query = '?limit=2'; ;) {
      const { body, headers } = await api.as('viewer').get(`${path}/${id}/history${query}`);
      seen.push(body.history.map(({ version }: Json) => version));
      const next = /^<(.*)>; rel="next"$/.exec(headers.get('Link') ?? '')?.[1];
      expect(next === undefined).toBe(body.next_cursor === null);
      if (next === undefined) break;
      query = next;
    }
    expect(seen).toEqual([[5, 4], [3, 2], [1]]);
    expect((await api.as('viewer').get(`${path}/${id}/history?limit=5`)).body.next_cursor).toBeNull();
  });

  it('gives the whole state of a version, as it was answered then', async () => {
    const first = await create({ name: 'Α', tags: ['a'] });
    await api.as('editor').put(`${path}/${first.id}`, { name: 'Β' });
    expect((await api.as('viewer').get(`${path}/${first.id}/history/1`)).body).toEqual(first);
    expectProblem(await api.as('viewer').get(`${path}/${first.id}/history/3`), 404, 'version_not_found');
    expectProblem(await api.as('viewer').get(`${path}/${first.id}/history/1.5`), 404, 'version_not_found');
    expectProblem(await api.as('viewer').get(`${path}/nobody/history`), 404, 'customer_not_found');
  });

  it('has an entry for what another program did, found by the trigger or by the next write', async () => {
    const { id } = await create({ name: 'Α' });
    await collection().doc(id).update({ name: 'Απ’ έξω' });
    expect(await adopt(api.firestore, id)).toBe(true);
    await collection().doc(id).update({ organization: 'Και πάλι' });
    await api.as('editor').put(`${path}/${id}`, { language: 'en' });
    expect((await versions(id)).map(({ version, by, changes }) => [version, by, changes[0].pointer])).toEqual(
      [
        [4, api.users.editor.uid, '/language'],
        [3, 'external', '/organization'],
        [2, 'external', '/name'],
        [1, api.users.editor.uid, expect.any(String)],
      ],
    );
  });

  it('starts with what another program wrote, and goes on where it was when that program drops the internal map', async () => {
    await collection().doc('foreign').set({ name: 'Ξένος' });
    expect(await versions('foreign')).toEqual([]);
    await api.as('editor').put(`${path}/foreign`, { name: 'Δικός' });
    await collection().doc('foreign').set({ name: 'Ξανά' });
    await api.as('editor').put(`${path}/foreign`, { name: 'Τέλος' });
    expect((await versions('foreign')).map(({ version, action, by }) => [version, action, by])).toEqual([
      [4, 'update', api.users.editor.uid],
      [3, 'update', 'external'],
      [2, 'update', api.users.editor.uid],
      [1, 'create', 'external'],
    ]);
  });

  it('is reverted to by a new version', async () => {
    const first = await create({ name: 'Α', tags: ['a'] });
    await api.as('editor').put(`${path}/${first.id}`, { name: 'Β', tags: [] });
    const { status, body } = await api.as('editor').post(`${path}/${first.id}/revert`, { version: 1 });
    expect(status).toBe(200);
    expect(body).toEqual({ ...first, updated_at: body.updated_at });
    expect((await versions(first.id))[0]).toMatchObject({ version: 3, action: 'revert' });
    expectProblem(
      await api.as('editor').post(`${path}/${first.id}/revert`, { version: 9 }),
      404,
      'version_not_found',
    );
  });
});

describe('trash', () => {
  it('keeps a deleted customer out of every list and brings it back with its history', async () => {
    const before = await create({ name: 'Σβησμένος', tags: ['πίσω'] });
    const { id } = before;
    await collection().doc(id).update({ legacy: true });
    await api.as('editor').delete(`${path}/${id}`);
    expect((await api.as('viewer').get(`${path}?search=${encodeURIComponent('σβησμενος')}`)).body.total).toBe(
      0,
    );
    expect((await api.as('viewer').get(`${path}?tag=${encodeURIComponent('πίσω')}`)).body.total).toBe(0);
    const { body } = await api.as('viewer').get(`${path}/trash`);
    const entry = body.trash.find((each: Json) => each.id === id);
    expect(entry).toEqual({
      id,
      name: 'Σβησμένος',
      deleted_at: expect.any(String),
      deleted_by: api.users.editor.uid,
      deleted_by_name: api.users.editor.email,
      expires_at: new Date(Date.parse(entry.deleted_at) + 30 * 86_400_000).toISOString(),
    });
    expect((await versions(id))[0]).toMatchObject({ version: 2, action: 'delete' });

    const restored = await api.as('editor').post(`${path}/${id}/restore`);
    expect(restored.status).toBe(200);
    expect(restored.body).toEqual({ ...before, updated_at: restored.body.updated_at });
    expect((await collection().doc(id).get()).get('legacy')).toBe(true);
    expect((await versions(id)).map(({ action }) => action)).toEqual(['restore', 'delete', 'create']);
    expectProblem(await api.as('editor').post(`${path}/${id}/restore`), 409, 'conflict');
    expectProblem(await api.as('editor').post(`${path}/nobody/restore`), 404, 'customer_not_found');
    expect(await adopt(api.firestore, id)).toBe(false);
  });

  it('is erased with customer and history by an admin, and by nobody else', async () => {
    const { id } = await create({ name: 'Για πάντα' });
    for (let index = 0; index < 5; index++) await api.as('editor').put(`${path}/${id}`, { name: `${index}` });
    expectProblem(await api.as('editor').delete(`${path}/${id}?erase=true`), 403, 'forbidden');
    await api.as('editor').delete(`${path}/${id}`);
    expect((await api.as('admin').delete(`${path}/${id}?erase=true`)).status).toBe(204);
    expect((await collection().doc(id).collection('history').get()).size).toBe(0);
    expect((await api.firestore.doc(`crm_customers_trash/${id}`).get()).exists).toBe(false);
    expectProblem(await api.as('admin').delete(`${path}/${id}?erase=true`), 404, 'customer_not_found');
  });
});
