import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { operation, type RequestBody } from '../../../contract/operation.ts';
import { CustomerHistoryResponse } from '../../../records/history/pages.ts';
import {
  CustomerContact,
  CustomerCreate,
  CustomerInDB,
  CustomerListResponse,
  CustomerNoteInput,
  CustomerUpdate,
  OwnedItem,
} from '../models.ts';
import { RevertRequest } from '../requests.ts';
import { TrashResponse } from '../../../records/trash/trash.ts';
import * as examples from './examples.ts';
import {
  customerPath,
  deleteParameters,
  linkedUserPath,
  listParameters,
  pageParameters,
  tagPath,
  versionPath,
} from './parameters.ts';

const customer = (description: string) => ({
  description,
  headers: ['ETag'] as const,
  schema: CustomerInDB,
  examples: examples.customer,
});

const editing = {
  tag: 'Customers',
  role: 'editor',
  path: customerPath,
  headers: ['IfMatch'],
  problems: ['customer_not_found', 'precondition_failed', 'too_large', 'validation_failed'],
} as const;

const update = {
  ...editing,
  summary: 'Change a customer',
  description:
    'Partial: an absent field is left as it is, `null` clears an optional one, an array replaces the array; the same inside `location`. With `If-Match` nothing is changed when somebody else was faster.',
  body: { schema: CustomerUpdate, examples: examples.update },
  answers: { 200: customer('The customer as it is now.') },
} as const;

const append = (operationId: string, summary: string, body: RequestBody) =>
  operation({
    ...editing,
    operationId,
    tag: 'Parts of a customer',
    summary,
    description: 'Appends one element: however many do so at once, all of them land.',
    body,
    answers: { 201: customer('The customer with the new element.') },
  });

const member = (operationId: string, summary: string, path: typeof tagPath | typeof linkedUserPath) =>
  operation({
    ...editing,
    operationId,
    tag: 'Parts of a customer',
    path,
    summary,
    description: 'Safe to repeat: where it is so already, nothing is written.',
    answers: { 200: customer('The customer as it is now.') },
  });

