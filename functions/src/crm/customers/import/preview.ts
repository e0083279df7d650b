// What a file looks like before it is imported: how it is read, its columns, its first rows.
import type { Database } from '../../../firestore/database.ts';
import type { Language } from '../../../standards/languages.ts';
import { type ImportMapping, MAX_MAPPED } from '../formats/mapping.ts';
import { readSource, type SourceRow, UnreadableFile } from '../formats/source.ts';
import { suggestColumns } from '../formats/suggest.ts';
import { toCustomer } from '../formats/to-customer.ts';
import { faultBody, MAX_FAULTS } from './fault.ts';
import { type ImportPreview, PART_BYTES } from './models.ts';
import { getImport, headOf } from './parts.ts';
import { MAX_COLUMNS, partsMissing, unreadableFile } from './problems.ts';
import { detect } from './read-file.ts';
import { OWN_COLUMNS } from './failed-rows.ts';

/** Reads the first part, and the second one where the first has too few rows. Throws 404, 409 where that has not come, 422 `unreadable_file`. */
export async function previewImport(
  database: Database,
  id: string,
  sent: ImportMapping | undefined,
  language: Language,
): Promise<ImportPreview> {
  const { stored } = await getImport(database, id);
  try {
    const dialect = stored.dialect ?? (await detect(database, stored));
    const isWhole = stored.size <= HEAD_PARTS * PART_BYTES;
    const rows = await firstRows(readSource(headOf(database, id, HEAD_PARTS), dialect), isWhole);
    if (rows.length === 0) throw partsMissing([1], 0);
    // Objects of NDJSON may have any number of keys.
    const found = suggestColumns(dialect, rows).slice(0, MAX_COLUMNS);
    const columns = found.map(({ name, index, samples, suggested, confidence }) => ({
      name: name === '' || (isUnspeakable(name) && dialect.header) ? `#${index + 1}` : name,
      samples: [...samples],
      suggested: OWN_COLUMNS.includes(name) ? null : suggested,
      confidence,
    }));
    // A mapping names so many columns at most, and need not name those that are not imported.
    const named =
      columns.length > MAX_MAPPED ? columns.filter(({ suggested }) => suggested !== null) : columns;
    const suggestion = named
      .filter(({ name }) => !isUnspeakable(name))
      .slice(0, MAX_MAPPED)
      .map(({ name, suggested }) => [name, suggested] as const);
    const mapping = sent ?? Object.fromEntries(suggestion);
    return {
      format: dialect.format,
      encoding: dialect.encoding,
      delimiter: dialect.delimiter ?? null,
      has_header: dialect.hasHeader ?? null,
      columns,
      mapping,
      rows: rows.map((row) => {
        const { fields, external = null, problems } = toCustomer(row, dialect, mapping);
        return {
          row: row.row,
          line: row.line,
          customer: fields,
          external,
          problems: problems.slice(0, MAX_FAULTS).map((problem) => faultBody(problem, language)),
        };
      }),
    };
  } catch (error) {
    throw error instanceof UnreadableFile ? unreadableFile(error) : error;
  }
}

/** What no mapping can name: a column is named by its place, and a key of JSON not at all. */
const isUnspeakable = (name: string) => name === '__proto__';

/** Of a file that goes on, what is cut at the end of its head is left out. */
async function firstRows(source: AsyncGenerator<SourceRow>, isWhole: boolean): Promise<SourceRow[]> {
  const rows: SourceRow[] = [];
  try {
    for await (const row of source) {
      rows.push(row);
      if (rows.length === ROWS) return rows;
    }
  } catch (error) {
    if (isWhole || rows.length === 0) throw error;
  }
  return isWhole ? rows : rows.slice(0, -1);
}

const HEAD_PARTS = 2;

const ROWS = 20;
