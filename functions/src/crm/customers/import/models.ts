// What is sent and answered about imports: the file, how it is read, and what became of each row.
import { z } from 'zod';
import { FaultBody } from './fault.ts';
import { ImportMapping } from '../formats/mapping.ts';
import { ExternalSystem, Tag } from '../models.ts';
import { pageLimit } from '../../../schemas/page.ts';
import { refusal } from '../../../schemas/refusal.ts';
import { text } from '../../../schemas/text.ts';
import { WhyKept } from '../../../records/undo/undo-version.ts';

/** The most bytes of one part: what fits into a document. */
export const PART_BYTES = 524_288;

/** The most parts of a file, so that it has 64 MB at most. */
export const MAX_PARTS = 128;

/** The formats of files. */
export const ImportFormat = z.enum(['csv', 'tsv', 'ndjson', 'vcard', 'auto']);
export type ImportFormat = z.infer<typeof ImportFormat>;

/** The body of a new import: which file is to come. */
export const ImportRequest = z
  .strictObject({
    filename: text({ min: 1, max: 300 }),
    format: ImportFormat.default('auto'),
    size: z
      .int()
      .min(1)
      .max(PART_BYTES * MAX_PARTS)
      .meta({ description: 'The bytes of the file: 64 MB at most.' }),
  })
  .meta({ id: 'ImportRequest', description: 'A file that is to be imported.' });
export type ImportRequest = z.infer<typeof ImportRequest>;

/** How rows find the customers that they are about. */
const MatchOn = z.union([
  z.enum(['email', 'phone']),
  z.string().refine(
    (value) =>
      value.startsWith('external:') && ExternalSystem.safeParse(value.slice('external:'.length)).success,
    refusal({
      en: 'This must be email, phone or external: with the name of a system.',
      el: 'Δεν είναι γνωστό στοιχείο σύγκρισης.',
    }),
  ),
]);

/** What is done with each row. */
export const ImportOptions = z
  .strictObject({
    on_duplicate: z.enum(['create', 'skip', 'update', 'fail']).default('create').meta({
      description: 'What is done with a row whose customer is there already, as `match_on` finds them.',
    }),
    match_on: z
      .array(MatchOn)
      .max(12)
      .default(['email', 'phone'])
      .meta({ description: 'What makes a row and a customer the same: one of these is enough.' }),
    update: z.enum(['fill_empty', 'overwrite']).default('fill_empty').meta({
      description:
        '`fill_empty` changes and removes nothing: empty fields get a value, lists the elements that they lack. With `overwrite` what the row has replaces what is there.',
    }),
    empty_cells: z.enum(['ignore', 'clear']).default('ignore').meta({
      description: 'Whether an empty cell clears the field of a customer that is overwritten.',
    }),
    tag: Tag.optional().meta({ description: 'A tag that every customer of the file gets.' }),
    stop_after_failures: z
      .int()
      .min(1)
      .max(1_000_000)
      .nullable()
      .default(null)
      .meta({ description: 'The import ends when so many rows have failed.' }),
    report_probable: z.boolean().default(true).meta({
      description:
        'Whether a dry run looks for customers that are probably the same, at 50 reads a row at most.',
    }),
  })
  .meta({ id: 'ImportOptions', description: 'What is done with each row.' });
export type ImportOptions = z.infer<typeof ImportOptions>;

/** The body of a preview: how the columns are mapped, where it is not to be as it is suggested. */
export const ImportPreviewRequest = z.strictObject({ mapping: ImportMapping.optional() }).meta({
  id: 'ImportPreviewRequest',
  description: 'How the columns are mapped; as suggested, if left out.',
});

/** The body of a start. */
export const ImportStart = z
  .strictObject({
    mapping: ImportMapping,
    options: ImportOptions.prefault({}),
    dry_run: z.boolean().default(false),
  })
  .meta({ id: 'ImportStart', description: 'How the file is imported.' });
export type ImportStart = z.infer<typeof ImportStart>;

/** What an import does, or what became of it. */
export const ImportState = z
  .enum([
    ...(['receiving', 'reading', 'checking', 'checked', 'importing', 'done'] as const),
    ...(['failed', 'stopped', 'cancelled', 'undoing', 'undone'] as const),
  ])
  .meta({
    id: 'ImportState',
    description:
      '`receiving` parts, `reading` the file, `checking` each row without writing, `checked`, `importing`, `done`; `failed` for a file that cannot be read, `stopped` after too many failures, `cancelled`; `undoing`, `undone`.',
  });
export type ImportState = z.infer<typeof ImportState>;

