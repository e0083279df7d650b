import { type Fault } from '../../standards/problem.ts';
import { tooLarge, validationFailed } from '../../standards/problems.ts';
import { documentSize, MAX_DOCUMENT_BYTES } from '../../firestore/document-size.ts';
import type { Meta } from '../../records/entries/entry.ts';
import type { CustomerInDB } from './models.ts';
import { codePoints } from '../../schemas/text.ts';

type State = Omit<CustomerInDB, 'id'>;

/** Elements of each list at most. */
export const MAX_ELEMENTS = {
  contacts: 100,
  tags: 100,
  notes: 1000,
  owned_items: 1000,
  linked_user_ids: 1000,
} as const;

/** Code points of name, organization and contact values together: what search has to index. */
const MAX_SEARCHABLE = 10_000;

/** Serial numbers of all owned items together: each is an index entry of its own. */
const MAX_SERIAL_NUMBERS = 4000;

interface BoundFault {
  fields: readonly string[];
  fault: Fault;
}

/**
 * The bounds that a change can break without any field of the request showing it; throws 422 `validation_failed`. Only what
 * `changed` names is held to them: what another program has stored over a bound can still be changed elsewhere.
 */
export function checkBounds(state: State, changed: readonly string[]): void {
  const faults = [...listFaults(state), ...sumFaults(state)].filter(({ fields }) =>
    fields.some((field) => changed.includes(field)),
  );
  if (faults.length > 0) throw validationFailed(faults.map(({ fault }) => fault));
}

function listFaults(state: State): BoundFault[] {
  return Object.entries(MAX_ELEMENTS)
    .filter(([field, max]) => state[field as keyof typeof MAX_ELEMENTS].length > max)
    .map(([field, max]) => tooBig([field], `/${field}`, `This must be at most ${max} elements.`));
}

function sumFaults({ name, organization, contacts, owned_items }: State): BoundFault[] {
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

/** Throws 422 or 413 for a customer over a bound that no single field shows. */
export function checkStorable(path: string, state: State, meta: Meta, changed: readonly string[]): void {
  checkBounds(state, changed);
  if (documentSize(path, { ...state, _meta: meta }) > MAX_DOCUMENT_BYTES)
    throw tooLarge(`The customer would be longer than ${MAX_DOCUMENT_BYTES} bytes.`);
}
