// What an event of Firestore's brings, and what becomes of it when its work fails.
import { DocumentReference, type DocumentSnapshot, GeoPoint, VectorValue } from '@google-cloud/firestore';
import { framesOf, type LogEntry } from '../platform/log.ts';
import { Problem } from '../standards/problem.ts';
import type { Database } from './database.ts';
import { documentWith, type StoredDocument } from './document.ts';
import { loggedId } from './document-id.ts';
import { isTooLarge, nameOfStatus } from './outcomes.ts';
import {
  isPlainObject,
  storedBytes,
  storedDouble,
  storedPlace,
  storedReference,
  Timestamp,
} from './stored-values.ts';

/**
 * A document as the Admin SDK gives it with an event; null where there is none. Its numbers have been through JavaScript: an integer
 * beyond 53 bits is rounded, and 5.0 is 5.
 */
export function documentOf(snapshot: DocumentSnapshot): StoredDocument | null {
  const { createTime, updateTime } = snapshot;
  if (!snapshot.exists || createTime === undefined || updateTime === undefined) return null;
  const data = Object.entries(snapshot.data() ?? {}).map(([key, value]) => [key, fromSdk(value)] as const);
  return documentWith({ path: snapshot.ref.path, data: Object.fromEntries(data), createTime, updateTime });
}

/** What another program deleted, as the event brings it. */
export interface Deletion {
  before: StoredDocument;
  /** When it was deleted, in ISO 8601: the time of the event. */
  time: string;
}

/**
 * The document of a deletion as it was stored, to the bit. It is read as of a moment at which it was as it was last: when it was written,
 * or where that is too long ago just before its deletion. The event's own copy where Firestore does not tell any more.
 */
export async function readDeleted(database: Database, { before, time }: Deletion): Promise<StoredDocument> {
  const { path, updateTime } = before;
  const isRecent = Date.now() - updateTime.toMillis() < PAST_MS;
  const at = isRecent ? updateTime : Timestamp.fromMillis(Date.parse(time) - 1);
  const document = await database.get(path, undefined, at).catch(() => null);
  return document?.updateTime.isEqual(updateTime) ? document : before;
}

/** Firestore tells what was up to an hour ago; this leaves the request time to arrive. */
const PAST_MS = 55 * 60_000;

/**
 * Does the work for an event of a record, whose `ids` the log names. When it throws, the platform delivers the event again. An event that no
 * repetition can help is logged and given up: it would fail and cost for a day, and again with the next change.
 *
 * The platform logs what is thrown, message and cause: so that is an error of our own, because one of Firestore's may quote the path of a document.
 */
export async function handleEvent(
  log: { write(entry: LogEntry): void },
  ids: Record<string, string>,
  work: () => Promise<unknown>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    const reason = permanentFault(error);
    const entry = {
      severity: 'ERROR',
      message: reason === null ? 'an event failed, and is delivered again' : 'an event was given up',
      ...Object.fromEntries(Object.entries(ids).map(([name, id]) => [name, loggedId(id)])),
    } as const;
    if (reason !== null) {
      log.write({ ...entry, reason });
      return;
    }
    log.write({ ...entry, reason: reasonOf(error), ...(isBug(error) && { stack: framesOf(error) }) });
    throw new Error(entry.message);
  }
}

const reasonOf = (error: unknown) =>
  error instanceof Problem
    ? (nameOfStatus(error.cause) ?? error.code)
    : (nameOfStatus(error) ?? (error instanceof Error ? error.name : typeof error));

const isBug = (error: unknown): error is Error =>
  error instanceof Error && !(error instanceof Problem) && nameOfStatus(error) === null;

/**
 * Why repeating cannot help: the document would be too large, or have too many index entries, with what this API adds to it,
 * or no record can have this id. Null for any other error.
 */
export function permanentFault(error: unknown): string | null {
  if (error instanceof Problem) return error.status < 500 ? (nameOfStatus(error.cause) ?? error.code) : null;
  return isTooLarge(error) ? nameOfStatus(error) : null;
}

/** A value of the SDK's classes, with those of this project in their place. */
function fromSdk(value: unknown): unknown {
  if (value instanceof Uint8Array) return storedBytes(value);
  if (value instanceof GeoPoint) return storedPlace(value);
  if (value instanceof DocumentReference) return storedReference(wholeNameOf(value as DocumentReference));
  if (value instanceof VectorValue)
    // As Firestore stores a vector (google.firestore.v1.Value has no kind of its own for it).
    return { __type__: '__vector__', value: value.toArray().map(storedDouble) };
  if (Array.isArray(value)) return value.map(fromSdk);
  if (!isPlainObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, fromSdk(child)]));
}

/** 'projects/p/databases/(default)/documents/c/1': the SDK has it, and does not say so in its types. */
const wholeNameOf = (reference: DocumentReference) =>
  (reference as unknown as { formattedName: string }).formattedName;
