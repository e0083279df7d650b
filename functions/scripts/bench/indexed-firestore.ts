// A Firestore that answers lists and searches from index entries in memory, by gRPC, as fast as indexes do.
import { COUNT, type FieldPath, type Filter, type Query } from '../../src/firestore/query.ts';
import { Timestamp, toPlain, writeEntries, writeTimestamp } from '../../src/firestore/stored-values.ts';
import { begin, BinaryWriter, finish, writeString } from '../../src/firestore/wire.ts';
import { emulatorBehind } from './emulator-behind.ts';
import type { EntriesInMemory, Entry } from './entries-in-memory.ts';
import { answerWith, messages, serveFirestore, type StreamedCall } from './firestore-server.ts';

/** Serves `entries` as the collection of index entries; all else is the emulator's at `target`. */
export async function startIndexedFirestore(entries: EntriesInMemory, target: string) {
  const emulator = emulatorBehind(target);
  const pass = (name: string, call: StreamedCall) =>
    answerWith(call, emulator.ask(name, call.request, call.metadata));
  const server = await serveFirestore({
    BatchGetDocuments: (call) => pass('BatchGetDocuments', call),
    Commit: emulator.commit,
    RunQuery(call) {
      const { parent, structuredQuery } = messages.RunQueryRequest.decode(call.request);
      if (!isOfEntries(structuredQuery)) return pass('RunQuery', call);
      const found = entries.find(wantedBy(structuredQuery)).map((entry) => foundAnswer(parent, entry));
      return answerWith(call, Promise.resolve(found.length > 0 ? found : [nothingAnswer()]));
    },
    RunAggregationQuery(call) {
      const { structuredAggregationQuery: asked } = messages.RunAggregationQueryRequest.decode(call.request);
      const query = asked?.structuredQuery;
      if (!isOfEntries(query)) return pass('RunAggregationQuery', call);
      return answerWith(call, Promise.resolve([countAnswer(entries.count(wantedBy(query)))]));
    },
  });
  return {
    address: server.address,
    stop: () => {
      server.stop();
      emulator.close();
    },
  };
}

type StructuredQuery = NonNullable<ReturnType<typeof messages.RunQueryRequest.decode>['structuredQuery']>;
type StructuredFilter = NonNullable<StructuredQuery['where']>;

const isOfEntries = (query: StructuredQuery | null | undefined): query is StructuredQuery =>
  query?.from?.[0]?.collectionId === 'crm_customer_entries';

/** A query as this project makes one. Throws a TypeError for an order that is not the one of ids. */
function wantedBy({
  where,
  orderBy,
  startAt,
  endAt,
  offset,
  limit,
  select,
}: StructuredQuery): Pick<Query, 'where' | 'startAfter' | 'limit' | 'select'> {
  if (startAt?.before || endAt || offset) throw new TypeError('entries in memory have no such query');
  if (
    orderBy?.some(
      ({ field, direction }) => field?.fieldPath !== '__name__' || direction === Direction.DESCENDING,
    )
  )
    throw new TypeError('entries in memory are in the order of their ids');
  const after = startAt?.values?.[0]?.referenceValue;
  return {
    where: where ? filterOf(where) : undefined,
    startAfter: after ? [after.slice(after.lastIndexOf('/') + 1)] : undefined,
    limit: limit?.value ?? undefined,
    select: select?.fields?.map(({ fieldPath }) => partsOf(fieldPath ?? '')),
  };
}

function filterOf({ compositeFilter, fieldFilter }: StructuredFilter): Filter {
  if (compositeFilter) {
    const parts = (compositeFilter.filters ?? []).map(filterOf);
    return compositeFilter.op === CompositeFilter.Operator.OR ? { any: parts } : { all: parts };
  }
  if (!fieldFilter?.value || fieldFilter.op !== FieldFilter.Operator.EQUAL)
    throw new TypeError('entries in memory are found by what is equal');
  const equals = toPlain(messages.Value.encode(fieldFilter.value).finish());
  return { field: partsOf(fieldFilter.field?.fieldPath ?? ''), equals };
}

/** The names in a path of a field, of which some are quoted. */
const partsOf = (path: string): FieldPath =>
  Array.from(path.matchAll(/`((?:[^`\\]|\\.)*)`|([^.]+)/gs), ([, quoted, plain]) =>
    quoted === undefined ? (plain ?? '') : quoted.replace(/\\(.)/gs, '$1'),
  );

const { Direction, CompositeFilter, FieldFilter } = messages.StructuredQuery;

const WRITTEN = new Timestamp(1_700_000_000, 0);

const answer = (write: (writer: BinaryWriter) => void): Buffer => {
  const writer = new BinaryWriter();
  write(writer);
  writeTimestamp(writer, 3, Timestamp.now());
  return finish(writer);
};

/** google.firestore.v1.RunQueryResponse, with a document and without. */
const foundAnswer = (root: string | null | undefined, { path, data }: Entry) =>
  answer((writer) => {
    begin(writer, 1);
    writeString(writer, 1, `${root ?? ''}/${path}`);
    writeEntries(writer, 2, data);
    writeTimestamp(writer, 3, WRITTEN);
    writeTimestamp(writer, 4, WRITTEN);
    writer.join();
  });
const nothingAnswer = () => answer(() => undefined);

/** google.firestore.v1.RunAggregationQueryResponse. */
const countAnswer = (count: number) =>
  answer((writer) => {
    begin(writer, 1);
    writeEntries(writer, 2, { [COUNT]: count });
    writer.join();
  });
