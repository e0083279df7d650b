// What is held of a person, as it is asked for and answered (GDPR, articles 15 and 20); and who has not been touched for long.
import { z } from 'zod';
import { heldFields } from '../../records/subject/held.ts';
import { HeldVersion } from '../../records/subject/version-row.ts';
import { pageLimit } from '../../schemas/page.ts';
import { refusal } from '../../schemas/refusal.ts';
import { DateTime } from '../../schemas/date-time.ts';
import { CustomerInDB } from './models.ts';

/** The query string of a subject access. */
export const SubjectQuery = z.strictObject({
  include: z.enum(['state']).optional(),
  format: z.enum(['json', 'html']).optional(),
  cursor: z.string().optional(),
});
export type SubjectQuery = z.infer<typeof SubjectQuery>;

const version = HeldVersion.extend({
  state: CustomerInDB.omit({ id: true })
    .optional()
    .meta({ description: 'With `include=state`: the whole customer after it.' }),
}).meta({
  id: 'HeldVersion',
  description:
    'One version of what is held. What a batch, a merge or another program has noted in it stands beside, in the form of `as_stored`.',
});

const held = {
  id: z.string(),
  customer: CustomerInDB.nullable()
    .optional()
    .meta({ description: 'Live, or as it is in the trash; null where only a history is left.' }),
  ...optionalFields(heldFields),
  history: z.array(version).meta({ description: 'The newest first.' }),
};

const HeldRecord = z.strictObject(held).meta({
  id: 'HeldRecord',
  description:
    'All that is held of one customer. A later part leaves out what an earlier one has told, and goes on with `history`.',
});

const subject = {
  ...held,
  merged_from: z.array(HeldRecord).meta({
    description:
      'Every customer that was merged into this one, and into those, however deep: `merged_into` says into which.',
  }),
  imports: z
    .array(
      z.strictObject({
        id: z.string(),
        filename: z.string().nullable().meta({ description: 'Null where the import is kept no more.' }),
        row: z.int(),
      }),
    )
    .meta({
      description: 'The rows of imports that the versions in `history` come from, also after an undo.',
    }),
  disclosed_to: z
    .array(z.unknown())
    .max(0)
    .meta({ description: 'Programs that are told of changes: there are none yet.' }),
  erased: z.literal(false),
};

const Subject = z
  .strictObject(subject)
  .meta({ id: 'Subject', description: 'A person as one customer, with what was merged into it.' });

const part = {
  generated_at: z.iso.datetime().meta({ description: 'All parts tell what was held at this moment.' }),
  next_cursor: z
    .string()
    .nullable()
    .meta({ description: 'For the next part, within an hour; null on the last.' }),
};

/** Everything that is held of one customer. */
export const SubjectAccess = z
  .strictObject({ ...part, ...subject })
  .meta({ id: 'SubjectAccess', description: 'Everything that is held of a person, or a part of it.' });
export type SubjectAccess = z.infer<typeof SubjectAccess>;

/** The same of all who have an address or a number. */
export const SubjectAccesses = z.strictObject({ ...part, subjects: z.array(Subject) }).meta({
  id: 'SubjectAccesses',
  description: 'Everything that is held of all who have a key, or a part of it.',
});
export type SubjectAccesses = z.infer<typeof SubjectAccesses>;

const DAY = /^\d{4}-\d{2}-\d{2}$/;

const NO_TIME = refusal(
  {
    en: 'This must be a date, such as 2023-01-01, or a date-time.',
    el: 'Πρέπει να είναι ημερομηνία, όπως 2023-01-01, ή ημερομηνία και ώρα.',
  },
  'invalid_format',
);

/** The query string of the customers whom nobody has touched since a date; a date is its beginning in UTC. */
export const RetentionQuery = z.strictObject({
  untouched_since: z
    .string()
    .transform((value) => (DAY.test(value) ? `${value}T00:00:00Z` : value))
    .refine((value) => DateTime.safeParse(value).success, NO_TIME)
    .transform((value) => new Date(DateTime.parse(value)).toISOString())
    .meta({ type: 'string' }),
  limit: pageLimit(1000).default(100),
  cursor: z.string().optional(),
});
export type RetentionQuery = z.infer<typeof RetentionQuery>;

/** Each is left out by a later part. */
function optionalFields<Fields extends Record<string, z.ZodType>>(fields: Fields) {
  return Object.fromEntries(
    Object.entries(fields).map(([name, schema]) => [name, schema.optional().meta(schema.meta() ?? {})]),
  ) as { [Name in keyof Fields]: z.ZodOptional<Fields[Name]> };
}
