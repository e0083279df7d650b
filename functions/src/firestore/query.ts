/** What this project asks Firestore for: filters that are equal or contain, an order, a place to begin, a limit. */
export interface Query {
  /** The path of the collection. */
  collection: string;
  where?: Filter | undefined;
  orderBy?: readonly (readonly [field: FieldPath, direction: 'asc' | 'desc'])[];
  /** The values of the order's fields behind which the answer begins; of `DOCUMENT_ID` the id. */
  startAfter?: readonly unknown[] | undefined;
  /** The same, with the document at that place. */
  startAt?: readonly unknown[] | undefined;
  limit?: number | undefined;
  /** Only these fields are read; with none, only that the documents are there. */
  select?: readonly FieldPath[] | undefined;
}

/** The names that lead to a field, whatever characters they have. */
export type FieldPath = readonly string[];

/** In an order: the id of the document. */
export const DOCUMENT_ID: FieldPath = ['__name__'];

export type Filter =
  | { all: readonly Filter[] }
  | { any: readonly Filter[] }
  | { field: FieldPath; equals: unknown }
  | { field: FieldPath; contains: unknown };
