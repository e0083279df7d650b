import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { useApi } from '../../support/api.ts';
import { expectProblem, type Json } from '../../support/client.ts';
import { adopt, forgetExpired, historyOf } from '../../support/customers-wing.ts';
import { connectionTo } from '../../support/firestore.ts';
import { CUSTOMERS_PATH as path } from '../../support/paths.ts';
import { holdCommit } from '../../support/sent-requests.ts';

const api = useApi();
const editor = () => api.as('editor');
const viewer = () => api.as('viewer');
let used = 0;
const address = () => `pelatis${++used}@example.gr`;
/** A Greek mobile number of its own, as ten digits. */
const number = () => `69${String(75_550_000 + ++used).padStart(8, '0')}`;
const by = (kind: string, ...parts: string[]) =>
  `${path}/by/${[kind, ...parts.map(encodeURIComponent)].join('/')}`;
const headers = (more: Record<string, string>) => ({ headers: more });
const contact = (type: string, value: string) => ({ type, label: '', value });
const claims = async () => {
  const { docs } = await api.firestore.collection('crm_keys').get();
  return docs.map((each) => ({ id: each.id, ...each.data() }) as Json);
};
const claimsOf = async (id: string) => (await claims()).filter((each) => each.customer_id === id);
const etagOf = (answer: { headers: Headers }) => answer.headers.get('ETag') ?? '';

let call: ReturnType<typeof connectionTo>['call'];
beforeEach(() => {
  const connection = connectionTo(api.firestore);
  call = connection.call.bind(connection);
});
afterEach(() => {
  connectionTo(api.firestore).call = call;
});

