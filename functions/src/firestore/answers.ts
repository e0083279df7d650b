// What Firestore answers, read from the wire.
import type { Method } from './client.ts';
import { readDocument, type StoredDocument } from './document.ts';
import { readEntries } from './map-entries.ts';
import { readTimestamp, type Timestamp, toPlain } from './stored-values.ts';
import { endOfPart, MessageReader, readFields } from './wire.ts';

/** One message of the answer to a query; null for one that only tells how far it has come. (google.firestore.v1.RunQueryResponse) */
export const readQueryAnswer = (message: Uint8Array): StoredDocument | null => readDocumentIn(message, 1);

/** One message of the answer to a batch get: null where the document does not exist. (google.firestore.v1.BatchGetDocumentsResponse) */
export const readBatchGetAnswer = (message: Uint8Array): StoredDocument | null => readDocumentIn(message, 1);

/** The document in a field of a message. */
function readDocumentIn(message: Uint8Array, number: number): StoredDocument | null {
  let document: StoredDocument | null = null;
  const reader = new MessageReader(message);
  readFields(reader, (field) => {
    if (field === number) document = readDocument(reader, endOfPart(reader));
  });
  return document;
}

/** The count in the answer to an aggregation; null where a message has none. (google.firestore.v1.RunAggregationQueryResponse) */
export function readCountAnswer(message: Uint8Array, alias: string): number | null {
  const { result } = readParts(message, { result: 1 });
  const value = result && readEntries(result, 2).get(alias);
  return value ? Number(toPlain(value)) : null;
}

/** The time as of which a message of an answer was read; null where it does not say. */
export function readAnswerTime(method: ReadMethod, message: Uint8Array): Timestamp | null {
  const { readTime } = readParts(message, { readTime: READ_TIME[method] });
  return readTime ? readTimestamp(new MessageReader(readTime)) : null;
}

export type ReadMethod = Exclude<Method, 'Commit'>;

/** The number of the field `read_time` in the answer of each call. */
const READ_TIME = { BatchGetDocuments: 4, RunQuery: 3, RunAggregationQuery: 3 } as const;

/** The time of a commit. Throws a RangeError where the answer has none. (google.firestore.v1.CommitResponse) */
export function readCommitAnswer(message: Uint8Array): Timestamp {
  const { commitTime } = readParts(message, { commitTime: 2 });
  if (!commitTime) throw new RangeError('the answer to a commit has no time');
  return readTimestamp(new MessageReader(commitTime));
}

/** The parts of a message that are messages themselves, by their numbers. */
function readParts<K extends string>(
  message: Uint8Array,
  numbers: Record<K, number>,
): Partial<Record<K, Uint8Array>> {
  const parts: Partial<Record<K, Uint8Array>> = {};
  const names = Object.keys(numbers) as K[];
  const reader = new MessageReader(message);
  readFields(reader, (field) => {
    const name = names.find((each) => numbers[each] === field);
    if (name !== undefined) parts[name] = reader.bytes();
  });
  return parts;
}
