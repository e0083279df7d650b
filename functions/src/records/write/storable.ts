// Checks that a record keeps the bounds of its kind and fits into a document.
import { documentSize, MAX_DOCUMENT_BYTES } from '../../firestore/document-size.ts';
import { tooLarge } from '../../standards/problems.ts';
import type { RecordKind, State, StoredRecord } from '../kind.ts';
import type { Meta } from '../meta.ts';
import { recordPath } from '../paths.ts';

/** Throws 422 for a bound that no single field shows, and 413 for a document that would be too long. */
export function checkStorable<R extends StoredRecord>(
  kind: RecordKind<R>,
  id: string,
  { state, meta, changed }: { state: State<R>; meta: Meta; changed: readonly string[] },
): void {
  kind.check(state, changed);
  if (documentSize(recordPath(kind, id), { ...state, _meta: meta }) > MAX_DOCUMENT_BYTES)
    throw tooLarge(`This would be longer than the ${MAX_DOCUMENT_BYTES} bytes of a document.`);
}
