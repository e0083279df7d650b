import { type DocumentSnapshot, Timestamp } from 'firebase-admin/firestore';
import { META_FIELDS } from '../../records/entries/entry.ts';
import {
  ContactType,
  ENTERED_FIELDS,
  type CustomerContact,
  type CustomerInDB,
  type CustomerLocation,
  type CustomerNote,
  type OwnedItem,
  OwnedItemType,
} from './models.ts';

/** What is read of a document: everything but the search terms, which would be most of the transfer. */
export const READ_MASK = [
  ...ENTERED_FIELDS,
  'created_at',
  'updated_at',
  ...META_FIELDS.map((field) => `_meta.${field}`),
];

/** Told, once for a document, whose stored fields have the wrong type: their paths, never their values. */
export type WarnOfFields = (customerId: string, fields: readonly string[]) => void;

/** What is needed of a snapshot. */
export type StoredDocument = Pick<DocumentSnapshot, 'id' | 'data' | 'get'> & {
  createTime?: Timestamp | undefined;
  updateTime?: Timestamp | undefined;
};

/**
 * The one place where a document becomes a customer. Other programs write the collection too, so it is
 * read leniently: a missing field takes its default, a Timestamp or a naive date becomes ISO UTC, and a
 * value of the wrong type takes the field's default with a warning instead of failing the request.
 */
export function toCustomer(snapshot: StoredDocument, warn: WarnOfFields): CustomerInDB {
  const read = new LenientReader();
  const data = snapshot.data() ?? {};
  const createdAt = snapshot.createTime?.toDate().toISOString() ?? new Date(0).toISOString();
  const updatedAt =
    read.dateTime(snapshot.get('_meta.updated_key'), '_meta.updated_key') ?? updateTimeOf(snapshot);
  const customer: CustomerInDB = {
    id: snapshot.id,
    name: read.text(data['name'], 'name') ?? '',
    organization: read.text(data['organization'], 'organization'),
    contacts: read.objects(data['contacts'], 'contacts', toContact(read)),
    notes: read.objects(data['notes'], 'notes', toNote(read, createdAt)),
    location: read.object(data['location'], 'location', toLocation(read)),
    language: read.text(data['language'], 'language') ?? 'el',
    tags: read.texts(data['tags'], 'tags') ?? [],
    owned_items: read.objects(data['owned_items'], 'owned_items', toOwnedItem(read)),
    linked_user_ids: read.texts(data['linked_user_ids'], 'linked_user_ids') ?? [],
    nextcloud_folder: read.text(data['nextcloud_folder'], 'nextcloud_folder'),
    created_at: read.dateTime(data['created_at'], 'created_at') ?? createdAt,
    updated_at: read.dateTime(data['updated_at'], 'updated_at') ?? updatedAt,
  };
  if (read.misfits.length > 0) warn(snapshot.id, read.misfits);
  return customer;
}

/**
 * When a document was written last, ISO UTC. A document without `updated_at` keeps in `_meta` the time of its last
 * change, for this one moves with every write of `_meta` itself.
 */
export function updateTimeOf(snapshot: StoredDocument): string {
  return (snapshot.updateTime?.toDate() ?? new Date(0)).toISOString();
}

/** The version in a document's `_meta`; 0 where another program wrote it and nothing has reconciled it yet. */
export function storedVersion(snapshot: StoredDocument): number {
  const version: unknown = snapshot.get('_meta.version');
  return Number.isSafeInteger(version) ? (version as number) : 0;
}

type Fields = Record<string, unknown>;
type Element<T> = (fields: Fields, path: string) => T;

const toContact =
  (read: LenientReader): Element<CustomerContact> =>
  (fields, path) => ({
    type: read.oneOf(ContactType.options, fields['type'], `${path}.type`) ?? 'other',
    label: read.text(fields['label'], `${path}.label`) ?? '',
    value: read.text(fields['value'], `${path}.value`) ?? '',
    primary: read.flag(fields['primary'], `${path}.primary`) ?? false,
  });

const toNote =
  (read: LenientReader, createdAt: string): Element<CustomerNote> =>
  (fields, path) => ({
    text: read.text(fields['text'], `${path}.text`) ?? '',
    by: read.text(fields['by'], `${path}.by`) ?? '',
    at: read.noteTime(fields['at'], `${path}.at`) ?? createdAt,
  });

