// What an export of customers is asked for: a list in another format, part by part or as one download.
import { z } from 'zod';
import { validationFailed } from '../../standards/problems.ts';
import type { Text } from '../../standards/languages.ts';
import { pageLimit } from '../../schemas/page.ts';
import { EXPORT_COLUMNS } from './formats/columns.ts';
import type { ExportFormat, ExportOptions } from './formats/write-part.ts';
import { hasItsSearch, LIST_PARAMETERS, withoutSearch } from './list-query.ts';

/** The names of the formats, as the parameter `format` has them, and the media types that ask for them in `Accept`. */
export const EXPORT_FORMATS = {
  csv: 'text/csv',
  ndjson: 'application/x-ndjson',
  vcard: 'text/vcard',
} as const satisfies Record<ExportFormat, string>;

/** The most customers in a part. */
export const MAX_IN_PART = 2000;

const FORMAT_NAMES = Object.keys(EXPORT_FORMATS) as ExportFormat[];

/** What only a CSV takes. */
const csvParameters = {
  excel: z.enum(['true', 'false']).default('false'),
  columns: z
    .string()
    .transform((names) => [...new Set(names.split(',').map((name) => name.trim()))])
    .pipe(z.array(z.enum(EXPORT_COLUMNS.map(({ name }) => name))))
    .optional(),
};

const { cursor: _, ...wholeParameters } = LIST_PARAMETERS;

/** A part of an export. */
export const ExportQuery = z
  .strictObject({
    ...LIST_PARAMETERS,
    limit: pageLimit(MAX_IN_PART).default(MAX_IN_PART),
    format: z.enum(FORMAT_NAMES).optional(),
    ...csvParameters,
  })
  .refine(hasItsSearch, withoutSearch);
export type ExportQuery = z.infer<typeof ExportQuery>;

/** A download of CSV, and of any other format. */
export const CsvDownloadQuery = z
  .strictObject({ ...wholeParameters, ...csvParameters })
  .refine(hasItsSearch, withoutSearch);
export const DownloadQuery = z.strictObject(wholeParameters).refine(hasItsSearch, withoutSearch);
export type DownloadQuery = z.infer<typeof DownloadQuery> & Partial<z.infer<typeof CsvDownloadQuery>>;

/** How the file is written. Throws 422 for what only a CSV has. */
export function exportOptions(
  format: ExportFormat,
  { excel, columns }: Pick<DownloadQuery, 'excel' | 'columns'>,
): ExportOptions {
  const faults = [...(excel === 'true' ? ['excel'] : []), ...(columns !== undefined ? ['columns'] : [])].map(
    (parameter) => ({ parameter, code: 'only_csv', message: ONLY_CSV }),
  );
  if (format !== 'csv' && faults.length > 0) throw validationFailed(faults);
  return { format, excel: excel === 'true', ...(columns && { columns }) };
}

const ONLY_CSV: Text = {
  en: 'This is only for format=csv.',
  el: 'Αυτό ισχύει μόνο όταν ζητάτε πίνακα με στήλες.',
};
