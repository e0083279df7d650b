import { expect, it } from 'vitest';
import { useApi } from '../support/api.ts';
import type { Json } from '../support/client.ts';
import { bellsRouter } from '../support/toy-resource.ts';

// The proof that the seam holds: a second resource gets versions, conditions, a trash, lists and searches from records/.
const api = useApi({}, { resources: { bells: { routerOf: bellsRouter, idName: 'bell_id' } } });

async function send(method: string, path: string, body?: object, headers: Record<string, string> = {}) {
  const response = await fetch(`${api.url}/api/crm/bells${path}`, {
    method,
    headers: {
      Authorization: `Bearer ${api.users.editor.token}`,
      ...(body && { 'Content-Type': 'application/json' }),
      ...headers,
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const parsed: Json = text === '' ? null : JSON.parse(text);
  return { status: response.status, headers: response.headers, body: parsed };
}

it('a resource of a test has versions, conditions, keys, a trash, lists and searches', async () => {
  const key = { 'Idempotency-Key': 'bell-1' };
  const made = await send('POST', '/', { name: 'Μεγάλη καμπάνα', foundry: 'Κατανάς' }, key);
  expect(made).toMatchObject({ status: 201, body: { name: 'Μεγάλη καμπάνα', weight_kg: null, notes: [] } });
  expect((await send('POST', '/', { name: 'Μεγάλη καμπάνα', foundry: 'Κατανάς' }, key)).body).toEqual(
    made.body,
  );
  const path = `/${made.body.id}`;
  const etag = made.headers.get('ETag') ?? '';

  const changed = await send('PUT', path, { weight_kg: 420 }, { 'If-Match': etag });
  expect(changed).toMatchObject({ status: 200, body: { weight_kg: 420, foundry: 'Κατανάς' } });
  expect(await send('PUT', path, { weight_kg: 1 }, { 'If-Match': etag })).toMatchObject({
    status: 412,
    body: { changed: [{ pointer: '/weight_kg', by: api.users.editor.uid }] },
  });
  expect(await send('PUT', path, { weight: 1, name: '' })).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '/name' }, { pointer: '/weight' }] },
  });
  expect((await send('GET', '/?search=kampana')).body).toMatchObject({ total: 1, bells: [changed.body] });
  expect((await send('GET', '/?foundry=Άλλος')).body).toMatchObject({ total: 0 });

  const once = { 'Idempotency-Key': 'bell-2' };
  expect((await send('PUT', path, { weight_kg: 421 }, once)).headers.get('Idempotent-Replayed')).toBeNull();
  await send('PUT', path, { weight_kg: 420 });
  const again = await send('PUT', path, { weight_kg: 421 }, { ...once, 'If-Match': etag });
  expect(again).toMatchObject({ status: 200, body: { weight_kg: 421 } });
  expect(again.headers.get('Idempotent-Replayed')).toBe('true');

  const last = { 'Idempotency-Key': 'bell-3' };
  expect((await send('DELETE', path, undefined, last)).status).toBe(204);
  expect((await send('DELETE', path, undefined, last)).status).toBe(204);
  expect(await send('GET', path)).toMatchObject({ status: 404, body: { code: 'bell_not_found' } });
  expect((await send('POST', `${path}/restore`)).body).toMatchObject({ weight_kg: 420 });
  const { history } = (await send('GET', `${path}/history`)).body;
  expect(history.map(({ action }: Json) => action)).toEqual([
    ...['restore', 'delete', 'update', 'update', 'update', 'create'],
  ]);
});
