import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { functionsFolder } from '../../../scripts/project.ts';
import { useApi } from '../../support/api.ts';
import type { Json } from '../../support/client.ts';
import { keepPairs, forgetExpired } from '../../support/customers-wing.ts';
import { dumpDatabase } from '../../support/database-dump.ts';
import { CUSTOMERS_PATH as path } from '../../support/paths.ts';

const api = useApi();
const pairs = `${path}/duplicates`;

const phone = (value: string) => ({ type: 'phone', label: '', value });

/** Creates a customer, and does what the trigger does then; with what that cost. */
async function created(body: object) {
  const { body: customer } = await api.as('editor').post(path, body);
  const bill = await keepPairs(api.firestore, customer.id as string);
  return { ...(customer as { id: string }), bill };
}

async function changed(id: string, body: object) {
  expect((await api.as('editor').put(`${path}/${id}`, body)).status).toBe(200);
  return keepPairs(api.firestore, id);
}

/** All pairs, page by page. */
async function listed(query = '') {
  const rows: Json[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const { status, body } = await api.as('viewer').get(`${pairs}?limit=100${query}${page}`);
    expect(status).toBe(200);
    rows.push(
      ...(body.pairs as Json[]).map(({ a, b, ...rest }) => ({ ids: [a.id, b.id] as string[], ...rest })),
    );
    cursor = body.next_cursor as string | null;
  }
  return rows;
}

/** The pairs of these two. */
const pairsOf = async (one: { id: string }, other: { id: string }, query = '') =>
  (await listed(query)).filter(({ ids }) => ids.includes(one.id) && ids.includes(other.id));

const stored = async () => (await api.firestore.collection('crm_duplicate_pairs').get()).docs;

let number = 0;
/** Two customers that are one, each time others. */
async function twins(name = 'Γιώργος Ανδρουτσόπουλος', other = 'Androutsopoulos Giwrgos') {
  const contacts = [phone(`69355${String(10_000 + number++)}`)];
  return [await created({ name, contacts }), await created({ name: other, contacts })] as const;
}

