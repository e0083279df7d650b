import type { CustomerInDB, OwnedItem } from '../../src/crm/customers/models.ts';

/** What a customer has who was created with a name alone. */
export const EMPTY_FIELDS = {
  organization: null,
  contacts: [],
  notes: [],
  location: null,
  language: 'el',
  tags: [],
  owned_items: [],
  linked_user_ids: [],
  nextcloud_folder: null,
};

/** An owned item of which nothing is known but its type. */
export const EMPTY_ITEM: Omit<OwnedItem, 'type'> = {
  device_id: null,
  label: null,
  product_id: null,
  product_name: null,
  quantity: null,
  serial_numbers: null,
  description: null,
  serial_number: null,
  notes: null,
};

/** A customer with every field, most of them empty. */
export function plainCustomer(given: Partial<CustomerInDB> & { id: string }): CustomerInDB {
  return {
    name: 'Κάποιος',
    ...EMPTY_FIELDS,
    created_at: '2024-01-01T00:00:00.000Z',
    updated_at: '2024-01-01T00:00:00.000Z',
    ...given,
  };
}
