import type { components, operations } from './contract.ts';
import type { Relaxed } from './relaxed.ts';

type Schemas = components['schemas'];

export type BatchOperation = Relaxed<Schemas['BatchOperation']>;
export type BatchResponse = Schemas['BatchResponse'];
export type BatchResult = Schemas['BatchResult'];
export type ContactType = Schemas['ContactType'];
export type CustomerChange = Schemas['CustomerChange'];
export type CustomerChangesResponse = Schemas['CustomerChangesResponse'];
export type CustomerAppend = Relaxed<Schemas['CustomerAppend']>;
export type CustomerBy = Schemas['CustomerBy'];
export type CustomerContact = Schemas['CustomerContact'];
export type CustomerContactInput = Relaxed<Schemas['CustomerContactInput']>;
export type CustomerCreate = Relaxed<Schemas['CustomerCreate']>;
export type CustomerHistoryResponse = Schemas['CustomerHistoryResponse'];
export type CustomerInDB = Schemas['CustomerInDB'];
export type CustomerKeysResponse = Schemas['CustomerKeysResponse'];
export type CustomerListResponse = Schemas['CustomerListResponse'];
export type CustomerLocation = Schemas['CustomerLocation'];
export type CustomerNote = Schemas['CustomerNote'];
export type CustomerNoteInput = Relaxed<Schemas['CustomerNoteInput']>;
export type CustomerSearch = Paged<Schemas['CustomerSearch']>;
export type CustomerDuplicate = Schemas['CustomerDuplicate'];
export type CustomerUpdate = Relaxed<Schemas['CustomerUpdate']>;
export type CustomerVersion = Schemas['CustomerVersion'];
export type DuplicateCheck = Relaxed<Schemas['DuplicateCheck']>;
export type DuplicatePair = Schemas['DuplicatePair'];
export type DuplicatePairsResponse = Schemas['DuplicatePairsResponse'];
export type DuplicateReason = Schemas['DuplicateReason'];
export type DuplicatesResponse = Schemas['DuplicatesResponse'];
export type ExternalKey = Schemas['ExternalKey'];
export type Fault = Schemas['Fault'];
export type ForeignChange = Schemas['ForeignChange'];
export type HeldRecord = Schemas['HeldRecord'];
export type HeldVersion = Schemas['HeldVersion'];
export type KeyMatch = Schemas['KeyMatch'];
export type MergedCustomer = Schemas['MergedCustomer'];
export type MergedVersion = Schemas['MergedVersion'];
export type MergePreview = Schemas['MergePreview'];
export type MergeRequest = Relaxed<Schemas['MergeRequest']>;
export type OwnedItem = Schemas['OwnedItem'];
export type OwnedItemInput = Relaxed<Schemas['OwnedItemInput']>;
export type OwnedItemType = Schemas['OwnedItemType'];
export type Problem = Schemas['Problem'];
export type ProblemCode = Schemas['ProblemCode'];
export type Subject = Schemas['Subject'];
export type SubjectAccess = Schemas['SubjectAccess'];
export type SubjectAccesses = Schemas['SubjectAccesses'];
export type TrashEntry = Schemas['TrashEntry'];
export type TrashResponse = Schemas['TrashResponse'];
export type UnmergeResponse = Schemas['UnmergeResponse'];

/** `search`, `tag`, `sort`, `limit`, `cursor` and the exact filters. */
export type ListQuery = Omit<Paged<ListParameters>, 'format' | 'excel' | 'columns'>;
/** The filters, searches and orders of a list, `format`, and for CSV `excel` and `columns`. `cursor`: where a part begins. */
export type ExportQuery = ListQuery & {
  format: NonNullable<ListParameters['format']>;
  excel?: boolean | undefined;
  columns?: readonly string[] | undefined;
};
/** `limit` and `cursor`. */
export type PageQuery = Paged<NonNullable<operations['listDeletedCustomers']['parameters']['query']>>;

/** `level`, `status`, `limit` and `cursor`. */
export type PairsQuery = Paged<NonNullable<operations['listDuplicates']['parameters']['query']>>;

/** `since`, `limit`, `wait`, `include`, `customer_id` and `action`. */
export type ChangesQuery = Relaxed<operations['listCustomerChanges']['parameters']['query']>;

/** A customer by what this client returned of it, or by its id. */
export type CustomerRef = string | { readonly id: string };

/** Takes the `next_cursor` of a page as its `cursor`: null is the first page. */
type Paged<Query> = Omit<Relaxed<Query>, 'cursor'> & { cursor?: string | null | undefined };

type ListParameters = NonNullable<operations['listCustomers']['parameters']['query']>;
