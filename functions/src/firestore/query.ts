// What this project asks Firestore for, and its form on the wire: documents by their paths, queries, counts.
import { storedReference, StoredValue, type Timestamp, writeTimestamp, writeValue } from './stored-values.ts';
import { begin, BinaryWriter, finish, writeBool, writeInteger, writeString } from './wire.ts';

/** Filters that are equal, contain, are at least or are below a value, an order, a place to begin, a limit. */
export interface Query {
  /** The path of the collection. */
  collection: string;
  /** All collections of this name, wherever they stand; documents are compared by their paths then, and not by their ids. */
  isGroup?: true;
  /** The query as of then, at most an hour ago. */
  at?: Timestamp | undefined;
  where?: Filter | undefined;
  orderBy?: readonly (readonly [field: FieldPath, direction: 'asc' | 'desc'])[];
  /** The values of the order's fields behind which the answer begins; of `DOCUMENT_ID` the id. */
  startAfter?: readonly unknown[] | undefined;
  /** The same, with the document at that place. */
  startAt?: readonly unknown[] | undefined;
  limit?: number | undefined;
  /** Only these fields are read; with none, only that the documents are there. */
  select?: readonly FieldPath[] | undefined;
}

/** The names that lead to a field, whatever characters they have. */
export type FieldPath = readonly string[];

/** In an order: the id of the document. */
export const DOCUMENT_ID: FieldPath = ['__name__'];

export type Filter =
  | { all: readonly Filter[] }
  | { any: readonly Filter[] }
  | { field: FieldPath; equals: unknown }
  | { field: FieldPath; contains: unknown }
  | { field: FieldPath; atLeast: string | Timestamp }
  | { field: FieldPath; below: string };

/** google.firestore.v1.BatchGetDocumentsRequest. `root` is the name of the documents' root, here and below. */
export function batchGetRequest(
  root: string,
  paths: readonly string[],
  { mask, at }: { mask?: readonly FieldPath[] | undefined; at?: Timestamp | undefined } = {},
): Buffer {
  const writer = new BinaryWriter();
  writeString(writer, 1, databaseOf(root));
  for (const path of paths) writeString(writer, 2, `${root}/${path}`);
  if (mask) writeMask(writer, 3, mask);
  if (at) writeTimestamp(writer, 7, at);
  return finish(writer);
}

/** google.firestore.v1.RunQueryRequest, with `at` for what was there then. Throws a TypeError where a value cannot be asked for. */
export function queryRequest(root: string, query: Query, at?: Timestamp): Buffer {
  const writer = new BinaryWriter();
  writeString(writer, 1, parentOf(root, query.collection));
  writeQuery(writer, 2, root, query);
  const moment = query.at ?? at;
  if (moment) writeTimestamp(writer, 7, moment);
  return finish(writer);
}

/** google.firestore.v1.RunAggregationQueryRequest: how many documents a query finds, or found at a time. */
export function countRequest(root: string, query: Query, at?: Timestamp): Buffer {
  const writer = new BinaryWriter();
  writeString(writer, 1, parentOf(root, query.collection));
  begin(writer, 2);
  writeQuery(writer, 1, root, query);
  begin(writer, 3);
  // `count` with no bound of its own: an empty message.
  begin(writer, 1);
  writer.join();
  writeString(writer, 7, COUNT);
  writer.join().join();
  if (at) writeTimestamp(writer, 6, at);
  return finish(writer);
}

/** Under this name the count comes back. */
export const COUNT = 'count';

/** 'projects/p/databases/(default)' of 'projects/p/databases/(default)/documents'. */
export function databaseOf(root: string): string {
  return root.slice(0, root.lastIndexOf('/'));
}

/** google.firestore.v1.DocumentMask as a field of another message. */
export function writeMask(writer: BinaryWriter, field: number, mask: readonly FieldPath[]): void {
  begin(writer, field);
  for (const path of mask) writeString(writer, 1, pathOf(path));
  writer.join();
}

/** A field as Firestore writes its path: a part that is no plain identifier is quoted. */
export function pathOf(field: FieldPath): string {
  if (isDocumentId(field)) return NAME;
  return field.map((part) => (IDENTIFIER.test(part) && part !== NAME ? part : quoted(part))).join('.');
}

const NAME = '__name__';
const IDENTIFIER = /^[a-zA-Z_][a-zA-Z_0-9]*$/;

const isDocumentId = (field: FieldPath) => field.length === 1 && field[0] === NAME;
const quoted = (part: string) => `\`${part.replace(/[\\`]/g, '\\$&')}\``;

function parentOf(root: string, collection: string): string {
  const end = collection.lastIndexOf('/');
  return end === -1 ? root : `${root}/${collection.slice(0, end)}`;
}

