// The customers as functions: plain values in, plain models out, one line an operation.
import type { Role } from '../../http/auth/claims.ts';
import type { Database } from '../../firestore/database.ts';
import type { WriteContext } from '../../records/context.ts';
import { listChanges } from '../../records/changes/pages.ts';
import { checkDuplicates } from '../../records/duplicates/check.ts';
import { dismissPair, takeDismissalBack } from '../../records/duplicates/dismiss.ts';
import { listPairs } from '../../records/duplicates/pair-page.ts';
import { getVersion, listVersions } from '../../records/history/pages.ts';
import type { WarnOfFields } from '../../records/kind.ts';
import { listPage } from '../../records/list/list.ts';
import { getRecord, isKnownId } from '../../records/get.ts';
import { moveToTrash } from '../../records/trash/delete.ts';
import { erase } from '../../records/trash/erase.ts';
import { listTrash } from '../../records/trash/pages.ts';
import { restore } from '../../records/trash/restore.ts';
import type { Settings } from '../../records/settings.ts';
import { getByKey, writeByKey } from '../../records/keys/by-key.ts';
import { addKey, listKeys, removeKey } from '../../records/keys/external.ts';
import type { ExternalKey } from '../../records/history/entry.ts';
import { create } from '../../records/write/create.ts';
import { revert } from '../../records/write/revert.ts';
import { update } from '../../records/write/update.ts';
import { writeAlone } from '../../records/write/version.ts';
import type { EntityTags } from '../../standards/entity-tag.ts';
import type { KeyedRequest } from '../../standards/keyed-request.ts';
import {
  addMember,
  append,
  type Edit,
  type Element,
  type ListField,
  merge,
  newCustomer,
  patch,
  removeMember,
  type SetField,
  signAs,
} from './edits.ts';
import type { ChangesQuery } from './change-models.ts';
import { type BatchEnvelope } from './batch-models.ts';
import { doBatch } from './batch.ts';
import { type DuplicateCheck, type OnDuplicate, type PairsQuery } from './duplicate-models.ts';
import { identityValues } from './identity.ts';
import { exportPart, exportWhole, type TakePart } from './export.ts';
import type { DownloadQuery, ExportQuery } from './export-query.ts';
import { subjectOf, subjectsWith } from '../../records/subject/access.ts';
import type { PartOptions } from '../../records/subject/access.ts';
import { withFilenames } from './import/filenames.ts';
import type { RetentionQuery } from './subject-models.ts';
import { filtersOf } from './facets.ts';
import type { ExportFormat } from './formats/write-part.ts';
import { type CustomerKey, customerKey, upsertBy } from './keys.ts';
import { customersKind } from './kind.ts';
import { refusingOf } from './refusing.ts';
import type { ListQuery } from './list-query.ts';
import type { MergeEnvelope, UnmergeRequest } from './merge-models.ts';
import { mergeCustomers, unmergeCustomers } from './merge.ts';
import type { CustomerContact, CustomerCreate, CustomerNoteInput, OwnedItem } from './models.ts';
import type { Sent } from './sent-back.ts';
import type { JsonPatch } from '../../schemas/json-patch.ts';
import type { PageQuery } from '../../schemas/page.ts';

/**
 * Throws `Problem`s: 404 `customer_not_found` for an operation with an id, 412 `precondition_failed` for one with a condition, 409
 * `stored_value_unreadable` for an edit, and what is said beside each.
 */
