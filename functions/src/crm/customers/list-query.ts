// What a list of customers is asked for, as a query string and as a body: a search, filters, the order and the page.
import { z } from 'zod';
import { SORTS } from '../../records/list/order.ts';
import { DateTime } from '../../schemas/date-time.ts';
import { pageLimit } from '../../schemas/page.ts';
import { refusal } from '../../schemas/refusal.ts';
import { text } from '../../schemas/text.ts';

/** The value of an exact filter. */
const value = text({ min: 1, max: 1000 }).optional();

/** The most tags in one query: each is a filter of its own in Firestore, which takes 100. */
export const MAX_TAGS = 10;

/** What all forms of a list take, but for its length. A blank `search` is no search. */
export const LIST_PARAMETERS = {
  search: text({ max: 320 }).optional(),
  tag: z
    .union([z.string(), z.array(z.string())])
    .transform((tag) => [...new Set([tag].flat())])
    .pipe(z.array(text({ min: 1, max: 100 })).max(MAX_TAGS))
    .optional(),
  language: value,
  country: value,
  city: value,
  region: value,
  linked_user_id: value,
  device_id: value,
  product_id: value,
  serial_number: value,
  email: value,
  phone: value,
  updated_since: DateTime.transform((time) => new Date(time).toISOString()).optional(),
  sort: z.enum([...SORTS, 'relevance']).optional(),
  cursor: z.string().optional(),
};

/** The most customers on a page, and what is taken where nothing is said. */
const MAX_LIMIT = 1000;

export const hasItsSearch = ({
  sort,
  search = '',
}: {
  sort?: string | undefined;
  search?: string | undefined;
}) => sort !== 'relevance' || search !== '';
export const withoutSearch = {
  path: ['sort'],
  ...refusal({
    en: 'Only a search has a relevance: search for something, or choose another order.',
    el: 'Η ταξινόμηση κατά συνάφεια ισχύει μόνο σε αναζήτηση. Αναζητήστε κάτι ή επιλέξτε άλλη σειρά.',
  }),
};

/** A list as a query string asks for it. */
export const ListQuery = z
  .strictObject({ ...LIST_PARAMETERS, limit: pageLimit(MAX_LIMIT).default(MAX_LIMIT) })
  .refine(hasItsSearch, withoutSearch);
export type ListQuery = z.infer<typeof ListQuery>;

/** The same as a JSON body, for callers who keep names out of URLs. */
export const CustomerSearch = z
  .strictObject({ ...LIST_PARAMETERS, limit: z.int().min(1).max(MAX_LIMIT).default(MAX_LIMIT) })
  .refine(hasItsSearch, withoutSearch)
  .meta({ id: 'CustomerSearch', description: 'The parameters of a list as a body.' });