describe('an upsert', () => {
  it('creates the customer with its key among the contacts, and then changes it', async () => {
    const email = address();
    const made = await editor().put(by('email', email), { name: 'Νέος', tags: ['α'] });
    expect(made).toMatchObject({
      status: 201,
      body: { name: 'Νέος', contacts: [{ type: 'email', label: '', value: email, primary: false }] },
    });
    expect(made.headers.get('Location')).toBe(`/api${path.replace(/^.*\/crm/, '/crm')}/${made.body.id}`);
    expect(await viewer().get(`${path}/${made.body.id}`)).toMatchObject({ body: made.body });
    const changed = await editor().put(by('email', email.toUpperCase()), { organization: 'Ι.Ν.' });
    expect(changed).toMatchObject({
      status: 200,
      body: { ...made.body, organization: 'Ι.Ν.', updated_at: changed.body.updated_at },
    });
    expect(changed.headers.get('Location')).toBeNull();
    expect(etagOf(await viewer().get(`${path}/${made.body.id}`))).toBe(etagOf(changed));
    // The same again writes nothing.
    const same = await editor().put(by('email', email), { organization: 'Ι.Ν.' });
    expect([same.status, etagOf(same)]).toEqual([200, etagOf(changed)]);
    expect((await historyOf(api.firestore, made.body.id)).map(({ action }) => action)).toEqual([
      'create',
      'update',
    ]);
  });

  it('knows a phone number in any format, also a foreign one without its country', async () => {
    const greek = number();
    const made = await editor().put(by('phone', `+30 ${greek.slice(0, 3)} ${greek.slice(3)}`), { name: 'Α' });
    expect(made.status).toBe(201);
    for (const format of [greek, `0030${greek}`, `30 ${greek}`, `(${greek.slice(0, 4)}) ${greek.slice(4)}`]) {
      const again = await editor().put(by('phone', format), { name: 'Α' });
      expect([again.status, again.body.id], format).toEqual([200, made.body.id]);
      expect((await viewer().get(by('phone', format))).body.id).toBe(made.body.id);
    }
    const foreign = `+49 171 ${String(3_920_000 + ++used)}`;
    const german = await editor().put(by('phone', foreign), { name: 'Β' });
    const local = await editor().put(by('phone', foreign.replace('+49 ', '0')), { name: 'Β' });
    expect([german.status, local.status, local.body.id]).toEqual([201, 200, german.body.id]);
  });

  it('finds who was entered with the key in another way, and by another program', async () => {
    const [email, phone] = [address(), number()];
    const { id } = (await editor().post(path, { name: 'Γ', contacts: [contact('whatsapp', `+30${phone}`)] }))
      .body;
    expect((await editor().put(by('phone', phone), { tags: ['β'] })).body).toMatchObject({ id, tags: ['β'] });
    await api.firestore
      .doc(`crm_customers/xeno ${used}`)
      .set({ name: 'Ξένος', contacts: [{ value: email }] });
    await adopt(api.firestore, `xeno ${used}`);
    expect((await editor().put(by('email', email), { tags: ['β'] })).body.id).toBe(`xeno ${used}`);
  });

  it('needs a name for a new customer, and contacts with the key', async () => {
    const email = address();
    const url = by('email', email);
    expectProblem(await editor().put(url, { organization: 'Ο' }), 422, 'validation_failed');
    expect((await editor().put(url, {})).body.errors).toMatchObject([{ pointer: '/name', code: 'required' }]);
    const without = { name: 'Δ', contacts: [contact('phone', number())] };
    const refused = await editor().put(url, without);
    expect(refused.body.errors).toMatchObject([{ pointer: '/contacts', code: 'key_missing' }]);
    const whole = {
      ...without,
      contacts: [...without.contacts, contact('email', ` ${email.toUpperCase()} `)],
    };
    expect((await editor().put(url, whole)).status).toBe(201);
    for (const contacts of [[], without.contacts])
      expect((await editor().put(url, { contacts })).body.errors).toMatchObject([
        { pointer: '/contacts', code: 'key_missing' },
      ]);
    expect((await editor().put(url, { contacts: [{ type: 'email' }] })).body.errors).toMatchObject([
      { pointer: '/contacts/0/label' },
      { pointer: '/contacts/0/value' },
    ]);
    expect((await editor().put(url, { names: 'Δ' })).body.errors).toMatchObject([{ pointer: '/names' }]);
    // What an answer gave can be sent back.
    const read = (await viewer().get(url)).body;
    expect(await editor().put(url, read)).toMatchObject({ status: 200, body: read });
  });

  it.for(['12', 'abc', 'a@b.gr', '2310555017 / 6975550142', '%2e%2e/'])(
    'refuses %j as a phone number, and so does a read',
    async (value) => {
      for (const answer of [
        await editor().put(by('phone', value), { name: 'Ε' }),
        await viewer().get(by('phone', value)),
      ])
        expect(answer).toMatchObject({ status: 422, body: { errors: [{ parameter: 'value' }] } });
    },
  );

  it('only creates with If-None-Match, and only changes with If-Match', async () => {
    const url = by('email', address());
    const nobody = await editor().put(url, { name: 'Ζ' }, headers({ 'If-Match': '*' }));
    expectProblem(nobody, 412, 'precondition_failed');
    const made = await editor().put(url, { name: 'Ζ' }, headers({ 'If-None-Match': '*' }));
    expect(made.status).toBe(201);
    const there = await editor().put(url, { name: 'Η' }, headers({ 'If-None-Match': '*' }));
    expectProblem(there, 412, 'precondition_failed');
    expect(etagOf(there)).toBe(etagOf(made));
    expect((await editor().put(url, { name: 'Η' }, headers({ 'If-Match': etagOf(made) }))).status).toBe(200);
    const stale = await editor().put(url, { name: 'Θ' }, headers({ 'If-Match': etagOf(made) }));
    expectProblem(stale, 412, 'precondition_failed');
    expect(stale.body.changed).toMatchObject([{ pointer: '/name', to: 'Η' }]);
    expectProblem(
      await editor().put(url, { name: 'Θ' }, headers({ 'If-Match': 'x' })),
      400,
      'malformed_header',
    );
  });

  it('gives the first answer again under its idempotency key, whatever has become of the key', async () => {
    const email = address();
    const once = headers({ 'Idempotency-Key': `upsert-${email}` });
    const made = await editor().put(by('email', email), { name: 'Ι' }, once);
    const { id } = made.body;
    await editor().put(`${path}/${id}`, { name: 'Κ', contacts: [] });
    const again = await editor().put(by('email', email), { name: 'Ι' }, once);
    expect(again).toMatchObject({ status: 201, body: made.body });
    expect(again.headers.get('Idempotent-Replayed')).toBe('true');
    expect(again.headers.get('Location')).toBe(made.headers.get('Location'));
    expectProblem(await editor().put(by('email', email), { name: 'Λ' }, once), 422, 'idempotency_key_reused');
    // An update, and one that changes nothing.
    const phone = number();
    const other = await editor().put(by('phone', phone), { name: 'Μ' });
    for (const name of ['Ν', 'Ν']) {
      const key = headers({ 'Idempotency-Key': `upsert-${++used}` });
      const first = await editor().put(by('phone', phone), { name }, key);
      const moved = await editor().put(`${path}/${other.body.id}`, { organization: String(used) });
      expect(moved.status).toBe(200);
      const second = await editor().put(by('phone', phone), { name }, key);
      expect([first.status, second.status, second.body]).toEqual([200, 200, first.body]);
      expect(second.headers.get('Idempotent-Replayed')).toBe('true');
    }
    expect((await api.as('admin').delete(`${path}/${id}?erase=true`)).status).toBe(204);
    expectProblem(await editor().put(by('email', email), { name: 'Ι' }, once), 410, 'customer_erased');
  });

  it('answers 409 with the choices where several have the key, and the log names them', async () => {
    const email = address();
    const ids: string[] = [];
    for (const name of ['Ξένια', 'Όλγα'])
      ids.push((await editor().post(path, { name, contacts: [contact('email', email)] })).body.id);
    const answers = [
      await viewer().get(by('email', email)),
      await editor().put(by('email', email), { tags: ['x'] }),
    ];
    for (const answer of answers) {
      expectProblem(answer, 409, 'ambiguous_key');
      expect(answer.body.more).toBe(false);
      expect(answer.body.matches).toHaveLength(2);
      for (const { id, name, etag } of answer.body.matches) {
        const one = await viewer().get(`${path}/${id}`);
        expect([ids.includes(id as string), one.body.name, etagOf(one)]).toEqual([true, name, etag]);
      }
      const logged = api.log.findLast(({ code }) => code === 'ambiguous_key') as Json;
      expect(logged.records.toSorted()).toEqual(ids.toSorted());
    }
    // One of them gives it up.
    await editor().put(`${path}/${ids[0]}`, { contacts: [] });
    expect((await editor().put(by('email', email), { tags: ['x'] })).body.id).toBe(ids[1]);
  });

  it('shows at most ten, and says that there are more', async () => {
    const email = address();
    for (let at = 0; at < 12; at++)
      await editor().post(path, { name: `Π ${at}`, contacts: [contact('email', email)] });
    const { matches, more } = (await viewer().get(by('email', email))).body;
    expect([matches.length, more]).toEqual([10, true]);
  });

  it('does not believe an index that another program has not been seen in', async () => {
    const email = address();
    const made = await editor().put(by('email', email), { name: 'Ρ' });
    const document = api.firestore.doc(`crm_customers/${made.body.id}`);
    await document.update({ contacts: [] });
    expectProblem(await viewer().get(by('email', email)), 404, 'customer_not_found');
    const other = await editor().put(by('email', email), { name: 'Σ' });
    expect(other.status).toBe(201);
    expect(other.body.id).not.toBe(made.body.id);
    expect((await document.get()).get('name')).toBe('Ρ');
    // The claim has gone over to the new one.
    expect(await claimsOf(made.body.id)).toEqual([]);
    expect(await claimsOf(other.body.id)).toHaveLength(1);
  });

  it('makes a new customer where the one with the key is in the trash, and neither blocks the other', async () => {
    const email = address();
    const made = await editor().put(by('email', email), { name: 'Τ' });
    await editor().delete(`${path}/${made.body.id}`);
    expectProblem(await viewer().get(by('email', email)), 404, 'customer_not_found');
    const other = await editor().put(by('email', email), { name: 'Υ' });
    expect(other.status).toBe(201);
    expect((await editor().post(`${path}/${made.body.id}/restore`)).body.contacts).toHaveLength(1);
    expectProblem(await editor().put(by('email', email), { name: 'Υ' }), 409, 'ambiguous_key');
  });

  it('reads with conditions, as a head too, and for viewers', async () => {
    const email = address();
    const made = await editor().put(by('email', email), { name: 'Φ' });
    expect((await viewer().get(by('email', email), headers({ 'If-None-Match': etagOf(made) }))).status).toBe(
      304,
    );
    const head = await viewer().send('HEAD', by('email', email));
    expect([head.status, etagOf(head), head.body]).toEqual([200, etagOf(made), null]);
    expectProblem(await viewer().get(by('email', address())), 404, 'customer_not_found');
    expectProblem(await viewer().put(by('email', email), { name: 'Χ' }), 403, 'forbidden');
    const logged = api.log.findLast(({ route }) => String(route).includes('/by/email')) as Json;
    expect(JSON.stringify(logged)).not.toContain(email);
  });
});

