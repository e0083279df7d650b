import type { DocumentReference, Precondition, Timestamp } from 'firebase-admin/firestore';
import type { Database } from '../../firestore/database.ts';
import type { EntityTags } from '../../standards/entity-tag.ts';
import { outcomeUnknown } from '../../standards/problems.ts';
import { checkIfMatch, readCurrent, unmoved } from '../write/read.ts';
import { customerDocument, history, trashDocument } from '../paths.ts';
import { customerNotFound } from '../../crm/customers/problems.ts';
import { READ_MASK } from '../../crm/customers/document.ts';
import { isUnavailable, type WriteContext } from '../write/commit.ts';

/** Entries deleted in one commit, which takes 500 writes. */
export const ENTRIES_PER_COMMIT = 400;

/**
 * Removes a customer, its trash entry and its whole history for good; returns only when nothing is left. What is left
 * of a long history goes first, so that the last commit takes the customer together with the end of its history: nobody
 * ever sees one without the other, the trigger included. Throws 404 when there was nothing, and 412.
 */
export async function erase(context: WriteContext, id: string, ifMatch: EntityTags | null): Promise<void> {
  const { database } = context;
  const customer = customerDocument(database.firestore, id);
  const inTrash = trashDocument(database.firestore, id);
  let isAnythingFound = false;
  // Once something is gone, the condition has been met.
  let condition = ifMatch;
  try {
    for (;;) {
      const [entries, documents] = await Promise.all([
        database.query(
          history(database.firestore, id)
            .select()
            .limit(ENTRIES_PER_COMMIT + 1),
        ),
        database.getAll([customer, inTrash], []),
      ]);
      const found = documents.filter(({ exists }) => exists).map(({ ref }) => ref);
      if (entries.length + found.length === 0) break;
      isAnythingFound = true;
      const asKnown = condition === null ? {} : await matching(context, id, condition);
      const isEnd = entries.length <= ENTRIES_PER_COMMIT;
      const time = await removeAll(
        database,
        [...entries.slice(0, ENTRIES_PER_COMMIT).map(({ ref }) => ref), ...(isEnd ? found : [])],
        ({ path }) => (path === customer.path ? asKnown : {}),
      );
      if (time !== null) condition = null;
    }
  } catch (error) {
    throw isAnythingFound && isUnavailable(error) ? outcomeUnknown(error.cause) : error;
  }
  if (!isAnythingFound) throw customerNotFound();
}

/** The condition under which the customer is as the caller knows it; throws 412, and 404 where there is none to match. */
async function matching(context: WriteContext, id: string, ifMatch: EntityTags): Promise<Precondition> {
  const current = await readCurrent(context, id, { isStuck: false }, READ_MASK);
  if (current === null) throw customerNotFound();
  await checkIfMatch(context, current, ifMatch);
  return unmoved(current);
}

/** A commit that Firestore did not confirm is seen in the next look at what is left. */
function removeAll(
  database: Database,
  references: readonly DocumentReference[],
  conditionOf: (reference: DocumentReference) => Precondition,
): Promise<Timestamp | null> {
  const batch = database.firestore.batch();
  for (const reference of references) batch.delete(reference, conditionOf(reference));
  return database.commit(batch, references.length);
}
