import { Timestamp } from 'firebase-admin/firestore';
import { describe, expect, it } from 'vitest';
import { useApi } from '../../support/api.ts';
import { type Answer, expectProblem, type Json } from '../../support/client.ts';
import { adopt, forgetExpired, historyOf, keepDeleted, reindex } from '../../support/customers-wing.ts';
import { dumpDatabase } from '../../support/database-dump.ts';
import { connectionTo } from '../../support/firestore.ts';
import { CUSTOMERS_PATH as path } from '../../support/paths.ts';
import { beforeNextCommit } from '../../support/sent-requests.ts';

const api = useApi();
const [viewer, editor, admin] = [() => api.as('viewer'), () => api.as('editor'), () => api.as('admin')];
const document = (id: string) => api.firestore.doc(`crm_customers/${id}`);
const inTrash = (id: string) => api.firestore.doc(`crm_customers_trash/${id}`);

async function create(body: object): Promise<string> {
  const { status, body: made } = await editor().post(path, body);
  expect(status).toBe(201);
  return made.id as string;
}
const get = async (id: string): Promise<Json> => (await viewer().get(`${path}/${id}`)).body;
const old = (id: string, options: object = {}) =>
  viewer().get(`${path}/${id}`, { redirect: 'manual', ...options });
const merge = (id: string, from: string[], more: object = {}, options = {}) =>
  editor().post(`${path}/${id}/merge`, { from, ...more }, options);
const unmerge = (id: string, body: object, options = {}) =>
  editor().post(`${path}/${id}/unmerge`, body, options);
const done = (answer: Answer): Json => {
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body;
};
const phone = (value: string, label = '', primary = false) => ({ type: 'phone', label, value, primary });
const email = (value: string, label = '') => ({ type: 'email', label, value, primary: false });
const billOf = ({ headers }: Answer) => [
  Number(headers.get('X-Firestore-Reads')),
  Number(headers.get('X-Firestore-Writes')),
];

const withoutTimes = ({ updated_at: _, ...rest }: Json) => rest;

/** Two entries of one person. */
const first = () =>
  create({
    name: 'Γιώργος Παππάς',
    contacts: [phone('2310 555014', 'σπίτι', true), email('G.Pappas@Example.gr')],
    notes: [{ text: 'πρώτη', by: 'u', at: '2024-01-01T00:00:00Z' }],
    tags: ['vip'],
    owned_items: [{ type: 'console_device', device_id: 'D1', label: 'καμπαναριό' }],
  });
const second = () =>
  create({
    name: 'Παππάς Γ.',
    organization: 'Ι.Ν. Αγίου Νικολάου',
    contacts: [phone('+30 2310555014', 'work'), email('g.pappas@example.gr'), phone('6975550142')],
    notes: [
      { text: 'νωρίτερα', by: 'u', at: '2023-01-01T00:00:00Z' },
      { text: 'πρώτη', by: 'u', at: '2024-01-01T00:00:00Z' },
    ],
    tags: ['vip', 'ναός'],
    location: { city: 'Βέροια' },
    owned_items: [
      { type: 'console_device', device_id: 'D1' },
      { type: 'product', product_id: 'P1', quantity: 2 },
    ],
    linked_user_ids: ['uid-1'],
  });

