import { z } from 'zod';
import { ListQuery, MAX_TAGS } from '../list-query.ts';
import { LinkedUserId, Tag } from '../models.ts';
import { DeleteQuery, PageQuery } from '../requests.ts';

/** The parameters of a query schema, each described: one that nobody described does not compile. */
function described<Shape extends z.ZodRawShape>(
  { shape }: z.ZodObject<Shape>,
  descriptions: Record<keyof Shape, z.core.GlobalMeta>,
): z.ZodObject {
  const parameters = Object.entries(descriptions).map(([name, meta]) => [
    name,
    (shape[name] as z.ZodType).meta(meta),
  ]);
  return z.object(Object.fromEntries(parameters) as Record<string, z.ZodType>);
}

const cursor = {
  description: 'The `next_cursor` of the page before, with the same parameters otherwise.',
  param: { example: 'b3Zs9Jq0aXvPq1RteyJtb2RlIjoic2NhbiIsImtleXMiOltdfQ' },
};

/** Why a parameter's example is not in its schema: there a viewer would send it with every request. */
const asExample = (description: string, example: unknown) => ({ description, param: { example } });

const tagItem = { type: 'string', minLength: 1, maxLength: 100 };

export const listParameters = described(ListQuery, {
  search: asExample(
    'Words that must all be found in the name, the organization or a contact: with or without accents, in Greek or Latin letters, or a phone number in any format.',
    'giorgos papadop',
  ),
  tag: {
    ...asExample('Has this tag, exactly. Repeat it for several: all must be present.', ['ναός']),
    override: ({ jsonSchema }) => {
      delete jsonSchema.anyOf;
      Object.assign(jsonSchema, { type: 'array', items: tagItem, maxItems: MAX_TAGS });
    },
  },
  language: asExample('Has this language, exactly.', 'el'),
  country: asExample('Is in this country, case and accents aside.', 'Ελλάδα'),
  city: asExample('Is in this city, case and accents aside.', 'Θεσσαλονίκη'),
  region: asExample('Is in this region, case and accents aside.', 'Αττική'),
  linked_user_id: asExample('Is linked to this Firebase Auth user.', 'kQ3vX8mZpLd2RtYw5NbHs7Jc0Fa1'),
  device_id: asExample('Owns this console device.', 'CD-2023-00017'),
  product_id: asExample('Owns this product.', 'TAB-10'),
  serial_number: asExample('Owns something with this serial number.', 'T10-23-000417'),
  email: asExample('Has this e-mail address, case aside.', 'agiosnikolaos.peraia@example.gr'),
  phone: asExample('Has this phone number, in any format.', '6975550142'),
  sort: asExample(
    'The order, `-` for descending. `relevance` only with `search`, and then the default; else `name`.',
    '-updated_at',
  ),
  limit: { ...asExample('Customers per page.', 50), override: { default: ListQuery.parse({}).limit } },
  cursor,
});

export const pageParameters = described(PageQuery, {
  limit: { ...asExample('Entries per page.', 20), override: { default: PageQuery.parse({}).limit } },
  cursor,
});

export const deleteParameters = described(DeleteQuery, {
  erase: asExample('`true` removes the customer and its history for good (role admin).', 'false'),
});

const customer_id = z
  .string()
  .meta({ description: 'The id of a customer.', param: { example: 'k7Jc0Fa1kQ3vX8mZpLd2' } });

export const customerPath = z.object({ customer_id });

export const versionPath = z.object({
  customer_id,
  version: z
    .int()
    .min(1)
    .max(999_999_999_999)
    .meta({ description: 'The number of a version.', param: { example: 2 } }),
});

export const tagPath = z.object({
  customer_id,
  tag: Tag.meta({ description: 'The tag, percent-encoded.', param: { example: 'ναός' } }),
});

export const linkedUserPath = z.object({
  customer_id,
  uid: LinkedUserId.meta({
    description: 'The uid of a Firebase Auth user.',
    param: { example: 'kQ3vX8mZpLd2RtYw5NbHs7Jc0Fa1' },
  }),
});
