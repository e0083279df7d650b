// What the OpenAPI document says of each operation of the customers; only a build loads it.
import { z } from 'zod';
import { pageParameters } from '../../../contract/parameters.ts';
import { type Examples, resource } from '../../../contract/resource.ts';
import { BatchResponse, problemModel } from '../batch-models.ts';
import { CustomerChangesResponse } from '../change-models.ts';
import { DuplicatePairsResponse, DuplicatesResponse } from '../duplicate-models.ts';
import { ErasedPart, MergedCustomer, MergePreview, UnmergeResponse } from '../merge-models.ts';
import {
  CustomerHistoryResponse,
  CustomerInDB,
  CustomerKeysResponse,
  CustomerListResponse,
  TrashResponse,
} from '../models.ts';
import { customerOperations } from '../operations.ts';
import { customerErased, customerMerged, customerNotFound, duplicateFound } from '../problems.ts';
import * as examples from './examples.ts';
import { SubjectAccess, SubjectAccesses } from '../subject-models.ts';
import { importDescriptions, importProblems } from './imports.ts';
import {
  byEmail,
  byExternalKey,
  byPhone,
  changesParameters,
  csvDownloadParameters,
  customerKeyPath,
  customerPath,
  deleteParameters,
  downloadParameters,
  exportParameters,
  getParameters,
  linkedUserPath,
  listParameters,
  onDuplicateParameters,
  pairPath,
  pairsParameters,
  retentionParameters,
  subjectParameters,
  tagPath,
  versionPath,
} from './parameters.ts';

const customer = (description: string) => ({
  description,
  headers: ['ETag'] as const,
  schema: CustomerInDB,
  examples: examples.customer,
});

const unchanged = { description: 'It still is as you have it.', headers: ['ETag'] } as const;

const merged = {
  description:
    'It has been merged into the customer at `Location`, whatever `If-None-Match` says. Nobody keeps this answer: a merge may be undone.',
  headers: ['Location', 'Content-Language'],
  mediaType: 'application/problem+json',
  schema: problemModel,
  examples: examples.redirect,
} as const;

const conditional = {
  tag: 'Customers',
  parameters: customerPath,
  problems: [
    'customer_not_found',
    'customer_erased',
    'customer_merged',
    'precondition_failed',
    'too_large',
    'validation_failed',
  ],
} as const;

const edit = { ...conditional, problems: [...conditional.problems, 'stored_value_unreadable'] } as const;

const update = {
  ...edit,
  summary: 'Change a customer',
  description:
    'Partial: an absent field is left as it is, `null` clears an optional one, an array replaces the array; the same inside `location`. What an answer gave can be sent back: only what differs from it is validated, and written. With `If-Match` nothing is changed when somebody else was faster. With `on_duplicate=refuse` a change of name, organization, contacts or location is refused that makes a duplicate.',
  examples: examples.update,
  parameters: { ...edit.parameters, ...onDuplicateParameters },
  answers: { 200: customer('The customer as it is now.') },
  problems: [...edit.problems, 'duplicate_found'],
} as const;

const append = {
  ...edit,
  tag: 'Parts of a customer',
  description:
    'Appends one element: however many do so at once, all of them land. Sent again with the same `Idempotency-Key`, it is not appended twice.',
  answers: { 201: customer('The customer with the new element.') },
} as const;

const member = {
  ...edit,
  tag: 'Parts of a customer',
  description: 'Safe to repeat: where it is so already, nothing is written.',
  answers: { 200: customer('The customer as it is now.') },
} as const;

const readByKey = {
  tag: 'Customers by a key',
  description:
    'As the customer by its id; 409 `ambiguous_key` names those who have the key where they are several.',
  answers: { 200: customer('The customer.'), 304: unchanged },
  problems: ['customer_not_found', 'ambiguous_key', 'validation_failed'],
} as const;

