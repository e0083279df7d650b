// Applies a JSON Patch (RFC 6902) to a record, and tells which places of the record and of the patch belong together.
import { isDeepStrictEqual } from 'node:util';
import { applyPatch, type Operation } from 'rfc6902';
import { isCopyable, type JsonPatch } from '../../schemas/json-patch.ts';
import { jsonPointer } from '../../standards/json-pointer.ts';
import type { Text } from '../../standards/languages.ts';
import { tooLarge } from '../../standards/problems.ts';
import { patchNotApplicable } from '../problems.ts';

/**
 * Throws 409 `conflict` where a `test` fails or there is nothing at a place that an operation needs, and 413 where copies make more than a
 * document holds, or what is moved or copied nests deeper than a value of a customer. The record stays as it is.
 */
export function patchRecord(record: object, patch: JsonPatch): PatchedRecord {
  const patching = new Patching(record, patch);
  patch.forEach((operation, at) => patching.apply(operation, at));
  return patching;
}

export interface PatchedRecord {
  /** What the patch makes of the record: any JSON value, and undefined where it has removed the whole. */
  readonly value: unknown;
  /** JSON Pointers to the places of the record that the patch replaces or removes, wherever they stood when it did. */
  readonly replaced: readonly string[];
  /** The place in the patch that made a place of `value`. */
  placeInPatch: (path: readonly PropertyKey[]) => PropertyKey[];
}

type PatchOperation = JsonPatch[number];
type Path = readonly PropertyKey[];

/** A place in a document: what holds it, and under which key. */
interface Target {
  parent: object;
  key: string;
  /** Whether there is a value; else one can be added. */
  exists: boolean;
}

/** As much as a Firestore document holds, in characters of JSON: copies of copies would grow without end. */
const MAX_COPIED = 1_048_576;

class Patching implements PatchedRecord {
  readonly replaced: string[] = [];
  readonly #patch: JsonPatch;
  /** The record has a parent, so that the whole of it is a place like any other. */
  readonly #root: Record<string, unknown>;
  /** Where the objects and arrays of the record stood in it, and where those that came stand in the patch. */
  readonly #origins = new Map<object, Path>();
  readonly #inserted = new Map<object, Path>();
  /** Where the other values that were put into an object stand in the patch. */
  readonly #simple = new Map<object, Map<string, Path>>();
  #copied = 0;

  constructor(record: object, patch: JsonPatch) {
    this.#patch = patch;
    this.#root = { [ROOT]: structuredClone(record) };
    register(this.#root[ROOT], [], this.#origins);
  }

  get value(): unknown {
    return this.#root[ROOT];
  }

  apply(operation: PatchOperation, at: number): void {
    const { op, path, from = '', value } = operation;
    const refuse = (member: string) => patchNotApplicable(`/${at}${member}`, 'nothing_there');
    if (op === 'move' || op === 'copy') {
      const source = this.#resolve(from);
      if (source?.exists !== true) throw refuse('/from');
      const moved = valueAt(source);
      // Each move could hang a chain of values below another one.
      if (!isCopyable(moved)) throw tooLarge(TOO_DEEP);
      if (op === 'copy') this.#count(moved);
      else if (path.startsWith(`${from}/`)) throw refuse('/path');
      else this.#remove(source, from);
      // The target is looked for when the source is gone (RFC 6902, 4.4).
      const target = this.#resolve(path);
      if (target === null) throw refuse('/path');
      this.#put({ op: 'add', path, value: moved }, target);
      if (op === 'move') (target.parent as Record<string, unknown>)[target.key] = moved;
      return;
    }
    const target = this.#resolve(path);
    if (op === 'test') {
      if (target?.exists === true && isDeepStrictEqual(valueAt(target), value)) return;
      throw patchNotApplicable(`/${at}`, 'test_failed');
    }
    if (target === null || (op !== 'add' && !target.exists)) throw refuse('/path');
    if (op === 'remove') this.#remove(target, path);
    else {
      this.#put({ op, path, value }, target);
      this.#come(target, [at, 'value']);
    }
  }

  readonly placeInPatch = (path: Path): PropertyKey[] => {
    let node = this.value;
    let place = isContainer(node) ? this.#inserted.get(node) : undefined;
    for (const key of path) {
      const simple = isContainer(node) ? this.#simple.get(node)?.get(String(key)) : undefined;
      node = ownValue(node, key);
      const inserted = isContainer(node) ? this.#inserted.get(node) : undefined;
      place = inserted ?? simple ?? (place && [...place, key]);
    }
    return [...(place ?? this.#lastTouching(path, node))];
  };

  /** The place that a pointer names, by own members only; null where it cannot be. */
  #resolve(pointer: string): Target | null {
    const keys = tokensOf(`/${pointer}`);
    // The library would take it for the prototype.
    if (keys.includes('__proto__')) return null;
    const last = keys.pop() ?? '';
    let parent: unknown = this.#root;
    for (const key of keys) parent = ownValue(parent, key);
    if (!isContainer(parent)) return null;
    if (!Array.isArray(parent)) return { parent, key: last, exists: Object.hasOwn(parent, last) };
    const key = last === '-' ? String(parent.length) : last;
    if (!ARRAY_INDEX.test(key) || Number(key) > parent.length) return null;
    return { parent, key, exists: Number(key) < parent.length };
  }

  #remove(target: Target, path: string): void {
    this.#leave(target);
    this.#run({ op: 'remove', path });
  }

  #put(operation: PatchOperation, target: Target): void {
    if (operation.op === 'replace' || !Array.isArray(target.parent)) this.#leave(target);
    this.#run(operation);
  }

