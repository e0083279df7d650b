import type { Role } from './development-users.ts';

/** Some operations that one user is asked about in one run. */
export interface Part {
  name: string;
  role: Role;
  operations: readonly string[];
  /** Parameters that another part sends. */
  without?: readonly string[];
  /** Parameters with the document's example and nothing else, in good requests only. */
  fixed?: readonly string[];
  /** How many combinations of a body's fields are tried. */
  combinations: number;
}

/** All of them combine: each with every value of every other would be tens of thousands of requests. */
const FILTERS = [
  'language',
  'country',
  'city',
  'region',
  'linked_user_id',
  'device_id',
  'product_id',
  'serial_number',
  'email',
  'phone',
] as const;

/** Of a body of many fields all combinations are hundreds of thousands. */
const SOME = 10;

/**
 * What is asked, in this order. Each part stays below the 1,200 requests that a user has in a minute, however fast the machine
 * is, and the long ones have different users.
 */
export const PARTS: readonly Part[] = [
  // First, while the customer has the two versions that it was prepared with.
  {
    name: 'history',
    role: 'admin',
    operations: ['listCustomerVersions', 'getCustomerVersion'],
    combinations: SOME,
  },
  {
    name: 'lists',
    role: 'viewer',
    operations: [
      'listCustomers',
      'searchCustomers',
      'listDeletedCustomers',
      'getOpenApiDocument',
      'getDocsPage',
      'getDocsFile',
    ],
    without: FILTERS,
    combinations: SOME,
  },
  {
    name: 'changes',
    role: 'viewer',
    operations: ['listCustomerChanges'],
    without: ['wait', 'customer_id'],
    fixed: ['since'],
    combinations: SOME,
  },
  {
    name: 'filters',
    role: 'admin',
    operations: ['listCustomers'],
    without: ['search', 'tag', 'sort', 'limit'],
    fixed: FILTERS,
    combinations: SOME,
  },
  // With one customer that each filter finds, and no part of a page: those were asked about with the lists.
  {
    name: 'files',
    role: 'editor',
    operations: ['downloadCsv', 'downloadNdjson', 'downloadVcards'],
    without: FILTERS,
    combinations: SOME,
  },
  {
    name: 'customers',
    role: 'editor',
    operations: ['createCustomer', 'getCustomer', 'updateCustomer', 'patchCustomer'],
    combinations: SOME,
  },
  {
    name: 'elements',
    role: 'admin',
    operations: [
      'addNote',
      'addContact',
      'addOwnedItem',
      'addTag',
      'removeTag',
      'linkUser',
      'unlinkUser',
      'revertCustomer',
    ],
    // With more of them the customer has more contacts than the 100 that it may have.
    combinations: 4,
  },
  {
    name: 'keys',
    role: 'editor',
    operations: [
      'getCustomerByEmail',
      'upsertCustomerByEmail',
      'getCustomerByPhone',
      'upsertCustomerByPhone',
      'getCustomerByExternalKey',
      'upsertCustomerByExternalKey',
      'listCustomerKeys',
      'addCustomerKey',
      'removeCustomerKey',
    ],
    combinations: 4,
  },
  {
    name: 'duplicates',
    role: 'admin',
    operations: ['findDuplicates', 'listDuplicates', 'dismissDuplicate', 'takeDismissalBack'],
    combinations: 4,
  },
  {
    name: 'personal data',
    role: 'admin',
    operations: ['accessSubject', 'accessSubjectsByEmail', 'accessSubjectsByPhone', 'listUntouchedCustomers'],
    combinations: SOME,
  },
  {
    name: 'several',
    role: 'editor',
    operations: ['batchCustomers', 'mergeCustomers', 'unmergeCustomers'],
    combinations: 4,
  },
  {
    name: 'imports',
    role: 'editor',
    operations: [
      ...['listImports', 'createImport', 'getImport', 'putImportPart', 'previewImport', 'startImport'],
      ...['listImportRows', 'getFailedRows', 'cancelImport', 'resumeImport', 'undoImport', 'undoBatch'],
    ],
    combinations: 2,
  },
  // One customer can be deleted once, and then restored once.
  {
    name: 'deletion',
    role: 'editor',
    operations: ['deleteCustomer'],
    without: ['If-Match'],
    combinations: 1,
  },
  { name: 'restore', role: 'editor', operations: ['restoreCustomer'], combinations: 1 },
];

