// Imports as functions: plain values in, plain models out, one line an operation.
import type { Database } from '../../../firestore/database.ts';
import type { Settings } from '../../../records/settings.ts';
import type { WriteContext } from '../../../records/context.ts';
import { SILENT } from '../../../records/kind.ts';
import { undoBatch } from '../../../records/undo/undo-batch.ts';
import type { PageQuery } from '../../../schemas/page.ts';
import type { EntityTags } from '../../../standards/entity-tag.ts';
import type { Language } from '../../../standards/languages.ts';
import { customersKind } from '../kind.ts';
import type { ImportMapping } from '../formats/mapping.ts';
import { failedRows } from './failed-rows.ts';
import type { BatchUndoResponse, ImportRequest, ImportRowsQuery, ImportStart } from './models.ts';
import { listImports, listRows, watchImport } from './pages.ts';
import { putPart } from './parts.ts';
import { previewImport } from './preview.ts';
import { batchNotFound } from './problems.ts';
import {
  cancelImport,
  createImport,
  type ImportContext,
  resumeImport,
  startImport,
  undoImport,
} from './requests.ts';

/** Throws `Problem`s: 404 `import_not_found` for an operation with an id, and what is said at each function. */
export function importsService(context: ImportsContext) {
  const { database, settings, language, trashDays, caller } = context;
  return {
    createImport: (body: ImportRequest) => createImport(context, body),
    putPart: (id: string, part: number, bytes: Buffer) => putPart(database, id, part, bytes),
    previewImport: (id: string, mapping: ImportMapping | undefined) =>
      previewImport(database, id, mapping, language),
    startImport: (id: string, body: ImportStart) => startImport(context, id, body),
    watchImport: (id: string, wait: number, ifNoneMatch: EntityTags | null) =>
      watchImport(database, id, { wait, ifNoneMatch }),
    listRows: (id: string, query: ImportRowsQuery) => listRows({ database, settings }, id, query, language),
    failedRows: (id: string, cursor: string | undefined) =>
      failedRows({ database, settings }, id, { cursor, language }),
    cancelImport: (id: string) => cancelImport(context, id),
    resumeImport: (id: string) => resumeImport(context, id),
    undoImport: (id: string) => undoImport(context, id),
    listImports: (query: PageQuery) => listImports({ database, settings }, query, language),

    /** Throws 404 where nothing is of this batch. */
    undoBatch: async (requestId: string): Promise<BatchUndoResponse> => {
      const writing: WriteContext = {
        ...{ database, by: caller.uid, byName: caller.name ?? null, warn: SILENT, keyed: null },
      };
      const results = await undoBatch(customersKind, writing, requestId, trashDays);
      if (results === null) throw batchNotFound();
      return { results, is_complete: results.every(({ outcome }) => outcome !== 'not_tried') };
    },
  };
}

/** What the service works with. */
interface ImportsContext extends ImportContext {
  database: Database;
  settings: Settings;
  language: Language;
  /** How long a customer that an undo has deleted can be brought back. */
  trashDays: number;
}
