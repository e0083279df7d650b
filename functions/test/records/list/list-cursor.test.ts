import { beforeAll, describe, expect, it } from 'vitest';
import { useApi } from '../../support/api.ts';
import { expectProblem } from '../../support/client.ts';
import { cursorForger } from '../../support/customers-wing.ts';
import { closeFirestore, newProject, openFirestore } from '../../support/firestore.ts';
import { loadCustomers } from '../../support/load-customers.ts';
import { allPages, idsOf, nextPath, readsOf } from '../../support/pages.ts';
import { CUSTOMERS_PATH as path } from '../../support/paths.ts';
import { plainCustomer } from '../../support/plain-customer.ts';

const api = useApi();
const lists = ['limit=2', 'limit=2&language=el', 'limit=2&search=papas'];

beforeAll(() =>
  loadCustomers(
    api.firestore,
    Array.from('αβγδεζ', (letter, at) =>
      plainCustomer({ id: `id${at}`, name: `${letter} Παπάς; «?&#+%»`, tags: ['a?b', 'x&y=z'] }),
    ),
  ),
);

const cursorOf = async (query: string) => {
  const { body } = await api.as('viewer').get(`${path}?${query}`);
  return body.next_cursor as string;
};
const withCursor = (query: string, cursor: string) =>
  api.as('viewer').get(`${path}?${query}&cursor=${encodeURIComponent(cursor)}`);
const expectInvalid = async (query: string, cursor: string) => {
  const answer = expectProblem(await withCursor(query, cursor), 400, 'invalid_cursor');
  expect(readsOf(answer)).toBe(0);
};

describe.each(lists)('the cursor of a list with %s', (query) => {
  it('leads to the next page, also with another limit', async () => {
    const cursor = await cursorOf(query);
    expect(cursor).toMatch(/^[A-Za-z0-9_-]+$/);
    expect(idsOf(await withCursor(query, cursor))).toEqual(['id2', 'id3']);
    expect(idsOf(await withCursor(query.replace('limit=2', 'limit=3'), cursor))).toEqual([
      'id2',
      'id3',
      'id4',
    ]);
  });

  it('is invalid when it was cut anywhere', async () => {
    const cursor = await cursorOf(query);
    const cut = Array.from(cursor, (_, at) => cursor.slice(0, at));
    await Promise.all(cut.map((part) => expectInvalid(query, part)));
    await expectInvalid(query, cursor.slice(1));
  });

  it('is invalid when it was altered anywhere', async () => {
    const cursor = await cursorOf(query);
    const altered = Array.from(cursor, (letter, at) =>
      [cursor.slice(0, at), letter === 'A' ? 'B' : 'A', cursor.slice(at + 1)].join(''),
    );
    await Promise.all(
      [...altered, `${cursor}A`, `A${cursor}`, `${cursor}=`].map((bad) => expectInvalid(query, bad)),
    );
  });

  it('is invalid with another query', async () => {
    const cursor = await cursorOf(query);
    const others = lists.filter((other) => other !== query);
    for (const other of [
      ...others,
      `${query}&sort=-name`,
      `${query}&tag=x`,
      `${query}&city=x`,
      'search=papa',
    ])
      await expectInvalid(other, cursor);
  });
});

it.each(['', '0', 'null', 'e30', '../../etc/passwd', '\u{1F600}', ' ', 'x'.repeat(6_000)])(
  'a cursor that was never one is invalid: %s',
  (cursor) => expectInvalid('limit=2', cursor),
);

it('10 kB of junk are an invalid cursor, and not a URL that is too long', async () => {
  const junk = 'junk'.repeat(2_560);
  expectProblem(await api.as('viewer').get(`${path}?limit=2&cursor=${junk}`), 400, 'invalid_cursor');
  expectProblem(await api.as('viewer').get(`${path}?search=${junk}`), 414, 'uri_too_long');
});

