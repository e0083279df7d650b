import { describe, expect, it } from 'vitest';
import { text } from '../../src/schemas/text.ts';
import { processorMilliseconds } from '../support/processor-time.ts';

const schema = text({ min: 1, max: 10_000 });

describe('a text', () => {
  it.each([
    ['letters with one mark each', 'α\u0301'.repeat(100), 'ά'.repeat(100)],
    ['a letter with thirty marks', `a${'\u0316'.repeat(30)}`, `a${'\u0316'.repeat(30)}`],
  ])('of %s is composed', (_what, sent, stored) => {
    expect(schema.parse(sent)).toBe(stored);
  });

  it.each([
    ['marks above and below', `a${'\u0301'.repeat(150_000)}${'\u0316'.repeat(150_000)}`],
    ['marks in turns', `a${'\u0301\u0316'.repeat(150_000)}`],
    ['letters', 'ά'.repeat(500_000)],
    ['spaces', ' '.repeat(1_000_000)],
    ['halves of surrogate pairs', '\uD800'.repeat(500_000)],
    ['controls', '\u0001'.repeat(1_000_000)],
  ])('of a megabyte of %s is refused within 250 ms of the processor', (_what, sent) => {
    expect(schema.safeParse(sent).success).toBe(false);
    expect(processorMilliseconds(() => schema.safeParse(sent), 1)).toBeLessThan(250);
  });
});