/** Every operation of the customers, by path. */
export const customerPaths: ZodOpenApiPathsObject = {
  '/crm/customers': {
    get: operation({
      operationId: 'listCustomers',
      tag: 'Customers',
      summary: 'List or search customers',
      description:
        'All filters combine. The default page holds 1,000 customers; a longer list goes on at `next_cursor`.',
      role: 'viewer',
      query: listParameters,
      answers: {
        200: {
          description: 'A page of the customers that match.',
          headers: ['Link'],
          schema: CustomerListResponse,
          examples: examples.customerList,
        },
      },
      problems: ['invalid_cursor', 'validation_failed'],
    }),
    post: operation({
      operationId: 'createCustomer',
      tag: 'Customers',
      summary: 'Create a customer',
      description:
        'Send an `Idempotency-Key`, so that a repetition after a lost answer makes no second customer.',
      role: 'editor',
      headers: ['IdempotencyKey'],
      body: { schema: CustomerCreate, examples: examples.creation },
      answers: {
        201: {
          ...customer('The new customer; or, with a key that was used before, the answer of then.'),
          headers: ['ETag', 'Location', 'Idempotent-Replayed'],
        },
      },
      problems: ['idempotency_key_reused'],
    }),
  },
  '/crm/customers/trash': {
    get: operation({
      operationId: 'listDeletedCustomers',
      tag: 'History and trash',
      summary: 'List deleted customers',
      description: 'Newest first. Each can be restored until it expires.',
      role: 'viewer',
      query: pageParameters,
      answers: {
        200: {
          description: 'A page of the trash.',
          headers: ['Link'],
          schema: TrashResponse,
          examples: examples.trash,
        },
      },
      problems: ['invalid_cursor', 'validation_failed'],
    }),
  },
  '/crm/customers/{customer_id}': {
    get: operation({
      operationId: 'getCustomer',
      tag: 'Customers',
      summary: 'Get a customer',
      description: 'With `If-None-Match` only if it has changed.',
      role: 'viewer',
      path: customerPath,
      headers: ['IfNoneMatch'],
      answers: {
        200: customer('The customer.'),
        304: { description: 'It still is as you have it.', headers: ['ETag'] },
      },
      problems: ['customer_not_found', 'validation_failed'],
    }),
    put: operation({ ...update, operationId: 'updateCustomer' }),
    patch: operation({
      ...update,
      operationId: 'patchCustomer',
      summary: 'Change a customer (the same as PUT)',
    }),
    delete: operation({
      ...editing,
      operationId: 'deleteCustomer',
      summary: 'Delete a customer',
      description:
        'Moves it to the trash, from which it can be restored. With `erase=true` (role **admin**) the customer, its trash entry and its whole history are removed for good.',
      query: deleteParameters,
      answers: { 204: { description: 'It is gone.' } },
    }),
  },
  '/crm/customers/{customer_id}/restore': {
    post: operation({
      operationId: 'restoreCustomer',
      tag: 'History and trash',
      summary: 'Bring a deleted customer back',
      description: 'With its history, as it was.',
      role: 'editor',
      path: customerPath,
      answers: { 200: customer('The customer, back.') },
      problems: ['customer_not_found', 'conflict', 'too_large', 'validation_failed'],
    }),
  },
  '/crm/customers/{customer_id}/revert': {
    post: operation({
      ...editing,
      operationId: 'revertCustomer',
      tag: 'History and trash',
      summary: 'Go back to an earlier version',
      description: 'Makes the state of that version the newest one; the history keeps all of it.',
      body: { schema: RevertRequest, examples: examples.revert },
      answers: { 200: customer('The customer as it was then.') },
      problems: [...editing.problems, 'version_not_found'],
    }),
  },
  '/crm/customers/{customer_id}/history': {
    get: operation({
      operationId: 'listCustomerVersions',
      tag: 'History and trash',
      summary: 'Who changed what, when',
      description: 'Newest first; of a customer in the trash too. `by` is `external` for another program.',
      role: 'viewer',
      path: customerPath,
      query: pageParameters,
      answers: {
        200: {
          description: 'A page of the history.',
          headers: ['Link'],
          schema: CustomerHistoryResponse,
          examples: examples.history,
        },
      },
      problems: ['customer_not_found', 'invalid_cursor', 'validation_failed'],
    }),
  },
  '/crm/customers/{customer_id}/history/{version}': {
    get: operation({
      operationId: 'getCustomerVersion',
      tag: 'History and trash',
      summary: 'The customer as of a version',
      description: 'The whole state that this version left.',
      role: 'viewer',
      path: versionPath,
      headers: ['IfNoneMatch'],
      answers: {
        200: customer('The customer as it was then.'),
        304: { description: 'It still is as you have it.', headers: ['ETag'] },
      },
      problems: ['customer_not_found', 'version_not_found', 'validation_failed'],
    }),
  },
  '/crm/customers/{customer_id}/notes': {
    post: append('addNote', 'Add a note', { schema: CustomerNoteInput, examples: examples.note }),
  },
  '/crm/customers/{customer_id}/contacts': {
    post: append('addContact', 'Add a contact', { schema: CustomerContact, examples: examples.contact }),
  },
  '/crm/customers/{customer_id}/owned_items': {
    post: append('addOwnedItem', 'Add an owned item', { schema: OwnedItem, examples: examples.ownedItem }),
  },
  '/crm/customers/{customer_id}/tags/{tag}': {
    put: member('addTag', 'Add a tag', tagPath),
    delete: member('removeTag', 'Remove a tag', tagPath),
  },
  '/crm/customers/{customer_id}/linked_user_ids/{uid}': {
    put: member('linkUser', 'Link a user', linkedUserPath),
    delete: member('unlinkUser', 'Unlink a user', linkedUserPath),
  },
};
