// The names of the files that what is held of a person comes from.
import type { Database } from '../../../firestore/database.ts';
import type { SubjectPart } from '../../../records/subject/part.ts';
import { importPath } from './stored.ts';

/** 1 read for each import of which the part tells, as of now: an import is kept for 90 days after its end. */
export async function withFilenames(database: Database, part: SubjectPart) {
  const pieces = part.sections.flatMap(({ root, mergedFrom }) => [root, ...mergedFrom]);
  const ids = [...new Set(pieces.flatMap(({ imports }) => imports.map(({ id }) => id)))];
  const documents = ids.length === 0 ? [] : await database.getAll(ids.map(importPath), [['filename']]);
  const filenames = new Map(
    documents.flatMap((document) =>
      document === null ? [] : [[document.id, String(document.get('filename'))] as const],
    ),
  );
  return { ...part, filenames };
}
