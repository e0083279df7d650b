import { describe, expect, it } from 'vitest';
import { useApi } from '../../support/api.ts';
import { expectProblem, type Json } from '../../support/client.ts';
import { historyOf, lengthenHistory } from '../../support/customers-wing.ts';
import { CUSTOMERS_PATH as path } from '../../support/paths.ts';

const api = useApi();
const editor = () => api.as('editor');

/** A customer of three versions: created, named by an admin, and tagged by an editor. */
async function threeVersions() {
  const created = await editor().post(path, { name: 'Α' });
  const item = `${path}/${created.body.id}`;
  const named = await api.as('admin').put(item, { name: 'Β' });
  const tagged = await editor().put(`${item}/tags/νέα`);
  return { item, tags: [created, named, tagged].map(({ headers }) => headers.get('ETag') ?? '') };
}

const change = (item: string, tags: string) =>
  editor().put(item, { name: 'Γ' }, { headers: { 'If-Match': tags } });

/** Who changed something last, in a refusal to the editor. */
const byEditor = () => ({ ...user('editor'), by_self: true });
const byAdmin = () => ({ ...user('admin'), by_self: false });
const user = (role: 'editor' | 'admin') => ({
  by: api.users[role].uid,
  by_name: api.users[role].email,
  at: expect.any(String) as string,
});

it.for([
  ['the version after the creation', [0], ['/name', '/tags/0']],
  ['the newest of several versions', [1, 0], ['/tags/0']],
] as const)('a refusal tells what others have changed since %s', async ([, known, pointers]) => {
  const { item, tags } = await threeVersions();
  const refused = expectProblem(
    await change(item, known.map((index) => tags[index]).join(', ')),
    412,
    'precondition_failed',
  );
  expect(refused.headers.get('ETag')).toBe(tags[2]);
  expect(refused.body.changed.map(({ pointer }: Json) => pointer)).toEqual(pointers);
});

it.for(['"99-a"', '"another"', '"0-a"', 'W/"none"'])(
  'a refusal tells no changes since %s, which no history knows',
  async (tag) => {
    const { item } = await threeVersions();
    const { body } = expectProblem(await change(item, tag), 412, 'precondition_failed');
    expect(body).toMatchObject({ changed: [], detail: expect.stringContaining('no longer the version') });
  },
);

it('a place that was changed twice is told once, with who changed it last', async () => {
  const { item, tags } = await threeVersions();
  await editor().put(item, { name: 'Δ' });
  const { body } = await change(item, tags[0] ?? '');
  expect(body.changed).toEqual([
    { pointer: '/name', ...byEditor(), from: 'Α', to: 'Δ' },
    { pointer: '/tags/0', ...byEditor(), from: null, to: 'νέα' },
  ]);
});

it('a refusal after one’s own edits says so, and not that it was somebody else', async () => {
  const created = await editor().post(path, { name: 'Α' });
  const item = `${path}/${created.body.id}`;
  const opened = created.headers.get('ETag') ?? '';
  const { body: noted } = await editor().post(`${item}/notes`, { text: 'ν' });
  const own = expectProblem(await change(item, opened), 412, 'precondition_failed');
  expect(own.body.changed).toEqual([{ pointer: '/notes/0', ...byEditor(), from: null, to: noted.notes[0] }]);
  expect(own.body.detail).toMatch(/^You have changed this yourself/);
  // The same for somebody else, and when both have changed it.
  const others = await api.as('admin').put(item, { name: 'Γ' }, { headers: { 'If-Match': opened } });
  expect(others.body).toMatchObject({
    detail: expect.stringMatching(/^Somebody else has changed this/),
    changed: [{ by: api.users.editor.uid, by_self: false }],
  });
  await api.as('admin').put(item, { organization: 'Ο' });
  const both = await change(item, opened);
  expect(both.body.changed.map(({ pointer, by_self }: Json) => [pointer, by_self])).toEqual([
    ['/organization', false],
    ['/notes/0', true],
  ]);
  expect(both.body.detail).toMatch(/^Somebody else has changed this/);
});

