// Checks the bounds that a change can break without any single field of the request showing it.
import type { State } from '../../records/kind.ts';
import type { Fault } from '../../standards/problem.ts';
import { validationFailed } from '../../standards/problems.ts';
import { type CustomerInDB, MAX_ELEMENTS } from './models.ts';
import { codePoints } from '../../schemas/text.ts';

/**
 * Throws 422 `validation_failed`. Only bounds of the `changed` fields count: a customer with a field that another program has
 * stored over its bound can still be changed elsewhere.
 */
export function checkBounds(state: State<CustomerInDB>, changed: readonly string[]): void {
  const faults = [...listFaults(state), ...sumFaults(state)].filter(({ fields }) =>
    fields.some((field) => changed.includes(field)),
  );
  if (faults.length > 0) throw validationFailed(faults.map(({ fault }) => fault));
}

/** The most code points of name, organization and contact values together: what search has to index. */
const MAX_SEARCHABLE = 10_000;

/** The most serial numbers of all owned items together: each is an index entry of its own. */
const MAX_SERIAL_NUMBERS = 4000;

interface BoundFault {
  fields: readonly string[];
  fault: Fault;
}

function listFaults(state: State<CustomerInDB>): BoundFault[] {
  return Object.entries(MAX_ELEMENTS)
    .filter(([field, max]) => state[field as keyof typeof MAX_ELEMENTS].length > max)
    .map(([field, max]) => tooBig([field], `/${field}`, `This must be at most ${max} elements.`));
}

function sumFaults({ name, organization, contacts, owned_items }: State<CustomerInDB>): BoundFault[] {
  const searchable = [name, organization ?? '', ...contacts.map(({ value }) => value)];
  const length = searchable.reduce((sum, value) => sum + codePoints(value), 0);
  const serialNumbers = owned_items.reduce(
    (sum, { serial_number, serial_numbers }) =>
      sum + (serial_numbers?.length ?? 0) + (serial_number === null ? 0 : 1),
    0,
  );
  const faults: BoundFault[] = [];
  if (length > MAX_SEARCHABLE) {
    const message = `Name, organization and contact values together must be at most ${MAX_SEARCHABLE} characters.`;
    faults.push(tooBig(['name', 'organization', 'contacts'], '/contacts', message));
  }
  if (serialNumbers > MAX_SERIAL_NUMBERS) {
    const message = `A customer's owned items may hold at most ${MAX_SERIAL_NUMBERS} serial numbers together.`;
    faults.push(tooBig(['owned_items'], '/owned_items', message));
  }
  return faults;
}

const tooBig = (fields: readonly string[], pointer: string, message: string): BoundFault => ({
  fields,
  fault: { pointer, code: 'too_big', message },
});
