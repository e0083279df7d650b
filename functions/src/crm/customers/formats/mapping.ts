// Which column of a file feeds which field of a customer.
import { z } from 'zod';
import { record } from '../../../schemas/record.ts';
import { refusal } from '../../../schemas/refusal.ts';
import { ContactType, ExternalSystem } from '../models.ts';

/** What a column can be for. `json` is the whole customer, as our own export has it; `external` a key of another system. */
const FieldName = z.enum([
  'name',
  'organization',
  'contacts',
  'notes',
  'location',
  'location.city',
  'location.region',
  'location.country',
  'language',
  'tags',
  'owned_items',
  'linked_user_ids',
  'nextcloud_folder',
  'json',
  'id',
  'external',
]);

/** The most characters of what stands between values. */
const SEPARATOR = 10;

/** A field, and how a cell becomes its value. */
export const MappedColumn = z.strictObject({
  field: FieldName,
  type: ContactType.optional().meta({ description: 'Of a contact; `other` where it is left out.' }),
  label: z.string().max(300).optional().meta({
    description: 'Of a contact; of a note, what stands before the text.',
  }),
  split: z
    .string()
    .min(1)
    .max(SEPARATOR)
    .optional()
    .meta({ description: 'Between several values of a cell.' }),
  join: z.string().max(SEPARATOR).optional().meta({
    description: 'Between the texts of several columns; a space for a name, a line break for notes.',
  }),
  part: z.enum(['prefix', 'given', 'middle', 'family', 'suffix', 'legal', 'label']).optional().meta({
    description:
      'Which part of a name: it counts where no whole name is given; `label`: the label of the contact or of the line of a note in the column `of`.',
  }),
  of: z.string().max(1000).optional().meta({ description: 'With `part: label`: the column that it labels.' }),
  system: ExternalSystem.optional().meta({ description: 'With `external`: whose key it is.' }),
});
export type MappedColumn = z.infer<typeof MappedColumn>;

/** The most columns of a mapping: Outlook writes some 90. */
export const MAX_MAPPED = 500;

/**
 * By the name of a column, or `#3` for the third, which comes first; null: it is not imported. Of a vCard the names are those of its properties,
 * of NDJSON those of its keys, and what is not named there is taken as it is meant.
 */
export const ImportMapping = record(z.string().max(1000), z.union([FieldName, MappedColumn]).nullable(), {
  en: 'A mapping cannot name a column so: name it by its place, such as #3.',
  el: 'Η στήλη δεν μπορεί να δηλωθεί με αυτό το όνομα. Δηλώστε τη με τη θέση της, π.χ. #3.',
})
  .refine(
    (mapping) => Object.keys(mapping).length <= MAX_MAPPED,
    refusal({
      en: `A mapping names at most ${MAX_MAPPED} columns: leave out those that are not imported.`,
      el: `Μια αντιστοίχιση έχει έως ${MAX_MAPPED} στήλες. Αφήστε έξω όσες δεν εισάγονται.`,
    }),
  )
  .meta({ id: 'ImportMapping', description: 'Which column feeds which field; null: none.' });
export type ImportMapping = Readonly<z.infer<typeof ImportMapping>>;

/** What a column is mapped to. Undefined where the mapping does not name it. */
export function mappedColumn(
  mapping: ImportMapping,
  name: string,
  place?: number,
): MappedColumn | null | undefined {
  const key = place !== undefined && Object.hasOwn(mapping, `#${place}`) ? `#${place}` : name;
  const found = Object.hasOwn(mapping, key) ? mapping[key] : undefined;
  return typeof found === 'string' ? { field: found } : found;
}
