// The examples of imports in the OpenAPI document: invented people and numbers.
import type { z } from 'zod';
import type {
  BatchUndoResponse,
  Import,
  ImportCreated,
  ImportPreview,
  ImportPreviewRequest,
  ImportRequest,
  ImportRowsResponse,
  ImportsResponse,
  ImportStart,
} from '../import/models.ts';

const one = <Value>(name: string, summary: string, value: Value) => ({ [name]: { summary, value } });

const received: Import = {
  id: 'i7Jc0Fa1kQ3vX8mZpLd2',
  filename: 'πελάτες.csv',
  format: 'auto',
  encoding: null,
  delimiter: null,
  size: 1_204_221,
  created_at: '2026-11-26T09:12:00.000Z',
  created_by: 'uid-maria',
  created_by_name: 'Μαρία Νικολάου',
  state: 'receiving',
  stalled: false,
  dry_run: null,
  options: null,
  rows: null,
  done: 0,
  created: 0,
  updated: 0,
  unchanged: 0,
  skipped: 0,
  failed: 0,
  duplicates_in_file: 0,
  probable_duplicates: 0,
  undo: null,
  first_problems: [],
  rows_per_second: null,
  eta_seconds: null,
  problem: null,
  started_at: null,
  started_by: null,
  ended_at: null,
  can_undo_until: null,
};

const problem = {
  column: 'Κινητό',
  pointer: '/contacts/0/value',
  code: 'too_small',
  message: 'This must not be empty.',
};

const atWork: Import = {
  ...received,
  format: 'csv',
  encoding: 'windows-1253',
  delimiter: ';',
  state: 'importing',
  dry_run: false,
  options: {
    on_duplicate: 'update',
    match_on: ['email', 'phone'],
    update: 'fill_empty',
    empty_cells: 'ignore',
    tag: 'εισαγωγή 26/11',
    stop_after_failures: null,
    report_probable: true,
  },
  rows: 10_000,
  done: 2400,
  created: 2180,
  updated: 201,
  unchanged: 12,
  skipped: 0,
  failed: 7,
  first_problems: [{ row: 17, line: 18, ...problem }],
  rows_per_second: 84.5,
  eta_seconds: 90,
  started_at: '2026-11-26T09:15:00.000Z',
  started_by: 'uid-maria',
};

const done: Import = {
  ...atWork,
  state: 'done',
  done: 10_000,
  created: 9320,
  updated: 640,
  unchanged: 21,
  failed: 19,
  eta_seconds: null,
  ended_at: '2026-11-26T09:17:02.000Z',
  can_undo_until: '2027-02-24T09:17:02.000Z',
};

export const importRequest = one<z.input<typeof ImportRequest>>('excel', 'What Greek Excel has saved', {
  filename: 'πελάτες.csv',
  size: 1_204_221,
});
export const importCreated = one<z.infer<typeof ImportCreated>>('created', 'Three parts are to come', {
  import: received,
  part_bytes: 524_288,
});
export const importAtWork = one<Import>('at_work', 'A quarter is done', atWork);
export const importDone = one<Import>('done', 'All is done', done);
export const imports = one<z.infer<typeof ImportsResponse>>('one', 'One import', {
  imports: [done],
  next_cursor: null,
});

export const previewRequest = {
  ...one<z.input<typeof ImportPreviewRequest>>('suggested', 'With the columns as suggested', {}),
  ...one<z.input<typeof ImportPreviewRequest>>('own', 'With a mapping', { mapping: { Επωνυμία: 'name' } }),
};
export const preview = one<ImportPreview>('excel', 'What Greek Excel has saved', {
  format: 'csv',
  encoding: 'windows-1253',
  delimiter: ';',
  has_header: true,
  columns: [
    { name: 'Επωνυμία', samples: ['Ι.Ν. Αγίου Νικολάου'], suggested: { field: 'name' }, confidence: 0.9 },
    {
      name: 'Κινητό',
      samples: ['6975550142'],
      suggested: { field: 'contacts', type: 'phone', label: 'κινητό' },
      confidence: 0.9,
    },
  ],
  mapping: { Επωνυμία: { field: 'name' }, Κινητό: { field: 'contacts', type: 'phone', label: 'κινητό' } },
  rows: [
    {
      row: 1,
      line: 2,
      customer: {
        name: 'Ι.Ν. Αγίου Νικολάου',
        contacts: [{ type: 'phone', label: 'κινητό', value: '6975550142', primary: false }],
      },
      external: null,
      problems: [],
    },
  ],
});

export const importStart = {
  ...one<z.input<typeof ImportStart>>('dry', 'A dry run', {
    mapping: { Επωνυμία: 'name', Κινητό: { field: 'contacts', type: 'phone', label: 'κινητό' } },
    options: { on_duplicate: 'update', match_on: ['email', 'phone'] },
    dry_run: true,
  }),
  ...one<z.input<typeof ImportStart>>('real', 'With a tag for every customer', {
    mapping: { Επωνυμία: 'name', Κινητό: { field: 'contacts', type: 'phone', label: 'κινητό' } },
    options: { on_duplicate: 'update', match_on: ['email', 'phone'], tag: 'εισαγωγή 26/11' },
  }),
};

export const rows = one<z.infer<typeof ImportRowsResponse>>('two', 'One was created, one has failed', {
  rows: [
    {
      row: 16,
      line: 17,
      outcome: 'created',
      customer_id: 'k7Jc0Fa1kQ3vX8mZpLd2',
      version: 1,
      problems: [],
      same_as_row: null,
      duplicates: [],
      undo: null,
    },
    {
      row: 17,
      line: 18,
      outcome: 'failed',
      customer_id: null,
      version: null,
      problems: [problem],
      same_as_row: null,
      duplicates: [],
      undo: null,
    },
  ],
  next_cursor: null,
});

export const failedRows = one(
  'greek',
  'One row',
  'Επωνυμία;Κινητό;_line;_problem\r\n;6975550142;18;This field is required.\r\n',
);

export const failedNdjson = one(
  'line',
  'One line',
  '{"name":"","organization":"Δήμος","_line":"18","_problem":"name: This field is required."}\n',
);

export const failedCards = one(
  'card',
  'One card',
  'BEGIN:VCARD\r\nVERSION:4.0\r\nTEL:6975550142\r\nX-CRM-LINE:18\r\nX-CRM-PROBLEM:This field is required.\r\nEND:VCARD\r\n',
);

export const batchUndo = one<BatchUndoResponse>('two', 'One went back, one was changed since', {
  results: [
    { id: 'k7Jc0Fa1kQ3vX8mZpLd2', version: 3, outcome: 'reverted', kept: [], why: null },
    { id: 'Zx81LmQpRt0aBcDeFgHi', version: 2, outcome: 'partly', kept: ['contacts'], why: 'changed_since' },
  ],
  is_complete: true,
});
