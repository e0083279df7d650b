import { describe, expect, it } from 'vitest';
import { seedCustomers } from '../../../scripts/seed-customers.ts';
import { checkBounds } from '../../../src/crm/customers/bounds.ts';
import { metaOf } from '../../../src/records/entries/entry.ts';
import { CustomerCreate } from '../../../src/crm/customers/models.ts';

const times = { created_at: '2026-01-01T00:00:00.000Z', updated_at: '2026-01-01T00:00:00.000Z' };

function stateOf(sent: unknown) {
  const { notes, ...fields } = CustomerCreate.parse(sent);
  return { ...fields, ...times, notes: notes.map(({ text }) => ({ text, by: '', at: '' })) };
}

const termsOf = (sent: unknown): number => Object.keys(metaOf(stateOf(sent), 1, '').terms).length;

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
    const state = stateOf(largest);
    expect(() => checkBounds(state, Object.keys(state))).not.toThrow();
    const more = {
      ...state,
      owned_items: [
        ...state.owned_items.slice(1),
        { ...state.owned_items[0], serial_numbers: numbers(4, 'x') },
      ],
    };
    expect(() => checkBounds(more as typeof state, ['owned_items'])).toThrow();
    const count = termsOf(largest);
    expect(count).toBeGreaterThan(7000);
    expect(count).toBeLessThanOrEqual(20_000);
  });
});