/**
 * Parameters that no part sends, and why:
 * - `cursor`: it makes one up, and expects 200 for what only the API itself can make.
 * - `X-Request-Id`: with it and without it would be everything twice, and all operations have it from the same place.
 * - `Accept-Language`, `Idempotency-Key` and `Prefer`: each with and without would be everything twice again, and a key that is
 *   sent again with another body is a 422.
 * - `format`: with it the answer has another media type, which this tool cannot tell from a parameter; `columns` is a list in a text.
 * - `erase`, `on_duplicate`, `duplicate_level`, `follow`: what they answer depends on what is there; the suite's own tests hold them to the document.
 */
const WITHOUT: readonly string[] = [
  ...['cursor', 'X-Request-Id', 'Accept-Language', 'Idempotency-Key', 'Prefer'],
  ...['erase', 'on_duplicate', 'duplicate_level', 'follow', 'format', 'excel', 'columns'],
];

/** What must be there for a request to succeed, and nobody can know from a schema: the document's example of it is there. */
const REAL = ['customer_id', 'version', 'file'];

interface Parameter {
  $ref?: string;
  name: string;
  required?: boolean;
  example?: unknown;
  schema: { type?: string; enum?: unknown[]; format?: string; pattern?: string };
}

interface Operation {
  operationId: string;
  parameters?: Parameter[];
  security?: object[];
}

interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: { parameters: Record<string, Parameter>; schemas: Record<string, object> };
}

/** The operations of the document that no part asks about. */
export function unaskedOperations(text: string): string[] {
  const asked = PARTS.flatMap(({ operations }) => operations);
  return Object.values((JSON.parse(text) as Document).paths)
    .flatMap((item) => Object.values(item).map(({ operationId }) => operationId))
    .filter((operationId) => !asked.includes(operationId));
}

/** The document of one part, with what no tool could know from it. */
export function partOf(text: string, part: Part): unknown {
  const document = JSON.parse(text) as Document;
  const paths = Object.entries(document.paths).map(([path, item]) => {
    const asked = Object.entries(item).filter(([, { operationId }]) => part.operations.includes(operationId));
    return [
      path,
      Object.fromEntries(asked.map(([method, operation]) => [method, answerable(operation)])),
    ] as const;
  });
  return { ...document, paths: Object.fromEntries(paths.filter(([, item]) => Object.keys(item).length > 0)) };

  function answerable(operation: Operation): Operation {
    return {
      ...operation,
      // With an App Check token too would be everything a second time: the suite does not enforce it.
      security: operation.security?.slice(0, 1) ?? [],
      parameters: (operation.parameters ?? [])
        .map((parameter) => named(parameter))
        .filter(({ name }) => !WITHOUT.includes(name) && !part.without?.includes(name))
        .map((parameter) => possible(parameter)),
    };
  }

  function named(parameter: Parameter): Parameter {
    const name = parameter.$ref?.split('/').at(-1);
    return (name === undefined ? undefined : document.components.parameters[name]) ?? parameter;
  }

  function possible(parameter: Parameter): Parameter {
    const { name, schema, example } = parameter;
    if (REAL.includes(name)) return { ...parameter, schema: { ...schema, enum: [example] } };
    if (part.fixed?.includes(name)) return { ...parameter, schema: { ...schema, enum: [example] } };
    // What it makes up is nobody's tag, and 412; `*` is every customer's.
    if (name === 'If-Match') return { ...parameter, example: '*', schema: { type: 'string', enum: ['*'] } };
    // A new key for each customer: of one character, or of the example, it would use the same one twice.
    if (name === 'Idempotency-Key')
      return { ...parameter, example: undefined, schema: { ...schema, pattern: '^[#-~]{40,255}$' } };
    // `relevance` only goes with `search`: OpenAPI has no word for that.
    if (name === 'sort')
      return {
        ...parameter,
        schema: { ...schema, enum: (schema.enum ?? []).filter((sort) => sort !== 'relevance') },
      };
    return parameter;
  }
}
