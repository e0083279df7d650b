// The paths of the documents of a kind.
import { hash } from 'node:crypto';
import { isDocumentId } from '../firestore/document-id.ts';
import { versionId } from '../schemas/version-number.ts';
import type { DuplicatesOf, RecordKind, StoredRecord } from './kind.ts';

/**
 * The record. Like all that take an id here, it throws the kind's 404 for one that no record can have: that Firestore does not take, or
 * that is the name of a route.
 */
export function recordPath(kind: Kind, id: string): string {
  if (!isServed(kind, id)) throw kind.notFound();
  return `${kind.collection}/${id}`;
}

/** Whether a record can have this id for callers. */
export const isServed = ({ reservedIds = [] }: Pick<Kind, 'reservedIds'>, id: string): boolean =>
  isDocumentId(id) && !reservedIds.includes(id);

/** The deleted records of a kind; no list and no search reads them. */
export const trashCollection = ({ collection }: Pick<Kind, 'collection'>): string => `${collection}_trash`;

/** The trash entry of a record. */
export function trashPath(kind: Kind, id: string): string {
  recordPath(kind, id);
  return `${trashCollection(kind)}/${id}`;
}

/** What a deployment knows of the kind as a whole, see settings.ts. */
export const settingsPath = ({ collection }: Pick<Kind, 'collection'>): string =>
  `crm_settings/${collection}`;

/** What is kept of an erased record, and shows that something may be left of it. */
export function erasurePath(kind: Kind, id: string): string {
  recordPath(kind, id);
  return `${kind.erasures}/${id}`;
}

/** What tells those who follow the changes that a record was erased. */
export const tombstonePath = (kind: Kind, id: string, erasure: string): string =>
  `${tombstoneCollection(kind, id)}/${erasure}`;

/** The tombstones of an id: one for each erasure. */
export const tombstoneCollection = (kind: Kind, id: string): string => `${erasurePath(kind, id)}/${HISTORY}`;

/** The name of the collection of the versions of a record, and of its tombstones. */
export const HISTORY = 'history';

/** The mark of an id that was merged into another one; null for a kind whose records are never merged. */
export function mergeMarkPath(kind: Kind, id: string): string | null {
  recordPath(kind, id);
  return kind.merging ? `${kind.merging.marks}/merged~${hash('sha256', id, 'base64url')}` : null;
}

/** What is known of an idempotency key, in one collection for all kinds: a key names a request, whatever that is about. */
export const operationPath = (digest: string): string => `${OPERATIONS}/${digest}`;
export const OPERATIONS = 'crm_operations';

/** Whose a key is. The id is unlike any other key's: see keys/claims.ts. */
export const claimPath = ({ keys }: Pick<Kind, 'keys'>, claimId: string): string => `${keys}/${claimId}`;

/** What is known of two records that may be one, whichever of them is named first. */
export function pairPath(pairs: string, one: string, other: string): string {
  return `${pairs}/${hash('sha256', JSON.stringify([one, other].sort()), 'base64url')}`;
}

/** The history of an id stays here whether the record is there, in the trash, or there again. */
export const historyCollection = (kind: Kind, id: string): string => `${recordPath(kind, id)}/${HISTORY}`;

/** One version. The id is the number, so that no version can be written twice. */
export const versionPath = (kind: Kind, id: string, version: number): string =>
  `${historyCollection(kind, id)}/${versionId(version)}`;

/** What the paths of a kind are made from. */
export type Kind = Pick<
  RecordKind<StoredRecord>,
  'collection' | 'entries' | 'erasures' | 'idName' | 'keys' | 'merging' | 'notFound' | 'reservedIds'
> & { duplicates?: Pick<DuplicatesOf<StoredRecord>, 'pairs'> };
