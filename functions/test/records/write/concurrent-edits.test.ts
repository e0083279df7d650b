import { describe, expect, it } from 'vitest';
import { useApi } from '../../support/api.ts';
import { expectProblem, type Json } from '../../support/client.ts';
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

describe('conditional requests', () => {
  it('answer 304 to the tag of what would be sent', async () => {
    const { id } = await create({ name: 'Α' });
    const first = await api.as('viewer').get(`${path}/${id}`);
    const etag = first.headers.get('ETag') ?? '';
    expect(etag).toMatch(/^"1-[\w-]{11}"$/);
    const known = (tag: string) =>
      api.as('viewer').get(`${path}/${id}`, { headers: { 'If-None-Match': tag } });
    expect(await known(etag)).toMatchObject({ status: 304, body: null });
    expect((await known(`"x", W/${etag}`)).status).toBe(304);
    expect((await known('"x"')).status).toBe(200);
  });

  it('refuse a change of what has changed, and say what others did', async () => {
    const created = await api.as('editor').post(path, { name: 'Α' });
    const item = `${path}/${created.body.id}`;
    const headers = { 'If-Match': created.headers.get('ETag') ?? '' };
    const changed = await api.as('admin').put(item, { name: 'Β' });
    const refused = expectProblem(
      await api.as('editor').put(item, { name: 'Γ' }, { headers }),
      412,
      'precondition_failed',
    );
    expect(refused.headers.get('ETag')).toBe(changed.headers.get('ETag'));
    expect(refused.body.changed).toEqual([
      {
        pointer: '/name',
        by: api.users.admin.uid,
        by_name: api.users.admin.email,
        by_self: false,
        at: expect.any(String),
        from: 'Α',
        to: 'Β',
      },
    ]);
    expectProblem(await api.as('editor').delete(item, { headers }), 412, 'precondition_failed');
    const list = { 'If-Match': `"nope", ${changed.headers.get('ETag') ?? ''}` };
    expect((await api.as('editor').put(item, { name: 'Γ' }, { headers: list })).status).toBe(200);
    expect((await api.as('editor').delete(item, { headers: { 'If-Match': '*' } })).status).toBe(204);
  });

  it('let one of twenty writers with the same tag through', async () => {
    const created = await api.as('editor').post(path, { name: 'Α' });
    const headers = { 'If-Match': created.headers.get('ETag') ?? '' };
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        api.as('editor').put(`${path}/${created.body.id}`, { name: `${index}` }, { headers }),
      ),
    );
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([200, ...Array<number>(19).fill(412)]);
  });
});

describe('an idempotency key', () => {
  const keyed = (key: string) => ({ headers: { 'Idempotency-Key': key } });

  it('makes one customer of fifty identical requests at once, and fifty identical answers', async () => {
    const name = `Μοναδικός ${Date.now()}`;
    const answers = await Promise.all(
      Array.from({ length: 50 }, () =>
        api.as('editor').post(path, { name, notes: [{ text: 'ν' }] }, keyed('race-1')),
      ),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(
      new Set(answers.map(({ body, headers }) => JSON.stringify([body, headers.get('ETag')]))).size,
    ).toBe(1);
    expect(answers.filter(({ headers }) => headers.get('Idempotent-Replayed') === 'true')).toHaveLength(49);
    expect((await collection().where('name', '==', name).get()).size).toBe(1);
  });

  it('gives the original answer after the customer was changed or deleted', async () => {
    const first = await api.as('editor').post(path, { name: 'Α' }, keyed('"later"'));
    await api.as('editor').put(`${path}/${first.body.id}`, { name: 'Β' });
    const replay = () => api.as('editor').post(path, { name: 'Α' }, keyed('later'));
    expect(await replay()).toMatchObject({ status: 201, body: first.body });
    await api.as('editor').delete(`${path}/${first.body.id}`);
    expect(await replay()).toMatchObject({ status: 201, body: first.body });
    expect((await api.as('viewer').get(`${path}/${first.body.id}`)).status).toBe(404);
  });

  it('is refused with another body, and is free for another caller', async () => {
    const first = await api.as('editor').post(path, { name: 'Α' }, keyed('mine'));
    expectProblem(
      await api.as('editor').post(path, { name: 'Β' }, keyed('mine')),
      422,
      'idempotency_key_reused',
    );
    const other = await api.as('admin').post(path, { name: 'Β' }, keyed('mine'));
    expect(other.status).toBe(201);
    expect(other.body.id).not.toBe(first.body.id);
    for (const key of ['', '"', 'x'.repeat(256)])
      expectProblem(await api.as('editor').post(path, { name: 'Α' }, keyed(key)), 400, 'malformed_header');
  });
});

describe('edits that cannot collide', () => {
  it('all land, fifty at once', async () => {
    const { id } = await create({ name: 'Α' });
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        index % 2 === 0
          ? api.as('editor').post(`${path}/${id}/notes`, { text: `${index}` })
          : api.as('editor').put(`${path}/${id}/tags/${encodeURIComponent(`τ/${index}`)}`),
      ),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 201]));
    const { body } = await api.as('viewer').get(`${path}/${id}`);
    expect(body.notes.map(({ text }: Json) => Number(text)).sort((a: number, b: number) => a - b)).toEqual(
      Array.from({ length: 25 }, (_, index) => 2 * index),
    );
    expect(body.tags).toHaveLength(25);
    expect((await versions(id))[0].version).toBe(51);
  });

  it('add and remove members of sets, idempotently', async () => {
    const { id } = await create({ name: 'Α', tags: ['a'] });
    for (const field of ['tags', 'linked_user_ids']) {
      const member = `${path}/${id}/${field}/${encodeURIComponent('Ω 1')}`;
      const added = await api.as('editor').put(member);
      expect(added.body[field]).toContain('Ω 1');
      expect((await api.as('editor').put(member)).headers.get('ETag')).toBe(added.headers.get('ETag'));
      expect((await api.as('editor').delete(member)).body[field]).not.toContain('Ω 1');
      expect((await api.as('editor').delete(member)).status).toBe(200);
    }
  });

  it('are refused when the list is full or the element is none', async () => {
    const contact = { type: 'other', label: '', value: 'x' };
    const { id } = await create({ name: 'Α', contacts: Array(100).fill(contact) });
    expectProblem(await api.as('editor').post(`${path}/${id}/contacts`, contact), 422, 'validation_failed');
    expectProblem(
      await api.as('editor').post(`${path}/${id}/notes`, { note: 'x' }),
      422,
      'validation_failed',
    );
    for (const [set, parameter] of [
      ['tags', 'tag'],
      ['linked_user_ids', 'uid'],
    ]) {
      const refused = await api.as('editor').put(`${path}/${id}/${set}/%00`);
      expectProblem(refused, 422, 'validation_failed');
      expect(refused.body.errors).toMatchObject([{ parameter }]);
    }
    expectProblem(await api.as('editor').put(`${path}/${id}/tags/%20`), 422, 'validation_failed');
    expect((await api.as('editor').post(`${path}/${id}/owned_items`, { type: 'product' })).status).toBe(201);
  });
});
