// Reads index entries as the records that they stand for.
import type { Answered } from '../../firestore/database.ts';
import type { StoredDocument } from '../../firestore/document.ts';
import type { FieldPath, Query } from '../../firestore/query.ts';
import { answerOf, answerShape, recordOfAnswer } from '../entries/answer.ts';
import { ownerFields, ownerOf } from '../entries/entry.ts';
import type { StoredRecord } from '../kind.ts';
import { readMask, readRecord } from '../meta.ts';
import { recordPath } from '../paths.ts';
import type { FilePart, ListContext, Row } from './page.ts';

/** An index entry, and the record that it stands for. */
export interface Listed<R extends StoredRecord> extends Row {
  entry: StoredDocument;
  /** Taken apart when it is asked for. */
  record: () => R;
}

/** An entry that was looked at and is not on the page: without the answer, for there may be thousands. */
export interface Candidate {
  entry: StoredDocument;
}

/**
 * Gives the entries that a query finds to what `begin` makes, in its order, until that says false. Returns the time as of which it was
 * answered. After a lost connection the query, and `begin`, begin again.
 */
export async function scanListed<R extends StoredRecord>(
  context: ListContext<R>,
  query: Omit<Query, 'collection' | 'select'>,
  fields: readonly FieldPath[],
  begin: () => (listed: Listed<R>) => boolean,
): Promise<Answered> {
  const { kind, database } = context;
  const wanted = [...ALWAYS_READ, ...ownerFields(kind), ...fields];
  const select = [...new Map(wanted.map((field) => [field.join(' '), field])).values()];
  return database.scan({ ...query, collection: kind.entries, select }, () => {
    const take = begin();
    return (entry) => {
      const listed = listedOf(context, entry);
      return listed === null
        ? readLarge(context, entry).then((read) => read === null || take(read))
        : take(listed);
    };
  });
}

/** What a row takes of a page, with its tag and what stands between. */
export const rowBytes = ({ answer, etag }: Row): number => answer.length + etag.length + BETWEEN_ROWS;

export const bytesOf = (rows: readonly Row[]): number => rows.reduce((sum, row) => sum + rowBytes(row), 0);

/** `,` after the answer, and the tag in JSON: `"\"...\"",`. */
const BETWEEN_ROWS = 8;

const ALWAYS_READ: readonly FieldPath[] = [['etag'], ['shape'], ['answer']];

/**
 * What an entry stands for; null for an entry without an answer. An answer of another release is brought into this one's shape.
 */
function listedOf<R extends StoredRecord>(
  { kind, file }: ListContext<R>,
  entry: StoredDocument,
): Listed<R> | null {
  const answer = entry.textBytes('answer');
  if (answer === null) return null;
  const record = () => recordOfAnswer(kind, answer);
  const isOfNow = entry.get('shape') === answerShape(kind);
  const etag = String(entry.get('etag'));
  const listed = { entry, etag, record, answer: isOfNow ? answer : answerOf(record()) };
  return file ? new FileRow(file, ownerOf(kind, entry), listed) : listed;
}

/** A row of a file. Its text is made when it is first asked for, once it matches; from then on nothing else of the record is kept. */
class FileRow<R extends StoredRecord> implements Listed<R> {
  readonly id: string;
  readonly etag: string;
  readonly record = (): R => {
    if (this.#listed === null) throw new Error('the record has become text');
    return this.#listed.record();
  };
  readonly #file: FilePart<R>;
  #entry: StoredDocument;
  #listed: Listed<R> | null;
  #text: Uint8Array | null = null;

  constructor(file: FilePart<R>, id: string, listed: Listed<R>) {
    this.#file = file;
    this.id = id;
    this.etag = listed.etag;
    this.#entry = listed.entry;
    this.#listed = listed;
  }

  get entry(): StoredDocument {
    return this.#entry;
  }

  get answer(): Uint8Array {
    if (this.#listed !== null) {
      this.#text = this.#file.textOf(this.#listed);
      this.#entry = this.#entry.without('answer');
      this.#listed = null;
    }
    return this.#text ?? NO_TEXT;
  }
}

const NO_TEXT = new Uint8Array();

/** The record of an entry without an answer, which was too large to be stored twice. 1 read; null where it is gone in the meantime. */
async function readLarge<R extends StoredRecord>(
  { kind, database, warn, file }: ListContext<R>,
  entry: StoredDocument,
): Promise<Listed<R> | null> {
  const document = await database.get(recordPath(kind, ownerOf(kind, entry)), readMask(kind));
  if (document === null) return null;
  const { record, etag } = readRecord(kind, document, warn);
  const listed = { entry, etag, answer: answerOf(record), record: () => record };
  return file ? new FileRow(file, record.id, listed) : listed;
}
