// Makes a page of a list that an index holds in the order asked for: nothing needs to be verified, or taken apart.
import type { Filter } from '../../firestore/query.ts';
import type { StoredRecord } from '../kind.ts';
import type { CursorPosition } from './cursor-position.ts';
import { bytesOf, type Listed, rowBytes, scanListed } from './listed.ts';
import { fieldsOf, type OrderBy, placeOf } from './order.ts';
import type { ListContext } from './page.ts';
import type { MadePage } from './made-page.ts';

/** It costs as many reads as records shown, and the count with the first page. */
export async function orderedPage<R extends StoredRecord>(
  context: ListContext<R>,
  { limit, where, orderBy, position }: OrderedList,
): Promise<MadePage> {
  const { database, kind, room } = context;
  const counted = position?.total ?? database.count({ collection: kind.entries, where, orderBy });
  const page = { where, orderBy, limit, startAfter: position?.place };
  let rows: Listed<R>[] = [];
  let isCut = false as boolean;
  const reading = scanListed(context, page, fieldsOf(orderBy), () => {
    room.giveBack(bytesOf(rows));
    [rows, isCut] = [[], false];
    return (listed) => {
      isCut = !room.take(rowBytes(listed), { isFirst: rows.length === 0 });
      if (!isCut) rows.push(listed);
      return !isCut;
    };
  });
  const [total] = await Promise.all([counted, reading]);
  const last = rows.at(-1);
  const shown = (position?.shown ?? 0) + rows.length;
  const place = last && placeOf(last.entry, orderBy);
  // The count was taken at another moment: if it says that this full page is the last, one may have been added in between.
  const isLast =
    place === undefined ||
    (!isCut &&
      (rows.length < limit ||
        (shown >= total &&
          (await database.findsNothing({ collection: kind.entries, where, orderBy, startAfter: place })))));
  return { rows, total, total_is_exact: true, next: isLast ? null : { mode: 'ordered', place, shown } };
}

export interface OrderedList {
  limit: number;
  where: Filter | undefined;
  orderBy: OrderBy;
  position: CursorPosition | null;
}
