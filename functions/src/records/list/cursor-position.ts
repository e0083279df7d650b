// The place where a page of records ended, as its cursor holds it.
import { z } from 'zod';
import { queryText } from '../../firestore/cursor.ts';
import { Moment, SeenPosition } from './seen.ts';

/** Where a page ended, and what its list has told so far. */
export const CursorPosition = z.strictObject({
  /** How the pages of this list are made (see list.ts). */
  mode: z.enum(['ordered', 'sorted', 'walked', 'grouped', 'relaxed']),
  /** The values of the last place in the order. */
  place: z.array(queryText).min(1).max(3),
  /** The group of the last place, of a list that is grouped. */
  group: z.int().min(1).max(6).optional(),
  /** Which candidates its pages have seen. */
  seen: SeenPosition.optional(),
  /** How many the pages have shown so far. */
  shown: z.int().min(0),
  total: z.int().min(0),
  total_is_exact: z.boolean(),
  /** As of when all pages are, of the parts of a file. */
  as_of: Moment.optional(),
});
export type CursorPosition = z.infer<typeof CursorPosition>;
