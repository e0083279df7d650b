import type { CustomerInDB } from './models.ts';

export interface Filters {
  search?: string | undefined;
  tag?: readonly string[] | undefined;
}

const byName = new Intl.Collator('el', { sensitivity: 'base' });

/** The customers that match, in order of name and then id. */
export function filterCustomers(
  customers: readonly CustomerInDB[],
  { search, tag = [] }: Filters,
): CustomerInDB[] {
  const wanted = search?.toLowerCase() ?? '';
  return customers
    .filter((customer) => tag.every((each) => customer.tags.includes(each)))
    .filter((customer) => searchable(customer).some((value) => value.toLowerCase().includes(wanted)))
    .sort((a, b) => byName.compare(a.name, b.name) || (a.id < b.id ? -1 : 1));
}

function searchable({ name, organization, contacts }: CustomerInDB): string[] {
  return [name, organization ?? '', ...contacts.map(({ value }) => value)];
}
