import type { QueryShape } from './sent-queries.ts';

/** firestore.indexes.json, as far as this project uses it. */
export interface IndexFile {
  indexes: {
    collectionGroup: string;
    queryScope: string;
    fields: { fieldPath: string; order?: string; arrayConfig?: string }[];
  }[];
  fieldOverrides: {
    collectionGroup: string;
    fieldPath: string;
    indexes: { order?: string; arrayConfig?: string; queryScope: string }[];
  }[];
}

/** An index in words, such as `history: version DESCENDING`. */
export type IndexName = string;

const nameOf = (collection: string, fields: readonly string[]): IndexName =>
  `${collection}: ${fields.join(', ')}`;

/** The indexes that a collection has by the file. Its own settings switch off what Firestore makes by itself. */
function declaredIndexes({ indexes, fieldOverrides }: IndexFile, collection: string): IndexName[] {
  const composite = indexes
    .filter((index) => index.collectionGroup === collection)
    .map(({ fields }) =>
      nameOf(
        collection,
        fields.map(({ fieldPath, order, arrayConfig }) => `${fieldPath} ${arrayConfig ?? order ?? ''}`),
      ),
    );
  const single = fieldOverrides
    .filter((override) => override.collectionGroup === collection)
    .flatMap(({ fieldPath, indexes: settings }) =>
      settings.map(({ order, arrayConfig, queryScope }) =>
        nameOf(collection, [
          `${fieldPath} ${arrayConfig ?? order ?? ''}`,
          ...(queryScope === 'COLLECTION' ? [] : [queryScope]),
        ]),
      ),
    );
  return [...composite, ...single];
}

/**
 * The indexes that a query needs, by Firestore's rules ("Index types", "Taking advantage of index merging", "Query with range and
 * inequality filters on multiple fields"): equality filters are merged over the index of each field, in the order of ids, whose
 * direction is the index's; one order alone, and a bound of its field, uses the index of its field, whose ids go the same way; any
 * other order, and one with a filter, needs a composite index of its own: the filters, the fields of the order, and then those that
 * have a bound and are not in the order, in the direction of its last.
 */
function neededIndexes({ collection, isGroup, equal, contains, range, order }: QueryShape): IndexName[] {
  const byId = order.find(([path]) => path === '__name__')?.[1] ?? order.at(-1)?.[1] ?? 'ASCENDING';
  const inOrder = order.filter(([path]) => path !== '__name__');
  const others = range.filter((path) => !inOrder.some(([ordered]) => ordered === path));
  if (others.length > 0 && inOrder.length < order.length)
    throw new Error('a bound behind an order by id: Firestore would put it before the id');
  const byKey = [...inOrder, ...others.map((path): QueryShape['order'][number] => [path, byId])];
  // A field inside a map has the settings of the nearest field around it that has any.
  const fields = equal.map((path) => path.replace(/\.\*$/u, ''));
  const [first] = byKey;
  const scope = isGroup ? ['COLLECTION_GROUP'] : [];
  if (contains.length === 0 && byKey.length === 0) {
    if (byId !== 'ASCENDING' && fields.length === 0)
      throw new Error('all documents by descending id: there is no index of ids alone in that direction');
    return fields.map((field) => nameOf(collection, [`${field} ${byId}`, ...scope]));
  }
  if (equal.length === 0 && contains.length === 1 && byKey.length === 0 && byId === 'ASCENDING')
    return [nameOf(collection, [`${contains[0] ?? ''} CONTAINS`])];
  if (equal.length === 0 && contains.length === 0 && byKey.length === 1 && first?.[1] === byId)
    return [nameOf(collection, [`${first[0]} ${byId}`, ...scope])];
  if (isGroup) throw new Error('another query of all collections of a name: teach this');
  return [
    nameOf(collection, [
      ...fields.map((field) => `${field} ASCENDING`),
      ...contains.map((path) => `${path} CONTAINS`),
      ...byKey.map((part) => part.join(' ')),
      `__name__ ${byId}`,
    ]),
  ];
}

/** What the file lacks for these queries, and what it has that none of them needs. */
export function compareIndexes(file: IndexFile, shapes: readonly QueryShape[], collection: string) {
  const needed = new Set(shapes.filter((shape) => shape.collection === collection).flatMap(neededIndexes));
  const declared = declaredIndexes(file, collection);
  return {
    missing: [...needed].filter((name) => !declared.includes(name)).sort(),
    superfluous: declared.filter((name, at) => !needed.has(name) || declared.indexOf(name) !== at).sort(),
  };
}
