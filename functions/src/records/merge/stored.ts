// What other programs have stored in records that are merged: it goes along with what this API knows.
import type { StoredDocument } from '../../firestore/document.ts';
import { type Data, entriesOf, isPlainObject, plain, StoredValue } from '../../firestore/stored-values.ts';
import type { RecordKind, StoredRecord } from '../kind.ts';
import { readablePlaces } from '../write/stored-fields.ts';

/** A record as it was read, with its document. */
export interface ReadSource {
  record: StoredRecord;
  document: Pick<StoredDocument, 'stored' | 'storedElements' | 'storedEntries'>;
  /** The paths of what was read as something else than it is. */
  misfits: readonly string[];
}

/** The fields of a document that this API does not know, as they are stored. */
export function foreignFields<R extends StoredRecord>(
  { entered }: Pick<RecordKind<R>, 'entered'>,
  stored: Data,
): Map<string, StoredValue> {
  const known = new Set<string>([...entered, 'created_at', 'updated_at', '_meta']);
  return new Map(
    Object.entries(stored).flatMap(([field, value]) =>
      known.has(field) || !(value instanceof StoredValue) ? [] : [[field, value]],
    ),
  );
}

/** Whether two values are stored in the same bytes. */
export const isStoredAlike = (a: unknown, b: unknown): boolean =>
  a instanceof StoredValue && b instanceof StoredValue && Buffer.compare(a.value, b.value) === 0;

/**
 * The objects in a record's fields, each as it is stored: as it is answered where that is not how it was read, and with the keys that this
 * API does not know. Elements of lists that are no objects are as they are answered.
 */
export function storedObjects({ record, document, misfits }: ReadSource): Map<unknown, StoredObject> {
  const unreadable = new Set(misfits);
  const objects = new Map<unknown, StoredObject>();
  const note = (field: string, object: unknown, stored: StoredValue | undefined, path: string) => {
    const entries = stored && entriesOf(stored.value);
    if (isPlainObject(object) && entries)
      objects.set(object, storedObject(field, object, { entries, path, unreadable }));
  };
  const fields = document.stored();
  for (const [field, value] of Object.entries(record)) {
    if (Array.isArray(value)) {
      const elements = document.storedElements(field) ?? [];
      const places = readablePlaces(elements, field, unreadable);
      value.forEach((element, at) => {
        const place = places[at];
        if (place !== undefined) note(field, element, elements[place], `${field}.${place}`);
      });
    } else note(field, value, fields[field], field);
  }
  return objects;
}

/** An object in a field of a record. */
interface StoredObject {
  field: string;
  data: Data;
  /** Whether another program has stored something in it that no answer shows. */
  isForeign: boolean;
}

function storedObject(
  field: string,
  object: Record<string, unknown>,
  {
    entries,
    path,
    unreadable,
  }: { entries: ReadonlyMap<string, Uint8Array>; path: string; unreadable: ReadonlySet<string> },
): StoredObject {
  const stored = [...entries].map(([key, value]) => [key, new StoredValue(value)] as const);
  const isRead = (key: string) => Object.hasOwn(object, key);
  // Where there is null, a key that this API knows is read as its default, which may be another one in another record.
  const kept = stored.filter(
    ([key, value]) => !unreadable.has(`${path}.${key}`) && !(isRead(key) && plain(value) === null),
  );
  const foreign = kept.filter(([key, value]) => !isRead(key) && plain(value) !== null);
  return {
    field,
    data: { ...object, ...Object.fromEntries(kept) },
    isForeign: foreign.length > 0,
  };
}

/** The fields of a document to write, with each object of the sources as it is stored there. */
export function withStored(fields: Data, objects: ReadonlyMap<unknown, StoredObject>): Data {
  const stored = (value: unknown) => objects.get(value)?.data ?? value;
  return Object.fromEntries(
    Object.entries(fields).map(([field, value]) => [
      field,
      Array.isArray(value) ? value.map(stored) : stored(value),
    ]),
  );
}
