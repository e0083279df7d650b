import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isTooLarge } from '../../src/firestore/outcomes.ts';
import { StoredValue, Timestamp, toStored } from '../../src/firestore/stored-values.ts';
import { long, NULL, type Value, valueBytes, valueOf } from '../support/protocol.ts';
import { connectTo, databaseOn } from '../support/scripted-firestore.ts';

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
