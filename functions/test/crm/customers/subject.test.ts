import { isDeepStrictEqual } from 'node:util';
import { GeoPoint, Timestamp } from 'firebase-admin/firestore';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { useApi } from '../../support/api.ts';
import { expectProblem, type Json } from '../../support/client.ts';
import { adopt, keepPairs, lengthenHistory, reindex } from '../../support/customers-wing.ts';
import { type DatabaseDump, dumpDatabase } from '../../support/database-dump.ts';
import { cursorSealOf } from '../../support/firestore.ts';
import { allPages, idsOf, nextPath } from '../../support/pages.ts';
import { CUSTOMERS_PATH as path } from '../../support/paths.ts';
import { restOf, type RestValue } from '../../support/stored-json.ts';
import { until } from '../../support/until.ts';

const api = useApi();
const [editor, admin] = [() => api.as('editor'), () => api.as('admin')];
const of = (id: string) => `${path}/${encodeURIComponent(id)}`;
const access = (id: string, query = '') => admin().get(`${of(id)}/subject-access${query}`);
const email = (value: string) => ({ type: 'email', label: '', value });
const phone = (value: string) => ({ type: 'phone', label: '', value });

/** All texts and numbers in JSON, and the names of its members. */
function leavesOf(json: unknown, found = new Set<string>()): Set<string> {
  if (Array.isArray(json)) for (const element of json) leavesOf(element, found);
  else if (typeof json === 'object' && json !== null)
    for (const [key, child] of Object.entries(json)) leavesOf(child, found.add(key));
  else if (typeof json === 'string' || typeof json === 'number') found.add(String(json));
  return found;
}

/** All texts, numbers and times in a field of a dump. */
function storedLeaves(value: RestValue): string[] {
  const [[type, content] = ['', null]] = Object.entries(value);
  if (type === 'arrayValue')
    return ((content as { values?: RestValue[] }).values ?? []).flatMap(storedLeaves);
  if (type === 'mapValue')
    return Object.values((content as { fields?: Record<string, RestValue> }).fields ?? {}).flatMap(
      storedLeaves,
    );
  if (type === 'geoPointValue') return Object.values(content as object).map(String);
  if (type === 'nullValue' || type === 'booleanValue') return [];
  return [String(content)];
}

