import { Timestamp } from 'firebase-admin/firestore';

/** A value of any type as Firestore stores it. Above `firestore/` it is carried from one document to another and never looked into. */
export class StoredValue {
  readonly value: unknown;

  constructor(value: unknown) {
    this.value = value;
  }
}

export { Timestamp };

/** The fields of a document to write: plain values, with stored ones anywhere inside. */
export type Data = Record<string, unknown>;

/** What a later read will give of data that has stored values inside. */
export function plain(value: unknown): unknown {
  if (value instanceof StoredValue) return plain(value.value);
  if (Array.isArray(value)) return value.map(plain);
  if (!isPlainObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, plain(child)]));
}

/** Whether a value is a map, and no class of the client's such as a Timestamp. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Reflect.getPrototypeOf(value) === Object.prototype;
}
