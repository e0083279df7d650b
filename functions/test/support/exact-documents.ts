import type { Firestore } from 'firebase-admin/firestore';
import { StoredValue } from '../../src/firestore/stored-values.ts';
import { databaseOf } from './firestore.ts';
import { type Value, valueBytes, valueOf } from './protocol.ts';

// Documents as they are stored, to the bit: the Admin SDK would round their numbers.

/** Writes a document of these values as another program would. */
export async function writeExactly(
  firestore: Firestore,
  path: string,
  fields: Record<string, Value>,
): Promise<void> {
  const data = Object.entries(fields).map(([key, value]) => [key, new StoredValue(valueBytes(value))]);
  await databaseOf(firestore).commit([{ kind: 'set', path, data: Object.fromEntries(data) }]);
}

/** The fields of a document as Google's own message classes read them; `at` is one of a map. */
export async function readExactly(
  firestore: Firestore,
  path: string,
  at?: string,
): Promise<Record<string, unknown>> {
  const document = await databaseOf(firestore).get(path);
  const fields = (at === undefined ? document?.stored() : document?.storedEntries(at)) ?? {};
  return Object.fromEntries(Object.entries(fields).map(([key, { value }]) => [key, valueOf(value)]));
}

/** Values as Google's own message classes write and read them. */
export function asRead(fields: Record<string, Value>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, valueOf(valueBytes(value))]));
}