describe('the pairs of probable duplicates', () => {
  it('are kept after a write, with the customers and the reasons, and cost what they must', async () => {
    const contacts = [phone('6935500001')];
    const one = await created({ name: 'Παντελής Ζωγράφος', contacts, location: { city: 'Σύρος' } });
    const other = await created({ name: 'Zografos Pantelis', contacts: [phone('+30 693 550 0001')] });
    // The customer, its known pairs, and the check: by the number, how many have the name, by the name. It finds itself each time.
    expect(one.bill).toEqual({ reads: 5, writes: 0 });
    expect(other.bill).toEqual({ reads: 7, writes: 1 });
    const { body, headers } = await api.as('viewer').get(pairs);
    expect(body).toMatchObject({
      total: 1,
      next_cursor: null,
      pairs: [{ level: 'certain', dismissed: null }],
    });
    const [pair] = body.pairs;
    expect([pair.a.id, pair.b.id]).toEqual([one.id, other.id].sort());
    expect([pair.a.name, pair.b.name].sort()).toEqual(['Zografos Pantelis', 'Παντελής Ζωγράφος']);
    for (const [at, { id }] of [pair.a, pair.b].entries())
      expect((await api.as('viewer').get(`${path}/${id}`)).headers.get('ETag')).toBe(pair.etags[at]);
    expect(pair.reasons.map(({ kind }: Json) => kind)).toEqual(['phone', 'name']);
    // One pair, its total, and two index entries.
    expect(Number(headers.get('X-Firestore-Reads'))).toBe(4);
    expect(api.log.findLast(({ route }) => route === '/crm/customers/duplicates')).toMatchObject({
      records: [pair.a.id, pair.b.id],
    });
    // Nothing of a customer is stored with them.
    expect(JSON.stringify((await stored()).map((document) => document.data()))).not.toMatch(
      /Zografos|Παντελής|69355/,
    );
    // Late and again: nothing to do.
    expect((await keepPairs(api.firestore, one.id)).writes).toBe(0);
  });

  it('follow edits: they go, and come again', async () => {
    const [one, other] = await twins();
    expect(await pairsOf(one, other)).toHaveLength(1);
    expect((await changed(other.id, { name: 'Δήμος Πατρέων', contacts: [] })).writes).toBe(1);
    expect(await pairsOf(one, other)).toHaveLength(0);
    await changed(other.id, {
      name: 'Γεώργιος Ανδρουτσόπουλος',
      contacts: (await api.as('viewer').get(`${path}/${one.id}`)).body.contacts,
    });
    expect(await pairsOf(one, other)).toMatchObject([{ level: 'certain' }]);
  });

  it('are listed the surest first, page by page, from a level on', async () => {
    for (const city of ['Άνδρος', 'Τήνος', 'Νάξος']) {
      await created({ name: `Μονή Φιλοσόφου ${city}`, location: { city } });
      await created({ name: `Ιερά Μονή Φιλοσόφου ${city}`, location: { city } });
    }
    const all = await listed();
    const levels = all.map(({ level, score }) => (level === 'certain' ? 1000 : 0) + (score as number));
    expect(levels).toEqual(levels.toSorted((a, b) => b - a));
    expect(new Set(all.map(({ level }) => level))).toEqual(new Set(['certain', 'probable']));
    const found: string[][] = [];
    for (let cursor = ''; ;) {
      const { body } = await api.as('viewer').get(`${pairs}?limit=2${cursor}`);
      expect(body.total).toBe(all.length);
      found.push(...(body.pairs as Json[]).map((pair) => [pair.a.id, pair.b.id] as string[]));
      if (body.next_cursor === null) break;
      cursor = `&cursor=${encodeURIComponent(body.next_cursor as string)}`;
    }
    expect(found).toEqual(all.map(({ ids }) => ids as string[]));
    const certain = await listed('&level=certain');
    expect(certain).toEqual(all.filter(({ level }) => level === 'certain'));
    const { body } = await api.as('viewer').get(`${pairs}?limit=1`);
    const other = `${pairs}?limit=1&level=certain&cursor=${encodeURIComponent(body.next_cursor as string)}`;
    expect((await api.as('viewer').get(other)).body.code).toBe('invalid_cursor');
    expect((await api.as('viewer').get(`${pairs}?level=possible`)).status).toBe(422);
  });

  it('are not shown of a customer that is gone, and are removed', async () => {
    const [one, other] = await twins('Αντιγόνη Πετροπουλάκη', 'Petropoulaki Antigoni');
    const isStored = async () =>
      (await stored()).some((each) => (each.get('ids') as string[]).includes(other.id));
    await api.as('editor').delete(`${path}/${other.id}`);
    expect(await isStored()).toBe(true);
    expect(await pairsOf(one, other)).toHaveLength(0);
    expect(await isStored()).toBe(false);
    await api.as('editor').post(`${path}/${other.id}/restore`);
    await keepPairs(api.firestore, other.id);
    expect(await pairsOf(one, other)).toHaveLength(1);
    // The trigger removes them too.
    await api.as('editor').delete(`${path}/${other.id}`);
    expect((await keepPairs(api.firestore, other.id)).writes).toBe(1);
    expect(await isStored()).toBe(false);
  });

  it('leave nothing behind an erasure, dismissed or not', async () => {
    const [one, other] = await twins();
    const [third, fourth] = await twins();
    await api.as('editor').put(`${pairs}/${one.id}/${other.id}/dismissal`);
    for (const { id } of [other, fourth]) await api.as('admin').delete(`${path}/${id}?erase=true`);
    const ids = [one, third].map(({ id }) => id);
    const left = (await stored()).filter((document) =>
      ids.some((id) => (document.get('ids') as string[]).includes(id)),
    );
    expect(left.map((document) => document.get('ids') as string[])).not.toContainEqual(
      expect.arrayContaining([other.id]),
    );
    expect(left.map((document) => document.get('ids') as string[])).not.toContainEqual(
      expect.arrayContaining([fourth.id]),
    );
    // A late event does not bring them back.
    await keepPairs(api.firestore, other.id);
    await keepPairs(api.firestore, one.id);
    expect(await pairsOf(one, other)).toHaveLength(0);
  });

  it('go when the time of one in the trash is over', async () => {
    const [one, other] = await twins();
    await api.as('editor').put(`${pairs}/${one.id}/${other.id}/dismissal`);
    await api.as('editor').delete(`${path}/${other.id}`);
    await keepPairs(api.firestore, other.id);
    expect((await stored()).filter((each) => (each.get('ids') as string[]).includes(other.id))).toHaveLength(
      1,
    );
    await api.firestore.doc(`crm_customers_trash/${other.id}`).delete();
    await forgetExpired(api.firestore, other.id);
    expect(JSON.stringify(await dumpDatabase(api.projectId)).includes(`"${other.id}"`)).toBe(false);
  });
});

