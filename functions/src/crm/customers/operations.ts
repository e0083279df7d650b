// Every operation of the customers: who may call it and what it takes.
import type { Operation } from '../../http/operations.ts';
import { PageQuery } from '../../schemas/page.ts';
import { BatchEnvelope, BatchRequest } from './batch-models.ts';
import { ChangesQuery } from './change-models.ts';
import { DuplicateCheck, OnDuplicateQuery, PairPath, PairsQuery } from './duplicate-models.ts';
import { CsvDownloadQuery, DownloadQuery, EXPORT_FORMATS, ExportQuery } from './export-query.ts';
import { importOperations } from './import/operations.ts';
import { CustomerSearch, ListQuery } from './list-query.ts';
import { MergeEnvelope, MergeRequest, UnmergeRequest } from './merge-models.ts';
import { CustomerContact, CustomerCreate, CustomerNoteInput, CustomerUpdate, OwnedItem } from './models.ts';
import { RetentionQuery, SubjectQuery } from './subject-models.ts';
import {
  ContactKeyPath,
  CustomerKeyPath,
  CustomerPath,
  DeleteQuery,
  ExternalKeyPath,
  GetQuery,
  LinkedUserPath,
  RevertRequest,
  TagPath,
  VersionPath,
} from './requests.ts';

/** The reads and the upserts by each kind of key. */
const getByKey = { method: 'get', role: 'viewer', headers: ['ifNoneMatch'] } as const;
const upsert = {
  method: 'put',
  role: 'editor',
  headers: ['ifMatch', 'ifNoneMatch'],
  body: CustomerUpdate,
  comparesBody: true,
} as const;
const BY_EMAIL = { path: '/by/email/{value}', params: ContactKeyPath } as const;
const BY_PHONE = { path: '/by/phone/{value}', params: ContactKeyPath } as const;
const BY_EXTERNAL_KEY = { path: '/by/external/{system}/{key}', params: ExternalKeyPath } as const;

/** The path may be the id of a customer, who goes before. */
const download = { method: 'get', role: 'editor', isShared: true } as const;

