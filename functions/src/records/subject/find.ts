// Finds whose records have an address or a number: live ones, deleted ones, and those that were merged into others.
import type { Database } from '../../firestore/database.ts';
import type { Text } from '../../standards/languages.ts';
import { validationFailed } from '../../standards/problems.ts';
import { ownerFields, ownerOf } from '../entries/entry.ts';
import type { RecordKey } from '../keys/by-key.ts';
import type { RecordKind, StoredRecord } from '../kind.ts';
import { withFacets } from '../list/filters.ts';
import { mergedInto } from '../merge/marks.ts';
import { isServed, trashCollection } from '../paths.ts';
import type { SubjectRoot } from './part.ts';

/**
 * The records that have a key, in an order that stays the same at one moment. One that was merged stands as the one that it is a part of now,
 * whatever that has kept. A read for each, 2 at least; from the first on, as of its time. Throws 422 where more than 200 have the key.
 */
export async function findSubjects<R extends StoredRecord>(
  kind: RecordKind<R>,
  database: Database,
  { facets, isHeldBy }: Pick<RecordKey<R>, 'facets' | 'isHeldBy'>,
): Promise<SubjectRoot<R>[]> {
  if (facets === null) throw new Error('an external key names one record');
  const limit = MAX_SUBJECTS + 1;
  const inTrash = await database.query({
    collection: trashCollection(kind),
    where: { any: facets.map((facet) => ({ field: ['held_keys'], contains: facet })) },
    limit,
    select: [['merged_into']],
  });
  if (database.moment === null) database.readAsOf(database.readTime);
  const entries = await database.query({
    collection: kind.entries,
    where: withFacets([facets]),
    limit,
    select: ownerFields(kind),
  });
  if (entries.length === limit || inTrash.length === limit) throw tooMany();
  const roots = new Map<string, SubjectRoot<R>>();
  for (const entry of entries) {
    const id = ownerOf(kind, entry);
    // An entry may be older than what another program has changed.
    const isMeant: SubjectRoot<R>['isMeant'] = ({ record, isLive }) =>
      isLive && record !== null && isHeldBy(record);
    if (isServed(kind, id)) roots.set(id, { id, isMeant });
  }
  const ofTrash = await Promise.all(
    inTrash.map(async (entry) => {
      if (entry.get('merged_into') === undefined) return entry.id;
      return (await mergedInto(kind, database, entry.id)) ?? entry.id;
    }),
  );
  for (const id of ofTrash) if (isServed(kind, id)) roots.set(id, { id });
  return [...roots.values()];
}

/** A number that more have is an office's or a mistake, and nobody's to ask for. */
const MAX_SUBJECTS = 200;

const tooMany = () => validationFailed([{ parameter: 'value', code: 'too_many', message: TOO_MANY }]);

const TOO_MANY: Text = {
  en: 'More than 200 have this: ask for each of them by its id.',
  el: 'Το έχουν περισσότεροι από 200. Ζητήστε τον καθένα με τον κωδικό του.',
};
