import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readQueryAnswer } from '../../src/firestore/answers.ts';
import { documentWith, type StoredDocument } from '../../src/firestore/document.ts';
import {
  type Data,
  plain,
  StoredValue,
  Timestamp,
  writeEntries,
  writeTimestamp,
} from '../../src/firestore/stored-values.ts';
import { begin, BinaryWriter, finish, writeString } from '../../src/firestore/wire.ts';

const createTime = new Timestamp(1, 2);
const updateTime = new Timestamp(3, 4);
const documentOf = (data: Data) => documentWith({ path: 'a/b', data, createTime, updateTime });

/** The same in the answer to a query, where something stands behind it. */
function answered(write: (writer: BinaryWriter) => void): StoredDocument {
  const writer = new BinaryWriter();
  begin(writer, 1);
  writeString(writer, 1, 'projects/p/databases/(default)/documents/a/b');
  write(writer);
  writeTimestamp(writer, 3, createTime);
  writeTimestamp(writer, 4, updateTime);
  writer.join();
  writeTimestamp(writer, 3, new Timestamp(5, 6));
  const document = readQueryAnswer(finish(writer));
  if (document === null) throw new Error('the answer has no document');
  return document;
}

/** Keys of which one begins another, of more bytes than characters, and those that JavaScript or the wire treat otherwise. */
const key = fc.oneof(
  fc.constantFrom(
    '',
    'a',
    'ab',
    'abc',
    'b',
    'ά',
    'άβ',
    'a\u0301',
    '😀',
    '__proto__',
    'constructor',
    '0',
    'name',
  ),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
);
const data = fc.dictionary(
  key,
  fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.string({ unit: 'grapheme' }),
      fc.boolean(),
      fc.constant(null),
      fc.double({ noNaN: true }),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(key, tie('value'), { maxKeys: 4, noNullPrototype: true }),
    ),
  })).value,
  { maxKeys: 12, noNullPrototype: true },
);

/** What `get` finds at a path in plain values. */
const valueAt = (value: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (at, part) =>
      typeof at === 'object' && at !== null && !Array.isArray(at) && Object.hasOwn(at, part)
        ? (at as Data)[part]
        : undefined,
    value,
  );

/** As `toStrictEqual`, also where a key is called `constructor`. */
const expectSame = (actual: unknown, expected: unknown) =>
  expect(isDeepStrictEqual(actual, expected), JSON.stringify([actual, expected])).toBe(true);

/** The tags of fields 1 and 2 that have a length. */
const TAG_1 = 0x0a;
const TAG_2 = 0x12;

describe('a document that stays in its message', () => {
  it('finds each field, and each entry of a map, by its name and no other', () => {
    fc.assert(
      fc.property(data, fc.array(key, { minLength: 1, maxLength: 3 }), (fields, anyPath) => {
        const document = answered((writer) => writeEntries(writer, 2, fields));
        const whole = documentOf(fields).data();
        expectSame(document.data(), whole);
        expectSame(document.get(...anyPath), valueAt(whole, anyPath));
        for (const [name, value] of Object.entries(whole)) {
          expectSame(document.get(name), value);
          const elements = document.storedElements(name);
          expectSame(elements && plain(elements), Array.isArray(value) ? value : null);
          const isMap = typeof value === 'object' && value !== null && !Array.isArray(value);
          const entries = document.storedEntries(name);
          expectSame(entries && plain(entries), isMap ? value : null);
          const text = document.textBytes(name);
          expect(text && Buffer.from(text).toString()).toBe(typeof value === 'string' ? value : null);
          for (const inside of Object.keys((value as Data | null) ?? {}).slice(0, 20))
            if (!Array.isArray(value) && typeof value === 'object')
              expectSame(document.get(name, inside), valueAt(value, [inside]));
        }
        expectSame(plain(document.stored()), whole);
        expect([document.path, document.id]).toEqual(['a/b', 'b']);
        expect(document.updateTime.isEqual(updateTime)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('loses the field that it is to be without, and nothing else', () => {
    fc.assert(
      fc.property(data, key, (fields, left) => {
        const document = documentOf(fields).without(left);
        const { [left]: _, ...rest } = documentOf(fields).data();
        expectSame(document.data(), rest);
        expect([document.path, document.id]).toEqual(['a/b', 'b']);
        expect(document.createTime.isEqual(createTime)).toBe(true);
        expect(document.updateTime.isEqual(updateTime)).toBe(true);
      }),
    );
  });

  it('has a field whose value has no type, as it is stored', () => {
    const document = answered((writer) => {
      begin(writer, 2);
      writeString(writer, 1, 'a');
      writer.join();
    });
    const none = new StoredValue(new Uint8Array());
    expect(document.data()).toStrictEqual({ a: none });
    expect(document.get('a')).toStrictEqual(none);
    expect(document.get('a', 'b')).toBeUndefined();
    expect(document.get('b')).toBeUndefined();
    expect([document.textBytes('a'), document.storedElements('a'), document.storedEntries('a')]).toEqual([
      null,
      null,
      null,
    ]);
    expect(document.stored()).toEqual({ a: none });
  });

  it('is no document where a part is longer than the message', () => {
    const writer = new BinaryWriter();
    writer.uint32(TAG_1).uint32(100);
    expect(() => readQueryAnswer(finish(writer))).toThrow(RangeError);
    const broken = answered((inside) => inside.uint32(TAG_2).uint32(1_000_000));
    expect(() => broken.get('a')).toThrow(RangeError);
    expect(() => broken.data()).toThrow(RangeError);
  });
});
