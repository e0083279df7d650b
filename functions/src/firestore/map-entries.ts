// Maps from text to values in a message: the fields of a document, the entries of a map.
import { endOfPart, MessageReader, readFields, skip } from './wire.ts';

/**
 * Finds the value of a key in a map from text to values: in the fields of that number of the reader's message, until `end`. The reader stands before
 * the value then, which ends where this says; null where the key is not there. Nothing is made of the values that are passed on the way. A key is
 * there once: Firestore sees to that.
 */
export function findValue(
  reader: MessageReader,
  { field, key, end }: { field: number; key: string; end: number },
): number | null {
  while (reader.pos < end) {
    const [number, type] = reader.tag();
    if (number !== field) {
      skip(reader, type, number);
      continue;
    }
    const value = findInEntry(reader, key, endOfPart(reader));
    if (value !== null) return value;
  }
  return null;
}

/** The same in one entry; behind it where it is of another key. */
function findInEntry(reader: MessageReader, key: string, end: number): number | null {
  // An empty key is not on the wire at all, and a value without a message has no bytes.
  let isOfKey = key === '';
  let [from, to] = [end, end];
  while (reader.pos < end) {
    const [part, type] = reader.tag();
    if (part === ENTRY.key) isOfKey = reader.isText(key, endOfPart(reader));
    else if (part === ENTRY.value) {
      to = endOfPart(reader);
      from = reader.pos;
      reader.pos = to;
    } else skip(reader, type, part);
  }
  if (!isOfKey) return null;
  reader.pos = from;
  return to;
}

/** The entries of a message's map from text to values. */
export function readEntries(message: Uint8Array, number: number): Map<string, Uint8Array> {
  const entries = new Map<string, Uint8Array>();
  const reader = new MessageReader(message);
  readFields(reader, (field) => {
    if (field === number) entries.set(...readEntry(reader));
  });
  return entries;
}

/** The entry of a map that comes next. An empty key is not on the wire at all. */
export function readEntry(reader: MessageReader): [key: string, value: Uint8Array] {
  const entry: [string, Uint8Array] = ['', EMPTY];
  const end = endOfPart(reader);
  const read = (field: number) => {
    if (field === ENTRY.key) entry[0] = reader.string();
    else if (field === ENTRY.value) entry[1] = reader.bytes();
  };
  readFields(reader, read, end);
  return entry;
}

/** The numbers of the fields of an entry. */
export const ENTRY = { key: 1, value: 2 } as const;

const EMPTY: Uint8Array = new Uint8Array();
