import type { Firestore } from 'firebase-admin/firestore';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { adopt, claimingCreation, creationOf, historyOf, requestOf } from '../../support/customers-wing.ts';
import { dumpDatabase } from '../../support/database-dump.ts';
import { FaultyProxy } from '../../support/faulty-proxy.ts';
import { closeFirestore, connectionTo, newProject, openFirestore } from '../../support/firestore.ts';
import { beforeNextCommit, copyCommits, holdCommit } from '../../support/sent-requests.ts';

// Upserts of one key beside each other, beside other edits, and over a bad line.

let proxy: FaultyProxy;
let lossy: Firestore;
let direct: Firestore;
let slow: Firestore;
let project: string;
beforeAll(async () => {
  proxy = await FaultyProxy.start({ target: process.env['FIRESTORE_EMULATOR_HOST'] ?? '', seed: 17 });
  project = newProject();
  lossy = openFirestore(project, proxy.address);
  direct = openFirestore(project);
  slow = openFirestore(project);
});
afterAll(async () => {
  await Promise.all([lossy, direct, slow].map(closeFirestore));
  await proxy.refuse();
});

const service = (firestore: Firestore, key?: string) =>
  requestOf(firestore, {}, key === undefined ? null : { key, identity: 'an upsert' }).service;
let value: string;
let used = 0;
beforeEach(() => (value = `a${++used}@example.gr`));
const email = () => ({ kind: 'email', value }) as const;
const always = { ifMatch: null, ifNoneMatch: null };
const upsert = (firestore: Firestore, body: object = { name: 'Α' }, key?: string) =>
  service(firestore, key).upsertCustomer(email(), { ...body }, always);
const withKey = () => ({ name: 'Β', contacts: [{ type: 'email', label: '', value }] });
const namesWithKey = async () => {
  const { docs } = await direct.collection('crm_customers').get();
  const having = docs.filter((each) => JSON.stringify(each.get('contacts')).includes(`"${value}"`));
  return having.map((each) => each.get('name') as string).toSorted();
};
const actionsOf = async (id: string) => (await historyOf(direct, id)).map(({ action }) => action);
const marks = async () => (await direct.collection('crm_erasures').get()).size;

it('of many at once in two processes one creates, and every one of them gets that customer', async () => {
  const written = await Promise.all(
    Array.from({ length: 12 }, (_, at) =>
      upsert(at % 2 === 0 ? direct : slow, { name: 'Α', language: `l${at}` }),
    ),
  );
  expect(new Set(written.map(({ record }) => record.id)).size).toBe(1);
  expect(written.filter(({ isCreated }) => isCreated)).toHaveLength(1);
  expect(await namesWithKey()).toEqual(['Α']);
  const actions = await actionsOf(written[0]?.record.id ?? '');
  expect(actions).toEqual(['create', ...Array.from({ length: 11 }, () => 'update')]);
});

it('the loser of a race is told of the winner by the claim, and marks nobody as erased', async () => {
  const before = await marks();
  beforeNextCommit(connectionTo(slow), () => upsert(direct, { name: 'Πρώτος' }));
  const second = await upsert(slow, { name: 'Δεύτερος' });
  expect(second.isCreated).toBeUndefined();
  expect(await namesWithKey()).toEqual(['Δεύτερος']);
  expect(await marks()).toBe(before);
});

it('a number in two formats that share no claim of their first reading makes one customer', async () => {
  const [inFull, local] = [`+49 171 ${3_000_000 + used}`, `0171 ${3_000_000 + used}`].map(
    (number) => ({ kind: 'phone', value: number }) as const,
  );
  beforeNextCommit(connectionTo(slow), () =>
    service(direct).upsertCustomer(inFull ?? email(), { name: 'Α' }, always),
  );
  const second = await service(slow).upsertCustomer(local ?? email(), { name: 'Β' }, always);
  expect(second.isCreated).toBeUndefined();
});

describe('a reply that is lost', () => {
  it.for([undefined, 'a key'])('of a creation, with the key %s, creates once', async (key) => {
    await proxy.cutAtHeader(2);
    const made = await upsert(lossy, { name: 'Χαμένη' }, key);
    expect([made.isCreated, made.isReplay]).toEqual([true, undefined]);
    expect(await namesWithKey()).toEqual(['Χαμένη']);
    expect(await actionsOf(made.record.id)).toEqual(['create']);
    expect(await service(direct).getCustomerBy(email())).toEqual({ record: made.record, etag: made.etag });
    if (key !== undefined)
      expect(await upsert(direct, { name: 'Χαμένη' }, key)).toMatchObject({
        isReplay: true,
        isCreated: true,
      });
  });

  it('of an update updates once, under its key too', async () => {
    const { record } = await upsert(direct);
    for (const key of [undefined, 'another key']) {
      await proxy.cutAtHeader(3);
      const changed = await upsert(lossy, { name: `Β ${key}` }, key);
      expect(changed).toMatchObject({ record: { id: record.id, name: `Β ${key}` } });
      expect(changed.isCreated).toBeUndefined();
    }
    expect(await actionsOf(record.id)).toEqual(['create', 'update', 'update']);
  });

  it('of an external key gives it once', async () => {
    const { record } = await upsert(direct);
    const key = { system: 'erp', key: value };
    await proxy.cutAtHeader(4);
    await service(lossy).addKey(record.id, key);
    expect(await service(direct).listKeys(record.id)).toMatchObject({ keys: [key] });
    await proxy.cutAtHeader(3);
    await service(lossy).removeKey(record.id, key);
    expect(await actionsOf(record.id)).toEqual(['create', 'keys_changed', 'keys_changed']);
  });
});

