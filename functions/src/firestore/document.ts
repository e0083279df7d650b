// A document as it was read, kept in the bytes of the answer: a field is turned into a plain value when it is asked for.
import {
  elementsOf,
  entriesOf,
  readEntry,
  readTimestamp,
  setOwn,
  StoredValue,
  textBytesOf,
  Timestamp,
  toPlain,
} from './stored-values.ts';
import { type BinaryReader, readerOf, readFields, textOf } from './wire.ts';

/** What is needed of a document to read a record from it; null for a time that nothing knows. */
export interface ReadableDocument {
  readonly id: string;
  readonly createTime: Timestamp | null;
  readonly updateTime: Timestamp | null;
  /** The plain values of all fields that were read; made anew by each call. */
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
  /** A text as its UTF-8 bytes, to be sent on without being decoded; null where the field holds none. */
  textBytes(field: string): Uint8Array | null;
  /** All fields that were read, as they are stored. */
  stored(): Record<string, StoredValue>;
  /** The elements of a list as they are stored; null where the field holds no list. */
  storedElements(field: string): StoredValue[] | null;
  /** The entries of a map as they are stored; null where the field holds no map. */
  storedEntries(field: string): Record<string, StoredValue> | null;
  /** A copy without a field, which keeps nothing of that in memory. */
  without(field: string): StoredDocument;
}

/**
 * Reads a google.firestore.v1.Document: the part of the reader's message that ends at `end`. Throws an Error for bytes that are none. Its name
 * and its times are decoded when they are asked for, which they are not of most rows of a page.
 */
export function readDocument(reader: BinaryReader, end: number): StoredDocument {
  const fields = new Map<string, Uint8Array>();
  const parts: DocumentParts = { path: EMPTY, fields, createTime: EMPTY, updateTime: EMPTY };
  const read = (field: number) => {
    if (field === FIELD.name) parts.path = reader.bytes();
    else if (field === FIELD.fields) fields.set(...readEntry(reader));
    else if (field === FIELD.createTime) parts.createTime = reader.bytes();
    else if (field === FIELD.updateTime) parts.updateTime = reader.bytes();
  };
  readFields(reader, read, end);
  return new ReadDocument(parts);
}

/** A document with these fields as they are stored. */
export const documentWith = (parts: DocumentParts): StoredDocument => new ReadDocument(parts);

interface DocumentParts {
  /** Or the whole name, as it came. */
  path: string | Uint8Array;
  fields: ReadonlyMap<string, Uint8Array>;
  /** Or their messages. */
  createTime: Timestamp | Uint8Array;
  updateTime: Timestamp | Uint8Array;
}

class ReadDocument implements StoredDocument {
  readonly #parts: DocumentParts;

  constructor(parts: DocumentParts) {
    this.#parts = parts;
  }

  get path(): string {
    const { path } = this.#parts;
    if (typeof path === 'string') return path;
    const name = textOf(path);
    return name.slice(name.indexOf(DOCUMENTS) + DOCUMENTS.length);
  }

  get id(): string {
    const { path } = this;
    return path.slice(path.lastIndexOf('/') + 1);
  }

  get createTime(): Timestamp {
    return timeOf(this.#parts.createTime);
  }

  get updateTime(): Timestamp {
    return timeOf(this.#parts.updateTime);
  }

  data(): Record<string, unknown> {
    const data: Record<string, unknown> = {};
    for (const [key, value] of this.#parts.fields) setOwn(data, key, toPlain(value));
    return data;
  }

  get(first = '', ...rest: readonly string[]): unknown {
    let value = this.#parts.fields.get(first);
    for (const key of rest) value &&= entriesOf(value)?.get(key);
    return value && toPlain(value);
  }

  textBytes(field: string): Uint8Array | null {
    const value = this.#parts.fields.get(field);
    return (value && textBytesOf(value)) ?? null;
  }

  stored(): Record<string, StoredValue> {
    return recordOf(this.#parts.fields);
  }

  storedElements(field: string): StoredValue[] | null {
    const value = this.#parts.fields.get(field);
    return (value && elementsOf(value)?.map((element) => new StoredValue(element))) ?? null;
  }

  storedEntries(field: string): Record<string, StoredValue> | null {
    const value = this.#parts.fields.get(field);
    const entries = value && entriesOf(value);
    return entries ? recordOf(entries) : null;
  }

  without(left: string): StoredDocument {
    // The values are views of the whole document.
    const kept = [...this.#parts.fields]
      .filter(([key]) => key !== left)
      .map(([key, value]) => [key, new Uint8Array(value)] as const);
    const { path, createTime, updateTime } = this;
    return documentWith({ path, fields: new Map(kept), createTime, updateTime });
  }
}

const timeOf = (time: Timestamp | Uint8Array) =>
  time instanceof Timestamp ? time : readTimestamp(readerOf(time));

/** The numbers of the fields of google.firestore.v1.Document. */
const FIELD = { name: 1, fields: 2, createTime: 3, updateTime: 4 } as const;

/** Where the documents of a database begin in a name. */
const DOCUMENTS = '/documents/';

const EMPTY: Uint8Array = new Uint8Array();

function recordOf(entries: ReadonlyMap<string, Uint8Array>): Record<string, StoredValue> {
  const record: Record<string, StoredValue> = {};
  for (const [key, value] of entries) setOwn(record, key, new StoredValue(value));
  return record;
}
