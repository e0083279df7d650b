import { beforeAll, describe, expect, it } from 'vitest';
import { useApi } from '../../support/api.ts';
import type { Answer, Json } from '../../support/client.ts';
import { keepDeleted, reindex } from '../../support/customers-wing.ts';
import { CUSTOMERS_PATH as path } from '../../support/paths.ts';
import { slowness } from '../../support/processor-time.ts';

const api = useApi();
const check = `${path}/duplicates`;

const phone = (value: string) => ({ type: 'phone', label: '', value });
const email = (value: string) => ({ type: 'email', label: '', value });
const bill = ({ headers }: Answer) =>
  ['X-Firestore-Reads', 'X-Firestore-Writes'].map((name) => Number(headers.get(name)));
const ids = ({ body }: Answer) => body.duplicates.map(({ customer }: Json) => customer.id);
const countOf = async (collection: string) => (await api.firestore.collection(collection).get()).size;

async function created(body: object, query = '') {
  const answer = await api.as('editor').post(`${path}${query}`, body);
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body;
}

describe('a check for duplicates', () => {
  let george: Json;

  beforeAll(async () => {
    george = await created({
      name: 'Γεώργιος Παπαδόπουλος',
      contacts: [email('g.papadopoulos@example.gr'), phone('+30 697 555 0142')],
      location: { city: 'Βόλος' },
    });
    await created({ name: 'Ελένη Μακρή', contacts: [phone('2421055501')] });
  });

  it('finds a customer in Greeklish, under a nickname, by a number in another format, and says where', async () => {
    const found = await api.as('viewer').post(check, {
      name: 'Papadopoulos Giwrgos',
      contacts: [phone('6975550142')],
      location: { city: 'VOLOS' },
    });
    expect(found.status).toBe(200);
    const [duplicate] = found.body.duplicates;
    expect(found.body).toMatchObject({ is_complete: true, checked: 1 });
    expect(duplicate).toEqual({
      customer: george,
      deleted: false,
      trash: null,
      level: 'certain',
      score: expect.any(Number),
      reasons: [
        { kind: 'phone', pointer: '/contacts/0/value', theirs_pointer: '/contacts/1/value' },
        { kind: 'name_similar', pointer: '/name', theirs_pointer: '/name' },
        { kind: 'city', pointer: '/location/city', theirs_pointer: '/location/city' },
      ],
    });
    expect(bill(found)[1]).toBe(0);
    expect(api.log.at(-1)).toMatchObject({ route: '/crm/customers/duplicates', records: [george.id] });
  });

  it('asks for no more than is known, and tells what is wrong with it', async () => {
    const viewer = api.as('viewer');
    const nobody = await viewer.post(check, { name: 'Ξενοφώντας Ανύπαρκτος' });
    expect(nobody.body).toEqual({ duplicates: [], is_complete: true, checked: 0 });
    expect(bill(nobody)).toEqual([2, 0]);
    for (const body of [{}, { organization: null }, { contacts: [] }, { location: { city: 'Βόλος' } }])
      expect(await viewer.post(check, body)).toMatchObject({
        status: 422,
        body: { errors: [{ pointer: '', code: 'required' }] },
      });
    expect(await viewer.post(check, { name: '', colour: 1 })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/name' }, { pointer: '/colour' }] },
    });
    expect((await api.anonymous.post(check, { name: 'α' })).status).toBe(401);
  });

  it('leaves out the customer that is being edited', async () => {
    const { id, created_at: _, updated_at: __, ...fields } = george;
    expect(ids(await api.as('viewer').post(check, fields))).toEqual([id]);
    expect(ids(await api.as('viewer').post(check, { ...fields, exclude_id: id }))).toEqual([]);
  });

  it('finds an organization by its name alone, and then who belongs to it', async () => {
    const firm = await created({ name: 'Ηχητικά Ζερβός Α.Ε.', location: { city: 'Χανιά' } });
    const clerk = await created({ name: 'Νίκος Μακρυγιάννης', organization: 'Ηχητικά Ζερβός ΑΕ' });
    const found = await api
      .as('viewer')
      .post(check, { organization: 'ΗΧΗΤΙΚΑ ΖΕΡΒΟΣ', location: { city: 'Χανιά' } });
    expect(ids(found)).toEqual([firm.id, clerk.id]);
    expect(found.body.duplicates).toMatchObject([
      {
        level: 'probable',
        reasons: [
          { kind: 'organization', pointer: '/organization', theirs_pointer: '/name' },
          { kind: 'city' },
        ],
      },
      {
        level: 'possible',
        reasons: [{ kind: 'organization', pointer: '/organization', theirs_pointer: '/organization' }],
      },
    ]);
  });

  it('offers who was deleted for restoring', async () => {
    const gone = await created({ name: 'Ξανθίππη Δελαπόρτα', contacts: [email('xanthi@example.gr')] });
    await api.as('editor').delete(`${path}/${gone.id}`);
    const found = await api
      .as('viewer')
      .post(check, { name: 'Ksanthippi Delaporta', contacts: [email('XANTHI@example.gr')] });
    const { deleted, trash, level, customer } = found.body.duplicates[0];
    expect({ deleted, level, name: customer.name, id: customer.id }).toEqual({
      deleted: true,
      level: 'certain',
      name: gone.name,
      id: gone.id,
    });
    expect(trash).toEqual({
      deleted_at: expect.any(String),
      deleted_by: api.users.editor.uid,
      deleted_by_name: expect.anything(),
      expires_at: expect.any(String),
    });
    // By a name alone too.
    expect(ids(await api.as('viewer').post(check, { name: 'Δελαπόρτα Ξανθίππη' }))).toEqual([gone.id]);
    expect((await api.as('editor').post(`${path}/${gone.id}/restore`)).status).toBe(200);
    expect((await api.as('viewer').post(check, { name: gone.name })).body.duplicates).toMatchObject([
      { deleted: false, customer: { id: gone.id } },
    ]);
    await api.as('admin').delete(`${path}/${gone.id}?erase=true`);
    expect(ids(await api.as('viewer').post(check, { name: gone.name }))).toEqual([]);
  });

  it('offers nobody for restoring who was merged into another one', async () => {
    const twin = { name: 'Ερασμία Κουτσογιαννοπούλου', contacts: [phone('6935551911')] };
    const [one, other] = [await created(twin), await created(twin)];
    const entry = api.firestore.doc(`crm_customers_trash/${other.id}`);
    await api.as('editor').delete(`${path}/${other.id}`);
    const terms = (await entry.get()).get('found_by') as string[];
    await api.as('editor').post(`${path}/${other.id}/restore`);
    const merged = await api.as('editor').post(`${path}/${one.id}/merge`, { from: [other.id] });
    expect(merged.status).toBe(200);
    const search = { ...twin, name: 'Koutsogiannopoulou Erasmia' };
    const found = async () => ids(await api.as('viewer').post(check, search)).sort();
    expect((await entry.get()).get('found_by')).toBeUndefined();
    expect(await found()).toEqual([one.id]);
    const refused = await api.as('editor').post(`${path}?on_duplicate=refuse`, search);
    expect(refused.status).toBe(409);
    expect(ids(refused)).toEqual([one.id]);
    // What should not be there is not looked at, and reindex takes it away.
    const before = (await entry.get()).data();
    await entry.update({ found_by: terms });
    expect(await found()).toEqual([one.id]);
    await reindex(api.firestore);
    expect((await entry.get()).data()).toEqual(before);
    const undone = await api.as('editor').post(`${path}/${one.id}/unmerge`, { merge_version: 2 });
    expect(undone.status, JSON.stringify(undone.body)).toBe(200);
    expect(await found()).toEqual([one.id, other.id].sort());
    await api.as('editor').delete(`${path}/${other.id}`);
    expect((await entry.get()).get('found_by')).toEqual(terms);
  });

  it('finds in the trash what another program deleted, and what an earlier release left there', async () => {
    const gone = await created({ name: 'Πολυξένη Καρατζαφέρη' });
    const document = api.firestore.doc(`crm_customers/${gone.id}`);
    const before = await document.get();
    await document.delete();
    await keepDeleted(api.firestore, before);
    const entry = api.firestore.doc(`crm_customers_trash/${gone.id}`);
    const ask = async () => ids(await api.as('viewer').post(check, { name: gone.name }));
    expect(await ask()).toEqual([gone.id]);
    const { found_by: _, ...earlier } = (await entry.get()).data() ?? {};
    await entry.set(earlier);
    expect(await ask()).toEqual([]);
    await reindex(api.firestore);
    expect(await ask()).toEqual([gone.id]);
    const { updateTime } = await entry.get();
    await reindex(api.firestore);
    expect((await entry.get()).updateTime).toEqual(updateTime);
  });

  it('reads 50 documents at most, and says when that was not all', async () => {
    const shared = [phone('2310999999')];
    const operations = Array.from({ length: 70 }, (_, at) => ({
      method: 'create',
      body: { name: `Συνάδελφος Αριθμός${at}`, contacts: shared },
    }));
    expect((await api.as('editor').post(`${path}/batch`, { operations })).body.succeeded).toBe(70);
    for (const { id } of (await api.as('viewer').get(`${path}?search=Συνάδελφος&limit=12`)).body.customers)
      await api.as('editor').delete(`${path}/${id}`);
    const found = await api.as('viewer').post(check, { name: 'Συνάδελφος Νέος', contacts: shared });
    expect(found.body.is_complete).toBe(false);
    expect(found.body.duplicates.length).toBeLessThanOrEqual(10);
    expect(bill(found)).toEqual([50, 0]);
  }, 60_000);

  it('reads records that are too large for their index entries, within the 50 too', async () => {
    const notes = 'ν'.repeat(390_000);
    for (let at = 0; at < 4; at++)
      await api.firestore.doc(`crm_customers/large${at}`).set({
        name: 'Βαρύς Πελάτης',
        legacy: notes,
        notes: [{ text: notes.slice(0, 100_000), by: 'x', at: '2024-01-01T00:00:00.000Z' }],
      });
    await reindex(api.firestore);
    const found = await api.as('viewer').post(check, { name: 'Βαρύς Πελάτης' });
    expect(found.status).toBe(200);
    expect(found.body.duplicates.length).toBeGreaterThan(0);
    for (let at = 0; at < 4; at++) await api.firestore.doc(`crm_customers/large${at}`).delete();
  }, 60_000);
});

