import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plain, StoredValue, Timestamp, toPlain, toStored } from '../../src/firestore/stored-values.ts';
import { long, NULL, type Value, valueBytes, valueOf } from '../support/protocol.ts';

const read = (value: Value) => toPlain(valueBytes(value));
const written = (value: unknown) => valueOf(toStored(value).value);

describe('a stored value in its plain form', () => {
  it.each([
    ['text', { stringValue: 'Γιώργος 😀' }, 'Γιώργος 😀'],
    ['no text', { stringValue: '' }, ''],
    ['true', { booleanValue: true }, true],
    ['false', { booleanValue: false }, false],
    ['null', { nullValue: NULL }, null],
    ['an integer', { integerValue: long(-5n) }, -5],
    ['the largest safe integer', { integerValue: long(9007199254740991n) }, 9007199254740991],
    ['the first one beyond it', { integerValue: long(9007199254740992n) }, 9007199254740992n],
    ['the largest integer', { integerValue: long(9223372036854775807n) }, 9223372036854775807n],
    ['the smallest integer', { integerValue: long(-9223372036854775808n) }, -9223372036854775808n],
    ['a double', { doubleValue: 5.5 }, 5.5],
    ['minus zero', { doubleValue: -0 }, -0],
    ['not a number', { doubleValue: NaN }, NaN],
    ['infinity', { doubleValue: -Infinity }, -Infinity],
    ['an empty array', { arrayValue: {} }, []],
    ['an empty map', { mapValue: {} }, {}],
    ['an empty key', { mapValue: { fields: { '': { stringValue: '' } } } }, { '': '' }],
    [
      'a time to the nanosecond',
      { timestampValue: { seconds: -62135596800, nanos: 999_999_999 } },
      new Timestamp(-62135596800, 999_999_999),
    ],
    [
      'arrays in maps in arrays',
      {
        arrayValue: {
          values: [{ mapValue: { fields: { a: { arrayValue: { values: [{ nullValue: NULL }] } } } } }],
        },
      },
      [{ a: [null] }],
    ],
  ] satisfies [string, Value, unknown][])('%s', (_name, stored, expected) => {
    expect(read(stored)).toStrictEqual(expected);
  });

  it('a key named __proto__ is a key like any other', () => {
    const value = read({
      mapValue: { fields: { ['__proto__']: { mapValue: { fields: { x: { nullValue: NULL } } } } } },
    });
    expect(Object.keys(value as object)).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(written(value)).toEqual(
      valueOf(
        valueBytes({
          mapValue: { fields: { ['__proto__']: { mapValue: { fields: { x: { nullValue: NULL } } } } } },
        }),
      ),
    );
  });

  it.each([
    ['bytes', { bytesValue: Buffer.from([0, 255]) }],
    ['a reference', { referenceValue: 'projects/p/databases/d/documents/c/1' }],
    ['a place', { geoPointValue: { latitude: 37.9, longitude: -0 } }],
    ['a kind of value that only pipelines have', { fieldReferenceValue: 'a' }],
  ] satisfies [string, Value][])('%s is carried and not looked into', (_name, stored) => {
    const value = read({ arrayValue: { values: [stored] } });
    expect(value).toEqual([new StoredValue(Uint8Array.from(valueBytes(stored)))]);
    expect(written(value)).toEqual(valueOf(valueBytes({ arrayValue: { values: [stored] } })));
  });

  it('a value of a kind that is not known yet comes back as it was', () => {
    const unknown = Buffer.from([0xfa, 0x07, 2, 1, 2]);
    expect(toStored(toPlain(unknown)).value).toEqual(Uint8Array.from(unknown));
  });
});

describe('a plain value as it is stored', () => {
  it.each([
    [5, { integerValue: '5' }],
    [-1, { integerValue: '-1' }],
    [Number.MIN_SAFE_INTEGER, { integerValue: '-9007199254740991' }],
    [9223372036854775807n, { integerValue: '9223372036854775807' }],
    [-9223372036854775808n, { integerValue: '-9223372036854775808' }],
    [0, { integerValue: '0' }],
    [-0, { doubleValue: -0 }],
    [2 ** 60, { doubleValue: 2 ** 60 }],
    [0.1, { doubleValue: 0.1 }],
    [null, { nullValue: 'NULL_VALUE' }],
    [[], { arrayValue: {} }],
    [{}, { mapValue: {} }],
    ['a\uD800b', { stringValue: 'a\uFFFDb' }],
    ['😀'.repeat(30), { stringValue: '😀'.repeat(30) }],
  ])('%s', (value, expected) => {
    expect(written(value)).toStrictEqual(expected);
  });

  it.each([
    ['undefined', undefined],
    ['undefined in a map', { a: undefined }],
    ['undefined in an array', [undefined]],
    ['a function', () => 0],
    ['a symbol', Symbol('a')],
    ['a Date', new Date(0)],
    ['a Map', new Map()],
  ])('%s cannot be stored', (_name, value) => {
    expect(() => toStored(value)).toThrow(TypeError);
  });

  it('an integer of more than 64 bits cannot be stored', () => {
    expect(() => toStored(2n ** 63n)).toThrow('int64');
  });

  it('gives what a later read would give', () => {
    const stored = new StoredValue(valueBytes({ doubleValue: 5 }));
    expect(plain({ a: [stored, 9007199254740993n, 7], b: { c: stored } })).toStrictEqual({
      a: [5, 9007199254740993n, 7],
      b: { c: 5 },
    });
  });
});

