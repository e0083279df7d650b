import {
  type DocumentReference,
  type DocumentSnapshot,
  FieldValue,
  Timestamp,
} from 'firebase-admin/firestore';
import { describe, expect, it } from 'vitest';
import { useApi } from '../../support/api.ts';
import type { Json } from '../../support/client.ts';
import { adopt, isAdopted, keepDeleted } from '../../support/customers-wing.ts';
import { idsOf } from '../../support/pages.ts';
import { CUSTOMERS_PATH as path } from '../../support/paths.ts';

const api = useApi();
const collection = () => api.firestore.collection('crm_customers');

/** A document of another program, and the event's view of it. */
async function written(data: object): Promise<{ document: DocumentReference; seen: DocumentSnapshot }> {
  const document = collection().doc();
  await document.set(data);
  return { document, seen: await document.get() };
}
const versionOf = async (document: DocumentReference) =>
  (await document.get()).get('_meta.version') as number;
const handle = (document: DocumentReference, seen?: DocumentSnapshot) =>
  adopt(api.firestore, document.id, seen);

/** Plays the trigger until it has nothing left to do: each write of its own is an event for it. */
async function settle(document: DocumentReference): Promise<number> {
  for (let writes = 0; writes < 5; writes += 1) {
    if (!(await handle(document, await document.get()))) return writes;
  }
  throw new Error('it does not end');
}

/** The time that the index entry sorts it by. */
async function sortedBy(document: DocumentReference): Promise<unknown> {
  const entry = (await document.get()).get('_meta.entry') as string;
  return (await api.firestore.doc(`crm_customer_entries/${entry}`).get()).get('updated_key');
}

const times: [string, object][] = [
  ['no times', {}],
  ['null for times', { created_at: null, updated_at: null }],
  ['ISO times', { created_at: '2024-05-06T07:08:09.000Z', updated_at: '2024-05-07T07:08:09.000Z' }],
  ['naive times of Python', { created_at: '2024-05-06T07:08:09.123456', updated_at: '2024-05-06 07:08:09' }],
  ['Timestamps', { created_at: Timestamp.fromMillis(1e12), updated_at: Timestamp.fromMillis(1.1e12) }],
  ['times that are none', { created_at: 'yesterday', updated_at: 'today' }],
  ['times of another type', { created_at: 5, updated_at: [] }],
];

describe.each(times)('a document of another program with %s', (_what, fields) => {
  it('takes one write, and one more for each change', async () => {
    const { document } = await written({ name: 'Ξένος', ...fields });
    expect(await settle(document)).toBe(1);
    expect(await versionOf(document)).toBe(1);
    await document.update({ name: 'Ξένος Β' });
    expect(await settle(document)).toBe(1);
    expect(await versionOf(document)).toBe(2);
  });

  it('is sorted by the time that it is shown with, which a change moves unless the document says', async () => {
    const { document } = await written({ name: 'Ξένος', ...fields });
    const shown = async () =>
      (await api.as('viewer').get(`${path}/${document.id}`)).body.updated_at as string;
    await settle(document);
    const before = await shown();
    expect(await sortedBy(document)).toBe(before);
    await document.update({ name: 'Ξένος Β' });
    const changed = (await document.get()).updateTime?.toDate().toISOString() ?? '';
    await settle(document);
    expect(await sortedBy(document)).toBe(await shown());
    const says = !Number.isNaN(Date.parse(before)) && before < '2025';
    expect(await shown()).toBe(says ? before : changed);
  });
});

