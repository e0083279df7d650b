import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { useApi } from '../../support/api.ts';
import { expectProblem, type Json } from '../../support/client.ts';
import { historyOf } from '../../support/customers-wing.ts';
import { dumpDatabase } from '../../support/database-dump.ts';
import { connectionTo } from '../../support/firestore.ts';
import { CUSTOMERS_PATH as path } from '../../support/paths.ts';
import { beforeNextCommit, holdCommit, recordRequests } from '../../support/sent-requests.ts';
import { until } from '../../support/until.ts';

const api = useApi();
const url = `${path}/batch`;
let keys = 0;
const keyed = (key = `batch-${++keys}`, more: Record<string, string> = {}) => ({
  headers: { 'Idempotency-Key': key, ...more },
});
const editor = () => api.as('editor');
const create = async (body: object = { name: 'Πελάτης' }) => {
  const { body: made, headers } = await editor().post(path, body);
  return { id: made.id as string, etag: headers.get('ETag') ?? '' };
};
const send = (operations: unknown[], more: object = {}, options = {}) =>
  editor().post(url, { operations, ...more }, options);
const statuses = ({ body }: { body: Json }) => body.results.map(({ status }: { status: number }) => status);
const codes = ({ body }: { body: Json }) =>
  body.results.map(({ problem }: Json) => (problem?.code as string | undefined) ?? null);
const namesOf = async () => {
  const { docs } = await api.firestore.collection('crm_customers').get();
  return docs.map((each) => each.get('name') as string);
};
const note = (id: string, text: string) => ({ method: 'append', id, body: { notes: [{ text }] } });

// Whatever a test does to the way to Firestore ends with it.
let call: ReturnType<typeof connectionTo>['call'];
beforeEach(() => {
  const connection = connectionTo(api.firestore);
  call = connection.call.bind(connection);
});
afterEach(() => {
  connectionTo(api.firestore).call = call;
});

