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

/** An index in words, such as `crm_customers: tags CONTAINS, _meta.name_key ASCENDING, __name__ ASCENDING`. */
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
      settings.map(({ order, arrayConfig }) =>
        nameOf(collection, [`${fieldPath} ${arrayConfig ?? order ?? ''}`]),
      ),
    );
  return [...composite, ...single];
}

/**
 * The indexes that a query needs, by Firestore's rules ("Index types", "Taking advantage of index merging"): equality filters are
 * merged over the index of each field, in order of id; one order alone uses the index of its field, whose ids go the same
 * way; any other order, and one with a filter, needs a composite index of its own.
 */
function neededIndexes({ collection, equal, contains, order }: QueryShape): IndexName[] {
  const byId = order.find(([path]) => path === '__name__')?.[1] ?? order.at(-1)?.[1] ?? 'ASCENDING';
  const byKey = order.filter(([path]) => path !== '__name__');
  // A field inside a map has the settings of the nearest field around it that has any.
  const fields = equal.map((path) => `${path.replace(/\.\*$/u, '')} ASCENDING`);
  const [first] = byKey;
  if (contains.length === 0 && byKey.length === 0) {
    if (byId !== 'ASCENDING') throw new Error('no query goes by descending id: teach this');
    return fields.map((field) => nameOf(collection, [field]));
  }
  if (equal.length === 0 && contains.length === 0 && byKey.length === 1 && first?.[1] === byId)
    return [nameOf(collection, [`${first[0]} ${byId}`])];
  return [
    nameOf(collection, [
      ...fields,
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
