// The memory and the processor time of imports: files of 64 MB of every format, read and checked by the steps of the server in a process of their own, from a Firestore that answers by itself.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { writePart } from '../../src/crm/customers/formats/write-part.ts';
import { mixedCustomers } from '../../test/support/mixed-customers.ts';
import { encoded, messages, serveFirestore } from './firestore-server.ts';
import { figure, printTable } from './table.ts';

const MEGABYTES = Number(process.env['BENCH_IMPORT'] ?? 64);
/** Groups of rows are done one after another: a part of the file tells what they take, and the whole would take half an hour. */
const MEGABYTES_OF_ROWS = Number(process.env['BENCH_IMPORT_ROWS'] ?? Math.max(1, MEGABYTES / 32));
/** The heap that Node takes in an instance of 512 MiB. */
const HEAP = '--max-old-space-size=256';
const FORMATS = ['csv', 'ndjson', 'vcard'] as const;
const PART_BYTES = 524_288;

/** The first pass over a file; a dry run of the whole; an import. */
const MODES = ['read', 'checked', 'written'] as const;

/** What the process that is measured prints. */
export interface ImportFigures {
  rows: number;
  failed: number;
  milliseconds: number;
  cpuMilliseconds: number;
  /** Resident, the most: after a file of 1 MB, and after the large one. */
  earlyMegabytes: number;
  peakMegabytes: number;
}

export async function benchImport(project: string): Promise<void> {
  const rows = [];
  for (const [format, mode] of MODES.flatMap((mode) => FORMATS.map((format) => [format, mode] as const))) {
    const megabytes = mode === 'read' ? MEGABYTES : MEGABYTES_OF_ROWS;
    const files = { warm: fileOf(format, 1), large: fileOf(format, megabytes) };
    const firestore = await startCannedFirestore(files);
    try {
      const { stdout } = await promisify(execFile)(
        process.execPath,
        [
          HEAP,
          join(import.meta.dirname, 'import-process.ts'),
          format,
          mode,
          String(files.warm.length),
          String(files.large.length),
        ],
        {
          env: { ...process.env, FIRESTORE_EMULATOR_HOST: firestore.address, GCLOUD_PROJECT: project },
          maxBuffer: 10e6,
        },
      );
      const figures = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as ImportFigures;
      if (figures.failed > 0) throw new Error(`${figures.failed} rows of ${format} failed`);
      process.stderr.write(`${format}, ${mode}: ${JSON.stringify(figures)}\n`);
      rows.push([
        `${format}, ${mode}`,
        figure(files.large.length / 2 ** 20),
        figure(figures.rows),
        figure(figures.rows / (figures.milliseconds / 1000)),
        figure(figures.cpuMilliseconds / figures.rows),
        figure(figures.earlyMegabytes),
        figure(figures.peakMegabytes),
        figure(figures.peakMegabytes - figures.earlyMegabytes),
      ]);
    } finally {
      firestore.stop();
    }
  }
  printTable(
    `Imports by the steps of the server, in the heap that Node takes of 512 MiB`,
    [
      '',
      'MB of the file',
      'rows',
      'rows a second',
      'CPU ms a row',
      'MB resident after 1 MB',
      'after all',
      'growth',
    ],
    rows,
  );
}

function fileOf(format: (typeof FORMATS)[number], megabytes: number): Buffer {
  const some = mixedCustomers(1000);
  const first = Buffer.from(writePart(some, { format }, { isFirst: true }));
  const more = Buffer.from(writePart(some, { format }, { isFirst: false }));
  const times = Math.max(0, Math.ceil((megabytes * 2 ** 20 - first.length) / more.length));
  return Buffer.concat([first, ...Array<Buffer>(times).fill(more)]);
}

const { BatchGetDocumentsRequest, BatchGetDocumentsResponse, CommitRequest, CommitResponse } = messages;

/** Keeps what an import writes of itself, answers for the parts of its files, and forgets customers: nobody is ever found. */
async function startCannedFirestore(files: Readonly<Record<string, Buffer>>) {
  const kept = new Map<string, { fields: object; time: object }>();
  let clock = 0;
  const now = () => ({ seconds: Math.floor(Date.now() / 1000), nanos: ++clock % 1e9 });
  const partOf = (name: string): Buffer | undefined => {
    const [, id = '', number] = /\/crm_imports\/([^/]+)\/import_parts\/(\d+)$/.exec(name) ?? [];
    return files[id]?.subarray((Number(number) - 1) * PART_BYTES, Number(number) * PART_BYTES);
  };
  return serveFirestore({
    BatchGetDocuments(stream) {
      for (const name of BatchGetDocumentsRequest.decode(stream.request).documents) {
        const bytes = partOf(name);
        const document = bytes ? { fields: { bytes: { bytesValue: bytes } }, time: now() } : kept.get(name);
        const found = document && {
          name,
          fields: document.fields,
          createTime: document.time,
          updateTime: document.time,
        };
        stream.write(
          encoded(BatchGetDocumentsResponse, {
            ...(found ? { found } : { missing: name }),
            readTime: now(),
          }),
        );
      }
      stream.end();
    },
    RunQuery: (stream) => stream.end(),
    Commit({ request }, answer) {
      const time = now();
      const { writes } = CommitRequest.decode(request);
      for (const { update, updateMask } of writes) {
        const name = update?.name ?? '';
        if (!name.includes('/crm_imports/') || name.includes('/import_results/')) continue;
        const before = updateMask ? kept.get(name)?.fields : {};
        kept.set(name, { fields: { ...before, ...update?.fields }, time });
      }
      answer(
        null,
        encoded(CommitResponse, {
          writeResults: writes.map(() => ({ updateTime: time })),
          commitTime: time,
        }),
      );
    },
  });
}
