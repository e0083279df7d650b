// The one place where a document becomes a customer.
import type { ReadableDocument } from '../../firestore/document.ts';
import { type Element, LenientReader } from '../../firestore/lenient-reader.ts';
import type { WarnOfFields } from '../../records/kind.ts';
import {
  ContactType,
  type CustomerContact,
  type CustomerInDB,
  type CustomerLocation,
  type CustomerNote,
  type OwnedItem,
  OwnedItemType,
} from './models.ts';

/**
 * Other programs write the collection too, so it is read leniently: a missing field takes its default, a Timestamp or a date
 * without a zone becomes ISO UTC, and a value of the wrong type takes the field's default with a warning instead of failing the
 * request.
 */
export function toCustomer(document: ReadableDocument, warn: WarnOfFields): CustomerInDB {
  const read = new LenientReader();
  const data = document.data();
  // The document that a restoration makes is a new one: its own time would change the notes.
  const { created_at } = new LenientReader().times(document, data);
  const customer: CustomerInDB = {
    id: document.id,
    name: read.text(data['name'], 'name') ?? '',
    organization: read.text(data['organization'], 'organization'),
    contacts: read.objects(data['contacts'], 'contacts', toContact(read)),
    notes: read.objects(data['notes'], 'notes', toNote(read, created_at)),
    location: read.object(data['location'], 'location', toLocation(read)),
    language: read.text(data['language'], 'language') ?? 'el',
    tags: read.texts(data['tags'], 'tags') ?? [],
    owned_items: read.objects(data['owned_items'], 'owned_items', toOwnedItem(read)),
    linked_user_ids: read.texts(data['linked_user_ids'], 'linked_user_ids') ?? [],
    nextcloud_folder: read.text(data['nextcloud_folder'], 'nextcloud_folder'),
    ...read.times(document, data),
  };
  if (read.misfits.length > 0) warn(document.id, read.misfits);
  return customer;
}

const toContact =
  (read: LenientReader): Element<CustomerContact> =>
  (fields, path) => ({
    type: read.oneOf(ContactType.options, fields['type'], `${path}.type`) ?? 'other',
    label: read.text(fields['label'], `${path}.label`) ?? '',
    value: read.text(fields['value'], `${path}.value`) ?? '',
    primary: read.flag(fields['primary'], `${path}.primary`) ?? false,
  });

const toNote =
  (read: LenientReader, createdAt: string): Element<CustomerNote> =>
  (fields, path) => ({
    text: read.text(fields['text'], `${path}.text`) ?? '',
    by: read.text(fields['by'], `${path}.by`) ?? '',
    at: read.noteTime(fields['at'], `${path}.at`) ?? createdAt,
  });

const toLocation =
  (read: LenientReader): Element<CustomerLocation> =>
  (fields, path) => ({
    city: read.text(fields['city'], `${path}.city`),
    country: read.text(fields['country'], `${path}.country`),
    region: read.text(fields['region'], `${path}.region`),
  });

const toOwnedItem =
  (read: LenientReader): Element<OwnedItem> =>
  (fields, path) => ({
    type: read.oneOf(OwnedItemType.options, fields['type'], `${path}.type`) ?? 'freetext',
    device_id: read.text(fields['device_id'], `${path}.device_id`),
    label: read.text(fields['label'], `${path}.label`),
    product_id: read.text(fields['product_id'], `${path}.product_id`),
    product_name: read.text(fields['product_name'], `${path}.product_name`),
    quantity: read.wholeNumber(fields['quantity'], `${path}.quantity`),
    serial_numbers: read.texts(fields['serial_numbers'], `${path}.serial_numbers`),
    description: read.text(fields['description'], `${path}.description`),
    serial_number: read.text(fields['serial_number'], `${path}.serial_number`),
    notes: read.text(fields['notes'], `${path}.notes`),
  });
