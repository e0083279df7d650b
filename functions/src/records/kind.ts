// What differs between one kind of record and another, and what every record has.
import type { QueriedTerms } from '../duplicates/candidates.ts';
import type { IdentityValue } from '../duplicates/identity.ts';
import type { Duplicate } from '../duplicates/score.ts';
import type { ReadableDocument } from '../firestore/document.ts';
import type { ExactKey } from './keys/exact-key.ts';
import type { WeightedValue } from '../search/weighted-value.ts';
import type { Problem } from '../standards/problem.ts';

/** A plain value, one for each resource. */
export interface RecordKind<R extends StoredRecord> {
  /** The name of the collection. The trash is a collection beside it. */
  collection: string;
  /** The collection of its index entries, one for each record that is there. */
  entries: string;
  /** What the id of a record is called outside of its own document: in index entries and in the log. */
  idName: string;
  /** Ids that no record has for callers, because routes have these names. */
  reservedIds?: readonly string[];
  /** The name of the collection that keeps the ids of erased records. It is a collection of this kind's own: the ids of two kinds may be the same. */
  erasures: string;
  /** The name of the collection of the claims of their keys, see keys/claims.ts: one of this kind's own too. */
  keys: string;
  /** The fields that people enter. The others are the server's. */
  entered: readonly (keyof State<R> & string)[];
  /** The one place where a document becomes a record. It never fails: a missing field or a wrong type takes its default. */
  read: (document: ReadableDocument, warn: WarnOfFields) => R;
  /** What a search looks through, the most important first. */
  searchable: (state: State<R>) => readonly WeightedValue[];
  /** The terms under which exact filters find a record. Each looks like `kind:value`, unlike any search term. */
  facets: (state: State<R>) => readonly string[];
  /** How one that was entered twice is found; left out where nobody looks for that. */
  duplicates?: DuplicatesOf<R>;
  /**
   * Throws 422 for a state over a bound that no single field of a request shows. Only bounds of the `changed` fields count, and only where
   * the state is further over them than the one `before`, which another program may have stored.
   */
  check: (state: State<R>, changed: readonly string[], before: State<R> | null) => void;
  /** What makes an element of a list the same one after a change: '' where only its place does, null where nothing does. */
  identityOf?: (field: string, element: unknown) => string | null;
  /** The 404 for an id that no record has. */
  notFound: () => Problem;
  /** The 410 for a write that is repeated with its idempotency key when its record has been erased. */
  erased: () => Problem;
  /** How several records are made one; left out where they cannot be. */
  merging?: Merging;
  /** The digest that an earlier release stored for a state, if it made it in another way. */
  earlierDigest?: (state: State<R>) => string;
}

/** How duplicates of a kind are found. */
export interface DuplicatesOf<R extends StoredRecord> {
  /** The collection of the pairs that are probably one. */
  pairs: string;
  /** The fields that tell who it is: only a change of these makes a duplicate of it. */
  fields: readonly (keyof State<R> & string)[];
  /** What they say, with the places in the record. */
  identity: (state: State<R>) => readonly IdentityValue[];
  /** The facets under which numbers and addresses are found. */
  contactFacets: (contacts: Pick<QueriedTerms, 'phones' | 'emails'>) => readonly string[];
  /** The keys of its numbers and addresses, each once: see keys/claims.ts. */
  exactKeys: (state: State<R>) => readonly ExactKey[];
  /** The 409 for a write that would enter somebody again. */
  refusal: (found: FoundDuplicates<R>) => Problem;
}

/** Who may be the same as a record. */
export interface FoundDuplicates<R extends StoredRecord> {
  /** The likeliest first, ten at most. */
  duplicates: readonly FoundDuplicate<R>[];
  /** False where there were more candidates than may be read: there may be others. */
  is_complete: boolean;
  /** How many candidates were compared. */
  checked: number;
}

/** One of them, why it may be the same, and until when it can be restored where it was deleted. */
export interface FoundDuplicate<R extends StoredRecord> extends Pick<
  Duplicate,
  'level' | 'score' | 'reasons'
> {
  record: R;
  deleted: {
    deleted_at: string;
    deleted_by: string;
    deleted_by_name: string | null;
    expires_at: string;
  } | null;
}

/** What the merging of records needs to know of a kind. */
export interface Merging {
  /** The collection of the marks that tell which id was merged into which. Each mark's id begins with `merged~`; no other kind has marks in it. */
  marks: string;
  /** Elements of a list that have one key are one and the same thing, however each is written: only one of them is taken. */
  elementKey: (field: string, element: unknown) => string;
  /** The lists that are in an order of their own, and the number by which an element of each is sorted. */
  order: Partial<Record<string, (element: unknown) => number>>;
  /** The 409 for a request with an id that was merged into another one. */
  merged: (into: string) => Problem;
}

/** A kind whose records can be merged. */
export type MergeableKind<R extends StoredRecord> = RecordKind<R> & { merging: Merging };

/** What every record has, whatever else it holds. */
export interface StoredRecord {
  id: string;
  /** What people call it: shown in the trash, and sorted by. */
  name: string;
  /** ISO 8601, UTC, with milliseconds. */
  created_at: string;
  updated_at: string;
}

/** A record without its id: what its document holds, and what its history keeps of each version. */
export type State<R extends StoredRecord> = Omit<R, 'id'>;

/** Told once for each document whose stored fields have the wrong type: their paths, never their values. */
export type WarnOfFields = (id: string, fields: readonly string[]) => void;

/** Warns nobody: for a document that is read again, or that nobody asked for. */
export const SILENT: WarnOfFields = () => undefined;

/** The state of a record. */
export function stateOf<R extends StoredRecord>({ id: _, ...state }: R): State<R> {
  return state;
}