describe('events', () => {
  it('that come twice, late and ten at a time make one version by one write', async () => {
    const { document, seen } = await written({ name: 'Παράλληλος' });
    await Promise.all(Array.from({ length: 10 }, () => handle(document, seen)));
    expect(await versionOf(document)).toBe(1);
    expect((await document.collection('history').get()).docs.map(({ id }) => id)).toHaveLength(1);
    const { updateTime } = await document.get();
    expect(await handle(document, seen)).toBe(false);
    expect((await document.get()).updateTime).toEqual(updateTime);
  });

  it('that come late describe what is there now, not what was', async () => {
    const { document, seen } = await written({ name: 'Παλιός' });
    await document.update({ name: 'Νεότερος' });
    expect(await handle(document, seen)).toBe(true);
    expect(isAdopted(await document.get())).toBe(true);
    const found = await api.as('viewer').get(`${path}?search=${encodeURIComponent('νεοτερος')}`);
    expect(idsOf(found)).toEqual([document.id]);
    expect((await api.as('viewer').get(`${path}?search=${encodeURIComponent('παλιος')}`)).body.total).toBe(0);
    expect(await versionOf(document)).toBe(1);
  });

  it('of a deletion, and of a customer that is gone by now, write nothing', async () => {
    const { document, seen } = await written({ name: 'Σβησμένος' });
    await document.delete();
    expect(await handle(document, await document.get())).toBe(false);
    expect(await handle(document, seen)).toBe(false);
    expect((await document.get()).exists).toBe(false);
  });

  it('of writes through the API change nothing, old ones neither', async () => {
    const { body } = await api.as('editor').post(path, { name: 'Δικός μας' });
    const document = collection().doc(body.id as string);
    const first = await document.get();
    await api.as('editor').put(`${path}/${body.id}`, { name: 'Δικός μας Β' });
    const second = await document.get();
    for (const seen of [first, second, undefined]) expect(await handle(document, seen)).toBe(false);
    expect((await document.get()).updateTime).toEqual(second.updateTime);
    expect(await versionOf(document)).toBe(2);
  });

  it('in parallel with writes through the API lose none of them, and end with every term right', async () => {
    const { document, seen } = await written({ name: 'Κοινός' });
    const tags = Array.from({ length: 10 }, (_, at) => `t${at}`);
    await Promise.all(
      tags.flatMap((tag, at) => [
        api
          .as('editor')
          .put(`${path}/${document.id}`, { [at % 2 ? 'organization' : 'nextcloud_folder']: tag }),
        handle(document, seen),
      ]),
    );
    await settle(document);
    const snapshot = await document.get();
    expect(isAdopted(snapshot)).toBe(true);
    expect(snapshot.get('name')).toBe('Κοινός');
    expect(tags).toContain(snapshot.get('organization'));
    expect(tags).toContain(snapshot.get('nextcloud_folder'));
  });
});

describe('an old copy that another program writes back, its map included', () => {
  async function writtenBack() {
    const { body } = await api.as('editor').post(path, { name: 'Παλιό αντίγραφο', organization: 'Πρώτη' });
    const document = collection().doc(body.id as string);
    const copy = (await document.get()).data() ?? {};
    await api.as('editor').put(`${path}/${body.id}`, { organization: 'Δεύτερη' });
    const before = await document.get();
    await document.set({ ...copy, legacy_score: 5 });
    const shownHistory = async () =>
      (await api.as('viewer').get(`${path}/${body.id}/history`)).body.history.map(
        ({ version, by, changes }: Json) => [version, by, changes.map(({ pointer }: Json) => pointer)],
      );
    return { id: body.id as string, document, before, after: await document.get(), shownHistory };
  }

  it('is an entry of its own, made by the event, once', async () => {
    const { id, document, before, after, shownHistory } = await writtenBack();
    expect(await adopt(api.firestore, id, after, before)).toBe(true);
    for (let delivery = 0; delivery < 2; delivery++)
      expect(await adopt(api.firestore, id, after, before)).toBe(false);
    expect((await shownHistory())[0]).toEqual([3, 'external', ['/organization']]);
    expect(isAdopted(await document.get())).toBe(true);
    expect((await document.get()).get('legacy_score')).toBe(5);
  });

  it('is not blamed on who writes next', async () => {
    const { id, shownHistory } = await writtenBack();
    expect((await api.as('editor').put(`${path}/${id}`, { language: 'en' })).status).toBe(200);
    expect((await shownHistory()).slice(0, 2)).toEqual([
      [4, api.users.editor.uid, ['/language']],
      [3, 'external', ['/organization']],
    ]);
  });
});

