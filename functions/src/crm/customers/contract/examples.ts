// The examples of the OpenAPI document: invented people and numbers.
import { writePart } from '../formats/write-part.ts';
import type { z } from 'zod';
import { problemBody } from '../../../standards/problem.ts';
import type { JsonPatch } from '../../../schemas/json-patch.ts';
import type { BatchRequest, BatchResponse } from '../batch-models.ts';
import type { CustomerChangesResponse } from '../change-models.ts';
import type { DuplicateCheck, DuplicatePairsResponse, DuplicatesResponse } from '../duplicate-models.ts';
import type {
  ErasedPart,
  MergedCustomer,
  MergePreview,
  MergeRequest,
  UnmergeRequest,
  UnmergeResponse,
} from '../merge-models.ts';
import type { SubjectAccess, SubjectAccesses } from '../subject-models.ts';
import { customerMerged } from '../problems.ts';
import type {
  CustomerHistoryResponse,
  CustomerCreate,
  CustomerInDB,
  CustomerKeysResponse,
  CustomerListResponse,
  CustomerUpdate,
  TrashResponse,
} from '../models.ts';

/** Typed as a model of the contract, as all examples are: one that no longer fits does not compile. */
const parish: CustomerInDB = {
  id: 'k7Jc0Fa1kQ3vX8mZpLd2',
  name: 'Γιώργος Παπαδόπουλος',
  organization: 'Ι.Ν. Αγίου Νικολάου Περαίας',
  contacts: [
    { type: 'phone', label: 'personal', value: '+30 697 555 0142', primary: true },
    { type: 'email', label: 'church', value: 'agiosnikolaos.peraia@example.gr', primary: false },
  ],
  notes: [
    {
      text: 'Θέλει προσφορά για δεύτερη κονσόλα στο παρεκκλήσι.',
      by: 'uid-maria',
      at: '2025-03-11T09:42:00.000Z',
    },
  ],
  location: { city: 'Θεσσαλονίκη', country: 'Ελλάδα', region: 'Κεντρική Μακεδονία' },
  language: 'el',
  tags: ['vip', 'ναός'],
  owned_items: [
    {
      type: 'console_device',
      device_id: 'CD-2023-00017',
      label: 'Κονσόλα καμπαναριού',
      product_id: null,
      product_name: null,
      quantity: null,
      serial_numbers: null,
      description: null,
      serial_number: null,
      notes: null,
    },
  ],
  linked_user_ids: ['kQ3vX8mZpLd2RtYw5NbHs7Jc0Fa1'],
  nextcloud_folder: '/Customers/Παπαδόπουλος Γιώργος',
  created_at: '2025-03-11T09:42:00.000Z',
  updated_at: '2025-04-24T07:15:30.000Z',
};

const monastery: CustomerInDB = {
  id: 'Zx81LmQpRt0aBcDeFgHi',
  name: 'Ιερά Μονή Παναγίας Σουμελά',
  organization: null,
  contacts: [{ type: 'other', label: 'γραμματεία', value: 'fax 23310 55 501', primary: true }],
  notes: [],
  location: { city: 'Βέροια', country: 'Ελλάδα', region: null },
  language: 'el',
  tags: ['μονή'],
  owned_items: [],
  linked_user_ids: [],
  nextcloud_folder: null,
  created_at: '2025-01-20T08:00:00.000Z',
  updated_at: '2025-01-20T08:00:00.000Z',
};

const one = <Value>(name: string, summary: string, value: Value) => ({ [name]: { summary, value } });

/** The answers. */
export const customer = one<CustomerInDB>('parish', 'Ένας ναός', parish);

export const customerList = {
  ...one<CustomerListResponse>('found', 'Two customers, all that match', {
    customers: [parish, monastery],
    etags: ['"2-mN3vQ8kRt0a"', '"1-Zs9Jq0aXvPq"'],
    total: 2,
    total_is_exact: true,
    relaxed: false,
    next_cursor: null,
  }),
  ...one<CustomerListResponse>('paged', 'The first page of a longer list', {
    customers: [monastery],
    etags: ['"1-Zs9Jq0aXvPq"'],
    total: 1840,
    total_is_exact: true,
    relaxed: false,
    next_cursor: 'b3Zs9Jq0aXvPq1RteyJtb2RlIjoic2NhbiIsImtleXMiOltdfQ',
  }),
  ...one<CustomerListResponse>('nothing', 'Nothing matches', {
    customers: [],
    etags: [],
    total: 0,
    total_is_exact: true,
    relaxed: false,
    next_cursor: null,
  }),
};

