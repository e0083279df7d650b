import { afterAll, beforeAll, expect, it } from 'vitest';
import { useApi } from '../support/api.ts';
import { startNginx } from '../support/nginx.ts';
import { CUSTOMERS_PATH as path } from '../support/paths.ts';

// The app behind a real nginx with gzip, which makes every entity tag a weak one.

const api = useApi();
let nginx: Awaited<ReturnType<typeof startNginx>>;
beforeAll(async () => {
  nginx = await startNginx(api.url);
});
afterAll(() => nginx.stop());

/** As a browser sends it. The client of the other tests knows no header of a proxy. */
async function send(method: string, item: string, body?: object, headers: Record<string, string> = {}) {
  const response = await fetch(`${nginx.url}${item}`, {
    method,
    headers: {
      Authorization: `Bearer ${api.users.editor.token}`,
      'Content-Type': 'application/json',
      ...headers,
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const { status, headers: answered } = response;
  return { status, headers: answered, body: text === '' ? null : JSON.parse(text) };
}

it('a client saves five times in a row, each time on the condition of the answer before', async () => {
  const created = await send('POST', path, { name: '0' });
  const item = `${path}/${created.body?.id}`;
  // nginx does not compress a 201.
  let tag = (await send('GET', item)).headers.get('ETag') ?? '';
  for (let save = 1; save <= 5; save++) {
    expect(tag).toMatch(new RegExp(`^W/"${save}-[\\w-]{11}"$`));
    const known = await send('GET', item, undefined, { 'If-None-Match': tag });
    expect(known.status).toBe(304);
    const saved = await send('PUT', item, { name: `${save}` }, { 'If-Match': tag });
    expect(saved).toMatchObject({ status: 200, body: { name: `${save}` } });
    expect(saved.headers.get('Content-Encoding')).toBe('gzip');
    const stale = await send('PUT', item, { name: 'παλιό' }, { 'If-Match': tag });
    expect(stale).toMatchObject({ status: 412, body: { changed: [{ pointer: '/name', by_self: true }] } });
    tag = saved.headers.get('ETag') ?? '';
  }
  expect((await send('GET', item)).body?.name).toBe('5');
});