describe('a batch', () => {
  it('answers each operation as it would have been answered by itself, in order', async () => {
    const [one, two, gone] = [await create(), await create(), await create()];
    const answer = await send([
      { method: 'create', body: { name: 'Νέος' } },
      { method: 'update', id: one.id, if_match: one.etag, body: { organization: 'Ο' } },
      { method: 'update', id: two.id, if_match: '"1-x"', body: { organization: 'Ο' } },
      {
        method: 'append',
        id: two.id,
        body: { tags: ['α', 'α'], contacts: [{ type: 'email', label: '', value: 'a@b.gr' }] },
      },
      { method: 'update', id: 'nobody', body: { organization: 'Ο' } },
      { method: 'create', body: { name: '', vat: 1 } },
      { method: 'update', id: two.id, body: { contacts: [{ type: 'telex', label: '', value: '1' }] } },
      { method: 'append', id: two.id, body: { tags: ['..'] } },
      { method: 'delete', id: gone.id },
      { method: 'patch', id: one.id },
      'no operation',
      { method: 'delete', id: one.id, if_match: 'x' },
      { method: 'append', id: one.id, body: { tags: Array.from({ length: 100 }, (_, at) => `t${at}`) } },
      { method: 'append', id: one.id, body: { tags: ['one too many'] } },
    ]);
    expect(answer.status).toBe(200);
    expect(statuses(answer)).toEqual([201, 200, 412, 200, 404, 422, 422, 422, 204, 422, 422, 422, 200, 422]);
    expect(answer.body).toMatchObject({ succeeded: 5, failed: 9, not_tried: 0 });
    const [made, changed, stale, appended, , refused, contact, tag, deleted, method, none, match, , bound] =
      answer.body.results;
    expect(made).toMatchObject({ location: `${path}/${made.id}`, body: { id: made.id, name: 'Νέος' } });
    const now = await editor().get(made.location);
    expect([now.body, now.headers.get('ETag')]).toEqual([made.body, made.etag]);
    expect(changed).toMatchObject({ id: one.id, etag: changed.etag, body: { organization: 'Ο' } });
    expect(stale).toMatchObject({
      id: two.id,
      etag: two.etag,
      problem: { code: 'precondition_failed', changed: [] },
    });
    expect(appended.body).toMatchObject({ tags: ['α'], contacts: [{ value: 'a@b.gr', primary: false }] });
    const pointers = (result: Json) => result.problem.errors.map(({ pointer }: Json) => pointer as string);
    expect(pointers(refused)).toEqual(['/operations/5/body/name', '/operations/5/body/vat']);
    expect(pointers(contact)).toEqual(['/operations/6/body/contacts/0/type']);
    expect(pointers(tag)).toEqual(['/operations/7/body/tags/0']);
    expect(deleted).toEqual({ status: 204, id: gone.id });
    expect(pointers(method)).toEqual(['/operations/9/method']);
    expect(pointers(none)).toEqual(['/operations/10']);
    expect(pointers(match)).toEqual(['/operations/11/if_match']);
    expect(pointers(bound)).toEqual(['/operations/13/body/tags']);
    for (const { problem } of answer.body.results as Json[])
      if (problem) expect(problem.request_id).toBe(answer.headers.get('X-Request-Id'));
  });

  it('bills the sum of its operations, names its customers in the log, and itself in the history', async () => {
    const [one, two] = [await create(), await create()];
    api.log.length = 0;
    const answer = await send([
      { method: 'create', body: { name: 'Νέος' } },
      note(one.id, 'α'),
      { method: 'delete', id: two.id },
      note('nobody', 'β'),
    ]);
    const bill = ['X-Firestore-Reads', 'X-Firestore-Writes'].map((name) => answer.headers.get(name));
    // For nobody it is asked, too, what that id was merged into.
    expect(bill).toEqual(['4', '10']);
    const line = await until(() =>
      Promise.resolve(api.log.find(({ message }) => message === 'request') ?? null),
    );
    expect(line).toMatchObject({ route: '/crm/customers/batch', status: 200, severity: 'INFO' });
    expect(line['records']).toEqual([answer.body.results[0].id, one.id, two.id]);
    const id = answer.headers.get('X-Request-Id');
    expect((await historyOf(api.firestore, one.id)).map(({ batch }) => batch)).toEqual([undefined, id]);
    expect((await editor().get(`${path}/${two.id}/history`)).body.history[0]).toMatchObject({
      action: 'delete',
      batch: id,
    });
  });

  it('does the operations of one customer in their order', async () => {
    const [one, two] = [await create(), await create()];
    const texts = Array.from({ length: 20 }, (_, at) => String(at));
    const answer = await send(texts.flatMap((text) => [note(one.id, text), note(two.id, text)]));
    expect(answer.body.succeeded).toBe(40);
    for (const { id } of [one, two]) {
      const { notes } = (await editor().get(`${path}/${id}`)).body;
      expect(notes.map(({ text }: Json) => text as string)).toEqual(texts);
    }
  });

  it('leaves the bodies out with Prefer: return=minimal, and where they are too much', async () => {
    const one = await create();
    const minimal = await send(
      [note(one.id, 'α')],
      {},
      { headers: { Prefer: 'respond-async, return=minimal' } },
    );
    expect(minimal.headers.get('Preference-Applied')).toBe('return=minimal');
    expect(Object.keys(minimal.body.results[0]).sort()).toEqual(['etag', 'id', 'status']);
    const whole = await send([note(one.id, 'β')], {}, { headers: { Prefer: 'return=representation' } });
    expect(whole.headers.get('Preference-Applied')).toBeNull();
    expect(whole.body.results[0].body.notes).toHaveLength(2);

    const text = 'x'.repeat(10_000);
    const large = await create({ name: 'Μεγάλος', notes: Array.from({ length: 90 }, () => ({ text })) });
    const full = await send(Array.from({ length: 12 }, (_, at) => note(large.id, String(at))));
    expect(full.body.succeeded).toBe(12);
    const bodies = full.body.results.filter(({ body }: Json) => body !== undefined);
    expect(bodies.length).toBe(8);
    expect(full.body.results.every(({ etag }: Json) => typeof etag === 'string')).toBe(true);
  });

  it('stops at an error where that is asked for', async () => {
    const one = await create();
    const answer = await send(
      [
        note(one.id, 'α'),
        note('nobody', 'β'),
        note(one.id, 'γ'),
        { method: 'create', body: { name: 'Μετά' } },
      ],
      { stop_on_error: true },
    );
    expect(codes(answer)).toEqual([null, 'customer_not_found', 'not_tried', 'not_tried']);
    expect(answer.body).toMatchObject({ succeeded: 1, failed: 1, not_tried: 2 });
    expect(await namesOf()).not.toContain('Μετά');
  });

  it('is refused as a whole where it is no batch, and does nothing then', async () => {
    const before = await dumpDatabase(api.projectId);
    const operation = { method: 'create', body: { name: 'Κανένας' } };
    for (const [body, pointer] of [
      [{}, '/operations'],
      [{ operations: [] }, '/operations'],
      [{ operations: Array(101).fill(operation) }, '/operations'],
      [{ operations: [operation], atomik: true }, '/atomik'],
      [{ operations: [operation], atomic: 'yes' }, '/atomic'],
    ] as const) {
      const { body: refused } = expectProblem(await editor().post(url, body), 422, 'validation_failed');
      expect(refused.errors[0].pointer).toBe(pointer);
    }
    expectProblem(await api.as('viewer').post(url, { operations: [operation] }), 403, 'forbidden');
    expect(await dumpDatabase(api.projectId)).toEqual(before);
  });

  it('erases for an admin and nobody else', async () => {
    const [one, two] = [await create(), await create()];
    const operations = [{ method: 'delete', id: one.id, erase: true }, note(two.id, 'α')];
    const refused = await send(operations);
    expect(codes(refused)).toEqual(['forbidden', null]);
    expect(refused.body.results[0].problem.required_role).toBe('admin');
    const key = keyed();
    const done = await api.as('admin').post(url, { operations }, key);
    expect(statuses(done)).toEqual([204, 200]);
    expect(await historyOf(api.firestore, one.id)).toEqual([]);
    expect((await api.as('admin').post(url, { operations }, key)).body.results).toMatchObject([
      { status: 204, replayed: true },
      { status: 200, replayed: true },
    ]);
  });

  it('speaks the language of its caller', async () => {
    const answer = await send([note('nobody', 'α')], {}, { headers: { 'Accept-Language': 'el' } });
    expect(answer.headers.get('Content-Language')).toBe('el');
    expect(answer.body.results[0].problem.title).toBe('Ο πελάτης δεν βρέθηκε');
    const whole = await send(
      [note('nobody', 'α')],
      { atomic: true },
      { headers: { 'Accept-Language': 'el' } },
    );
    expect(whole.body.title).toBe('Η ομάδα δεν έγινε δεκτή');
    expect(whole.body.results[0].problem.title).toBe('Ο πελάτης δεν βρέθηκε');
  });
});