describe('the pairs of a customer that is merged into another one', () => {
  const merge = async (one: { id: string }, other: { id: string }) => {
    const { status } = await api.as('editor').post(`${path}/${one.id}/merge`, { from: [other.id] });
    expect(status).toBe(200);
    for (const { id } of [one, other]) await keepPairs(api.firestore, id);
  };
  const unmerge = async (one: { id: string }, other: { id: string }) => {
    const { status } = await api.as('editor').post(`${path}/${one.id}/unmerge`, { merge_version: 2 });
    expect(status).toBe(200);
    for (const { id } of [one, other]) await keepPairs(api.firestore, id);
  };
  const totalOf = async (query = '') =>
    (await api.as('viewer').get(`${pairs}?limit=1${query}`)).body.total as number;
  const idsOfStored = async () => (await stored()).map((each) => each.get('ids') as string[]);

  it('go with the merge, are counted no more, and come back when that is undone', async () => {
    await listed();
    const none = await totalOf();
    const [one, other] = await twins('Θεοπίστη Χατζηκυριάκου', 'Chatzikyriakou Theopisti');
    const { contacts } = (await api.as('viewer').get(`${path}/${one.id}`)).body;
    const third = await created({ name: 'Θεοπίστη Χατζηκυριάκου', contacts });
    expect(await totalOf()).toBe(none + 3);
    await merge(one, other);
    expect((await idsOfStored()).flat()).not.toContain(other.id);
    expect(await totalOf()).toBe(none + 1);
    expect(await pairsOf(one, third)).toHaveLength(1);
    await unmerge(one, other);
    expect(await totalOf()).toBe(none + 3);
    for (const [a, b] of [
      [one, other],
      [other, third],
    ] as const)
      expect(await pairsOf(a, b)).toHaveLength(1);
  });

  it('stay dismissed when that is undone: who takes a merge back says again that they are two', async () => {
    const [one, other] = await twins('Πηνελόπη Βουτσινά', 'Voutsina Pinelopi');
    await api.as('editor').put(`${pairs}/${one.id}/${other.id}/dismissal`);
    await merge(one, other);
    expect(await pairsOf(one, other)).toHaveLength(0);
    expect(await pairsOf(one, other, '&status=dismissed')).toHaveLength(0);
    await unmerge(one, other);
    expect(await pairsOf(one, other)).toHaveLength(0);
    expect(await pairsOf(one, other, '&status=dismissed')).toHaveLength(1);
    // With the time in the trash the dismissal is over.
    await api.as('editor').post(`${path}/${one.id}/merge`, { from: [other.id] });
    await keepPairs(api.firestore, other.id);
    await api.firestore.doc(`crm_customers_trash/${other.id}`).delete();
    await forgetExpired(api.firestore, other.id);
    expect((await idsOfStored()).flat()).not.toContain(other.id);
  });
});