describe('a merge', () => {
  it('unites the lists by what their elements mean, and fills the empty fields', async () => {
    const [one, two] = [await first(), await second()];
    const merged = await merge(one, [two]);
    const { merged_from, ...body } = done(merged);
    expect(body).toMatchObject({
      id: one,
      name: 'Γιώργος Παππάς',
      organization: 'Ι.Ν. Αγίου Νικολάου',
      contacts: [phone('2310 555014', 'σπίτι', true), email('G.Pappas@Example.gr'), phone('6975550142')],
      notes: [{ text: 'νωρίτερα' }, { text: 'πρώτη' }],
      tags: ['vip', 'ναός'],
      location: { city: 'Βέροια', country: null, region: null },
      owned_items: [
        { device_id: 'D1', label: 'καμπαναριό' },
        { product_id: 'P1', quantity: 2 },
      ],
      linked_user_ids: ['uid-1'],
    });
    expect(merged_from).toEqual([{ id: two, version: 2 }]);
    const now = await viewer().get(`${path}/${one}`);
    expect(now.body).toEqual(body);
    expect(now.headers.get('ETag')).toBe(merged.headers.get('ETag'));
    const { body: found } = await viewer().get(`${path}?phone=6975550142`);
    expect(found.customers.map(({ id }: Json) => id)).toEqual([one]);
  });

  it('is in both histories', async () => {
    const [one, two] = [await first(), await second()];
    done(await merge(one, [two]));
    const [merging] = (await viewer().get(`${path}/${one}/history`)).body.history;
    expect(merging).toMatchObject({
      ...{ version: 2, action: 'merge', by: api.users.editor.uid },
      merged_from: [{ id: two, version: 2 }],
    });
    const [merged, created] = (await viewer().get(`${path}/${two}/history`)).body.history;
    expect(merged).toMatchObject({
      version: 2,
      action: 'merged',
      merged_into: one,
      merge_version: 2,
      changes: [],
    });
    expect(created).toMatchObject({ version: 1, action: 'create' });
    const { trash } = (await viewer().get(`${path}/trash`)).body;
    expect(trash.find(({ id }: Json) => id === two)).toMatchObject({ name: 'Παππάς Γ.', merged_into: one });
  });

  it('tried first writes nothing, and tells what would be made and lost', async () => {
    const [one, two] = [await first(), await second()];
    const before = await dumpDatabase(api.projectId);
    const preview = await merge(one, [two], { dry_run: true });
    expect(await dumpDatabase(api.projectId)).toEqual(before);
    expect(billOf(preview)).toEqual([2, 0]);
    const { result, conflicts, lost, etags } = done(preview);
    expect(preview.headers.get('ETag')).toBe(etags[one]);
    expect(conflicts).toEqual([
      {
        field: 'name',
        values: [
          { id: one, value: 'Γιώργος Παππάς' },
          { id: two, value: 'Παππάς Γ.' },
        ],
        chosen: one,
      },
    ]);
    expect(lost).toEqual([
      { id: two, field: 'name', value: 'Παππάς Γ.' },
      { id: two, field: 'contacts', value: phone('+30 2310555014', 'work') },
      { id: two, field: 'contacts', value: email('g.pappas@example.gr') },
    ]);
    const { merged_from, updated_at, ...merged } = done(await merge(one, [two], { etags }));
    expect({ ...result, updated_at }).toEqual({ ...merged, updated_at });
    expect(merged_from).toHaveLength(1);
  });

  it('takes what was chosen, and tells what is lost by that', async () => {
    const [one, two] = [await first(), await second()];
    const choose = { name: two, tags: { value: ['νέα'] }, organization: { value: null }, contacts: two };
    const { lost, result, conflicts } = done(await merge(one, [two], { choose, dry_run: true }));
    expect(result).toMatchObject({ name: 'Παππάς Γ.', tags: ['νέα'], organization: null });
    expect(result.contacts).toHaveLength(3);
    expect(conflicts[0]).toMatchObject({ field: 'name', chosen: two });
    expect(lost.map(({ id, field, value }: Json) => [id === one ? 1 : 2, field, value])).toEqual([
      [1, 'name', 'Γιώργος Παππάς'],
      [2, 'organization', 'Ι.Ν. Αγίου Νικολάου'],
      [1, 'contacts', phone('2310 555014', 'σπίτι', true)],
      [1, 'contacts', email('G.Pappas@Example.gr')],
      [1, 'tags', 'vip'],
      [2, 'tags', 'vip'],
      [2, 'tags', 'ναός'],
    ]);
    const { merged_from: _, updated_at, ...merged } = done(await merge(one, [two], { choose }));
    expect({ ...result, updated_at }).toEqual({ ...merged, updated_at });
  });

  it('of four at once takes the newest value of those that have one', async () => {
    const one = await create({ name: 'Α' });
    const others = [];
    for (const city of ['Βέροια', 'Νάουσα', 'Έδεσσα'])
      others.push(await create({ name: city, location: { city } }));
    others.push(await create({ name: 'Δ' }));
    const answer = await merge(one, others);
    expect(done(answer)).toMatchObject({ location: { city: 'Έδεσσα' } });
    // The survivor with its entries, and of each other the document, both entries, the trash and the mark.
    expect(billOf(answer)).toEqual([5, 3 + 4 * 5]);
  });

  it('costs what it says, tried, done and undone', async () => {
    const [one, two] = [await first(), await second()];
    const other = await create({ name: 'Γ' });
    expect(billOf(await merge(one, [two, other], { dry_run: true }))).toEqual([3, 0]);
    expect(billOf(await merge(one, [two, other]))).toEqual([3, 13]);
    expect(billOf(await old(two))).toEqual([3, 0]);
    expect(billOf(await viewer().get(`${path}/nobody`))).toEqual([2, 0]);
    expect(billOf(await unmerge(one, { merge_version: 2, dry_run: true }))).toEqual([5, 0]);
    expect(billOf(await unmerge(one, { merge_version: 2 }))).toEqual([5, 13]);
  });

  it('refuses what cannot be', async () => {
    const [one, two] = [await first(), await second()];
    const missing = expectProblem(await merge(one, [two, 'nobody', 'trash']), 404, 'customer_not_found');
    expect(missing.body).toMatchObject({
      ids: ['nobody', 'trash'],
      errors: [{ pointer: '/from/1' }, { pointer: '/from/2' }],
    });
    expectProblem(await merge('nobody', [two]), 404, 'customer_not_found');
    expectProblem(await merge(one, [one]), 409, 'conflict');
    const many = expectProblem(
      await merge(one, [two, two], {
        choose: { name: 'x', tags: 5, nope: one },
        etags: { x: '"1-x"', [two]: 'x' },
      }),
      422,
      'validation_failed',
    );
    expect(many.body.errors.map(({ pointer }: Json) => pointer)).toEqual([
      ...['/from/1', '/etags/x', `/etags/${two}`, '/choose/name', '/choose/tags', '/choose/nope'],
    ]);
    const value = expectProblem(
      await merge(one, [two], { choose: { contacts: { value: [{ type: 'fax', label: '', value: '1' }] } } }),
      422,
      'validation_failed',
    );
    expect(value.body.errors[0].pointer).toBe('/choose/contacts/value/0/type');
    expect((await viewer().post(`${path}/${one}/merge`, { from: [two] })).status).toBe(403);
    done(await merge(one, [two]));
    const again = expectProblem(await merge(one, [two]), 409, 'conflict');
    expect(again.body).toMatchObject({ merged_into: one, errors: [{ pointer: '/from/0' }] });
    expect(expectProblem(await merge(two, [one]), 409, 'conflict').body.merged_into).toBe(one);
  });

  it('over a bound is refused, and changes nothing', async () => {
    const tags = (from: string) => Array.from({ length: 60 }, (_, at) => `${from}${at}`);
    const [one, two] = [
      await create({ name: 'Α', tags: tags('α') }),
      await create({ name: 'Β', tags: tags('β') }),
    ];
    const before = await dumpDatabase(api.projectId);
    for (const dry_run of [true, false]) {
      const refused = expectProblem(await merge(one, [two], { dry_run }), 422, 'validation_failed');
      expect(refused.body.errors).toMatchObject([{ pointer: '/tags', code: 'too_big' }]);
    }
    expect(await dumpDatabase(api.projectId)).toEqual(before);
  });

  it('is on the condition of every tag that is sent', async () => {
    const [one, two] = [await first(), await second()];
    const { etags } = done(await merge(one, [two], { dry_run: true }));
    const changed = await admin().put(`${path}/${two}`, { name: 'Άλλος' });
    const refused = expectProblem(await merge(one, [two], { etags }), 412, 'precondition_failed');
    expect(refused.body.changed).toMatchObject([
      { id: two, pointer: '/name', by: api.users.admin.uid, to: 'Άλλος' },
    ]);
    expect(refused.body.stale).toEqual([{ id: two, etag: changed.headers.get('ETag') }]);
    expect(refused.headers.get('ETag')).toBe(etags[one]);
    const headers = { 'If-Match': '"1-x"' };
    expect(
      expectProblem(await merge(one, [two], {}, { headers }), 412, 'precondition_failed').body.stale,
    ).toEqual([{ id: one, etag: etags[one] }]);
    done(await merge(one, [two], { etags: { [one]: etags[one] } }));
  });

  it('and its undo are done once, however often they are sent with one key', async () => {
    const [one, two] = [await first(), await second()];
    const keyed = (key: string) => ({ headers: { 'Idempotency-Key': key } });
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => merge(one, [two], {}, keyed('a merge'))),
    );
    const [answer] = answers;
    for (const each of answers) expect(done(each)).toEqual(answer?.body);
    expect(answers.filter(({ headers }) => headers.get('Idempotent-Replayed') === 'true')).toHaveLength(4);
    await editor().put(`${path}/${one}`, { organization: 'Άλλη' });
    const undone = await unmerge(one, { merge_version: 2 }, keyed('an undo'));
    const repeated = await unmerge(one, { merge_version: 2 }, keyed('an undo'));
    const { kept, ...rest } = done(undone);
    expect(kept).toEqual([{ field: 'organization', why: 'changed since', value: 'Άλλη' }]);
    expect(done(repeated)).toEqual({ ...rest, kept: [{ field: 'organization', why: 'changed since' }] });
    expect(repeated.headers.get('Idempotent-Replayed')).toBe('true');
    expect(done(await merge(one, [two], {}, keyed('a merge')))).toEqual(answer?.body);
    expectProblem(
      await merge(one, [two], { choose: { name: two } }, keyed('a merge')),
      422,
      'idempotency_key_reused',
    );
  });

  it.for(['survivor', 'other'] as const)('begins again when the %s is changed meanwhile', async (which) => {
    const [one, two] = [await first(), await second()];
    const changed = which === 'survivor' ? one : two;
    beforeNextCommit(connectionTo(api.firestore), () =>
      document(changed).update({ contacts: [phone('210 5550101', 'νέο')], erp: 7 }),
    );
    const body = done(await merge(one, [two]));
    expect(body.contacts).toContainEqual(phone('210 5550101', 'νέο'));
    expect((await document(one).get()).get('erp')).toBe(7);
  });

  it('keeps what other programs have stored in either', async () => {
    const time = Timestamp.fromMillis(1_700_000_000_123);
    const [one, two] = [await first(), await second()];
    await document(one).update({ erp: 1, both: 'a' });
    await document(two).update({
      ...{ vat: '094014201', both: 'b', odd: time },
      contacts: [
        { type: 'phone', label: '', value: '6975550142', primary: false, verified_at: time },
        { type: 'email', value: 'g.pappas@example.gr', score: 5 },
      ],
      linked_user_ids: 'nobody',
    });
    const before = (await document(two).get()).data();
    const { lost } = done(await merge(one, [two], { dry_run: true }));
    expect(lost.filter(({ foreign }: Json) => foreign)).toEqual([
      { id: two, field: 'contacts', value: email('g.pappas@example.gr'), foreign: true },
      { id: two, field: 'linked_user_ids', value: null, foreign: true },
      { id: two, field: 'both', value: null, foreign: true },
    ]);
    done(await merge(one, [two]));
    const stored = (await document(one).get()).data();
    expect(stored).toMatchObject({ erp: 1, both: 'a', vat: '094014201', odd: time });
    expect(stored?.['contacts']).toContainEqual({ ...phone('6975550142'), verified_at: time });
    done(await unmerge(one, { merge_version: 2 }));
    const entered = ({ _meta: _, ...fields }: Json) => withoutTimes(fields);
    expect(entered((await document(two).get()).data())).toEqual(entered(before));
    const left = (await document(one).get()).data();
    expect(left).toMatchObject({ erp: 1, both: 'a' });
    expect(Object.keys(left ?? {})).not.toContain('vat');
    expect(Object.keys(left ?? {})).not.toContain('odd');
  });
});

