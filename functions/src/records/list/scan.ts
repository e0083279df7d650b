// Makes a page of a list in the order of one index.
import type { StoredDocument } from '../../firestore/document.ts';
import { DOCUMENT_ID } from '../../firestore/query.ts';
import { invalidCursor } from '../../standards/problems.ts';
import type { StoredRecord } from '../kind.ts';
import { readMask } from '../meta.ts';
import type { CursorPosition } from './cursor-position.ts';
import { orderOf, type Sort } from './order.ts';
import type { EncodeCursor, ListContext, ListRequest, RecordPage } from './page.ts';

/** It costs as many reads as records shown, and the count. */
export async function scan<R extends StoredRecord>(
  { kind, database, warn }: ListContext<R>,
  list: {
    limit: number;
    position: CursorPosition | null;
    sort: Sort;
    onlyMember: ListRequest['onlyMember'];
  },
  encode: EncodeCursor,
): Promise<RecordPage<R>> {
  const { limit, position, sort, onlyMember } = list;
  if (position !== null && position.mode !== 'scan') throw invalidCursor();
  const { key, direction } = orderOf(sort);
  const ordered = {
    collection: kind.collection,
    where: onlyMember && { field: [onlyMember.field], contains: onlyMember.value },
    orderBy: [
      [['_meta', key], direction],
      [DOCUMENT_ID, 'asc'],
    ] as const,
  };
  const keyOf = (document: StoredDocument) => document.get('_meta', key);
  const startAfter = position === null ? undefined : [position.keys[0], position.id];
  const [documents, total] = await Promise.all([
    database.query({ ...ordered, startAfter, limit, select: readMask(kind) }),
    database.count(ordered),
  ]);
  const last = documents.at(-1);
  const nothingAfter = async (document: StoredDocument) => {
    const behind = { ...ordered, startAfter: [keyOf(document), document.id], limit: 1, select: [] };
    return (await database.query(behind)).length === 0;
  };
  // The count was taken at another moment: if it says that this full page is all, a record may have been added in between.
  const isWhole =
    documents.length < limit ||
    last === undefined ||
    (position === null && total <= limit && (await nothingAfter(last)));
  return {
    records: documents.map((document) => kind.read(document, warn)),
    total,
    total_is_exact: true,
    next_cursor: encode(isWhole ? null : { mode: 'scan', keys: [String(keyOf(last))], id: last.id }),
  };
}
