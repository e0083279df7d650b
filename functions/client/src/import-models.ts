// What is sent and answered about imports.
import type { components, operations } from './contract.ts';
import type { PageQuery } from './models.ts';
import type { Relaxed } from './relaxed.ts';

type Schemas = components['schemas'];

export type BatchUndoResponse = Schemas['BatchUndoResponse'];
export type Import = Schemas['Import'];
export type ImportCreated = Schemas['ImportCreated'];
export type ImportMapping = Schemas['ImportMapping'];
export type ImportOptions = Relaxed<Schemas['ImportOptionsInput']>;
export type ImportRequest = Relaxed<Schemas['ImportRequest']>;
export type ImportRow = Schemas['ImportRow'];
export type ImportRowProblem = Schemas['ImportRowProblem'];
export type ImportRowsResponse = Schemas['ImportRowsResponse'];
export type ImportsResponse = Schemas['ImportsResponse'];
export type ImportState = Schemas['ImportState'];

/** What a column is mapped to. */
export type MappedColumn = Exclude<ImportMapping[string], string | null>;

/** What a file looks like before it is imported. */
export type ImportPreview = Omit<Schemas['ImportPreview'], 'columns' | 'mapping'> & {
  columns: (Omit<Schemas['ImportPreview']['columns'][number], 'suggested'> & {
    /** Null: not to be imported. */
    suggested: MappedColumn | null;
  })[];
  mapping: ImportMapping;
};

/** `outcome`, `limit` and `cursor`. */
export type ImportRowsQuery = Pick<PageQuery, 'limit' | 'cursor'> &
  Pick<Relaxed<NonNullable<operations['listImportRows']['parameters']['query']>>, 'outcome'>;