  #run(operation: PatchOperation): void {
    const [failed] = applyPatch(this.#root, [{ ...operation, path: `/${operation.path}` } as Operation]);
    if (failed) throw failed;
  }

  #count(value: unknown): void {
    this.#copied += JSON.stringify(value).length;
    if (this.#copied > MAX_COPIED) throw tooLarge(TOO_MANY_COPIES);
  }

  /** Takes note of a value that is about to be replaced or removed. */
  #leave(target: Target): void {
    if (!target.exists) return;
    const { parent, key } = target;
    const value = valueAt(target);
    const origin = isContainer(value) ? this.#origins.get(value) : undefined;
    const holder = Array.isArray(parent) ? undefined : this.#origins.get(parent);
    if (origin) this.replaced.push(jsonPointer(origin));
    else if (holder) this.replaced.push(jsonPointer([...holder, key]));
    this.#simple.get(parent)?.delete(key);
  }

  /** Takes note of a value that has just come. */
  #come({ parent, key }: Target, place: Path): void {
    const value = ownValue(parent, key);
    if (isContainer(value)) register(value, place, this.#inserted);
    else if (!Array.isArray(parent))
      this.#simple.set(parent, (this.#simple.get(parent) ?? new Map<string, Path>()).set(key, place));
  }

  /** The last operation at or around a place; of several that brought values to one list, the one that brought this value. */
  #lastTouching(path: Path, value: unknown): PropertyKey[] {
    const touching = [...this.#patch.entries()].filter(([, operation]) =>
      tokensOf(operation.path).every(
        (key, at) => at >= path.length || key === String(path[at]) || key === '-',
      ),
    );
    const bringing = touching.findLast(
      ([, operation]) => operation.op !== 'test' && isDeepStrictEqual(operation.value, value),
    );
    if (bringing !== undefined && value !== undefined) return [bringing[0], 'value'];
    return [touching.findLast(([, { op }]) => op !== 'test')?.[0] ?? this.#patch.length - 1];
  }
}

const TOO_MANY_COPIES: Text = {
  en: 'The copies of this patch are more than a customer holds: copy less.',
  el: 'Τα αντίγραφα αυτής της αλλαγής είναι περισσότερα από όσα χωρούν σε έναν πελάτη. Αντιγράψτε λιγότερα.',
};

const TOO_DEEP: Text = {
  en: 'What this patch moves or copies nests deeper than any value of a customer.',
  el: 'Όσα μετακινεί ή αντιγράφει αυτή η αλλαγή βρίσκονται πολύ βαθιά το ένα μέσα στο άλλο.',
};

const ROOT = '';

/** RFC 6901, 4. */
const ARRAY_INDEX = /^(?:0|[1-9]\d{0,8})$/;

const tokensOf = (pointer: string) =>
  pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));

const isContainer = (value: unknown): value is object => typeof value === 'object' && value !== null;

const ownValue = (holder: unknown, key: PropertyKey): unknown =>
  isContainer(holder) && Object.hasOwn(holder, key)
    ? (holder as Record<PropertyKey, unknown>)[key]
    : undefined;

const valueAt = ({ parent, key }: Target) => ownValue(parent, key);

/** Takes note of where each object and array in a value stands. */
function register(value: unknown, path: Path, places: Map<object, Path>): void {
  if (!isContainer(value)) return;
  places.set(value, path);
  const isList = Array.isArray(value);
  for (const [key, inner] of Object.entries(value))
    register(inner, [...path, isList ? Number(key) : key], places);
}
