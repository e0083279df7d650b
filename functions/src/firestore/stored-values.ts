// Values as Firestore stores them: carried exactly, and turned into plain ones and back only here.
import { Timestamp } from 'firebase-admin/firestore';
import { ENTRY, findValue, readEntries } from './map-entries.ts';
import {
  begin,
  BinaryWriter,
  endOfPart,
  MessageReader,
  readFields,
  readInteger,
  writeBool,
  writeBytes,
  writeDouble,
  writeInteger,
  writeString,
} from './wire.ts';

/**
 * A value of any type as Firestore stores it, to the bit: the bytes of its message (google.firestore.v1.Value), also of a type that
 * this project does not know. Above `firestore/` it is carried from one document to another and never looked into.
 */
export class StoredValue {
  readonly value: Uint8Array;

  constructor(value: Uint8Array) {
    this.value = value;
  }
}

export { Timestamp };

/** The fields of a document to write: plain values, with stored ones anywhere inside. */
export type Data = Record<string, unknown>;

/** What a later read will give of data that has stored values inside. */
export function plain(value: unknown): unknown {
  if (value instanceof StoredValue) return toPlain(value.value);
  if (Array.isArray(value)) return value.map(plain);
  if (!isPlainObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, plain(child)]));
}

/** Whether a value is a map, and no class such as a Timestamp. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Reflect.getPrototypeOf(value) === Object.prototype;
}

/** The stored form of a plain value. Throws a TypeError for what cannot be stored. */
export function toStored(value: unknown): StoredValue {
  return value instanceof StoredValue ? value : storedBy((writer) => writeValue(writer, value));
}

/**
 * The plain form of a stored value. An integer beyond 53 bits is a bigint, a time a Timestamp; bytes, places, references and
 * whatever else there may be stay StoredValues.
 */
export function toPlain(bytes: Uint8Array): unknown {
  return readPlain(new MessageReader(bytes), bytes.length);
}

/** Values that have no plain form. */
export const storedBytes = (bytes: Uint8Array) =>
  storedBy((writer) => writeBytes(writer, VALUE.bytes, bytes));
export const storedReference = (name: string) =>
  storedBy((writer) => writeString(writer, VALUE.reference, name));
export const storedDouble = (value: number) => storedBy((writer) => writeDouble(writer, VALUE.double, value));
export const storedPlace = ({ latitude, longitude }: { latitude: number; longitude: number }) =>
  storedBy((writer) => {
    begin(writer, VALUE.place);
    writeDouble(writer, PLACE.latitude, latitude);
    writeDouble(writer, PLACE.longitude, longitude);
    writer.join();
  });

/** The UTF-8 bytes of the text that is the value before the reader, which ends at `end`; null where that is no text. */
export function readTextBytes(reader: MessageReader, end: number): Uint8Array | null {
  return typeOf(reader, end) === VALUE.string ? reader.bytes() : null;
}

/** What stored bytes hold; null where the value is of another type. */
export function bytesOf(value: unknown): Uint8Array | null {
  if (!(value instanceof StoredValue)) return null;
  const reader = new MessageReader(value.value);
  return typeOf(reader) === VALUE.bytes ? reader.bytes() : null;
}

/** The entries of a stored map, as stored; null where the value is no map. */
export function entriesOf(bytes: Uint8Array): Map<string, Uint8Array> | null {
  const reader = new MessageReader(bytes);
  return typeOf(reader) === VALUE.map ? readEntries(reader.bytes(), MAP_FIELDS) : null;
}

/** Finds the value of a key in the map that is the value before the reader, which ends at `end`, as `findValue` does; null where that is no map. */
export function findInMap(reader: MessageReader, key: string, end: number): number | null {
  if (typeOf(reader, end) !== VALUE.map) return null;
  return findValue(reader, { field: MAP_FIELDS, key, end: endOfPart(reader) });
}

/** The elements of a stored array, as stored; null where the value is no array. */
export function elementsOf(bytes: Uint8Array): Uint8Array[] | null {
  const reader = new MessageReader(bytes);
  if (typeOf(reader) !== VALUE.array) return null;
  const elements: Uint8Array[] = [];
  const end = endOfPart(reader);
  const read = (field: number) => {
    if (field === ARRAY_VALUES) elements.push(reader.bytes());
  };
  readFields(reader, read, end);
  return elements;
}

