import { describe, expect, it } from 'vitest';
import { useApi } from '../../support/api.ts';
import { expectProblem, type Json } from '../../support/client.ts';
import { historyOf } from '../../support/customers-wing.ts';
import { CUSTOMERS_PATH as path } from '../../support/paths.ts';

// Parts of a customer by JSON Patch, on the write path, the conditions and the history of every other edit.

const api = useApi();
const editor = () => api.as('editor');
const JSON_PATCH = { 'Content-Type': 'application/json-patch+json' };

const patch = (item: string, operations: unknown, headers = {}) =>
  editor().patch(item, operations, { headers: { ...JSON_PATCH, ...headers } });

async function create(fields: object = {}) {
  const { body, headers } = await editor().post(path, { name: 'Γιώργος', ...fields });
  return { item: `${path}/${body.id}`, body, etag: headers.get('ETag') ?? '' };
}

async function foreign(data: object) {
  const document = api.firestore.collection('crm_customers').doc();
  await document.set({ name: 'Ξένος', ...data });
  return { document, item: `${path}/${document.id}` };
}

const notes = [{ text: 'πρώτη' }, { text: 'δεύτερη' }, { text: 'τρίτη' }];

describe('PATCH with a JSON Patch', () => {
  it('mends one note and removes another, and the history says just that', async () => {
    const { item, body } = await create({ notes });
    const answer = await patch(item, [
      { op: 'test', path: '/notes/2', value: body.notes[2] },
      { op: 'replace', path: '/notes/2/text', value: 'τρίτη, διορθωμένη' },
      { op: 'test', path: '/notes/0/text', value: 'πρώτη' },
      { op: 'remove', path: '/notes/0' },
    ]);
    expect(answer.status).toBe(200);
    expect(answer.body.notes).toEqual([body.notes[1], { ...body.notes[2], text: 'τρίτη, διορθωμένη' }]);
    const [, version] = await historyOf(api.firestore, item);
    expect(version).toMatchObject({ version: 2, action: 'update', by: api.users.editor.uid });
  });

  it('signs a note that comes without an author and a time', async () => {
    const { item } = await create({ notes });
    const { body } = await patch(item, [{ op: 'add', path: '/notes/-', value: { text: 'νέα' } }]);
    expect(body.notes).toHaveLength(4);
    expect(body.notes[3]).toMatchObject({
      text: 'νέα',
      by: api.users.editor.uid,
      at: expect.stringMatching(/Z$/) as string,
    });
  });

  it('leaves a removed field without a value, and a list without elements', async () => {
    const { item } = await create({
      organization: 'Ο',
      tags: ['a'],
      language: 'en',
      location: { city: 'Α', region: 'Β' },
    });
    const removed = ['/organization', '/tags', '/language', '/location/city'];
    const { status, body } = await patch(
      item,
      removed.map((place) => ({ op: 'remove', path: place })),
    );
    expect(status).toBe(200);
    expect(body).toMatchObject({ organization: null, tags: [], language: 'el' });
    expect(body.location).toEqual({ city: null, country: null, region: 'Β' });
  });

  it('takes all of the customer, id and times included, which stay', async () => {
    const { item, body } = await create({ tags: ['a'] });
    const whole = { ...body, name: 'Νέος', id: 'x', created_at: 'y' };
    const answer = await patch(item, [{ op: 'replace', path: '', value: whole }]);
    expect(answer.body).toEqual({ ...body, name: 'Νέος', updated_at: answer.body.updated_at });
  });

  it('writes nothing where it changes nothing', async () => {
    const { item, body, etag } = await create({ tags: ['a'] });
    const answer = await patch(item, [{ op: 'replace', path: '/tags/0', value: 'a' }]);
    expect(answer.body).toEqual(body);
    expect(answer.headers.get('ETag')).toBe(etag);
    expect(answer.headers.get('X-Firestore-Writes')).toBe('0');
  });

  it.each([
    ['a test that fails', [{ op: 'test', path: '/name', value: 'Άλλος' }], '/0', 'test_failed'],
    ['a place that is not there', [{ op: 'remove', path: '/notes/7' }], '/0/path', 'nothing_there'],
  ])('refuses %s, and nothing is changed', async (_name, operations, pointer, code) => {
    const { item, etag } = await create({ notes });
    const first = { op: 'replace', path: '/name', value: 'Ν' };
    const { body } = expectProblem(await patch(item, [...operations, first]), 409, 'conflict');
    expect(body.errors).toEqual([{ pointer, code, message: expect.any(String) as string }]);
    expect((await editor().get(item)).headers.get('ETag')).toBe(etag);
  });

  it('is judged as a PUT is, with the places of the faults in the patch', async () => {
    const { item } = await create({ contacts: [{ type: 'phone', label: '', value: '2310' }] });
    const { body } = expectProblem(
      await patch(item, [
        { op: 'add', path: '/contacts/0', value: { type: 'phone', label: '', value: '' } },
        { op: 'replace', path: '/contacts/1/type', value: 'fax' },
        { op: 'remove', path: '/name' },
        { op: 'add', path: '/colour', value: 'red' },
        { op: 'add', path: '/tags/-', value: '..' },
      ]),
      422,
      'validation_failed',
    );
    const places = (body.errors as Json[]).map(({ pointer, code }) => `${pointer} ${code}`).sort();
    expect(places.join(', ')).toBe(
      [
        '/0/value/value too_small',
        '/1/value invalid_value',
        '/2 invalid_type',
        '/3/value unknown_field',
        '/4/value invalid_value',
      ].join(', '),
    );
  });

  it.each<[string, unknown, string]>([
    ['no list', { op: 'add' }, ''],
    ['no operation', ['add'], '/0'],
    ['no such operation', [{ op: 'plus', path: '/name' }], '/0/op'],
    ['no pointer', [{ op: 'remove', path: 'name' }], '/0/path'],
    ['a wrong escape', [{ op: 'remove', path: '/a~2b' }], '/0/path'],
    ['no path', [{ op: 'remove' }], '/0/path'],
    ['no value', [{ op: 'add', path: '/name' }], '/0/value'],
    ['no from', [{ op: 'move', path: '/name' }], '/0/from'],
    ['a customer that is no object', [{ op: 'replace', path: '', value: 5 }], '/0/value'],
    ['a prototype', [{ op: 'add', path: '/location', value: JSON.parse('{"__proto__":{}}') }], '/0/value'],
    ['too many', Array.from({ length: 1001 }, () => ({ op: 'test', path: '/language', value: 'el' })), ''],
  ])('refuses a patch with %s', async (_name, operations, pointer) => {
    const { item } = await create();
    const text = JSON.stringify(operations);
    const { body } = expectProblem(await patch(item, text), 422, 'validation_failed');
    expect((body.errors as Json[])[0].pointer).toBe(pointer);
  });

  it('heeds If-Match and tells what has changed', async () => {
    const { item, etag } = await create({ notes });
    await editor().put(item, { organization: 'Ο' });
    const answer = await patch(item, [{ op: 'remove', path: '/notes/0' }], { 'If-Match': etag });
    expect(expectProblem(answer, 412, 'precondition_failed').body.changed).toMatchObject([
      { pointer: '/organization', by_self: true },
    ]);
  });

  it('with an idempotency key takes effect once, and another patch with it is refused', async () => {
    const { item } = await create();
    const key = { 'Idempotency-Key': 'once' };
    const operations = [{ op: 'add', path: '/tags/-', value: 'α' }];
    const first = await patch(item, operations, key);
    await editor().put(item, { tags: [] });
    const again = await patch(item, operations, key);
    expect(again.body).toEqual(first.body);
    expect(again.headers.get('Idempotent-Replayed')).toBe('true');
    expectProblem(
      await patch(item, [{ op: 'add', path: '/tags/-', value: 'β' }], key),
      422,
      'idempotency_key_reused',
    );
  });

  it('lets two people who change different notes both keep their change', async () => {
    const { item } = await create({ notes });
    const answers = await Promise.all(
      [0, 1, 2].map((at) => patch(item, [{ op: 'replace', path: `/notes/${at}/text`, value: `ν${at}` }])),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const { body } = await editor().get(item);
    expect((body.notes as Json[]).map(({ text }) => text as string)).toEqual(['ν0', 'ν1', 'ν2']);
  });
});

describe('PATCH with a JSON Patch, of what another program has stored', () => {
  it('adds nothing to what was read as something else', async () => {
    const { document, item } = await foreign({ tags: 'α,β' });
    const answer = await patch(item, [{ op: 'add', path: '/tags/-', value: 'γ' }]);
    expect(expectProblem(answer, 409, 'stored_value_unreadable').body.errors[0].pointer).toBe('/tags');
    expect((await document.get()).get('tags')).toBe('α,β');
  });

  it.each<[string, unknown]>([
    ['replace', { op: 'replace', path: '/tags', value: [] }],
    ['replace', { op: 'replace', path: '/tags', value: ['γ'] }],
    ['remove', { op: 'remove', path: '/tags' }],
    ['add', { op: 'add', path: '/tags', value: [] }],
  ])('%ss what it names, and the history keeps the old value', async (_name, operation) => {
    const { document, item } = await foreign({ tags: 'α,β', notes: 'άλλη' });
    expect((await patch(item, [operation])).status).toBe(200);
    expect((await document.get()).get('tags')).toBeInstanceOf(Array);
    expect((await document.get()).get('notes')).toBe('άλλη');
    const version = (await historyOf(api.firestore, item)).at(-1);
    expect(version).toHaveProperty('replaced', { tags: 'α,β' });
  });

  it('replaces one part that cannot be read, inside a location and inside an element', async () => {
    const { document, item } = await foreign({
      location: { city: 5, region: 7, map: 'x' },
      contacts: [
        { type: 'phone', label: 6, value: '1' },
        { type: 'phone', label: 8, value: '2', ext: true },
      ],
    });
    const operations = [
      { op: 'replace', path: '/location/city', value: null },
      { op: 'replace', path: '/contacts/1/label', value: '' },
    ];
    expect((await patch(item, operations)).status).toBe(200);
    expect((await document.get()).data()).toMatchObject({
      location: { city: null, region: 7, map: 'x' },
      contacts: [
        { type: 'phone', label: 6, value: '1' },
        { type: 'phone', label: '', value: '2', ext: true },
      ],
    });
  });

  it('changes one field, and all the rest stays as it is stored', async () => {
    const { document, item } = await foreign({
      tags: 'α',
      contacts: [{ value: 5 }, 'x'],
      odd: { deep: [1] },
    });
    expect((await patch(item, [{ op: 'replace', path: '/name', value: 'Ν' }])).status).toBe(200);
    expect((await document.get()).data()).toMatchObject({
      name: 'Ν',
      tags: 'α',
      contacts: [{ value: 5 }, 'x'],
      odd: { deep: [1] },
    });
  });
});

describe('the media types of PATCH', () => {
  it('application/merge-patch+json is the partial update', async () => {
    const { item } = await create({ organization: 'Ο', location: { city: 'Α', region: 'Β' } });
    const { status, body } = await editor().patch(
      item,
      { organization: null, location: { city: null } },
      { headers: { 'Content-Type': 'application/merge-patch+json; charset=UTF-8' } },
    );
    expect(status).toBe(200);
    expect(body).toMatchObject({ organization: null, location: { city: null, country: null, region: 'Β' } });
  });

  it('a list as application/json is no patch', async () => {
    const { item } = await create();
    expectProblem(
      await editor().patch(item, '[]', { headers: { 'Content-Type': 'application/json' } }),
      422,
      'validation_failed',
    );
  });

  it('another one is 415, which says what is taken', async () => {
    const { item } = await create();
    const other = { headers: { 'Content-Type': 'application/json-patch' } };
    const refused = expectProblem(await editor().patch(item, '[]', other), 415, 'unsupported_media_type');
    expect(refused.headers.get('Accept-Patch')).toBe(
      'application/json, application/merge-patch+json, application/json-patch+json',
    );
    const put = await editor().put(item, '[]', { headers: JSON_PATCH });
    expect(expectProblem(put, 415, 'unsupported_media_type').headers.get('Accept')).toBe('application/json');
  });
});
