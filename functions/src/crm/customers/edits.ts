// The edits of a customer: each decides from what is stored which fields to set.
import { plain } from '../../firestore/stored-values.ts';
import type { FieldsToSet } from '../../records/write/update.ts';
import type { ReadRecord } from '../../records/write/read.ts';
import {
  type CustomerContact,
  type CustomerInDB,
  type CustomerNote,
  type CustomerNoteInput,
  type CustomerUpdate,
  LinkedUserId,
  type OwnedItem,
  Tag,
} from './models.ts';

/** Sets the fields that are given; those inside `location` are merged into what is there. */
export function merge({ location, notes, ...rest }: CustomerUpdate, sign: Sign): Edit {
  return ({ record, document }) => {
    const nowhere = { city: null, country: null, region: null };
    const here = record.location && document.storedEntries('location');
    return {
      ...rest,
      ...(notes && { notes: signAll(notes, sign) }),
      ...(location && { location: { ...nowhere, ...here, ...location } }),
      ...(location === null && { location }),
    };
  };
}

/** Appends one element to a list. It is made when the list is read, so that notes stand in the order of their times. */
export function append(field: ListField, element: () => Element): Edit {
  return ({ document }) => ({ [field]: [...(document.storedElements(field) ?? []), element()] });
}

/** Adds a member to a set. Sets nothing if it is in there already. */
export function addMember(field: SetField, member: string): Edit {
  return ({ document }) => {
    const members = document.storedElements(field) ?? [];
    if (members.some((each) => plain(each) === member)) return {};
    const others = members.filter((each) => asMember(field, each) !== member);
    return { [field]: [...others, member] };
  };
}

/** Takes a member out of a set. Sets nothing if it is not in there. */
export function removeMember(field: SetField, member: string): Edit {
  return ({ document }) => {
    const members = document.storedElements(field) ?? [];
    const others = members.filter((each) => asMember(field, each) !== member);
    return others.length === members.length ? {} : { [field]: others };
  };
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

/** The fields to set, given what is stored: elements and keys of other programs stay as they are. */
export type Edit = (read: ReadRecord<CustomerInDB>) => FieldsToSet;

/** The lists that grow by one element, and the sets that members join and leave. */
export type ListField = 'notes' | 'contacts' | 'owned_items';
export type SetField = 'tags' | 'linked_user_ids';

/** An element of such a list. */
export type Element = CustomerContact | CustomerNote | OwnedItem;

/** Fills in who wrote a note, and when, if the note does not say so. */
export type Sign = (note: CustomerNoteInput, now?: string) => CustomerNote;

/** An element as a member of a set: another program may have stored it untrimmed or decomposed. */
const asMember = (field: SetField, element: unknown) => MEMBER[field].safeParse(plain(element)).data;

const MEMBER = { tags: Tag, linked_user_ids: LinkedUserId };
