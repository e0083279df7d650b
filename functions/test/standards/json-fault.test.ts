import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findJsonFault, placeIn } from '../../src/standards/json-fault.ts';
import { processorMilliseconds } from '../support/processor-time.ts';

/** The place that V8 names, which it does for some faults only; the end for a text that only ends too early; null for JSON. */
function placeOfV8(text: string): number | null | undefined {
  try {
    JSON.parse(text);
    return null;
  } catch (error) {
    const { message } = error as Error;
    if (message === 'Unexpected end of JSON input') return text.length;
    const position = /at position (\d+)/.exec(message)?.[1];
    // Of an unfinished escape V8 names the place of what it read last.
    return position === undefined || /escape/i.test(message) ? undefined : Number(position);
  }
}

describe('the place of a fault in JSON', () => {
  it.each([
    ['{"a": tru}', 9],
    ['{"a": truth}', 9],
    ['[1 2]', 3],
    ['[01]', 2],
    ['[1,]', 3],
    ['[,1]', 1],
    ['{"a":1,}', 7],
    ["{'a':1}", 1],
    ['{a:1}', 1],
    ['{"a" 1}', 5],
    ['{"a":1 "b":2}', 7],
    ['{"a":}', 5],
    ['[1}', 2],
    ['[1]]', 3],
    ['["\\q"]', 3],
    ['["\\u12G4"]', 6],
    ['["a\nb"]', 3],
    ['[-]', 2],
    ['[1.]', 3],
    ['[1e+]', 4],
    ['[.5]', 1],
    ['[+1]', 1],
    ['NaN', 0],
    ['// x\n{}', 0],
    ['\uFEFF{}', 0],
    ['[\u00A01]', 1],
  ])('%j is at %i', (text, at) => {
    expect(findJsonFault(text)).toBe(at);
  });

  it('is the end of what only ends too early', () => {
    const text = '{"a": [1.5e-3, true, null, "\\u00e9\\n", {"b": -0}], "c": {}, "d": []}';
    expect(findJsonFault(text)).toBeNull();
    for (let length = 0; length < text.length; length += 1)
      expect(findJsonFault(text.slice(0, length))).toBe(length);
  });

  it('is where V8 says, whenever it says where, and nowhere in JSON', () => {
    const pieces = fc.constantFrom(
      ...[
        '{',
        '}',
        '[',
        ']',
        ',',
        ':',
        '"',
        '"a"',
        '1',
        '-',
        '.',
        'e',
        '0',
        'true',
        'nul',
        'f',
        '\\',
        '\\u00',
      ],
      ...['\\n', ' ', '\n', '\r\n', '\t', 'α', '🙂', '\u0000', '"b":', '{"c":', '[1,'],
    );
    const mutated = fc
      .tuple(fc.json(), fc.nat(), fc.nat(3), fc.array(pieces, { maxLength: 2 }))
      .map(([text, at, cut, put]) => {
        const start = at % (text.length + 1);
        return text.slice(0, start) + put.join('') + text.slice(start + cut);
      });
    const texts = fc.oneof(
      mutated,
      fc.array(pieces, { maxLength: 12 }).map((all) => all.join('')),
    );
    let compared = 0;
    fc.assert(
      fc.property(texts, (text) => {
        const expected = placeOfV8(text);
        if (expected === undefined) return findJsonFault(text) !== null;
        compared += 1;
        return findJsonFault(text) === expected;
      }),
      { numRuns: 20_000 },
    );
    expect(compared).toBeGreaterThan(5000);
  });

  it('takes as much longer as the text is, whatever is in it', () => {
    const units = ['[', '{"a":', '[1,', ' ', '\n', '"', '\\n', '1', '-1', 'α', '\\u00e9', '["', '"a",'];
    const slow = units.flatMap((unit) =>
      ['', '"', '['].flatMap((start) => {
        const text = start + unit.repeat(Math.floor(1_048_000 / unit.length));
        const spent = processorMilliseconds(() => placeIn(text, findJsonFault(text) ?? 0));
        return spent > 400 ? [`${start}${unit}: ${spent} ms`] : [];
      }),
    );
    expect(slow).toEqual([]);
  });
});

describe('a place in a text', () => {
  it.each([
    ['', 0, 1, 1],
    ['abc', 2, 1, 3],
    ['a\nb', 2, 2, 1],
    ['a\r\nb', 3, 2, 1],
    ['a\rb', 2, 2, 1],
    ['\n\r\n\r\rx', 5, 5, 1],
    ['Άννα 🙂x', 7, 1, 7],
  ])('of %j and the index %i is line %i, column %i', (text, index, line, column) => {
    expect(placeIn(text, index)).toEqual({ line, column });
  });
});
