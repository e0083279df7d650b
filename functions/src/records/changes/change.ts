// One change as it is stored, where it stands in the order of the commits, and as it is answered.
import { hash } from 'node:crypto';
import { z } from 'zod';
import type { StoredDocument } from '../../firestore/document.ts';
import { isPlainObject, Timestamp } from '../../firestore/stored-values.ts';
import { versionId } from '../../schemas/version-number.ts';
import { authorOf, HistoryAction, isRemoval, toHistoryEntry } from '../history/entry.ts';
import type { RecordKind, StoredRecord } from '../kind.ts';
import { HISTORY, isServed } from '../paths.ts';
import { ERASE } from '../trash/erasure.ts';

/** What a change has done. */
export const ChangeAction = z
  .enum([...HistoryAction.options, ERASE])
  .meta({ id: 'ChangeAction', description: 'What a change has done.' });
export type ChangeAction = z.infer<typeof ChangeAction>;

/** A version, or the erasure of a record. */
export interface Change {
  /** Of the record. */
  id: string;
  action: ChangeAction;
  created: Timestamp;
  /** When it was committed (that is when its document was created), as text that sorts. */
  committed: string;
  /** Its place among those that were committed at the same time: the versions of one record in their order. */
  key: string;
  /** When the write reached Firestore. */
  at: Timestamp;
  path: string;
  /** Null where it had no room: it is read again when its turn comes. */
  document: StoredDocument | null;
  /** What that takes. */
  bytes: number;
}

/**
 * The change that a document of any collection named `history` is; null where it is none of this kind's, or none that this API has
 * written.
 */
export function changeOf<R extends StoredRecord>(
  kind: RecordKind<R>,
  document: StoredDocument,
  bytes: number,
): Change | null {
  const { path, createTime } = document;
  const [collection, id = '', name, entry = '', ...deeper] = path.split('/');
  if (name !== HISTORY || deeper.length > 0 || !isServed(kind, id)) return null;
  const [at, action, version] = ['at', 'action', 'version'].map((field) => document.get(field));
  if (!(at instanceof Timestamp)) return null;
  const isErasure = collection === kind.erasures;
  if (isErasure ? action !== ERASE : collection !== kind.collection) return null;
  const isVersion = typeof version === 'number' && entry === versionId(version);
  if (!isErasure && !(isVersion && HistoryAction.safeParse(action).success)) return null;
  return {
    id,
    action: action as ChangeAction,
    created: createTime,
    committed: createTime.valueOf(),
    key: `${hash('sha256', `${collection}/${id}`, 'base64url')}/${entry}`,
    at,
    path,
    document,
    bytes,
  };
}

/** The order of the commits. */
export function isBefore(one: Pick<Change, 'committed' | 'key'>, other: Pick<Change, 'committed' | 'key'>) {
  return one.committed === other.committed ? one.key < other.key : one.committed < other.committed;
}

/** The fields from which a row without its state is made. */
export const ROW_FIELDS = ['version', 'action', 'at', 'by', 'by_name', 'changed', 'merged_into'];

/** What is answered of a change; `idName`: what the kind calls the id. */
interface ChangeRow {
  id: string;
  version: number | null;
  action: ChangeAction;
  by: string | null;
  by_name: string | null;
  at: string;
  committed_at: string;
  changed: readonly string[] | null;
  state: unknown;
  merged_into?: string;
}

/** A change as JSON, in UTF-8. What takes the record away has no state. */
export function rowOf<R extends StoredRecord>(
  kind: RecordKind<R>,
  { id, action, at }: Change,
  document: StoredDocument,
  { withState }: { withState: boolean },
): Buffer {
  const times = { at: at.toDate().toISOString(), committed_at: exactTime(document.createTime) };
  const names = { id: `${id}.${document.id}`, [kind.idName]: id };
  if (action === ERASE) {
    const nobody = { version: null, action, by: null, by_name: null, ...times, changed: null, state: null };
    return Buffer.from(JSON.stringify({ ...names, ...nobody } satisfies ChangeRow));
  }
  const version = Number(document.id);
  const [by, by_name, changed, into] = ['by', 'by_name', 'changed', 'merged_into'].map((field) =>
    document.get(field),
  );
  const row = {
    ...{ ...names, id: `${id}.${version}`, version, action },
    ...authorOf({
      by: typeof by === 'string' ? by : '',
      by_name: typeof by_name === 'string' ? by_name : null,
    }),
    ...times,
    changed: Array.isArray(changed) ? (changed as string[]) : null,
    state: withState && !isRemoval(action) ? stateOf(kind, document) : null,
    ...(action === 'merged' && typeof into === 'string' && { merged_into: into }),
  } satisfies ChangeRow;
  return Buffer.from(JSON.stringify(row));
}

/** Null for one that another program has broken. */
function stateOf<R extends StoredRecord>(kind: RecordKind<R>, document: StoredDocument): unknown {
  try {
    const { state } = toHistoryEntry(kind, document);
    return isPlainObject(state) ? state : null;
  } catch {
    return null;
  }
}

/** ISO 8601 in UTC, to the microsecond: commits are told apart by it. */
const exactTime = ({ seconds, nanoseconds }: Timestamp): string =>
  new Date(seconds * 1000).toISOString().slice(0, 19) +
  `.${String(Math.floor(nanoseconds / 1000)).padStart(6, '0')}Z`;
