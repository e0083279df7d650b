import { randomUUID } from 'node:crypto';
import { status } from '@grpc/grpc-js';
import { describe, expect, it } from 'vitest';
import { isTooLarge } from '../../src/firestore/outcomes.ts';
import { queryRequest } from '../../src/firestore/query.ts';
import { StoredValue, Timestamp, toStored } from '../../src/firestore/stored-values.ts';
import { FaultyProxy } from '../support/faulty-proxy.ts';
import { startFrameCounter } from '../support/frame-counter.ts';
import { long, NULL, type Value, valueBytes, valueOf } from '../support/protocol.ts';
import { connectTo, databaseOn } from '../support/scripted-firestore.ts';
import { until } from '../support/until.ts';

const emulator = process.env['FIRESTORE_EMULATOR_HOST'] ?? '';
const open = (address = emulator) => databaseOn(connectTo(address));
const stored = (value: Value) => new StoredValue(valueBytes(value));

describe('values', () => {
  const values: Record<string, Value> = {
    largest: { integerValue: long(9223372036854775807n) },
    smallest: { integerValue: long(-9223372036854775808n) },
    whole: { doubleValue: 5 },
    minusZero: { doubleValue: -0 },
    notANumber: { doubleValue: NaN },
    infinite: { doubleValue: Infinity },
    tiny: { doubleValue: 5e-324 },
    moment: { timestampValue: { seconds: 1_700_000_000, nanos: 123_456_000 } },
    early: { timestampValue: { seconds: -62135596800 } },
    bytes: { bytesValue: Buffer.from([0, 127, 255]) },
    reference: { referenceValue: 'projects/p/databases/(default)/documents/c/1' },
    place: { geoPointValue: { latitude: 37.98, longitude: -23.7 } },
    nothing: { nullValue: NULL },
    text: { stringValue: 'Ω😀\n' },
    emptyArray: { arrayValue: {} },
    emptyMap: { mapValue: {} },
  };
  const nested: Value = {
    mapValue: {
      fields: {
        inner: {
          arrayValue: {
            values: [
              { mapValue: { fields: values } },
              ...Object.values(values).filter((value) => !value.arrayValue),
            ],
          },
        },
        'a.b `c` \\ Ω': { mapValue: { fields: values } },
      },
    },
  };
  const all = { ...values, nested };

  it('come back to the bit, read and written again', async () => {
    const database = open();
    const fields = Object.fromEntries(Object.entries(all).map(([name, value]) => [name, stored(value)]));
    await database.commit([{ kind: 'create', path: 'c/1', data: fields }]);
    const first = await database.get('c/1');
    const copy = first?.stored() ?? {};
    await database.commit([
      { kind: 'create', path: 'c/2', data: copy },
      { kind: 'create', path: 'c/3', data: { list: [copy], map: { copy } } },
      { kind: 'update', path: 'c/1', data: { added: 1 }, condition: { exists: true } },
    ]);
    const [one, two, three] = await database.getAll(['c/1', 'c/2', 'c/3']);
    const expected = Object.fromEntries(
      Object.entries(all).map(([name, value]) => [name, valueOf(valueBytes(value))]),
    );
    const read = (from: Record<string, StoredValue> | null | undefined) =>
      Object.fromEntries(Object.entries(from ?? {}).map(([name, { value }]) => [name, valueOf(value)]));
    expect(read(one?.stored())).toStrictEqual({ ...expected, added: { integerValue: '1' } });
    expect(read(two?.stored())).toStrictEqual(expected);
    expect(read(three?.storedEntries('map'))).toStrictEqual({ copy: { mapValue: { fields: expected } } });
    expect(three?.storedElements('list')?.map(({ value }) => valueOf(value))).toStrictEqual([
      { mapValue: { fields: expected } },
    ]);
    expect(two?.get('largest')).toBe(9223372036854775807n);
    expect(two?.get('minusZero')).toBe(-0);
    expect(two?.get('moment')).toEqual(new Timestamp(1_700_000_000, 123_456_000));
    expect(three?.get('map', 'copy', 'text')).toBe('Ω😀\n');
  });
});

