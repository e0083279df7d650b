// The paths of the documents of a kind.
import { versionId } from '../schemas/version-number.ts';
import type { RecordKind, StoredRecord } from './kind.ts';

/** The record. Like all that take an id here, it throws the kind's 404 for one that no record can have. */
export function recordPath({ collection, notFound }: Kind, id: string): string {
  if (!RECORD_ID.test(id)) throw notFound();
  return `${collection}/${id}`;
}

/** The deleted records of a kind; no list and no search reads them. */
export const trashCollection = ({ collection }: Pick<Kind, 'collection'>): string => `${collection}_trash`;

/** The trash entry of a record. */
export function trashPath(kind: Kind, id: string): string {
  recordPath(kind, id);
  return `${trashCollection(kind)}/${id}`;
}

/** What is kept of an erased record, and shows that something may be left of it. */
export function erasurePath(kind: Kind, id: string): string {
  recordPath(kind, id);
  return `${kind.erasures}/${id}`;
}

/** The history of an id stays here whether the record is there, in the trash, or there again. */
export const historyCollection = (kind: Kind, id: string): string => `${recordPath(kind, id)}/history`;

/** One version. The id is the number, so that no version can be written twice. */
export const versionPath = (kind: Kind, id: string, version: number): string =>
  `${historyCollection(kind, id)}/${versionId(version)}`;

/** What the paths of a kind are made from. */
export type Kind = Pick<RecordKind<StoredRecord>, 'collection' | 'erasures' | 'notFound'>;

/** Firestore accepts more: `a/b/c` would be a subcollection. It takes 7 s to refuse some ids (measured). */
const RECORD_ID = /^(?!__.*__$)[A-Za-z0-9_-]{1,128}$/;
