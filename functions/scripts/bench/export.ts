// The memory of exports: every format, 100,000 customers, part after part, from a Firestore that answers by itself: the emulator scans for longer than a request may last.
import type { CustomerInDB } from '../../src/crm/customers/models.ts';
import { storedDocuments } from '../../test/support/customers-wing.ts';
import { mixedCustomers } from '../../test/support/mixed-customers.ts';
import { encoded, messages, serveFirestore, type Answers } from './firestore-server.ts';
import { measuredFunctions } from './measured-functions.ts';
import { startFunction, type Surroundings } from './start-function.ts';
import { figure, printTable } from './table.ts';

const COUNT = Number(process.env['BENCH_EXPORT'] ?? 100_000);
/** The heap that Node takes in an instance of 512 MiB. */
const HEAP = '--max-old-space-size=256';

export async function benchExport(surroundings: Surroundings): Promise<void> {
  const firestore = await startCannedFirestore(surroundings.project, COUNT);
  const source = await measuredFunctions.ours();
  const rows = [];
  try {
    for (const query of [
      'format=ndjson',
      'format=csv',
      'format=csv&excel=true&columns=id,name,phone_1',
      'format=vcard',
    ]) {
      const running = await startFunction(surroundings, source, {
        nodeArguments: [HEAP],
        environment: { FIRESTORE_EMULATOR_HOST: firestore.address },
      });
      const headers = { Authorization: `Bearer ${surroundings.google.token}` };
      const start = performance.now();
      let [parts, bytes, largest, early] = [0, 0, 0, 0];
      try {
        for (let next: string | undefined = `?${query}`; next !== undefined;) {
          const answer: Response = await fetch(`${running.url}/crm/customers${next}`, { headers });
          const { byteLength } = await answer.arrayBuffer();
          if (answer.status !== 200) throw new Error(`${next}: ${answer.status}`);
          next = /^<([^>]*)>/.exec(answer.headers.get('Link') ?? '')?.[1];
          parts += 1;
          bytes += byteLength;
          largest = Math.max(largest, byteLength);
          // Two parts have compiled and filled what every part needs.
          if (parts === 2) early = await running.peakMemory();
        }
        const milliseconds = performance.now() - start;
        const peak = await running.peakMemory();
        rows.push([
          `\`${query}\``,
          figure(parts),
          figure(bytes / 1e6),
          figure(largest / 1e6),
          figure(milliseconds / parts),
          figure(early),
          figure(peak),
          figure(peak - early),
        ]);
      } finally {
        await running.stop();
      }
    }
  } finally {
    firestore.stop();
  }
  printTable(
    `Exports of ${figure(COUNT)} customers, in the heap that Node takes of 512 MiB`,
    [
      '',
      'parts',
      'MB of the file',
      'MB of the largest part',
      'ms a part',
      'MB resident after 2 parts, the most',
      'after all',
      'growth',
    ],
    rows,
  );
}

const {
  RunQueryRequest,
  RunQueryResponse,
  RunAggregationQueryResponse,
  BatchGetDocumentsRequest,
  BatchGetDocumentsResponse,
} = messages;

/** Answers what an export by name asks: so many index entries, one after another, and the count of them. */
async function startCannedFirestore(project: string, count: number) {
  const some = mixedCustomers(1000).map(entryOf);
  const root = `projects/${project}/databases/(default)/documents`;
  const readTime = { seconds: Math.floor(Date.now() / 1000), nanos: 0 };
  const entryAt = (at: number): Buffer => {
    const { fields, customer } = some[at % some.length] ?? { fields: {}, customer: undefined };
    const id = `c${String(at).padStart(7, '0')}`;
    const answer = JSON.stringify({ ...customer, id });
    return encoded(RunQueryResponse, {
      document: {
        name: `${root}/crm_customer_entries/${keyAt(at)}`,
        fields: { ...fields, customer_id: { stringValue: id }, answer: { stringValue: answer } },
        createTime: readTime,
        updateTime: readTime,
      },
      readTime,
    });
  };
  const answers: Answers = {
    BatchGetDocuments(stream) {
      for (const name of BatchGetDocumentsRequest.decode(stream.request).documents) {
        const fields = { cursor_key: { stringValue: KEY }, index_complete: { booleanValue: true } };
        const found = { name, fields, createTime: readTime, updateTime: readTime };
        const isSettings = name.includes('/crm_settings/');
        stream.write(
          encoded(BatchGetDocumentsResponse, { ...(isSettings ? { found } : { missing: name }), readTime }),
        );
      }
      stream.end();
    },
    RunAggregationQuery(stream) {
      const result = { aggregateFields: { count: { integerValue: count } } };
      stream.write(encoded(RunAggregationQueryResponse, { result, readTime }));
      stream.end();
    },
    async RunQuery(stream) {
      const query = RunQueryRequest.decode(stream.request).structuredQuery;
      const after = query?.startAt?.values?.[0]?.referenceValue;
      const first = after ? Number(after.slice(-7)) + 1 : 0;
      const last = Math.min(count, first + (query?.limit?.value ?? count));
      for (let at = first; at < last && !stream.cancelled; at++)
        if (!stream.write(entryAt(at))) await new Promise((resolve) => stream.once('drain', resolve));
      stream.end();
    },
  };
  return serveFirestore(answers);
}

/** In the order of their places. */
const keyAt = (at: number) => `name ${String(at).padStart(7, '0')}  c${String(at).padStart(7, '0')}`;

const KEY = Buffer.alloc(32, 1).toString('base64url');

function entryOf(customer: CustomerInDB) {
  const entry = storedDocuments(customer).find(([path]) => path.startsWith('crm_customer_entries/'))?.[1];
  const text = (field: string) => ({ stringValue: String(entry?.[field]) });
  return { customer, fields: { etag: text('etag'), shape: text('shape') } };
}
