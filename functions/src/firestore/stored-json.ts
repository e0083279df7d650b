// Stored values as JSON that loses nothing: what plain JSON cannot say stands in a map with one key that begins with `$`.
import { StoredValue, Timestamp, toPlain, typedValue } from './stored-values.ts';

/**
 * The JSON form of a stored value. Texts, booleans, null, lists, maps, whole numbers up to 2^53 and other finite numbers stand for
 * themselves. The others:
 *
 * - `{"$integer": "9223372036854775807"}`: a whole number beyond 2^53.
 * - `{"$double": "5"}`: a floating number that is whole, `-0`, `NaN`, `Infinity` or `-Infinity`.
 * - `{"$time": "2026-01-31T10:00:00.123456000Z"}`: a time, to the nanosecond.
 * - `{"$bytes": "..."}` in base64, `{"$reference": "projects/..."}`, `{"$place": {"latitude": ..., "longitude": ...}}`.
 * - `{"$map": {...}}`: a map that has a key which begins with `$`.
 * - `{"$stored": "..."}`: the bytes of a value of a type that this release does not know, in base64.
 */
export function storedJson({ value }: StoredValue): unknown {
  const typed = typedValue(value);
  switch (typed.type) {
    case 'map':
      return mapJson(typed.entries);
    case 'array':
      return typed.elements.map((element) => storedJson(new StoredValue(element)));
    case 'double':
      return isPlainDouble(typed.number) ? typed.number : { $double: doubleText(typed.number) };
    case 'bytes':
      return { $bytes: base64(typed.bytes) };
    case 'reference':
      return { $reference: typed.name };
    case 'place':
      return { $place: { latitude: finite(typed.latitude), longitude: finite(typed.longitude) } };
    case 'plain':
      return plainJson(toPlain(value));
    case 'unknown':
      return { $stored: base64(value) };
  }
}

/** The same of the fields of a document, or of a map. */
export function storedFieldsJson(fields: Readonly<Record<string, StoredValue>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([field, value]) => [field, storedJson(value)]));
}

function mapJson(entries: ReadonlyMap<string, Uint8Array>): unknown {
  const map = Object.fromEntries(
    [...entries].map(([key, value]) => [key, storedJson(new StoredValue(value))]),
  );
  return [...entries.keys()].some((key) => key.startsWith('$')) ? { $map: map } : map;
}

function plainJson(value: unknown): unknown {
  if (typeof value === 'bigint') return { $integer: String(value) };
  return value instanceof Timestamp ? { $time: timeText(value) } : value;
}

/** A number that a reader of JSON cannot take for an integer. */
const isPlainDouble = (number: number) => Number.isFinite(number) && !Number.isInteger(number);

const doubleText = (number: number) => (Object.is(number, -0) ? '-0' : String(number));

const finite = (number: number) =>
  Number.isFinite(number) && !Object.is(number, -0) ? number : { $double: doubleText(number) };

function timeText(time: Timestamp): string {
  const seconds = new Date(time.seconds * 1000).toISOString().slice(0, -'.000Z'.length);
  return `${seconds}.${String(time.nanoseconds).padStart(9, '0')}Z`;
}

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
