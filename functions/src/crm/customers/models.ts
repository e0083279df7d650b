// Every model of the contract as a schema: a customer, its parts, and what is sent and answered.
import { z } from 'zod';
import { ExternalKey } from '../../records/history/entry.ts';
import { RecordVersion } from '../../records/history/pages.ts';
import { TrashedRecord } from '../../records/trash/pages.ts';
import { DateTime } from '../../schemas/date-time.ts';
import { refusal, WHOLE_NUMBER } from '../../schemas/refusal.ts';
import { text } from '../../schemas/text.ts';
import type { Text } from '../../standards/languages.ts';

/** A whole number. Minus zero is refused, because JSON would give it back as zero. */
const quantity = z
  .int()
  .min(0)
  .max(1_000_000_000)
  .refine((value) => !Object.is(value, -0), refusal(WHOLE_NUMBER));

/** The ways in which a customer is reached. */
export const ContactType = z.enum(['email', 'phone', 'whatsapp', 'other']).meta({ id: 'ContactType' });
export type ContactType = z.infer<typeof ContactType>;

/** A way to reach a customer. */
export const CustomerContact = z
  .strictObject({
    type: ContactType,
    label: text({ max: 300 }).meta({ description: 'Whose or which, such as "personal" or "church".' }),
    value: text({ min: 1, max: 320 }),
    primary: z.boolean().default(false),
  })
  .meta({ id: 'CustomerContact', description: 'A way to reach a customer.' });
export type CustomerContact = z.infer<typeof CustomerContact>;

/** A note as it is stored and answered. */
export const CustomerNote = z
  .strictObject({
    text: text({ min: 1, max: 10_000, lines: 'several' }),
    by: text({ max: 1000 }),
    at: DateTime,
  })
  .meta({ id: 'CustomerNote', description: 'A note: who wrote it, and when.' });
export type CustomerNote = z.infer<typeof CustomerNote>;

/** A note as it is sent: the server fills in the caller's uid and the time where they are left out. */
export const CustomerNoteInput = CustomerNote.partial({ by: true, at: true }).meta({
  id: 'CustomerNoteInput',
  description: 'A note as it is sent: the server fills in who and when where they are left out.',
});
export type CustomerNoteInput = z.infer<typeof CustomerNoteInput>;

/** What kind of thing a customer has. */
export const OwnedItemType = z.enum(['console_device', 'product', 'freetext']).meta({ id: 'OwnedItemType' });
export type OwnedItemType = z.infer<typeof OwnedItemType>;

/** A flexible struct: any of its fields may come with any type, and all of them are stored. */
export const OwnedItem = z
  .strictObject({
    type: OwnedItemType,
    device_id: optional(text({ max: 1000 })),
    label: optional(text({ max: 300 })),
    product_id: optional(text({ max: 1000 })),
    product_name: optional(text({ max: 1000 })),
    quantity: optional(quantity),
    serial_numbers: optional(z.array(text({ max: 1000 })).max(1000)),
    description: optional(text({ max: 1000, lines: 'several' })),
    serial_number: optional(text({ max: 1000 })),
    notes: optional(text({ max: 1000, lines: 'several' })),
  })
  .meta({
    id: 'OwnedItem',
    description: 'Something that the customer has. A flexible struct: any field may come with any type.',
  });
export type OwnedItem = z.infer<typeof OwnedItem>;

/** Where a customer is. */
export const CustomerLocation = z
  .strictObject({
    city: optional(text({ max: 300 })),
    country: optional(text({ max: 300 })),
    region: optional(text({ max: 300 })),
  })
  .meta({ id: 'CustomerLocation', description: 'Where the customer is.' });
export type CustomerLocation = z.infer<typeof CustomerLocation>;

