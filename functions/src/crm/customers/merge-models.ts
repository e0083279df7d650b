// What is sent and answered when customers are merged, and when that is undone.
import { z } from 'zod';
import { CHANGED_SINCE } from '../../records/history/entry.ts';
import { record } from '../../schemas/record.ts';
import { VersionNumber } from '../../schemas/version-number.ts';
import { CustomerInDB, ENTERED_FIELDS } from './models.ts';

/** The most customers that one request merges into another. */
const MAX_FROM = 4;

const dryRun = z
  .boolean()
  .default(false)
  .meta({ description: 'Only tells what would be done; nothing is written.' });

const from = z
  .array(z.string())
  .min(1)
  .max(MAX_FROM)
  .meta({ description: 'The ids of the customers that are merged into this one.' });

const etags = record(z.string(), z.string()).default({}).meta({
  description: 'The `ETag` that a customer must still have, by its id. One that is not named may have any.',
});

const Choice = z.union([
  z.string().meta({ description: 'The id of the customer whose value it is.' }),
  z.strictObject({ value: z.unknown() }).meta({ description: 'Another value.' }),
]);

/** The body of a merge. */
export const MergeRequest = z
  .strictObject({
    from,
    choose: z
      .strictObject(Object.fromEntries(ENTERED_FIELDS.map((field) => [field, Choice.optional()])))
      .default({})
      .meta({
        description:
          'Fields whose value is not the usual one: the id of the customer that has it, or `{"value": ...}`.',
      }),
    etags,
    dry_run: dryRun,
  })
  .meta({ id: 'MergeRequest', description: 'Which customers to merge into one, and how.' });

/** What is judged of it before the choices, which are judged by the fields that they are of. */
export const MergeEnvelope = z.strictObject({
  from,
  choose: record(z.string(), z.unknown()).default({}),
  etags,
  dry_run: dryRun,
});
export type MergeEnvelope = z.infer<typeof MergeEnvelope>;

const MergedVersion = z
  .strictObject({
    id: z.string(),
    version: z.int().meta({ description: 'The version that it got by the merge, in its own history.' }),
  })
  .meta({ id: 'MergedVersion', description: 'A customer that was merged into another one.' });

/** The answer to a merge: the customer, and what was merged into it. */
export const MergedCustomer = z
  .strictObject({ ...CustomerInDB.shape, merged_from: z.array(MergedVersion) })
  .meta({ id: 'MergedCustomer', description: 'The customer that others were merged into.' });

/** A field or an element, of any type. */
const anyValue = z.unknown();

/** The answer to a dry run of a merge. */
export const MergePreview = z
  .strictObject({
    result: CustomerInDB.meta({ description: 'The customer as it would be.' }),
    conflicts: z
      .array(
        z.strictObject({
          field: z.string(),
          values: z.array(z.strictObject({ id: z.string(), value: anyValue })),
          chosen: z
            .string()
            .nullable()
            .meta({ description: 'Whose value is taken; null for one that the request brings.' }),
        }),
      )
      .meta({ description: 'The fields, lists aside, of which they have several values.' }),
    lost: z
      .array(
        z.strictObject({
          id: z.string(),
          field: z.string(),
          value: anyValue,
          foreign: z.literal(true).optional().meta({
            description: 'Another program has stored it, or a part of it, and no answer shows that.',
          }),
        }),
      )
      .meta({ description: 'Every value, or element of a list, that would be in no field afterwards.' }),
    etags: z
      .record(z.string(), z.string())
      .meta({ description: 'The `ETag` of each customer as it was looked at: send them with the merge.' }),
  })
  .meta({ id: 'MergePreview', description: 'What a merge would make, and what would be lost.' });

/** The body of an undo. */
export const UnmergeRequest = z
  .strictObject({
    merge_version: VersionNumber.meta({
      description: 'The version of the merge, in the history of this customer.',
    }),
    only: z
      .array(z.string())
      .min(1)
      .max(MAX_FROM)
      .nullable()
      .default(null)
      .meta({ description: 'Which of those that were merged are taken back; all, if it is left out.' }),
    dry_run: dryRun,
  })
  .meta({ id: 'UnmergeRequest', description: 'Which merge to undo.' });
export type UnmergeRequest = z.infer<typeof UnmergeRequest>;

/** The answer to an undo, and to a dry run of it. */
export const UnmergeResponse = z
  .strictObject({
    customer: CustomerInDB,
    restored: z.array(CustomerInDB).meta({ description: 'The customers that were taken back.' }),
    kept: z
      .array(
        z.strictObject({
          field: z.string(),
          why: z.literal(CHANGED_SINCE),
          value: anyValue.optional().meta({
            description: 'What stays there; of a list the element. Left out in a repeated answer.',
          }),
        }),
      )
      .meta({ description: 'What was changed since the merge, and stays in this customer as it is.' }),
    etags: z.record(z.string(), z.string()).meta({
      description: 'The `ETag` of each of these customers; of a dry run that of this one as it is now.',
    }),
  })
  .meta({ id: 'UnmergeResponse', description: 'What an undo of a merge has made.' });

/** The answer to the erasure of a customer that was merged into another one. */
export const ErasedPart = z
  .strictObject({
    still_held_by: z
      .string()
      .meta({ description: 'The id of the customer that it was merged into, which has kept what it got.' }),
  })
  .meta({ id: 'ErasedPart', description: 'Who still has what an erased customer was merged into.' });
