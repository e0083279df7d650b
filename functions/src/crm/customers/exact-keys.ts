// The numbers and addresses of a customer as keys that a claim can name.
import type { ExactKey } from '../../records/keys/exact-key.ts';
import { contactFacets } from './facets.ts';
import type { CustomerContact } from './models.ts';

/**
 * The exact keys of contacts, each once: an address without case and accents, a number in whatever format. A number that may be read in
 * several ways, as a foreign one without its country, has one for each.
 */
export function exactKeysOf(contacts: readonly CustomerContact[]): ExactKey[] {
  return [...new Set(contacts.flatMap(contactFacets))].map(exactKey);
}

/** The key of a facet, such as `email:a@example.gr`. */
export const exactKey = (facet: string): ExactKey => ({
  kind: facet.slice(0, facet.indexOf(':')),
  value: facet,
});