/** What became of a row. */
export const RowOutcome = z.enum(['created', 'updated', 'unchanged', 'skipped', 'failed']);
export type RowOutcome = z.infer<typeof RowOutcome>;
export const ROW_OUTCOMES = RowOutcome.options;

/** What an undo made of a row. */
export const UndoOutcome = z.enum(['trashed', 'reverted', 'partly', 'kept', 'gone']);
export type UndoOutcome = z.infer<typeof UndoOutcome>;
export const UNDO_OUTCOMES = UndoOutcome.options;

const keptFields = z.array(z.string()).meta({ description: 'The fields that were changed since, and stay.' });
const whyKept = WhyKept.nullable().meta({
  description:
    'Why something stays; null where nothing does. `changed_since`: somebody has changed the customer, has deleted and restored it, or has merged another one into it. `merged`: it was merged into another one. `refused`: what it was cannot be stored any more.',
});

/** A fault of a row, at a column of the file. */
const RowProblem = FaultBody.meta({ id: 'ImportRowProblem', description: 'A fault of a row.' });

/** Who a row may be the same as. */
const RowDuplicate = z.strictObject({
  id: z.string(),
  level: z.enum(['exact', 'certain', 'probable']).meta({
    description: '`exact` for one with the same address, number or external key.',
  }),
});

/** One row of a file, and what became of it. */
export const ImportRow = z
  .strictObject({
    row: z.int().meta({ description: 'The number of the row, from 1 on, without the header.' }),
    line: z.int().meta({
      description: 'The line of the file in which it begins; 0 where the file is kept no more.',
    }),
    outcome: RowOutcome.meta({ description: 'Of a dry run: what would become of it.' }),
    customer_id: z.string().nullable(),
    version: z.int().nullable().meta({ description: 'The version that it made; null where it made none.' }),
    problems: z.array(RowProblem),
    same_as_row: z.int().nullable().meta({
      description: 'Of a dry run: an earlier row of the file with the same address, number or external key.',
    }),
    duplicates: z.array(RowDuplicate).meta({ description: 'Who is there already, three at most.' }),
    undo: z
      .strictObject({
        outcome: UndoOutcome,
        kept: keptFields,
        why: whyKept,
      })
      .nullable()
      .meta({ description: 'What an undo made of it; null where there was none.' }),
  })
  .meta({ id: 'ImportRow', description: 'A row of the file, and what became of it.' });
export type ImportRow = z.infer<typeof ImportRow>;

/** A page of rows. */
export const ImportRowsResponse = z
  .strictObject({ rows: z.array(ImportRow), next_cursor: z.string().nullable() })
  .meta({ id: 'ImportRowsResponse', description: 'A page of the rows of an import.' });