/** What says nothing of anybody that is not said elsewhere: random ids, digests, terms made of what is shown, ids of others. */
const BOOKKEEPING: [path: RegExp, fields: string[]][] = [
  [/^crm_customers\/[^/]+$/, ['_meta']],
  [/\/history\//, ['operation', 'digest', 'request_digest']],
  [/^crm_customers_trash\//, ['found_by', 'held_keys', 'digest']],
  [/^crm_keys\/merged~/, ['into_key', 'merged_into_key']],
  [/^crm_duplicate_pairs\//, ['ids', 'a', 'b', 'rank']],
  [/^crm_operations\//, ['request_digest', 'operation', 'version_operation', 'expires_at']],
];

type Fields = Record<string, RestValue>;

/** The documents of a dump that belong to one of these customers. */
const belonging = (dump: DatabaseDump, ids: readonly string[]) =>
  Object.entries(dump).flatMap(([place, { fields }]) => {
    const names = ['customer_id', 'record_id', 'merged_id', 'a', 'b'];
    const named = names.map((name) => (fields as Fields)[name]?.['stringValue']);
    const isTheirs = ids.some((id) => place.split('/').includes(id) || named.includes(id));
    return isTheirs ? [[place, fields as Fields] as const] : [];
  });

/** What a dump holds of customers and an answer does not. An index entry must hold the customer as it is answered, and what is made of that. */
function missingIn(answer: Json, dump: DatabaseDump, ids: readonly string[]): string[] {
  const shown = leavesOf(answer);
  const has = (leaf: string) =>
    shown.has(leaf) || shown.has(toNanoseconds(leaf)) || shown.has(new Date(leaf || 0).toJSON());
  return belonging(dump, ids).flatMap(([place, fields]) => {
    if (place.startsWith('crm_customer_entries/'))
      return isDeepStrictEqual(JSON.parse(String(fields['answer']?.['stringValue'])), answer.customer)
        ? []
        : [place];
    const left = BOOKKEEPING.filter(([pattern]) => pattern.test(place)).flatMap(([, names]) => names);
    return Object.entries(fields).flatMap(([field, value]) =>
      left.includes(field)
        ? []
        : storedLeaves(value)
            .filter((leaf) => !has(leaf))
            .map((leaf) => `${place} ${field}: ${leaf}`),
    );
  });
}

function toNanoseconds(time: string): string {
  const [, seconds, fraction = ''] = /^(\S+T[\d:]+)(?:\.(\d+))?Z$/.exec(time) ?? [];
  return seconds === undefined ? '' : `${seconds}.${fraction.padEnd(9, '0')}Z`;
}

/** The fields of a document as the answer tells them, in the form of a dump. */
const toldFields = ({ as_stored, customer }: Json, fields: Fields) =>
  Object.fromEntries(
    Object.keys(fields).map((field) => [
      field,
      restOf(Object.hasOwn(as_stored, field) ? as_stored[field] : customer[field]),
    ]),
  );

const without = (fields: Fields, ...names: string[]) =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));

/** What another program stores, of every type. */
const FOREIGN = () => ({
  erp_id: 9223372036854775807n,
  price: { amount: 5.5, whole: 7, nothing: NaN, least: -0 },
  seen: new Timestamp(1_700_000_000, 123_456_000),
  photo: Buffer.from('bytes of somebody'),
  where: new GeoPoint(40.64, 22.94),
  manager: api.firestore.doc('staff/maria'),
  odd: { $double: 'no double', plain: ['zq-in-a-list', { deep: 'zq-deep' }] },
  location: { city: 'zq-city', country: null, region: null, parish: 'zq-parish' },
  tags: 'zq-tag that is no list',
});

describe('everything that is held of a person', () => {
  const other = { id: '', name: 'zq-other-name', mail: 'zq-other@example.gr' };
  const ids: Record<'a' | 'b' | 'c', string> = { a: '', b: '', c: '' };

  beforeAll(async () => {
    const write = (key: string) => ({ headers: { 'Idempotency-Key': key } });
    const item = {
      ...{
        type: 'product',
        device_id: 'zq-device',
        label: 'zq-label',
        product_id: 'zq-product',
        product_name: 'zq-pname',
      },
      ...{
        quantity: 918_273,
        serial_numbers: ['zq-serials'],
        description: 'zq-desc',
        serial_number: 'zq-serial',
        notes: 'zq-inotes',
      },
    };
    const a = await editor().put(
      `${path}/by/phone/${encodeURIComponent('+30 2310 918274')}`,
      {
        name: 'zq-name',
        organization: 'zq-organization',
        contacts: [
          phone('+30 2310 918274'),
          { ...email('zq-mail@example.gr'), label: 'zq-clabel', primary: true },
        ],
        notes: [{ text: 'zq-note <b>&', by: 'zq-by', at: '1987-06-05T04:03:02.918273Z' }],
        location: { city: 'zq-city', country: 'zq-country', region: 'zq-region' },
        language: 'zq-lang',
        tags: ['zq-tag'],
        owned_items: [item],
        linked_user_ids: ['zq-uid'],
        nextcloud_folder: 'zq-folder',
      },
      write('key of a'),
    );
    ids.a = a.body.id;
    const one = of(ids.a);
    const document = api.firestore.doc(`crm_customers/${ids.a}`);
    await document.update(FOREIGN());
    await adopt(api.firestore, ids.a);
    await document.update({ nextcloud_folder: { unreadable: 'zq-unreadable' } });
    await editor().put(one, { nextcloud_folder: 'zq-replacing' });
    await editor().put(`${one}/keys/erp/zq-erp-key`);
    const operations = [{ method: 'append', id: ids.a, body: { notes: [{ text: 'zq-batched' }] } }];
    await editor().post(`${path}/batch`, { operations });
    // B holds C, and A gets both; D comes, and leaves.
    const [b, c, d] = await Promise.all(
      ['b', 'c', 'd'].map((name) =>
        editor().put(`${path}/by/email/zq-${name}@example.gr`, {
          name: `zq-name-${name}`,
          notes: [{ text: `zq-note-${name}` }],
        }),
      ),
    );
    [ids.b, ids.c] = [b?.body.id, c?.body.id];
    await api.firestore
      .doc(`crm_customers/${ids.c}`)
      .update({ legacy: [{ of_c: 'zq-legacy', at: new Timestamp(5, 6000) }] });
    await editor().post(`${of(ids.b)}/merge`, { from: [ids.c] });
    const chosen = { organization: { value: 'zq-chosen' } };
    expect((await editor().post(`${one}/merge`, { from: [ids.b], choose: chosen })).status).toBe(200);
    const merge = await editor().post(`${one}/merge`, { from: [d?.body.id] });
    await editor().put(one, { organization: 'zq-since' });
    const version = Number(/^"(\d+)/.exec(merge.headers.get('ETag') ?? '')?.[1]);
    expect((await editor().post(`${one}/unmerge`, { merge_version: version })).status).toBe(200);
    await editor().delete(one, write('key of the deletion'));
    await editor().post(`${one}/restore`);
    expect((await editor().post(`${one}/revert`, { version: 2 })).status).toBe(200);
    const twin = {
      name: 'zq-name',
      contacts: [phone('2310 918274'), email(other.mail)],
      notes: [{ text: other.name }],
    };
    other.id = (await editor().post(path, twin)).body.id;
    await keepPairs(api.firestore, other.id);
    await editor().put(`${path}/duplicates/${ids.a}/${other.id}/dismissal`);
  }, 60_000);

  const checkAll = async (query = '') => {
    const { status, body } = await access(ids.a, query);
    expect(status).toBe(200);
    const dump = await dumpDatabase(api.projectId);
    const theirs = Object.values(ids);
    expect(belonging(dump, theirs).length).toBeGreaterThan(20);
    expect(missingIn(body, dump, theirs)).toEqual([]);
    const shown = JSON.stringify(body);
    for (const value of [other.id, other.name, other.mail]) expect(shown).not.toContain(value);
    return { body, dump };
  };

  it('holds every value that a dump of the database holds of them, and nothing of others', async () => {
    const { body, dump } = await checkAll();
    expect(body).toMatchObject({
      id: ids.a,
      in_trash: null,
      merged_into: null,
      erased: false,
      next_cursor: null,
    });
    expect(body.merged_from.map(({ id, merged_into }: Json) => [id, merged_into])).toEqual([
      [ids.b, ids.a],
      [ids.c, ids.b],
    ]);
    expect(body.keys).toEqual([{ system: 'erp', key: 'zq-erp-key' }]);
    expect(body.claims.length).toBeGreaterThan(0);
    expect(body.duplicates).toMatchObject([{ level: 'certain', dismissed: { by: api.users.editor.uid } }]);
    expect(body.idempotency_keys).toHaveLength(1);
    // A control: a dump of another one is missing.
    expect(missingIn(body, dump, [other.id])).not.toEqual([]);
  });

  it('tells each field of the document to the bit', async () => {
    await api.firestore.doc(`crm_customers/${ids.a}`).update({ '_meta.theirs': 'zq-in-our-map' });
    const { body, dump } = await checkAll('?include=state');
    const stored = without(dump[`crm_customers/${ids.a}`]?.fields as Fields, '_meta');
    expect(Object.keys(stored)).toEqual(expect.arrayContaining(['erp_id', 'photo', 'where', 'manager']));
    expect(toldFields(body, stored)).toEqual(stored);
    expect(body.as_stored._meta).toEqual({ theirs: 'zq-in-our-map' });
    const [c] = body.merged_from.filter(({ id }: Json) => id === ids.c);
    const { document } = dump[`crm_customers_trash/${ids.c}`]?.fields as {
      document: { mapValue: { fields: Fields } };
    };
    expect(toldFields(c, document.mapValue.fields)).toEqual(document.mapValue.fields);
    for (const { state, version } of body.history) {
      const at = `crm_customers/${ids.a}/history/${String(version).padStart(12, '0')}`;
      expect({ state: restOf(state) }).toEqual({ state: (dump[at]?.fields as Fields)['state'] });
    }
  });

  it('is a page to read and print as well, with the same in it', async () => {
    const page = await admin().get(`${of(ids.a)}/subject-access`, {
      headers: { Accept: 'text/html,application/xhtml+xml,*/*;q=0.8', 'Accept-Language': 'el' },
    });
    expect(page.headers.get('Content-Type')).toBe('text/html; charset=utf-8');
    expect(page.headers.get('Content-Disposition')).toBe('attachment; filename="subject-access.html"');
    expect(page.headers.get('Content-Language')).toBe('el');
    expect(page.body).toContain('<h1>Τα στοιχεία που διατηρούμε για εσάς</h1>');
    expect(page.body).toContain('zq-note &lt;b&gt;&amp;');
    const { body } = await access(ids.a);
    const times = /^\d{4}-\d{2}-\d{2}T/;
    const values = (json: Json): string[] =>
      typeof json === 'object' && json !== null
        ? Object.entries(json).flatMap(([key, child]) =>
            key === 'pointer' || key === 'action' ? [] : values(child),
          )
        : typeof json === 'string' && !times.test(json)
          ? [json]
          : [];
    const text = page.body.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
    expect(values(body).filter((value) => !text.includes(value))).toEqual([]);
  });

  it('is the same when the customer is in the trash, by whom and until when', async () => {
    await editor().delete(of(ids.a));
    const { body, dump } = await checkAll();
    expect(body.customer.id).toBe(ids.a);
    expect(body.in_trash).toMatchObject({ deleted_by: api.users.editor.uid, as_stored: null });
    const { document } = dump[`crm_customers_trash/${ids.a}`]?.fields as {
      document: { mapValue: { fields: Fields } };
    };
    expect(toldFields(body, document.mapValue.fields)).toEqual(document.mapValue.fields);
    await editor().post(`${of(ids.a)}/restore`);
  });

  it('an id that was merged into another one leads there', async () => {
    const answer = await admin().get(`${of(ids.c)}/subject-access?format=json`, { redirect: 'manual' });
    expectProblem(answer, 307, 'customer_merged');
    expect(answer.headers.get('Location')).toBe(`${of(ids.a)}/subject-access?format=json`);
  });

  it('is logged as an access: who, and whom, and no value', async () => {
    api.log.length = 0;
    await access(ids.a);
    const line = await until(() =>
      Promise.resolve(api.log.find(({ access }) => access === 'subject') ?? null),
    );
    expect(line).toMatchObject({ uid: api.users.admin.uid, records: [ids.a, ids.b, ids.c] });
    expect(JSON.stringify(line)).not.toContain('zq-');
  });

  it("is nobody's where there is nothing: 404, also of one who was erased", async () => {
    expectProblem(await access('nobody'), 404, 'customer_not_found');
    const { body } = await editor().post(path, { name: 'Σβησμένος' });
    await admin().delete(`${of(body.id)}?erase=true`);
    expectProblem(await access(body.id), 404, 'customer_not_found');
    for (const role of ['viewer', 'editor'] as const)
      expectProblem(await api.as(role).get(`${of(ids.a)}/subject-access`), 403, 'forbidden');
  });

  it('has a history without a customer, and a customer beside one in the trash', async () => {
    const { body } = await editor().post(path, { name: 'zq-left' });
    const document = api.firestore.doc(`crm_customers/${body.id}`);
    await document.delete();
    const left = await access(body.id);
    expect(left.body).toMatchObject({ customer: null, in_trash: null, history: [{ version: 1 }] });
    const both = await editor().post(path, { name: 'zq-deleted' });
    await editor().delete(of(both.body.id));
    await api.firestore.doc(`crm_customers/${both.body.id}`).set({ name: 'zq-made-again' });
    const { customer, in_trash } = (await access(both.body.id)).body;
    expect([customer.name, in_trash.as_stored.name]).toEqual(['zq-made-again', 'zq-deleted']);
  });
});

describe('in parts', () => {
  const joined = (parts: Json[]) => {
    const versions: number[] = [];
    for (const part of parts) for (const { version } of part.history) versions.push(version);
    return versions;
  };
  const down = (from: number) => Array.from({ length: from }, (_, at) => from - at);
  let id: string;

  beforeEach(async () => {
    id = (await editor().post(path, { name: 'Μεγάλος' })).body.id;
    await lengthenHistory(api.firestore, id, 30, {
      notes: [{ text: 'ν'.repeat(100_000), by: 'x', at: '2026-01-01T00:00:00.000Z' }],
    });
  });

  it('each has 4 MB at most, and all of them are as of one moment', async () => {
    let edits = 0;
    const parts = await allPages(admin(), `${of(id)}/subject-access?include=state`, () =>
      api.firestore.doc(`crm_customers/${id}`).update({ later: `edit ${++edits}` }),
    );
    expect(parts.length).toBeGreaterThan(1);
    expect(edits).toBe(parts.length);
    for (const { headers } of parts)
      expect(Number(headers.get('Content-Length'))).toBeLessThanOrEqual(4_000_000);
    const bodies = parts.map(({ body }) => body);
    expect(joined(bodies)).toEqual(down(30));
    expect(new Set(bodies.map(({ generated_at }) => generated_at)).size).toBe(1);
    expect(bodies.map((body) => Object.hasOwn(body, 'customer'))).toEqual(bodies.map((_, at) => at === 0));
  });

  it('goes through what was merged into it, wherever a part ends', async () => {
    const others = ['Δεύτερος', 'Τρίτος'].map((name) => editor().post(path, { name }));
    const from = (await Promise.all(others)).map(({ body }) => body.id as string);
    const text = 'ν'.repeat(200_000);
    for (const each of from)
      await lengthenHistory(api.firestore, each, 10, {
        notes: [{ text, by: 'x', at: '2026-01-01T00:00:00.000Z' }],
      });
    for (const each of from) await api.firestore.doc(`crm_customers/${each}`).update({ '_meta.version': 10 });
    await api.firestore.doc(`crm_customers/${id}`).update({ '_meta.version': 30 });
    expect((await editor().post(`${of(id)}/merge`, { from })).status).toBe(200);
    const parts = (await allPages(admin(), `${of(id)}/subject-access?include=state`)).map(({ body }) => body);
    expect(parts.length).toBeGreaterThan(3);
    expect(joined(parts)).toEqual(down(31));
    for (const each of from) {
      const pieces = parts.flatMap(({ merged_from }) =>
        merged_from.filter((piece: Json) => piece.id === each),
      );
      expect(joined(pieces)).toEqual(down(11));
      expect(pieces.filter((piece: Json) => Object.hasOwn(piece, 'customer'))).toHaveLength(1);
    }
    const page = await access(id, '?format=html');
    expect(page.headers.get('Link')).toContain('format=html');
    expect(page.body).toContain('This is not all');
  });

  it('shows nothing more of somebody who is erased in between', async () => {
    const first = await access(id, '?include=state');
    const next = nextPath(first, `${of(id)}/subject-access?include=state`) ?? '';
    await admin().delete(`${of(id)}?erase=true`);
    expectProblem(await admin().get(next), 404, 'customer_not_found');
  });

  it('begins again after an hour, and takes no cursor of another one', async () => {
    const first = await access(id, '?include=state');
    const cursor = `cursor=${first.body.next_cursor}`;
    expectProblem(await access(id, `?${cursor}`), 400, 'invalid_cursor');
    const seal = await cursorSealOf(api.firestore);
    const sealed = (ago: number) =>
      seal.seal(
        { moment: [Math.floor(Date.now() / 1000) - ago, 0], root: 0, record: 0, below: 9 },
        { subject: id, withState: false },
      );
    expectProblem(await access(id, `?cursor=${sealed(3601)}`), 410, 'changes_expired');
    expect((await access(id, `?cursor=${sealed(0)}`)).status).toBe(200);
  });
});

describe('by an address or a number', () => {
  it('are all who have it: live, in the trash, and those into whom such a one was merged', async () => {
    const mail = 'koino@example.gr';
    const make = async (name: string, contacts = [email(mail)]) =>
      (await editor().post(path, { name, contacts })).body.id as string;
    const [live, gone, loser] = [await make('Ένας'), await make('Δύο'), await make('Τρία')];
    const survivor = await make('Τέσσερα', [email('allo@example.gr')]);
    await make('Άσχετος', [email('asxetos@example.gr')]);
    await editor().delete(of(gone));
    await editor().post(`${of(survivor)}/merge`, { from: [loser] });
    await editor().put(of(survivor), { contacts: [email('allo@example.gr')] });
    const ask = () => admin().get(`${path}/by/email/KOINO@example.gr/subject-access`);
    const ids = ({ body }: Json) => body.subjects.map(({ id }: Json) => id).sort();
    const found = await ask();
    expect(ids(found)).toEqual([live, gone, survivor].sort());
    expect(JSON.stringify(found.body)).not.toContain('Άσχετος');
    const merged = found.body.subjects.find(({ id }: Json) => id === survivor);
    expect(merged.merged_from).toMatchObject([{ id: loser, customer: { contacts: [{ value: mail }] } }]);
    // What an earlier release has left in the trash is found when reindex has read it.
    for (const id of [gone, loser]) {
      const entry = api.firestore.doc(`crm_customers_trash/${id}`);
      const { held_keys: _, ...earlier } = (await entry.get()).data() ?? {};
      await entry.set(earlier);
    }
    expect(ids(await ask())).toEqual([live]);
    await reindex(api.firestore);
    expect(ids(await ask())).toEqual([live, gone, survivor].sort());
    expectProblem(
      await admin().get(`${path}/by/email/kaneis@example.gr/subject-access`),
      404,
      'customer_not_found',
    );
  });

  it('a number counts in any format, and is told in parts', async () => {
    const ids: string[] = [];
    for (const value of ['2310 777 123', '+302310777123', '0030 2310-777123']) {
      const { body } = await editor().post(path, { name: value, contacts: [phone(value)] });
      ids.push(body.id);
      await lengthenHistory(api.firestore, body.id, 12, {
        notes: [{ text: 'ν'.repeat(100_000), by: 'x', at: '2026-01-01T00:00:00.000Z' }],
      });
    }
    const parts = await allPages(admin(), `${path}/by/phone/2310777123/subject-access?include=state`);
    expect(parts.length).toBeGreaterThan(1);
    const subjects = parts.flatMap(({ body }) => body.subjects);
    for (const id of ids)
      expect(
        subjects.filter((each: Json) => each.id === id).flatMap(({ history }: Json) => history),
      ).toHaveLength(12);
    expectProblem(await admin().get(`${path}/by/phone/12/subject-access`), 422, 'validation_failed');
  });
});

describe('the page', () => {
  it('runs nothing and loads nothing, whatever people have entered', async () => {
    const hostile = `</td></table><script>alert(1)</script><img src=x onerror="alert(1)">'"&amp;<svg/onload=alert(1)>`;
    const { body } = await editor().post(path, {
      name: hostile,
      tags: [hostile],
      notes: [{ text: hostile, by: hostile }],
    });
    await api.firestore
      .doc(`crm_customers/${body.id}`)
      .update({ legacy: { [hostile]: hostile, constructor: '<i>', __x: ['"'] } });
    await editor().put(`${of(body.id)}/tags/${encodeURIComponent('</h4><script>')}`);
    const { headers, body: page } = await access(body.id, '?format=html');
    expect(
      page.match(
        /<(?!\/?(?:html|head|meta|title|style|body|main|h[1-4]|p|time|section|table|thead|tbody|tr|th|td|ol|li)\b|!DOCTYPE)[^>]{0,30}/g,
      ),
    ).toBeNull();
    expect(page.match(/<[^>]*\son\w+=/g)).toBeNull();
    const policy = headers.get('Content-Security-Policy') ?? '';
    expect(policy).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox$/,
    );
  });
});

describe('whom nobody has touched', () => {
  it('since a date are those before it, the oldest first, page by page', async () => {
    const times = [
      '2022-12-31T23:59:59.999Z',
      '2023-01-01T00:00:00.000Z',
      '2021-05-05T00:00:00.000Z',
      '2020-01-01T00:00:00.000Z',
    ];
    for (const [at, time] of times.entries())
      await api.firestore
        .doc(`crm_customers/old${at}`)
        .set({ name: `Παλιός ${at}`, created_at: time, updated_at: time });
    for (const at of times.keys()) await adopt(api.firestore, `old${at}`);
    const pages = await allPages(admin(), `${path}/retention?untouched_since=2023-01-01&limit=2`);
    expect(idsOf(...pages)).toEqual(['old3', 'old2', 'old0']);
    expect(pages[0]?.body).toMatchObject({ total: 3, total_is_exact: true });
    expect(pages[0]?.headers.get('X-Firestore-Reads')).toBe('3');
    expect(
      idsOf(await admin().get(`${path}/retention?untouched_since=2023-01-01T00:00:00.001Z`)),
    ).toHaveLength(4);
    for (const query of ['', '?untouched_since=', '?untouched_since=2023', '?untouched_since=2023-02-30'])
      expectProblem(await admin().get(`${path}/retention${query}`), 422, 'validation_failed');
    expectProblem(await editor().get(`${path}/retention?untouched_since=2023-01-01`), 403, 'forbidden');
  });
});
