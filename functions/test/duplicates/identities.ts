import { readIdentity, type Identity } from '../../src/duplicates/identity.ts';

/** A record as it is compared, from what tells who it is. Contacts with an @ are e-mail addresses. */
export function identityOf({ name, organization, contacts = [], city }: Plain): Identity {
  return readIdentity([
    ...(name === undefined ? [] : [{ kind: 'name' as const, text: name, pointer: '/name' }]),
    ...(organization === undefined
      ? []
      : [{ kind: 'organization' as const, text: organization, pointer: '/organization' }]),
    ...contacts.map((text, at) => ({
      kind: text.includes('@') ? ('email' as const) : ('phone' as const),
      text,
      pointer: `/contacts/${at}/value`,
    })),
    ...(city === undefined ? [] : [{ kind: 'city' as const, text: city, pointer: '/location/city' }]),
  ]);
}

export interface Plain {
  name?: string;
  organization?: string;
  contacts?: string[];
  city?: string;
}
