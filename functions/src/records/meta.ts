// `_meta`, the one internal map in the document of a record; it never leaves the API.
import type { FieldPath } from '../firestore/query.ts';
import type { StoredDocument } from '../firestore/document.ts';
import { searchTerms } from '../search/terms.ts';
import { digestOf } from './digest.ts';
import type { RecordKind, State, StoredRecord } from './kind.ts';
import { type SortKeys, sortKeysOf } from './list/order.ts';

export interface Meta extends SortKeys {
  /** 1 for a creation, and 1 more with each change. */
  version: number;
  /** The random id of the write that made this version: tells a lost reply from a conflict. */
  operation: string;
  /** Of what people entered when this map was made. Another program's write leaves it as it was, and is noticed by that. */
  digest: string;
  /** What searches and exact filters find the record by. */
  terms: Record<string, true>;
}

/** Makes the `_meta` of a state. `digestBefore`: the digest that the document has, see `digestOf`. */
export function metaOf<R extends StoredRecord>(
  kind: RecordKind<R>,
  state: State<R>,
  own: Pick<Meta, 'version' | 'operation'>,
  digestBefore: unknown = null,
): Meta {
  const terms: Record<string, true> = {};
  for (const term of searchTerms(kind.searchable(state))) terms[term] = true;
  for (const term of [...new Set(kind.facets(state))].slice(0, MAX_FACET_TERMS)) terms[term] = true;
  return {
    version: own.version,
    operation: own.operation,
    digest: digestOf(kind, state, digestBefore),
    ...sortKeysOf(state),
    terms,
  };
}

/** The version in the `_meta` of a document; 0 where another program wrote it and nothing has adopted it yet. */
export function storedVersion(document: StoredDocument): number {
  const version = document.get('_meta', 'version');
  return Number.isSafeInteger(version) ? (version as number) : 0;
}

/** The fields that are read of a document: all but the terms, which would be most of the transfer. */
export function readMask<R extends StoredRecord>({ entered }: RecordKind<R>): FieldPath[] {
  return [
    ...entered.map((field) => [field]),
    ['created_at'],
    ['updated_at'],
    ...META_FIELDS.map((field) => ['_meta', field]),
  ];
}

const META_FIELDS = ['version', 'operation', 'digest', 'name_key', 'created_key', 'updated_key'] as const;

/**
 * The most terms of exact filters that a record gets. Validation lets fewer in: only another program's document has more.
 * Together with as many search terms, that is half of the 40,000 index entries that Firestore allows a document.
 */
const MAX_FACET_TERMS = 10_000;
