// Reads one page of a query, and one document more to know whether another page follows.
import type { Database } from './database.ts';
import type { StoredDocument } from './document.ts';
import type { Query } from './query.ts';

/** A page shows at most `limit` documents. */
export async function readPage(database: Database, query: Query, limit: number): Promise<Page> {
  const documents = await database.query({ ...query, limit: limit + 1 });
  return { shown: documents.slice(0, limit), behind: documents[limit] ?? null };
}

export interface Page {
  shown: StoredDocument[];
  /** The first document of the next page; null on the last. */
  behind: StoredDocument | null;
}
