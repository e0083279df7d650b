// Validates the body of an update beside what was read: what an answer gave can be sent back, whatever another program has put into it.
import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import { isPlainObject } from '../../firestore/stored-values.ts';
import { type PlaceOf, validate } from '../../http/request/validation.ts';
import { matchElements } from '../../records/write/elements.ts';
import { elementIdentity } from './element-identity.ts';
import {
  type CustomerContact,
  type CustomerInDB,
  type CustomerNote,
  CustomerUpdate,
  LinkedUserId,
  type OwnedItem,
  Tag,
} from './models.ts';

/** The body of an update as it was sent. */
export type Sent = Readonly<Record<string, unknown>>;

/**
 * Only what differs from the record is validated, and mended: of a list the elements that are new, of an element that was changed the keys
 * that were. Fields with the values that were read are left out. Throws 422 with the places of the faults in the body.
 *
 * @param placeInBody where a place of `sent` is in the body, if that is something else
 */
export function validateBeside(
  sent: Sent,
  record: CustomerInDB,
  placeInBody: PlaceOf = (path) => path,
): CustomerUpdate {
  const read = record as unknown as Record<string, unknown>;
  const given = new Map<string, unknown>();
  const lists = new Map<string, SentList>();
  for (const [field, value] of Object.entries(sent)) {
    const here = ownValue(read, field);
    if (Object.hasOwn(read, field) && isDeepStrictEqual(here, value)) continue;
    if (Array.isArray(value) && Array.isArray(here)) {
      const list = comparedList(field, value, here);
      lists.set(field, list);
      given.set(
        field,
        list.changed.map(({ standIn }) => standIn),
      );
    } else if (isPlainObject(value) && isPlainObject(here)) given.set(field, withoutEqual(value, here));
    else given.set(field, value);
  }
  const parsed = validate(CustomerUpdate, Object.fromEntries(given), 'body', (path) =>
    placeInBody(placeInSent(path, lists)),
  ) as Record<string, unknown>;
  const whole = [...lists].map(([field, list]) => [field, wholeList(field, list, parsed[field])]);
  return { ...parsed, ...(Object.fromEntries(whole) as object) };
}

/** A list that was sent, beside the one that was read. */
interface SentList {
  /** The elements in the order in which they were sent: those that were read, and null for one that is new or changed. */
  asRead: ({ element: unknown } | null)[];
  /** Those, in the same order. */
  changed: ComparedElement[];
}

/** An element that is new or changed. */
interface ComparedElement {
  /** Its place in the list that was sent. */
  at: number;
  /** What is validated: the keys that were not changed have other values, which are right. */
  standIn: unknown;
  /** Those keys, as they were read. */
  unchanged: Record<string, unknown>;
  /** A list inside, of which only the elements that are new are validated. */
  inside: ReadonlyMap<string, SentList>;
}

function comparedList(field: string, sent: readonly unknown[], read: readonly unknown[]): SentList {
  const matches = matchElements(sent, read, (element) => elementIdentity(field, element));
  const asRead: SentList['asRead'] = [];
  const changed: ComparedElement[] = [];
  sent.forEach((element, at) => {
    const match = matches[at] ?? null;
    const before = match === null ? undefined : read[match];
    const isAsRead = match !== null && isDeepStrictEqual(before, element);
    asRead.push(isAsRead ? { element } : null);
    if (!isAsRead) changed.push(comparedElement(field, { at, element, before }));
  });
  return { asRead, changed };
}

function comparedElement(
  field: string,
  { at, element, before }: { at: number; element: unknown; before: unknown },
): ComparedElement {
  if (!isPlainObject(element) || !isPlainObject(before))
    return { at, standIn: element, unchanged: {}, inside: new Map() };
  const unchanged: Record<string, unknown> = {};
  const standIn = { ...element };
  const inside = new Map<string, SentList>();
  for (const [key, value] of Object.entries(element)) {
    const here = before[key];
    if (!Object.hasOwn(before, key)) continue;
    if (isDeepStrictEqual(here, value)) {
      unchanged[key] = value;
      standIn[key] = STAND_INS[field]?.[key] ?? null;
    } else if (Array.isArray(value) && Array.isArray(here)) {
      const list = comparedList(key, value, here);
      inside.set(key, list);
      standIn[key] = list.changed.map((each) => each.standIn);
    }
  }
  return { at, standIn, unchanged, inside };
}

/** Right values for the keys that may not be null. */
const STAND_INS: Partial<Record<string, Record<string, unknown>>> = {
  contacts: { type: 'other', label: '', value: '-', primary: false } satisfies CustomerContact,
  notes: { text: '-', by: '', at: '1970-01-01T00:00:00Z' } satisfies CustomerNote,
  owned_items: { type: 'freetext' } satisfies z.input<typeof OwnedItem>,
};

const withoutEqual = (sent: Record<string, unknown>, read: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(sent).filter(
      ([key, value]) => !Object.hasOwn(read, key) || !isDeepStrictEqual(read[key], value),
    ),
  );

/** A body may name `__proto__` and `constructor`, which every object has and no record. */
const ownValue = (read: Record<string, unknown>, field: string) =>
  Object.hasOwn(read, field) ? read[field] : undefined;

/** The list that was sent, with what has been validated in its places. In a set an element that is there already is left out. */
function wholeList(field: string, { asRead, changed }: SentList, parsed: unknown): unknown[] {
  const member = MEMBERS[field];
  // The schema leaves repetitions out of a set, so its elements have other places.
  const validated: unknown[] = member
    ? changed.map(({ standIn }) => member.parse(standIn))
    : (parsed as unknown[]);
  const kept = new Set(asRead.flatMap((each) => (each === null ? [] : [each.element])));
  let next = 0;
  return asRead.flatMap((each) => {
    if (each !== null) return [each.element];
    const value = validated[next];
    const compared = changed[next];
    next += 1;
    if (member) {
      if (kept.has(value)) return [];
      kept.add(value);
    }
    return [isPlainObject(value) && compared ? wholeElement(value, compared) : value];
  });
}

function wholeElement(parsed: Record<string, unknown>, { unchanged, inside }: ComparedElement): unknown {
  const lists = [...inside].map(([key, list]) => [key, wholeList(key, list, parsed[key])]);
  return { ...parsed, ...unchanged, ...(Object.fromEntries(lists) as object) };
}

const MEMBERS: Partial<Record<string, typeof Tag>> = { tags: Tag, linked_user_ids: LinkedUserId };

/** Where a place of what was validated is in the body. */
function placeInSent(path: readonly PropertyKey[], lists: ReadonlyMap<string, SentList>): PropertyKey[] {
  const [key = '', at, ...rest] = path;
  const list = lists.get(String(key));
  const compared = typeof at === 'number' ? list?.changed[at] : undefined;
  if (compared === undefined) return [...path];
  return [key, compared.at, ...placeInSent(rest, compared.inside)];
}
