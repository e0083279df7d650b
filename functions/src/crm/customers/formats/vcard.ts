// A customer as a vCard 4.0 (RFC 6350).
import { cardText, writeCard, type WrittenProperty } from '../../../formats/vcard-writer.ts';
import type { CustomerContact, CustomerInDB, CustomerNote } from '../models.ts';

/**
 * The text of the card: standard properties for what vCard 4.0 has one for, and properties of our own (`X-CRM-…`), which other programs leave
 * aside, for the rest. What it cannot hold is in `NOT_IN_A_CARD`.
 */
export function writeCustomerCard(customer: CustomerInDB): string {
  const { id, name, organization, contacts, location, tags, notes, language, updated_at } = customer;
  const { owned_items, linked_user_ids, nextcloud_folder } = customer;
  return writeCard([
    { name: 'UID', value: `urn:crm:${encodeURIComponent(id.toWellFormed())}` },
    { name: 'REV', value: updated_at.replace(/\.\d+/, '').replace(/[-:]/g, '') },
    { name: 'FN', value: cardText(name) },
    { name: 'N', value: structuredName(name) },
    ...(organization === null ? [] : [{ name: 'ORG', value: cardText(organization) }]),
    ...contacts.map(contactProperty),
    ...(location === null ? [] : [addressProperty(location)]),
    ...(tags.length > 0 ? [{ name: 'CATEGORIES', value: tags.map(cardText).join(',') }] : []),
    ...notes.map(noteProperty),
    { name: 'LANG', value: cardText(language) },
    ...owned_items.map((item) => ({
      name: 'X-CRM-ITEM',
      value: cardText(JSON.stringify(withoutNulls(item))),
    })),
    ...linked_user_ids.map((uid) => ({ name: 'X-CRM-USER', value: cardText(uid) })),
    ...(nextcloud_folder === null ? [] : [{ name: 'X-CRM-FOLDER', value: cardText(nextcloud_folder) }]),
  ]);
}

/** What a vCard of ours does not hold of a customer. What is not listed comes back equal. */
export const NOT_IN_A_CARD: readonly { field: string; because: string }[] = [
  {
    field: 'created_at',
    because: 'A vCard tells when it was changed (REV, in whole seconds) and not when it was made.',
  },
  { field: 'texts', because: 'Control characters but tab and line feed vanish; CR and CRLF become LF.' },
];

/** The last word of a name is taken for the family's: a best effort, which nothing here reads back. */
function structuredName(name: string): string {
  const words = name.trim().split(/\s+/);
  const family = words.length > 1 ? (words.pop() ?? '') : '';
  return `${cardText(family)};${cardText(words.join(' '))};;;`;
}

/** Words of labels, and the types that other programs know them by. */
const TYPES: Readonly<Record<string, string>> = {
  home: 'home',
  σπίτι: 'home',
  οικία: 'home',
  work: 'work',
  εργασία: 'work',
  γραφείο: 'work',
  cell: 'cell',
  mobile: 'cell',
  κινητό: 'cell',
  fax: 'fax',
  φαξ: 'fax',
};

function contactProperty(contact: CustomerContact): WrittenProperty {
  const { type, label, value, primary } = contact;
  const known = TYPES[label.toLowerCase()];
  const parameters = { ...(known && { TYPE: known }), ...(primary && { PREF: '1' }) };
  // What a reader makes of the type alone.
  const told = known === 'cell' ? 'mobile' : (known ?? '');
  const rest = { parameters, ...(label !== told && { label }) };
  switch (type) {
    case 'email':
      return { name: 'EMAIL', value: cardText(value), ...rest };
    case 'phone':
      return { name: 'TEL', value: cardText(value), ...rest };
    case 'whatsapp':
      return { name: 'IMPP', value: `whatsapp:${encodeURIComponent(value.toWellFormed())}`, ...rest };
    case 'other':
      return { name: 'X-CRM-CONTACT', value: cardText(value), ...rest };
  }
}

/** Also of a place of which nothing is known. A part that is an empty text, and not null, is named in a parameter of our own. */
function addressProperty(location: NonNullable<CustomerInDB['location']>): WrittenProperty {
  const { city, region, country } = location;
  const empty = (['city', 'region', 'country'] as const).filter((part) => location[part] === '');
  return {
    name: 'ADR',
    ...(empty.length > 0 && { parameters: { 'X-CRM-EMPTY': empty.join('-') } }),
    value: ['', '', '', city, region, '', country].map((part) => cardText(part ?? '')).join(';'),
  };
}

/** What is null is left out: a reader puts it there again. */
const withoutNulls = (item: CustomerInDB['owned_items'][number]): object =>
  Object.fromEntries(Object.entries(item).filter(([, value]) => value !== null));

/** The author, percent-encoded, and the moment stand in parameters of our own: ical.js changes backslashes in parameters. */
function noteProperty({ text, by, at }: CustomerNote): WrittenProperty {
  return {
    name: 'NOTE',
    parameters: { 'X-CRM-BY': encodeURIComponent(by.toWellFormed()), 'X-CRM-AT': at },
    value: cardText(text),
  };
}
