import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentWith } from '../../src/firestore/document.ts';
import { type Data, plain, Timestamp } from '../../src/firestore/stored-values.ts';

const createTime = new Timestamp(1, 2);
const updateTime = new Timestamp(3, 4);
const documentOf = (data: Data) => documentWith({ path: 'a/b', data, createTime, updateTime });

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

describe('a document that stays in its message', () => {
  it('finds each field, and each entry of a map, by its name and no other', () => {
    fc.assert(
      fc.property(data, fc.array(key, { minLength: 1, maxLength: 3 }), (fields, anyPath) => {
        const document = documentOf(fields);
        const whole = document.data();
        expect(document.get(...anyPath)).toEqual(valueAt(whole, anyPath));
        for (const [name, value] of Object.entries(whole)) {
          expect(document.get(name)).toEqual(value);
          const text = document.textBytes(name);
          expect(text && Buffer.from(text).toString()).toBe(typeof value === 'string' ? value : null);
          for (const inside of Object.keys((value as Data | null) ?? {}).slice(0, 20))
            if (!Array.isArray(value) && typeof value === 'object')
              expect(document.get(name, inside)).toEqual(valueAt(value, [inside]));
        }
        expect(plain(document.stored())).toEqual(whole);
      }),
      { numRuns: 500 },
    );
  });

  it('loses the field that it is to be without, and nothing else', () => {
    fc.assert(
      fc.property(data, key, (fields, left) => {
        const document = documentOf(fields).without(left);
        const { [left]: _, ...rest } = documentOf(fields).data();
        expect(document.data()).toEqual(rest);
        expect([document.path, document.id]).toEqual(['a/b', 'b']);
        expect(document.createTime.isEqual(createTime)).toBe(true);
        expect(document.updateTime.isEqual(updateTime)).toBe(true);
      }),
    );
  });
});
