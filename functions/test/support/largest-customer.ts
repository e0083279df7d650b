import type { CustomerInDB } from '../../src/crm/customers/models.ts';
import { EMPTY_ITEM, plainCustomer } from './plain-customer.ts';

/** A customer that is found by as much as validation lets in, under a name of so many letters; `script` gives the letter at a place. */
export function largestCustomer(letters: number, script: (at: number) => string = greek): CustomerInDB {
  const text = (length: number, from: number) =>
    Array.from({ length }, (_, at) => script(from + at)).join('');
  const numbers = (count: number, prefix: string) =>
    Array.from({ length: count }, (_, at) => `${prefix}${at}`);
  return plainCustomer({
    id: 'x'.repeat(20),
    name: text(letters, 0),
    organization: text(300, 300),
    contacts: Array.from({ length: 100 }, (_, at) => ({
      ...{ type: 'other', label: '', primary: false },
      value: text(94, at * 94),
    })),
    tags: numbers(100, 'tag'),
    linked_user_ids: numbers(1000, 'user'),
    location: { city: 'a', country: 'b', region: 'c' },
    owned_items: numbers(1000, '').map((at) => ({
      ...EMPTY_ITEM,
      type: 'product',
      device_id: `device${at}`,
      product_id: `product${at}`,
      serial_number: `s${at}`,
      serial_numbers: numbers(3, `${at}-`),
    })),
  });
}

const greek = (at: number) => String.fromCodePoint(0x3b1 + ((at * 7919 + (at >> 3)) % 25));