/** The router and the OpenAPI document both read this table, so a route without an operation cannot exist. */
export const customerOperations = {
  exportCustomers: {
    method: 'get',
    path: '/',
    role: 'editor',
    formats: EXPORT_FORMATS,
    query: ExportQuery,
  },
  downloadCsv: { ...download, path: '/export.csv', query: CsvDownloadQuery },
  downloadNdjson: { ...download, path: '/export.ndjson', query: DownloadQuery },
  downloadVcards: { ...download, path: '/export.vcf', query: DownloadQuery },

  listCustomers: { method: 'get', path: '/', role: 'viewer', query: ListQuery },
  createCustomer: {
    method: 'post',
    path: '/',
    role: 'editor',
    query: OnDuplicateQuery,
    headers: ['idempotencyKey'],
    body: CustomerCreate,
  },

  searchCustomers: { method: 'post', path: '/search', role: 'viewer', isRead: true, body: CustomerSearch },

  batchCustomers: {
    method: 'post',
    path: '/batch',
    role: 'editor',
    headers: ['prefer'],
    body: BatchRequest,
    envelope: BatchEnvelope,
  },

  findDuplicates: { method: 'post', path: '/duplicates', role: 'viewer', isRead: true, body: DuplicateCheck },
  listDuplicates: { method: 'get', path: '/duplicates', role: 'viewer', query: PairsQuery },
  dismissDuplicate: {
    method: 'put',
    path: '/duplicates/{customer_id}/{other_id}/dismissal',
    role: 'editor',
    params: PairPath,
  },
  takeDismissalBack: {
    method: 'delete',
    path: '/duplicates/{customer_id}/{other_id}/dismissal',
    role: 'editor',
    params: PairPath,
  },

  listCustomerChanges: { method: 'get', path: '/changes', role: 'viewer', query: ChangesQuery },
  ...importOperations,

  listDeletedCustomers: { method: 'get', path: '/trash', role: 'viewer', query: PageQuery },
  listUntouchedCustomers: { method: 'get', path: '/retention', role: 'admin', query: RetentionQuery },

  getCustomerByEmail: { ...getByKey, ...BY_EMAIL },
  upsertCustomerByEmail: { ...upsert, ...BY_EMAIL },
  getCustomerByPhone: { ...getByKey, ...BY_PHONE },
  upsertCustomerByPhone: { ...upsert, ...BY_PHONE },
  getCustomerByExternalKey: { ...getByKey, ...BY_EXTERNAL_KEY },
  upsertCustomerByExternalKey: { ...upsert, ...BY_EXTERNAL_KEY },

  getCustomer: {
    method: 'get',
    path: '/{customer_id}',
    role: 'viewer',
    params: CustomerPath,
    query: GetQuery,
    headers: ['ifNoneMatch'],
  },
  updateCustomer: {
    method: 'put',
    path: '/{customer_id}',
    role: 'editor',
    params: CustomerPath,
    query: OnDuplicateQuery,
    headers: ['ifMatch'],
    body: CustomerUpdate,
    comparesBody: true,
  },
  patchCustomer: {
    method: 'patch',
    path: '/{customer_id}',
    role: 'editor',
    params: CustomerPath,
    query: OnDuplicateQuery,
    headers: ['ifMatch'],
    body: CustomerUpdate,
    comparesBody: true,
    takesJsonPatch: true,
  },
  deleteCustomer: {
    method: 'delete',
    path: '/{customer_id}',
    role: 'editor',
    roleWith: { parameter: 'erase', value: 'true', role: 'admin' },
    params: CustomerPath,
    query: DeleteQuery,
    headers: ['ifMatch'],
  },

  restoreCustomer: {
    method: 'post',
    path: '/{customer_id}/restore',
    role: 'editor',
    params: CustomerPath,
  },
  revertCustomer: {
    method: 'post',
    path: '/{customer_id}/revert',
    role: 'editor',
    params: CustomerPath,
    headers: ['ifMatch'],
    body: RevertRequest,
  },

  mergeCustomers: {
    method: 'post',
    path: '/{customer_id}/merge',
    role: 'editor',
    params: CustomerPath,
    headers: ['ifMatch'],
    body: MergeRequest,
    envelope: MergeEnvelope,
  },
  unmergeCustomers: {
    method: 'post',
    path: '/{customer_id}/unmerge',
    role: 'editor',
    params: CustomerPath,
    headers: ['ifMatch'],
    body: UnmergeRequest,
  },

  listCustomerVersions: {
    method: 'get',
    path: '/{customer_id}/history',
    role: 'viewer',
    params: CustomerPath,
    query: PageQuery,
  },
  getCustomerVersion: {
    method: 'get',
    path: '/{customer_id}/history/{version}',
    role: 'viewer',
    params: VersionPath,
    headers: ['ifNoneMatch'],
  },

  addNote: {
    method: 'post',
    path: '/{customer_id}/notes',
    role: 'editor',
    params: CustomerPath,
    headers: ['ifMatch'],
    body: CustomerNoteInput,
  },
  addContact: {
    method: 'post',
    path: '/{customer_id}/contacts',
    role: 'editor',
    params: CustomerPath,
    headers: ['ifMatch'],
    body: CustomerContact,
  },
  addOwnedItem: {
    method: 'post',
    path: '/{customer_id}/owned_items',
    role: 'editor',
    params: CustomerPath,
    headers: ['ifMatch'],
    body: OwnedItem,
  },

  addTag: {
    method: 'put',
    path: '/{customer_id}/tags/{tag}',
    role: 'editor',
    params: TagPath,
    headers: ['ifMatch'],
  },
  removeTag: {
    method: 'delete',
    path: '/{customer_id}/tags/{tag}',
    role: 'editor',
    params: TagPath,
    headers: ['ifMatch'],
  },
  linkUser: {
    method: 'put',
    path: '/{customer_id}/linked_user_ids/{uid}',
    role: 'editor',
    params: LinkedUserPath,
    headers: ['ifMatch'],
  },
  unlinkUser: {
    method: 'delete',
    path: '/{customer_id}/linked_user_ids/{uid}',
    role: 'editor',
    params: LinkedUserPath,
    headers: ['ifMatch'],
  },

  listCustomerKeys: {
    method: 'get',
    path: '/{customer_id}/keys',
    role: 'viewer',
    params: CustomerPath,
    headers: ['ifNoneMatch'],
  },
  addCustomerKey: {
    method: 'put',
    path: '/{customer_id}/keys/{system}/{key}',
    role: 'editor',
    params: CustomerKeyPath,
    headers: ['ifMatch'],
  },
  removeCustomerKey: {
    method: 'delete',
    path: '/{customer_id}/keys/{system}/{key}',
    role: 'editor',
    params: CustomerKeyPath,
    headers: ['ifMatch'],
  },

  accessSubject: {
    method: 'get',
    path: '/{customer_id}/subject-access',
    role: 'admin',
    params: CustomerPath,
    query: SubjectQuery,
  },
  accessSubjectsByEmail: {
    method: 'get',
    path: '/by/email/{value}/subject-access',
    role: 'admin',
    params: ContactKeyPath,
    query: SubjectQuery,
  },
  accessSubjectsByPhone: {
    method: 'get',
    path: '/by/phone/{value}/subject-access',
    role: 'admin',
    params: ContactKeyPath,
    query: SubjectQuery,
  },
} as const satisfies Record<string, Operation>;
