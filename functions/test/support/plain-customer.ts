import type { CustomerInDB } from '../../src/crm/customers/models.ts';

/** A customer with every field, most of them empty. */
export function plainCustomer(given: Partial<CustomerInDB> & { id: string }): CustomerInDB {
  return {
    name: 'Κάποιος',
    organization: null,
    contacts: [],
    notes: [],
    location: null,
    language: 'el',
    tags: [],
    owned_items: [],
    linked_user_ids: [],
    nextcloud_folder: null,
    created_at: '2024-01-01T00:00:00.000Z',
    updated_at: '2024-01-01T00:00:00.000Z',
    ...given,
  };
}
