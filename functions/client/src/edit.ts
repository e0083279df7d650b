import type { CustomerInDB, CustomerUpdate, ForeignChange } from './models.ts';
import { isObject, same } from './same.ts';

/** What an edit changes, and whether somebody else has changed that too. */
export interface Edit {
  /** What is sent; undefined for an edit without a body. */
  changes: CustomerUpdate | undefined;
  /** What is sent instead once the customer has been read anew; left out where it is the same. */
  changesIn?: (current: CustomerInDB) => CustomerUpdate;
  /** Whether a change of somebody else's is in what this edit sends. */
  meets: (change: ForeignChange) => boolean;
  /** Whether such a change is shown as a conflict; left out where each one is. */
  isConflict?: (change: ForeignChange) => boolean;
  /** The fields of this edit that others have changed otherwise; without what was shown, all that are not as they are sent. */
  fieldsChangedIn: (current: CustomerInDB) => string[];
}

/** A deletion, or a return to an earlier version: every change meets it. */
export function wholeEdit(before: CustomerInDB | undefined): Edit {
  return {
    changes: undefined,
    meets: () => true,
    fieldsChangedIn: (current) =>
      Object.entries(current).flatMap(([field, now]) =>
        field === 'updated_at' || (before !== undefined && same(now, valueAt(before, [field])))
          ? []
          : [field],
      ),
  };
}

/**
 * A partial update. A field that is sent as it was shown is no part of the edit: a form may send all its fields. Lists are compared
 * as wholes, a location part by part.
 *
 * @param before the customer as it was shown, where that is known
 */
export function partialEdit(changes: CustomerUpdate, before: CustomerInDB | undefined): Edit {
  const places = placesOf(changes).filter(
    ({ path, value }) => before === undefined || !same(value, valueAt(before, path)),
  );
  return {
    // From the first attempt on: a key stands for one content.
    changes: before === undefined ? changes : changesAt(places),
    meets: ({ pointer }) => places.some(({ path }) => meets(path, pointer)),
    fieldsChangedIn: (current) =>
      places.flatMap(({ path, value }) => {
        const now = valueAt(current, path);
        const isAsShown = before !== undefined && same(now, valueAt(before, path));
        return isAsShown || same(now, value) ? [] : [path.join('/')];
      }),
  };
}

/** A field, or a part of the location. */
type Path = readonly string[];

interface Place {
  path: Path;
  value: unknown;
}

function placesOf(changes: object): Place[] {
  return Object.entries(changes).flatMap(([field, value]: [string, unknown]) => {
    if (!isObject(value) || Array.isArray(value))
      return value === undefined ? [] : [{ path: [field], value }];
    return placesOf(value).map(({ path, value }) => ({ path: [field, ...path], value }));
  });
}

function changesAt(places: readonly Place[]): CustomerUpdate {
  const changes: Record<string, unknown> = {};
  for (const {
    path: [field = '', part],
    value,
  } of places)
    changes[field] = part === undefined ? value : { ...(changes[field] as object), [part]: value };
  return changes;
}

/** The value in a place; null where there is none. */
export const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce((inner, key) => (isObject(inner) ? inner[key] : null), value);

/** Whether one of a place and a JSON Pointer is the other, or inside it. */
function meets(path: Path, pointer: string): boolean {
  const steps = pointer.split('/').slice(1);
  return path.every((step, at) => at >= steps.length || steps[at] === step);
}
