import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findTooDeep, MAX_JSON_DEPTH } from '../../src/standards/json-depth.ts';
import { processorMilliseconds } from '../support/processor-time.ts';

/** How many arrays and objects lie in one another. */
const depthOf = (value: unknown): number =>
  typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;

const arrays = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

describe('the place where JSON nests too deep', () => {
  it('is the bracket that opens one more than the limit', () => {
    expect(findTooDeep(arrays(MAX_JSON_DEPTH))).toBeNull();
    expect(findTooDeep(arrays(MAX_JSON_DEPTH + 1))).toBe(MAX_JSON_DEPTH);
    expect(findTooDeep('{"a":'.repeat(MAX_JSON_DEPTH + 1))).toBe(5 * MAX_JSON_DEPTH);
    expect(findTooDeep(`[${arrays(MAX_JSON_DEPTH - 1)},${arrays(MAX_JSON_DEPTH)}]`)).toBe(
      3 * MAX_JSON_DEPTH - 1,
    );
  });

  it('is nowhere in texts and keys, whatever they hold', () => {
    for (const text of [
      '['.repeat(99),
      '"'.repeat(99) + '['.repeat(99),
      `\\${'['.repeat(99)}`,
      '\\"{'.repeat(99),
    ])
      expect(findTooDeep(JSON.stringify([text, { [text]: text }]))).toBeNull();
    expect(findTooDeep(`"${'['.repeat(99)}`)).toBeNull();
  });

  it('is found just where the values of JSON are too deep', () => {
    const value = fc.tuple(fc.jsonValue({ maxDepth: 6 }), fc.integer({ min: 24, max: 34 }));
    fc.assert(
      fc.property(value, ([inner, around]) => {
        let outer: unknown = inner;
        for (let depth = 0; depth < around; depth += 1) outer = depth % 2 ? [outer] : { '"[': outer };
        expect(findTooDeep(JSON.stringify(outer)) !== null).toBe(depthOf(outer) > MAX_JSON_DEPTH);
      }),
    );
  });

  it.each([
    ['quotes', '\\"'],
    ['backslashes', '\\\\'],
    ['texts', '"","'],
    ['pairs of brackets', '[],'],
  ])('is looked for in a megabyte of %s in a time that grows with the length alone', (_what, unit) => {
    const text = `["${unit.repeat(1_000_000 / unit.length)}`;
    expect(processorMilliseconds(() => findTooDeep(text))).toBeLessThan(100);
  });
});
