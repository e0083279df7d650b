// The changes of customers as they are asked for and answered.
import { z } from 'zod';
import { ChangeAction } from '../../records/changes/change.ts';
import { pageLimit } from '../../schemas/page.ts';
import { refusal } from '../../schemas/refusal.ts';
import { CustomerInDB } from './models.ts';

/** The most seconds for which a request waits for a change: it is answered within 10. */
const MAX_WAIT = 8;

/** The query string of the changes. */
export const ChangesQuery = z.strictObject({
  since: z.string().min(1),
  limit: pageLimit(500).default(100),
  wait: z
    .string()
    .refine(
      (value) => /^[0-9]$/.test(value) && Number(value) <= MAX_WAIT,
      refusal({
        en: `This must be a whole number from 0 to ${MAX_WAIT}.`,
        el: `Πρέπει να είναι ακέραιος αριθμός από 0 έως ${MAX_WAIT}.`,
      }),
    )
    .transform(Number)
    .meta({ type: 'integer', minimum: 0, maximum: MAX_WAIT })
    .default(0),
  include: z.enum(['state', 'ids']).default('state'),
  customer_id: z.string().optional(),
  action: z
    .union([z.string(), z.array(z.string())])
    .transform((action) => [...new Set([action].flat())])
    .pipe(z.array(ChangeAction))
    .optional(),
});
export type ChangesQuery = z.output<typeof ChangesQuery>;

/** A customer without its id. */
const CustomerState = CustomerInDB.omit({ id: true }).meta({
  id: 'CustomerState',
  description: 'A customer as a version left it; its id stands beside it.',
});

/** One change of a customer. */
export const CustomerChange = z
  .strictObject({
    id: z
      .string()
      .meta({ description: 'Of the change. An id that is used again after an erasure has such ids again.' }),
    customer_id: z.string(),
    version: z.int().nullable().meta({ description: 'The version that it made; null for an erasure.' }),
    action: ChangeAction,
    by: z.string().nullable().meta({
      description: 'The uid of who did it; `external` for another program; null for an erasure.',
    }),
    by_name: z.string().nullable(),
    at: z.iso.datetime().meta({ description: 'When the write reached the database, as in the history.' }),
    committed_at: z.iso.datetime().meta({
      description: 'When it took effect, to the microsecond: the order of the changes.',
    }),
    changed: z.array(z.string()).nullable().meta({
      description:
        'The JSON Pointers of the fields that an edit has changed; null where they are not known, and for what is no edit.',
    }),
    state: CustomerState.nullable().meta({
      description:
        'The customer afterwards; null for `delete`, `merged` and `erase`, and with `include=ids`.',
    }),
    merged_into: z.string().optional().meta({
      description: 'Of a `merged`: the id of the customer that it is a part of now.',
    }),
  })
  .meta({ id: 'CustomerChange', description: 'One change of one customer.' });
export type CustomerChange = z.infer<typeof CustomerChange>;

/** A page of changes. */
export const CustomerChangesResponse = z
  .strictObject({
    changes: z.array(CustomerChange),
    next: z.string().meta({ description: 'The token from which to go on: keep it when the page is done.' }),
    has_more: z.boolean().meta({
      description: 'Whether to ask again at once. A page may be empty where there is more.',
    }),
  })
  .meta({ id: 'CustomerChangesResponse', description: 'Changes in the order of their commits.' });
export type CustomerChangesResponse = z.infer<typeof CustomerChangesResponse>;
