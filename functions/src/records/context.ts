// What a write needs to know of the request, or of the event, that it is a part of.
import type { Database } from '../firestore/database.ts';
import type { KeyedRequest } from '../standards/keyed-request.ts';
import type { ImportedRow } from './history/entry.ts';
import type { WarnOfFields } from './kind.ts';

export interface WriteContext {
  database: Database;
  /** The uid of who writes; `EXTERNAL` for another program. */
  by: string;
  /** What people call them; null where nothing says it. */
  byName?: string | null | undefined;
  warn: WarnOfFields;
  /** The request, if it came with an idempotency key; creations have a way of their own to keep theirs. */
  keyed: KeyedRequest | null;
  /** The id of the batch that the write is a part of; left out where it is none. */
  batch?: string | undefined;
  /** The row of the import that the write is a part of; left out where it is none. */
  import?: ImportedRow | undefined;
}

/** Who made a version that another program wrote. */
export const EXTERNAL = 'external';
