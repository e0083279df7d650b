// Makes the rows of a filtered list: checks whether a candidate matches, and where it stands in the order.
import type { StoredDocument } from '../../firestore/document.ts';
import { match } from '../../search/match.ts';
import type { CompiledQuery } from '../../search/query.ts';
import { groupTokens } from '../../search/relevance-tokens.ts';
import { groupOf, type Group } from '../../search/relevance.ts';
import type { WeightedValue } from '../../search/weighted-value.ts';
import { type StoredRecord } from '../kind.ts';
import { orderOf, type Position, type Sort, sortKeysOf } from './order.ts';
import type { ListContext } from './page.ts';

/** Makes the function that makes a row, or null for a candidate that does not match: the terms let a few wrong ones through. */
export function rowMaker<R extends StoredRecord>(
  { kind, warn }: ListContext<R>,
  list: {
    query: CompiledQuery | null;
    filters: readonly (readonly string[])[];
    sort: Sort | 'relevance';
  },
): (document: StoredDocument) => Row<R> | null {
  const { query, filters, sort } = list;
  return (document) => {
    const record = kind.read(document, warn);
    const terms = filters.length === 0 ? null : new Set(kind.facets(record));
    if (terms !== null && !filters.every((any) => any.some((term) => terms.has(term)))) return null;
    const values = kind.searchable(record);
    if (query !== null && !match(query, values)) return null;
    const keys = sortKeysOf(record);
    const position =
      sort === 'relevance' ? [relevanceOf(query, values), keys.name_key] : [keys[orderOf(sort).key]];
    return { record, position: { keys: position, id: record.id } };
  };
}

function relevanceOf(query: CompiledQuery | null, values: readonly WeightedValue[]): Group {
  if (query === null) return 1;
  const groups = groupTokens(values);
  return groupOf(query, (token) => groups.get(token));
}

/** A record that a filtered list shows, and its place in the order. */
export interface Row<R extends StoredRecord> {
  record: R;
  position: Position;
}
