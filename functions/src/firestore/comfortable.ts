import {
  FieldPath as ClientFieldPath,
  FieldValue,
  type Firestore,
  Filter as ClientFilter,
  type Precondition,
  type Query as ClientQuery,
  type WriteBatch,
} from 'firebase-admin/firestore';
import { DOCUMENT_ID, type FieldPath, type Filter, type Query } from './query.ts';
import { plain } from './stored-values.ts';
import type { Condition, Write } from './write.ts';

/** Turns this project's queries and writes into those of the client library. */

export function clientQuery(firestore: Firestore, query: Query): ClientQuery {
  const { collection, where, orderBy = [], startAfter, startAt, limit, select } = query;
  let made: ClientQuery = firestore.collection(collection);
  if (where !== undefined) made = made.where(clientFilter(where));
  for (const [field, direction] of orderBy) made = made.orderBy(clientField(field), direction);
  if (startAfter !== undefined) made = made.startAfter(...startAfter);
  if (startAt !== undefined) made = made.startAt(...startAt);
  if (limit !== undefined) made = made.limit(limit);
  return select === undefined ? made : made.select(...select.map(clientField));
}

export const clientField = (field: FieldPath): ClientFieldPath =>
  field === DOCUMENT_ID ? ClientFieldPath.documentId() : new ClientFieldPath(...field);

function clientFilter(filter: Filter): ClientFilter {
  if ('all' in filter) return ClientFilter.and(...filter.all.map(clientFilter));
  if ('any' in filter) return ClientFilter.or(...filter.any.map(clientFilter));
  const field = clientField(filter.field);
  return 'equals' in filter
    ? ClientFilter.where(field, '==', filter.equals)
    : ClientFilter.where(field, 'array-contains', filter.contains);
}

export function clientBatch(firestore: Firestore, writes: readonly Write[]): WriteBatch {
  const batch = firestore.batch();
  for (const write of writes) {
    const reference = firestore.doc(write.path);
    switch (write.kind) {
      case 'create': {
        const time =
          write.serverTime === undefined ? {} : { [write.serverTime]: FieldValue.serverTimestamp() };
        batch.create(reference, { ...(plain(write.data) as object), ...time });
        break;
      }
      case 'set':
        batch.set(reference, plain(write.data) as object);
        break;
      case 'update':
        batch.update(reference, plain(write.data) as object, clientCondition(write.condition));
        break;
      case 'delete':
        batch.delete(reference, write.condition === undefined ? {} : clientCondition(write.condition));
    }
  }
  return batch;
}

const clientCondition = (condition: Condition): Precondition =>
  'updateTime' in condition ? { lastUpdateTime: condition.updateTime } : condition;
