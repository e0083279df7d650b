// What the OpenAPI document says of imports, and of the undo of a batch; only a build loads it.
import { limitOf, pageParameters, parameter } from '../../../contract/parameters.ts';
import {
  BatchUndoResponse,
  Import,
  ImportCreated,
  ImportPreview,
  ImportRowsResponse,
  ImportsResponse,
} from '../import/models.ts';
import { batchNotFound, importNotFound, unreadableFile } from '../import/problems.ts';
import { UnreadableFile } from '../../../formats/faults.ts';
import { queueUnavailable } from '../../../standards/problems.ts';
import * as examples from './import-examples.ts';

/** The problems that only imports have, one of each. */
export const importProblems = {
  import_not_found: importNotFound(),
  batch_not_found: batchNotFound(),
  unreadable_file: unreadableFile(new UnreadableFile('unclosed_quote', 17)),
  queue_unavailable: queueUnavailable(undefined),
};

const importPath = { import_id: parameter('The id of the import.', 'i7Jc0Fa1kQ3vX8mZpLd2') };

const accepted = (description: string) => ({
  202: {
    description,
    headers: ['ETag', 'Content-Language'] as const,
    schema: Import,
    examples: examples.importAtWork,
  },
});

const ofImport = {
  tag: 'Import',
  parameters: importPath,
  problems: ['import_not_found', 'conflict'],
} as const;

const queued = { ...ofImport, problems: [...ofImport.problems, 'queue_unavailable'] } as const;

export const importDescriptions = {
  listImports: {
    tag: 'Import',
    summary: 'List imports',
    description: 'The newest first. An import is kept for some 100 days after its start.',
    parameters: pageParameters,
    answers: {
      200: {
        description: 'A page of imports.',
        headers: ['Link', 'Content-Language'],
        schema: ImportsResponse,
        examples: examples.imports,
      },
    },
    problems: ['invalid_cursor', 'validation_failed'],
  },
  createImport: {
    tag: 'Import',
    summary: 'Begin an import',
    description:
      'Says which file is to come. Then send its parts, look at the preview, and start it, first as a dry run. `format: auto` finds out by the content.',
    examples: examples.importRequest,
    answers: {
      201: {
        description: 'The import, and the bytes of a part.',
        headers: ['ETag', 'Location', 'Content-Language'],
        schema: ImportCreated,
        examples: examples.importCreated,
      },
    },
  },
  getImport: {
    ...ofImport,
    summary: 'Get an import',
    description:
      'How far it is. With `wait` the answer to an import at work comes when something has changed since `If-None-Match`, or since the request came, and after so many seconds at most.',
    parameters: {
      ...importPath,
      wait: parameter('For so many seconds at most the answer waits for a change.', 8),
    },
    answers: {
      200: {
        description: 'The import.',
        headers: ['ETag', 'Content-Language'],
        schema: Import,
        examples: examples.importDone,
      },
      304: { description: 'It still is as you have it.', headers: ['ETag', 'Content-Language'] },
    },
    problems: ['import_not_found', 'validation_failed'],
  },
  putImportPart: {
    ...ofImport,
    summary: 'Send a part of the file',
    description:
      'The bytes of the file, 524,288 in each part but the last, in any order; numbered from 1. Any media type. With `Content-Digest: sha-256=:...:` (RFC 9530) the bytes are checked. Sent again with the same bytes it makes no difference; with others it is 409.',
    parameters: { ...importPath, part: parameter('The number of the part, from 1 on.', 1) },
    answers: { 204: { description: 'It is stored.' } },
  },
  previewImport: {
    ...ofImport,
    summary: 'Look at the file',
    description:
      'How it is read (format, encoding, delimiter, header), its columns with what each is probably for, and its first 20 rows as customers. Needs the first part only.',
    examples: examples.previewRequest,
    answers: {
      200: {
        description: 'What the file looks like.',
        headers: ['Content-Language'],
        schema: ImportPreview,
        examples: examples.preview,
      },
    },
    problems: ['import_not_found', 'conflict', 'unreadable_file'],
  },
  startImport: {
    ...queued,
    summary: 'Start an import',
    description:
      'Reads the file and does its rows, eight at once. With `dry_run: true` it goes the whole way and writes no customer; a later start decides again. A row is a customer, validated as a creation; one bad row fails itself. Not atomic over rows: each row is. Whatever is repeated, cut or killed, no row is done twice. 409 names parts that are missing.',
    examples: examples.importStart,
    answers: accepted('It has begun.'),
    problems: [...queued.problems, 'unreadable_file'],
  },
  listImportRows: {
    tag: 'Import',
    summary: 'What became of the rows',
    description: 'Of the last start, in the order of the file, as far as it is done.',
    parameters: {
      ...importPath,
      outcome: parameter('Only rows with this outcome.', 'failed'),
      limit: limitOf('Rows per page.', { example: 100, standard: 200 }),
      cursor: pageParameters.cursor,
    },
    answers: {
      200: {
        description: 'A page of rows.',
        headers: ['Link', 'Content-Language'],
        schema: ImportRowsResponse,
        examples: examples.rows,
      },
    },
    problems: ['import_not_found', 'invalid_cursor', 'validation_failed'],
  },
  getFailedRows: {
    tag: 'Import',
    summary: 'The rows that failed, as a file',
    description:
      'The columns, the delimiter and the encoding of the file, and two columns more: `_line` and `_problem`, which an import leaves aside. NDJSON comes back as NDJSON with these two keys, vCards as vCard 4.0 with `X-CRM-LINE` and `X-CRM-PROBLEM`. Mend it and send it as a new import. A long file comes in parts, by `Link`; the first one has the header.',
    parameters: { ...importPath, cursor: pageParameters.cursor },
    answers: {
      200: {
        description: 'A part of the file.',
        headers: ['Link', 'Content-Language', 'Content-Disposition'],
        formats: {
          'text/csv': examples.failedRows,
          'application/x-ndjson': examples.failedNdjson,
          'text/vcard': examples.failedCards,
        },
      },
    },
    problems: ['import_not_found', 'conflict', 'invalid_cursor', 'validation_failed'],
  },
  cancelImport: {
    ...queued,
    summary: 'Cancel an import',
    description:
      'Rows that are done stay, and can be undone. The group of 200 rows at work is done to its end.',
    answers: accepted('It ends.'),
  },
  resumeImport: {
    ...queued,
    summary: 'Resume an import',
    description:
      'Goes on at the last check-point, where an import is `stalled` or could not be put into the queue. Harmless otherwise.',
    answers: accepted('It goes on.'),
  },
  undoImport: {
    ...queued,
    summary: 'Undo an import',
    description:
      'For 90 days after its end. Customers that it created and nobody has changed since go to the trash. Of those that it changed, each field that still is as the import left it goes back; in a list the elements that came leave. What was changed since stays, and each row says what. Safe to repeat.',
    answers: accepted('The undo has begun.'),
  },
  undoBatch: {
    tag: 'Import',
    summary: 'Undo a batch',
    description:
      'Takes back what one `POST /batch` has done, by the request id of its answer (`batch` in a history), as an undo of an import does; deletions are restored. Safe to repeat, and to be repeated where `is_complete` is false.',
    parameters: {
      request_id: parameter('The `X-Request-Id` of the batch.', '0f8e7c1a-3b5d-4e2f-9a61-7c2d5b8e4f10'),
    },
    answers: {
      200: {
        description: 'What became of each change.',
        schema: BatchUndoResponse,
        examples: examples.batchUndo,
      },
    },
    problems: ['batch_not_found'],
  },
} as const;
