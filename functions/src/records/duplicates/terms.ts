// The terms under which a record is stored, so that a check for duplicates finds it.
import type { Identity } from '../../duplicates/identity.ts';
import { readIdentity } from '../../duplicates/identity.ts';
import { duplicateTerms } from '../../duplicates/keys.ts';
import type { RecordKind, State, StoredRecord } from '../kind.ts';

/** Of its index entry, beside the facets of its numbers and addresses. None for a kind without duplicates. */
export function duplicateTermsOf<R extends StoredRecord>(kind: RecordKind<R>, state: State<R>): string[] {
  const { duplicates } = kind;
  return duplicates === undefined
    ? []
    : [...new Set(duplicateTerms(readIdentity(duplicates.identity(state))))];
}

/** Of its trash entry: numbers and addresses first. */
export function trashTermsOf<R extends StoredRecord>(kind: RecordKind<R>, state: State<R>): string[] {
  const { duplicates } = kind;
  if (duplicates === undefined) return [];
  const identity = readIdentity(duplicates.identity(state));
  const terms = [...duplicates.contactFacets(contactsOf(identity)), ...duplicateTerms(identity)];
  return [...new Set(terms)].slice(0, MAX_TERMS);
}

/** The keys of its numbers and addresses, for its trash entry. None for a kind without duplicates. */
export function heldKeysOf<R extends StoredRecord>(kind: RecordKind<R>, state: State<R>): string[] {
  const keys = kind.duplicates?.exactKeys(state) ?? [];
  return keys.map(({ value }) => value).slice(0, MAX_HELD_KEYS);
}

/** The keys that its numbers and addresses are stored with. */
export const contactsOf = ({ phones, emails }: Identity) => ({
  phones: phones.flatMap(({ terms }) => terms),
  emails: emails.map(({ address }) => address),
});

/** A trash entry holds a document that may be as large as documents are. */
const MAX_TERMS = 100;

/** Those of 100 contacts, of which each may be read in three ways. Another program's document may have more. */
const MAX_HELD_KEYS = 300;