/** A stored value by its type: a map and a list by their parts as stored, and what has a plain form as it is (see `toPlain`). */
export function typedValue(bytes: Uint8Array): TypedValue {
  const reader = new MessageReader(bytes);
  switch (typeOf(reader)) {
    case VALUE.map:
      return { type: 'map', entries: readEntries(reader.bytes(), MAP_FIELDS) };
    case VALUE.array:
      return { type: 'array', elements: elementsOf(bytes) ?? [] };
    case VALUE.double:
      return { type: 'double', number: reader.double() };
    case VALUE.bytes:
      return { type: 'bytes', bytes: reader.bytes() };
    case VALUE.reference:
      return { type: 'reference', name: reader.string() };
    case VALUE.place:
      return { type: 'place', ...readPlace(reader, endOfPart(reader)) };
    case VALUE.string:
    case VALUE.boolean:
    case VALUE.integer:
    case VALUE.timestamp:
    case VALUE.null:
      return { type: 'plain' };
    default:
      return { type: 'unknown' };
  }
}

export type TypedValue =
  | { type: 'map'; entries: Map<string, Uint8Array> }
  | { type: 'array'; elements: Uint8Array[] }
  | { type: 'double'; number: number }
  | { type: 'bytes'; bytes: Uint8Array }
  | { type: 'reference'; name: string }
  | { type: 'place'; latitude: number; longitude: number }
  | { type: 'plain' }
  | { type: 'unknown' };

function readPlace(reader: MessageReader, end: number): { latitude: number; longitude: number } {
  const place = { latitude: 0, longitude: 0 };
  const read = (field: number) => {
    if (field === PLACE.latitude) place.latitude = reader.double();
    else if (field === PLACE.longitude) place.longitude = reader.double();
  };
  readFields(reader, read, end);
  return place;
}

/** Sets a key of an object whatever its name is: an assignment to `__proto__` would set the prototype. */
export function setOwn<T>(object: Record<string, T>, key: string, value: T): void {
  if (key === '__proto__')
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  else object[key] = value;
}

/** Writes the message of a value, without a tag. Throws a TypeError for what cannot be stored. */
export function writeValue(writer: BinaryWriter, value: unknown): void {
  if (typeof value === 'string') writeString(writer, VALUE.string, value);
  else if (typeof value === 'number') {
    // Like the Admin SDK: what is a whole number in JavaScript becomes an integer.
    if (Number.isSafeInteger(value) && !Object.is(value, -0)) writeInteger(writer, VALUE.integer, value);
    else writeDouble(writer, VALUE.double, value);
  } else if (typeof value === 'boolean') writeBool(writer, VALUE.boolean, value);
  else if (value === null) writeInteger(writer, VALUE.null, 0);
  else if (typeof value === 'bigint') writeInteger(writer, VALUE.integer, value);
  else if (value instanceof StoredValue) writer.raw(value.value);
  else if (Array.isArray(value)) {
    begin(writer, VALUE.array);
    for (const element of value) {
      begin(writer, ARRAY_VALUES);
      writeValue(writer, element);
      writer.join();
    }
    writer.join();
  } else if (value instanceof Timestamp) writeTimestamp(writer, VALUE.timestamp, value);
  else if (isPlainObject(value)) {
    begin(writer, VALUE.map);
    writeEntries(writer, MAP_FIELDS, value);
    writer.join();
  } else throw new TypeError(`${nameOf(value)} cannot be stored`);
}

/** Writes a map from text to values as the entries of a field. */
export function writeEntries(writer: BinaryWriter, field: number, data: Data): void {
  for (const [key, value] of Object.entries(data)) {
    if (value === undefined) throw new TypeError(`undefined cannot be stored (${JSON.stringify(key)})`);
    begin(writer, field);
    writeString(writer, ENTRY.key, key);
    begin(writer, ENTRY.value);
    writeValue(writer, value);
    writer.join().join();
  }
}

