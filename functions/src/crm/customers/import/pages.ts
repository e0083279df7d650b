// Pages of imports, and of the rows of one; and an import as it is, or as it is when that changes.
import { hash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { documentId, queryText } from '../../../firestore/cursor.ts';
import type { Database } from '../../../firestore/database.ts';
import type { StoredDocument } from '../../../firestore/document.ts';
import { inPageRoom, readPage } from '../../../firestore/page.ts';
import { DOCUMENT_ID } from '../../../firestore/query.ts';
import { isStalled } from '../../../jobs/job.ts';
import type { Settings } from '../../../records/settings.ts';
import type { PageQuery } from '../../../schemas/page.ts';
import { type EntityTags, matches } from '../../../standards/entity-tag.ts';
import type { Language } from '../../../standards/languages.ts';
import { faultBody } from './fault.ts';
import { foundBy, type RowResult, rowsIn, undoneIn } from './groups.ts';
import type { ImportRow, ImportRowsQuery } from './models.ts';
import { getImport } from './parts.ts';
import { IMPORTS, importAnswer, isActive, readImport, resultsCollection } from './stored.ts';

interface Reading {
  database: Database;
  settings: Settings;
}

/** The newest come first; a read each. Throws 400 `invalid_cursor`. */
export async function listImports(
  { database, settings }: Reading,
  { limit, cursor }: PageQuery,
  language: Language,
) {
  const bound = { imports: true };
  const cursors = await settings.cursors(database.deadline);
  const position = cursor === undefined ? null : cursors.open(cursor, bound, ImportsPosition);
  const newestFirst = {
    collection: IMPORTS,
    orderBy: [
      [['created_at'], 'desc'],
      [DOCUMENT_ID, 'desc'],
    ] as const,
    startAfter: position === null ? undefined : [position.created_at, position.id],
  };
  const { shown, behind } = await inPageRoom(database, { rows: limit }, (room) =>
    readPage(database, newestFirst, limit, room),
  );
  const imports = shown.map((document) => importAnswer(document, language));
  const last = imports.at(-1);
  return {
    imports,
    next_cursor:
      behind === null || last === undefined
        ? null
        : cursors.seal({ created_at: last.created_at, id: last.id } satisfies ImportsPosition, bound),
  };
}

const ImportsPosition = z.strictObject({ created_at: queryText, id: documentId });
type ImportsPosition = z.infer<typeof ImportsPosition>;

/**
 * An import; while it is at work and as the caller has it, the answer waits for a change, `wait` seconds at most: a look each second, which
 * is a read.
 */
export async function watchImport(
  database: Database,
  id: string,
  { wait, ifNoneMatch }: { wait: number; ifNoneMatch: EntityTags | null },
): Promise<StoredDocument> {
  const end = performance.now() + wait * 1000;
  let { document } = await getImport(database, id);
  const first = importTag(document, 'en');
  const isKnown = () =>
    ifNoneMatch === null
      ? importTag(document, 'en') === first
      : (['en', 'el'] as const).some((language) => matches(ifNoneMatch, importTag(document, language)));
  const isOver = () => database.isOver;
  while (isActive(readImport(document).state) && isKnown()) {
    const left = Math.min(end - performance.now(), database.deadline.left - LEAST_MS);
    if (left <= 0 || isOver()) break;
    await sleep(Math.min(LOOK_MS, left));
    // The caller may have left meanwhile.
    if (isOver()) break;
    ({ document } = await getImport(database, id));
  }
  return document;
}

const LOOK_MS = 1000;

/** Left to send the answer, in milliseconds. */
const LEAST_MS = 300;

/** The entity tag of an import as it is answered. */
export function importTag(document: StoredDocument, language: Language): string {
  const isOver = isActive(readImport(document).state) && isStalled(document);
  const parts = [document.id, document.updateTime.valueOf(), isOver, language];
  return `"${hash('sha256', JSON.stringify(parts), 'base64url').slice(0, 22)}"`;
}

/** The rows of the last start that are done, in the order of the file. A read for each 200 rows. Throws 400 `invalid_cursor` and 404. */
export async function listRows(
  { database, settings }: Reading,
  id: string,
  { outcome, limit, cursor }: ImportRowsQuery,
  language: Language,
): Promise<{ rows: ImportRow[]; next_cursor: string | null }> {
  const { stored } = await getImport(database, id);
  const { run } = stored;
  const bound = { rows: id, run, outcome: outcome ?? null };
  const cursors = await settings.cursors(database.deadline);
  const position = cursor === undefined ? null : cursors.open(cursor, bound, RowsPosition);
  const query = {
    collection: resultsCollection(id),
    where: { field: ['found'], contains: foundBy(run, outcome ?? 'any') },
    orderBy: [[DOCUMENT_ID, 'asc']] as const,
    ...(position !== null && { startAt: [position.group] }),
  };
  return inPageRoom(database, { rows: limit }, async (room) => {
    let rows: ImportRow[] = [];
    let next = null as RowsPosition | null;
    let taken = 0;
    await database.scan(query, () => {
      room.giveBack(taken);
      [rows, next, taken] = [[], null, 0];
      return (group) => {
        const undone = undoneIn(group);
        for (const { problems, ...result } of rowsIn<RowResult>(group, 'rows')) {
          if (outcome !== undefined && result.outcome !== outcome) continue;
          if (position !== null && result.row <= position.row) continue;
          const row: ImportRow = {
            ...result,
            problems: problems.map((problem) => faultBody(problem, language)),
            undo: undone?.[result.row] ?? null,
          };
          const bytes = Buffer.byteLength(JSON.stringify(row));
          if (rows.length === limit || !room.take(bytes, { isFirst: rows.length === 0 })) {
            next = { group: group.id, row: rows.at(-1)?.row ?? 0 };
            return false;
          }
          taken += bytes;
          rows.push(row);
        }
        return true;
      };
    });
    return { rows, next_cursor: next === null ? null : cursors.seal(next, bound) };
  });
}

/** The group with the next row, and the last row that was shown. */
const RowsPosition = z.strictObject({ group: documentId, row: z.int() });
type RowsPosition = z.infer<typeof RowsPosition>;