it('the next page of a query as long as a URL may be is reached', async () => {
  const tags = Array.from({ length: 10 }, (_, index) => 'Ω'.repeat(98) + String(index).padStart(2, '0'));
  const location = { country: 'Ω'.repeat(300), city: 'Ω'.repeat(60) };
  for (const name of ['Πρώτος', 'Δεύτερος']) await api.as('editor').post(path, { name, tags, location });
  const query = new URLSearchParams({ limit: '1', ...location });
  for (const tag of tags) query.append('tag', tag);
  const pages = await allPages(api.as('viewer'), `${path}?${query.toString()}`);
  expect(pages.map(({ body }) => body.customers.length)).toEqual([1, 1]);
  const { length } = `${path}?${query.toString()}`;
  expect(length).toBeLessThan(8192);
  const next = String(pages[0]?.body.next_cursor);
  expect(length + next.length).toBeGreaterThan(8192);
});

describe('a cursor that was forged with the key', () => {
  const told = { mode: 'ordered', place: ['α'], shown: 2, total: 6, total_is_exact: true };
  const forge = async (position: unknown, query: object = {}) =>
    (await cursorForger(api.firestore))(position, query);

  it.each([
    null,
    [],
    { ...told, place: [] },
    { ...told, place: ['a', 'b', 'c', 'd'] },
    { ...told, place: [1] },
    { ...told, place: ['\ud800'] },
    { ...told, mode: 'offset' },
    { ...told, mode: 'grouped', group: 7 },
    { ...told, mode: 'grouped', group: 0 },
    { ...told, shown: -1 },
    { ...told, total: '6' },
    { ...told, more: 1 },
    { ...told, mode: 'walked' },
    { ...told, mode: 'sorted' },
    { ...told, mode: 'grouped', group: 1 },
    { mode: 'ordered', place: ['α'] },
  ])('is invalid where it names no place of the list: %j', async (position) =>
    expectInvalid('limit=2', await forge(position)),
  );

  it('is invalid with a place that has too many values or none that can be an id', async () => {
    for (const place of [['', 'b'], ['a', 'b', 'c'], ['']])
      await expectInvalid('limit=2', await forge({ ...told, place }));
  });

  it('shows no more than any other page', async () => {
    const page = await withCursor('limit=2', await forge(told));
    expect(idsOf(page)).toEqual(['id0', 'id1']);
  });
});

it('a cursor tells nothing of where its page ended, and is another one each time', async () => {
  const cursors = [await cursorOf('limit=2'), await cursorOf('limit=2')];
  expect(cursors[0]).not.toBe(cursors[1]);
  for (const cursor of cursors) {
    const bytes = Buffer.from(cursor, 'base64url').toString('latin1');
    for (const part of ['id1', 'παπα', 'ordered', 'total'])
      expect(bytes).not.toContain(Buffer.from(part).toString('latin1'));
  }
});

it('a cursor of a deployment with another key is invalid', async () => {
  const other = openFirestore(newProject());
  const forge = await cursorForger(other);
  const told = { mode: 'ordered', place: ['α'], shown: 2, total: 6, total_is_exact: true };
  await expectInvalid('limit=2', forge(told, {}));
  await closeFirestore(other);
});

it('the link keeps every parameter, a question mark among them', async () => {
  for (const query of [
    'limit=2&tag=a?b',
    'tag=x%26y%3Dz&limit=2',
    'limit=2&search=papas%3B%20«?%26%23%2B%25»',
  ]) {
    const first = await api.as('viewer').get(`${path}?${query}`);
    expect(idsOf(first), query).toEqual(['id0', 'id1']);
    const second = await api.as('viewer').get(nextPath(first, `${path}?${query}`) ?? '');
    expect(idsOf(second), query).toEqual(['id2', 'id3']);
    expect(idsOf(...(await allPages(api.as('viewer'), `${path}/?${query}`)))).toHaveLength(6);
  }
});