/** A google.protobuf.Timestamp: what is left of the reader's message, or the part of it that ends at `end`. */
export function readTimestamp(reader: MessageReader, end = reader.len): Timestamp {
  const time = { seconds: 0, nanoseconds: 0 };
  const read = (field: number) => {
    if (field === TIME.seconds) time.seconds = Number(reader.int64());
    else if (field === TIME.nanoseconds) time.nanoseconds = reader.int32();
  };
  readFields(reader, read, end);
  return new Timestamp(time.seconds, time.nanoseconds);
}

export function writeTimestamp(writer: BinaryWriter, field: number, time: Timestamp): void {
  begin(writer, field);
  if (time.seconds !== 0) writeInteger(writer, TIME.seconds, time.seconds);
  if (time.nanoseconds !== 0) writeInteger(writer, TIME.nanoseconds, time.nanoseconds);
  writer.join();
}

/** The numbers of the fields of google.firestore.v1.Value, of which exactly one is there. */
const VALUE = {
  boolean: 1,
  integer: 2,
  double: 3,
  reference: 5,
  map: 6,
  place: 8,
  array: 9,
  timestamp: 10,
  null: 11,
  string: 17,
  bytes: 18,
} as const;

/** Of google.firestore.v1.MapValue and ArrayValue, of google.protobuf.Timestamp, and of google.type.LatLng. */
const MAP_FIELDS = 1;
const ARRAY_VALUES = 1;
const TIME = { seconds: 1, nanoseconds: 2 } as const;
const PLACE = { latitude: 1, longitude: 2 } as const;

/** A value of no type. */
const NO_VALUE = new StoredValue(new Uint8Array());

function storedBy(write: (writer: BinaryWriter) => void): StoredValue {
  const writer = new BinaryWriter();
  write(writer);
  return new StoredValue(writer.finish());
}

/** Which field of google.firestore.v1.Value comes in the message that ends at `end`, and null for a message with none. */
function typeOf(reader: MessageReader, end = reader.len): number | null {
  return reader.pos < end ? reader.tag()[0] : null;
}

/** The plain form of the value whose message is the reader's until `end`: in one pass, without a view of each part. */
export function readPlain(reader: MessageReader, end: number): unknown {
  if (reader.pos >= end) return NO_VALUE;
  const [field, type] = reader.tag();
  switch (field) {
    case VALUE.string:
      return reader.string();
    case VALUE.boolean:
      return reader.bool();
    case VALUE.integer:
      return readInteger(reader);
    case VALUE.double:
      return reader.double();
    case VALUE.timestamp:
      return readTimestamp(reader, endOfPart(reader));
    case VALUE.map:
      return readMap(reader, endOfPart(reader));
    case VALUE.array:
      return readArray(reader, endOfPart(reader));
    case VALUE.null:
      reader.bool();
      return null;
    default:
      return storedBy((writer) => writer.tag(field, type).raw(reader.skip(type, field)));
  }
}

function readArray(reader: MessageReader, end: number): unknown[] {
  const elements: unknown[] = [];
  const read = (field: number) => {
    if (field === ARRAY_VALUES) elements.push(readPlain(reader, endOfPart(reader)));
  };
  readFields(reader, read, end);
  return elements;
}

function readMap(reader: MessageReader, end: number): Record<string, unknown> {
  const object: Record<string, unknown> = {};
  const read = (field: number) => {
    if (field === MAP_FIELDS) readPlainEntry(reader, object, endOfPart(reader));
  };
  readFields(reader, read, end);
  return object;
}

/** Sets the entry of a map, which ends at `end`, in an object. */
export function readPlainEntry(reader: MessageReader, object: Record<string, unknown>, end: number): void {
  let key = '';
  let value: unknown = NO_VALUE;
  const read = (field: number) => {
    if (field === ENTRY.key) key = reader.string();
    else if (field === ENTRY.value) value = readPlain(reader, endOfPart(reader));
  };
  readFields(reader, read, end);
  setOwn(object, key, value);
}

function nameOf(value: unknown): string {
  return typeof value === 'object' ? `an instance of ${value?.constructor.name ?? '?'}` : typeof value;
}