it('a refusal tells of the elements of a list by their content, and who did what to each', async () => {
  const phone = (value: string) => ({ type: 'phone', label: '', value, primary: false });
  const contacts = ['1', '2', '3'].map(phone);
  const created = await editor().post(path, { name: 'Α', contacts });
  const item = `${path}/${created.body.id}`;
  await api.as('admin').put(item, { contacts: contacts.slice(1) });
  await editor().post(`${item}/contacts`, phone('4'));
  await api.as('admin').put(item, { contacts: ['2', '33', '4'].map(phone) });
  const { body } = await change(item, created.headers.get('ETag') ?? '');
  expect(body.changed).toEqual([
    { pointer: '/contacts/0', ...byAdmin(), from: phone('1'), to: null },
    { pointer: '/contacts/1/value', ...byAdmin(), from: '3', to: '33' },
    { pointer: '/contacts/2', ...byEditor(), from: null, to: phone('4') },
  ]);
  const { body: history } = await editor().get(`${item}/history`);
  expect(history.history[2].changes).toEqual([{ pointer: '/contacts/0', from: phone('1'), to: null }]);
});

it('a refusal leaves out values of more than 1,000 characters', async () => {
  const created = await editor().post(path, { name: 'Α', notes: [{ text: 'ν'.repeat(1000) }] });
  const item = `${path}/${created.body.id}`;
  const [note] = created.body.notes as Json[];
  const places = async (text: string) => {
    await editor().put(item, { notes: [{ ...note, text }] });
    return (await change(item, created.headers.get('ETag') ?? '')).body.changed;
  };
  const pointer = '/notes/0/text';
  expect(await places('ξ'.repeat(1000))).toEqual([
    { pointer, ...byEditor(), from: 'ν'.repeat(1000), to: 'ξ'.repeat(1000) },
  ]);
  expect(await places('ξ'.repeat(1001))).toEqual([{ pointer, ...byEditor() }]);
});

it.for([
  ['W/', ''],
  ['', '-gzip'],
  ['W/', ';br'],
] as const)('a tag is known as a proxy that compresses has changed it: %s"..%s"', async ([weak, coding]) => {
  const { item, tags } = await threeVersions();
  const changed = (tag = '') => `${weak}${tag.replace(/"$/, `${coding}"`)}`;
  const known = { headers: { 'If-None-Match': changed(tags[2]) } };
  expect((await editor().get(item, known)).status).toBe(304);
  const refused = expectProblem(await change(item, changed(tags[1])), 412, 'precondition_failed');
  expect(refused.body.changed).toMatchObject([{ pointer: '/tags/0' }]);
  expect((await change(item, changed(tags[2]))).status).toBe(200);
});

it.for(['', 'none', '3-gkz1x2m8w0R', ','])('a condition without any tag is malformed: %j', async (value) => {
  const { item, tags } = await threeVersions();
  const headers = { 'If-Match': value };
  const answers = [
    await editor().put(item, { name: 'Γ' }, { headers }),
    await editor().delete(item, { headers }),
    await editor().put(`${item}/tags/x`, undefined, { headers }),
    await editor().get(item, { headers: { 'If-None-Match': value } }),
  ];
  for (const answer of answers) expectProblem(answer, 400, 'malformed_header');
  expect((await editor().get(item)).headers.get('ETag')).toBe(tags[2]);
});

it('a refusal tells of a change however many versions lie between', async () => {
  const { item, tags } = await threeVersions();
  for (let at = 0; at < 52; at++)
    await (at % 2 ? editor().put(`${item}/tags/x`) : editor().delete(`${item}/tags/x`));
  await editor().put(`${item}/tags/x`);
  for (let at = 0; at < 50; at++) await editor().post(`${item}/notes`, { text: `${at}` });
  await api.as('admin').put(item, { name: 'Τέλος' });
  const { body } = expectProblem(await change(item, tags[2] ?? ''), 412, 'precondition_failed');
  expect(body.changed).toContainEqual({ pointer: '/name', ...byAdmin() });
  expect(body.changed).toContainEqual({ pointer: '/notes', ...byEditor() });
});

