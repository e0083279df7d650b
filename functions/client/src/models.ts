import type { components, operations } from './contract.ts';

type Schemas = components['schemas'];

export type ContactType = Schemas['ContactType'];
export type CustomerContact = Schemas['CustomerContact'];
export type CustomerContactInput = Schemas['CustomerContactInput'];
export type CustomerCreate = Schemas['CustomerCreate'];
export type CustomerHistoryResponse = Schemas['CustomerHistoryResponse'];
export type CustomerInDB = Schemas['CustomerInDB'];
export type CustomerListResponse = Schemas['CustomerListResponse'];
export type CustomerLocation = Schemas['CustomerLocation'];
export type CustomerNote = Schemas['CustomerNote'];
export type CustomerNoteInput = Schemas['CustomerNoteInput'];
export type CustomerSearch = Schemas['CustomerSearch'];
export type CustomerUpdate = Schemas['CustomerUpdate'];
export type CustomerVersion = Schemas['CustomerVersion'];
export type Fault = Schemas['Fault'];
export type ForeignChange = Schemas['ForeignChange'];
export type OwnedItem = Schemas['OwnedItem'];
export type OwnedItemInput = Schemas['OwnedItemInput'];
export type OwnedItemType = Schemas['OwnedItemType'];
export type Problem = Schemas['Problem'];
export type ProblemCode = Schemas['ProblemCode'];
export type TrashEntry = Schemas['TrashEntry'];
export type TrashResponse = Schemas['TrashResponse'];

/** `search`, `tag`, `sort`, `limit`, `cursor` and the exact filters. */
export type ListQuery = NonNullable<operations['listCustomers']['parameters']['query']>;
/** `limit` and `cursor`. */
export type PageQuery = NonNullable<operations['listDeletedCustomers']['parameters']['query']>;
