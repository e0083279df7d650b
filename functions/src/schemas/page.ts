// The schemas of a page: the parameters `limit` and `cursor` of a list.
import { z } from 'zod';
import { refusal } from './refusal.ts';

/** The query string of a list that takes no filters: which page, and how long. */
export const PageQuery = z.strictObject({ limit: pageLimit(100).default(50), cursor: z.string().optional() });
export type PageQuery = z.infer<typeof PageQuery>;

/** The parameter `limit` of a page: digits only, because `Number` takes `0x10`, `1e3` and an empty value for numbers too. */
export function pageLimit(max: number) {
  return z
    .string()
    .refine(
      (value) => /^[0-9]{1,4}$/.test(value) && Number(value) >= 1 && Number(value) <= max,
      refusal({
        en: `This must be a whole number from 1 to ${max}.`,
        el: `Πρέπει να είναι ακέραιος αριθμός από 1 έως ${max}.`,
      }),
    )
    .transform(Number)
    .meta({ type: 'integer', minimum: 1, maximum: max });
}
