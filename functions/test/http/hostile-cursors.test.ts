import { beforeAll, describe, expect, it } from 'vitest';
import { CUSTOMERS_BELOW_API as path } from '../support/paths.ts';
import { cursorForger } from '../support/customers-wing.ts';
import { closeFirestore, openFirestore } from '../support/firestore.ts';
import { as, usePlatforms } from '../support/platforms.ts';
import { sendRaw } from '../support/raw-request.ts';
import { MARK, refuse } from '../support/refusal.ts';

/** Sorts and cursors that nobody was given, and who may erase. */

const TOLD = { shown: 1, total: 9, total_is_exact: true };

/** Of a platform whose key somebody has. */
async function forgerOf({ projectId }: { projectId: string }) {
  const firestore = openFirestore(projectId);
  try {
    return await cursorForger(firestore);
  } finally {
    await closeFirestore(firestore);
  }
}

describe.each(usePlatforms())('on %s', (_name, platform) => {
  let cursor: string;

  const get = (to: string) => sendRaw(platform.base, as(platform, 'viewer', { path: to }));

  const create = (name: string) => {
    const headers = { 'Content-Type': 'application/json' };
    const body = JSON.stringify({ name, tags: ['t'] });
    return sendRaw(platform.base, as(platform, 'editor', { method: 'POST', path, headers, body }));
  };

  beforeAll(async () => {
    for (const name of ['Α', 'Β', 'Γ', 'Δ']) await create(name);
    cursor = (await get(`${path}?limit=2`)).body.next_cursor;
  });

  it('the forged cursors of these tests are good enough to be taken', async () => {
    const forge = await forgerOf(platform);
    const made = forge({ ...TOLD, mode: 'ordered', place: ['α'] }, {});
    expect((await get(`${path}?cursor=${made}`)).status).toBe(200);
  });

  describe('a sort', () => {
    it.each([
      '__name__',
      '_meta.version',
      '',
      '--name',
      'name,id',
      'Name',
      'relevance',
      'created_at desc',
      MARK,
    ])('by %j is refused and reads nothing', async (sort) => {
      const request = as(platform, 'viewer', { path: `${path}?sort=${encodeURIComponent(sort)}` });
      const answer = await refuse(platform, request, {
        status: 422,
        code: 'validation_failed',
        faults: ['sort'],
      });
      expect(answer.headers.get('X-Firestore-Reads')).toBe('0');
    });
  });

  describe('a cursor', () => {
    const invalid = { status: 400, code: 'invalid_cursor' };
    const refuseCursor = async (altered: string, query = 'limit=2') => {
      const request = { path: `${path}?${query}&cursor=${encodeURIComponent(altered)}` };
      const { headers } = await refuse(platform, as(platform, 'viewer', request), invalid);
      expect(Number(headers.get('X-Firestore-Reads'))).toBeLessThanOrEqual(1);
    };

    it('shows nothing of where the page ended', async () => {
      const { body } = await create('Ζηνοβία');
      const { body: page } = await get(`${path}?limit=4`);
      const [shown, hidden] = [page.next_cursor, Buffer.from(page.next_cursor, 'base64url')];
      // A part of two bytes would be in any 200 by chance, now and then.
      for (const part of ['Ζηνοβία', 'ζηνοβια', body.id, page.customers.at(-1).id]) {
        expect(shown).not.toContain(part);
        expect(hidden.includes(part)).toBe(false);
      }
    });

    it('of its own query leads on', async () => {
      const { status, body } = await get(`${path}?limit=2&cursor=${cursor}`);
      expect([status, body.customers.length]).toEqual([200, 2]);
    });

    it('that was cut is refused', async () => {
      for (const length of [0, 1, 15, 16, 17, cursor.length - 1]) await refuseCursor(cursor.slice(0, length));
    });

    it('that was altered anywhere is refused', async () => {
      for (let place = 0; place < cursor.length; place += 7) {
        const other = cursor[place] === 'A' ? 'B' : 'A';
        await refuseCursor(cursor.slice(0, place) + other + cursor.slice(place + 1));
      }
      await refuseCursor(`${cursor}A`);
      await refuseCursor(` ${cursor}`);
    });

    it('of another query is refused', async () => {
      for (const query of ['limit=2&tag=t', 'limit=2&sort=-name', 'limit=2&search=x', 'limit=2&language=el'])
        await refuseCursor(cursor, query);
    });

    it.each(['x', '%00', MARK, '{}', 'eyJpZCI6ICJ4In0', 'x'.repeat(7000)])(
      'that is junk (%#) is refused',
      async (junk) => {
        await refuseCursor(junk);
      },
    );

    it('that somebody made who has read our source is refused without a query', async () => {
      for (const bytes of [12, 28, 29, 64, 200]) {
        const made = Buffer.alloc(bytes, 1).toString('base64url');
        await refuseCursor(made);
        const request = as(platform, 'viewer', { path: `${path}?cursor=${made}` });
        const { headers } = await refuse(platform, request, invalid);
        expect(Number(headers.get('X-Firestore-Reads'))).toBeLessThanOrEqual(1);
      }
    });

    it('that somebody made who has the key too is no way to a 5xx', { timeout: 60_000 }, async () => {
      const { body } = await create('Ε');
      const forge = await forgerOf(platform);
      const lists: [string, object][] = [
        [`${path}?`, {}],
        [`${path}?sort=-name&`, { sort: '-name' }],
        [`${path}?sort=created_at&tag=t&`, { tag: ['t'], sort: 'created_at' }],
        [`${path}?tag=t&sort=-name&`, { tag: ['t'], sort: '-name' }],
        [`${path}?search=x&`, { search: 'x' }],
        [`${path}?search=x&sort=name&`, { search: 'x', sort: 'name' }],
        [`${path}?search=x&sort=-name&`, { search: 'x', sort: '-name' }],
      ];
      const places = [[], [1], ['x'], ['x', 'y'], ['x', 'y', 'z'], ['\uD800'], ['']];
      const ids = ['__x__', 'a/b', 'a/b/c', '.', '..', 'α'.repeat(900)].map((id) => [id]);
      const positions = ['ordered', 'sorted', 'walked', 'grouped', 'relaxed'].flatMap((mode) =>
        [...places, ...ids].map((place) => ({
          ...TOLD,
          mode,
          place,
          ...(mode === 'grouped' && { group: 2 }),
        })),
      );
      const others: [string, object][] = [
        [`${path}/${body.id}/history?`, { history: body.id }],
        [`${path}/trash?`, { trash: true }],
      ];
      const marks = ['x', '__x__', 'a/b', 'α'.repeat(900), '\uD800', 1].flatMap((value) => [
        { version: value },
        { deleted_at: value, id: value },
      ]);
      const requests = [
        ...lists.flatMap(([to, query]) =>
          positions.map((position) => `${to}cursor=${forge(position, query)}`),
        ),
        ...others.flatMap(([to, query]) => marks.map((position) => `${to}cursor=${forge(position, query)}`)),
      ];
      const faults: string[] = [];
      const statuses = new Set<number>();
      for (const [at, request] of requests.entries()) {
        const { status } = await get(request);
        statuses.add(status);
        if (status !== 200 && status !== 400)
          faults.push(
            `${status}: ${request.split('cursor=')[0] ?? ''} ${JSON.stringify(positions[at % positions.length])}`,
          );
      }
      expect(faults).toEqual([]);
      expect([...statuses].sort()).toEqual([200, 400]);
    });
  });

  describe('erasing for good', () => {
    it.each(['erase=true', '%65rase=true', 'erase=%74rue', 'erase=true&', 'erase=tru%65', '&erase=true'])(
      'as ?%s is for admins only',
      async (query) => {
        const { body } = await create('Α');
        const request = { method: 'DELETE', path: `${path}/${body.id}?${query}` };
        const answer = await refuse(platform, as(platform, 'editor', request), {
          status: 403,
          code: 'forbidden',
        });
        expect(answer.body.required_role).toBe('admin');
      },
    );
  });
});
