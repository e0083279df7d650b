import { beforeAll, describe, expect, it } from 'vitest';
import { createCustomersClient, type CustomersClient } from '../../client/src/index.ts';
import { useApi } from '../support/api.ts';
import { useLosingProxy } from '../support/losing-proxy.ts';
import { useScriptedServer } from '../support/scripted-server.ts';

const api = useApi();
const proxy = useLosingProxy(() => api.url);
let client: CustomersClient;
let colleague: CustomersClient;

beforeAll(() => {
  client = createCustomersClient({ baseUrl: `${proxy.url}/api`, getToken: () => api.users.admin.token });
  colleague = createCustomersClient({ baseUrl: `${api.url}/api`, getToken: () => api.users.editor.token });
});

const refusal = { code: 'precondition_failed', status: 412 };

describe('an edit whose answer was lost', () => {
  it('is no conflict with itself', async () => {
    const { id } = await client.create({ name: 'Χαμένη απάντηση' });
    proxy.loses({ isDone: true });
    // As people type: trimmed, brought into one form and filled in by the API.
    const updated = await client.update(id, {
      name: ' Δήμος Πατρε\u0301ων ',
      tags: ['νέο '],
      contacts: [{ type: 'phone', label: '', value: '2610' }],
      notes: [{ text: 'Κλήση' }],
      location: { city: 'Πάτρα' },
    });
    expect(updated).toMatchObject({ name: 'Δήμος Πατρέων', tags: ['νέο'] });
    expect(updated).toEqual(await colleague.get(id));
    // The attempt that was lost, the one that was refused, and one look.
    expect(proxy.requests).toBe(3);
    expect((await client.history(id)).history).toHaveLength(2);
    expect(client.etagOf(id)).toBe(colleague.etagOf(id));
    expect((await client.update(id, { organization: 'ΟΤΑ' })).organization).toBe('ΟΤΑ');
  });

  it('brings what a colleague has changed beside it', async () => {
    const { id } = await client.create({ name: 'Δίπλα' });
    proxy.loses({ isDone: true, meanwhile: () => colleague.addTag(id, 'άλλο') });
    const updated = await client.update(id, { organization: 'ΟΤΑ' });
    expect(updated).toMatchObject({ organization: 'ΟΤΑ', tags: ['άλλο'] });
  });

  it.each([
    ['written over by a colleague', true],
    ['never done, for a colleague was faster', false],
  ])('is refused when it was %s, and again until somebody has looked', async (_name, isDone) => {
    const { id } = await client.create({ name: 'Κοινός' });
    const meanwhile = async () => {
      await colleague.get(id);
      await colleague.update(id, { organization: 'Του άλλου' });
    };
    proxy.loses({ isDone, meanwhile });
    await expect(client.update(id, { organization: 'Δικό μου' })).rejects.toMatchObject(refusal);
    await expect(client.update(id, { organization: 'Δικό μου' })).rejects.toMatchObject(refusal);
    expect((await client.get(id)).organization).toBe('Του άλλου');
    expect((await client.update(id, { organization: 'Δικό μου' })).organization).toBe('Δικό μου');
  });

  it('may be a revert', async () => {
    const { id } = await client.create({ name: 'Πρώτο', tags: ['α'] });
    await client.update(id, { name: 'Δεύτερο', tags: [] });
    proxy.loses({ isDone: true });
    expect(await client.revert(id, 1)).toMatchObject({ name: 'Πρώτο', tags: ['α'] });
    expect((await client.history(id)).history).toHaveLength(3);
    const meanwhile = () => colleague.addTag(id, 'β');
    proxy.loses({ isDone: true, meanwhile });
    await expect(client.revert(id, 2)).rejects.toMatchObject(refusal);
    expect((await client.get(id)).tags).toEqual(['β']);
  });
});

describe('a deletion whose answer was lost', () => {
  it('is done', async () => {
    const { id } = await client.create({ name: 'Στον κάδο' });
    proxy.loses({ isDone: true });
    await client.delete(id);
    expect(client.etagOf(id)).toBeUndefined();
    proxy.loses({ isDone: true });
    await client.erase(id);
    await expect(client.history(id)).rejects.toMatchObject({ code: 'customer_not_found' });
  });

  it('is refused when the customer is still there, changed', async () => {
    const { id } = await client.create({ name: 'Ακόμη εδώ' });
    proxy.loses({ isDone: false, meanwhile: () => colleague.addTag(id, 'νέο') });
    await expect(client.delete(id)).rejects.toMatchObject(refusal);
    await client.get(id);
    proxy.loses({ isDone: true, meanwhile: () => colleague.restore(id) });
    await expect(client.delete(id)).rejects.toMatchObject(refusal);
    expect((await colleague.get(id)).name).toBe('Ακόμη εδώ');
  });

  it('finds nobody when nothing was lost', async () => {
    await expect(client.delete('nobody')).rejects.toMatchObject({ code: 'customer_not_found' });
    await expect(client.erase('nobody')).rejects.toMatchObject({ code: 'customer_not_found' });
  });
});

describe('an answer that leaves it open', () => {
  const server = useScriptedServer();
  const problem = (status: number, code: string) => ({
    status,
    headers: { 'Retry-After': '0' },
    body: { code, status, detail: 'Αργότερα.' },
  });
  const stored = { status: 200, headers: { ETag: '"2-b"' }, body: { id: 'c', name: 'Ν', tags: ['α'] } };
  const gone = problem(404, 'customer_not_found');
  const moved = problem(412, 'precondition_failed');
  const open = problem(503, 'database_unavailable');
  const scripted = () => createCustomersClient({ baseUrl: server.url, getToken: () => 'token' });

  it('counts like a lost one', async () => {
    server.answers(open, gone);
    await scripted().erase('c');
    server.answers(open, moved, stored);
    const customers = scripted();
    expect((await customers.update('c', { name: 'Ν' }, { ifMatch: '"1-a"' })).tags).toEqual(['α']);
    expect(customers.etagOf('c')).toBe('"2-b"');
    expect(server.requests.map(({ method }) => method)).toEqual(['PATCH', 'PATCH', 'GET']);
  });

  it('is told as it is when every one does', async () => {
    server.answers(open, open, open, open);
    await expect(scripted().update('c', { name: 'Ν' })).rejects.toMatchObject({
      code: 'database_unavailable',
    });
    expect(server.requests).toHaveLength(4);
  });

  it('is none where the request was not let in', async () => {
    server.answers(problem(429, 'rate_limited'), problem(503, 'auth_unavailable'), gone);
    await expect(scripted().delete('c')).rejects.toMatchObject({ code: 'customer_not_found' });
    server.answers(problem(429, 'rate_limited'), moved, stored);
    await expect(scripted().update('c', { name: 'Ν' })).rejects.toMatchObject(refusal);
    expect(server.requests).toHaveLength(2);
  });

  it('is no deletion where another server knows no such page', async () => {
    server.answers(open, { status: 404, headers: {}, body: '<html>' });
    await expect(scripted().delete('c')).rejects.toMatchObject({ code: 'unreadable', status: 404 });
    server.answers(open, problem(404, 'route_not_found'));
    await expect(scripted().delete('c')).rejects.toMatchObject({ code: 'route_not_found' });
  });
});