describe('a database', () => {
  it('gets what is there, in the order asked, with the times', async () => {
    const database = open();
    const written = await database.commit([
      { kind: 'set', path: 'c/a', data: { name: 'a', more: { x: 1, y: 2 } } },
      { kind: 'set', path: 'c/b/sub/b', data: { name: 'b' } },
    ]);
    expect(database.bill).toMatchObject({ reads: 0, writes: 2 });
    const found = await database.getAll(
      ['c/b/sub/b', 'c/none', 'c/a', 'c/b/sub/b'],
      [['name'], ['more', 'y']],
    );
    expect(found.map((document) => document?.path ?? null)).toEqual(['c/b/sub/b', null, 'c/a', 'c/b/sub/b']);
    expect(found[2]?.data()).toEqual({ name: 'a', more: { y: 2 } });
    expect(found[2]?.updateTime).toEqual(written);
    expect(found[2]?.createTime).toEqual(written);
    expect(database.bill.reads).toBe(4);
    expect(await database.get('c/none')).toBeNull();
    expect(database.bill.reads).toBe(5);
    expect(await database.getAll([])).toEqual([]);
  });

  it('tells the time as of which each read was answered, also where nothing was found', async () => {
    const database = open();
    expect(database.readTime).toBeNull();
    const micros = (time: Timestamp | null) =>
      Number(time?.seconds) * 1e6 + Math.floor((time?.nanoseconds ?? 0) / 1000);
    const collection = `t${randomUUID().slice(0, 8)}`;
    let last = 0;
    for (const read of [
      () => database.get(`${collection}/none`),
      () => database.query({ collection, limit: 1 }),
      () => database.count({ collection }),
    ]) {
      await read();
      const asOf = micros(database.readTime);
      expect(asOf).toBeGreaterThan(last);
      const written = await database.commit([{ kind: 'set', path: `${collection}/a`, data: { v: asOf } }]);
      expect(micros(written)).toBeGreaterThan(asOf);
      last = micros(written);
    }
  });

  it('reads a document as it was before', async () => {
    const database = open();
    const before = await database.commit([{ kind: 'set', path: 'c/1', data: { v: 1 } }]);
    await database.commit([{ kind: 'delete', path: 'c/1' }]);
    expect(await database.get('c/1')).toBeNull();
    expect((await database.get('c/1', undefined, before ?? undefined))?.get('v')).toBe(1);
  });

  it('finds, orders, pages and counts', async () => {
    const database = open();
    const letters = ['a', 'b', 'c', 'd', 'e'];
    await database.commit(
      letters.map((id, index) => ({
        kind: 'set',
        path: `c/${id}`,
        data: { n: index, parity: index % 2, tags: [id, 'x'], m: { 'γ ω': index > 2 }, n0: null },
      })),
    );
    const ids = async (query: Parameters<typeof database.query>[0]) =>
      (await database.query(query)).map(({ id }) => id);
    const byN = [[['n'], 'desc']] as const;
    const byId = [[['__name__'], 'asc']] as const;
    expect(await ids({ collection: 'c', orderBy: byN, limit: 2 })).toEqual(['e', 'd']);
    expect(await ids({ collection: 'c', orderBy: byN, startAfter: [3] })).toEqual(['c', 'b', 'a']);
    expect(await ids({ collection: 'c', orderBy: byId, startAt: ['d'], select: [] })).toEqual(['d', 'e']);
    expect(await ids({ collection: 'c', where: { field: ['tags'], contains: 'b' } })).toEqual(['b']);
    expect(await ids({ collection: 'c', where: { field: ['m', 'γ ω'], equals: true } })).toEqual(['d', 'e']);
    expect(await ids({ collection: 'c', where: { field: ['__name__'], equals: 'd' } })).toEqual(['d']);
    expect(
      await ids({
        collection: 'c',
        where: {
          all: [
            { field: ['n0'], equals: null },
            {
              any: [
                { field: ['n'], equals: 0 },
                { field: ['n'], equals: 4 },
              ],
            },
          ],
        },
      }),
    ).toEqual(['a', 'e']);
    database.bill.reads = 0;
    expect(await database.query({ collection: 'none' })).toEqual([]);
    expect(await database.count({ collection: 'c', where: { field: ['parity'], equals: 0 } })).toBe(3);
    expect(await database.count({ collection: 'c', limit: 2 })).toBe(2);
    expect(database.bill.reads).toBe(3);
  });

  it('commits all or nothing, on conditions', async () => {
    const database = open();
    const time = await database.commit([
      { kind: 'create', path: 'c/1', data: { a: 1, b: 1 }, serverTime: 'at' },
    ]);
    const document = await database.get('c/1');
    expect(document?.get('at')).toBeInstanceOf(Timestamp);
    const exists = await database.commit([
      { kind: 'set', path: 'c/2', data: {} },
      { kind: 'create', path: 'c/1', data: {} },
    ]);
    expect(exists).toBeNull();
    const stale = { updateTime: new Timestamp((time?.seconds ?? 0) - 1, 0) };
    expect(
      await database.commit([{ kind: 'update', path: 'c/1', data: { a: 2 }, condition: stale }]),
    ).toBeNull();
    expect(await database.commit([{ kind: 'delete', path: 'c/9', condition: { exists: true } }])).toBeNull();
    expect(database.bill.writes).toBe(1);
    const fresh = { updateTime: document?.updateTime ?? new Timestamp(0, 0) };
    const update = { kind: 'update', path: 'c/1', data: { a: { c: 2 } }, condition: fresh } as const;
    expect(await database.commit([update])).not.toBeNull();
    expect(await database.get('c/2')).toBeNull();
    const { at, ...data } = (await database.get('c/1'))?.data() ?? {};
    expect(at).toEqual(document?.get('at'));
    expect(data).toEqual({ a: { c: 2 }, b: 1 });
  });

  it('says when a document is too large', async () => {
    const commit = open().commit([{ kind: 'set', path: 'c/1', data: { text: 'x'.repeat(1_100_000) } }]);
    expect(isTooLarge(await commit.catch((error: unknown) => error))).toBe(true);
  });

  it('writes what it is told to, as the plain values say', () => {
    expect(valueOf(toStored({ a: 5, b: 5n, c: 5.5 }).value)).toEqual({
      mapValue: { fields: { a: { integerValue: '5' }, b: { integerValue: '5' }, c: { doubleValue: 5.5 } } },
    });
  });
});