export function customersService(context: CustomersContext) {
  const { database, settings, caller, warn, trashDays, keyed } = context;
  const kind = customersKind;
  const writing: WriteContext = { database, by: caller.uid, byName: caller.name ?? null, warn, keyed };
  const sign = signAs(caller.uid);
  const always: Conditions = { ifMatch: null };

  const edit = (id: string, { ifMatch, onDuplicate }: Conditions, edit: Edit) =>
    update(kind, writing, id, { ifMatch, edit, refusing: refusingOf(onDuplicate) });
  const appendTo = (field: ListField, id: string, on: Conditions, element: () => Element) =>
    edit(id, on, append(field, element));

  return {
    /** Throws 400 `invalid_cursor`. */
    listCustomers: ({ limit, cursor, ...query }: ListQuery) => {
      const { sort, search = '', updated_since: updatedSince, ...facets } = query;
      const request = { limit, cursor, sort, search, updatedSince, filters: filtersOf(facets), bound: query };
      return listPage({ kind, database, settings, warn }, request);
    },

    /** As `exportPart` and `exportWhole` do it. */
    exportPart: (format: ExportFormat, query: ExportQuery) =>
      exportPart({ database, settings, warn }, format, query),
    exportWhole: (format: ExportFormat, query: DownloadQuery, take: TakePart) =>
      exportWhole({ database, settings, warn }, format, query, take),

    /** Whether an id is that of a customer, or leads to one. */
    isKnown: (id: string) => isKnownId(kind, database, id),

    /** Throws 404 where nobody has the key, and 409 `ambiguous_key`. */
    getCustomerBy: (by: CustomerKey) => getByKey(kind, { database, warn }, customerKey(by)),

    /** Changes the one who has the key, or creates one. Throws 409 `ambiguous_key`, and what an update and a creation do. */
    upsertCustomer: (by: CustomerKey, sent: Sent, { ifMatch, ifNoneMatch }: UpsertConditions) =>
      writeAlone(
        writeByKey(
          kind,
          writing,
          customerKey(by),
          upsertBy(writing, by, { sent, sign, ifMatch, ifNoneMatch }),
        ),
      ),

    getCustomer: (id: string) => getRecord(kind, { database, warn }, id),

    /** With a key, a repeated request gets the first answer. Throws 422 `idempotency_key_reused`, and 409 `duplicate_found` where that is wanted. */
    createCustomer: (body: CustomerCreate, key?: string, onDuplicate?: OnDuplicate) =>
      create(kind, writing, { body, state: newCustomer(body, sign), key, refusing: refusingOf(onDuplicate) }),

    /** With the body as it was sent. Throws 422 for what differs from what is stored and is not right, and 409 for a partial location or a duplicate. */
    updateCustomer: (id: string, sent: Sent, on = always) => edit(id, on, merge(sent, sign)),

    /** Throws 409 `conflict` for a patch that does not fit, and 422 for what it makes. */
    patchCustomer: (id: string, operations: JsonPatch, on = always) => edit(id, on, patch(operations, sign)),

    /** Who may be the same as somebody of whom so much is known. */
    findDuplicates: ({ exclude_id: excludeId, ...fields }: DuplicateCheck) =>
      checkDuplicates(kind, database, {
        values: identityValues(fields),
        excludeId,
        isStored: excludeId !== undefined,
      }),

    /** Throws 400 `invalid_cursor`. */
    listDuplicates: (query: PairsQuery) => listPairs({ kind, database, settings, warn }, query),

    dismissDuplicate: (id: string, other: string) => dismissPair(kind, writing, [id, other]),

    takeDismissalBack: (id: string, other: string) => takeDismissalBack(kind, writing, [id, other]),

    /** As `doBatch` does it, in the history by the id of the request. */
    batch: (batch: BatchEnvelope, isMinimal: boolean, { caller: { role }, requestId }: BatchRequester) => {
      const all = { ...writing, keyed: null, batch: requestId };
      return doBatch({ writing: all, role, trashDays, key: keyed?.key ?? null, isMinimal }, batch);
    },

    addNote: (id: string, note: CustomerNoteInput, on = always) =>
      appendTo('notes', id, on, () => sign(note)),

    addContact: (id: string, contact: CustomerContact, on = always) =>
      appendTo('contacts', id, on, () => contact),

    addOwnedItem: (id: string, item: OwnedItem, on = always) => appendTo('owned_items', id, on, () => item),

    addMember: (id: string, field: SetField, member: string, on = always) =>
      edit(id, on, addMember(field, member)),

    removeMember: (id: string, field: SetField, member: string, on = always) =>
      edit(id, on, removeMember(field, member)),

    listKeys: (id: string) => listKeys(kind, { database, warn }, id),

    /** Throws 409 `conflict` where another customer has the key. */
    addKey: (id: string, key: ExternalKey, { ifMatch } = always) =>
      addKey(kind, writing, id, { ...key, ifMatch }),

    removeKey: (id: string, key: ExternalKey, { ifMatch } = always) =>
      removeKey(kind, writing, id, { ...key, ifMatch }),

    deleteCustomer: (id: string, { ifMatch } = always) =>
      moveToTrash(kind, writing, id, { ifMatch, trashDays }),

    /** With its trash entry and its history, for good. */
    eraseCustomer: (id: string, { ifMatch } = always) => erase(kind, writing, id, ifMatch),

    /** Throws 409 `conflict` for a customer that is not in the trash. */
    restoreCustomer: (id: string) => restore(kind, writing, id),

    /** Throws 404 `version_not_found` too. */
    revertCustomer: (id: string, version: number, { ifMatch } = always) =>
      revert(kind, writing, id, { version, ifMatch }),

    /** As `mergeCustomers` does it. */
    mergeCustomers: (id: string, body: MergeEnvelope, { ifMatch } = always) =>
      mergeCustomers({ writing, trashDays, sign }, id, body, ifMatch),

    /** As `unmergeCustomers` does it. */
    unmergeCustomers: (id: string, body: UnmergeRequest, { ifMatch } = always) =>
      unmergeCustomers({ writing, trashDays, sign }, id, body, ifMatch),

    listVersions: (id: string, page: PageQuery) => listVersions(kind, { database, settings }, id, page),

    /** Throws 404 `version_not_found`. */
    getCustomerVersion: (id: string, version: number) => getVersion(kind, database, id, version),

    /** Everything that is held of a person. Throws 409 for an id that was merged into another one, and what `makeSubjectPart` does. */
    accessSubject: async (id: string, part: PartOptions) =>
      withFilenames(database, await subjectOf(kind, { database, settings }, id, part)),

    /** The same of all who have a key. Throws 404 where nobody has it. */
    accessSubjectsBy: async (by: CustomerKey, part: PartOptions) =>
      withFilenames(database, await subjectsWith(kind, { database, settings }, customerKey(by), part)),

    /** The customers whom nobody has changed since a time, the oldest first. */
    listUntouched: ({ untouched_since: updatedBefore, limit, cursor }: RetentionQuery) =>
      listPage(
        { kind, database, settings, warn },
        {
          ...{ limit, cursor, sort: 'updated_at', search: '', filters: [], updatedBefore },
          bound: { untouched_since: updatedBefore },
        },
      ),

    /** Throws 400 `invalid_cursor` and 410 `changes_expired`. */
    listChanges: ({ include, customer_id: record, action: actions, ...query }: ChangesQuery) =>
      listChanges(
        { kind, database, settings },
        { ...query, withState: include === 'state', record, actions },
      ),

    listDeleted: (page: PageQuery) => listTrash(kind, { database, settings }, page),
  };
}

/** What the service works with: one request's database, who asks, and where warnings go. */
export interface CustomersContext {
  database: Database;
  settings: Settings;
  caller: { uid: string; name?: string | null };
  warn: WarnOfFields;
  /** How long a deleted customer can be brought back. */
  trashDays: number;
  /** The request, if it is a write with an idempotency key. */
  keyed: KeyedRequest | null;
}

/** Who sends a batch, and the id of the request. */
interface BatchRequester {
  caller: { role: Role };
  requestId: string;
}

/** `If-Match`, or null for no condition; and what becomes of an edit that makes a duplicate. */
export interface Conditions {
  ifMatch: EntityTags | null;
  onDuplicate?: OnDuplicate;
}

interface UpsertConditions extends Conditions {
  ifNoneMatch: EntityTags | null;
}