describe('a customer that another program makes again', () => {
  it.each([
    ['without its map', false],
    ['as an old copy, its map included', true],
  ])('%s has a version of its own, and is kept when it is deleted again', async (_how, withMap) => {
    const { body } = await api.as('editor').post(path, { name: 'Ξανά εδώ' });
    const item = `${path}/${body.id}`;
    const id = body.id as string;
    await api.as('editor').put(item, { organization: 'Α' });
    const document = collection().doc(id);
    const { _meta, ...copy } = (await document.get()).data() ?? {};
    await api.as('editor').delete(item);
    await api.firestore.doc(`crm_customers_trash/${id}`).delete();
    const gone = await document.get();
    await document.set(withMap ? { ...copy, _meta: _meta as object } : copy);
    expect(await adopt(api.firestore, id, await document.get(), gone)).toBe(true);
    const before = await document.get();
    await document.delete();
    expect(await keepDeleted(api.firestore, before)).toBe(true);
    const { history } = (await api.as('viewer').get(`${item}/history`)).body;
    expect(history.map(({ action, by }: Json) => [action, by])).toEqual([
      ['delete', 'external'],
      ['update', 'external'],
      ['delete', api.users.editor.uid],
      ['update', api.users.editor.uid],
      ['create', api.users.editor.uid],
    ]);
    expect((await api.as('editor').post(`${item}/restore`)).body).toMatchObject({ organization: 'Α' });
  });

  it('and deletes before the event of either is kept as it was recorded last', async () => {
    const { body } = await api.as('editor').post(path, { name: 'Παλιό', organization: 'Α' });
    const document = collection().doc(body.id as string);
    const copy = (await document.get()).data() ?? {};
    await api.as('editor').put(`${path}/${body.id}`, { organization: 'Β' });
    await document.set({ ...copy, legacy_score: 5 });
    const before = await document.get();
    await document.delete();
    expect(await keepDeleted(api.firestore, before)).toBe(true);
    expect((await api.as('editor').post(`${path}/${body.id}/restore`)).body).toMatchObject({
      organization: 'Β',
    });
    expect((await document.get()).get('legacy_score')).toBe(5);
  });
});

describe('the map of a document', () => {
  it.each([
    ['is no map', 'x'],
    ['is empty', {}],
    ['has an entry of another type', { entry: 5 }],
    ['has a version of another type', { version: 'x', entry: 'a/b' }],
  ])('is made anew where it %s', async (_what, _meta) => {
    const { document } = await written({ name: 'Χαλασμένος', _meta });
    expect(await settle(document)).toBe(1);
    expect(await versionOf(document)).toBe(1);
  });

  it('keeps its version where only the index entry is not named, as after a new release', async () => {
    const { body } = await api.as('editor').post(path, { name: 'Παλιά Έκδοση' });
    const document = collection().doc(body.id as string);
    await document.update({ '_meta.entry': FieldValue.delete() });
    expect(await settle(document)).toBe(1);
    expect(await versionOf(document)).toBe(1);
    expect((await document.get()).get('updated_at')).toBe(body.updated_at);
  });

  it('is all that is touched', async () => {
    const data = {
      name: 'Ακέραιος',
      legacy: { deep: [1, { a: null }] },
      contacts: 'wrong',
      tags: [' vip ', 5],
    };
    const { document } = await written(data);
    await settle(document);
    const { _meta, ...fields } = (await document.get()).data() ?? {};
    expect(fields).toEqual(data);
    expect(_meta).toMatchObject({ version: 1 });
  });
});