describe('a dismissal', () => {
  it('is remembered with who and when, and survives edits', async () => {
    const [one, other] = await twins();
    const at = `${pairs}/${other.id}/${one.id}/dismissal`;
    const done = await api.as('editor').put(at);
    expect([
      done.status,
      done.headers.get('X-Firestore-Reads'),
      done.headers.get('X-Firestore-Writes'),
    ]).toEqual([204, '3', '1']);
    expect(await pairsOf(one, other)).toHaveLength(0);
    const [dismissed] = await pairsOf(one, other, '&status=dismissed');
    expect(dismissed.dismissed).toEqual({
      by: api.users.editor.uid,
      by_name: expect.anything(),
      at: expect.any(String),
    });
    await changed(one.id, { organization: 'Δήμος Άνδρου', name: 'Γεώργιος Ανδρουτσόπουλος' });
    await changed(other.id, { tags: ['α'], location: null });
    expect(await pairsOf(one, other)).toHaveLength(0);
    // Again, and from the other side: it stays whose it was.
    expect((await api.as('admin').put(`${pairs}/${one.id}/${other.id}/dismissal`)).status).toBe(204);
    expect((await pairsOf(one, other, '&status=dismissed'))[0].dismissed).toEqual(dismissed.dismissed);
  });

  it('ends where a new kind of reason appears', async () => {
    const [one, other] = await twins();
    await api.as('editor').put(`${pairs}/${one.id}/${other.id}/dismissal`);
    const { contacts } = (await api.as('viewer').get(`${path}/${one.id}`)).body;
    const both = [...contacts, { type: 'email', label: '', value: 'koino@example.gr' }];
    await changed(one.id, { contacts: both });
    expect(await pairsOf(one, other)).toHaveLength(0);
    await changed(other.id, { contacts: both });
    expect(await pairsOf(one, other)).toMatchObject([{ level: 'certain', dismissed: null }]);
  });

  it('is taken back', async () => {
    const [one, other] = await twins();
    const at = `${pairs}/${one.id}/${other.id}/dismissal`;
    await api.as('editor').put(at);
    expect((await api.as('editor').delete(at)).status).toBe(204);
    expect(await pairsOf(one, other)).toMatchObject([{ dismissed: null }]);
    expect((await api.as('editor').delete(at)).status).toBe(204);
    // Two that are no probable duplicates are not listed for it, and nothing is kept once one of them is looked at.
    const stranger = await created({ name: 'Δήμος Καλαμαριάς' });
    const before = (await stored()).length;
    await api.as('editor').put(`${pairs}/${one.id}/${stranger.id}/dismissal`);
    expect((await stored()).length).toBe(before + 1);
    await api.as('editor').delete(`${pairs}/${stranger.id}/${one.id}/dismissal`);
    expect(await pairsOf(one, stranger)).toHaveLength(0);
    expect(await pairsOf(one, stranger, '&status=dismissed')).toHaveLength(0);
    await keepPairs(api.firestore, stranger.id);
    expect((await stored()).length).toBe(before);
  });

  it('needs two customers that are there, and an editor', async () => {
    const [one, other] = await twins();
    const editor = api.as('editor');
    for (const method of ['PUT', 'DELETE']) {
      expect((await editor.send(method, `${pairs}/${one.id}/nobody/dismissal`)).body.code).toBe(
        'customer_not_found',
      );
      expect((await editor.send(method, `${pairs}/trash/${one.id}/dismissal`)).body.code).toBe(
        'customer_not_found',
      );
      expect((await editor.send(method, `${pairs}/${one.id}/${one.id}/dismissal`)).body).toMatchObject({
        errors: [{ parameter: 'other_id' }],
      });
      expect((await api.as('viewer').send(method, `${pairs}/${one.id}/${other.id}/dismissal`)).status).toBe(
        403,
      );
    }
  });

  it('is done once under an idempotency key', async () => {
    const [one, other] = await twins();
    const at = `${pairs}/${one.id}/${other.id}/dismissal`;
    const key = { headers: { 'Idempotency-Key': 'dismissal-1' } };
    expect((await api.as('editor').put(at, undefined, key)).headers.get('Idempotent-Replayed')).toBeNull();
    await api.as('editor').delete(at);
    const again = await api.as('editor').put(at, undefined, key);
    expect([again.status, again.headers.get('Idempotent-Replayed')]).toEqual([204, 'true']);
    expect(await pairsOf(one, other)).toHaveLength(1);
    expect((await api.as('editor').delete(at, key)).body.code).toBe('idempotency_key_reused');
  });
});

