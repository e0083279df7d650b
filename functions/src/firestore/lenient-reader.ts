// Reads plain values that any program may have written, and notes those of the wrong type.
import type { ReadableDocument } from './document.ts';
import { isPlainObject, Timestamp } from './stored-values.ts';

/** A value that is missing or of the wrong type is read as null, a list of objects as an empty one. */
export class LenientReader {
  /** The paths of the fields whose values have the wrong type. */
  readonly misfits: string[] = [];

  text(value: unknown, field: string): string | null {
    return this.#when(typeof value === 'string', value, field) as string | null;
  }

  flag(value: unknown, field: string): boolean | null {
    return this.#when(typeof value === 'boolean', value, field) as boolean | null;
  }

  wholeNumber(value: unknown, field: string): number | null {
    // Minus zero, which a double can be, is answered as 0.
    return this.#when(Number.isSafeInteger(value), value === 0 ? 0 : value, field) as number | null;
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
    const fields = this.#when(isPlainObject(value), value, field) as Fields | null;
    return fields === null ? null : toElement(fields, field);
  }

  dateTime(value: unknown, field: string): string | null {
    const time = parseTime(value);
    return this.#when(time !== null, value, field) === null ? null : (time?.toISOString() ?? null);
  }

  /** The time of a note: as its author's program wrote it if that is a full date-time, else as `dateTime` reads it. */
  noteTime(value: unknown, field: string): string | null {
    const time = this.dateTime(value, field);
    return time !== null && typeof value === 'string' && isFullDateTime(value) ? value : time;
  }

  /**
   * The times of a document: its own, or Firestore's. A document without `updated_at` keeps in `_meta` the time of its last
   * change, because Firestore's moves with every write of `_meta` itself.
   */
  times(document: ReadableDocument, fields: Fields): { created_at: string; updated_at: string } {
    const meta = isPlainObject(fields['_meta']) ? fields['_meta'] : {};
    // Release 0.1 called it updated_key.
    const kept = meta['updated_at'] ?? meta['updated_key'];
    const changed = this.dateTime(kept, '_meta.updated_at') ?? isoTime(document.updateTime);
    return {
      created_at: this.dateTime(fields['created_at'], 'created_at') ?? isoTime(document.createTime),
      updated_at: this.dateTime(fields['updated_at'], 'updated_at') ?? changed,
    };
  }

  #when(isRight: boolean, value: unknown, field: string): unknown {
    if (value === undefined || value === null) return null;
    if (isRight) return value;
    this.misfits.push(field);
    return null;
  }
}

/** The maps of a document, with fields of any type. */
type Fields = Record<string, unknown>;

/** Makes an element from its fields; `path` says where it stands. */
export type Element<T> = (fields: Fields, path: string) => T;

/** A time of Firestore's as ISO 8601; the year 1970 for null. */
const isoTime = (time: Timestamp | null) => (time?.toDate() ?? new Date(0)).toISOString();

/** Whether a stored value is read as a time. */
export const isTime = (value: unknown): boolean => parseTime(value) !== null;

/** As RFC 3339 writes it, in at most 40 characters, and with a day that there is: JavaScript takes 30 February for 1 March, and 24:00 too. */
function isFullDateTime(value: string): boolean {
  const [, date = ''] = FULL_DATE_TIME.exec(value) ?? [];
  return date !== '' && new Date(`${date}T00:00:00Z`).toISOString().startsWith(date);
}

const FULL_DATE_TIME =
  /^(\d{4}-\d\d-\d\d)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,14})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;
const NAIVE_DATE_TIME = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?))?$/;

/** A Timestamp, an ISO 8601 date-time, or one without a zone as Python's `isoformat` and `str` write it. */
function parseTime(value: unknown): Date | null {
  if (value instanceof Timestamp) return value.toDate();
  if (typeof value !== 'string') return null;
  const naive = NAIVE_DATE_TIME.exec(value);
  const iso = naive === null ? value.replace(' ', 'T') : `${naive[1] ?? ''}T${naive[2] ?? '00:00'}Z`;
  if (!/^\d{4}-\d\d-\d\dT/.test(iso)) return null;
  const time = new Date(iso);
  return Number.isNaN(time.getTime()) || !hasFourDigitYear(time) ? null : time;
}

/** An offset may lead out of the years that ISO 8601 writes with four digits, and a longer year sorts in the wrong place. */
const hasFourDigitYear = (time: Date) => /^\d{4}-/.test(time.toISOString());
