import type { Database } from '../../firestore/database.ts';
import type { Caller } from '../../http/auth/role-gate.ts';
import type { EntityTags } from '../../standards/entity-tag.ts';
import { create, type Creation } from '../../records/write/create.ts';
import type { Current } from '../../records/write/read.ts';
import { erase } from '../../records/trash/erase.ts';
import { etagOf } from '../../records/entity-tag.ts';
import { type CustomerHistoryResponse, getVersion, listHistory } from '../../records/history/pages.ts';
import type { VersionedCustomer } from '../../records/history/entry.ts';
import { listPage } from '../../records/entries/list/list.ts';
import type { ListQuery } from './list-query.ts';
import {
  type CustomerContact,
  type CustomerCreate,
  type CustomerListResponse,
  type CustomerNote,
  type CustomerNoteInput,
  type CustomerUpdate,
  ENTERED_FIELDS,
  LinkedUserId,
  type OwnedItem,
  Tag,
} from './models.ts';
import { customerDocument, customers } from '../../records/paths.ts';
import { customerNotFound } from './problems.ts';
import type { PageQuery } from '../../schemas/page.ts';
import { READ_MASK, storedVersion, toCustomer, type WarnOfFields } from './document.ts';
import { listTrash, moveToTrash, restore, type TrashResponse } from '../../records/trash/trash.ts';
import { type Changes, update } from '../../records/write/update.ts';
import type { WriteContext } from '../../records/write/commit.ts';

/** What the service works with: one request's database, who asks, and where warnings go. */
export interface CustomersContext {
  database: Database;
  caller: Caller;
  warn: WarnOfFields;
  /** How long a deleted customer can be brought back. */
  trashDays: number;
}

/** The lists that grow by one element, and the sets that members join and leave. */
export type ListField = 'notes' | 'contacts' | 'owned_items';
export type SetField = 'tags' | 'linked_user_ids';

/** `If-Match`, or null for no condition. */
export interface Conditions {
  ifMatch: EntityTags | null;
}

export type CustomersService = ReturnType<typeof customersService>;

