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
import { endOfPart, readerOf, readFields } from './wire.ts';

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

/** Reads a google.firestore.v1.Document. Throws an Error for bytes that are none. */
export function readDocument(bytes: Uint8Array): StoredDocument {
  let name = '';
  let createTime = NO_TIME;
  let updateTime = NO_TIME;
  const fields = new Map<string, Uint8Array>();
  const reader = readerOf(bytes);
  readFields(reader, (field) => {
    if (field === FIELD.name) name = reader.string();
    else if (field === FIELD.fields) fields.set(...readEntry(reader));
    else if (field === FIELD.createTime) createTime = readTimestamp(reader, endOfPart(reader));
    else if (field === FIELD.updateTime) updateTime = readTimestamp(reader, endOfPart(reader));
  });
  const path = name.slice(name.indexOf(DOCUMENTS) + DOCUMENTS.length);
  return documentWith({ path, fields, createTime, updateTime });
}

/** A document with these fields as they are stored. */
export function documentWith({ path, fields, createTime, updateTime }: DocumentParts): StoredDocument {
  return {
    path,
    id: path.slice(path.lastIndexOf('/') + 1),
    createTime,
    updateTime,
    data: () => {
      const data: Record<string, unknown> = {};
      for (const [key, value] of fields) setOwn(data, key, toPlain(value));
      return data;
    },
    get: (first = '', ...rest) => {
      let value = fields.get(first);
      for (const key of rest) value &&= entriesOf(value)?.get(key);
      return value && toPlain(value);
    },
    textBytes: (field) => {
      const value = fields.get(field);
      return (value && textBytesOf(value)) ?? null;
    },
    stored: () => recordOf(fields),
    storedElements: (field) => {
      const value = fields.get(field);
      return (value && elementsOf(value)?.map((element) => new StoredValue(element))) ?? null;
    },
    storedEntries: (field) => {
      const value = fields.get(field);
      const entries = value && entriesOf(value);
      return entries ? recordOf(entries) : null;
    },
    without: (left) => {
      // The values are views of the whole document.
      const kept = [...fields]
        .filter(([key]) => key !== left)
        .map(([key, value]) => [key, new Uint8Array(value)] as const);
      return documentWith({ path, fields: new Map(kept), createTime, updateTime });
    },
  };
}

interface DocumentParts {
  path: string;
  fields: ReadonlyMap<string, Uint8Array>;
  createTime: Timestamp;
  updateTime: Timestamp;
}

/** The numbers of the fields of google.firestore.v1.Document. */
const FIELD = { name: 1, fields: 2, createTime: 3, updateTime: 4 } as const;

/** Where the documents of a database begin in a name. */
const DOCUMENTS = '/documents/';

const NO_TIME = new Timestamp(0, 0);

function recordOf(entries: ReadonlyMap<string, Uint8Array>): Record<string, StoredValue> {
  const record: Record<string, StoredValue> = {};
  for (const [key, value] of entries) setOwn(record, key, new StoredValue(value));
  return record;
}
