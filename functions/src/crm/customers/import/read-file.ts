// Reads a file once, from its parts, and stores its rows in groups: what follows reads those, and parses nothing.
import type { Database } from '../../../firestore/database.ts';
import { type Data, Timestamp } from '../../../firestore/stored-values.ts';
import type { Write } from '../../../firestore/write.ts';
import type { WorkState } from '../../../jobs/job.ts';
import {
  detectSource,
  readSource,
  type SourceDialect,
  type SourceRow,
  UnreadableFile,
} from '../formats/source.ts';
import { GROUP_BYTES, GROUP_ROWS, groupWrite } from './groups.ts';
import { chunksOf, FileGone, readPart } from './parts.ts';
import { headTooLarge, MAX_COLUMNS, MAX_HEADER_BYTES, partsMissing } from './problems.ts';
import { storedImport, type StoredImport } from './stored.ts';

/**
 * Stores the next groups, as many as a commit takes. A reader cannot begin in the middle of a file, so a run that begins at a check-point reads
 * it from its start and stores what is behind that.
 */
export async function readOn(
  database: Database,
  stored: StoredImport & { id: string },
  { isRepeated, kept }: WorkState,
): Promise<{ data: Data; writes: Write[] }> {
  if (isRepeated) kept.delete(READER);
  let reader = kept.get(READER) as Reader | undefined;
  if (reader?.groups !== stored.groups) reader = undefined;
  try {
    const dialect = stored.dialect ?? (await detect(database, stored));
    if (reader === undefined) {
      reader = new Reader(readSource(chunksOf(database, stored), dialect));
      kept.set(READER, reader);
      await reader.skip(stored.groups);
    }
    const writes: Write[] = [];
    let bytes = 0;
    let rows = stored.rows;
    while (bytes < COMMIT_BYTES) {
      const group = await reader.next();
      if (group === null) break;
      writes.push(groupWrite(stored.id, reader.groups, group.rows));
      bytes += group.bytes;
      rows += group.rows.length;
    }
    const isRead = reader.isOver;
    const state = isRead ? (stored.is_dry ? 'checking' : 'importing') : 'reading';
    const data = storedImport({ dialect, groups: reader.groups, rows, is_read: isRead, state });
    return { data, writes };
  } catch (error) {
    if (error instanceof FileGone) return { data: gone(), writes: [] };
    if (!(error instanceof UnreadableFile)) throw error;
    const fault = { code: error.code, line: error.line ?? null, text: error.text };
    return { data: { ...storedImport({ state: 'failed', fault, ended_at: Timestamp.now() }) }, writes: [] };
  }
}

const READER = 'reader';

/** Less than a group is left to what a commit takes (4 MB in the emulator). */
const COMMIT_BYTES = 2_500_000;

/**
 * How a file is read, by its first part, or by two where the first has no end of a line. Throws `UnreadableFile`, 422 for a line or columns that
 * are too many, and 409 where a part has not come.
 */
export async function detect(
  database: Database,
  { id, filename, format, size }: Pick<StoredImport, 'filename' | 'format' | 'size'> & { id: string },
): Promise<SourceDialect> {
  let head = await headPart(database, id, 1);
  if (head.length < size && !hasLineEnd(head)) head = Buffer.concat([head, await headPart(database, id, 2)]);
  const isWhole = head.length >= size;
  if (!isWhole && !hasLineEnd(head)) throw headTooLarge('first_line_too_long');
  const dialect = detectSource(head, { filename, format, isWhole });
  const { header = [] } = dialect;
  if (header.length > MAX_COLUMNS || Buffer.byteLength(JSON.stringify(header)) > MAX_HEADER_BYTES)
    throw headTooLarge('header_too_large');
  return dialect;
}

async function headPart(database: Database, id: string, part: number): Promise<Uint8Array> {
  const bytes = await readPart(database, id, part);
  if (bytes === null) throw partsMissing([part], 0);
  return bytes;
}

/** In any encoding that is known. */
const hasLineEnd = (bytes: Uint8Array): boolean =>
  bytes.includes(LINE_FEED) || bytes.includes(CARRIAGE_RETURN);
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** What is noted of an import whose file is kept no more. @param done the rows that have been written, by number of the last one; 0 for none */
export const gone = (done = 0): Data =>
  storedImport({
    state: 'failed',
    fault: { code: 'file_expired', line: null, text: done === 0 ? GONE : goneAfter(done) },
    ended_at: Timestamp.now(),
  });

const GONE = {
  en: 'The file is not kept any more: send it again as a new import.',
  el: 'Το αρχείο δεν φυλάσσεται πια. Στείλτε το ξανά ως νέα εισαγωγή.',
};

const goneAfter = (row: number) => ({
  en: `The file is not kept any more, and has been imported up to row ${row}: undo this import before you send the file again, or those rows come twice.`,
  el: `Το αρχείο δεν φυλάσσεται πια και έχει εισαχθεί έως τη γραμμή ${row}. Αναιρέστε αυτή την εισαγωγή πριν το στείλετε ξανά, αλλιώς οι γραμμές αυτές θα μπουν δύο φορές.`,
});

/** Gives the rows of a file in groups, the same ones whenever it is read. */
class Reader {
  readonly #rows: AsyncGenerator<SourceRow>;
  #ahead: string | null = null;
  groups = 0;
  isOver = false;

  constructor(rows: AsyncGenerator<SourceRow>) {
    this.#rows = rows;
  }

  async skip(groups: number): Promise<void> {
    while (this.groups < groups && (await this.next()) !== null);
  }

  async next(): Promise<{ rows: string[]; bytes: number } | null> {
    const rows: string[] = [];
    let bytes = 0;
    while (rows.length < GROUP_ROWS) {
      const row = this.#ahead ?? (await this.#read());
      if (row === null) break;
      const length = Buffer.byteLength(row);
      this.#ahead = rows.length > 0 && bytes + length > GROUP_BYTES ? row : null;
      if (this.#ahead !== null) break;
      rows.push(row);
      bytes += length;
    }
    if (rows.length === 0) return null;
    this.groups += 1;
    return { rows, bytes };
  }

  /** The next row as JSON, which a document can hold; null behind the last one. */
  async #read(): Promise<string | null> {
    const next = await this.#rows.next();
    if (next.done === true) {
      this.isOver = true;
      return null;
    }
    return JSON.stringify(next.value);
  }
}