/** A part between slashes that a URL loses, also where nobody has percent-encoded it (RFC 3986, 5.2.4; WHATWG URL). */
const DOT_SEGMENT = /(?:^|[/\\])(?:\.|%2[eE]){1,2}(?:[/\\?#]|$)/;

const DOTS: Text = {
  en: 'This must not be "." or "..", nor have them between slashes.',
  el: 'Δεν μπορεί να είναι «.» ή «..», ούτε να τα έχει ανάμεσα σε κάθετες.',
};

/** The members of the two sets. */
export const Tag = member(100);
export const LinkedUserId = member(1000);

/** The parts of keys that name a customer beside its id. They stand in paths, as tags do. */
export const ContactKey = member(320);
export const ExternalKeyValue = member(300);

const NO_SYSTEM: Text = {
  en: 'The name of a system has 1 to 50 small letters, digits, dots, dashes and underscores, and begins with a letter or a digit.',
  el: 'Το όνομα του συστήματος έχει 1 έως 50 μικρά λατινικά γράμματα, ψηφία, τελείες, παύλες και κάτω παύλες, και αρχίζει με γράμμα ή ψηφίο.',
};

const SYSTEM = /^[a-z0-9][a-z0-9._-]{0,49}$/;

/** What another system is called here, such as `erp`. */
export const ExternalSystem = z
  .string()
  .refine((value) => SYSTEM.test(value), refusal(NO_SYSTEM, 'invalid_format'))
  .meta({ pattern: SYSTEM.source });

/** The most elements of each list. */
export const MAX_ELEMENTS = {
  contacts: 100,
  tags: 100,
  notes: 1000,
  owned_items: 1000,
  linked_user_ids: 1000,
} as const;

/** The fields that people enter, as they are answered. */
const fields = {
  name: text({ min: 1, max: 300 }).meta({ description: 'A person or an organization.' }),
  organization: text({ max: 300 }).nullable().meta({ description: 'Where a person belongs.' }),
  contacts: z.array(CustomerContact).max(MAX_ELEMENTS.contacts),
  notes: z.array(CustomerNoteInput).max(MAX_ELEMENTS.notes),
  location: CustomerLocation.nullable(),
  language: text({ min: 1, max: 1000 }).meta({ description: 'The language to write in, such as "el".' }),
  tags: z.array(Tag).max(MAX_ELEMENTS.tags).overwrite(withoutRepeats),
  owned_items: z.array(OwnedItem).max(MAX_ELEMENTS.owned_items),
  linked_user_ids: z
    .array(LinkedUserId)
    .max(MAX_ELEMENTS.linked_user_ids)
    .overwrite(withoutRepeats)
    .meta({ description: 'Firebase Auth uids; not verified.' }),
  nextcloud_folder: text({ max: 1000 }).nullable().meta({ description: 'Where the files are.' }),
};

/** The names of those fields; the server adds the id and the two times. */
export const ENTERED_FIELDS = Object.keys(fields) as (keyof typeof fields)[];

/** Fields of an answer that a client may send back: accepted, and ignored. */
const ignoredField = z.unknown().optional().meta({ description: 'Of an answer that is sent back: ignored.' });
const ignored = { id: ignoredField, created_at: ignoredField, updated_at: ignoredField };

/** The body of a creation: the defaults are applied. */
export const CustomerCreate = z
  .strictObject({
    ...ignored,
    name: fields.name,
    organization: fields.organization.default(null),
    contacts: fields.contacts.default([]),
    notes: fields.notes.default([]),
    location: fields.location.default(null),
    language: fields.language.default('el'),
    tags: fields.tags.default([]),
    owned_items: fields.owned_items.default([]),
    linked_user_ids: fields.linked_user_ids.default([]),
    nextcloud_folder: fields.nextcloud_folder.default(null),
  })
  .transform(withoutIgnored)
  .meta({ id: 'CustomerCreate', description: 'A customer to create: only the name is needed.' });
export type CustomerCreate = z.infer<typeof CustomerCreate>;

/**
 * The body of a partial update: an absent field is left as it is, null clears an optional one, an array
 * replaces the array. The same holds inside `location`.
 */
export const CustomerUpdate = z
  .strictObject({
    ...ignored,
    ...fields,
    location: z
      .strictObject({
        city: text({ max: 300 }).nullable(),
        country: text({ max: 300 }).nullable(),
        region: text({ max: 300 }).nullable(),
      })
      .partial()
      .nullable(),
  })
  .partial()
  .transform(withoutIgnored)
  .meta({
    id: 'CustomerUpdate',
    description: 'The fields to change; those that are absent stay as they are.',
  });
export type CustomerUpdate = z.infer<typeof CustomerUpdate>;

/** What an append adds to the lists of a customer, and to the two sets. */
export const CustomerAppend = z
  .strictObject({
    contacts: fields.contacts,
    notes: fields.notes,
    tags: fields.tags,
    owned_items: fields.owned_items,
    linked_user_ids: fields.linked_user_ids,
  })
  .partial()
  .meta({
    id: 'CustomerAppend',
    description:
      'Elements to add to the lists; all that is there stays. A tag or a uid that is there already adds nothing.',
  });
export type CustomerAppend = z.infer<typeof CustomerAppend>;

/** A customer as it is answered: every field, always. */
export const CustomerInDB = z
  .strictObject({
    id: z.string(),
    ...fields,
    notes: z.array(CustomerNote),
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
  })
  .meta({ id: 'CustomerInDB', description: 'A customer: every field, always; null where there is nothing.' });
export type CustomerInDB = z.infer<typeof CustomerInDB>;

/** A page of customers; `total` counts what matches, whatever the page. */
export const CustomerListResponse = z
  .strictObject({
    customers: z.array(CustomerInDB),
    total: z
      .int()
      .meta({ description: 'How many match, whatever the page. Later pages have that of the first.' }),
    total_is_exact: z.boolean().meta({
      description:
        'Whether `total` is exact, as without a search; else it is an upper bound, where 1001 stands for more than a thousand. False also while not every customer is indexed.',
    }),
    etags: z.array(z.string()).meta({
      description: 'The `ETag` of each of `customers`, in the same order: for an edit of a row on condition.',
    }),
    relaxed: z.boolean().meta({
      description:
        'Whether nobody was found as it was typed, and these are found by other cases, abbreviations or nicknames.',
    }),
    next_cursor: z.string().nullable().meta({ description: 'For the next page; null on the last.' }),
  })
  .meta({ id: 'CustomerListResponse', description: 'A page of customers.' });
export type CustomerListResponse = z.infer<typeof CustomerListResponse>;

/** One version of a customer, and what it changed in the one before. */
const CustomerVersion = RecordVersion.meta({
  id: 'CustomerVersion',
  description: 'One version: who did what, when, and what it changed.',
});

/** A page of the history of a customer. */
export const CustomerHistoryResponse = z
  .strictObject({ history: z.array(CustomerVersion), next_cursor: z.string().nullable() })
  .meta({ id: 'CustomerHistoryResponse', description: 'A page of a history.' });
export type CustomerHistoryResponse = z.infer<typeof CustomerHistoryResponse>;

/** An optional field: may be left out or null on input, and is null wherever it has no value. */
function optional<Schema extends z.ZodType>(schema: Schema) {
  return schema.nullable().default(null);
}

/**
 * A member of a set is named by a path, and whoever sends a path takes `.` and `..` out of it (RFC 3986, 5.2.4): removing the
 * tag `..` would delete the customer.
 */
function member(max: number) {
  return text({ min: 1, max })
    .refine((value) => !DOT_SEGMENT.test(value), refusal(DOTS))
    .meta({ not: { pattern: DOT_SEGMENT.source } });
}

/** Tags and linked users are sets that keep their order. */
function withoutRepeats(values: string[]): string[] {
  return [...new Set(values)];
}

function withoutIgnored<Fields extends object>(sent: Fields): Omit<Fields, keyof typeof ignored> {
  const kept = Object.entries(sent).filter(([field]) => !Object.hasOwn(ignored, field));
  return Object.fromEntries(kept) as Omit<Fields, keyof typeof ignored>;
}

/** What other systems call a customer. */
export const CustomerKeysResponse = z
  .strictObject({
    keys: z.array(
      ExternalKey.meta({ id: 'ExternalKey', description: 'What another system calls a customer.' }),
    ),
  })
  .meta({ id: 'CustomerKeysResponse', description: 'The external keys of a customer, by system and key.' });
export type CustomerKeysResponse = z.infer<typeof CustomerKeysResponse>;

const TrashEntry = TrashedRecord.meta({
  id: 'TrashEntry',
  description: 'A deleted customer, and until when it can be restored.',
});

export const TrashResponse = z
  .strictObject({ trash: z.array(TrashEntry), next_cursor: z.string().nullable() })
  .meta({ id: 'TrashResponse', description: 'A page of the trash.' });
export type TrashResponse = z.infer<typeof TrashResponse>;
