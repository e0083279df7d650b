// Makes a page of a list that no index holds in the order asked for: all that match are read and sorted.
import type { Filter } from '../../firestore/query.ts';
import { numberText, type Text } from '../../standards/languages.ts';
import { invalidCursor, validationFailed } from '../../standards/problems.ts';
import type { StoredRecord } from '../kind.ts';
import type { CursorPosition } from './cursor-position.ts';
import { FirstRows } from './first-rows.ts';
import { type Listed, scanListed } from './listed.ts';
import type { MadePage } from './made-page.ts';
import { BY_NAME, fieldsOf, type OrderBy, placeOf } from './order.ts';
import type { ListContext } from './page.ts';
import { totalOf } from './total.ts';
import { VERIFIED } from './walked.ts';

/** Each page reads all that match. Throws 422 for `sort` where more than 1,000 do: no other order is given instead. */
export async function sortedPage<R extends StoredRecord>(
  context: ListContext<R>,
  { limit, where, foundBy = BY_NAME, orderBy, matches, position }: SortedList<R>,
): Promise<MadePage> {
  const { database, kind, room } = context;
  if (position === null) {
    const count = await database.count({
      collection: kind.entries,
      where,
      orderBy: foundBy,
      limit: MAX_SORTED + 1,
    });
    if (count > MAX_SORTED) throw tooManyToSort();
  }
  const found = { where, orderBy: foundBy, limit: MAX_SORTED_LATER + 1 };
  const after = position?.place ?? null;
  let first = new FirstRows<R>({ limit, orderBy, room, after });
  let read = 0;
  let matching = 0;
  await scanListed(context, found, [...VERIFIED, ...fieldsOf(orderBy)], () => {
    first.leave();
    first = new FirstRows({ limit, orderBy, room, after });
    [read, matching] = [0, 0];
    return (listed) => {
      read += 1;
      if (read > MAX_SORTED_LATER) throw invalidCursor();
      if (!matches(listed)) return true;
      matching += 1;
      first.add(listed, placeOf(listed.entry, orderBy));
      return true;
    };
  });
  const page = first.rows;
  const last = page.at(-1);
  const shown = (position?.shown ?? 0) + page.length;
  return {
    rows: page.map(({ row }) => row),
    ...totalOf(position, { count: null, shown: matching }),
    next: first.hasMore && last ? { mode: 'sorted', place: last.place, shown } : null,
  };
}

export interface SortedList<R extends StoredRecord> {
  limit: number;
  where: Filter;
  /** The order in which an index has them; of names where nothing is said. */
  foundBy?: OrderBy;
  orderBy: OrderBy;
  matches: (listed: Listed<R>) => boolean;
  position: CursorPosition | null;
}

/** What a list that began sorted may grow to between two of its pages. */
const MAX_SORTED_LATER = 2000;

const MAX_SORTED = 1000;

const tooManyToSort = () =>
  validationFailed([
    {
      parameter: 'sort',
      code: 'too_many',
      message: TOO_MANY,
    },
  ]);

const TOO_MANY: Text = {
  en: `More than ${numberText(MAX_SORTED).en} may match, which cannot be put into this order: narrow the list down, or sort by name.`,
  el: `Ίσως ταιριάζουν πάνω από ${numberText(MAX_SORTED).el} και δεν μπορούν να μπουν όλα σε αυτή τη σειρά. Περιορίστε τη λίστα ή ταξινομήστε κατά όνομα.`,
};