describe('a batch that is sent again with its key', () => {
  it('repeats nothing that was done, and tries what was not', async () => {
    const [one, two] = [await create(), await create()];
    const key = keyed();
    const operations = (name: string) => [
      { method: 'create', body: { name: 'Μία φορά' } },
      note(one.id, 'μία'),
      { method: 'create', body: { name } },
      { method: 'delete', id: two.id },
    ];
    const first = await send(operations(''), {}, key);
    expect(statuses(first)).toEqual([201, 200, 422, 204]);
    expect(first.headers.get('Idempotent-Replayed')).toBeNull();
    await editor().put(`${path}/${one.id}`, { name: 'Από άλλον' });
    const again = await send(operations('Διορθωμένο'), {}, key);
    expect(statuses(again)).toEqual([201, 200, 201, 204]);
    expect(again.body.results.map(({ replayed }: Json) => replayed ?? false)).toEqual([
      true,
      true,
      false,
      true,
    ]);
    expect(again.headers.get('Idempotent-Replayed')).toBeNull();
    for (const at of [0, 1])
      expect(again.body.results[at]).toEqual({ ...first.body.results[at], replayed: true });
    const third = await send(operations('Διορθωμένο'), {}, key);
    expect(third.headers.get('Idempotent-Replayed')).toBe('true');
    const names = await namesOf();
    expect(names.filter((name) => name === 'Μία φορά' || name === 'Διορθωμένο')).toHaveLength(2);
    expect((await editor().get(`${path}/${one.id}`)).body.notes).toHaveLength(1);

    // The place of an operation is a part of its key.
    const moved = await send([note(two.id, 'α'), note(two.id, 'β')], {}, key);
    expect(codes(moved)).toEqual(['customer_not_found', 'idempotency_key_reused']);
    const other = await send([{ method: 'create', body: { name: 'Άλλος' } }, note(one.id, 'άλλη')], {}, key);
    expectProblem(other, 422, 'idempotency_key_reused');
    // Nor is it the key of anything else.
    const single = await editor().post(`${path}/${one.id}/notes`, { text: 'χωριστά' }, key);
    expect([single.status, single.headers.get('Idempotent-Replayed')]).toEqual([201, null]);
  });

  it.for([false, true])(
    'after it was cut off in its middle: each operation once (atomic: %j)',
    async (atomic) => {
      const mark = `Κομμένη ${String(atomic)}`;
      const customers = await Promise.all(
        Array.from({ length: 10 }, () => create({ name: `Παλιός ${mark}` })),
      );
      const operations = Array.from({ length: 100 }, (_, at) =>
        at % 2 === 0 || (atomic && at >= 20)
          ? { method: 'create', body: { name: `${mark} ${at}` } }
          : note(customers[((at - 1) / 2) % 10]?.id ?? '', String(at)),
      );
      const key = keyed();
      for (const milliseconds of [30, 80, 200]) {
        const cut = new AbortController();
        setTimeout(() => cut.abort(), milliseconds);
        await fetch(`${api.url}${url}`, {
          method: 'POST',
          signal: cut.signal,
          headers: {
            ...key.headers,
            Authorization: `Bearer ${api.users.editor.token}`,
            'Content-Type': 'application/json',
          },
          body: JSON.stringify({ operations, atomic }),
        }).catch(() => undefined);
      }
      const last = await send(operations, { atomic }, key);
      expect(last.body.succeeded).toBe(100);
      const names = (await namesOf()).filter((name) => name.startsWith(mark));
      const created = operations.filter(({ method }) => method === 'create').length;
      expect([names.length, new Set(names).size]).toEqual([created, created]);
      const notes = await Promise.all(
        customers.map(async ({ id }) => (await editor().get(`${path}/${id}`)).body.notes as Json[]),
      );
      expect(
        notes
          .flat()
          .map(({ text }) => Number(text))
          .sort((a, b) => a - b),
      ).toEqual(operations.flatMap(({ method }, at) => (method === 'append' ? [at] : [])));
    },
  );

  it.for([false, true])(
    'at the same time: each operation once, and the same answers (atomic: %j)',
    async (atomic) => {
      const customers = await Promise.all(Array.from({ length: 5 }, () => create()));
      const operations = [
        ...customers.map(({ id }) => note(id, 'μία')),
        ...customers.map((_, at) => ({ method: 'create', body: { name: `Ίδιος ${String(atomic)} ${at}` } })),
      ];
      const key = keyed();
      const answers = await Promise.all(Array.from({ length: 4 }, () => send(operations, { atomic }, key)));
      const told = answers.map(({ body }) =>
        JSON.stringify(body.results.map(({ replayed: _, ...result }: Json) => result)),
      );
      expect(new Set(told).size).toBe(1);
      const done = answers.flatMap(({ body }) => body.results.filter(({ replayed }: Json) => !replayed));
      expect(done).toHaveLength(operations.length);
      for (const { id } of customers) expect(await historyOf(api.firestore, id)).toHaveLength(2);
      const names = (await namesOf()).filter((name) => name.startsWith(`Ίδιος ${String(atomic)}`));
      expect(names).toHaveLength(5);
    },
  );
});

