// What the OpenAPI document says of the parameters of the customers.
import type { z } from 'zod';
import type { ZodOpenApiOverrideContext } from 'zod-openapi';
import { limitOf, pageParameters, parameter } from '../../../contract/parameters.ts';
import { ChangeAction } from '../../../records/changes/change.ts';
import { ChangesQuery } from '../change-models.ts';
import { PairsQuery } from '../duplicate-models.ts';
import { EXPORT_COLUMNS } from '../formats/columns.ts';
import { ListQuery, MAX_TAGS } from '../list-query.ts';

/** What is said of the parameters of a list of customers. */
export const listParameters = {
  search: parameter(
    'Words that must all be found in the name, the organization or a contact: with or without accents, in Greek or Latin letters, or a phone number in any format.',
    'giorgos papadop',
  ),
  tag: {
    ...parameter('Has this tag, exactly. Repeat it for several: all must be present.', ['ναός']),
    override: ({ jsonSchema }: ZodOpenApiOverrideContext) => {
      delete jsonSchema.anyOf;
      Object.assign(jsonSchema, { type: 'array', items: tagItem, maxItems: MAX_TAGS });
    },
  },
  language: parameter('Has this language, exactly.', 'el'),
  country: parameter('Is in this country, case and accents aside.', 'Ελλάδα'),
  city: parameter('Is in this city, case and accents aside.', 'Θεσσαλονίκη'),
  region: parameter('Is in this region, case and accents aside.', 'Αττική'),
  linked_user_id: parameter('Is linked to this Firebase Auth user.', 'kQ3vX8mZpLd2RtYw5NbHs7Jc0Fa1'),
  device_id: parameter('Owns this console device.', 'CD-2023-00017'),
  product_id: parameter('Owns this product.', 'TAB-10'),
  serial_number: parameter('Owns something with this serial number.', 'T10-23-000417'),
  email: parameter('Has this e-mail address, case aside.', 'agiosnikolaos.peraia@example.gr'),
  phone: parameter('Has this phone number, in any format.', '6975550142'),
  updated_since: parameter('Was created or changed at this time or later.', '2026-11-01T00:00:00Z'),
  sort: parameter(
    'The order, `-` for descending; equal keys go by the id. `relevance` only with `search`, and then the default; else `name`. Both hold at any size, and so does any order without a search and with at most one filter; another is 422 where more than 1,000 match.',
    '-updated_at',
  ),
  limit: limitOf('Customers per page.', { example: 50, standard: ListQuery.parse({}).limit }),
  cursor: pageParameters.cursor,
} satisfies Record<keyof ListQuery, z.core.GlobalMeta>;

/** What is said of the parameters of an export. */
const csvParameters = {
  excel: {
    ...parameter(
      '`true` for CSV as Excel opens it by a double click where the decimal sign is a comma: with a byte order mark, and `;` between the cells.',
      'true',
    ),
    // A list in JSON refuses it, also when it says what is so anyway: a page that fills in what is meant by nothing would send it.
    override: ({ jsonSchema }: ZodOpenApiOverrideContext) => {
      delete jsonSchema.default;
    },
  },
  columns: {
    ...parameter(
      `The columns of a CSV and their order, separated by commas; all where it is left out: ${EXPORT_COLUMNS.map(({ name }) => `\`${name}\``).join(', ')}. \`json\` is the whole customer, without loss.`,
      'id,name,phone_1,city',
    ),
    override: { type: 'string' as const },
  },
};
const { cursor: _, limit: __, ...wholeList } = listParameters;
export const downloadParameters = wholeList;
export const csvDownloadParameters = { ...wholeList, ...csvParameters };
export const exportParameters = {
  ...listParameters,
  ...csvParameters,
  format: parameter(
    'A file instead of JSON, the same as its media type in `Accept` (role **editor**). Then `limit` may be up to 2,000, and is that where it is left out.',
    'csv',
  ),
};

