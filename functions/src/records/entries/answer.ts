// The answer that an index entry holds: the record as JSON, as the release that wrote it answered.
import { digestOfValue } from '../digest.ts';
import { isPlainObject } from '../../firestore/stored-values.ts';
import { type RecordKind, SILENT, type StoredRecord } from '../kind.ts';

/** Which fields the answers of this release have, at all depths: an answer with another shape is read again before it is sent. */
export function answerShape<R extends StoredRecord>(kind: RecordKind<R>): string {
  let shape = SHAPES.get(kind);
  if (shape === undefined) {
    shape = digestOfValue(keysOf(fullestRecord(kind))).slice(0, SHAPE_LENGTH);
    SHAPES.set(kind, shape);
  }
  return shape;
}

/** A record as lists answer it: JSON in UTF-8. */
export const answerOf = (record: StoredRecord): Uint8Array => Buffer.from(JSON.stringify(record));

/** The id of the record in an answer, which begins with it. */
export function idOfAnswer(answer: Uint8Array): string {
  const bytes = Buffer.from(answer.buffer, answer.byteOffset, answer.byteLength);
  // The rest is not parsed: a page has up to 1,000 answers.
  const [, id] = PLAIN_ID.exec(bytes.toString('latin1', 0, MOST_OF_PLAIN_ID)) ?? [];
  return id ?? (JSON.parse(bytes.toString()) as StoredRecord).id;
}

const PLAIN_ID = /^\{"id":"([\w-]*)"/;
const MOST_OF_PLAIN_ID = 64;

/** The record in an answer of any release. */
export function recordOfAnswer<R extends StoredRecord>(kind: RecordKind<R>, answer: Uint8Array): R {
  const { buffer, byteOffset, byteLength } = answer;
  const json = Buffer.from(buffer, byteOffset, byteLength).toString();
  const fields = JSON.parse(json) as R & Record<string, unknown>;
  return kind.read({ id: fields.id, createTime: null, updateTime: null, data: () => fields }, SILENT);
}

/** Of each kind; it never changes while a release runs. */
const SHAPES = new WeakMap<object, string>();
const SHAPE_LENGTH = 11;

/** A record with an element in every list and every map. */
function fullestRecord<R extends StoredRecord>(kind: RecordKind<R>): object {
  const read = (fields: Record<string, unknown>) =>
    kind.read({ id: '', createTime: null, updateTime: null, data: () => fields }, SILENT);
  const [inLists, inMaps] = [[{}], {}].map((value) =>
    read(Object.fromEntries(kind.entered.map((field) => [field, value]))),
  ) as [R, R];
  const fields = kind.entered.map((field) => {
    const list: unknown = inLists[field];
    return [field, Array.isArray(list) && list.length > 0 ? list : inMaps[field]];
  });
  return { ...inMaps, ...(Object.fromEntries(fields) as object) };
}

/** The names of all keys, and of those inside. */
function keysOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(keysOf);
  if (!isPlainObject(value)) return null;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, keysOf(child)]));
}