/** google.firestore.v1.StructuredQuery as a field of another message. */
function writeQuery(writer: BinaryWriter, number: number, root: string, query: Query): void {
  const { collection, where, orderBy = [], startAt, startAfter, limit, select } = query;
  begin(writer, number);
  if (select) {
    begin(writer, 1);
    for (const field of select.length === 0 ? [DOCUMENT_ID] : select) writeField(writer, 2, field);
    writer.join();
  }
  begin(writer, 2);
  writeString(writer, 2, collection.slice(collection.lastIndexOf('/') + 1));
  if (query.isGroup) writeBool(writer, 3, true);
  writer.join();
  const filter = where && simplest(where);
  if (filter) writeFilter(writer, 3, placeOf(root, query), filter);
  for (const [field, direction] of orderBy) {
    begin(writer, 4);
    writeField(writer, 1, field);
    writeInteger(writer, 2, direction === 'asc' ? 1 : 2);
    writer.join();
  }
  if (limit !== undefined) {
    // Firestore would take 0 for no limit at all (measured).
    if (!Number.isInteger(limit) || limit < 1) throw new TypeError(`a limit of ${limit}`);
    begin(writer, 5);
    writeInteger(writer, 1, limit);
    writer.join();
  }
  if (startAt) writeCursor(writer, root, query, startAt, true);
  else if (startAfter) writeCursor(writer, root, query, startAfter, false);
  writer.join();
}

function writeField(writer: BinaryWriter, number: number, field: FieldPath): void {
  begin(writer, number);
  writeString(writer, 2, pathOf(field));
  writer.join();
}

/** google.firestore.v1.Cursor. */
function writeCursor(
  writer: BinaryWriter,
  root: string,
  query: Query,
  values: readonly unknown[],
  isBefore: boolean,
): void {
  begin(writer, 7);
  for (const [index, value] of values.entries()) {
    const [field] = query.orderBy?.[index] ?? [];
    if (field === undefined) throw new TypeError('a cursor has more values than the order has fields');
    begin(writer, 1);
    writeOperand(writer, placeOf(root, query), field, value);
    writer.join();
  }
  if (isBefore) writeBool(writer, 2, true);
  writer.join();
}

/** What stands before the name by which a query compares its documents. */
const placeOf = (root: string, { collection, isGroup }: Query) => (isGroup ? root : `${root}/${collection}`);

/** A document's id is compared as a reference; `collection` is the whole name here and below. */
function writeOperand(writer: BinaryWriter, collection: string, field: FieldPath, value: unknown): void {
  if (isDocumentId(field) && !(value instanceof StoredValue)) {
    if (typeof value !== 'string') throw new TypeError('a document is compared by its id');
    writeValue(writer, storedReference(`${collection}/${value}`));
  } else writeValue(writer, value);
}

/** Without groups of one or of none; undefined where nothing is left. */
function simplest(filter: Filter): Filter | undefined {
  if ('field' in filter) return filter;
  const isAll = 'all' in filter;
  const parts = (isAll ? filter.all : filter.any).map(simplest);
  const kept = parts.filter((part) => part !== undefined);
  if (!isAll && (kept.length < parts.length || kept.length === 0))
    throw new TypeError('one alternative of a filter is empty');
  return kept.length > 1 ? (isAll ? { all: kept } : { any: kept }) : kept[0];
}

/** google.firestore.v1.StructuredQuery.Filter as a field of another message. */
function writeFilter(writer: BinaryWriter, number: number, collection: string, filter: Filter): void {
  begin(writer, number);
  if ('field' in filter) writeFieldFilter(writer, collection, filter);
  else {
    const parts = 'all' in filter ? filter.all : filter.any;
    begin(writer, 1);
    writeInteger(writer, 1, 'all' in filter ? OPERATOR.and : OPERATOR.or);
    for (const part of parts) writeFilter(writer, 2, collection, part);
    writer.join();
  }
  writer.join();
}

function writeFieldFilter(
  writer: BinaryWriter,
  collection: string,
  filter: Extract<Filter, { field: FieldPath }>,
): void {
  const { field } = filter;
  const unary = 'equals' in filter ? unaryOperator(filter.equals) : null;
  if (unary !== null) {
    begin(writer, 3);
    writeInteger(writer, 1, unary);
    writeField(writer, 2, field);
  } else {
    begin(writer, 2);
    writeField(writer, 1, field);
    const [operator, operand] = comparisonOf(filter);
    writeInteger(writer, 2, operator);
    begin(writer, 3);
    writeOperand(writer, collection, field, operand);
    writer.join();
  }
  writer.join();
}

function comparisonOf(filter: Extract<Filter, { field: FieldPath }>): [operator: number, operand: unknown] {
  if ('equals' in filter) return [OPERATOR.equal, filter.equals];
  if ('contains' in filter) return [OPERATOR.arrayContains, filter.contains];
  if ('below' in filter) return [OPERATOR.below, filter.below];
  return [OPERATOR.atLeast, filter.atLeast];
}

const OPERATOR = {
  and: 1,
  or: 2,
  below: 1,
  atLeast: 4,
  equal: 5,
  arrayContains: 7,
  isNaN: 2,
  isNull: 3,
} as const;

/** Nothing equals null or NaN: they are asked for by operators of their own. */
function unaryOperator(value: unknown): number | null {
  if (value === null) return OPERATOR.isNull;
  return Number.isNaN(value) ? OPERATOR.isNaN : null;
}
