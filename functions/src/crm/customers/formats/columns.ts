// The columns of a CSV export, and how each is made of a customer.
import type { ContactType, CustomerContact, CustomerInDB } from '../models.ts';
import { jsonForSpreadsheets } from './spreadsheet.ts';

interface Column {
  /** The text of the cell; empty where there is nothing. */
  cell: (customer: CustomerInDB) => string;
  /** Whether the column holds less than the customer does, such as the first three of all e-mails. */
  isDigest: boolean;
}

const exact = (cell: Column['cell']): Column => ({ cell, isDigest: false });
const digest = (cell: Column['cell']): Column => ({ cell, isDigest: true });

const COLUMNS = {
  id: exact(({ id }) => id),
  name: exact(({ name }) => name),
  organization: exact(({ organization }) => organization ?? ''),
  email_1: digest((customer) => contactText(customer, 'email', 0)),
  email_2: digest((customer) => contactText(customer, 'email', 1)),
  email_3: digest((customer) => contactText(customer, 'email', 2)),
  phone_1: digest((customer) => contactText(customer, 'phone', 0)),
  phone_2: digest((customer) => contactText(customer, 'phone', 1)),
  phone_3: digest((customer) => contactText(customer, 'phone', 2)),
  other_1: digest((customer) => contactText(customer, 'other', 0)),
  city: exact(({ location }) => location?.city ?? ''),
  region: exact(({ location }) => location?.region ?? ''),
  country: exact(({ location }) => location?.country ?? ''),
  language: exact(({ language }) => language),
  tags: digest(({ tags }) => tags.join(TAG_SEPARATOR)),
  notes_count: digest(({ notes }) => String(notes.length)),
  created_at: exact(({ created_at }) => created_at),
  updated_at: exact(({ updated_at }) => updated_at),
  // The whole customer without loss: the body that GET gives, with escapes.
  json: exact(jsonForSpreadsheets),
} satisfies Record<string, Column>;

export type ExportColumn = keyof typeof COLUMNS;

/** Every column, in the order of the file, and whether it is a digest. */
export const EXPORT_COLUMNS: readonly { name: ExportColumn; isDigest: boolean }[] = Object.entries(
  COLUMNS,
).map(([name, { isDigest }]) => ({ name: name as ExportColumn, isDigest }));

/** Between the tags of a cell. */
export const TAG_SEPARATOR = ', ';

/** The text of one cell of a customer. */
export const cellOf = (customer: CustomerInDB, column: ExportColumn): string =>
  COLUMNS[column].cell(customer);

/** Which contacts the columns of a kind show: numbers of WhatsApp stand behind the other phones. */
const SHOWN: Readonly<Record<'email' | 'phone' | 'other', readonly ContactType[]>> = {
  email: ['email'],
  phone: ['phone', 'whatsapp'],
  other: ['other'],
};

/**
 * The place in `contacts` of what a column such as `phone_2` shows: primary ones come first, else in their order. Undefined where there is
 * none.
 */
export function placeOfContact(
  contacts: readonly CustomerContact[],
  kind: keyof typeof SHOWN,
  at: number,
): number | undefined {
  const rank = ({ type, primary }: CustomerContact) => SHOWN[kind].indexOf(type) * 2 + (primary ? 0 : 1);
  return contacts
    .map((contact, place) => ({ contact, place }))
    .filter(({ contact }) => SHOWN[kind].includes(contact.type))
    .sort((a, b) => rank(a.contact) - rank(b.contact))
    .map(({ place }) => place)[at];
}

function contactText({ contacts }: CustomerInDB, kind: keyof typeof SHOWN, at: number): string {
  const place = placeOfContact(contacts, kind, at);
  return place === undefined ? '' : (contacts[place]?.value ?? '');
}
