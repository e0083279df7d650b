// What a row of a file changes in a customer who is there.
import { isDeepStrictEqual } from 'node:util';
import { type Edit, merge, type Sign } from '../edits.ts';
import { contactFacets } from '../facets.ts';
import {
  type CustomerContact,
  type CustomerInDB,
  type CustomerNoteInput,
  CustomerUpdate,
  OwnedItem,
} from '../models.ts';
import type { ImportOptions } from './models.ts';

/**
 * With `fill_empty` nothing is changed and nothing is removed: a field without a value gets one, a list gets the elements that it lacks. With
 * `overwrite` what the row has replaces what is there, but for notes, which are always added: they are what people have written.
 */
export function editOf(
  { fields, emptied }: { fields: Record<string, unknown> | null; emptied: readonly string[] },
  { options, sign }: { options: ImportOptions; sign: Sign },
): Edit {
  // As it will be stored, so that it can be compared with what is.
  const row = CustomerUpdate.parse(fields ?? {});
  return (read) => {
    const { record } = read;
    const sent = options.update === 'overwrite' ? overwritten(row, record) : filled(row, record);
    const cleared = options.update === 'overwrite' && options.empty_cells === 'clear' ? emptied : [];
    clear(sent, cleared, record);
    const { tag } = options;
    if (tag !== undefined) sent['tags'] = withTag(sent['tags'] ?? record.tags, tag);
    return { ...merge(sent, sign)(read), replaces: false };
  };
}

/** The tags with one more, unless it is among them. */
export function withTag(tags: unknown, tag: string): string[] {
  const there = Array.isArray(tags) ? (tags as string[]) : [];
  return there.includes(tag) ? there : [...there, tag];
}

function filled(row: CustomerUpdate, record: CustomerInDB): Record<string, unknown> {
  const sent: Record<string, unknown> = {};
  for (const field of ['name', 'organization', 'nextcloud_folder', 'language'] as const)
    if (row[field] !== undefined && isEmpty(record[field])) sent[field] = row[field];
  if (row.location) {
    const lacking = Object.entries(row.location).filter(
      ([part, value]) => value !== null && isEmpty(record.location?.[part as keyof typeof row.location]),
    );
    if (lacking.length > 0) sent['location'] = Object.fromEntries(lacking);
  }
  for (const field of ['tags', 'linked_user_ids'] as const)
    if (row[field]) sent[field] = [...new Set([...record[field], ...row[field]])];
  if (row.contacts) sent['contacts'] = [...record.contacts, ...newContacts(row.contacts, record.contacts)];
  if (row.owned_items) {
    const there = record.owned_items;
    const added = row.owned_items.filter(
      (item) => !there.some((each) => isDeepStrictEqual(OwnedItem.safeParse(each).data, item)),
    );
    sent['owned_items'] = [...there, ...added];
  }
  addNotes(sent, row, record);
  return sent;
}

function overwritten(row: CustomerUpdate, record: CustomerInDB): Record<string, unknown> {
  const sent: Record<string, unknown> = { ...row };
  // The parts of a place that the row does not have are null in it.
  if (row.location)
    sent['location'] = Object.fromEntries(Object.entries(row.location).filter(([, value]) => value !== null));
  addNotes(sent, row, record);
  return sent;
}

function addNotes(sent: Record<string, unknown>, { notes }: CustomerUpdate, record: CustomerInDB): void {
  if (!notes) return;
  const added = notes.filter(
    (note: CustomerNoteInput) => !record.notes.some(({ text }) => text === note.text),
  );
  sent['notes'] = [...record.notes, ...added];
}

/** Those with a number or an address that the customer does not have, in whatever format. */
function newContacts(
  contacts: readonly CustomerContact[],
  there: readonly CustomerContact[],
): CustomerContact[] {
  const known = new Set(there.flatMap(keysOf));
  return contacts.filter((contact) => {
    const keys = keysOf(contact);
    const isKnown = keys.some((key) => known.has(key));
    for (const key of keys) known.add(key);
    return !isKnown;
  });
}

function keysOf(contact: CustomerContact): string[] {
  const facets = contactFacets(contact);
  return facets.length > 0 ? facets : [`value:${contact.value}`];
}

function clear(sent: Record<string, unknown>, emptied: readonly string[], record: CustomerInDB): void {
  for (const field of emptied) {
    const [first = '', part] = field.split('.');
    if (first === 'location' && part !== undefined) {
      const location = (sent['location'] ?? {}) as Record<string, unknown>;
      if (record.location !== null && !Object.hasOwn(location, part))
        sent['location'] = { ...location, [part]: null };
    } else if (first in EMPTY && !Object.hasOwn(sent, first)) sent[first] = EMPTY[first];
  }
}

/** What a field becomes that is cleared. A name and a language everybody has; notes stay. */
const EMPTY: Partial<Record<string, unknown>> = {
  organization: null,
  nextcloud_folder: null,
  contacts: [],
  tags: [],
  owned_items: [],
  linked_user_ids: [],
};

const isEmpty = (value: unknown) => value === null || value === undefined || value === '';
