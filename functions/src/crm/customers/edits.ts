// The edits of a customer: each decides from what is stored which fields to set.
import { storedValueUnreadable } from '../../records/problems.ts';
import type { FieldsToSet } from '../../records/write/update.ts';
import type { ReadRecord } from '../../records/write/read.ts';
import {
  type CustomerContact,
  type CustomerInDB,
  type CustomerNote,
  type CustomerNoteInput,
  LinkedUserId,
  type OwnedItem,
  Tag,
} from './models.ts';
import { type Sent, validateBeside } from './sent-back.ts';

/**
 * Sets the fields that were sent; those inside `location` are merged into what is there. Only what differs from what was read is validated.
 * Throws 422, and 409 for a part of a location that cannot be read.
 */
export function merge(sent: Sent, sign: Sign): Edit {
  return ({ record, misfits }) => {
    const { location, notes, ...rest } = validateBeside(sent, record);
    const isPartial = location && Object.keys(NOWHERE).some((part) => !Object.hasOwn(location, part));
    if (isPartial && misfits.includes('location')) throw storedValueUnreadable(['/location']);
    return {
      ...rest,
      ...(notes && { notes: signAll(notes, sign) }),
      ...(location && { location: { ...NOWHERE, ...record.location, ...location } }),
      ...(location === null && { location }),
    };
  };
}

/** Appends one element to a list. It is made when the list is read, so that notes stand in the order of their times. */
export function append(field: ListField, element: () => Element): Edit {
  return ({ record }) => ({ [field]: [...record[field], element()] });
}

/** Adds a member to a set. Sets nothing if it is in there already. */
export function addMember(field: SetField, member: string): Edit {
  return ({ record }) => {
    const members = record[field];
    if (members.includes(member)) return {};
    return { [field]: [...members.filter((each) => asMember(field, each) !== member), member] };
  };
}

/** Takes a member out of a set. Sets nothing if it is not in there. */
export function removeMember(field: SetField, member: string): Edit {
  return ({ record }) => ({ [field]: record[field].filter((each) => asMember(field, each) !== member) });
}

/** Signs notes with this uid and the read time. */
export const signAs =
  (uid: string): Sign =>
  ({ text, by = uid, at }, now = isoNow()) => ({ text, by, at: at ?? now });

/** Signs notes that come together: all of them at one time. */
export function signAll(notes: readonly CustomerNoteInput[], sign: Sign, now = isoNow()): CustomerNote[] {
  return notes.map((note) => sign(note, now));
}

const isoNow = () => new Date().toISOString();

/** The fields to set, given what was read. */
export type Edit = (read: ReadRecord<CustomerInDB>) => FieldsToSet;

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

const NOWHERE = { city: null, country: null, region: null };
