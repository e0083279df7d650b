import { beforeAll, describe, expect, it } from 'vitest';
import { useApi } from '../../support/api.ts';
import { expectProblem } from '../../support/client.ts';
import { loadCustomers } from '../../support/load-customers.ts';
import { idsOf, readsOf } from '../../support/pages.ts';
import { CUSTOMERS_PATH as path } from '../../support/paths.ts';
import { plainCustomer } from '../../support/plain-customer.ts';

const api = useApi();

beforeAll(() =>
  loadCustomers(
    api.firestore,
    ['a', 'b', 'c'].map((id) => plainCustomer({ id })),
  ),
);

const refused: [string, string][] = [
  ...[
    '',
    '0',
    '-1',
    '1.5',
    '0x10',
    '1e3',
    '1001',
    '%205',
    '+5',
    '5%20',
    '00005',
    '٥',
    'NaN',
    'Infinity',
    '5;6',
  ].map((value): [string, string] => [`limit=${value}`, 'limit']),
  ['limit=5&limit=6', 'limit'],
  ['limit=5&limit=5', 'limit'],
  ['limit[]=5', 'limit[]'],
  ['limit[$gt]=5', 'limit[$gt]'],
  ['offset=5', 'offset'],
  ['Limit=5', 'Limit'],
  ['__proto__=5', '__proto__'],
  ['constructor=5', 'constructor'],
  ['sort=__name__', 'sort'],
  ['sort=_meta.version', 'sort'],
  ['sort=-relevance', 'sort'],
  ['sort=name&sort=-name', 'sort'],
  ['sort=', 'sort'],
  ['sort=relevance', 'sort'],
  ['sort=relevance&search=', 'sort'],
  ['sort=relevance&search=%20%20', 'sort'],
  [`search=${'a'.repeat(321)}`, 'search'],
  ['search=a&search=b', 'search'],
  ['search=a%00b', 'search'],
  ['tag=', 'tag'],
  [Array.from({ length: 11 }, (_, at) => `tag=t${at}`).join('&'), 'tag'],
  [`city=${'a'.repeat(1001)}`, 'city'],
  ['email=a&email=b', 'email'],
  ['phone=', 'phone'],
  ['cursor=a&cursor=b', 'cursor'],
];

describe('the query string of a list', () => {
  it.each(refused)('with %s is refused by name, and nothing is read', async (query, parameter) => {
    const answer = expectProblem(await api.as('viewer').get(`${path}?${query}`), 422, 'validation_failed');
    const { errors } = answer.body as { errors: { parameter: string }[] };
    expect(new Set(errors.map((error) => error.parameter))).toEqual(new Set([parameter]));
    expect(readsOf(answer)).toBe(0);
  });

  it('may hold each value at its bound', async () => {
    const tags = Array.from({ length: 10 }, (_, at) => `tag=t${at}`).join('&');
    for (const query of [
      'limit=1',
      'limit=1000',
      `search=${'a'.repeat(320)}`,
      tags,
      `city=${'a'.repeat(1000)}`,
    ])
      expect((await api.as('viewer').get(`${path}?${query}`)).status, query).toBe(200);
  });

  it('is the same list with a blank search as with none', async () => {
    const blank = await api.as('viewer').get(`${path}?search=%20&limit=2`);
    expect(idsOf(blank)).toEqual(['a', 'b']);
    expect(blank.body).toMatchObject({ total: 3, total_is_exact: true });
    expect(readsOf(blank)).toBe(3);
  });
});
