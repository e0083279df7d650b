// What a list of records works with, what it is asked for, and the page that it answers.
import type { Database } from '../../firestore/database.ts';
import type { RecordKind, StoredRecord, WarnOfFields } from '../kind.ts';
import type { CursorPosition } from './cursor-position.ts';
import type { Sort } from './order.ts';

// The types of a list: what it works with, what it is asked for, and the page that it makes.

/** What a list works with. */
export interface ListContext<R extends StoredRecord> {
  kind: RecordKind<R>;
  database: Database;
  warn: WarnOfFields;
}

/** What a list is asked for. */
export interface ListRequest {
  limit: number;
  cursor?: string | undefined;
  sort?: Sort | 'relevance' | undefined;
  /** Empty for no search. */
  search: string;
  /** The exact filters, each a list of terms. A record must have one term of every filter. */
  filters: readonly (readonly string[])[];
  /** Set if the only filter is a member of a list that is stored as it is asked for. */
  onlyMember?: { field: string; value: string } | undefined;
  /** What the cursor is bound to: all parameters but limit and cursor. */
  bound: unknown;
}

/** A page of records, and how many match in all. */
export interface RecordPage<R extends StoredRecord> {
  records: R[];
  total: number;
  total_is_exact: boolean;
  next_cursor: string | null;
}

/** Makes the cursor of the next page; null on the last. */
export type EncodeCursor = (next: CursorPosition | null) => string | null;
