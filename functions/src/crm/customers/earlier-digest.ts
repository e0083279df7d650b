// The digest of a customer as release 0.1 stored it.
import { digestOfValue } from '../../records/digest.ts';
import type { State } from '../../records/kind.ts';
import type { CustomerInDB } from './models.ts';

/**
 * One digest over all the fields that the release knew, filled or not. The lists below are that release's and never grow, so that
 * every later release recognises its documents.
 */
export function earlierDigest(customer: State<CustomerInDB>): string {
  return digestOfValue({
    ...only(FIELDS, customer),
    contacts: customer.contacts.map((contact) => only(CONTACT, contact)),
    notes: customer.notes.map((note) => only(NOTE, note)),
    location: customer.location && only(LOCATION, customer.location),
    owned_items: customer.owned_items.map((item) => only(OWNED_ITEM, item)),
  });
}

const FIELDS = ['name', 'organization', 'language', 'tags', 'linked_user_ids', 'nextcloud_folder'];
const CONTACT = ['type', 'label', 'value', 'primary'];
const NOTE = ['text', 'by', 'at'];
const LOCATION = ['city', 'country', 'region'];
const OWNED_ITEM = [
  ...['type', 'device_id', 'label', 'product_id', 'product_name', 'quantity', 'serial_numbers'],
  ...['description', 'serial_number', 'notes'],
];

const only = (keys: readonly string[], value: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(value).filter(([key]) => keys.includes(key)));
