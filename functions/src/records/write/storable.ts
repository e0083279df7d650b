// Checks that a record keeps the bounds of its kind and fits into a document.
import { documentSize, MAX_DOCUMENT_BYTES } from '../../firestore/document-size.ts';
import type { Text } from '../../standards/languages.ts';
import { tooLarge } from '../../standards/problems.ts';
import type { RecordKind, State, StoredRecord } from '../kind.ts';
import type { Meta } from '../meta.ts';
import { recordPath } from '../paths.ts';

/**
 * Throws 422 for a bound that no single field shows, and 413 for a document that would be too long.
 *
 * @param stored the fields of the document as far as they are known, in their plain form; the state has more where another program left
 *   out what has a default
 * @param before the state that is there, null for none
 */
export function checkStorable<R extends StoredRecord>(
  kind: RecordKind<R>,
  id: string,
  { state, stored, meta, changed, before }: Storable<R>,
): void {
  kind.check(state, changed, before);
  if (documentSize(recordPath(kind, id), { ...stored, _meta: meta }) > MAX_DOCUMENT_BYTES)
    throw tooLarge(TOO_LONG);
}

const TOO_LONG: Text = {
  en: `With this the record would be longer than 1 MiB (${MAX_DOCUMENT_BYTES} bytes): take something out of it.`,
  el: 'Με αυτά τα στοιχεία η εγγραφή θα ξεπερνούσε το 1 MB. Αφαιρέστε ή συντομεύστε κάτι και δοκιμάστε ξανά.',
};

interface Storable<R extends StoredRecord> {
  state: State<R>;
  stored: object;
  meta: Meta;
  changed: readonly string[];
  before: State<R> | null;
}