describe('customers of other programs', () => {
  const isRight = async () => {
    const { written, swept, failed } = await reindex(api.firestore);
    expect([swept, failed]).toEqual([0, []]);
    return written;
  };

  it('are merged and come back, also where no trigger has seen them', async () => {
    await reindex(api.firestore);
    const [one, two] = ['ξένος 1', 'ξένος/2'.replace('/', ' ')];
    await document(one).set({ name: 'Ξένος', code: 1 });
    await document(two).set({ name: 'Άλλος ξένος', tags: ['α'] });
    const [a, b] = [one, two].map(encodeURIComponent) as [string, string];
    const before = [await get(a), await get(b)];
    expect(done(await merge(a, [two])).merged_from).toEqual([{ id: two, version: 2 }]);
    expect(await isRight()).toBe(0);
    const { customer, restored } = done(await unmerge(a, { merge_version: 2 }));
    expect([customer, ...restored].map(withoutTimes)).toEqual(before.map(withoutTimes));
    const actions = async (id: string) =>
      (await historyOf(api.firestore, id)).map(({ by, action }) => [by, action]);
    const { uid } = api.users.editor;
    expect(await actions(one)).toEqual([
      ['external', 'create'],
      [uid, 'merge'],
      [uid, 'unmerge'],
    ]);
    expect(await actions(two)).toEqual([
      ['external', 'create'],
      [uid, 'merged'],
      [uid, 'unmerge'],
    ]);
    // The trigger and reindex have nothing to do.
    for (const id of [one, two])
      expect(await adopt(api.firestore, id, await document(id).get(), undefined)).toBe(false);
    expect(await isRight()).toBe(0);
  });

  it('that were made again under an old id are customers of their own, and the old id leads nowhere else', async () => {
    const [one, two, three] = [await first(), await second(), await create({ name: 'Γ' })];
    done(await merge(one, [two]));
    await document(two).set({ name: 'Ξανά' });
    await adopt(api.firestore, two);
    expect(await get(two)).toMatchObject({ id: two, name: 'Ξανά' });
    done(await merge(two, [three]));
    expect((await old(three)).body.merged_into).toBe(two);
    done(await merge(two, [one]));
    for (const id of [one, three]) expect((await old(id)).body.merged_into).toBe(two);
    expect((await old(two)).status).toBe(200);
    expect((await admin().delete(`${path}/${two}?erase=true`)).status).toBe(204);
    for (const id of [one, two, three]) expectProblem(await old(id), 404, 'customer_not_found');
  });

  it('with a value that cannot be read are not overwritten, unless that is chosen', async () => {
    const [one, two] = [await first(), await second()];
    await document(one).update({ notes: 'παλιά σημείωση' });
    for (const dry_run of [true, false]) {
      const refused = expectProblem(await merge(one, [two], { dry_run }), 409, 'stored_value_unreadable');
      expect(refused.body.errors).toMatchObject([{ pointer: '/notes' }]);
    }
    const { lost } = done(await merge(one, [two], { choose: { notes: two }, dry_run: true }));
    expect(lost).toContainEqual({ id: one, field: 'notes', value: null, foreign: true });
    done(await merge(one, [two], { choose: { notes: two } }));
  });

  it('that are too large together are refused, and change nothing', async () => {
    const [one, two] = [await create({ name: 'Α' }), await create({ name: 'Β' })];
    for (const id of [one, two])
      await document(id).update({ filler: id.repeat(22_000), [id]: 'ν'.repeat(200_000) });
    const before = await dumpDatabase(api.projectId);
    for (const dry_run of [true, false])
      expectProblem(await merge(one, [two], { dry_run }), 413, 'too_large');
    expect(await dumpDatabase(api.projectId)).toEqual(before);
  });
});

