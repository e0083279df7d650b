// Reads index entries as the records that they stand for.
import type { Answered } from '../../firestore/database.ts';
import type { StoredDocument } from '../../firestore/document.ts';
import type { FieldPath, Query } from '../../firestore/query.ts';
import { answerOf, answerShape, recordOfAnswer } from '../entries/answer.ts';
import { ownerFields, ownerOf } from '../entries/entry.ts';
import type { VersionedRecord } from '../history/entry.ts';
import type { StoredRecord } from '../kind.ts';
import { readMask, readRecord } from '../meta.ts';
import { recordPath } from '../paths.ts';
import type { ListContext, Row } from './page.ts';

/** An index entry, and the record that it stands for. */
export interface Listed<R extends StoredRecord> extends Row {
  entry: StoredDocument;
  /** Taken apart when it is asked for. */
  record: () => R;
}

/** The entries that a query finds, in its order, and the time as of which it was answered. */
export async function readListed<R extends StoredRecord>(
  context: ListContext<R>,
  query: Omit<Query, 'collection' | 'select'>,
  fields: readonly FieldPath[] = [],
): Promise<{ listed: Listed<R>[] } & Answered> {
  const { kind, database } = context;
  const wanted = [...ALWAYS_READ, ...ownerFields(kind), ...fields];
  const select = [...new Map(wanted.map((field) => [field.join(' '), field])).values()];
  const { documents, readTime } = await database.queryWithTime({
    ...query,
    collection: kind.entries,
    select,
  });
  return { listed: await listedOf(context, documents), readTime };
}

const ALWAYS_READ: readonly FieldPath[] = [['etag'], ['shape'], ['answer']];

/**
 * What entries stand for. An answer of another release is brought into this one's shape, and an entry without an answer (its record is
 * too large to be stored twice) costs a read of the record; one that is gone in the meantime is left out.
 */
async function listedOf<R extends StoredRecord>(
  { kind, database, warn }: ListContext<R>,
  entries: readonly StoredDocument[],
): Promise<Listed<R>[]> {
  const answers = entries.map((entry) => entry.textBytes('answer'));
  const without = entries.filter((_entry, at) => answers[at] === null);
  const paths = without.map((entry) => recordPath(kind, ownerOf(kind, entry)));
  const documents = await database.getAll(paths, readMask(kind));
  const read = new Map(
    without.map((entry, at) => {
      const document = documents[at] ?? null;
      return [entry, document && listedRecord(entry, readRecord(kind, document, warn))];
    }),
  );
  const shape = answerShape(kind);
  return entries.flatMap((entry, at) => {
    const answer = answers[at] ?? null;
    if (answer === null) return read.get(entry) ?? [];
    const etag = String(entry.get('etag'));
    const record = () => recordOfAnswer(kind, answer);
    return { entry, etag, record, answer: entry.get('shape') === shape ? answer : answerOf(record()) };
  });

  function listedRecord(entry: StoredDocument, { record, etag }: VersionedRecord<R>): Listed<R> {
    return { entry, etag, answer: answerOf(record), record: () => record };
  }
}
