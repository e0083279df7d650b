import { describe, expect, it } from 'vitest';
import { useApi } from '../support/api.ts';
import { expectProblem } from '../support/client.ts';
import { createdId } from '../support/created-id.ts';
import { CUSTOMERS_BELOW_API, CUSTOMERS_PATH as path } from '../support/paths.ts';

const api = useApi();

describe('get', () => {
  it('answers 404 to an id that no customer has, or can have', async () => {
    for (const id of ['nobody', 'a%2Fb%2Fc', '__x__', '%00', '..%2F..', 'é', 'x'.repeat(129)])
      expectProblem(await api.as('viewer').get(`${path}/${id}`), 404, 'customer_not_found');
  });
});

describe('delete', () => {
  it('answers 204 with no body, and 404 from then on', async () => {
    const id = await createdId(api, { name: 'Α' });
    const answer = await api.as('editor').delete(`${path}/${id}`);
    expect(answer).toMatchObject({ status: 204, body: null });
    expectProblem(await api.as('viewer').get(`${path}/${id}`), 404, 'customer_not_found');
    expectProblem(await api.as('editor').delete(`${path}/${id}`), 404, 'customer_not_found');
  });
});

describe('paths', () => {
  it('are the same with and without /api, and with a trailing slash', async () => {
    for (const prefix of [path, `${path}/`, CUSTOMERS_BELOW_API, `${CUSTOMERS_BELOW_API}/`])
      expect((await api.as('viewer').get(`${prefix}?limit=1`)).status).toBe(200);
  });

  it('distinguish capital letters: only /trash is the trash', async () => {
    expect((await api.as('viewer').get(`${path}/trash`)).body.trash).toEqual(expect.any(Array));
    expectProblem(await api.as('viewer').get(`${path}/TRASH`), 404, 'customer_not_found');
  });

  it('that lead nowhere are 404, and another method is 405 with Allow', async () => {
    expectProblem(await api.as('viewer').get('/api/crm/nothing'), 404, 'route_not_found');
    expectProblem(await api.anonymous.get('/nothing'), 404, 'route_not_found');
    const onCollection = expectProblem(await api.as('admin').delete(path), 405, 'method_not_allowed');
    expect(onCollection.headers.get('Allow')).toBe('GET, HEAD, POST');
    const onCustomer = expectProblem(await api.as('admin').post(`${path}/x`, {}), 405, 'method_not_allowed');
    expect(onCustomer.headers.get('Allow')).toBe('GET, HEAD, PUT, PATCH, DELETE');
  });
});
