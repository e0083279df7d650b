// A batch as it is sent and answered.
import { z } from 'zod';
import { refusal } from '../../schemas/refusal.ts';
import { parseEntityTags } from '../../standards/entity-tag.ts';
import type { Text } from '../../standards/languages.ts';
import { onDuplicate } from './duplicate-models.ts';
import {
  ContactKey,
  CustomerAppend,
  CustomerCreate,
  CustomerInDB,
  CustomerUpdate,
  ExternalKeyValue,
  ExternalSystem,
} from './models.ts';

/** The most operations of a batch. */
const MAX_OPERATIONS = 100;

const NO_TAG: Text = {
  en: 'This must be an ETag in its quotes, or *.',
  el: 'Πρέπει να δείχνει μια έκδοση, μέσα σε εισαγωγικά, ή να είναι *.',
};

const CustomerBy = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.enum(['email', 'phone']), value: ContactKey }),
    z.strictObject({ kind: z.literal('external'), system: ExternalSystem, value: ExternalKeyValue }),
  ])
  .meta({
    id: 'CustomerBy',
    description:
      'A customer by a key, as in the paths below `/by`: 409 `ambiguous_key` where several have it.',
  });

const onCondition = {
  if_match: z
    .string()
    .refine((value) => parseEntityTags(value).length > 0, refusal(NO_TAG, 'invalid_format'))
    .nullable()
    .default(null)
    .meta({ description: 'As the header `If-Match`: only if the customer still has this `ETag`.' }),
};

const ofCustomer = {
  id: z.string().optional().meta({ description: 'The id of the customer; either this or `by`.' }),
  by: CustomerBy.optional(),
  ...onCondition,
};

/** One operation, by its method. */
export const BATCH_OPERATIONS = {
  create: z.strictObject({ method: z.literal('create'), body: CustomerCreate, ...onDuplicate }),
  update: z.strictObject({
    method: z.literal('update'),
    ...ofCustomer,
    body: CustomerUpdate,
    ...onDuplicate,
  }),
  upsert: z.strictObject({
    method: z.literal('upsert'),
    by: CustomerBy,
    ...onCondition,
    if_none_match: z
      .literal('*')
      .optional()
      .meta({ description: 'As the header `If-None-Match`: only if nobody has the key.' }),
    body: CustomerUpdate,
  }),
  append: z.strictObject({
    method: z.literal('append'),
    ...ofCustomer,
    body: CustomerAppend,
    ...onDuplicate,
  }),
  delete: z.strictObject({
    method: z.literal('delete'),
    ...ofCustomer,
    erase: z.boolean().default(false).meta({
      description: 'Removes the customer for good (role admin); by `id`, and not in an atomic batch.',
    }),
  }),
};

const { create, update, upsert, append, delete: deletion } = BATCH_OPERATIONS;
const BatchOperation = z
  .discriminatedUnion('method', [create, update, upsert, append, deletion])
  .meta({ id: 'BatchOperation', description: 'One operation of a batch.' });

const options = {
  atomic: z
    .boolean()
    .default(false)
    .meta({ description: 'All operations in one commit, or none. Each customer may be in it once.' }),
  stop_on_error: z.boolean().default(false).meta({
    description:
      'One operation after another, and none behind one that was refused. Of no use with `atomic`.',
  }),
};

/** The body of a batch. */
export const BatchRequest = z
  .strictObject({ operations: z.array(BatchOperation).min(1).max(MAX_OPERATIONS), ...options })
  .meta({ id: 'BatchRequest', description: 'Operations to do with one request.' });

/** What is judged of it as a whole: each operation is judged by itself. */
export const BatchEnvelope = z.strictObject({
  operations: z.array(z.unknown()).min(1).max(MAX_OPERATIONS),
  ...options,
});
export type BatchEnvelope = z.infer<typeof BatchEnvelope>;

/** The model of every problem, which the document makes of all problems that there are. */
export const problemModel = z.looseObject({}).meta({
  override: ({ jsonSchema }) => {
    delete jsonSchema.type;
    delete jsonSchema.properties;
    delete jsonSchema.additionalProperties;
    jsonSchema.$ref = '#/components/schemas/Problem';
  },
});

const BatchResult = z
  .strictObject({
    status: z.int().meta({
      description:
        'As the operation would have been answered by itself; 503 with `not_tried`, 424 with `not_applied`.',
    }),
    id: z.string().optional().meta({ description: 'Of the customer.' }),
    etag: z.string().optional().meta({
      description: 'The `ETag` that the customer has now; with 412 that of the version that is there.',
    }),
    location: z.string().optional().meta({ description: 'The path of what was created.' }),
    replayed: z
      .literal(true)
      .optional()
      .meta({ description: 'This is the answer to an earlier request with the same `Idempotency-Key`.' }),
    body: CustomerInDB.optional().meta({
      description:
        'The customer after it. Left out of a deletion, with `Prefer: return=minimal`, and where all bodies together would be more than 8 MB.',
    }),
    problem: problemModel.optional(),
  })
  .meta({ id: 'BatchResult', description: 'What became of one operation.' });

/** The answer to a batch. */
export const BatchResponse = z
  .strictObject({
    results: z.array(BatchResult).meta({ description: 'In the order of the operations.' }),
    succeeded: z.int(),
    failed: z.int(),
    not_tried: z
      .int()
      .meta({ description: 'Not begun, for want of time or behind a failure: safe to send again.' }),
  })
  .meta({ id: 'BatchResponse', description: 'What became of each operation.' });
export type BatchResponse = z.infer<typeof BatchResponse>;