/** Any value at all, as Google's message classes hold it. */
const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.constantFrom('', '__proto__', 'constructor', 'toString'),
);
const { value: anyValue } = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    anyText.map((stringValue) => ({ stringValue })),
    fc.boolean().map((booleanValue) => ({ booleanValue })),
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((each) => ({ integerValue: long(each) })),
    fc.maxSafeInteger().map((integerValue) => ({ integerValue })),
    fc.double().map((doubleValue) => ({ doubleValue })),
    fc.constant({ nullValue: NULL }),
    fc.uint8Array({ maxLength: 40 }).map((bytesValue) => ({ bytesValue })),
    anyText.map((referenceValue) => ({ referenceValue })),
    fc.record({ latitude: fc.double(), longitude: fc.double() }).map((geoPointValue) => ({ geoPointValue })),
    fc
      .record({
        seconds: fc.integer({ min: -62135596800, max: 2 ** 31 - 1 }),
        nanos: fc.integer({ min: 0, max: 999_999_999 }),
      })
      .map((timestampValue) => ({ timestampValue })),
    fc.array(tie('value'), { maxLength: 5 }).map((values) => ({ arrayValue: { values } })),
    fc
      .array(fc.tuple(anyText, tie('value')), { maxLength: 5 })
      .map((entries) => ({ mapValue: { fields: Object.fromEntries(entries) } })),
  ),
}));

it('any value comes back to the bit when it is carried, and with its content when it is made plain and written again', () => {
  fc.assert(
    fc.property(anyValue, (value) => {
      const bytes = valueBytes(value);
      const carried = toStored({ kept: new StoredValue(bytes) }).value;
      expect(valueOf(carried)).toEqual({ mapValue: { fields: { kept: valueOf(bytes) } } });
      const again = toPlain(bytes);
      // Vitest takes an entry named `constructor` for a class.
      expect(isDeepStrictEqual(plain(again), again)).toBe(true);
    }),
    { numRuns: 500 },
  );
});

it('any plain value is written so that Google reads it', () => {
  const plainJson = fc.letrec<{ any: unknown }>((tie) => ({
    any: fc.oneof(
      { depthSize: 'small' },
      anyText,
      fc.double(),
      fc.maxSafeInteger(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('any'), { maxLength: 4 }),
      fc.array(fc.tuple(anyText, tie('any')), { maxLength: 4 }).map((entries) => Object.fromEntries(entries)),
    ),
  })).any;
  fc.assert(
    fc.property(plainJson, (value) => {
      const { value: bytes } = toStored(value);
      expect(isDeepStrictEqual(toPlain(bytes), value)).toBe(true);
      expect(isDeepStrictEqual(valueOf(bytes), expectedMessage(value))).toBe(true);
    }),
    { numRuns: 500 },
  );
});

function expectedMessage(value: unknown): unknown {
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'boolean') return { booleanValue: value };
  if (value === null) return { nullValue: 'NULL_VALUE' };
  if (typeof value === 'number')
    return Number.isSafeInteger(value) && !Object.is(value, -0)
      ? { integerValue: String(value) }
      : { doubleValue: value };
  if (Array.isArray(value))
    return { arrayValue: value.length > 0 ? { values: value.map(expectedMessage) } : {} };
  const entries = Object.entries(value as object);
  if (entries.length === 0) return { mapValue: {} };
  return {
    mapValue: { fields: Object.fromEntries(entries.map(([key, each]) => [key, expectedMessage(each)])) },
  };
}

it('bytes that are no message throw, and never hang', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      try {
        toPlain(Buffer.from(bytes));
      } catch (error) {
        expect(error).toBeInstanceOf(Error);
      }
    }),
  );
});
