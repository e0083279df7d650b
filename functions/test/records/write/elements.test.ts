import { describe, expect, it } from 'vitest';
import { matchElements } from '../../../src/records/write/elements.ts';
import { processorMilliseconds } from '../../support/processor-time.ts';

interface Part {
  id?: string;
  text?: string;
}
const byId = (element: unknown) => (element as Part).id ?? '';
const match = (sent: Part[], read: Part[]) => matchElements(sent, read, byId);
const [a, b, c] = ['a', 'b', 'c'].map((id) => ({ id, text: 'x' })) as [Part, Part, Part];

describe('the elements of a list that is sent', () => {
  it.each([
    ['as they were read', [a, b, c], [a, b, c], [0, 1, 2]],
    ['in another order', [c, a, b], [a, b, c], [2, 0, 1]],
    ['with keys in another order', [{ text: 'x', id: 'a' }], [a], [0]],
    ['without the first', [b, c], [a, b, c], [1, 2]],
    ['with a new one before them', [{ id: 'n' }, a, b], [a, b], [null, 0, 1]],
    ['equal ones, in order', [a, a, a], [a, a], [0, 1, null]],
    ['equal ones, with a new one before them', [c, a, a], [a, a], [null, 0, 1]],
    ['equal ones of which the first was changed', [{ ...a, text: 'y' }, a], [a, a], [0, 1]],
    ['changed', [{ ...a, text: 'y' }, b], [a, b], [0, 1]],
    ['changed, and in another place', [b, { ...a, text: 'y' }], [a, b, c], [1, 0]],
    ['changed beside an equal one', [{ ...a, text: 'y' }, a], [a], [null, 0]],
    ['of which nothing but the place tells', [{ text: 'y' }, { text: 'z' }], [{ text: 'x' }], [0, null]],
    ['of another identity at the same place', [b], [a], [null]],
    ['none', [], [a], []],
  ])('%s', (_what, sent, read, expected) => {
    expect(match(sent, read)).toEqual(expected);
  });

  it('that have no identity are known by equality alone', () => {
    expect(matchElements(['y', 'x'], ['x', 'z'])).toEqual([null, 0]);
  });

  it('are matched in a time that grows with their number', () => {
    const time = (count: number) => {
      const read = Array.from({ length: count }, (_, n) => ({
        id: n % 2 === 0 ? 'same' : `${n}`,
        text: 'x',
      }));
      const sent = read.map((each) => ({ ...each, text: 'y' })).toReversed();
      return processorMilliseconds(() => void match(sent, read));
    };
    // Quadratic work would take 16 times as long.
    expect(time(160_000)).toBeLessThan(12 * time(40_000));
  });
});
