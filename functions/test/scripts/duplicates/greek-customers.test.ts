import { hash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ERROR_RATES, HELD_OUT_SEED, TUNING_SEEDS } from '../../../scripts/duplicates/error-rates.ts';
import { greekCustomers } from '../../../scripts/duplicates/greek-customers.ts';

const digest = (value: unknown) => hash('sha256', JSON.stringify(value)).slice(0, 16);

describe('invented Greek customers', () => {
  // Where one of these changes, the figures of earlier releases no longer compare: say so in docs/figures.md.
  it('are the same for the same seed, from release to release', () => {
    expect(digest(greekCustomers(11, 300, 100))).toBe('5cc6bae2b5aeb3ca');
  });

  it('have frozen rates and seeds', () => {
    expect(digest(ERROR_RATES)).toBe('5dd9caa9a55ccb66');
    expect([TUNING_SEEDS, HELD_OUT_SEED]).toEqual([[11, 12, 13], 20_261_127]);
  });

  it('are others for another seed', () => {
    expect(greekCustomers(12, 5, 0)).not.toEqual(greekCustomers(11, 5, 0));
  });

  it('are labelled: each copy has the number of its original', () => {
    const customers = greekCustomers(11, 300, 100);
    expect(customers).toHaveLength(400);
    expect(new Set(customers.map(({ same }) => same)).size).toBe(300);
  });
});
