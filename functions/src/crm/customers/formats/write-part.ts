// Customers as a part of a file: CSV, NDJSON or vCard.
import { FOR_EXCEL, PLAIN, writeCsv } from '../../../formats/csv-writer.ts';
import { writeNdjson } from '../../../formats/ndjson.ts';
import type { CustomerInDB } from '../models.ts';
import { cellOf, EXPORT_COLUMNS, type ExportColumn } from './columns.ts';
import { writeCustomerCard } from './vcard.ts';

export type ExportFormat = 'csv' | 'ndjson' | 'vcard';

export interface ExportOptions {
  format: ExportFormat;
  /** CSV as Excel opens it by a double click: a byte order mark, and `;` between the cells. */
  excel?: boolean;
  /** Of CSV; all where it is left out. */
  columns?: readonly ExportColumn[];
}

/**
 * The text of one part; parts in a row are the file. Only the first begins with the header of a CSV. No customers give an empty text, but for
 * that header.
 */
export function writePart(
  customers: readonly CustomerInDB[],
  { format, excel = false, columns = EXPORT_COLUMNS.map(({ name }) => name) }: ExportOptions,
  { isFirst }: { isFirst: boolean },
): string {
  switch (format) {
    case 'csv': {
      const rows = customers.map((customer) => columns.map((column) => cellOf(customer, column)));
      return writeCsv(isFirst ? [columns, ...rows] : rows, excel ? FOR_EXCEL : PLAIN, isFirst);
    }
    case 'ndjson':
      return writeNdjson(customers);
    case 'vcard':
      return customers.map(writeCustomerCard).join('');
  }
}

/** For `Content-Type`. */
export const mediaTypeOf = (format: ExportFormat): string => FORMATS[format].mediaType;

/** For the name of a file, without a dot. */
export const fileExtensionOf = (format: ExportFormat): string => FORMATS[format].extension;

const FORMATS: Readonly<Record<ExportFormat, { mediaType: string; extension: string }>> = {
  csv: { mediaType: 'text/csv; charset=utf-8', extension: 'csv' },
  ndjson: { mediaType: 'application/x-ndjson', extension: 'ndjson' },
  vcard: { mediaType: 'text/vcard; charset=utf-8', extension: 'vcf' },
};