/** Files. */
export const exportedCsv = one(
  'csv',
  'With columns=id,name,phone_1,city',
  writePart(
    [parish, monastery],
    { format: 'csv', columns: ['id', 'name', 'phone_1', 'city'] },
    { isFirst: true },
  ),
);
export const exportedNdjson = one(
  'ndjson',
  'A customer in each line',
  writePart([monastery], { format: 'ndjson' }, { isFirst: true }),
);
export const exportedCards = one(
  'vcard',
  'A card for each customer',
  writePart([monastery], { format: 'vcard' }, { isFirst: true }),
);

/** The body of a search. */
export const search = one('name', 'Half a name', { search: 'giorgos papadop', limit: 20 });

/** The body of a batch. */
export const batch = {
  ...one<z.input<typeof BatchRequest>>('tag', 'Tag two customers, delete a third', {
    operations: [
      { method: 'append', id: parish.id, body: { tags: ['πανηγύρι'] } },
      { method: 'append', id: monastery.id, body: { tags: ['πανηγύρι'] } },
      { method: 'delete', id: 'b3Zs9Jq0aXvPq1RteyJt', if_match: '"4-mN3vQ8kRt0a"' },
    ],
  }),
  ...one<z.input<typeof BatchRequest>>(
    'atomic',
    'A new customer takes over from another, or nothing happens',
    {
      atomic: true,
      operations: [
        { method: 'create', body: { name: 'Δήμος Πατρέων' } },
        { method: 'update', id: monastery.id, if_match: '"1-Zs9Jq0aXvPq"', body: { organization: null } },
      ],
    },
  ),
};

export const batchResponse = one<BatchResponse>('tagged', 'One was tagged, one deleted', {
  results: [
    {
      status: 200,
      id: monastery.id,
      etag: '"2-mN3vQ8kRt0a"',
      body: { ...monastery, tags: ['μονή', 'πανηγύρι'] },
    },
    { status: 204, id: 'b3Zs9Jq0aXvPq1RteyJt' },
  ],
  succeeded: 2,
  failed: 0,
  not_tried: 0,
});

/** The body of a check for duplicates. */
export const duplicateCheck = one<z.input<typeof DuplicateCheck>>('greeklish', 'As somebody types it', {
  name: 'Papadopoulos Giwrgos',
  contacts: [{ type: 'phone', label: '', value: '6975550142' }],
});

const reasons: DuplicatesResponse['duplicates'][number]['reasons'] = [
  { kind: 'phone', pointer: '/contacts/0/value', theirs_pointer: '/contacts/0/value' },
  { kind: 'name_similar', pointer: '/name', theirs_pointer: '/name' },
];

export const duplicates = one<DuplicatesResponse>('found', 'One customer has the number and the name', {
  duplicates: [{ customer: parish, deleted: false, trash: null, level: 'certain', score: 99, reasons }],
  is_complete: true,
  checked: 3,
});

export const duplicatePairs = one<DuplicatePairsResponse>('pair', 'One of them was entered again', {
  pairs: [
    {
      a: monastery,
      b: { ...monastery, id: 'k7Jc0Fa1kQ3vX8mZpLd2', name: 'Ι.Μ. Παναγίας Σουμελά', contacts: [] },
      etags: ['"1-Zs9Jq0aXvPq"', '"2-mN3vQ8kRt0a"'],
      level: 'probable',
      score: 82,
      reasons: [
        { kind: 'name', pointer: '/name', theirs_pointer: '/name' },
        { kind: 'city', pointer: '/location/city', theirs_pointer: '/location/city' },
      ],
      found_at: '2025-05-02T10:00:00.000Z',
      dismissed: null,
    },
  ],
  total: 1,
  next_cursor: null,
});

/** The body of a merge, and of its undo. */
export const merge = {
  ...one<z.input<typeof MergeRequest>>('dry', 'What would be lost?', { from: [monastery.id], dry_run: true }),
  ...one<z.input<typeof MergeRequest>>('merge', 'With the tags of both, as they were looked at', {
    from: [monastery.id],
    choose: { organization: monastery.id, name: { value: 'Γεώργιος Παπαδόπουλος' } },
    etags: { [parish.id]: '"2-mN3vQ8kRt0a"', [monastery.id]: '"1-Zs9Jq0aXvPq"' },
  }),
};