const upsert = {
  tag: 'Customers by a key',
  description:
    'Changes the customer who has the key, as `PUT` of the customer does; where nobody has it, creates one, and then `name` is required. However many do so at once, one customer is created. An address or a number is put into the `contacts` of a new customer whose body has none; contacts without it are 422. `If-None-Match: *` only creates, `If-Match` only changes: else 412. Where several have the key, 409 `ambiguous_key` names them.',
  examples: examples.upsert,
  answers: {
    200: customer('The customer as it is now.'),
    201: { ...customer('The new customer.'), headers: ['ETag', 'Location'] },
  },
  problems: [
    'customer_erased',
    'precondition_failed',
    'ambiguous_key',
    'stored_value_unreadable',
    'too_large',
    'validation_failed',
  ],
} as const;

const keyEdit = {
  ...conditional,
  tag: 'Customers by a key',
  parameters: customerKeyPath,
  answers: { 200: customer('The customer as it is now: its fields stay, its version is a new one.') },
} as const;

const fileHeaders = [
  ...(['Content-Disposition', 'X-Snapshot-Time', 'Changes-Since'] as const),
  ...(['X-Total-Count', 'X-Total-Is-Exact'] as const),
  ...(['X-Digest-Columns', 'X-Search-Relaxed'] as const),
];

const download = {
  tag: 'Customers',
  description:
    'One file for a browser, with the filters, searches and orders of the list, as of one moment. It is streamed and has no length: one that was cut off is seen as such by its missing end. Where it would have more than 8 MB or so it is refused with 413 `export_too_large`, which says in how many parts the list can be had. A customer who has this id goes before, for whoever may read it.',
  parameters: downloadParameters,
  problems: ['export_too_large', 'validation_failed'],
} as const;

const file = (mediaType: string, of: Examples) => ({
  200: {
    description: 'The file.',
    headers: fileHeaders,
    mediaType,
    schema: z.string(),
    examples: of,
  },
});

const subjects = {
  tag: 'Personal data',
  description:
    'As for one customer, of all who have it: live ones, those in the trash, and those into whom somebody was merged who had it. They are one after another in `subjects`, and a part may end in the middle of one. More than 200 are 422.',
  answers: {
    200: {
      description: 'Everything that is held of each of them, or a part of it.',
      headers: ['Link', 'Content-Disposition', 'Content-Language'],
      schema: SubjectAccesses,
      examples: examples.subjectAccesses,
      alsoAs: ['text/html'],
    },
  },
  problems: [
    ...(['customer_not_found', 'customer_merged', 'invalid_cursor', 'changes_expired'] as const),
    'validation_failed',
  ],
} as const;