/** The customers, as plain values in and plain models out; problems are thrown. */
export function customersService({ database, caller, warn, trashDays }: CustomersContext) {
  const { firestore } = database;
  const writing: WriteContext = { database, by: caller.uid, warn };

  /** A page of the customers that match; throws 400 `invalid_cursor`. */
  function listCustomers(query: ListQuery): Promise<CustomerListResponse> {
    return listPage({ database, collection: customers(firestore), warn }, query);
  }

  /** Throws 404 `customer_not_found`. */
  async function getCustomer(id: string): Promise<VersionedCustomer> {
    const snapshot = await database.get(customerDocument(firestore, id), READ_MASK);
    if (!snapshot.exists || snapshot.updateTime === undefined) throw customerNotFound();
    return {
      customer: toCustomer(snapshot, warn),
      etag: etagOf(storedVersion(snapshot), snapshot.updateTime),
    };
  }

  /** With a key, a repeated request gets the answer of the first; throws 422 `idempotency_key_reused`. */
  function createCustomer(data: CustomerCreate, key?: string): Promise<Creation> {
    const now = new Date().toISOString();
    const state = { ...data, notes: signed(data.notes, now), created_at: now, updated_at: now };
    return create(writing, data, state, key);
  }

  /** A partial update; throws 404 and 412 `precondition_failed`. */
  function updateCustomer(
    id: string,
    data: CustomerUpdate,
    conditions?: Conditions,
  ): Promise<VersionedCustomer> {
    return change(id, (current) => merged(current, data), conditions);
  }

  /** Moves a customer to the trash; throws 404 and 412. */
  function deleteCustomer(id: string, { ifMatch }: Conditions = { ifMatch: null }): Promise<void> {
    return moveToTrash(writing, id, { ifMatch, trashDays });
  }

  /** Removes a customer with its trash entry and its history, for good; throws 404 and 412. */
  function eraseCustomer(id: string, { ifMatch }: Conditions = { ifMatch: null }): Promise<void> {
    return erase(writing, id, ifMatch);
  }

  /** Throws 404, and 409 `conflict` for a customer that is not in the trash. */
  function restoreCustomer(id: string): Promise<VersionedCustomer> {
    return restore(writing, id);
  }

  /** Makes an earlier state the newest one; throws 404 `version_not_found` too, and 412. */
  async function revertCustomer(
    id: string,
    version: number,
    conditions?: Conditions,
  ): Promise<VersionedCustomer> {
    const { customer } = await getVersion(database, id, version);
    const entered = Object.fromEntries(ENTERED_FIELDS.map((field) => [field, customer[field]]));
    return update(writing, id, { action: 'revert', ifMatch: null, ...conditions, change: () => entered });
  }

  /** Appends one element; throws 404, 412, and 422 when the list is full. */
  function append(
    id: string,
    field: ListField,
    element: CustomerContact | CustomerNoteInput | OwnedItem,
    conditions?: Conditions,
  ): Promise<VersionedCustomer> {
    return change(
      id,
      (current) => {
        const added =
          field === 'notes' ? signed([element as CustomerNoteInput], new Date().toISOString()) : [element];
        return { [field]: [...storedList(current, field), ...added] };
      },
      conditions,
    );
  }

  /** Adds a member to a set, or takes it out; where it is so already nothing is written. */
  function setMember(
    id: string,
    field: SetField,
    member: string,
    isMember: boolean,
    conditions?: Conditions,
  ): Promise<VersionedCustomer> {
    return change(
      id,
      (current) => {
        const members = storedList(current, field);
        const others = members.filter((each) => memberOf(field, each) !== member);
        if (isMember) return members.includes(member) ? {} : { [field]: [...others, member] };
        return others.length === members.length ? {} : { [field]: others };
      },
      conditions,
    );
  }

  function listVersions(id: string, page: PageQuery): Promise<CustomerHistoryResponse> {
    return listHistory(database, id, page);
  }

  function getCustomerVersion(id: string, version: number): Promise<VersionedCustomer> {
    return getVersion(database, id, version);
  }

  function listDeleted(page: PageQuery): Promise<TrashResponse> {
    return listTrash(database, page);
  }

  function change(
    id: string,
    decide: (current: Current) => Changes,
    conditions?: Conditions,
  ): Promise<VersionedCustomer> {
    return update(writing, id, { ifMatch: null, ...conditions, change: decide });
  }

  /** The fields that an update sets, those inside `location` merged into what is there. */
  function merged({ customer, snapshot }: Current, { location, notes, ...rest }: CustomerUpdate): Changes {
    const nowhere = { city: null, country: null, region: null };
    // As it is stored: another program's fields inside stay.
    const here = customer.location && (snapshot.get('location') as object);
    return {
      ...(rest as Changes),
      ...(notes && { notes: signed(notes, new Date().toISOString()) }),
      ...(location && {
        location: { ...nowhere, ...here, ...location } as Changes['location'] & object,
      }),
      ...(location === null && { location }),
    };
  }

  /** Notes of which every one says who wrote it and when. */
  function signed(notes: readonly CustomerNoteInput[], now: string): CustomerNote[] {
    return notes.map(({ text, by = caller.uid, at = now }) => ({ text, by, at }));
  }

  return {
    listCustomers,
    getCustomer,
    createCustomer,
    updateCustomer,
    deleteCustomer,
    eraseCustomer,
    restoreCustomer,
    revertCustomer,
    append,
    setMember,
    listVersions,
    getCustomerVersion,
    listDeleted,
  };
}

const Member = { tags: Tag, linked_user_ids: LinkedUserId };

/** What an element is as a member of a set: another program may have stored it untrimmed or decomposed. */
const memberOf = (field: SetField, element: unknown) => Member[field].safeParse(element).data;

/** A list as it is stored, with elements that this API would not read: they are another program's, and stay. */
function storedList({ snapshot }: Current, field: ListField | SetField): unknown[] {
  const stored: unknown = snapshot.get(field);
  return Array.isArray(stored) ? stored : [];
}
