// The size of a document as Firestore counts it, and the limit for it.
import { Timestamp } from 'firebase-admin/firestore';

/**
 * The bytes of a document ("Storage size calculations" in Firestore's documentation): each segment of the path and each
 * string counts its UTF-8 length and 1, the name 16 more, and the document 32 more.
 */
export function documentSize(path: string, fields: object): number {
  const name = path.split('/').reduce((size, segment) => size + sizeOfString(segment), 16);
  return name + sizeOfValue(fields) + 32;
}

/** Firestore's limit for one document, in bytes. */
export const MAX_DOCUMENT_BYTES = 1_048_576;

function sizeOfValue(value: unknown): number {
  if (typeof value === 'string') return sizeOfString(value);
  if (typeof value === 'number' || value instanceof Timestamp) return 8;
  if (Array.isArray(value)) return value.reduce<number>((size, element) => size + sizeOfValue(element), 0);
  if (typeof value !== 'object' || value === null) return 1;
  return Object.entries(value).reduce(
    (size, [key, child]) => size + sizeOfString(key) + sizeOfValue(child),
    0,
  );
}

const sizeOfString = (text: string) => Buffer.byteLength(text) + 1;