describe.for([false, true])('a commit of a batch that is held back past its 503 (atomic: %j)', (atomic) => {
  it.for(['before', 'after'] as const)('has one effect, with a repetition %s it arrives', async (when) => {
    const [one, two] = [await create(), await create()];
    const operations = [note(one.id, 'μία'), note(two.id, 'μία')];
    const key = keyed();
    const held = holdCommit(connectionTo(api.firestore));
    const first = await send(operations, { atomic }, key);
    const unknown = atomic ? first.body : first.body.results.find(({ problem }: Json) => problem).problem;
    expect(unknown).toMatchObject({
      status: 503,
      detail: expect.stringContaining('send it again with the same Idempotency-Key') as string,
    });
    if (!atomic) {
      expect(first.body).toMatchObject({ succeeded: 1, failed: 1 });
      const line = await until(() =>
        Promise.resolve(
          api.log.find(({ request_id: id }) => id === first.headers.get('X-Request-Id')) ?? null,
        ),
      );
      expect(line).toMatchObject({ status: 200, severity: 'ERROR', code: 'database_unavailable' });
    }
    if (when === 'after') expect(await held.sendAfterAll()).toBe(true);
    const again = await send(operations, { atomic }, key);
    expect(again.body.succeeded).toBe(2);
    if (when === 'before') expect(await held.sendAfterAll()).toBe(false);
    for (const { id } of [one, two])
      expect((await historyOf(api.firestore, id)).map(({ version }) => version)).toEqual([1, 2]);
  });
});

