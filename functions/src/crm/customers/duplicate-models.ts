// Duplicates as they are asked for and answered.
import { z } from 'zod';
import { TrashedRecord } from '../../records/trash/pages.ts';
import { pageLimit } from '../../schemas/page.ts';
import { refusal } from '../../schemas/refusal.ts';
import type { Text } from '../../standards/languages.ts';
import { CustomerCreate, CustomerInDB } from './models.ts';

/** Whether a duplicate is refused, and from which level on; of a creation and an update, alone or in a batch. */
export const onDuplicate = {
  on_duplicate: z.enum(['allow', 'refuse']).default('allow'),
  duplicate_level: z.enum(['certain', 'probable']).default('certain'),
};

/** The query string of a creation and an update. */
export const OnDuplicateQuery = z.strictObject(onDuplicate);
export type OnDuplicate = z.infer<typeof OnDuplicateQuery>;

const NOBODY: Text = {
  en: 'Give at least a name, an organization or a contact.',
  el: 'Δώστε τουλάχιστον όνομα, οργανισμό ή ένα στοιχείο επικοινωνίας.',
};

/** The body of a check: a part of a creation, as far as it has been entered. */
export const DuplicateCheck = z
  .strictObject({
    ...withoutDefaults(),
    exclude_id: z
      .string()
      .optional()
      .meta({ description: 'A customer that is not meant: the one that is being edited.' }),
  })
  .refine(
    ({ name, organization, contacts }) =>
      [name, organization].some((text) => typeof text === 'string') || (contacts ?? []).length > 0,
    refusal(NOBODY, 'required'),
  )
  .meta({
    id: 'DuplicateCheck',
    description:
      'What is known of a customer: any part of `CustomerCreate`, at least a name, an organization or a contact.',
  });
export type DuplicateCheck = z.infer<typeof DuplicateCheck>;

const LEVELS = ['certain', 'probable', 'possible'] as const;

const REASONS = [
  ...[
    'phone',
    'phone_similar',
    'email',
    'email_similar',
    'name',
    'name_similar',
    'organization',
    'city',
    'region',
  ],
  ...['but_name_differs', 'but_phone_differs', 'but_city_differs'],
] as const;

const level = z.enum(LEVELS).meta({
  id: 'DuplicateLevel',
  description:
    '`certain`: a name that agrees and a number or an address of their own in common. `probable`: to be shown to somebody. `possible`: perhaps.',
});
const score = z.int().min(0).max(100).meta({ description: '50 where `probable` begins.' });
const reasons = z.array(
  z
    .strictObject({
      kind: z.enum(REASONS).meta({ description: '`but_...`: what speaks against it.' }),
      pointer: z.string().meta({ description: 'In what was sent; of a pair in `a`.' }),
      theirs_pointer: z.string().meta({ description: 'In `customer`; of a pair in `b`.' }),
    })
    .meta({ id: 'DuplicateReason', description: 'Why two customers may be one, and where (RFC 6901).' }),
);

/** A customer that may be the same. */
const CustomerDuplicate = z
  .strictObject({
    customer: CustomerInDB,
    deleted: z.boolean().meta({ description: 'It is in the trash: restore it rather than enter it again.' }),
    trash: TrashedRecord.omit({ id: true, name: true })
      .nullable()
      .meta({ description: 'Of one that is deleted: who deleted it, and until when it can be restored.' }),
    level,
    score,
    reasons,
  })
  .meta({ id: 'CustomerDuplicate', description: 'A customer that may be the same, and why.' });

/** The answer to a check. */
export const DuplicatesResponse = z
  .strictObject({
    duplicates: z.array(CustomerDuplicate).meta({ description: 'The likeliest first, ten at most.' }),
    is_complete: z.boolean().meta({
      description: 'False where there were more candidates than a check reads: there may be others.',
    }),
    checked: z.int().meta({ description: 'How many candidates were compared.' }),
  })
  .meta({ id: 'DuplicatesResponse', description: 'The customers that may be the same.' });
export type DuplicatesResponse = z.infer<typeof DuplicatesResponse>;

/** The query string of the pairs. */
export const PairsQuery = z.strictObject({
  level: z.enum(['certain', 'probable']).default('probable'),
  status: z.enum(['open', 'dismissed']).default('open'),
  limit: pageLimit(100).default(20),
  cursor: z.string().optional(),
});
export type PairsQuery = z.infer<typeof PairsQuery>;

const ONE_AND_THE_SAME: Text = {
  en: 'A customer is no duplicate of itself: name two.',
  el: 'Ένας πελάτης δεν είναι διπλός με τον εαυτό του. Δώστε δύο διαφορετικούς.',
};

/** The path of a pair. */
export const PairPath = z
  .object({ customer_id: z.string(), other_id: z.string() })
  .refine(({ customer_id, other_id }) => customer_id !== other_id, {
    path: ['other_id'],
    ...refusal(ONE_AND_THE_SAME),
  });

const DuplicatePair = z
  .strictObject({
    a: CustomerInDB,
    b: CustomerInDB,
    etags: z.array(z.string()).length(2).meta({ description: 'The `ETag` of `a` and of `b`.' }),
    level,
    score,
    reasons,
    found_at: z.iso.datetime(),
    dismissed: z
      .strictObject({ by: z.string(), by_name: z.string().nullable(), at: z.iso.datetime() })
      .nullable()
      .meta({ description: 'Who has said that they are two, and when.' }),
  })
  .meta({ id: 'DuplicatePair', description: 'Two customers that are probably one.' });

/** A page of pairs. */
export const DuplicatePairsResponse = z
  .strictObject({
    pairs: z.array(DuplicatePair),
    total: z.int().meta({
      description:
        'How many there are, whatever the page. Pairs of which a customer has just been deleted may be among them.',
    }),
    next_cursor: z.string().nullable().meta({ description: 'For the next page; null on the last.' }),
  })
  .meta({ id: 'DuplicatePairsResponse', description: 'A page of pairs, the surest first.' });
export type DuplicatePairsResponse = z.infer<typeof DuplicatePairsResponse>;

/** The fields of a creation, all optional: a default would stand for something that nobody has entered. */
function withoutDefaults() {
  const { shape } = CustomerCreate.in;
  return {
    ...shape,
    name: shape.name.optional(),
    organization: shape.organization.unwrap().optional(),
    contacts: shape.contacts.unwrap().optional(),
    notes: shape.notes.unwrap().optional(),
    location: shape.location.unwrap().optional(),
    language: shape.language.unwrap().optional(),
    tags: shape.tags.unwrap().optional(),
    owned_items: shape.owned_items.unwrap().optional(),
    linked_user_ids: shape.linked_user_ids.unwrap().optional(),
    nextcloud_folder: shape.nextcloud_folder.unwrap().optional(),
  };
}