/** What is said of the parameters of the changes. */
export const changesParameters = {
  since: parameter(
    'The `next` of the answer before, with the same `customer_id` and `action`; `now` for a token and nothing else; `beginning` for the whole history of all that is not erased, oldest first.',
    'now',
  ),
  limit: limitOf('Changes per page.', {
    example: 100,
    standard: ChangesQuery.parse({ since: 'now' }).limit,
  }),
  wait: {
    ...parameter('For how many seconds to wait for a change, where there is none.', 0),
    override: { default: 0 },
  },
  include: parameter('`ids`: without the states.', 'state'),
  customer_id: parameter('Only of this customer. The token is bound to it.', 'k7Jc0Fa1kQ3vX8mZpLd2'),
  action: {
    ...parameter('Only these. Repeat it for several. It saves bytes, and no reads.', ['create']),
    override: ({ jsonSchema }: ZodOpenApiOverrideContext) => {
      delete jsonSchema.anyOf;
      Object.assign(jsonSchema, {
        type: 'array',
        items: { type: 'string', enum: ChangeAction.options },
      });
    },
  },
} satisfies Record<keyof ChangesQuery, z.core.GlobalMeta>;

/** What is said of the parameters of a deletion. */
export const deleteParameters = {
  erase: parameter('`true` removes the customer and its history for good (role admin).', 'false'),
};

/** What is said of the parameters of a creation and an update. */
export const onDuplicateParameters = {
  on_duplicate: parameter(
    '`refuse`: 409 `duplicate_found` where this would enter somebody again; nothing is written then.',
    'refuse',
  ),
  duplicate_level: parameter('With `refuse`: from which level on.', 'certain'),
};

/** What is said of the parameters of a list of pairs. */
export const pairsParameters = {
  level: parameter('Open pairs of this level and above.', 'probable'),
  status: parameter('`dismissed`: those that somebody has said are two.', 'open'),
  limit: limitOf('Pairs per page.', { example: 20, standard: PairsQuery.parse({}).limit }),
  cursor: pageParameters.cursor,
};

/** What is said of the parameters of a read of one. */
export const getParameters = {
  follow: parameter(
    '`false`: a customer that was merged into another one is 409 `customer_merged`, and not led to that one.',
    'false',
  ),
};

/** What is said of the parameters of a path, for one of a customer and of its parts. */
export const customerPath = { customer_id: parameter('The id of a customer.', 'k7Jc0Fa1kQ3vX8mZpLd2') };

export const pairPath = {
  ...customerPath,
  other_id: parameter('The id of another customer; either may come first.', 'Zx81LmQpRt0aBcDeFgHi'),
};

export const versionPath = { ...customerPath, version: parameter('The number of a version.', 2) };

export const tagPath = { ...customerPath, tag: parameter('The tag, percent-encoded.', 'ναός') };

export const linkedUserPath = {
  ...customerPath,
  uid: parameter('The uid of a Firebase Auth user.', 'kQ3vX8mZpLd2RtYw5NbHs7Jc0Fa1'),
};

const externalKey = {
  system: parameter('The other system: small letters, digits, `.`, `-` and `_`.', 'erp'),
  key: parameter('What that system calls the customer, percent-encoded.', 'C-2041'),
};

/** What is said of the keys in a path. */
export const byEmail = {
  value: parameter(
    'An e-mail address, percent-encoded; case and accents aside.',
    'agiosnikolaos.peraia@example.gr',
  ),
};
export const byPhone = {
  value: parameter('A phone number in any format, percent-encoded.', '+30 697 555 0142'),
};
export const byExternalKey = externalKey;
export const customerKeyPath = { ...customerPath, ...externalKey };

/** What is said of the parameters of a subject access. */
export const subjectParameters = {
  include: parameter(
    '`state`: each version with the whole customer after it, not only what it changed.',
    'state',
  ),
  format: parameter(
    '`html`: a page to read and print, in the language of `Accept-Language`. Without it, what `Accept` asks for: JSON or `text/html`.',
    'json',
  ),
  cursor: pageParameters.cursor,
};

/** What is said of the parameters of a retention list. */
export const retentionParameters = {
  untouched_since: parameter(
    'A date (its beginning in UTC) or a date-time: changed before that, and not since.',
    '2023-01-01',
  ),
  limit: limitOf('Customers per page.', { example: 50, standard: 100 }),
  cursor: pageParameters.cursor,
};

const tagItem = { type: 'string', minLength: 1, maxLength: 100 };
