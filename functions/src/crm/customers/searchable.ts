// What people search in a customer: the name counts most, then the organization, then the contacts.
import type { WeightedValue } from '../../search/weighted-value.ts';

/** The values of a customer for the search. Any contact but an e-mail address may hold phone numbers. */
export function searchableValues({ name, organization, contacts }: SearchableFields): WeightedValue[] {
  const values: WeightedValue[] = [{ text: name, weight: 0, mayHoldPhones: false }];
  if (organization !== null) values.push({ text: organization, weight: 1, mayHoldPhones: false });
  for (const { type, value } of contacts) {
    const isEmail = type === 'email' || value.includes('@');
    values.push({ text: value, weight: 2, mayHoldPhones: !isEmail });
  }
  return values;
}

/** The fields of a customer that are searched. */
export interface SearchableFields {
  readonly name: string;
  readonly organization: string | null;
  readonly contacts: readonly { readonly type: string; readonly value: string }[];
}
