// A whole collection, page by page, for what runs through it outside of a request.
import type { Connection } from '../../firestore/client.ts';
import type { StoredDocument } from '../../firestore/document.ts';
import { readPage } from '../../firestore/page.ts';
import { DOCUMENT_ID, type FieldPath } from '../../firestore/query.ts';
import { foreignContext } from './context.ts';

/** All documents in the order of their ids, or only the fields of `select`; `size` of them are in memory at a time. Each page has a time limit of its own. */
export async function* pagesOf(
  connection: Connection,
  collection: string,
  { select, size = 300 }: { select?: readonly FieldPath[]; size?: number } = {},
): AsyncGenerator<StoredDocument[]> {
  let after: string | undefined;
  do {
    const startAfter = after === undefined ? undefined : [after];
    const query = { collection, orderBy: [[DOCUMENT_ID, 'asc']] as const, startAfter, select };
    const { shown, behind } = await readPage(foreignContext(connection).database, query, size);
    yield shown;
    after = behind === null ? undefined : shown.at(-1)?.id;
  } while (after !== undefined);
}
