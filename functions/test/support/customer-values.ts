// What the tests of the search know of customers: this is the one place where they reach into the customers' wing.
import { searchableValues, type SearchableFields } from '../../src/crm/customers/searchable.ts';
import { match } from '../../src/search/match.ts';
import { compileQuery } from '../../src/search/query.ts';

export type SearchableCustomer = SearchableFields;

export const customerValues = searchableValues;

/** Compiles a query and compares it with one customer. */
export function matchCustomer(query: string, customer: SearchableCustomer): boolean {
  return match(compileQuery(query), customerValues(customer));
}
