import type { DocumentSnapshot, Timestamp } from 'firebase-admin/firestore';
import { isPlainObject, StoredValue } from './stored-values.ts';

/** What is needed of a document to read a record from it; null for a time that nothing knows. */
export interface ReadableDocument {
  readonly id: string;
  readonly createTime: Timestamp | null;
  readonly updateTime: Timestamp | null;
  /** The plain values of all fields that were read. */
  data(): Record<string, unknown>;
}

/** A document as it was read from Firestore. */
export interface StoredDocument extends ReadableDocument {
  /** Relative to the root of the database, such as `crm_customers/abc/history/000000000001`. */
  readonly path: string;
  readonly createTime: Timestamp;
  readonly updateTime: Timestamp;
  /** The plain value of a field, or of one inside a map; undefined where there is no such field. */
  get(...fieldPath: readonly string[]): unknown;
  /** All fields that were read, as they are stored. */
  stored(): Record<string, StoredValue>;
  /** The elements of a list as they are stored; null where the field holds no list. */
  storedElements(field: string): StoredValue[] | null;
  /** The entries of a map as they are stored; null where the field holds no map. */
  storedEntries(field: string): Record<string, StoredValue> | null;
}

/** A document as the client library gives it; null where there is none. */
export function documentOf(snapshot: DocumentSnapshot): StoredDocument | null {
  const { createTime, updateTime } = snapshot;
  if (!snapshot.exists || createTime === undefined || updateTime === undefined) return null;
  let decoded: Record<string, unknown> | undefined;
  const data = () => (decoded ??= snapshot.data() ?? {});
  return {
    path: snapshot.ref.path,
    id: snapshot.id,
    createTime,
    updateTime,
    data,
    get: (...fieldPath) =>
      fieldPath.reduce<unknown>(
        (value, key) => (isPlainObject(value) && Object.hasOwn(value, key) ? value[key] : undefined),
        data(),
      ),
    stored: () => storedIn(data()),
    storedElements: (field) => {
      const value: unknown = data()[field];
      return Array.isArray(value) ? value.map((element) => new StoredValue(element)) : null;
    },
    storedEntries: (field) => {
      const value: unknown = data()[field];
      return isPlainObject(value) ? storedIn(value) : null;
    },
  };
}

const storedIn = (fields: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, new StoredValue(value)]));