describe('a creation that refuses duplicates', () => {
  const person = (at: number) => ({
    name: `Λεωνίδας Σταματόπουλος`,
    contacts: [phone(`69412340${String(at).padStart(2, '0')}`)],
  });
  const refuse = `${path}?on_duplicate=refuse`;

  it('is 409 with who it may be, writes nothing and uses no key up', async () => {
    const first = await created(person(1), '?on_duplicate=refuse');
    const sent = {
      headers: { 'Idempotency-Key': 'λεωνίδας-1'.normalize('NFKD').replaceAll(/[^ -~]/g, '') + 'a' },
    };
    const [customers, claims, operations] = await Promise.all(
      ['crm_customers', 'crm_keys', 'crm_operations'].map(countOf),
    );
    const refused = await api
      .as('editor')
      .post(refuse, { ...person(1), name: 'Stamatopoulos Leonidas' }, sent);
    expect(refused).toMatchObject({
      status: 409,
      body: {
        code: 'duplicate_found',
        force: 'on_duplicate=allow',
        is_complete: true,
        duplicates: [{ level: 'certain', deleted: false, customer: { id: first.id } }],
      },
    });
    expect(refused.body.duplicates[0].reasons).toContainEqual({
      kind: 'phone',
      pointer: '/contacts/0/value',
      theirs_pointer: '/contacts/0/value',
    });
    expect(api.log.at(-1)).toMatchObject({ status: 409, records: [first.id] });
    expect(await Promise.all(['crm_customers', 'crm_keys', 'crm_operations'].map(countOf))).toEqual([
      customers,
      claims,
      operations,
    ]);
    const forced = await api
      .as('editor')
      .post(`${path}?on_duplicate=allow`, { ...person(1), name: 'Stamatopoulos Leonidas' }, sent);
    expect(forced.status).toBe(201);
  });

  it('gives a repeated request its first answer, though it is its own duplicate now', async () => {
    const sent = { headers: { 'Idempotency-Key': 'once' } };
    const first = await api.as('editor').post(refuse, person(2), sent);
    expect([first.status, ...bill(first)]).toEqual([201, 6, 4]);
    const again = await api.as('editor').post(refuse, person(2), sent);
    expect(again).toMatchObject({ status: 201, body: first.body });
    expect(again.headers.get('Idempotent-Replayed')).toBe('true');
    expect(bill(again)).toEqual([1, 0]);
    // Without the key it is another one.
    expect((await api.as('editor').post(refuse, person(2))).status).toBe(409);
  });

  it('heeds the level that was asked for', async () => {
    await created({ name: 'Αρτέμης Ζαφειρόπουλος', location: { city: 'Άρτα' } });
    const same = { name: 'Αρτέμης Ζαφειρόπουλος', location: { city: 'Άρτα' } };
    const refused = await api.as('editor').post(`${refuse}&duplicate_level=probable`, same);
    expect(refused.body).toMatchObject({ code: 'duplicate_found', duplicates: [{ level: 'probable' }] });
    expect((await api.as('editor').post(refuse, same)).status).toBe(201);
    expect((await api.as('editor').post(`${refuse}&duplicate_level=possible`, same)).status).toBe(422);
  });

  it('does not silently enter again who was deleted', async () => {
    const heir = { name: 'Κλεομένης Βουδούρης', contacts: [phone('6935551250')] };
    const gone = await created(heir);
    await api.as('editor').delete(`${path}/${gone.id}`);
    const refused = await api.as('editor').post(refuse, heir, { headers: { 'Accept-Language': 'el' } });
    expect(refused.body).toMatchObject({
      code: 'duplicate_found',
      duplicates: [{ deleted: true, customer: { id: gone.id } }],
    });
    expect(refused.body.detail).toContain('κάδο');
  });

  it.each([1, 2, 3])('lets one of eight land who enter the same person at once (%i)', async (round) => {
    const body = (at: number) => ({
      name: at % 2 ? 'Θεοφανώ Κουτσογιάννη' : 'Koutsogianni Theofano',
      contacts: [phone(at % 3 ? `697000000${round}` : `+30 697 000 000${round}`)],
    });
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, at) => api.as('editor').post(refuse, body(at))),
    );
    const landed = answers.filter(({ status }) => status === 201);
    expect(landed).toHaveLength(1);
    for (const { status, body: problem } of answers.filter((answer) => !landed.includes(answer))) {
      expect(status).toBe(409);
      expect(problem.duplicates[0]).toMatchObject({ level: 'certain', customer: { id: landed[0]?.body.id } });
    }
  });

  it('lets a couple have one number, one after the other and at once', async () => {
    const couple = (name: string) => ({ name, contacts: [phone('2421066601')], location: { city: 'Βόλος' } });
    const answers = await Promise.all(
      ['Ηρακλής Μπαλτατζής', 'Μυρτώ Ψυχογιού', 'Αχιλλέας Δρακόπουλος'].map((name) =>
        api.as('editor').post(refuse, couple(name)),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect((await api.as('editor').post(refuse, couple('Ασημίνα Κορδάτου'))).status).toBe(201);
  });
});