describe('npm run duplicates', () => {
  it('finds all pairs for a read of each customer, keeps what was dismissed, and goes on where it is told to', async () => {
    const [one, other] = await twins('Μελπομένη Τζαβάρα', 'Tzavara Melpomeni');
    const [third, fourth] = await twins('Ευρυδίκη Σκλαβενίτη', 'Sklaveniti Evridiki');
    await api.as('editor').put(`${pairs}/${one.id}/${other.id}/dismissal`);
    await listed();
    const known = await listed();
    const batch = api.firestore.batch();
    for (const document of await stored()) if (document.get('dismissed') === null) batch.delete(document.ref);
    await batch.commit();
    const first = await run();
    expect(first.status).toBe(0);
    expect(first.output).toMatch(
      /^\d+ customers read, \d+ compared: \d+ pairs found, \d+ written, 0 removed\.\n$/,
    );
    const idsOf = (rows: Json[]) => rows.map(({ ids }) => (ids as string[]).join()).sort();
    expect(idsOf(await listed())).toEqual(expect.arrayContaining(idsOf(known)));
    expect(await pairsOf(one, other)).toHaveLength(0);
    expect(await pairsOf(third, fourth)).toHaveLength(1);
    expect((await run()).output).toMatch(/ 0 written, 0 removed\.\n$/);
    // A pair that nothing speaks for any more is removed.
    await api.as('editor').put(`${path}/${fourth.id}`, { name: 'Δήμος Βύρωνα', contacts: [] });
    expect((await run()).output).toMatch(/ 1 removed\.\n$/);
    expect(await pairsOf(third, fourth)).toHaveLength(0);
    const last =
      (await listed())
        .map(({ ids }) => ids[0] as string)
        .sort()
        .at(-1) ?? '';
    const left = (await stored()).find(
      (document) => document.get('a') === last && document.get('dismissed') === null,
    );
    await left?.ref.delete();
    expect((await run('--from', last)).output).toContain(' 0 written,');
    expect((await run()).output).not.toContain(' 0 written,');
  }, 120_000);
});

describe('the upkeep', () => {
  it('keeps to 50 reads where very many share a number', async () => {
    const contacts = [phone('2310888888')];
    const operations = Array.from({ length: 80 }, (_, at) => ({
      method: 'create',
      body: { name: `Κοινός Αριθμός ${at}`, contacts },
    }));
    const { body } = await api.as('editor').post(`${path}/batch`, { operations });
    for (const { id } of body.results.slice(0, 5)) {
      const { reads } = await keepPairs(api.firestore, id as string);
      expect(reads).toBeLessThanOrEqual(50);
    }
  }, 60_000);
});

/** `npm run duplicates` on the project of this file. */
async function run(...options: string[]) {
  const script = join(functionsFolder, 'scripts', 'duplicates.ts');
  const child = spawn(process.execPath, [script, '--project', api.projectId, ...options]);
  const [output, errors] = [text(child.stdout), text(child.stderr)];
  const [status] = (await once(child, 'exit')) as [number];
  return { status, output: await output, errors: await errors };
}
