import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { useApi } from '../support/api.ts';
import { reindex } from '../support/customers-wing.ts';
import { CUSTOMERS_PATH as path } from '../support/paths.ts';
import { until } from '../support/until.ts';

/** Who has read whom: the log of a request names the customers that were answered, and nothing else of them. */
const api = useApi();
const silent = useApi({ logsIds: false });

beforeEach(() => {
  api.log.length = 0;
  silent.log.length = 0;
});

/** What the lines of the next `count` requests name. */
const named = async (count: number, { log } = api) => {
  const lines = () => log.filter(({ message }) => message === 'request');
  await until(() => Promise.resolve(lines().length >= count ? true : null));
  return lines().map(({ records }) => records ?? null);
};

const create = async (name: string) => {
  const { body } = await api.as('editor').post(path, { name });
  return body.id as string;
};

const digestOf = (id: string) => `sha256:${createHash('sha256').update(id).digest('hex').slice(0, 32)}`;

describe('a request names', () => {
  it('the one customer that it shows or changes, whatever it asks for', async () => {
    const id = await create('Ένας');
    const [editor, viewer] = [api.as('editor'), api.as('viewer')];
    const { headers } = await viewer.get(`${path}/${id}`);
    const tag = headers.get('ETag') ?? '';
    await viewer.get(`${path}/${id}`, { headers: { 'If-None-Match': tag } });
    await viewer.send('HEAD', `${path}/${id}`);
    await editor.put(`${path}/${id}`, { organization: 'Ο' });
    await editor.post(`${path}/${id}/notes`, { text: 'Σ' });
    await editor.put(`${path}/${id}/tags/vip`);
    await viewer.get(`${path}/${id}/history`);
    await viewer.get(`${path}/${id}/history/1`);
    // Shows what others have changed.
    const late = await editor.put(`${path}/${id}`, { name: 'Δύο' }, { headers: { 'If-Match': tag } });
    expect(late.status).toBe(412);
    await editor.delete(`${path}/${id}`);
    await editor.post(`${path}/${id}/restore`);
    expect(await named(12)).toEqual(Array(12).fill([id]));
  });

  it('all the customers of a page, of a search and of the trash, in their order', async () => {
    const ids = [await create('Ωμέγα Α'), await create('Ωμέγα Β'), await create('Ωμέγα Γ')];
    const viewer = api.as('viewer');
    await viewer.get(`${path}?search=ωμεγα&limit=2`);
    await viewer.post(`${path}/search`, { search: 'ωμεγα' });
    await viewer.get(`${path}?search=ουδεις`);
    await api.as('editor').delete(`${path}/${ids[0] ?? ''}`);
    await viewer.get(`${path}/trash?limit=1`);
    const [first, second, third] = ids;
    expect((await named(8)).slice(3)).toEqual([[first, second], ids, null, [first], [first]]);
    expect(third).toBeDefined();
  });

  it('nobody where nothing was shown', async () => {
    const id = await create('Κανείς');
    await api.as('viewer').put(`${path}/${id}`, { name: 'Α' });
    await api.as('viewer').get(`${path}/nobody`);
    await api.as('editor').put(`${path}/${id}`, { name: '' });
    await api.anonymous.get(`${path}/${id}`);
    await api.anonymous.get('/api/docs/page.js');
    expect(await named(6)).toEqual([[id], null, null, null, null, null]);
  });
});

describe('an id that another program gave', () => {
  const mail = 'maria.pappa@example.gr';

  it('is logged as its digest', async () => {
    await api.firestore.doc(`crm_customers/${mail}`).set({ name: 'Μαρία' });
    await api.as('viewer').get(`${path}/${encodeURIComponent(mail)}`);
    await api.as('editor').put(`${path}/${encodeURIComponent(mail)}`, { organization: 'Ο' });
    await api.as('viewer').get(`${path}?search=μαρια`);
    expect(await named(3)).toEqual([[digestOf(mail)], [digestOf(mail)], [digestOf(mail)]]);
    expect(JSON.stringify(api.log)).not.toContain('pappa');
  });

  it('may be of any length: the line of a page of 1,000 such customers stays below 200 kB', async () => {
    const long = (at: number) => `${'ξ'.repeat(400)}"\\${at}`;
    for (let begin = 0; begin < 1000; begin += 250) {
      const batch = api.firestore.batch();
      for (let at = begin; at < begin + 250; at++)
        batch.set(api.firestore.doc(`crm_customers/${long(at)}`), { name: `Μακρύς ${at}` });
      await batch.commit();
    }
    await reindex(api.firestore);
    api.log.length = 0;
    const { body } = await api.as('viewer').get(`${path}?search=μακρυς`);
    expect(body.customers).toHaveLength(1000);
    const [records] = await named(1);
    const ids = (body.customers as { id: string }[]).map(({ id }) => digestOf(id));
    expect(records).toEqual(ids);
    expect(Buffer.byteLength(JSON.stringify(api.log))).toBeLessThan(200_000);
  });
});

it('a parameter turns it off', async () => {
  const { body } = await silent.as('editor').post(path, { name: 'Α' });
  await silent.as('viewer').get(path);
  await silent.as('viewer').get(`${path}/${body.id as string}`);
  expect(await named(3, silent)).toEqual([null, null, null]);
});
