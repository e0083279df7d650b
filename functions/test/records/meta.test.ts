import { describe, expect, it } from 'vitest';
import { seedCustomers } from '../../scripts/seed-customers.ts';
import { checkCustomer, creationOf, indexTermsOf } from '../support/customers-wing.ts';
import { plainCustomer } from '../support/plain-customer.ts';

function createdFrom(sent: unknown) {
  const { notes, ...fields } = creationOf(sent);
  return plainCustomer({ id: 'x', ...fields, notes: notes.map(({ text }) => ({ text, by: '', at: '' })) });
}

const termsOf = (sent: unknown): number => indexTermsOf(createdFrom(sent)).length;

describe('the index terms of a customer, exact filters included', () => {
  it('are at most 500 for a median customer of the seed data', () => {
    const counts = seedCustomers.map(termsOf).sort((a, b) => a - b);
    expect(counts[counts.length / 2]).toBeLessThanOrEqual(500);
  });

  it('are at most 20,000 for the largest customer that validation lets in', () => {
    const numbers = (count: number, prefix: string) =>
      Array.from({ length: count }, (_, at) => `${prefix}${at}`);
    const letter = (at: number) => String.fromCodePoint(0x3b1 + ((at * 7919 + (at >> 3)) % 25));
    const text = (length: number, from: number) =>
      Array.from({ length }, (_, at) => letter(from + at)).join('');
    const largest = {
      name: text(300, 0),
      organization: text(300, 300),
      contacts: Array.from({ length: 100 }, (_, at) => ({
        type: 'other',
        label: '',
        value: text(94, at * 94),
      })),
      tags: numbers(100, 'tag'),
      linked_user_ids: numbers(1000, 'user'),
      location: { city: 'a', country: 'b', region: 'c' },
      owned_items: numbers(1000, '').map((at) => ({
        type: 'product',
        device_id: `device${at}`,
        product_id: `product${at}`,
        serial_number: `s${at}`,
        serial_numbers: numbers(3, `${at}-`),
      })),
    };
    const customer = createdFrom(largest);
    expect(() => checkCustomer(customer, Object.keys(customer))).not.toThrow();
    const more = {
      ...customer,
      owned_items: [
        ...customer.owned_items.slice(1),
        { ...customer.owned_items[0], serial_numbers: numbers(4, 'x') },
      ],
    };
    expect(() => checkCustomer(more as typeof customer, ['owned_items'])).toThrow(
      expect.objectContaining({ code: 'validation_failed' }),
    );
    const count = termsOf(largest);
    expect(count).toBeGreaterThan(7000);
    expect(count).toBeLessThanOrEqual(20_000);
  });
});
