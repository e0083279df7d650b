// Imports of files: an entry of its own (`@crm/customers-client/import`), so that the other pages of an application do not load it.
export { importFile, type ImportFileOptions, sendFile, type SentFile } from './import-file.ts';
export type * from './import-models.ts';
export {
  allImportRows,
  cancelImport,
  createImport,
  failedRows,
  getImport,
  importRows,
  listImports,
  previewImport,
  putImportPart,
  resumeImport,
  startImport,
  type StartOptions,
  undoBatch,
  undoImport,
} from './imports.ts';
export { isAtWork, progressOf, type ImportProgress, watchImport, type WatchOptions } from './watch-import.ts';
