// A customer as a vCard 4.0 (RFC 6350).
import { cardText, writeCard, type WrittenProperty } from '../../../formats/vcard-writer.ts';
import type { CustomerContact, CustomerInDB, CustomerNote } from '../models.ts';

/** The text of the card. What it cannot hold is in `NOT_IN_A_CARD`. */
export function writeCustomerCard(customer: CustomerInDB): string {
  const { id, name, organization, contacts, location, tags, notes, language, updated_at } = customer;
  return writeCard([
    { name: 'UID', value: `urn:crm:${encodeURIComponent(id.toWellFormed())}` },
    { name: 'REV', value: updated_at.replace(/\.\d+/, '').replace(/[-:]/g, '') },
    { name: 'FN', value: cardText(name) },
    { name: 'N', value: structuredName(name) },
    ...(organization ? [{ name: 'ORG', value: cardText(organization) }] : []),
    ...contacts.map(contactProperty),
    ...(location === null ? [] : addressProperty(location)),
    ...(tags.length > 0 ? [{ name: 'CATEGORIES', value: tags.map(cardText).join(',') }] : []),
    ...notes.map(noteProperty),
    { name: 'LANG', value: cardText(language) },
  ]);
}

/** What a vCard of ours does not hold of a customer. What is not listed comes back equal. */
export const NOT_IN_A_CARD: readonly { field: string; because: string }[] = [
  { field: 'owned_items', because: 'A vCard has no property for what somebody owns.' },
  { field: 'linked_user_ids', because: 'The uids of our own users mean nothing to another program.' },
  { field: 'nextcloud_folder', because: 'A path on a server of ours means nothing to another program.' },
  {
    field: 'created_at',
    because: 'A vCard tells when it was changed (REV, in whole seconds) and not when it was made.',
  },
  { field: 'organization and location', because: 'An empty text is as no text.' },
  {
    field: 'contacts',
    because:
      'The same address or number twice is there once; a phone with the label WhatsApp becomes one of WhatsApp, and `tel:` before a number vanishes.',
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

function addressProperty({
  city,
  region,
  country,
}: NonNullable<CustomerInDB['location']>): WrittenProperty[] {
  if (!city && !region && !country) return [];
  const parts = ['', '', '', city, region, '', country];
  return [{ name: 'ADR', value: parts.map((part) => cardText(part ?? '')).join(';') }];
}

/** The author, percent-encoded, and the moment stand in parameters of our own: ical.js changes backslashes in parameters. */
function noteProperty({ text, by, at }: CustomerNote): WrittenProperty {
  return {
    name: 'NOTE',
    parameters: { 'X-CRM-BY': encodeURIComponent(by.toWellFormed()), 'X-CRM-AT': at },
    value: cardText(text),
  };
}
