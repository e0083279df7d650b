// Checks the bounds that a change can break without any single field of the request showing it.
import type { State } from '../../records/kind.ts';
import { validationFailed } from '../../standards/problems.ts';
import { atMostElements } from '../../schemas/refusal.ts';
import { codePoints } from '../../schemas/text.ts';
import { numberText, type Text } from '../../standards/languages.ts';
import { type CustomerInDB, MAX_ELEMENTS } from './models.ts';

/**
 * Throws 422 `validation_failed`. Only bounds of the `changed` fields count. Where another program has stored more than a bound allows, the
 * other fields can still be changed, and those that are over it can be made less.
 */
export function checkBounds(
  state: State<CustomerInDB>,
  changed: readonly string[],
  before: State<CustomerInDB> | null,
): void {
  const measuresBefore = before === null ? [] : measuresOf(before);
  const faults = measuresOf(state).filter(({ sizes, max }, at) => {
    const sizesBefore = measuresBefore[at]?.sizes ?? {};
    const counted = sum(sizesBefore) > max ? changed : Object.keys(sizes);
    const size = sum(sizes, counted);
    const isChanged = Object.keys(sizes).some((field) => changed.includes(field));
    return isChanged && size > max && size > sum(sizesBefore, counted);
  });
  if (faults.length > 0)
    throw validationFailed(faults.map(({ pointer, message }) => ({ pointer, code: 'too_big', message })));
}

/** The most code points of name, organization and contact values together: what search has to index. */
const MAX_SEARCHABLE = 10_000;

/** The most serial numbers of all owned items together: each is an index entry of its own. */
const MAX_SERIAL_NUMBERS = 4000;

const TOO_MUCH_TO_SEARCH: Text = {
  en: `Name, organization and contact values together must be at most ${numberText(MAX_SEARCHABLE).en} characters.`,
  el: `Το όνομα, ο οργανισμός και τα στοιχεία επικοινωνίας μπορούν να έχουν μαζί το πολύ ${numberText(MAX_SEARCHABLE).el} χαρακτήρες.`,
};

const TOO_MANY_SERIAL_NUMBERS: Text = {
  en: `A customer's owned items may hold at most ${numberText(MAX_SERIAL_NUMBERS).en} serial numbers together.`,
  el: `Όλα τα είδη ενός πελάτη μπορούν να έχουν μαζί το πολύ ${numberText(MAX_SERIAL_NUMBERS).el} σειριακούς αριθμούς.`,
};

/** Sizes of fields that together have a bound, and the fault where they are over it. */
interface Measure {
  sizes: Readonly<Record<string, number>>;
  max: number;
  pointer: string;
  message: Text;
}

/** Always the same measures, in the same order. */
function measuresOf(state: State<CustomerInDB>): Measure[] {
  const { name, organization, contacts, owned_items } = state;
  return [
    ...Object.entries(MAX_ELEMENTS).map(([field, max]) => ({
      sizes: { [field]: state[field as keyof typeof MAX_ELEMENTS].length },
      max,
      pointer: `/${field}`,
      message: atMostElements(max),
    })),
    {
      sizes: {
        name: codePoints(name),
        organization: codePoints(organization ?? ''),
        contacts: contacts.reduce((size, { value }) => size + codePoints(value), 0),
      },
      max: MAX_SEARCHABLE,
      pointer: '/contacts',
      message: TOO_MUCH_TO_SEARCH,
    },
    {
      sizes: {
        owned_items: owned_items.reduce(
          (size, { serial_number, serial_numbers }) =>
            size + (serial_numbers?.length ?? 0) + (serial_number === null ? 0 : 1),
          0,
        ),
      },
      max: MAX_SERIAL_NUMBERS,
      pointer: '/owned_items',
      message: TOO_MANY_SERIAL_NUMBERS,
    },
  ];
}

const sum = (sizes: Measure['sizes'], fields: readonly string[] = Object.keys(sizes)): number =>
  fields.reduce((size, field) => size + (sizes[field] ?? 0), 0);