describe('a refusal after more versions than are compared', () => {
  const refusedAfter = async (item: string, tag: string | undefined) =>
    expectProblem(await change(item, tag ?? ''), 412, 'precondition_failed').body;
  const behind = async (item: string, count: number) => {
    const id = item.split('/').at(-1) ?? '';
    await lengthenHistory(api.firestore, id, count);
    await api.firestore.doc(`crm_customers/${id}`).update({ '_meta.version': count });
  };
  const none = { changed: [], detail: expect.stringMatching(/^This is no longer the version/) as string };

  it('names no places and nobody: the versions that were not read may be somebody else’s', async () => {
    const created = await editor().post(path, { name: 'Α' });
    const item = `${path}/${created.body.id}`;
    await behind(item, 502);
    await api.as('admin').put(item, { name: 'Τέλος' });
    expect(await refusedAfter(item, created.headers.get('ETag') ?? '')).toMatchObject(none);
  });

  it('says that it was somebody else where that is sure', async () => {
    const created = await editor().post(path, { name: 'Α' });
    const item = `${path}/${created.body.id}`;
    await api.as('admin').put(item, { name: 'Β' });
    const id = item.split('/').at(-1) ?? '';
    const [, second] = await historyOf(api.firestore, id);
    const writer = api.firestore.bulkWriter();
    for (let version = 3; version <= 560; version++)
      void writer.set(api.firestore.doc(`crm_customers/${id}/history/${String(version).padStart(12, '0')}`), {
        ...second,
        version,
      });
    await writer.close();
    await api.firestore.doc(`crm_customers/${id}`).update({ '_meta.version': 560 });
    expect(await refusedAfter(item, created.headers.get('ETag') ?? '')).toMatchObject({
      changed: [],
      detail: expect.stringMatching(/^Somebody else/) as string,
    });
  });

  it('of a megabyte each reads no more than eight of them', async () => {
    const notes = Array.from({ length: 90 }, (_, n) => ({ text: `${n % 10}`.repeat(9900) }));
    const created = await editor().post(path, { name: 'Α', notes });
    const item = `${path}/${created.body.id}`;
    const [first] = await historyOf(api.firestore, item);
    const history = api.firestore.collection(`crm_customers/${created.body.id}/history`);
    // Together they are more than one request to Firestore may be.
    for (let version = 2; version <= 12; version++)
      await history.doc(String(version).padStart(12, '0')).set({ ...first, version, action: 'update' });
    await api.firestore.doc(`crm_customers/${created.body.id}`).update({ '_meta.version': 12 });
    const answer = await change(item, created.headers.get('ETag') ?? '');
    expect(expectProblem(answer, 412, 'precondition_failed').body).toMatchObject(none);
    expect(Number(answer.headers.get('X-Firestore-Reads'))).toBeLessThan(11);
  }, 60_000);
});

