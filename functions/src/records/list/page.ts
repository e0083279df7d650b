// What a list of records works with, what it is asked for, and the page that it answers.
import type { Database } from '../../firestore/database.ts';
import type { PageRoom } from '../../firestore/page.ts';
import type { RecordKind, StoredRecord, WarnOfFields } from '../kind.ts';
import type { Settings } from '../settings.ts';
import type { Sort } from './order.ts';

/** What a list works with. */
export interface ListContext<R extends StoredRecord> {
  kind: RecordKind<R>;
  database: Database;
  settings: Settings;
  warn: WarnOfFields;
  /** Where each row of the page takes its bytes. */
  room: PageRoom;
  /** A part of a file is made, and not a page. */
  file?: FilePart<R> | undefined;
}

/** A part of a file: what a page has, in another form. All parts of a file are as of one moment. */
export interface FilePart<R extends StoredRecord> {
  /** The text of a record in the file, in UTF-8. */
  textOf: (listed: { answer: Uint8Array; record: () => R }) => Uint8Array;
  /** The most bytes of the part; its first record always fits. */
  most: number;
}

/** What a list is asked for. */
export interface ListRequest {
  limit: number;
  cursor?: string | undefined;
  sort?: Sort | 'relevance' | undefined;
  /** Empty for no search. */
  search: string;
  /** The exact filters, each a list of facets. A record must have one facet of every filter. */
  filters: readonly (readonly string[])[];
  /** Only records that were changed at this time or later: ISO 8601, UTC, with milliseconds. */
  updatedSince?: string | undefined;
  /** Only records that were last changed before this time. Only in an order by `updated_at`, without a search and filters. */
  updatedBefore?: string | undefined;
  /** What the cursor is bound to: all parameters but limit and cursor. */
  bound: unknown;
}

/** A page of records, and how many match in all. */
export interface RecordPage extends Total {
  rows: readonly Row[];
  /** Whether the strict search found nobody, and these are what the relaxed one found. */
  relaxed: boolean;
  next_cursor: string | null;
}

/** A record as a page shows it. */
export interface Row {
  /** The record as JSON, in UTF-8; in a part of a file its text there. */
  answer: Uint8Array;
  etag: string;
  /** Of a row of a file, whose text does not always tell it. */
  id?: string;
}

/** How many match in all. Of a search it may be an upper bound, and 1,001 stands for more than a thousand. */
export interface Total {
  total: number;
  total_is_exact: boolean;
}
