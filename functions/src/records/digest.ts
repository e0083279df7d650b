// The digest of what people entered, by which a change of another program is seen.
import { createHash } from 'node:crypto';
import type { RecordKind, State, StoredRecord } from './kind.ts';

/** A digest of the fields that people enter. */
export function digestOf<R extends StoredRecord>(
  kind: RecordKind<R>,
  state: State<R>,
  _before: unknown = null,
): string {
  return digestOfValue(Object.fromEntries(kind.entered.map((field) => [field, state[field]])));
}

/** Whether a stored digest is of this state. */
export function isDigestOf<R extends StoredRecord>(
  kind: RecordKind<R>,
  stored: unknown,
  state: State<R>,
): boolean {
  return stored === digestOf(kind, state);
}

/** The digest of the body of a creation. */
export function digestOfRequest<R extends StoredRecord>(_kind: RecordKind<R>, body: object): string {
  return digestOfValue(body);
}

/** The digest of any value, equal for equal values, whatever the order of their keys. */
export function digestOfValue(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('base64url');
}

/** JSON with the keys of every object in order, so that equal values have equal texts. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, child: unknown) =>
    typeof child === 'object' && child !== null && !Array.isArray(child)
      ? Object.fromEntries(Object.entries(child).sort(([a], [b]) => (a < b ? -1 : 1)))
      : child,
  );
}