describe('an update that refuses duplicates', () => {
  it('looks only where it says who somebody is, and writes nothing then', async () => {
    const one = await created({ name: 'Βαρβάρα Τριανταφύλλου', contacts: [phone('6935551200')] });
    const other = await created({ name: 'Κάποια Άλλη' });
    const at = `${path}/${other.id}?on_duplicate=refuse`;
    const editor = api.as('editor');
    const same = { name: 'Triantafyllou Varvara', contacts: [phone('693 555 1200')] };
    for (const refused of [await editor.put(at, same), await editor.patch(at, same)])
      expect(refused).toMatchObject({ status: 409, body: { duplicates: [{ customer: { id: one.id } }] } });
    expect((await editor.get(`${path}/${other.id}`)).body).toEqual(other);
    const tagged = await editor.put(at, { tags: ['vip'] });
    expect([tagged.status, ...bill(tagged)]).toEqual([200, 1, 3]);
    expect((await editor.put(`${path}/${other.id}`, same)).status).toBe(200);
    // From now on both are there, and only a change of who it is is refused.
    expect((await editor.put(at, { tags: [] })).status).toBe(200);
    expect((await editor.put(at, { ...same, tags: ['α'] })).status).toBe(200);
    expect((await editor.put(at, { organization: 'Δήμος' })).status).toBe(409);
    const patched = await editor.patch(at, [{ op: 'replace', path: '/location', value: { city: 'Χίος' } }], {
      headers: { 'Content-Type': 'application/json-patch+json' },
    });
    expect(patched.status).toBe(409);
  });

  it('leaves alone what was said to be two', async () => {
    const one = await created({ name: 'Σωτήρης Καραγκούνης', contacts: [phone('6935551300')] });
    const other = await created({ name: 'Σωτήριος Καραγκούνης', contacts: [phone('6935551300')] });
    const editor = api.as('editor');
    const at = `${path}/${other.id}?on_duplicate=refuse`;
    expect((await editor.put(at, { location: { city: 'Κως' } })).status).toBe(409);
    expect((await editor.put(`${path}/duplicates/${one.id}/${other.id}/dismissal`)).status).toBe(204);
    expect((await editor.put(at, { location: { city: 'Κως' } })).status).toBe(200);
    const fields = { name: other.name, contacts: other.contacts };
    expect(ids(await editor.post(check, { ...fields, exclude_id: other.id }))).toEqual([]);
    expect(ids(await editor.post(check, fields)).sort()).toEqual([one.id, other.id].sort());
  });

  it('takes little time where another program has stored thousands of contacts', async () => {
    const contacts = Array.from({ length: 8000 }, (_, at) => email(`a${at}@example.gr`));
    const { id } = await created({ name: 'Ουρανία Σταυρουλάκη' });
    await api.firestore.doc(`crm_customers/${id}`).update({ contacts });
    const at = `${path}/${id}?on_duplicate=refuse`;
    const start = process.cpuUsage();
    const answer = await api.as('editor').put(at, { location: { city: 'Κως' } });
    expect([answer.status, answer.body.code]).toEqual([200, undefined]);
    const { user, system } = process.cpuUsage(start);
    expect((user + system) / 1000 / slowness()).toBeLessThan(2000);
  });

  it('claims the numbers that it brings: of two at once one lands', async () => {
    const two = await Promise.all(
      ['α', 'β'].map((tag) => created({ name: 'Περικλής Δενδρινός', tags: [tag] })),
    );
    const answers = await Promise.all(
      two.map(({ id }) =>
        api.as('editor').put(`${path}/${id}?on_duplicate=refuse`, { contacts: [phone('6935551400')] }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });
});

describe('a batch that refuses duplicates', () => {
  it('begins nothing more when it has read 1,000 documents, and is 413 as a whole', async () => {
    const editor = api.as('editor');
    const words = ['Άλφα', 'Βήτα', 'Γάμμα', 'Δέλτα', 'Ζήτα', 'Θήτα', 'Κάππα', 'Λάμδα'];
    const names = words.flatMap((one) => words.map((other) => `${one}κης ${other}δης`));
    const contacts = [phone('2310777777')];
    const operations = names.map((name) => ({ method: 'create', body: { name, contacts } }));
    const { body } = await editor.post(`${path}/batch`, { operations });
    const updates = body.results.map(({ id }: Json) => ({
      ...{ method: 'update', id, on_duplicate: 'refuse' },
      body: { location: { city: 'Κως' } },
    }));
    const reads = (answer: Answer) => bill(answer)[0] ?? 0;
    const all = await editor.post(`${path}/batch`, { operations: updates, atomic: true });
    expect(all).toMatchObject({ status: 413, body: { code: 'too_large' } });
    expect(reads(all)).toBeGreaterThanOrEqual(1000);
    expect(reads(all)).toBeLessThan(1300);
    const each = await editor.post(`${path}/batch`, { operations: updates });
    expect(each.body.not_tried).toBeGreaterThan(20);
    expect(each.body.not_tried).toBeLessThan(60);
    expect(reads(each)).toBeLessThan(1500);
    // Without refusing, it is as it was.
    const allowed = updates.map(({ on_duplicate: _, ...update }: Json) => update);
    expect((await editor.post(`${path}/batch`, { operations: allowed, atomic: true })).status).toBe(200);
  });

  it('refuses by operation, and as a whole where it is atomic', async () => {
    const one = await created({ name: 'Ευτέρπη Λαζαρίδου', contacts: [phone('6935551500')] });
    const again = {
      method: 'create',
      body: { name: 'Lazaridou Efterpi', contacts: [phone('6935551500')] },
      on_duplicate: 'refuse',
    };
    const fine = { method: 'create', body: { name: 'Ολωσδιόλου Άσχετος' }, on_duplicate: 'refuse' };
    const { body } = await api.as('editor').post(`${path}/batch`, { operations: [again, fine] });
    expect(body.results).toMatchObject([
      { status: 409, problem: { code: 'duplicate_found', duplicates: [{ customer: { id: one.id } }] } },
      { status: 201 },
    ]);
    expect(api.log.at(-1)?.['records']).toContain(one.id);
    const atomic = await api.as('editor').post(`${path}/batch`, { operations: [fine, again], atomic: true });
    expect(atomic).toMatchObject({ status: 409, body: { code: 'batch_refused' } });
    expect(atomic.body.results[1].problem.code).toBe('duplicate_found');
    const update = { method: 'update', id: body.results[1].id, body: again.body, on_duplicate: 'refuse' };
    const append = { method: 'append', id: one.id, body: { tags: ['α'] }, on_duplicate: 'refuse' };
    const done = await api.as('editor').post(`${path}/batch`, { operations: [update, append] });
    expect(done.body.results).toMatchObject([{ status: 409 }, { status: 200 }]);
  });

  it('enters nobody twice by itself, in one commit or in several', async () => {
    const twin = (name: string, number: string) => ({
      method: 'create',
      body: { name, contacts: [phone(number)] },
      on_duplicate: 'refuse',
    });
    const each = await api.as('editor').post(`${path}/batch`, {
      operations: [twin('Φαίδρα Ανδρεαδάκη', '6935551600'), twin('Andreadaki Faidra', '6935551600')],
    });
    expect(each.body.results.map(({ status }: Json) => status).sort()).toEqual([201, 409]);
    const atomic = await api.as('editor').post(`${path}/batch`, {
      atomic: true,
      operations: [twin('Ορέστης Ανδρεαδάκης', '6935551700'), twin('Andreadakis Orestis', '6935551700')],
    });
    expect(atomic).toMatchObject({ status: 409, body: { code: 'batch_refused' } });
    const couple = await api.as('editor').post(`${path}/batch`, {
      atomic: true,
      operations: [twin('Ιάκωβος Μαυρουδής', '2421055777'), twin('Πηνελόπη Στάθη', '2421055777')],
    });
    expect(couple.body.succeeded).toBe(2);
  });
});
