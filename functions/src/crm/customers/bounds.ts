import { type Fault, validationFailed } from '../../http/problem.ts';
import type { CustomerInDB } from './models.ts';
import { codePoints } from './text.ts';

/** Code points of name, organization and contact values together: what search has to index. */
const MAX_SEARCHABLE = 10_000;

/** Serial numbers of all owned items together: each is an index entry of its own. */
const MAX_SERIAL_NUMBERS = 4000;

/** The bounds of a customer as a whole, which no single field shows; throws 422 `validation_failed`. */
export function checkBounds(customer: Omit<CustomerInDB, 'id'>): void {
  const faults: Fault[] = [];
  const { name, organization, contacts, owned_items } = customer;
  const searchable = [name, organization ?? '', ...contacts.map(({ value }) => value)];
  if (searchable.reduce((sum, value) => sum + codePoints(value), 0) > MAX_SEARCHABLE)
    faults.push({
      pointer: '/contacts',
      code: 'too_big',
      message: `Name, organization and contact values together must be at most ${MAX_SEARCHABLE} characters.`,
    });
  const serialNumbers = owned_items.reduce(
    (sum, { serial_numbers }) => sum + (serial_numbers?.length ?? 0),
    0,
  );
  if (serialNumbers > MAX_SERIAL_NUMBERS)
    faults.push({
      pointer: '/owned_items',
      code: 'too_big',
      message: `A customer's owned items may hold at most ${MAX_SERIAL_NUMBERS} serial numbers together.`,
    });
  if (faults.length > 0) throw validationFailed(faults);
}
