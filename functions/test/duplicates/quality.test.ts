import { describe, expect, it } from 'vitest';
import { greekRecords } from '../../scripts/duplicates/labelled-sets.ts';
import { measureQuality } from '../../scripts/duplicates/quality.ts';

// A small set of its own seed: `npm run duplicates:quality` measures large ones.
const { quality } = await measureQuality(greekRecords(21, 1_500, 300));

describe('duplicates among invented Greek customers', () => {
  it('are named certain only when they are: 99 %', () => {
    expect(quality.levels.certain.precision).toBeGreaterThanOrEqual(0.99);
    expect(quality.levels.certain.recall).toBeGreaterThan(0.6);
  });

  it('are found at 97 % with a precision of 92 % where they share a number or an address', () => {
    expect(quality.sharing.levels.probable.recall).toBeGreaterThanOrEqual(0.97);
    expect(quality.sharing.levels.probable.precision).toBeGreaterThanOrEqual(0.92);
  });

  it('are read by the check at 97 %, with ten reads in the median and never more than 50', () => {
    expect(quality.blockingRecall).toBeGreaterThanOrEqual(0.97);
    expect(quality.reads.median).toBeLessThanOrEqual(10);
    expect(quality.reads.max).toBeLessThanOrEqual(50);
  });
});