describe('an external key', () => {
  const keysOf = async (id: string) => (await viewer().get(`${path}/${id}/keys`)).body.keys as Json[];
  const keyUrl = (id: string, system: string, key: string) =>
    `${path}/${id}/keys/${system}/${encodeURIComponent(key)}`;

  it('creates, finds and changes its customer', async () => {
    const key = `Πελ. 12/${++used}`;
    const made = await editor().put(by('external', 'erp', key), { name: 'Α', contacts: [] });
    expect(made.status).toBe(201);
    const { id } = made.body;
    expect((await editor().put(by('external', 'erp', key), { tags: ['α'] })).body).toMatchObject({
      id,
      tags: ['α'],
    });
    expect((await viewer().get(by('external', 'erp', key))).body.id).toBe(id);
    expectProblem(await viewer().get(by('external', 'shop', key)), 404, 'customer_not_found');
    expect(await keysOf(id)).toEqual([{ system: 'erp', key }]);
    const { history } = (await viewer().get(`${path}/${id}/history`)).body;
    expect(history.at(-1)).toMatchObject({
      action: 'create',
      keys: { added: [{ system: 'erp', key }], removed: [] },
    });
    expect(history[0].keys).toBeUndefined();
  });

  it('is given and taken under the conditions of every edit, with a version of its own', async () => {
    const made = await editor().post(path, { name: 'Β' });
    const { id } = made.body;
    const url = keyUrl(id, 'erp', `k${++used}`);
    const added = await editor().put(url, undefined, headers({ 'If-Match': etagOf(made) }));
    expect(added).toMatchObject({ status: 200, body: { ...made.body, updated_at: added.body.updated_at } });
    expect(added.body.updated_at > made.body.updated_at).toBe(true);
    expectProblem(
      await editor().put(`${url}x`, undefined, headers({ 'If-Match': etagOf(made) })),
      412,
      'precondition_failed',
    );
    const listed = await viewer().get(`${path}/${id}/keys`);
    expect(etagOf(listed)).toBe(etagOf(added));
    expect(
      (await viewer().get(`${path}/${id}/keys`, headers({ 'If-None-Match': etagOf(added) }))).status,
    ).toBe(304);
    const list = (await viewer().get(`${path}?search=Β&sort=updated_at&limit=1000`)).body;
    expect(list.etags[list.customers.findIndex((each: Json) => each.id === id)]).toBe(etagOf(added));
    expect(etagOf(await editor().put(url))).toBe(etagOf(added));
    const once = headers({ 'Idempotency-Key': `key-${used}` });
    const removed = await editor().delete(url, once);
    expect(removed.status).toBe(200);
    expect((await editor().put(url)).status).toBe(200);
    expect((await editor().delete(url, once)).headers.get('Idempotent-Replayed')).toBe('true');
    expect(await keysOf(id)).toHaveLength(1);
    await editor().delete(url);
    expect(await keysOf(id)).toEqual([]);
    expect(await claimsOf(id)).toEqual([]);
    expect((await historyOf(api.firestore, id)).map(({ action }) => action)).toEqual([
      'create',
      ...Array.from({ length: 4 }, () => 'keys_changed'),
    ]);
    const gone = await editor().delete(url);
    expect([gone.status, (await historyOf(api.firestore, id)).length]).toEqual([200, 5]);
    // Nothing of it is in what other programs read.
    expect(Object.keys((await api.firestore.doc(`crm_customers/${id}`).get()).data() ?? {})).not.toContain(
      'keys',
    );
  });

  it('names one customer only', async () => {
    const [one, two] = [await editor().post(path, { name: 'Γ' }), await editor().post(path, { name: 'Δ' })];
    const key = `k${++used}`;
    await editor().put(keyUrl(one.body.id, 'erp', key));
    const taken = await editor().put(keyUrl(two.body.id, 'erp', key));
    expectProblem(taken, 409, 'conflict');
    expect(taken.body.matches).toMatchObject([{ id: one.body.id, name: 'Γ' }]);
    expect((await editor().put(keyUrl(two.body.id, 'shop', key))).status).toBe(200);
    expect((await editor().delete(keyUrl(two.body.id, 'erp', key))).status).toBe(200);
    expect(await keysOf(one.body.id)).toHaveLength(1);
    for (const url of [keyUrl('nobody', 'erp', key), keyUrl('nobody', 'erp', `${key}x`)])
      expectProblem(await editor().put(url), 404, 'customer_not_found');
    expectProblem(await viewer().get(`${path}/nobody/keys`), 404, 'customer_not_found');
    expectProblem(await viewer().put(keyUrl(one.body.id, 'erp', key)), 403, 'forbidden');
    expect((await editor().put(keyUrl(one.body.id, 'ERP', key))).body.errors).toMatchObject([
      { parameter: 'system' },
    ]);
    expect((await editor().put(keyUrl(one.body.id, 'erp', 'α/../β'))).status).toBe(422);
  });

  it('stays with a customer in the trash, and blocks nobody', async () => {
    const [one, two] = [await editor().post(path, { name: 'Ε' }), await editor().post(path, { name: 'Ζ' })];
    const [kept, lost] = [`k${++used}`, `k${++used}`];
    for (const key of [kept, lost]) await editor().put(keyUrl(one.body.id, 'erp', key));
    await editor().delete(`${path}/${one.body.id}`);
    expectProblem(await viewer().get(by('external', 'erp', kept)), 404, 'customer_not_found');
    expectProblem(await viewer().get(`${path}/${one.body.id}/keys`), 404, 'customer_not_found');
    expect((await editor().put(keyUrl(two.body.id, 'erp', lost))).status).toBe(200);
    await editor().post(`${path}/${one.body.id}/restore`);
    expect(await keysOf(one.body.id)).toEqual([{ system: 'erp', key: kept }]);
    expect(await keysOf(two.body.id)).toEqual([{ system: 'erp', key: lost }]);
    expect((await viewer().get(by('external', 'erp', kept))).body.id).toBe(one.body.id);
    expectProblem(await editor().put(keyUrl(one.body.id, 'erp', lost)), 409, 'conflict');
    // An upsert of a key in the trash takes it over too.
    await editor().delete(`${path}/${one.body.id}`);
    const made = await editor().put(by('external', 'erp', kept), { name: 'Η' });
    expect(made.status).toBe(201);
    expect(await keysOf(made.body.id)).toEqual([{ system: 'erp', key: kept }]);
  });

  it('is not taken from a customer who is restored in the same moment', async () => {
    const [one, two] = [await editor().post(path, { name: 'Θ' }), await editor().post(path, { name: 'Ι' })];
    const key = `k${++used}`;
    await editor().put(keyUrl(one.body.id, 'erp', key));
    await editor().delete(`${path}/${one.body.id}`);
    const held = holdCommit(connectionTo(api.firestore));
    expectProblem(await editor().put(keyUrl(two.body.id, 'erp', key)), 503, 'database_unavailable');
    await editor().post(`${path}/${one.body.id}/restore`);
    expect(await held.sendAfterAll()).toBe(false);
    expect(await keysOf(one.body.id)).toHaveLength(1);
    expect(await keysOf(two.body.id)).toEqual([]);
  });

  it('goes with an erasure, as every claim does, also of a customer in the trash', async () => {
    const [email, key] = [address(), `k${++used}`];
    for (const first of ['delete', null]) {
      const { id } = (await editor().put(by('email', email), { name: 'Κ' })).body;
      await editor().put(keyUrl(id, 'erp', key));
      expect(await claimsOf(id)).toHaveLength(2);
      if (first) await editor().delete(`${path}/${id}`);
      expect((await api.as('admin').delete(`${path}/${id}?erase=true`)).status).toBe(204);
      expect(await claimsOf(id)).toEqual([]);
      const { docs } = await api.firestore.collection('crm_keys').get();
      expect(JSON.stringify(docs.map((each) => each.data()))).not.toContain(key);
    }
  });

  it('goes when the time in the trash is over', async () => {
    const key = `k${++used}`;
    const { id } = (await editor().put(by('external', 'erp', key), { name: 'Μ' })).body;
    await editor().delete(`${path}/${id}`);
    expect(await claimsOf(id)).toHaveLength(1);
    await api.firestore.doc(`crm_customers_trash/${id}`).delete();
    await forgetExpired(api.firestore, id);
    expect(await claimsOf(id)).toEqual([]);
  });

  it('leads to the customer that its own was merged into, and back with it', async () => {
    const make = async (name: string) => {
      const key = `k${++used}`;
      return { key, id: (await editor().put(by('external', 'erp', key), { name })).body.id as string };
    };
    const [one, two, three] = [await make('Ν'), await make('Ξ'), await make('Ο')];
    await editor().post(`${path}/${one.id}/merge`, { from: [two.id] });
    const versions = async () => (await historyOf(api.firestore, one.id)).length;
    const before = await versions();

    expect((await viewer().get(by('external', 'erp', two.key))).body.id).toBe(one.id);
    expect(await keysOf(one.id)).toEqual([one.key, two.key].map((key) => ({ system: 'erp', key })));
    expect((await editor().put(keyUrl(one.id, 'erp', two.key))).status).toBe(200);
    expect(await versions()).toBe(before);
    const taken = expectProblem(await editor().put(keyUrl(three.id, 'erp', two.key)), 409, 'conflict');
    expect(taken.body.matches).toMatchObject([{ id: one.id }]);
    const changed = await editor().put(by('external', 'erp', two.key), { organization: 'Δήμος' });
    expect([changed.status, changed.body.id]).toEqual([200, one.id]);

    expect((await editor().post(`${path}/${one.id}/unmerge`, { merge_version: before })).status).toBe(200);
    expect((await viewer().get(by('external', 'erp', two.key))).body.id).toBe(two.id);
    expect(await keysOf(one.id)).toEqual([{ system: 'erp', key: one.key }]);

    // Also of one that was merged long ago; whoever has its keys can take them away, and an erasure does.
    await editor().post(`${path}/${one.id}/merge`, { from: [two.id, three.id] });
    await api.firestore.doc(`crm_customers_trash/${two.id}`).delete();
    await forgetExpired(api.firestore, two.id);
    expect((await viewer().get(by('external', 'erp', two.key))).body.id).toBe(one.id);
    expect((await editor().delete(keyUrl(one.id, 'erp', three.key))).status).toBe(200);
    expect(await keysOf(one.id)).toHaveLength(2);
    expect((await api.as('admin').delete(`${path}/${one.id}?erase=true`)).status).toBe(204);
    for (const { id } of [one, two, three]) expect(await claimsOf(id)).toEqual([]);
    expect((await editor().put(by('external', 'erp', two.key), { name: 'Π' })).status).toBe(201);
  });

  it('is one of at most 100 of a customer', async () => {
    const { id } = (await editor().post(path, { name: 'Λ' })).body;
    const batch = api.firestore.batch();
    for (let at = 0; at < 99; at++)
      batch.set(api.firestore.doc(`crm_keys/external~erp~${id}${at}`), {
        ...{ kind: 'external', system: 'erp', key: `${id} ${at}`, customer_id: id },
      });
    await batch.commit();
    expect((await editor().put(keyUrl(id, 'erp', `${id} 100`))).status).toBe(200);
    expect((await editor().put(keyUrl(id, 'erp', `${id} 101`))).body.errors).toMatchObject([
      { parameter: 'key', code: 'too_big' },
    ]);
    expect(await keysOf(id)).toHaveLength(100);
    expect((await api.as('admin').delete(`${path}/${id}?erase=true`)).status).toBe(204);
    expect(await claimsOf(id)).toEqual([]);
  });
});