it('what there is no time for is not tried, and can be sent again', async () => {
  const slow = connectionTo(api.firestore);
  slow.call = (method, request, milliseconds, receive) => {
    if (method !== 'Commit') return call(method, request, milliseconds, receive);
    const begun = new Promise((resolve) => setTimeout(resolve, 1500)).then(() =>
      call(method, request, milliseconds, receive),
    );
    return {
      ended: begun.then(({ ended }) => ended),
      cancel: () => void begun.then((each) => each.cancel()),
    };
  };
  const operations = Array.from({ length: 100 }, (_, at) => ({
    method: 'create',
    body: { name: `Αργός ${at}` },
  }));
  const key = keyed();
  const start = performance.now();
  const first = await send(operations, {}, key);
  expect(performance.now() - start).toBeLessThan(9500);
  expect(first.body.failed).toBe(0);
  expect(first.body.succeeded).toBeGreaterThan(8);
  expect(first.body.not_tried).toBe(100 - first.body.succeeded);
  expect(codes(first).filter((code: string | null) => code !== null)).toEqual(
    Array(first.body.not_tried).fill('not_tried'),
  );
  slow.call = call;
  const again = await send(operations, {}, key);
  expect(again.body.succeeded).toBe(100);
  expect(again.body.results.filter(({ replayed }: Json) => replayed)).toHaveLength(first.body.succeeded);
  expect((await namesOf()).filter((name) => name.startsWith('Αργός'))).toHaveLength(100);
}, 30_000);

