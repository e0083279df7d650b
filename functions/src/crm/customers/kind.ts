// Customers as records: all that `records/` needs to know of them.
import type { MergeableKind } from '../../records/kind.ts';
import { checkBounds } from './bounds.ts';
import { toCustomer } from './document.ts';
import { earlierDigest } from './earlier-digest.ts';
import { elementIdentity } from './element-identity.ts';
import { facetTerms, termsOfKeys } from './facets.ts';
import { IDENTITY_FIELDS, identityValues } from './identity.ts';
import { exactKeysOf } from './exact-keys.ts';
import { type CustomerInDB, ENTERED_FIELDS } from './models.ts';
import { customersMerging } from './merging.ts';
import { customerErased, customerNotFound, duplicateFound } from './problems.ts';
import { searchableValues } from './searchable.ts';

/** The names of routes, those to come among them: so no later route takes an id away. */
const RESERVED_IDS = [
  ...['trash', 'search', 'batch', 'by', 'changes', 'duplicates', 'imports', 'exports', 'webhooks'],
  ...['segments', 'tags', 'stats', 'bulk', 'retention'],
];

export const customersKind: MergeableKind<CustomerInDB> = {
  collection: 'crm_customers',
  entries: 'crm_customer_entries',
  idName: 'customer_id',
  reservedIds: RESERVED_IDS,
  erasures: 'crm_erasures',
  keys: 'crm_keys',
  entered: ENTERED_FIELDS,
  read: toCustomer,
  searchable: searchableValues,
  facets: facetTerms,
  duplicates: {
    pairs: 'crm_duplicate_pairs',
    fields: IDENTITY_FIELDS,
    identity: identityValues,
    contactFacets: termsOfKeys,
    exactKeys: ({ contacts }) => exactKeysOf(contacts),
    refusal: duplicateFound,
  },
  check: checkBounds,
  identityOf: elementIdentity,
  notFound: customerNotFound,
  erased: customerErased,
  merging: customersMerging,
  earlierDigest,
};