describe('an old id', () => {
  it('leads to the customer, whatever its reader has', async () => {
    const [one, two] = [await first(), await second()];
    const etag = (await viewer().get(`${path}/${two}`)).headers.get('ETag') ?? '';
    done(await merge(one, [two]));
    for (const headers of [{}, { 'If-None-Match': etag }, { 'If-None-Match': '*' }]) {
      const answer = expectProblem(await old(two, { headers }), 307, 'customer_merged');
      expect(answer.body.merged_into).toBe(one);
      expect(answer.headers.get('Location')).toMatch(new RegExp(`/crm/customers/${one}$`));
      expect(answer.headers.get('Cache-Control')).toBe('no-store');
    }
    const head = await viewer().send('HEAD', `${path}/${two}`, { redirect: 'manual' });
    expect([head.status, head.body]).toEqual([307, null]);
    expect(await get(two)).toEqual(await get(one));
    const unfollowed = expectProblem(
      await viewer().get(`${path}/${two}?follow=false`),
      409,
      'customer_merged',
    );
    expect(unfollowed.body.merged_into).toBe(one);
    expect((await viewer().get(`${path}/${one}?follow=false`)).status).toBe(200);
  });

  it('takes no change', async () => {
    const [one, two] = [await first(), await second()];
    done(await merge(one, [two]));
    const before = await dumpDatabase(api.projectId);
    const patch = [{ op: 'remove', path: '/tags/0' }];
    const patching = { headers: { 'Content-Type': 'application/json-patch+json' } };
    for (const answer of [
      await editor().put(`${path}/${two}`, { name: 'x' }),
      await editor().patch(`${path}/${two}`, { name: 'x' }),
      await editor().patch(`${path}/${two}`, JSON.stringify(patch), patching),
      await editor().delete(`${path}/${two}`),
      await editor().post(`${path}/${two}/notes`, { text: 'x' }),
      await editor().put(`${path}/${two}/tags/x`),
      await editor().post(`${path}/${two}/restore`),
      await editor().post(`${path}/${two}/revert`, { version: 1 }),
      await unmerge(two, { merge_version: 1 }),
    ])
      expect(expectProblem(answer, 409, 'customer_merged').body.merged_into).toBe(one);
    const { results } = done(
      await editor().post(`${path}/batch`, { operations: [{ method: 'delete', id: two }] }),
    );
    expect(results[0].problem).toMatchObject({ code: 'customer_merged', merged_into: one });
    expect(await dumpDatabase(api.projectId)).toEqual(before);
  });

  it('leads to the end of a chain, and back along it', async () => {
    const ids = [await first(), await second(), await create({ name: 'Γ' }), await create({ name: 'Δ' })];
    const [a = '', b = '', c = '', d = ''] = ids;
    done(await merge(b, [a]));
    const chained = await merge(c, [b]);
    // One mark is led on.
    expect([done(chained).id, ...billOf(chained)]).toEqual([c, 3, 9]);
    done(await merge(d, [c]));
    for (const id of [a, b, c]) expect((await old(id)).body.merged_into).toBe(d);
    done(await unmerge(d, { merge_version: 2 }));
    for (const id of [a, b]) expect((await old(id)).body.merged_into).toBe(c);
    done(await unmerge(c, { merge_version: 2 }));
    expect((await old(a)).body.merged_into).toBe(b);
    done(await unmerge(b, { merge_version: 2 }));
    expect((await old(a)).status).toBe(200);
  });

  it('is followed from mark to mark where a merge could not lead them all on', async () => {
    const b = await create({ name: 'Β' });
    const ids = await Promise.all(Array.from({ length: 22 }, (_, at) => create({ name: `Α${at}` })));
    for (let at = 0; at < ids.length; at += 4) done(await merge(b, ids.slice(at, at + 4)));
    const c = await create({ name: 'Γ' });
    expect(billOf(await merge(c, [b]))).toEqual([2 + 20, 8 + 20]);
    for (const id of ids) expect((await old(id)).body.merged_into).toBe(c);
  });

  it('leads on when the time in the trash is over', async () => {
    const [one, two] = [await first(), await second()];
    done(await merge(one, [two]));
    await inTrash(two).delete();
    await forgetExpired(api.firestore, two);
    expect(await historyOf(api.firestore, two)).toEqual([]);
    expect((await old(two)).status).toBe(307);
    expectProblem(await editor().put(`${path}/${two}`, { name: 'x' }), 409, 'customer_merged');
    expectProblem(await viewer().get(`${path}/${two}/history`), 409, 'customer_merged');
    expectProblem(await unmerge(one, { merge_version: 2 }), 409, 'merge_expired');
    expect(await get(one)).toMatchObject({ organization: 'Ι.Ν. Αγίου Νικολάου' });
  });

  it('is no deletion by another program', async () => {
    const [one, two] = [await first(), await second()];
    const seen = await document(two).get();
    done(await merge(one, [two]));
    const before = await dumpDatabase(api.projectId);
    expect(await keepDeleted(api.firestore, seen)).toBe(false);
    await inTrash(two).delete();
    expect(await keepDeleted(api.firestore, seen)).toBe(false);
    const { [`crm_customers_trash/${two}`]: _, ...rest } = before;
    expect(await dumpDatabase(api.projectId)).toEqual(rest);
  });
});

