// The edits of a customer: each decides from what is stored which fields to set.
import { z } from 'zod';
import { isPlainObject } from '../../firestore/stored-values.ts';
import { validate } from '../../http/request/validation.ts';
import type { State } from '../../records/kind.ts';
import { storedValueUnreadable } from '../../records/problems.ts';
import { patchRecord } from '../../records/write/json-patch.ts';
import type { Edited } from '../../records/write/update.ts';
import type { ReadRecord } from '../../records/write/read.ts';
import {
  type CustomerAppend,
  type CustomerContact,
  CustomerCreate,
  type CustomerInDB,
  type CustomerNote,
  type CustomerNoteInput,
  type CustomerUpdate,
  ENTERED_FIELDS,
  LinkedUserId,
  type OwnedItem,
  Tag,
} from './models.ts';
import type { JsonPatch } from '../../schemas/json-patch.ts';
import { type Sent, validateBeside } from './sent-back.ts';

/**
 * Sets the fields that were sent; those inside `location` are merged into what is there. Only what differs from what was read is validated.
 * Throws 422, and 409 for a part of a location that cannot be read.
 */
export function merge(sent: Sent, sign: Sign): Edit {
  return ({ record, misfits }) => {
    const fields = validateBeside(sent, record);
    const { location } = fields;
    const isPartial = location && Object.keys(NOWHERE).some((part) => !Object.hasOwn(location, part));
    if (isPartial && misfits.includes('location')) throw storedValueUnreadable(['/location']);
    return { fields: completed(fields, record, sign), replaces: true };
  };
}

/**
 * Applies a JSON Patch (RFC 6902) to the customer as it is answered. A field that it removes has no value afterwards, and its list no
 * elements. Throws 409 `conflict` where it does not fit, 409 `stored_value_unreadable` where it would overwrite what it does not replace, and
 * 422 with places in the patch.
 */
export function patch(operations: JsonPatch, sign: Sign): Edit {
  return ({ record }) => {
    const { value, replaced, placeInPatch } = patchRecord(record, operations);
    const after = validate(PatchedCustomer, value, 'body', placeInPatch);
    const location = isPlainObject(after['location'])
      ? { ...NOWHERE, ...after['location'] }
      : after['location'];
    const sent = { ...WITHOUT_VALUES, ...after, ...(location !== undefined && { location }) };
    const fields = completed(validateBeside(sent, record, placeInPatch), record, sign);
    const named = ENTERED_FIELDS.filter((field) =>
      replaced.some((pointer) => pointer === '' || pointer.split('/')[1] === field),
    );
    const asRead = Object.fromEntries(named.map((field) => [field, record[field]]));
    return { fields: { ...asRead, ...fields }, replaces: replaced };
  };
}

/** Appends one element to a list. It is made when the list is read, so that notes stand in the order of their times. */
export function append(field: ListField, element: () => Element): Edit {
  return ({ record }) => ({ fields: { [field]: [...record[field], element()] } });
}

/** Appends elements to several lists, and adds members to the sets. Notes stand in the order of their times. */
export function appendAll(body: CustomerAppend, sign: Sign): Edit {
  const { contacts = [], notes = [], owned_items = [], tags = [], linked_user_ids = [] } = body;
  return ({ record }) => ({
    fields: {
      contacts: [...record.contacts, ...contacts],
      notes: [...record.notes, ...signAll(notes, sign)],
      owned_items: [...record.owned_items, ...owned_items],
      tags: withMembers('tags', record.tags, tags),
      linked_user_ids: withMembers('linked_user_ids', record.linked_user_ids, linked_user_ids),
    },
  });
}

/** Adds a member to a set. Sets nothing if it is in there already. */
export function addMember(field: SetField, member: string): Edit {
  return ({ record }) => ({ fields: { [field]: withMembers(field, record[field], [member]) } });
}

/** Those that are in there already stay where they are. */
function withMembers(field: SetField, members: readonly string[], more: readonly string[]) {
  const before = new Set(members);
  const added = new Set(more.filter((each) => !before.has(each)));
  if (added.size === 0) return members;
  return [...members.filter((each) => !added.has(asMember(field, each))), ...added];
}

/** Takes a member out of a set. Sets nothing if it is not in there. */
export function removeMember(field: SetField, member: string): Edit {
  return ({ record }) => ({
    fields: { [field]: record[field].filter((each) => asMember(field, each) !== member) },
  });
}

/** Signs notes with this uid and the read time. */
export const signAs =
  (uid: string): Sign =>
  ({ text, by = uid, at }, now = isoNow()) => ({ text, by, at: at ?? now });

/** Signs notes that come together: all of them at one time. */
export function signAll(notes: readonly CustomerNoteInput[], sign: Sign, now = isoNow()): CustomerNote[] {
  return notes.map((note) => sign(note, now));
}

/** What a creation makes. */
export function newCustomer(body: CustomerCreate, sign: Sign): State<CustomerInDB> {
  const now = isoNow();
  return { ...body, notes: signAll(body.notes, sign, now), created_at: now, updated_at: now };
}

const isoNow = () => new Date().toISOString();

/** What was validated, with notes signed and a location whole. */
function completed({ location, notes, ...rest }: CustomerUpdate, record: CustomerInDB, sign: Sign) {
  return {
    ...rest,
    ...(notes && { notes: signAll(notes, sign) }),
    ...(location && { location: { ...NOWHERE, ...record.location, ...location } }),
    ...(location === null && { location }),
  };
}

/** The fields to set, given what was read. */
export type Edit = (read: ReadRecord<CustomerInDB>) => Edited;

/** The lists that grow by one element, and the sets that members join and leave. */
export type ListField = 'notes' | 'contacts' | 'owned_items';
export type SetField = 'tags' | 'linked_user_ids';

/** An element of such a list. */
export type Element = CustomerContact | CustomerNote | OwnedItem;

/** Fills in who wrote a note, and when, if the note does not say so. */
export type Sign = (note: CustomerNoteInput, now?: string) => CustomerNote;

/** An element as a member of a set: another program may have stored it untrimmed or decomposed. */
const asMember = (field: SetField, element: string) => MEMBER[field].safeParse(element).data ?? element;

const MEMBER = { tags: Tag, linked_user_ids: LinkedUserId };

/** What a patch makes of a customer is one, with fields or without: its fields are validated beside what was read. */
const PatchedCustomer = z.looseObject({});

/** A customer without a value in any field. A name is needed: its absence is told as a fault. */
const WITHOUT_VALUES = { ...CustomerCreate.parse({ name: '-' }), name: null };

/** A location without a value. */
export const NOWHERE = { city: null, country: null, region: null };
