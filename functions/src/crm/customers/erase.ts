import type { DocumentReference } from 'firebase-admin/firestore';
import type { Database } from '../../database.ts';
import { outcomeUnknown } from '../../http/problem.ts';
import { customerDocument, history, trashDocument } from './paths.ts';
import { customerNotFound } from './problems.ts';
import { isUnavailable } from './write.ts';

/** Entries deleted in one commit, which takes 500 writes. */
export const ENTRIES_PER_COMMIT = 400;

/**
 * Removes a customer, its trash entry and its whole history for good; returns only when nothing is left. What is left
 * of a long history goes first, so that the last commit takes the customer together with the end of its history: nobody
 * ever sees one without the other, the trigger included. Throws 404 when there was nothing.
 */
export async function erase(database: Database, id: string): Promise<void> {
  const customer = customerDocument(database.firestore, id);
  const inTrash = trashDocument(database.firestore, id);
  let isAnythingFound = false;
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
      const isEnd = entries.length <= ENTRIES_PER_COMMIT;
      await removeAll(database, [
        ...entries.slice(0, ENTRIES_PER_COMMIT).map(({ ref }) => ref),
        ...(isEnd ? found : []),
      ]);
    }
  } catch (error) {
    throw isAnythingFound && isUnavailable(error) ? outcomeUnknown(error.cause) : error;
  }
  if (!isAnythingFound) throw customerNotFound();
}

/** A commit that Firestore did not confirm is seen in the next look at what is left. */
async function removeAll(database: Database, references: readonly DocumentReference[]): Promise<void> {
  const batch = database.firestore.batch();
  for (const reference of references) batch.delete(reference);
  await database.commit(batch, references.length);
}