describe('an undo', () => {
  it('brings everything back as it was', async () => {
    const [one, two] = [await first(), await second()];
    const before = [await get(one), await get(two)];
    done(await merge(one, [two]));
    const undone = await unmerge(one, { merge_version: 2 });
    const { customer, restored, kept, etags } = done(undone);
    expect([customer, ...restored].map(withoutTimes)).toEqual(before.map(withoutTimes));
    expect(kept).toEqual([]);
    expect(undone.headers.get('ETag')).toBe(etags[one]);
    for (const id of [one, two]) {
      const now = await viewer().get(`${path}/${id}`, { redirect: 'manual' });
      expect(now.status).toBe(200);
      expect(now.headers.get('ETag')).toBe(etags[id]);
    }
    const actions = async (id: string) =>
      (await viewer().get(`${path}/${id}/history`)).body.history.map(({ action }: Json) => action);
    expect(await actions(one)).toEqual(['unmerge', 'merge', 'create']);
    expect(await actions(two)).toEqual(['unmerge', 'merged', 'create']);
    const [unmerging] = (await viewer().get(`${path}/${one}/history`)).body.history;
    expect(unmerging).toMatchObject({ merge_version: 2, restored: [{ id: two, version: 3 }] });
    expect((await viewer().get(`${path}/trash`)).body.trash.map(({ id }: Json) => id)).not.toContain(two);
    expectProblem(await unmerge(one, { merge_version: 2 }), 409, 'conflict');
    // And the whole once more.
    done(await merge(one, [two]));
    done(await unmerge(one, { merge_version: 4 }));
    expect(withoutTimes(await get(two))).toEqual(withoutTimes(before[1]));
  });

  it('keeps what was changed and added since, and says so', async () => {
    const [one, two] = [await first(), await second()];
    done(await merge(one, [two]));
    const { contacts } = await get(one);
    const edited = contacts.map((each: Json) =>
      each.value === '6975550142' ? { ...each, label: 'κινητό' } : each,
    );
    await editor().put(`${path}/${one}`, {
      ...{ organization: 'Ι.Μ. Βεροίας', tags: ['vip', 'ναός', 'νέα'], location: null },
      contacts: [...edited, phone('210 5550101')],
    });
    const tried = done(await unmerge(one, { merge_version: 2, dry_run: true }));
    const { customer, kept, restored } = done(await unmerge(one, { merge_version: 2 }));
    expect(kept).toEqual([
      { field: 'organization', why: 'changed since', value: 'Ι.Μ. Βεροίας' },
      { field: 'contacts', why: 'changed since', value: phone('6975550142', 'κινητό') },
    ]);
    expect(customer).toMatchObject({ organization: 'Ι.Μ. Βεροίας', tags: ['vip', 'νέα'], location: null });
    expect(customer.contacts.map(({ value }: Json) => value)).toEqual([
      ...['2310 555014', 'G.Pappas@Example.gr', '6975550142', '210 5550101'],
    ]);
    expect(restored[0].contacts).toContainEqual(phone('6975550142'));
    expect(tried.kept).toEqual(kept);
    expect(withoutTimes(tried.customer)).toEqual(withoutTimes(customer));
  });

  it('takes back one of several, and later the others', async () => {
    const one = await create({ name: 'Α' });
    const two = await create({ name: 'Β', tags: ['β', 'κοινή'], organization: 'Του Β' });
    const three = await create({
      name: 'Γ',
      tags: ['γ', 'κοινή'],
      organization: 'Του Γ',
      nextcloud_folder: '/γ',
    });
    const before = await Promise.all([one, two, three].map(get));
    done(await merge(one, [two, three], { choose: { name: three } }));
    expect(await get(one)).toMatchObject({ name: 'Γ', organization: 'Του Γ', tags: ['β', 'κοινή', 'γ'] });
    const strangers = expectProblem(
      await unmerge(one, { merge_version: 2, only: [one] }),
      422,
      'validation_failed',
    );
    expect(strangers.body.errors).toMatchObject([{ pointer: '/only/0' }]);
    const partly = done(await unmerge(one, { merge_version: 2, only: [three] }));
    expect(partly).toMatchObject({ kept: [], restored: [{ id: three, organization: 'Του Γ' }] });
    expect(partly.customer).toMatchObject({ name: 'Α', organization: 'Του Β', nextcloud_folder: null });
    expect(partly.customer.tags).toEqual(['β', 'κοινή']);
    expect((await old(two)).status).toBe(307);
    expectProblem(await unmerge(one, { merge_version: 2, only: [three] }), 409, 'conflict');
    done(await unmerge(one, { merge_version: 2 }));
    expect((await Promise.all([one, two, three].map(get))).map(withoutTimes)).toEqual(
      before.map(withoutTimes),
    );
  });

  it('leaves what a later merge has brought, too', async () => {
    const one = await create({ name: 'Α' });
    const two = await create({ name: 'Β', contacts: [phone('6975550142')], organization: 'Του Β' });
    const three = await create({ name: 'Γ', contacts: [phone('+306975550142', 'γ')], organization: 'Του Γ' });
    done(await merge(one, [two]));
    done(await merge(one, [three]));
    const { customer } = done(await unmerge(one, { merge_version: 2 }));
    expect(customer).toMatchObject({ contacts: [phone('+306975550142', 'γ')] });
    // That of the second went with it; the third one had been left out for it.
    expect(customer.organization).toBe('Του Γ');
  });

  it('brings nothing back that was removed since, also where a later merge had it', async () => {
    const one = await create({ name: 'Α' });
    const two = await create({ name: 'Β', contacts: [phone('6975550142')] });
    const three = await create({ name: 'Γ', contacts: [phone('+306975550142', 'γ')] });
    done(await merge(one, [two]));
    done(await merge(one, [three]));
    await editor().put(`${path}/${one}`, { contacts: [] });
    expect(done(await unmerge(one, { merge_version: 2 })).customer.contacts).toEqual([]);
  });

  it('refuses what is no merge, and what was changed', async () => {
    const [one, two] = [await first(), await second()];
    done(await merge(one, [two]));
    expectProblem(await unmerge(one, { merge_version: 1 }), 409, 'conflict');
    expectProblem(await unmerge(one, { merge_version: 9 }), 404, 'version_not_found');
    expectProblem(await unmerge('nobody', { merge_version: 1 }), 404, 'customer_not_found');
    const headers = { 'If-Match': '"1-x"' };
    expectProblem(await unmerge(one, { merge_version: 2 }, { headers }), 412, 'precondition_failed');
    await document(two).set({ name: 'Άλλος' });
    expectProblem(await unmerge(one, { merge_version: 2 }), 409, 'conflict');
  });
});

