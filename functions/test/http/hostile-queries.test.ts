import { describe, expect, it } from 'vitest';
import { CUSTOMERS_BELOW_API as path } from '../support/paths.ts';
import { as, usePlatforms } from '../support/platforms.ts';
import { sendRaw } from '../support/raw-request.ts';
import { MARK, refuse } from '../support/refusal.ts';

/** What a query string may do. */
const invalid = { status: 422, code: 'validation_failed' };

describe.each(usePlatforms())('on %s', (_name, platform) => {
  const get = (to: string) => sendRaw(platform.base, as(platform, 'viewer', { path: to }));

  async function refuseQuery(query: string, faults: string[]): Promise<void> {
    const request = as(platform, 'viewer', { path: `${path}?${query}` });
    const answer = await refuse(platform, request, { ...invalid, faults });
    expect(answer.headers.get('X-Firestore-Reads')).toBe('0');
  }

  describe('a limit', () => {
    it.each([
      ...[
        '',
        '0',
        '00',
        '-1',
        '+5',
        '%2B5',
        '1.5',
        '5.0',
        '0x10',
        '1e3',
        '1001',
        '99999999999999999999',
        'NaN',
      ],
      ...['Infinity', 'null', '%205', '5%20', '5%00', '%D9%A5', '٥', '5,6', MARK],
    ])('of %j is refused and reads nothing', async (limit) =>
      refuseQuery(`limit=${encodeURI(limit)}`, ['limit']),
    );

    it.each([
      ['limit=1&limit=1', 'limit'],
      ['limit=1&LIMIT=2', 'LIMIT'],
      ['limit[]=5', 'limit[]'],
      ['limit%5B%5D=5', 'limit[]'],
      ['limit[$gt]=5', 'limit[$gt]'],
      ['limit=5&limit[]=5', 'limit[]'],
    ])('as %s is refused and reads nothing', async (query, parameter) => refuseQuery(query, [parameter]));

    it.each(['1', '5', '0005', '1000'])('of %s is one', async (limit) => {
      expect((await get(`${path}?limit=${limit}`)).status).toBe(200);
    });
  });

  describe('a parameter', () => {
    it.each([
      'offset',
      'fields',
      'order_by',
      '__proto__',
      'constructor',
      'hasOwnProperty',
      'toString',
      'tag[]',
      'tag[0]',
      'Search',
      '',
      '_meta.version',
      'where',
      'access_token',
    ])('%j is unknown, refused and reads nothing', async (name) =>
      refuseQuery(`${encodeURIComponent(name)}=${MARK}`, [name]),
    );

    it.each([
      ['POST', ''],
      ['PUT', '/x'],
      ['PATCH', '/x'],
      ['POST', '/x/notes'],
      ['POST', '/x/revert'],
      ['POST', '/x/restore'],
      ['PUT', '/x/tags/y'],
      ['DELETE', '/x/linked_user_ids/y'],
    ])('is unknown to %s %s too, which changes nothing', async (method, to) => {
      const body = method === 'DELETE' ? undefined : JSON.stringify({ name: MARK });
      const request = { method, path: `${path}${to}?erase=true`, ...(body !== undefined && { body }) };
      await refuse(platform, as(platform, 'editor', request), { ...invalid, faults: ['erase'] });
    });

    it('that may be given once is refused when it is repeated', async () => {
      await refuseQuery(`search=${MARK}&search=${MARK}`, ['search']);
    });

    it('tag may be repeated', async () => {
      expect((await get(`${path}?tag=a&tag=b`)).status).toBe(200);
    });

    it('of many unknown ones 20 are named', async () => {
      const query = Array.from({ length: 900 }, (_, index) => `x${index}=${index}`).join('&');
      const answer = await refuse(platform, as(platform, 'viewer', { path: `${path}?${query}` }), invalid);
      expect(answer.body.errors).toHaveLength(20);
      expect(answer.body.errors_total).toBe(900);
    });
  });
});
