// What tells who a customer is: the name, the organization, the contacts and the place, with where each stands.
import type { IdentityValue } from '../../duplicates/identity.ts';
import type { CustomerContact, CustomerLocation } from './models.ts';

/** The fields that tell it. */
export const IDENTITY_FIELDS = ['name', 'organization', 'contacts', 'location'] as const;

/** The values of those that are given. Any contact but an e-mail address may hold phone numbers. */
export function identityValues({
  name,
  organization,
  contacts = [],
  location,
}: IdentityFields): IdentityValue[] {
  const values: IdentityValue[] = [];
  const add = (kind: IdentityValue['kind'], text: string | null | undefined, pointer: string) => {
    if (typeof text === 'string' && text !== '') values.push({ kind, text, pointer });
  };
  add('name', name, '/name');
  add('organization', organization, '/organization');
  for (const [at, { type, value }] of contacts.entries())
    add(type === 'email' || value.includes('@') ? 'email' : 'phone', value, `/contacts/${at}/value`);
  add('city', location?.city, '/location/city');
  add('region', location?.region, '/location/region');
  return values;
}

export interface IdentityFields {
  readonly name?: string | undefined;
  readonly organization?: string | null | undefined;
  readonly contacts?: readonly Pick<CustomerContact, 'type' | 'value'>[] | undefined;
  readonly location?: Partial<CustomerLocation> | null | undefined;
}
