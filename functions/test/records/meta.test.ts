import { describe, expect, it } from 'vitest';
import { seedCustomers } from '../../scripts/seed-customers.ts';
import { checkCustomer, creationOf, indexTermsOf } from '../support/customers-wing.ts';
import { largestCustomer } from '../support/largest-customer.ts';
import { plainCustomer } from '../support/plain-customer.ts';

function createdFrom(sent: unknown) {
  const { notes, ...fields } = creationOf(sent);
  return plainCustomer({ id: 'x', ...fields, notes: notes.map(({ text }) => ({ text, by: '', at: '' })) });
}

describe('the index terms of a customer, groups and exact filters included', () => {
  it('are at most 700 for a median customer of the seed data', () => {
    const counts = seedCustomers.map((sent) => indexTermsOf(createdFrom(sent)).length).sort((a, b) => a - b);
    expect(counts[counts.length / 2]).toBeLessThanOrEqual(700);
  });

  it('are at most 20,000 for the largest customer that validation lets in', () => {
    const customer = largestCustomer(30);
    expect(() => checkCustomer(customer, Object.keys(customer))).not.toThrow();
    const [first, ...others] = customer.owned_items;
    const more = [...others, { ...first, serial_numbers: ['x0', 'x1', 'x2', 'x3'] }] as typeof others;
    expect(() => checkCustomer({ ...customer, owned_items: more }, ['owned_items'])).toThrow(
      expect.objectContaining({ code: 'validation_failed' }),
    );
    const { length } = indexTermsOf(customer);
    expect(length).toBeGreaterThan(7000);
    expect(length).toBeLessThanOrEqual(20_000);
  });
});
