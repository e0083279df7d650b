// Decides what several records are as one: pure, and without a field's name.
import { isDeepStrictEqual } from 'node:util';
import { isPlainObject } from '../../firestore/stored-values.ts';
import { canonicalJson } from '../digest.ts';
import type { Choices } from '../history/entry.ts';
import type { Merging, RecordKind, StoredRecord } from '../kind.ts';

/**
 * The first source is the record that the others are merged into. Of each field:
 *
 * - what the caller chose;
 * - of a list the elements of all: those of the first, and of each other one those whose key none before it has;
 * - else the value of the first; where that is nothing, that of the one which was changed last.
 *
 * Values are passed on as they are: an element of the union is the very object that a source has.
 */
export function unite(sources: readonly Source[], choices: Choices, rules: UnionRules): Union {
  const union: Union = { fields: {}, conflicts: [], lost: [] };
  for (const field of rules.entered) {
    const values = sources.map(({ id, state }) => ({ id, value: state[field] }));
    const choice = Object.hasOwn(choices, field) ? choices[field] : undefined;
    const lists = values.map(({ value }) => value);
    const isList = lists.every(Array.isArray);
    const chosen = choice === undefined && isList ? null : chosenValue(values, sources, choice);
    const value = chosen === null ? uniteLists(field, lists as unknown[][], rules) : chosen.value;
    union.fields[field] = value;
    if (!isList) union.conflicts.push(...conflictOf(field, values, chosen?.id ?? null));
    for (const source of values) union.lost.push(...lostOf(field, source, value, rules));
  }
  return union;
}

/** A record that is united with others. */
export interface Source {
  id: string;
  /** `updated_at` says which was changed last. */
  state: Readonly<Record<string, unknown>>;
}

export interface UnionRules extends Pick<Merging, 'elementKey' | 'order'> {
  /** The fields that people enter. */
  entered: readonly string[];
}

/** The rules of a kind. */
export const unionRules = <R extends StoredRecord>({
  entered,
  merging,
}: Pick<RecordKind<R>, 'entered'> & { merging: Merging }): UnionRules => ({ entered, ...merging });

export interface Union {
  /** All fields that people enter. */
  fields: Record<string, unknown>;
  /** The fields, lists aside, of which the records have several values. */
  conflicts: Conflict[];
  /** The values that are in no field of the union. */
  lost: LostValue[];
}

interface Conflict {
  field: string;
  values: { id: string; value: unknown }[];
  /** Whose value it is; null for one that the caller has brought. */
  chosen: string | null;
}

export interface LostValue {
  id: string;
  field: string;
  /** The value of the field; of a list one element. */
  value: unknown;
}

/** Whether a value says nothing: null, an empty text or list, or an object of such. */
function isNothing(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return isPlainObject(value) && Object.values(value).every(isNothing);
}

interface FieldValue {
  id: string;
  value: unknown;
}

/** The value of a field, and whose it is; null where the caller brought it. */
function chosenValue(
  values: readonly FieldValue[],
  sources: readonly Source[],
  choice: Choices[string] | undefined,
): { id: string | null; value: unknown } {
  const [own = { id: '', value: null }] = values;
  if (choice !== undefined) {
    if ('value' in choice) return { id: null, value: choice.value };
    return values.find(({ id }) => id === choice.id) ?? own;
  }
  if (!isNothing(own.value)) return own;
  const newestFirst = values
    .map((each, at) => ({ ...each, time: timeOf(sources[at]) }))
    .filter(({ value }) => !isNothing(value))
    .toSorted((a, b) => b.time - a.time);
  return newestFirst[0] ?? own;
}

function timeOf(source: Source | undefined): number {
  const time = Date.parse(String(source?.state['updated_at']));
  return Number.isNaN(time) ? 0 : time;
}

function uniteLists(
  field: string,
  [own = [], ...others]: readonly (readonly unknown[])[],
  { elementKey, order }: UnionRules,
): unknown[] {
  const united = [...own];
  const known = new Set(own.map((element) => elementKey(field, element)));
  for (const other of others) {
    const more = other.map((element) => ({ element, key: elementKey(field, element) }));
    // What one record has twice is not compared with itself: it may mean that.
    const added = more.filter(({ key }) => !known.has(key));
    for (const { element, key } of added) {
      united.push(element);
      known.add(key);
    }
  }
  const byOrder = order[field];
  if (byOrder === undefined || united.length === own.length) return united;
  return united
    .map((element) => ({ element, number: byOrder(element) }))
    .toSorted((a, b) => a.number - b.number)
    .map(({ element }) => element);
}

function conflictOf(field: string, values: readonly FieldValue[], chosen: string | null): Conflict[] {
  const present = values.filter(({ value }) => !isNothing(value));
  const [first] = present;
  if (present.every(({ value }) => isDeepStrictEqual(value, first?.value))) return [];
  return [{ field, values: present, chosen }];
}

/** What a source has in a field and the union has not. */
function lostOf(field: string, { id, value }: FieldValue, kept: unknown, rules: UnionRules): LostValue[] {
  if (!Array.isArray(value)) return holds(kept, value) ? [] : [{ id, field, value }];
  const elements: unknown[] = Array.isArray(kept) ? kept : [];
  const equal = new Set(elements.map(canonicalJson));
  const byKey = Map.groupBy(elements, (element) => rules.elementKey(field, element));
  return value.flatMap((element: unknown) => {
    if (equal.has(canonicalJson(element))) return [];
    const same = byKey.get(rules.elementKey(field, element)) ?? [];
    return same.some((each) => holds(each, element)) ? [] : [{ id, field, value: element }];
  });
}

/** Whether one value has all that another one says. A flag that is not set says nothing. */
function holds(kept: unknown, value: unknown): boolean {
  if (isNothing(value) || value === false) return true;
  if (isPlainObject(value))
    return isPlainObject(kept) && Object.entries(value).every(([key, each]) => holds(kept[key], each));
  return isDeepStrictEqual(kept, value);
}
