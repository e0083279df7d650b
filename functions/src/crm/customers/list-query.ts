// The query string of a list of customers: a search, filters, the order and the page.
import { z } from 'zod';
import { SORTS } from '../../records/list/order.ts';
import { pageLimit } from '../../schemas/page.ts';
import { text } from '../../schemas/text.ts';

// What the query string of a list may hold.

/** The value of an exact filter. */
const value = text({ min: 1, max: 1000 }).optional();

/** The most tags in one query: each is a filter of its own in Firestore, which takes 100. */
export const MAX_TAGS = 10;

/** A blank `search` is no search. */
export const ListQuery = z
  .strictObject({
    search: text({ max: 320, trim: true }).optional(),
    tag: z
      .union([z.string(), z.array(z.string())])
      .transform((tag) => [...new Set([tag].flat())])
      .pipe(z.array(text({ min: 1, max: 100, trim: true })).max(MAX_TAGS))
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
    sort: z.enum([...SORTS, 'relevance']).optional(),
    limit: pageLimit(1000).default(1000),
    cursor: z.string().optional(),
  })
  .refine(({ sort, search }) => sort !== 'relevance' || (search ?? '') !== '', {
    path: ['sort'],
    message: 'Only a search has a relevance.',
  });
export type ListQuery = z.infer<typeof ListQuery>;