describe('a batch by keys', () => {
  const send = (operations: unknown[], more: object = {}, options = {}) =>
    editor().post(`${path}/batch`, { operations, ...more }, options);
  const statuses = ({ body }: { body: Json }) => body.results.map(({ status }: { status: number }) => status);
  const codes = ({ body }: { body: Json }) =>
    body.results.map(({ problem }: Json) => (problem?.code as string | undefined) ?? null);

  it.for([false, true])('creates, changes, appends and deletes; atomic: %s', async (atomic) => {
    const [a, b, c, d] = [address(), address(), number(), `k${++used}`];
    for (const value of [b, address()]) await editor().put(by('email', value), { name: 'Β' });
    await editor().put(by('phone', c), { name: 'Γ' });
    await editor().put(by('external', 'erp', d), { name: 'Δ' });
    const operations = [
      { method: 'upsert', by: { kind: 'email', value: a }, body: { name: 'Α' } },
      { method: 'upsert', by: { kind: 'email', value: b }, body: { tags: ['β'] } },
      { method: 'append', by: { kind: 'phone', value: `+30 ${c}` }, body: { tags: ['γ'] } },
      { method: 'delete', by: { kind: 'external', system: 'erp', value: d } },
    ];
    const options = headers({ 'Idempotency-Key': `batch-${a}` });
    const answer = await send(operations, { atomic }, options);
    expect(statuses(answer)).toEqual([201, 200, 200, 204]);
    const [made, changed, appended, gone] = answer.body.results;
    expect(made).toMatchObject({
      id: made.body.id,
      location: expect.stringContaining(made.body.id as string),
    });
    expect([changed.body.tags, appended.body.tags]).toEqual([['β'], ['γ']]);
    expectProblem(await viewer().get(`${path}/${gone.id}`), 404, 'customer_not_found');
    const again = await send(operations, { atomic }, options);
    expect(again.body.results).toEqual(
      answer.body.results.map((each: Json) => ({ ...each, replayed: true })),
    );
    expect(again.headers.get('X-Firestore-Writes')).toBe('0');
  });

  it.for([false, true])('refuses what it cannot tell, each by itself; atomic: %s', async (atomic) => {
    const email = address();
    const ids = [1, 2].map(() => editor().post(path, { name: 'Ε', contacts: [contact('email', email)] }));
    await Promise.all(ids);
    const there = address();
    await editor().put(by('email', there), { name: 'Ζ' });
    const answer = await send(
      [
        { method: 'upsert', by: { kind: 'email', value: email }, body: {} },
        { method: 'update', by: { kind: 'email', value: address() }, body: {} },
        { method: 'upsert', by: { kind: 'email', value: address() }, body: {} },
        { method: 'upsert', by: { kind: 'email', value: there }, if_none_match: '*', body: { name: 'Η' } },
        { method: 'upsert', by: { kind: 'email', value: address() }, if_match: '*', body: { name: 'Η' } },
      ],
      { atomic },
    );
    expect(codes(answer)).toEqual([
      ...[
        'ambiguous_key',
        'customer_not_found',
        'validation_failed',
        'precondition_failed',
        'precondition_failed',
      ],
    ]);
    const { results } = answer.body;
    expect(results[0].problem.matches).toHaveLength(2);
    expect(results[2].problem.errors).toMatchObject([
      { pointer: `${atomic ? '/operations/2' : '/operations/2'}/body/name` },
    ]);
    const logged = api.log.findLast(({ route }) => String(route).endsWith('/batch')) as Json;
    expect(logged.records).toHaveLength(3);
  });

  it('names a customer in one way, and says where it does not', async () => {
    const email = address();
    const answer = await send([
      { method: 'update', id: 'x', by: { kind: 'email', value: email }, body: {} },
      { method: 'append', body: {} },
      { method: 'delete', by: { kind: 'phone', value: '12' } },
      { method: 'upsert', by: { kind: 'fax', value: '12' }, body: {} },
      { method: 'upsert', by: { kind: 'external', value: '12' }, body: {} },
      { method: 'delete', by: { kind: 'email', value: email }, erase: true },
    ]);
    expect(answer.body.results.map(({ problem }: Json) => problem.errors[0].pointer)).toEqual([
      ...['/operations/0/by', '/operations/1/id', '/operations/2/by/value', '/operations/3/by/kind'],
      ...['/operations/4/by/system', '/operations/5/by'],
    ]);
  });

  it('does what names a customer in the same way in order, and an atomic one refuses it', async () => {
    const email = address();
    const upsert = (tag: string) => ({
      method: 'upsert',
      by: { kind: 'email', value: email },
      body: { name: 'Θ', tags: [tag] },
    });
    const many = Array.from({ length: 10 }, (_, at) => upsert(`t${at}`));
    const answer = await send(many);
    expect(statuses(answer)).toEqual([201, ...Array.from({ length: 9 }, () => 200)]);
    expect((await viewer().get(by('email', email))).body.tags).toEqual(['t9']);
    // Of a key in several formats, of a customer who is named in two ways, and of one that nobody has yet.
    const phone = number();
    const { id } = (await editor().put(by('phone', phone), { name: 'Ι' })).body;
    for (const operations of [
      [upsert('a'), upsert('b')],
      [
        { method: 'append', id, body: { tags: ['a'] } },
        { method: 'append', by: { kind: 'phone', value: phone }, body: { tags: ['b'] } },
      ],
      [
        { method: 'append', id, body: { tags: [] } },
        { method: 'append', by: { kind: 'phone', value: phone }, body: { tags: ['b'] } },
      ],
      ['+30', ''].map((prefix) => ({
        method: 'upsert',
        by: { kind: 'phone', value: `${prefix}${number().slice(0, 3)}9999999` },
        body: { name: 'Κ' },
      })),
    ]) {
      const refused = await send(operations, { atomic: true });
      expectProblem(refused, 409, 'batch_refused');
      expect(codes(refused)[1]).toMatch(/conflict|validation_failed/);
    }
    expect((await viewer().get(by('phone', phone))).body.tags).toEqual([]);
  });
});