it('a refusal tells no changes since a version that was another one when the caller read it', async () => {
  const { item, tags } = await threeVersions();
  const document = api.firestore.doc(`crm_customers/${item.split('/').at(-1) ?? ''}`);
  await document.update({ name: 'Ξένος' });
  const seen = (await editor().get(item)).headers.get('ETag') ?? '';
  expect(seen).toMatch(/^"4-/);
  await document.update({ name: 'Ξένος ξανά' });
  await editor().put(item, { organization: 'Ο' });
  const { body } = expectProblem(await change(item, seen), 412, 'precondition_failed');
  expect(body).toMatchObject({ changed: [], detail: expect.stringMatching(/^This is no longer/) as string });
  expect((await change(item, tags[2] ?? '')).body.changed).toHaveLength(2);
});

it('a refusal tells what another program has changed, before any trigger has seen it', async () => {
  const { item, tags } = await threeVersions();
  const document = api.firestore.doc(`crm_customers/${item.split('/').at(-1) ?? ''}`);
  const { writeTime } = await document.update({ organization: 'Ξένη', name: 'Ξένος' });
  const at = writeTime.toDate().toISOString();
  const by = { by: 'external', by_name: null, by_self: false, at };
  const theirs = [
    { pointer: '/name', ...by, from: 'Β', to: 'Ξένος' },
    { pointer: '/organization', ...by, from: null, to: 'Ξένη' },
  ];
  const newest = expectProblem(await change(item, tags[2] ?? ''), 412, 'precondition_failed');
  expect(newest.body.changed).toEqual(theirs);
  expect(newest.body.detail).toMatch(/^Another program has changed this/);
  const first = expectProblem(await change(item, tags[0] ?? ''), 412, 'precondition_failed');
  expect(first.body.detail).toMatch(/^Somebody else has changed this/);
  expect(first.body.changed.map(({ pointer, by }: Json) => [pointer, by])).toEqual([
    ['/name', 'external'],
    ['/organization', 'external'],
    ['/tags/0', api.users.editor.uid],
  ]);
});

it('a refusal is no longer than any other, however much others have changed', async () => {
  const ownedItems = (type: string) =>
    Array.from({ length: 1000 }, (_, at) => ({ type, label: `${type} ${at}` }));
  const created = await editor().post(path, { name: 'Α', owned_items: ownedItems('product') });
  const item = `${path}/${created.body.id}`;
  await editor().put(item, { name: 'Β', owned_items: ownedItems('freetext') });
  const { body } = await change(item, created.headers.get('ETag') ?? '');
  expect(JSON.stringify(body).length).toBeLessThan(16_384);
  expect(body.changed.map(({ pointer }: Json) => pointer)).toEqual(['/name', '/owned_items']);
});

it('an update that changes nothing writes nothing, whatever order its keys have', async () => {
  const { item, tags } = await threeVersions();
  const { body, headers } = await editor().put(item, { tags: ['νέα'], name: 'Β' });
  expect(headers.get('ETag')).toBe(tags[2]);
  expect(headers.get('X-Firestore-Writes')).toBe('0');
  expect((await editor().get(item)).body).toEqual(body);
});

it('an update writes the fields that differ and no other', async () => {
  const { item } = await threeVersions();
  const id = item.split('/').at(-1) ?? '';
  const document = api.firestore.doc(`crm_customers/${id}`);
  // Another program's own way to store the same thing: a field that is not changed stays as it is.
  await document.update({ language: null });
  const { body } = await editor().put(item, { language: 'el', name: 'Ε' });
  expect(body.language).toBe('el');
  await document.update({ contacts: null });
  await editor().put(item, { name: 'Ζ' });
  expect((await document.get()).get('contacts')).toBeNull();
});

it.each([
  ['an update is billed for the customer, its history and its index entry', { organization: 'Θ' }, '3'],
  ['a new name for one more, the index entry under the old one', { name: 'Θ' }, '4'],
])('%s', async (_what, fields, writes) => {
  const { item } = await threeVersions();
  const { headers } = await editor().put(item, fields);
  expect([headers.get('X-Firestore-Reads'), headers.get('X-Firestore-Writes')]).toEqual(['1', writes]);
});

it('a customer that would be over 1 MiB is refused and stays as it is', async () => {
  const { item, tags } = await threeVersions();
  const notes = Array.from({ length: 110 }, () => ({ text: 'ν'.repeat(10_000) }));
  expectProblem(await editor().put(item, { notes }), 413, 'too_large');
  expect((await editor().get(item)).headers.get('ETag')).toBe(tags[2]);
});

it('a customer that would be over 1 MiB with what another program keeps in it is refused too', async () => {
  const document = api.firestore.doc('crm_customers/with-a-photo');
  await document.set({ name: 'Ξένος', photo: 'x'.repeat(700_000) });
  const notes = Array.from({ length: 50 }, () => ({ text: 'ν'.repeat(5000) }));
  const { updateTime } = await document.get();
  expectProblem(await editor().put(`${path}/with-a-photo`, { notes }), 413, 'too_large');
  expect((await document.get()).updateTime).toEqual(updateTime);
});

it('a document whose own number is behind its history goes on where the history is', async () => {
  const { item } = await threeVersions();
  const id = item.split('/').at(-1) ?? '';
  await api.firestore.doc(`crm_customers/${id}`).update({ '_meta.version': 1 });
  expect((await editor().put(item, { name: 'Η' })).status).toBe(200);
  const { body } = await editor().get(`${item}/history`);
  expect(body.history.map(({ version }: Json) => version)).toEqual([4, 3, 2, 1]);
});

it('a page of one history does not lead into another', async () => {
  const [one, other] = [await threeVersions(), await threeVersions()];
  const { body } = await editor().get(`${one.item}/history?limit=1`);
  const cursor = encodeURIComponent(body.next_cursor);
  expect((await editor().get(`${one.item}/history?cursor=${cursor}`)).body.history).toHaveLength(2);
  expectProblem(await editor().get(`${other.item}/history?cursor=${cursor}`), 400, 'invalid_cursor');
});
