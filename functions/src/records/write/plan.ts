// What an attempt to write can decide: the types that the committer and its callers share.
import type { Data } from '../../firestore/stored-values.ts';
import type { Condition, Write } from '../../firestore/write.ts';
import type { HistoryAction, HistoryEntry, MergeTrace, VersionedRecord } from '../history/entry.ts';
import type { State, StoredRecord } from '../kind.ts';
import type { Meta } from '../meta.ts';

/** What an attempt knows of those before it. */
export interface Attempt {
  isRetry: boolean;
  /** The same version was refused twice: the document's own number is behind its history, so the history must be asked. */
  isStuck: boolean;
}

/** What an attempt decided from what it read. To refuse, it throws. */
export type Decision<T> = Answer<T> | Commit<T>;

/** Nothing is left to write. */
export interface Answer<T> {
  kind: 'answer';
  answer: T;
}

export const answered = <T>(answer: T): Answer<T> => ({ kind: 'answer', answer });

/** Writes that land together or not at all. Each commit is conditional on what it was decided from. */
export interface Commit<T> {
  kind: 'commit';
  writes: Write[];
  /** The document that this commit creates and that can be created only once: of two commits with one guard, one lands. */
  guard?: string;
  /** The answer, once the commit has landed; `AGAIN` where there is more to do. */
  landed: () => T | typeof AGAIN;
  /** Asked if it is unknown whether the commit has landed. Its answer if it has, else null. */
  confirm?: () => Promise<T | null>;
  /** It only makes ready for the next attempt, so that nothing else belongs into it. */
  comesFirst?: true;
}

/** Says that a commit has landed and the next attempt has to follow. */
export const AGAIN = Symbol('decide again');

/** A new version of a record. */
export type Plan<R extends StoredRecord> = Change<R> | Deletion<R>;

interface Change<R extends StoredRecord> extends Planned<R> {
  isDeletion?: false;
  /** The writes beside those of the history and the index entry, on the condition that nothing has moved. */
  writes: (meta: Meta) => Write[];
}

/** The record goes away, and its index entries with it. */
interface Deletion<R extends StoredRecord> extends Planned<R> {
  isDeletion: true;
  writes: () => Write[];
}

interface Planned<R extends StoredRecord> {
  /** The last version that the history knows; 0 for none. */
  after: number;
  /** Another program's change since then. It gets an entry of its own before this one. */
  foreign: State<R> | null;
  action: HistoryAction;
  /** Who made it; the caller, if left out. */
  by?: string;
  /** The record afterwards. */
  state: State<R>;
  /** What the entry keeps beside the state. */
  beside?: Partial<
    Pick<HistoryEntry<R>, 'changed' | 'keys' | 'replaced' | 'trash_rest' | 'undoes' | keyof MergeTrace>
  >;
  /** The version by which others were last merged into the record; null for none. */
  lastMerge?: number | null;
  /** The digest that the document has now, whose unknown columns stay. */
  digestBefore?: unknown;
  /** The ids of the index entries that the record has. */
  entries: readonly string[];
  /** The digest of the body of an idempotent creation. */
  requestDigest?: string;
}

/** A record that is as it should be already, so that no version is made of it. */
export interface Unchanged<R extends StoredRecord> extends VersionedRecord<R> {
  /** The version that it is, for the idempotency key of the request. */
  kept: KeptVersion;
  /** That the record is still as it was read. */
  condition: Condition;
}

/** A version, and the random id of the write that made it; null where that is not known. */
export interface KeptVersion {
  version: number;
  operation: string | null;
}

/** What a write answers: the record as of its version. */
export interface Written<R extends StoredRecord> extends VersionedRecord<R> {
  /** It is the answer to an earlier request with the same idempotency key. */
  isReplay?: boolean;
  /** It has created the record, where that was not known before. */
  isCreated?: boolean;
}

/** `_meta` as a part of a document to write. */
export const withMeta = (data: Data, _meta: Meta): Data => ({ ...data, _meta });