export const mergedCustomer = one<z.input<typeof MergedCustomer>>('merged', 'One was merged into it', {
  ...parish,
  tags: [...parish.tags, ...monastery.tags],
  merged_from: [{ id: monastery.id, version: 2 }],
});

export const mergePreview = one<z.input<typeof MergePreview>>('preview', 'What would be lost', {
  result: { ...parish, tags: [...parish.tags, ...monastery.tags] },
  conflicts: [
    {
      field: 'name',
      values: [
        { id: parish.id, value: parish.name },
        { id: monastery.id, value: monastery.name },
      ],
      chosen: parish.id,
    },
  ],
  lost: [{ id: monastery.id, field: 'name', value: monastery.name }],
  etags: { [parish.id]: '"2-mN3vQ8kRt0a"', [monastery.id]: '"1-Zs9Jq0aXvPq"' },
});

export const unmerge = one<z.input<typeof UnmergeRequest>>('all', 'Take back all of it', {
  merge_version: 3,
});

export const unmerged = one<z.input<typeof UnmergeResponse>>('unmerged', 'One came back', {
  customer: parish,
  restored: [monastery],
  kept: [{ field: 'organization', why: 'changed since', value: parish.organization }],
  etags: { [parish.id]: '"4-mN3vQ8kRt0a"', [monastery.id]: '"3-Zs9Jq0aXvPq"' },
});

export const erasedPart = one<z.input<typeof ErasedPart>>('part', 'Another one still has it', {
  still_held_by: parish.id,
});

/** The body of a 307. */
export const redirect = one('customer_merged', 'It was merged', {
  ...problemBody(customerMerged(parish.id), '6f1c1b0e-4a0b-4a53-9f5c-5a3a3a0d8f11', 'en'),
  status: 307,
});

export const history = one<CustomerHistoryResponse>('history', 'A phone number was changed', {
  history: [
    {
      version: 2,
      action: 'update',
      at: '2025-04-24T07:15:30.000Z',
      by: 'uid-nikos',
      by_name: 'Νίκος Αντωνίου',
      changes: [{ pointer: '/contacts/0/value', from: '2310 555 014', to: '+30 697 555 0142' }],
    },
    {
      version: 1,
      action: 'create',
      at: '2025-03-11T09:42:00.000Z',
      by: 'uid-maria',
      by_name: 'Μαρία Νικολάου',
      changes: [{ pointer: '/name', from: null, to: 'Γιώργος Παπαδόπουλος' }],
    },
  ],
  next_cursor: null,
});

const { id: parishId, ...parishState } = parish;
const somebody = { by: 'uid-maria', by_name: 'Μαρία Νικολάου' };

export const changes = one<CustomerChangesResponse>('changes', 'An edit, a deletion and an erasure', {
  changes: [
    {
      ...{ id: `${parishId}.2`, customer_id: parishId, version: 2, action: 'update' },
      ...somebody,
      at: '2025-04-24T07:15:30.000Z',
      committed_at: '2025-04-24T07:15:30.012417Z',
      changed: ['/contacts'],
      state: parishState,
    },
    {
      ...{ id: 'Zx81LmQpRt0aBcDeFgHi.5', customer_id: 'Zx81LmQpRt0aBcDeFgHi', version: 5, action: 'merged' },
      ...somebody,
      at: '2025-04-24T07:16:02.100Z',
      committed_at: '2025-04-24T07:16:02.109001Z',
      changed: null,
      state: null,
      merged_into: parishId,
    },
    {
      id: 'q1WmT5sYxC0eVbNkJ8Lr.2b8ad0f3-2c5e-4a55-9d0c-0d8a1a1f6f3e',
      ...{ customer_id: 'q1WmT5sYxC0eVbNkJ8Lr', version: null, action: 'erase', by: null, by_name: null },
      at: '2025-04-24T07:20:00.000Z',
      committed_at: '2025-04-24T07:20:00.031222Z',
      ...{ changed: null, state: null },
    },
  ],
  next: 'b3Zs9Jq0aXvPq1RteyJtb2RlIjoic2NhbiIsImtleXMiOltdfQ',
  has_more: false,
});