export const customersContract = resource({
  path: '/crm/customers',
  operations: customerOperations,
  problems: {
    customer_not_found: customerNotFound(),
    customer_erased: customerErased(),
    duplicate_found: duplicateFound({ duplicates: [], is_complete: true, checked: 3 }),
    customer_merged: customerMerged('k7Jc0Fa1kQ3vX8mZpLd2'),
    ...importProblems,
  },
  descriptions: {
    exportCustomers: {
      tag: 'Customers',
      summary: 'As a file',
      description:
        'with `format` or its media type in `Accept`, the same list comes as CSV, NDJSON (a line is the body of `GET` of the customer) or vCard 4.0, in parts of at most 2,000 customers and 4 MB. Each part is whole or a problem; put one behind the other, they are the file. All parts are as of one moment, `X-Snapshot-Time`. `Link` leads to the next part for 55 minutes, then it is 410 `changes_expired`. It is logged as an export.',
      parameters: exportParameters,
      answers: {
        200: {
          description: 'A part of the file.',
          headers: fileHeaders,
          formats: {
            'text/csv': examples.exportedCsv,
            'application/x-ndjson': examples.exportedNdjson,
            'text/vcard': examples.exportedCards,
          },
        },
      },
      problems: ['invalid_cursor', 'changes_expired', 'validation_failed'],
    },
    downloadCsv: {
      ...download,
      summary: 'Download customers as CSV',
      parameters: csvDownloadParameters,
      answers: file('text/csv', examples.exportedCsv),
    },
    downloadNdjson: {
      ...download,
      summary: 'Download customers as NDJSON',
      answers: file('application/x-ndjson', examples.exportedNdjson),
    },
    downloadVcards: {
      ...download,
      summary: 'Download customers as vCards',
      answers: file('text/vcard', examples.exportedCards),
    },

    ...importDescriptions,
    listCustomers: {
      tag: 'Customers',
      summary: 'List or search customers',
      description:
        'All filters combine. A search has the best matches first; where it finds nobody, it is made more loosely (`relaxed`). The default page holds 1,000 customers; a longer list goes on at `next_cursor`, where `total` is that of the first page. A page also ends where it has 8 MB. An order that cannot be had of more than 1,000 matches is 422 at `sort`.',
      parameters: listParameters,
      answers: {
        200: {
          description: 'A page of the customers that match.',
          headers: ['Link'],
          schema: CustomerListResponse,
          examples: examples.customerList,
        },
      },
      problems: ['invalid_cursor', 'validation_failed'],
    },
    createCustomer: {
      tag: 'Customers',
      summary: 'Create a customer',
      description:
        'Send an `Idempotency-Key`, so that a repetition after a lost answer makes no second customer, nor one that has been erased since. With `on_duplicate=refuse` nobody is entered twice: 409 `duplicate_found` says who may be the same, those in the trash among them. Of two people who enter the same number or address at once, one gets that 409 too. It uses no key up: the same key with `on_duplicate=allow` then creates.',
      parameters: onDuplicateParameters,
      examples: examples.creation,
      answers: {
        201: {
          ...customer('The new customer; or, with a key that was used before, the answer of then.'),
          headers: ['ETag', 'Location'],
        },
      },
      problems: ['customer_erased', 'duplicate_found'],
    },

    searchCustomers: {
      tag: 'Customers',
      summary: 'List or search customers, by a body',
      description:
        'The same as the list, with its parameters as JSON: no name is in a URL, which logs and histories keep. The next page is asked for with the same body and its `cursor`.',
      examples: examples.search,
      answers: {
        200: {
          description: 'A page of the customers that match.',
          schema: CustomerListResponse,
          examples: examples.customerList,
        },
      },
      problems: ['invalid_cursor'],
    },

    batchCustomers: {
      tag: 'Customers',
      summary: 'Do many operations with one request',
      description:
        'Up to 100 operations, each with a result of its own, in their order; 200 also where some of them failed (`failed`). Those of one customer are done in their order, the others at once. What there was no time for is `not_tried`. With an `Idempotency-Key`, each operation has one of its own, made of the key and its place: send the same batch again, and what was done is not done again, and what was not is tried. With `atomic` all of them land in one commit, or none: 409 `batch_refused` says which were refused. To erase needs the role **admin**.',
      examples: examples.batch,
      answers: {
        200: {
          description: 'What became of each operation.',
          headers: ['Content-Language', 'Preference-Applied'],
          schema: BatchResponse,
          examples: examples.batchResponse,
        },
      },
      problems: ['batch_refused'],
    },

    findDuplicates: {
      tag: 'Duplicates',
      summary: 'Who may be the same',
      description:
        'Looks for customers who may be the one that is being entered: by numbers in any format and addresses, by names as they are spelt or sound, in Greek or in Latin letters, with nicknames and typing errors, and by the city. The trash is looked at too. Nothing is written. It costs 50 reads at most, some 10 as a rule.',
      examples: examples.duplicateCheck,
      answers: {
        200: {
          description: 'Who may be the same, the likeliest first.',
          schema: DuplicatesResponse,
          examples: examples.duplicates,
        },
      },
    },
    listDuplicates: {
      tag: 'Duplicates',
      summary: 'Customers that are probably one',
      description:
        'Pairs, the surest first. They are looked for after each change of a name, an organization, a contact or a location, some seconds later (`CRM_DUPLICATES`), and in the whole collection by `npm run duplicates`. A pair of which a customer is gone is not shown.',
      parameters: pairsParameters,
      answers: {
        200: {
          description: 'A page of pairs.',
          headers: ['Link'],
          schema: DuplicatePairsResponse,
          examples: examples.duplicatePairs,
        },
      },
      problems: ['invalid_cursor', 'validation_failed'],
    },
    dismissDuplicate: {
      tag: 'Duplicates',
      summary: 'Say that two customers are not one',
      description:
        'Remembered with who and when, whatever is edited. The pair comes back only where a new kind of reason appears, such as a number that both have from then on; until then neither is a duplicate of the other in a check with `exclude_id` or a refused update.',
      parameters: pairPath,
      answers: { 204: { description: 'It is remembered.' } },
      problems: ['customer_not_found'],
    },
    takeDismissalBack: {
      tag: 'Duplicates',
      summary: 'Take that back',
      description: 'The pair is listed again, if it still is a probable one.',
      parameters: pairPath,
      answers: { 204: { description: 'Nothing is remembered of it.' } },
      problems: ['customer_not_found'],
    },

    listCustomerChanges: {
      tag: 'Changes',
      summary: 'Follow the changes of all customers',
      description:
        'Everything that has been committed since a token, each change once, in the order of the commits, at once: those of other programs when they have their version, some seconds later. Keep `next` when a page is done, and go on from it; ask again at once while `has_more`. Apply a change if its version is greater than the one that you have. `delete`, `merged` and `erase` take the customer away; after an `erase` (also where its time in the trash is over) forget its versions too: the id may begin again with version 1. A token is good for 90 days, then 410 `changes_expired`. Costs a read for each change and for each other one of the last 60 seconds; 1 where nothing happens.',
      parameters: changesParameters,
      answers: {
        200: {
          description: 'A page of changes.',
          headers: ['Link'],
          schema: CustomerChangesResponse,
          examples: examples.changes,
        },
      },
      problems: ['invalid_cursor', 'changes_expired', 'customer_not_found', 'validation_failed'],
    },

    listDeletedCustomers: {
      tag: 'History and trash',
      summary: 'List deleted customers',
      description: 'Newest first. Each can be restored until it expires.',
      parameters: pageParameters,
      answers: {
        200: {
          description: 'A page of the trash.',
          headers: ['Link'],
          schema: TrashResponse,
          examples: examples.trash,
        },
      },
      problems: ['invalid_cursor', 'validation_failed'],
    },

    getCustomerByEmail: {
      ...readByKey,
      summary: 'Get the customer with an e-mail address',
      parameters: byEmail,
    },
    upsertCustomerByEmail: {
      ...upsert,
      summary: 'Change or create the customer with an e-mail address',
      parameters: byEmail,
    },
    getCustomerByPhone: {
      ...readByKey,
      summary: 'Get the customer with a phone number',
      parameters: byPhone,
    },
    upsertCustomerByPhone: {
      ...upsert,
      summary: 'Change or create the customer with a phone number',
      parameters: byPhone,
    },
    getCustomerByExternalKey: {
      ...readByKey,
      summary: 'Get the customer that another system calls so',
      description: 'As the customer by its id.',
      problems: ['customer_not_found', 'validation_failed'],
      parameters: byExternalKey,
    },
    upsertCustomerByExternalKey: {
      ...upsert,
      summary: 'Change or create the customer that another system calls so',
      description:
        'Changes the customer who has the key, as `PUT` of the customer does; where nobody has it, creates one with it, and then `name` is required. However many do so at once, one customer is created. `If-None-Match: *` only creates, `If-Match` only changes: else 412. A key of a customer in the trash is taken over.',
      problems: [
        'customer_erased',
        'precondition_failed',
        'stored_value_unreadable',
        'too_large',
        'validation_failed',
      ],
      parameters: byExternalKey,
    },

    getCustomer: {
      tag: 'Customers',
      summary: 'Get a customer',
      description:
        'With `If-None-Match` only if it has changed. The id of a customer that was merged into another one leads to that one.',
      parameters: { ...customerPath, ...getParameters },
      answers: { 200: customer('The customer.'), 304: unchanged, 307: merged },
      problems: ['customer_not_found', 'customer_merged', 'validation_failed'],
    },
    updateCustomer: update,
    patchCustomer: {
      ...update,
      summary: 'Change a customer or a part of it',
      description:
        'As `application/json` or `application/merge-patch+json` the same as `PUT`. As `application/json-patch+json` (RFC 6902) it changes single places, so that one note can be mended or removed without the others: `test` makes sure that the place is what it was, and 409 `conflict` says which operation does not fit. The patch is applied to the customer as it is answered.',
      patchExamples: examples.jsonPatch,
      problems: [...update.problems, 'conflict'],
    },
    deleteCustomer: {
      ...conditional,
      summary: 'Delete a customer',
      description:
        'Moves it to the trash, from which it can be restored. With `erase=true` (role **admin**) the customer, its trash entry and its whole history are removed for good, and nobody sees any of it from the first moment on; what was merged into it goes along. Send it again after a 503: it goes on where it was cut off.',
      parameters: { ...customerPath, ...deleteParameters },
      answers: {
        200: {
          description:
            'It was merged into another customer: its trash entry and its history are gone, and that one has kept what it got.',
          schema: ErasedPart,
          examples: examples.erasedPart,
        },
        204: { description: 'It is gone.' },
      },
    },

    restoreCustomer: {
      tag: 'History and trash',
      summary: 'Bring a deleted customer back',
      description: 'With its history, as it was.',
      parameters: customerPath,
      answers: { 200: customer('The customer, back.') },
      problems: [
        ...(['customer_not_found', 'customer_erased', 'customer_merged', 'conflict'] as const),
        ...(['too_large', 'validation_failed'] as const),
      ],
    },
    revertCustomer: {
      ...edit,
      tag: 'History and trash',
      summary: 'Go back to an earlier version',
      description: 'Makes the state of that version the newest one; the history keeps all of it.',
      examples: examples.revert,
      answers: { 200: customer('The customer as it was then.') },
      problems: [...edit.problems, 'version_not_found'],
    },

    mergeCustomers: {
      ...edit,
      tag: 'Merge',
      summary: 'Merge customers into one',
      description:
        'The others go to the trash, and their ids lead to this customer from then on. Of each field this customer keeps its own value; where it has none, it gets that of the one which was changed last. Lists are united: a contact, a note, an item that both have is taken once, as this customer has it. `choose` says otherwise. With `dry_run` nothing is written, and the answer tells what would be made, and every value that would be lost. All of it is one commit. `unmerge` takes it back while the others are in the trash.',
      examples: examples.merge,
      answers: {
        200: {
          description:
            'The customer with what the others had; with `dry_run` what that would be, and the `ETag` that this customer has.',
          headers: ['ETag'],
          schema: z.union([MergedCustomer, MergePreview]),
          examples: { ...examples.mergedCustomer, ...examples.mergePreview },
        },
      },
      problems: [...edit.problems, 'conflict'],
    },
    unmergeCustomers: {
      ...edit,
      tag: 'Merge',
      summary: 'Undo a merge',
      description:
        'The others come back with their ids and histories, as they were; `only` takes back some of them. What this customer got of them leaves it, unless it was changed since: that stays, and is listed in `kept`. What was added since stays. With `dry_run` nothing is written. When their time in the trash is over it is 409 `merge_expired`.',
      examples: examples.unmerge,
      answers: {
        200: {
          description:
            'The customer, and those that came back; with `dry_run` what that would be, and the `ETag` that this customer has.',
          headers: ['ETag'],
          schema: UnmergeResponse,
          examples: examples.unmerged,
        },
      },
      problems: [...edit.problems, 'conflict', 'merge_expired', 'version_not_found'],
    },

    listCustomerVersions: {
      tag: 'History and trash',
      summary: 'Who changed what, when',
      description: 'Newest first; of a customer in the trash too. `by` is `external` for another program.',
      parameters: { ...customerPath, ...pageParameters },
      answers: {
        200: {
          description: 'A page of the history.',
          headers: ['Link'],
          schema: CustomerHistoryResponse,
          examples: examples.history,
        },
      },
      problems: ['customer_not_found', 'customer_merged', 'invalid_cursor', 'validation_failed'],
    },
    getCustomerVersion: {
      tag: 'History and trash',
      summary: 'The customer as of a version',
      description: 'The whole state that this version left.',
      parameters: versionPath,
      answers: { 200: customer('The customer as it was then.'), 304: unchanged },
      problems: ['customer_not_found', 'version_not_found', 'validation_failed'],
    },

    addNote: { ...append, summary: 'Add a note', examples: examples.note },
    addContact: { ...append, summary: 'Add a contact', examples: examples.contact },
    addOwnedItem: { ...append, summary: 'Add an owned item', examples: examples.ownedItem },

    addTag: { ...member, summary: 'Add a tag', parameters: tagPath },
    removeTag: { ...member, summary: 'Remove a tag', parameters: tagPath },
    linkUser: { ...member, summary: 'Link a user', parameters: linkedUserPath },
    unlinkUser: { ...member, summary: 'Unlink a user', parameters: linkedUserPath },

    listCustomerKeys: {
      tag: 'Customers by a key',
      summary: 'What other systems call a customer',
      description: 'Under the `ETag` of the customer, which changes with them.',
      parameters: customerPath,
      answers: {
        200: {
          description: 'The external keys.',
          headers: ['ETag'],
          schema: CustomerKeysResponse,
          examples: examples.keys,
        },
        304: unchanged,
      },
      problems: ['customer_not_found', 'validation_failed'],
    },
    addCustomerKey: {
      ...keyEdit,
      summary: 'Give a customer an external key',
      description:
        'In the history as `keys_changed`. A key names one customer only: 409 `conflict` says who has it. One of a customer in the trash is taken over. Where the customer has it already, nothing is written.',
      problems: [...keyEdit.problems, 'conflict'],
    },
    removeCustomerKey: {
      ...keyEdit,
      summary: 'Take an external key from a customer',
      description:
        'In the history as `keys_changed`. Where the customer does not have it, nothing is written.',
    },

    accessSubject: {
      tag: 'Personal data',
      summary: 'Tell everything that is held of a person',
      description:
        'For somebody who asks what you hold of them (GDPR, articles 15 and 20): the customer, live or in the trash, every version with who changed what, the same of all that was merged into it, keys, and what other programs have stored, all as of one moment. Of anybody else there is nothing in it. JSON, whose `customer` another system can take over, or a page to read and print. A part has 4 MB at most, as a page 1 MB of that; the others follow at `next_cursor` within an hour. Then, and where something of it has been erased since, it is 410 `changes_expired`. The log says who has asked for whom. An id that was merged into another one leads there.',
      parameters: { ...customerPath, ...subjectParameters },
      answers: {
        200: {
          description: 'Everything that is held, or a part of it.',
          headers: ['Link', 'Content-Disposition', 'Content-Language'],
          schema: SubjectAccess,
          examples: examples.subjectAccess,
          alsoAs: ['text/html'],
        },
        307: {
          ...merged,
          description: 'It has been merged into the customer at `Location`: ask for that one.',
        },
      },
      problems: [
        ...(['customer_not_found', 'customer_merged', 'invalid_cursor', 'changes_expired'] as const),
        'validation_failed',
      ],
    },
    accessSubjectsByEmail: {
      ...subjects,
      summary: 'Everything that is held of all with an e-mail address',
      parameters: { ...byEmail, ...subjectParameters },
    },
    accessSubjectsByPhone: {
      ...subjects,
      summary: 'Everything that is held of all with a phone number',
      parameters: { ...byPhone, ...subjectParameters },
    },
    listUntouchedCustomers: {
      tag: 'Personal data',
      summary: 'Customers whom nobody has changed since a date',
      description:
        'The oldest first: whom you may not need any more. To erase one, delete it with `erase=true`.',
      parameters: retentionParameters,
      answers: {
        200: {
          description: 'A page of them.',
          headers: ['Link'],
          schema: CustomerListResponse,
          examples: examples.customerList,
        },
      },
      problems: ['invalid_cursor', 'validation_failed'],
    },
  },
});
