// Fields in fewer bytes, for a document that would be too large with them as they are.
import { deflateSync, inflateSync } from 'node:zlib';
import { type Data, entriesOf, StoredValue, toStored } from './stored-values.ts';

/**
 * The fields to the bit, compressed: text takes at most seven eighths of its bytes, so that whatever text fits into a document fits in this
 * form beside other fields too.
 */
export function pack(fields: Data): Buffer {
  return deflateSync(toStored(fields).value);
}

/** The fields of `pack`, as they were stored. Throws an Error for any other bytes. */
export function unpack(packed: Uint8Array): Record<string, StoredValue> {
  const entries = entriesOf(inflateSync(packed, { maxOutputLength: MAX_UNPACKED_BYTES }));
  if (entries === null) throw new TypeError('these are no packed fields');
  return Object.fromEntries([...entries].map(([key, value]) => [key, new StoredValue(value)]));
}

/** A record with every default written out can take several times the bytes of its document. */
const MAX_UNPACKED_BYTES = 64 * 1_048_576;