export const trash = one<TrashResponse>('trash', 'One deleted customer', {
  trash: [
    {
      id: monastery.id,
      name: monastery.name,
      deleted_at: '2025-05-02T10:00:00.000Z',
      deleted_by: 'uid-maria',
      deleted_by_name: 'Μαρία Νικολάου',
      expires_at: '2025-06-01T10:00:00.000Z',
    },
  ],
  next_cursor: null,
});

/** The bodies of requests. */
export const creation = {
  ...one<z.input<typeof CustomerCreate>>('least', 'A name is enough', { name: 'Δήμος Πατρέων' }),
  ...one<z.input<typeof CustomerCreate>>('parish', 'Ένας ναός', {
    name: parish.name,
    organization: parish.organization,
    contacts: [{ type: 'phone', label: 'personal', value: '+30 697 555 0142', primary: true }],
    notes: [{ text: 'Θέλει προσφορά για δεύτερη κονσόλα στο παρεκκλήσι.' }],
    location: { city: 'Θεσσαλονίκη', country: 'Ελλάδα' },
    tags: ['vip', 'ναός'],
    owned_items: [{ type: 'console_device', device_id: 'CD-2023-00017', label: 'Κονσόλα καμπαναριού' }],
  }),
};

export const update = {
  ...one<z.input<typeof CustomerUpdate>>('move', 'Moved; everything else stays', {
    location: { city: 'Αθήνα', region: 'Αττική' },
  }),
  ...one<z.input<typeof CustomerUpdate>>('clear', 'Clear a field, replace the tags', {
    organization: null,
    tags: ['vip'],
  }),
};

export const upsert = one<z.input<typeof CustomerUpdate>>('signUp', 'A name and an organization', {
  name: parish.name,
  organization: parish.organization,
});

export const keys = one<CustomerKeysResponse>('keys', 'Two systems', {
  keys: [
    { system: 'erp', key: 'C-2041' },
    { system: 'shop', key: '7745' },
  ],
});

export const jsonPatch = {
  ...one<JsonPatch>('mendNote', 'Mend one note, if it is still the same', [
    { op: 'test', path: '/notes/0/text', value: 'Κλήση: συμφωνήθηκε επίσκεψη την Τρίτη.' },
    { op: 'replace', path: '/notes/0/text', value: 'Κλήση: συμφωνήθηκε επίσκεψη την Τετάρτη.' },
  ]),
  ...one<JsonPatch>('addTag', 'Add a tag, clear the organization', [
    { op: 'add', path: '/tags/-', value: 'vip' },
    { op: 'remove', path: '/organization' },
  ]),
};

export const note = one('note', 'Ένα σημείωμα', { text: 'Κλήση: συμφωνήθηκε επίσκεψη την Τρίτη.' });

export const contact = one('whatsapp', 'WhatsApp', {
  type: 'whatsapp',
  label: 'κινητό',
  value: '+30 694 555 0188',
});

export const ownedItem = one('product', 'Two tablets', {
  type: 'product',
  product_id: 'TAB-10',
  product_name: 'Tablet 10" ψαλτηρίου',
  quantity: 2,
  serial_numbers: ['T10-23-000417', 'T10-23-000418'],
});

export const revert = one('revert', 'Back to the first version', { version: 1 });

const held = {
  id: parish.id,
  customer: parish,
  in_trash: null,
  merged_into: null,
  as_stored: { erp_id: { $integer: '9223372036854775807' } },
  keys: [{ system: 'erp', key: 'C-2041' }],
  claims: [],
  duplicates: [],
  idempotency_keys: [],
  history: [
    {
      version: 2,
      action: 'update',
      at: '2025-04-24T07:15:30.000Z',
      by: 'uid-maria',
      by_name: 'Μαρία Νικολάου',
      updated_at: '2025-04-24T07:15:30.000Z',
      changed: [{ pointer: '/contacts/0/value', from: '2310 555 014', to: '+30 697 555 0142' }],
    },
  ],
  merged_from: [],
  imports: [],
  disclosed_to: [],
  erased: false,
} satisfies Partial<SubjectAccess>;

const part = { generated_at: '2025-05-02T10:00:00.000Z', next_cursor: null };

export const subjectAccess = one<SubjectAccess>(
  'held',
  'A customer with two versions, of which one is shown',
  { ...part, ...held },
);

export const subjectAccesses = one<SubjectAccesses>('held', 'One customer has the address', {
  ...part,
  subjects: [held],
});