describe('an atomic batch', () => {
  it('lands in one commit, whatever is in it', async () => {
    const [one, two, three, same] = [await create(), await create(), await create(), await create()];
    const commits: unknown[] = [];
    recordRequests(connectionTo(api.firestore), ({ method }) => {
      if (method === 'Commit') commits.push(method);
    });
    const operations = [
      { method: 'create', body: { name: 'Ένας από όλους' } },
      { method: 'update', id: one.id, if_match: one.etag, body: { name: 'Μετονομασία' } },
      note(two.id, 'α'),
      { method: 'delete', id: three.id },
      { method: 'update', id: same.id, body: { name: 'Πελάτης' } },
    ];
    const answer = await send(operations, { atomic: true });
    expect(statuses(answer)).toEqual([201, 200, 200, 204, 200]);
    expect(commits).toHaveLength(1);
    expect(['X-Firestore-Reads', 'X-Firestore-Writes'].map((name) => answer.headers.get(name))).toEqual([
      '4',
      '14',
    ]);
    expect(answer.body.results[4]).toMatchObject({ id: same.id, etag: same.etag });
    for (const at of [0, 1, 2]) {
      const { id, etag, body } = answer.body.results[at];
      const now = await editor().get(`${path}/${id}`);
      expect([now.body, now.headers.get('ETag')]).toEqual([body, etag]);
    }
    expect((await editor().get(`${path}?search=μετονομασια`)).body.total).toBe(1);
  });

  it('does nothing if one operation is refused, and says which and why', async () => {
    const [one, two] = [await create(), await create()];
    const before = await dumpDatabase(api.projectId);
    const whole = (operations: unknown[]) => send(operations, { atomic: true });
    const create1 = { method: 'create', body: { name: 'Δεν γίνεται' } };
    const { body: invalid } = expectProblem(
      await whole([create1, { method: 'create', body: {} }, { ...note(one.id, ''), x: 1 }]),
      409,
      'batch_refused',
    );
    expect(invalid.errors.map(({ pointer }: Json) => pointer)).toEqual([
      '/operations/1/body/name',
      '/operations/2/body/notes/0/text',
      '/operations/2/x',
    ]);
    expect(invalid.results.map(({ status }: Json) => status)).toEqual([424, 422, 422]);
    expect(invalid.results[0].problem.code).toBe('not_applied');

    api.log.length = 0;
    const { body: stale } = expectProblem(
      await whole([
        note(two.id, 'α'),
        { method: 'update', id: one.id, if_match: '"1-x"', body: { name: 'Β' } },
        { method: 'delete', id: 'nobody' },
        { method: 'delete', id: 'a/b' },
        create1,
      ]),
      409,
      'batch_refused',
    );
    expect(stale.errors.map(({ pointer, code }: Json) => [pointer, code])).toEqual([
      ['/operations/1', 'precondition_failed'],
      ['/operations/2', 'customer_not_found'],
      ['/operations/3', 'customer_not_found'],
    ]);
    expect(stale.results[1]).toMatchObject({
      status: 412,
      id: one.id,
      etag: one.etag,
      problem: { changed: [] },
    });
    expect(stale.detail).toContain('3 of 5');

    const { body: twice } = expectProblem(
      await whole([note(one.id, 'α'), create1, note(one.id, 'β')]),
      409,
      'batch_refused',
    );
    expect(twice.errors).toMatchObject([{ pointer: '/operations/2/id', code: 'repeated' }]);
    const { body: erasing } = expectProblem(
      await api
        .as('admin')
        .post(url, { atomic: true, operations: [{ method: 'delete', id: one.id, erase: true }] }),
      409,
      'batch_refused',
    );
    expect(erasing.errors).toMatchObject([{ pointer: '/operations/0/erase' }]);
    expect(await dumpDatabase(api.projectId)).toEqual(before);
  });

  it('decides anew if something has moved', async () => {
    const [one, two] = [await create(), await create()];
    const operations = [note(one.id, 'δική μας'), note(two.id, 'δική μας')];
    beforeNextCommit(connectionTo(api.firestore), () =>
      editor().post(`${path}/${two.id}/notes`, { text: 'άλλου' }),
    );
    // In turn with us in this process: another program writes.
    const other = api.firestore.doc(`crm_customers/${one.id}`);
    connectionTo(api.firestore).call = call;
    beforeNextCommit(connectionTo(api.firestore), () => other.update({ organization: 'Ξένη' }));
    const answer = await send(operations, { atomic: true });
    expect(statuses(answer)).toEqual([200, 200]);
    expect(answer.body.results[0].body).toMatchObject({
      organization: 'Ξένη',
      notes: [{ text: 'δική μας' }],
    });
    const same = await create({ name: 'Ίδιος' });
    beforeNextCommit(connectionTo(api.firestore), () =>
      api.firestore.doc(`crm_customers/${same.id}`).update({ name: 'Άλλος' }),
    );
    const kept = await send([{ method: 'update', id: same.id, body: { name: 'Ίδιος' } }, note(two.id, 'β')], {
      atomic: true,
    });
    expect(kept.body.results[0].body.name).toBe('Ίδιος');
    expect((await editor().get(`${path}/${same.id}`)).body.name).toBe('Ίδιος');
  });

  it('is answered right if the answer to its commit is lost', async () => {
    const [one, two] = [await create(), await create()];
    const connection = connectionTo(api.firestore);
    for (const options of [{}, keyed()]) {
      connection.call = (method, ...rest) => {
        const sent = call(method, ...rest);
        if (method !== 'Commit') return sent;
        connection.call = call;
        const lost = sent.ended.then(() => {
          throw Object.assign(new Error('lost'), { code: 14 });
        });
        return { ...sent, ended: lost };
      };
      const operations = [
        note(one.id, 'α'),
        { method: 'update', id: two.id, body: { name: 'Πελάτης' } },
        { method: 'create', body: { name: 'Χαμένη' } },
      ];
      const answer = await send(operations, { atomic: true }, options);
      expect(statuses(answer)).toEqual([200, 200, 201]);
    }
    expect((await editor().get(`${path}/${one.id}`)).body.notes).toHaveLength(2);
    expect((await namesOf()).filter((name) => name === 'Χαμένη')).toHaveLength(2);
  });

  it('takes 100 operations of the dearest kind, and no more bytes than a commit does', async () => {
    const made = await send(
      Array.from({ length: 100 }, (_, at) => ({ method: 'create', body: { name: `Εκατό ${at}` } })),
      { atomic: true },
    );
    expect(made.body.succeeded).toBe(100);
    const ids: string[] = made.body.results.map(({ id }: Json) => id);
    const renamed = await send(
      ids.map((id, at) => ({ method: 'update', id, body: { name: `Νέο ${at}` } })),
      { atomic: true },
      keyed(),
    );
    expect(renamed.body.succeeded).toBe(100);
    const deleted = await send(
      ids.map((id) => ({ method: 'delete', id })),
      { atomic: true },
      keyed(),
    );
    expect(deleted.body.succeeded).toBe(100);

    const text = 'x'.repeat(10_000);
    const large = await Promise.all(
      Array.from({ length: 5 }, () =>
        create({ name: 'Μεγάλος', notes: Array.from({ length: 90 }, () => ({ text })) }),
      ),
    );
    const all = large.map(({ id }) => note(id, 'α'));
    const before = await dumpDatabase(api.projectId);
    expectProblem(await send(all, { atomic: true }), 413, 'too_large');
    expect(await dumpDatabase(api.projectId)).toEqual(before);
    const fitting = [...all.slice(0, 1), { method: 'create', body: { name: 'Μικρός' } }];
    expect((await send(fitting, { atomic: true })).body.succeeded).toBe(2);
  }, 60_000);

  it('knows what was done before it was made atomic', async () => {
    const one = await create();
    const key = keyed();
    const operations = [note(one.id, 'α'), { method: 'create', body: { name: 'Έτσι κι αλλιώς' } }];
    await send([operations[0]], {}, key);
    const answer = await send(operations, { atomic: true }, key);
    expect(answer.body.results.map(({ replayed }: Json) => replayed ?? false)).toEqual([true, false]);
    expect((await editor().get(`${path}/${one.id}`)).body.notes).toHaveLength(1);
  });
});
