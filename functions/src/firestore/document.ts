// A document as it was read, kept in the bytes of the answer: a field is turned into a plain value when it is asked for.
import { findValue, readEntry } from './map-entries.ts';
import {
  type Data,
  elementsOf,
  entriesOf,
  findInMap,
  readPlain,
  readPlainEntry,
  readTextBytes,
  readTimestamp,
  setOwn,
  StoredValue,
  Timestamp,
  writeEntries,
  writeTimestamp,
} from './stored-values.ts';
import { BinaryWriter, endOfPart, finish, MessageReader, readFields, skip, writeString } from './wire.ts';

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
 * The document whose message, a google.firestore.v1.Document, is the reader's until `end`. Only what is asked for is decoded, then: bytes that
 * are no message throw an Error where they are read.
 */
export function readDocument(reader: MessageReader, end: number): StoredDocument {
  const document = new ReadDocument(reader, reader.pos, end);
  reader.pos = end;
  return document;
}

/** A document with this data, which may have stored values inside. */
export function documentWith({ path, data, createTime, updateTime }: DocumentParts): StoredDocument {
  const writer = new BinaryWriter();
  writeString(writer, FIELD.name, DOCUMENTS + path);
  writeEntries(writer, FIELD.fields, data);
  writeTimestamp(writer, FIELD.createTime, createTime);
  writeTimestamp(writer, FIELD.updateTime, updateTime);
  return documentIn(finish(writer));
}

interface DocumentParts {
  path: string;
  data: Data;
  createTime: Timestamp;
  updateTime: Timestamp;
}

const documentIn = (message: Uint8Array) => new ReadDocument(new MessageReader(message), 0, message.length);

/** A part of a message. All that is read shares the one reader, and sets its position first. */
class ReadDocument implements StoredDocument {
  readonly #reader: MessageReader;
  readonly #start: number;
  readonly #end: number;

  constructor(reader: MessageReader, start: number, end: number) {
    this.#reader = reader;
    this.#start = start;
    this.#end = end;
  }

  get path(): string {
    const end = this.#part(FIELD.name);
    const name = end === null ? '' : this.#reader.text(end);
    return name.slice(name.indexOf(DOCUMENTS) + DOCUMENTS.length);
  }

  get id(): string {
    const { path } = this;
    return path.slice(path.lastIndexOf('/') + 1);
  }

  get createTime(): Timestamp {
    return this.#timeOf(FIELD.createTime);
  }

  get updateTime(): Timestamp {
    return this.#timeOf(FIELD.updateTime);
  }

  data(): Record<string, unknown> {
    const data: Record<string, unknown> = {};
    this.#read((field) => {
      if (field === FIELD.fields) readPlainEntry(this.#reader, data, endOfPart(this.#reader));
    });
    return data;
  }

  get(first = '', ...rest: readonly string[]): unknown {
    let end = this.#find(first);
    for (const key of rest) end = end === null ? null : findInMap(this.#reader, key, end);
    return end === null ? undefined : readPlain(this.#reader, end);
  }

  textBytes(field: string): Uint8Array | null {
    const end = this.#find(field);
    return end === null ? null : readTextBytes(this.#reader, end);
  }

  stored(): Record<string, StoredValue> {
    const stored: Record<string, StoredValue> = {};
    this.#read((field) => {
      if (field !== FIELD.fields) return;
      const [key, value] = readEntry(this.#reader);
      setOwn(stored, key, new StoredValue(value));
    });
    return stored;
  }

  storedElements(field: string): StoredValue[] | null {
    const value = this.#storedOf(field);
    return (value && elementsOf(value)?.map((element) => new StoredValue(element))) ?? null;
  }

  storedEntries(field: string): Record<string, StoredValue> | null {
    const value = this.#storedOf(field);
    const entries = value && entriesOf(value);
    return entries ? recordOf(entries) : null;
  }

  without(left: string): StoredDocument {
    const reader = this.#reader;
    const writer = new BinaryWriter();
    reader.pos = this.#start;
    while (reader.pos < this.#end) {
      const start = reader.pos;
      const [field, type] = reader.tag();
      const isEntry = field === FIELD.fields;
      const key = isEntry ? readEntry(reader)[0] : null;
      if (!isEntry) skip(reader, type, field);
      if (key !== left) writer.raw(reader.since(start));
    }
    return documentIn(finish(writer));
  }

  #read(read: (field: number) => void): void {
    this.#reader.pos = this.#start;
    readFields(this.#reader, read, this.#end);
  }

  /** Moves the reader before the value of a field. */
  #find(key: string): number | null {
    this.#reader.pos = this.#start;
    return findValue(this.#reader, { field: FIELD.fields, key, end: this.#end });
  }

  #storedOf(field: string): Uint8Array | null {
    const end = this.#find(field);
    if (end === null) return null;
    const start = this.#reader.pos;
    this.#reader.pos = end;
    return this.#reader.since(start);
  }

  /** The year 1970 where it has none. */
  #timeOf(field: number): Timestamp {
    const end = this.#part(field);
    return end === null ? new Timestamp(0, 0) : readTimestamp(this.#reader, end);
  }

  /** Moves the reader to the part in a field of the message, and says where that ends; null where there is none. */
  #part(wanted: number): number | null {
    const reader = this.#reader;
    reader.pos = this.#start;
    while (reader.pos < this.#end) {
      const [field, type] = reader.tag();
      if (field === wanted) return endOfPart(reader);
      skip(reader, type, field);
    }
    return null;
  }
}

/** The numbers of the fields of google.firestore.v1.Document. */
const FIELD = { name: 1, fields: 2, createTime: 3, updateTime: 4 } as const;

/** Where the documents of a database begin in a name. */
const DOCUMENTS = '/documents/';

function recordOf(entries: ReadonlyMap<string, Uint8Array>): Record<string, StoredValue> {
  const record: Record<string, StoredValue> = {};
  for (const [key, value] of entries) setOwn(record, key, new StoredValue(value));
  return record;
}