describe('an erasure', () => {
  const erase = (id: string) => admin().delete(`${path}/${id}?erase=true`);

  it('of the customer takes all that was ever merged into it', async () => {
    const ids = [await first(), await second(), await create({ name: 'Γ' })];
    const [a = '', b = '', c = ''] = ids;
    done(await merge(b, [a]));
    done(await merge(c, [b]));
    expect((await erase(c)).status).toBe(204);
    const left = Object.keys(await dumpDatabase(api.projectId)).filter((each) =>
      ids.some((id) => each.includes(id) && !each.startsWith(`crm_erasures/${id}/history/`)),
    );
    expect(left.sort()).toEqual(ids.map((id) => `crm_erasures/${id}`).sort());
    for (const id of ids) {
      expect((await api.firestore.doc(`crm_erasures/${id}`).get()).get('open')).toBe(false);
      expectProblem(await old(id), 404, 'customer_not_found');
    }
    const marks = await api.firestore.collection('crm_keys').get();
    expect(marks.docs.filter((mark) => ids.includes(mark.get('merged_id') as string))).toEqual([]);
  });

  it('of one that was merged says who still has it', async () => {
    const [a, b, c] = [await first(), await second(), await create({ name: 'Γ' })];
    done(await merge(b, [a]));
    done(await merge(c, [b]));
    const answer = await erase(b);
    expect([answer.status, answer.body]).toEqual([200, { still_held_by: c }]);
    for (const id of [a, b]) {
      expect(await historyOf(api.firestore, id)).toEqual([]);
      expect((await inTrash(id).get()).exists).toBe(false);
      expect((await api.firestore.doc(`crm_erasures/${id}`).get()).get('open')).toBe(false);
      expect((await old(id)).body.merged_into).toBe(c);
    }
    expect(await get(c)).toMatchObject({ organization: 'Ι.Ν. Αγίου Νικολάου' });
    expectProblem(await unmerge(c, { merge_version: 2 }), 409, 'merge_expired');
    expectProblem(await erase(b), 409, 'customer_merged');
    expect((await erase(c)).status).toBe(204);
    expectProblem(await old(a), 404, 'customer_not_found');
  });
});

describe('what was merged, and a check for duplicates', () => {
  it('is found in what it became a part of, and not in the trash, until it is taken back', async () => {
    const number = phone('2421 099 731');
    const a = await create({ name: 'Αλεξάνδρα Τζιβελέκη', contacts: [number] });
    const b = await create({ name: 'Τζιβελέκη Αλεξάνδρα', contacts: [number] });
    done(await merge(a, [b]));
    await reindex(api.firestore);
    const found = async () => {
      const body = { name: 'Αλεξάνδρα Τζιβελέκη', contacts: [number] };
      const { duplicates } = done(await viewer().post(`${path}/duplicates`, body));
      return duplicates.map(({ customer }: Json) => customer.id).sort();
    };
    expect(await found()).toEqual([a]);
    // Whoever edits the customer is not asked about what is a part of it.
    const edited = await editor().put(`${path}/${a}?on_duplicate=refuse&duplicate_level=probable`, {
      organization: 'Ενορία',
    });
    expect(edited.status).toBe(200);
    done(await unmerge(a, { merge_version: 2 }));
    expect(await found()).toEqual([a, b].sort());
  });
});