describe('a creation that arrives late, after somebody else was found,', () => {
  /** An upsert whose first commit got no answer within the time of one call, but not of the request. */
  const delayed = async (body: object, meanwhile: () => Promise<unknown>) => {
    const connection = connectionTo(slow);
    const call = connection.call.bind(connection);
    let held = null as Buffer | null;
    connection.call = (method, request, ...rest) => {
      if (method !== 'Commit') return call(method, request, ...rest);
      held = request;
      connection.call = call;
      const lost = Object.assign(new Error('lost'), { code: 14 });
      return { ended: meanwhile().then(() => Promise.reject(lost)), cancel: () => undefined };
    };
    const answer = await upsert(slow, body).catch((error: unknown) => error);
    if (held === null) throw new Error('nothing was sent');
    const landed = await call('Commit', held, 8000, () => undefined).ended.then(
      () => true,
      () => false,
    );
    return { answer, landed };
  };

  it('does not take effect: found by their contact', async () => {
    const { answer, landed } = await delayed({ name: 'Αργός' }, () =>
      service(direct).createCustomer(creationOf(withKey())),
    );
    expect(landed).toBe(false);
    expect(answer).toMatchObject({ record: { name: 'Αργός' } });
    expect(await namesWithKey()).toEqual(['Αργός']);
  });

  it('nor where the answer is a refusal', async () => {
    const { answer, landed } = await delayed({ name: 'Αργός' }, async () => {
      for (const name of ['Β', 'Γ']) await service(direct).createCustomer(creationOf({ ...withKey(), name }));
    });
    expect([landed, answer]).toMatchObject([false, { code: 'ambiguous_key' }]);
    expect(await namesWithKey()).toEqual(['Β', 'Γ']);
  });

  it('nor where nobody was found any more: another creation has its claims', async () => {
    const { answer, landed } = await delayed({ name: 'Αργός' }, async () => {
      const { record } = await upsert(direct);
      await service(direct).updateCustomer(record.id, { contacts: [] });
    });
    expect(landed).toBe(false);
    expect(answer).toMatchObject({ isCreated: true });
    expect(await namesWithKey()).toEqual(['Αργός']);
  });

  it('and copies of every commit of a race change nothing', async () => {
    const copies = [direct, slow].map((each) => copyCommits(connectionTo(each)));
    await Promise.all([upsert(direct, { name: 'Α' }), upsert(slow, { name: 'Α' })]);
    const before = await dumpDatabase(project);
    for (const { sendAgain } of copies) await sendAgain();
    expect(await dumpDatabase(project)).toEqual(before);
    expect(await namesWithKey()).toHaveLength(1);
  });
});

describe('an edit of the found customer at the same moment', () => {
  it('that takes the key from it makes the upsert create another', async () => {
    const { record } = await upsert(direct);
    beforeNextCommit(connectionTo(slow), () => service(direct).updateCustomer(record.id, { contacts: [] }));
    const second = await upsert(slow, { name: 'Νέος' });
    expect(second.isCreated).toBe(true);
    expect(second.record.id).not.toBe(record.id);
    expect(await actionsOf(record.id)).toEqual(['create', 'update']);
  });

  it.for(['deletes', 'erases'])('that %s it makes the upsert create another', async (what) => {
    const { record } = await upsert(direct);
    beforeNextCommit(connectionTo(slow), () =>
      what === 'deletes'
        ? service(direct).deleteCustomer(record.id)
        : service(direct).eraseCustomer(record.id),
    );
    const second = await upsert(slow, { name: 'Νέος' });
    expect(second.isCreated).toBe(true);
    expect(await namesWithKey()).toEqual(['Νέος']);
  });

  it('by another program is kept beside the upsert’s', async () => {
    const { record } = await upsert(direct);
    beforeNextCommit(connectionTo(slow), () =>
      direct.doc(`crm_customers/${record.id}`).update({ organization: 'Ξένη' }),
    );
    const second = await upsert(slow, { name: 'Β' });
    expect(second.record).toMatchObject({ id: record.id, name: 'Β', organization: 'Ξένη' });
    await adopt(direct, record.id);
    expect(await actionsOf(record.id)).toEqual(['create', 'update', 'update']);
  });
});

it('a held upsert that was given up with 503 lands as it was meant, or not at all', async () => {
  const held = holdCommit(connectionTo(slow));
  await expect(upsert(slow, { name: 'Αργός' })).rejects.toMatchObject({ status: 503 });
  await upsert(direct, { name: 'Γρήγορος' });
  expect(await held.sendAfterAll()).toBe(false);
  expect(await namesWithKey()).toEqual(['Γρήγορος']);
});

describe('a creation that claims its keys', () => {
  const claiming = (firestore: Firestore, key?: string) =>
    claimingCreation(requestOf(firestore).database, creationOf(withKey()), key);

  it('loses to one of the same moment, and learns whom the claim names', async () => {
    let winner = '';
    beforeNextCommit(connectionTo(slow), async () => {
      winner = (await claiming(direct)).record.id;
    });
    const refused = await claiming(slow).catch((error: unknown) => error);
    expect(refused).toMatchObject({ holders: [winner] });
    expect(await namesWithKey()).toEqual(['Β']);
  });

  it('loses to an upsert too, and wins over a claim that its customer does not keep', async () => {
    const { record } = await upsert(direct);
    await expect(claiming(slow)).rejects.toMatchObject({ holders: [record.id] });
    await service(direct).updateCustomer(record.id, { contacts: [] });
    const made = await claiming(slow);
    expect((await upsert(direct)).record.id).toBe(made.record.id);
  });

  it('is known again by its key, before anything is refused', async () => {
    const made = await claiming(direct, 'once');
    expect(await claiming(slow, 'once')).toMatchObject({ record: made.record, isReplay: true });
  });
});
