import { createHash } from 'node:crypto';
import { facetTerms } from '../../crm/customers/facets.ts';
import { type CustomerInDB, ENTERED_FIELDS } from '../../crm/customers/models.ts';
import { searchableValues } from '../../crm/customers/searchable.ts';
import { type SortKeys, sortKeysOf } from './list/order.ts';
import { searchTerms } from '../../search/terms.ts';

/** The one internal map in a customer's document; it never leaves the API. */
export interface Meta extends SortKeys {
  /** 1 for a creation, and 1 more with each change. */
  version: number;
  /** The random id of the write that made this version: tells a lost reply from a conflict. */
  operation: string;
  /** Of the fields as they were when this map was made: another program's write leaves it behind. */
  digest: string;
  /** What searches and exact filters find the customer by. */
  terms: Record<string, true>;
}

type Fields = Omit<CustomerInDB, 'id'>;

/** All of `_meta` but the terms, which no read transfers. */
export const META_FIELDS = [
  'version',
  'operation',
  'digest',
  'name_key',
  'created_key',
  'updated_key',
] as const;

/**
 * Terms of exact filters at most, beyond what validation lets in: only another program's document has more. Together with
 * as many search terms that is half of the 40,000 index entries that Firestore takes of a document.
 */
const MAX_FACET_TERMS = 10_000;

export function metaOf(customer: Fields, version: number, operation: string): Meta {
  const facets = [...new Set(facetTerms(customer))].slice(0, MAX_FACET_TERMS);
  const terms = [...searchTerms(searchableValues(customer)), ...facets].sort();
  return {
    version,
    operation,
    digest: digestOf(customer),
    ...sortKeysOf(customer),
    terms: Object.fromEntries(terms.map((term) => [term, true])),
  };
}

/** A digest of what people entered. */
export function digestOf(customer: Fields): string {
  const entered = ENTERED_FIELDS.map((field) => [field, customer[field]]);
  return digestOfValue(Object.fromEntries(entered));
}

/** Equal for equal values, whatever the order of their keys. */
export function digestOfValue(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('base64url');
}

/** JSON with the keys of every object in order, so that equal values have equal texts. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, child: unknown) =>
    typeof child === 'object' && child !== null && !Array.isArray(child)
      ? Object.fromEntries(Object.entries(child).sort(([a], [b]) => (a < b ? -1 : 1)))
      : child,
  );
}