describe('a connection that fails', () => {
  const withProxy = async () => {
    const proxy = await FaultyProxy.start({ target: emulator, seed: 1 });
    const counter = await startFrameCounter(proxy.address);
    const connection = connectTo(counter.address);
    await databaseOn(connection).get('c/1');
    return { proxy, counter, connection };
  };

  it('a commit whose reply is lost is sent once, and has landed', async () => {
    const { proxy, counter, connection } = await withProxy();
    const database = databaseOn(connection);
    await proxy.cutAtHeader(1);
    const { calls } = counter;
    expect(await database.commit([{ kind: 'create', path: 'c/lost', data: {} }])).toBeNull();
    expect(counter.calls - calls).toBe(1);
    expect(await database.get('c/lost')).not.toBeNull();
    expect(database.bill.writes).toBe(0);
  });

  it('a read whose reply is lost is asked again', async () => {
    const { proxy, counter, connection } = await withProxy();
    const { calls } = counter;
    await proxy.cutAtHeader(1);
    expect(await databaseOn(connection).query({ collection: 'c' })).toEqual([]);
    expect(counter.calls - calls).toBe(2);
  });

  it.each(['freeze', 'holdReplies'] as const)(
    'with %s, each call ends in its time and is reset',
    async (mode) => {
      const { proxy, counter, connection } = await withProxy();
      await proxy[mode]();
      const database = databaseOn(connection, { timeoutMs: 500 });
      const start = performance.now();
      const ended = await Promise.allSettled([
        database.get('c/1'),
        database.query({ collection: 'c' }),
        database.count({ collection: 'c' }),
        database.commit([{ kind: 'set', path: 'c/1', data: {} }]),
      ]);
      const over = performance.now();
      expect(over - start).toBeLessThan(1500);
      for (const each of ended) expect(each).toMatchObject({ reason: { code: 'database_unavailable' } });
      await until(() => Promise.resolve(counter.resets.length === 4 ? true : null));
      for (const { at } of counter.resets) expect(at - over).toBeLessThan(100);
      await proxy.refuse();
    },
  );

  it('is back within 3 s of the return of the database', async () => {
    const { proxy, connection } = await withProxy();
    await proxy.refuse();
    const down = Date.now();
    while (Date.now() - down < 4000)
      await expect(databaseOn(connection).get('c/1')).rejects.toMatchObject({ status: 503 });
    await proxy.pass();
    const back = performance.now();
    await until(() =>
      databaseOn(connection)
        .get('c/1')
        .then(
          () => true,
          () => null,
        ),
    );
    expect(performance.now() - back).toBeLessThan(3000);
  });

  it('a large list that nobody waits for stops within a window of the flow', async () => {
    const project = `demo-${randomUUID().slice(0, 8)}`;
    const counter = await startFrameCounter(emulator);
    const connection = connectTo(counter.address, project);
    const text = 'x'.repeat(40_000);
    for (const part of [0, 1])
      await databaseOn(connection).commit(
        Array.from({ length: 100 }, (_, index) => ({
          kind: 'set',
          path: `c/${part}-${index}`,
          data: { text },
        })),
      );
    const root = await connection.root();
    let rows = 0;
    const call = connection.call('RunQuery', queryRequest(root, { collection: 'c' }), 20_000, () => {
      rows += 1;
      call.cancel();
    });
    await expect(call.ended).rejects.toMatchObject({ code: status.CANCELLED });
    await until(() => Promise.resolve(counter.resets.length === 1 ? true : null));
    // A call that is answered afterwards: whatever was on its way has arrived.
    await databaseOn(connection).get('c/1', []);
    expect(rows).toBeLessThan(20);
    expect(counter.bytesAnswered - (counter.resets[0]?.bytesAnswered ?? 0)).toBeLessThan(WINDOW);
  });
});

/** What the client grants the server in advance, and what lay in the sockets. */
const WINDOW = 256 * 1024 + 128 * 1024;
