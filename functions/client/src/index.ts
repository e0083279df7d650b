export { batch, type BatchOptions, type BatchOutcome } from './batch.ts';
export { changes, watch } from './changes.ts';
export { createCustomersClient, type CustomersClient } from './customers-client.ts';
export { exportAll, type ExportPart } from './export.ts';
export { addKey, getBy, listKeys, removeKey, upsert, type UpsertOptions } from './keys.ts';
export {
  allDuplicatePairs,
  dismissDuplicate,
  duplicatePairs,
  findDuplicates,
  takeDismissalBack,
} from './duplicates.ts';
export {
  merge,
  type Merged,
  type MergeOptions,
  previewMerge,
  unmerge,
  type Unmerged,
  type UnmergeOptions,
} from './merge.ts';
export type * from './models.ts';
export type * from './options.ts';
export { ConflictError, type NoAnswer, ProblemError } from './problem-error.ts';
export { etagOf } from './shown.ts';
export { subjectAccess, subjectAccessBy, type SubjectOptions, untouchedSince } from './subject.ts';