/** An import as it is answered. */
export const Import = z
  .strictObject({
    id: z.string(),
    filename: z.string(),
    format: z.string().meta({ description: '`auto` until the file has been looked at.' }),
    encoding: z.string().nullable(),
    delimiter: z.string().nullable(),
    size: z.int(),
    created_at: z.iso.datetime(),
    created_by: z.string(),
    created_by_name: z.string().nullable(),
    state: ImportState,
    stalled: z.boolean().meta({
      description:
        'Whether nothing has gone on for five minutes: `POST .../resume` goes on at the last check-point.',
    }),
    dry_run: z
      .boolean()
      .nullable()
      .meta({ description: 'Whether the last start was a dry run; null before.' }),
    options: ImportOptions.nullable(),
    rows: z
      .int()
      .nullable()
      .meta({ description: 'How many rows the file has; null until it has been read.' }),
    done: z.int().meta({ description: 'The rows that are done, of the last start or of its undo.' }),
    created: z.int(),
    updated: z.int(),
    unchanged: z.int(),
    skipped: z.int(),
    failed: z.int(),
    duplicates_in_file: z.int().meta({ description: 'Of a dry run: rows that repeat an earlier one.' }),
    probable_duplicates: z
      .int()
      .meta({ description: 'Of a dry run: rows that would be created and are probably there already.' }),
    undo: z
      .strictObject({
        trashed: z.int(),
        reverted: z.int(),
        partly: z.int(),
        kept: z.int(),
        gone: z.int(),
      })
      .nullable()
      .meta({ description: 'How many rows the undo made what of; null where there was none.' }),
    first_problems: z
      .array(z.strictObject({ row: z.int(), line: z.int(), ...FaultBody.shape }))
      .meta({ description: 'Of the first rows that failed, 20 at most.' }),
    rows_per_second: z.number().nullable(),
    eta_seconds: z.int().nullable().meta({ description: 'How long it will still take at that pace.' }),
    problem: z
      .strictObject({ code: z.string(), line: z.int().nullable(), detail: z.string() })
      .nullable()
      .meta({ description: 'Why the file could not be imported; null where it could.' }),
    started_at: z.iso.datetime().nullable(),
    started_by: z.string().nullable(),
    ended_at: z.iso.datetime().nullable(),
    can_undo_until: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Import', description: 'An import: what it is told to do, and how far it is.' });
export type Import = z.infer<typeof Import>;

/** The answer to a new import. */
export const ImportCreated = z
  .strictObject({
    import: Import,
    part_bytes: z.int().meta({ description: 'The bytes of each part but the last.' }),
  })
  .meta({ id: 'ImportCreated', description: 'A new import, and how its file is sent.' });

/** A page of imports. */
export const ImportsResponse = z
  .strictObject({ imports: z.array(Import), next_cursor: z.string().nullable() })
  .meta({ id: 'ImportsResponse', description: 'A page of imports, the newest first.' });

/** What a file looks like before it is imported. */
export const ImportPreview = z
  .strictObject({
    format: z.string(),
    encoding: z.string(),
    delimiter: z.string().nullable(),
    has_header: z.boolean().nullable(),
    columns: z.array(
      z.strictObject({
        name: z.string(),
        samples: z.array(z.string()),
        suggested: z
          .unknown()
          .meta({ description: 'What it is mapped to, as a `mapping` has it; null for nothing.' }),
        confidence: z.number(),
      }),
    ),
    mapping: z.record(z.string(), z.unknown()).meta({ description: 'As sent, or as suggested.' }),
    rows: z.array(
      z.strictObject({
        row: z.int(),
        line: z.int(),
        customer: z.record(z.string(), z.unknown()).nullable().meta({
          description: 'The fields that the row gives to a customer; null where it cannot be read.',
        }),
        external: z.strictObject({ system: z.string(), key: z.string() }).nullable(),
        problems: z.array(RowProblem),
      }),
    ),
  })
  .meta({ id: 'ImportPreview', description: 'How a file is read, and its first 20 rows.' });
export type ImportPreview = z.infer<typeof ImportPreview>;

/** The path of an import, and of a part of its file. */
export const ImportPath = z.object({ import_id: z.string() });
export const PartPath = ImportPath.extend({
  part: z
    .string()
    .refine(
      (value) => /^[1-9][0-9]{0,2}$/.test(value) && Number(value) <= MAX_PARTS,
      refusal({
        en: `Parts are numbered from 1 to ${MAX_PARTS}.`,
        el: `Τα τμήματα αριθμούνται από 1 έως ${MAX_PARTS}.`,
      }),
    )
    .transform(Number)
    .meta({ type: 'integer', minimum: 1, maximum: MAX_PARTS }),
});

/** `wait`: for so many seconds at most the answer waits for a change. */
export const ImportQuery = z.strictObject({
  wait: z
    .string()
    .refine(
      (value) => /^[0-8]$/.test(value),
      refusal({
        en: 'This must be a whole number from 0 to 8.',
        el: 'Πρέπει να είναι ακέραιος αριθμός από 0 έως 8.',
      }),
    )
    .transform(Number)
    .default(0)
    .meta({ type: 'integer', minimum: 0, maximum: 8 }),
});

/** Which rows, and the page. */
export const ImportRowsQuery = z.strictObject({
  outcome: RowOutcome.optional(),
  limit: pageLimit(1000).default(200),
  cursor: z.string().optional(),
});
export type ImportRowsQuery = z.infer<typeof ImportRowsQuery>;

export const FailedRowsQuery = z.strictObject({ cursor: z.string().optional() });

/** The path of a batch. */
export const BatchPath = z.object({ request_id: z.string() });

/** What became of each customer of a batch that was undone. */
export const BatchUndoResponse = z
  .strictObject({
    results: z.array(
      z.strictObject({
        id: z.string(),
        version: z.int().meta({ description: 'The version that the batch made.' }),
        outcome: z.enum([...UNDO_OUTCOMES, 'restored', 'not_tried']),
        kept: keptFields,
        why: whyKept,
      }),
    ),
    is_complete: z.boolean().meta({ description: 'False where there was no time for all: send it again.' }),
  })
  .meta({ id: 'BatchUndoResponse', description: 'What an undo made of each change of a batch.' });
export type BatchUndoResponse = z.infer<typeof BatchUndoResponse>;