const toLocation =
  (read: LenientReader): Element<CustomerLocation> =>
  (fields, path) => ({
    city: read.text(fields['city'], `${path}.city`),
    country: read.text(fields['country'], `${path}.country`),
    region: read.text(fields['region'], `${path}.region`),
  });

const toOwnedItem =
  (read: LenientReader): Element<OwnedItem> =>
  (fields, path) => ({
    type: read.oneOf(OwnedItemType.options, fields['type'], `${path}.type`) ?? 'freetext',
    device_id: read.text(fields['device_id'], `${path}.device_id`),
    label: read.text(fields['label'], `${path}.label`),
    product_id: read.text(fields['product_id'], `${path}.product_id`),
    product_name: read.text(fields['product_name'], `${path}.product_name`),
    quantity: read.wholeNumber(fields['quantity'], `${path}.quantity`),
    serial_numbers: read.texts(fields['serial_numbers'], `${path}.serial_numbers`),
    description: read.text(fields['description'], `${path}.description`),
    serial_number: read.text(fields['serial_number'], `${path}.serial_number`),
    notes: read.text(fields['notes'], `${path}.notes`),
  });

/** Reads values of unknown type: null for none, and null for one of the wrong type, which is noted. */
class LenientReader {
  /** The paths of the fields whose values have the wrong type. */
  readonly misfits: string[] = [];

  text(value: unknown, field: string): string | null {
    return this.#when(typeof value === 'string', value, field) as string | null;
  }

  flag(value: unknown, field: string): boolean | null {
    return this.#when(typeof value === 'boolean', value, field) as boolean | null;
  }

  wholeNumber(value: unknown, field: string): number | null {
    return this.#when(Number.isSafeInteger(value), value, field) as number | null;
  }

  oneOf<T extends string>(options: readonly T[], value: unknown, field: string): T | null {
    return this.#when((options as readonly unknown[]).includes(value), value, field) as T | null;
  }

  texts(value: unknown, field: string): string[] | null {
    const elements = this.#when(Array.isArray(value), value, field) as unknown[] | null;
    if (elements === null) return null;
    return elements.flatMap((element, index) => this.text(element, `${field}.${index}`) ?? []);
  }

  objects<T>(value: unknown, field: string, toElement: Element<T>): T[] {
    const elements = this.#when(Array.isArray(value), value, field) as unknown[] | null;
    return (
      elements?.flatMap((element, index) => this.object(element, `${field}.${index}`, toElement) ?? []) ?? []
    );
  }

  object<T>(value: unknown, field: string, toElement: Element<T>): T | null {
    const isMap =
      typeof value === 'object' && value !== null && Reflect.getPrototypeOf(value) === Object.prototype;
    const fields = this.#when(isMap, value, field) as Fields | null;
    return fields === null ? null : toElement(fields, field);
  }

  dateTime(value: unknown, field: string): string | null {
    const time = parseTime(value);
    return this.#when(time !== null, value, field) === null ? null : (time?.toISOString() ?? null);
  }

  /** A note keeps the time as its author's program wrote it, where that already is a full date-time. */
  noteTime(value: unknown, field: string): string | null {
    const time = this.dateTime(value, field);
    return time !== null && typeof value === 'string' && FULL_DATE_TIME.test(value) ? value : time;
  }

  #when(isRight: boolean, value: unknown, field: string): unknown {
    if (value === undefined || value === null) return null;
    if (isRight) return value;
    this.misfits.push(field);
    return null;
  }
}

const FULL_DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;
const NAIVE_DATE_TIME = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?))?$/;

/** Whether a stored value can be read as a time. */
export const isTime = (value: unknown): boolean => parseTime(value) !== null;

/** A Timestamp, an ISO 8601 date-time, or one without a zone as Python's `isoformat` and `str` write it. */
function parseTime(value: unknown): Date | null {
  if (value instanceof Timestamp) return value.toDate();
  if (typeof value !== 'string') return null;
  const naive = NAIVE_DATE_TIME.exec(value);
  const iso = naive === null ? value.replace(' ', 'T') : `${naive[1] ?? ''}T${naive[2] ?? '00:00'}Z`;
  if (!/^\d{4}-\d\d-\d\dT/.test(iso)) return null;
  const time = new Date(iso);
  return Number.isNaN(time.getTime()) ? null : time;
}
