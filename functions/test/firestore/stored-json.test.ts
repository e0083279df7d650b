import { describe, expect, it } from 'vitest';
import { storedFieldsJson, storedJson } from '../../src/firestore/stored-json.ts';
import {
  storedBytes,
  storedDouble,
  storedPlace,
  storedReference,
  StoredValue,
  Timestamp,
  toStored,
} from '../../src/firestore/stored-values.ts';

// What Firestore holds, as JSON that loses nothing.

const jsonOf = (value: unknown) => storedJson(value instanceof StoredValue ? value : toStored(value));

describe('a stored value as JSON', () => {
  it.each<[string, unknown, unknown]>([
    ['a text', 'Ά\n😀', 'Ά\n😀'],
    ['null', null, null],
    ['a whole number', -7, -7],
    ['the largest that JSON holds', 2 ** 53 - 1, 2 ** 53 - 1],
    ['a larger one', 9_223_372_036_854_775_807n, { $integer: '9223372036854775807' }],
    ['a floating number', storedDouble(1.5), 1.5],
    ['one that is whole', storedDouble(5), { $double: '5' }],
    ['minus zero', storedDouble(-0), { $double: '-0' }],
    ['no number', storedDouble(NaN), { $double: 'NaN' }],
    ['infinity', storedDouble(-Infinity), { $double: '-Infinity' }],
    ['a time', new Timestamp(1_700_000_000, 1), { $time: '2023-11-14T22:13:20.000000001Z' }],
    ['bytes', storedBytes(Buffer.from('Ά')), { $bytes: 'zoY=' }],
    [
      'a reference',
      storedReference('projects/p/databases/(default)/documents/a/b'),
      { $reference: 'projects/p/databases/(default)/documents/a/b' },
    ],
    [
      'a place',
      storedPlace({ latitude: 37.9, longitude: 23 }),
      { $place: { latitude: 37.9, longitude: 23 } },
    ],
    ['a list of lists in maps', [{ a: [1] }, []], [{ a: [1] }, []]],
    ['a map', { a: { b: true } }, { a: { b: true } }],
    ['a map that looks like one of these', { $time: 'x', b: 1 }, { $map: { $time: 'x', b: 1 } }],
    [
      'a type of a later release',
      new StoredValue(Buffer.from([0xfa, 0x01, 0x01, 0x41])),
      { $stored: '+gEBQQ==' },
    ],
  ])('%s', (_, value, json) => {
    expect(jsonOf(value)).toEqual(json);
    expect(JSON.parse(JSON.stringify(jsonOf(value)))).toEqual(json);
  });

  it('of the fields of a document, also one that is called __proto__', () => {
    const fields = Object.fromEntries([
      ['a', toStored(1)],
      ['__proto__', toStored('x')],
    ]);
    expect(Object.entries(storedFieldsJson(fields))).toEqual([
      ['a', 1],
      ['__proto__', 'x'],
    ]);
  });
});
