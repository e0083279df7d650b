// The size of a document as Firestore counts it, and the limit for it.
import { StoredValue, Timestamp } from './stored-values.ts';

/**
 * The bytes of a document as Firestore counts them ("Storage size calculations" in its documentation):
 * each segment of the path and each string its UTF-8 length and 1, 16 for the name, 32 for the document.
 */
export function documentSize(path: string, fields: object): number {
  const name = path.split('/').reduce((size, segment) => size + sizeOfString(segment), 16);
  return name + sizeOfValue(fields) + 32;
}

/** Firestore's limit for one document, in bytes. */
export const MAX_DOCUMENT_BYTES = 1_048_576;

function sizeOfValue(value: unknown): number {
  if (typeof value === 'string') return sizeOfString(value);
  if (typeof value === 'number' || typeof value === 'bigint' || value instanceof Timestamp) return 8;
  // Bytes, a place or a reference: what it takes on the wire is about the same.
  if (value instanceof StoredValue) return value.value.length;
  if (typeof value !== 'object' || value === null) return 1;
  let size = 0;
  if (Array.isArray(value)) for (const element of value) size += sizeOfValue(element);
  else for (const [key, child] of Object.entries(value)) size += sizeOfString(key) + sizeOfValue(child);
  return size;
}

const sizeOfString = (text: string) => Buffer.byteLength(text) + 1;
