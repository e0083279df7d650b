import { Timestamp } from 'firebase-admin/firestore';
import { z } from 'zod';
import type { Database } from '../../firestore/database.ts';
import type { EntityTags } from '../../standards/entity-tag.ts';
import { conflict } from '../problems.ts';
import { checkIfMatch, readCurrent, unmoved } from '../write/read.ts';
import { decodeCursor, documentId, encodeCursor, queryText } from '../../firestore/cursor.ts';
import { type CustomerState, lastVersion, stateOf, type VersionedCustomer } from '../history/entry.ts';
import { customerDocument, trash, trashDocument } from '../paths.ts';
import { customerNotFound } from '../../crm/customers/problems.ts';
import { toCustomer } from '../../crm/customers/document.ts';
import { write, type WriteContext } from '../write/commit.ts';

/** A deleted customer as it lies in the trash collection. */
interface TrashedCustomer {
  name: string;
  deleted_at: string;
  deleted_by: string;
  /** When Firestore's TTL policy removes it for good. */
  expires_at: Timestamp;
  /** The document as it was, other programs' fields included, without `_meta`. */
  document: Record<string, unknown>;
}

export const TrashEntry = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    deleted_at: z.iso.datetime(),
    deleted_by: z.string(),
    expires_at: z.iso.datetime(),
  })
  .meta({ id: 'TrashEntry', description: 'A deleted customer, and until when it can be restored.' });
export type TrashEntry = z.infer<typeof TrashEntry>;

export const TrashResponse = z
  .strictObject({ trash: z.array(TrashEntry), next_cursor: z.string().nullable() })
  .meta({ id: 'TrashResponse', description: 'A page of the trash.' });
export type TrashResponse = z.infer<typeof TrashResponse>;

/** Where a page of the trash ended. */
const TrashPlace = z.strictObject({ deleted_at: queryText, id: documentId });
type TrashPlace = z.infer<typeof TrashPlace>;

const DAY_MS = 86_400_000;

/** Moves a customer to the trash, in one commit; throws 404 and 412. */
export async function moveToTrash(
  context: WriteContext,
  id: string,
  { ifMatch, trashDays }: { ifMatch: EntityTags | null; trashDays: number },
): Promise<void> {
  const { firestore } = context.database;
  await write(context, id, async (attempt) => {
    const current = await readCurrent(context, id, attempt);
    if (current === null) throw customerNotFound();
    await checkIfMatch(context, current, ifMatch);
    return {
      after: current.version,
      foreign: current.foreign,
      action: 'delete',
      state: stateOf(current.customer),
      addTo: (batch) => {
        batch.delete(customerDocument(firestore, id), unmoved(current));
        batch.set(
          trashDocument(firestore, id),
          trashed(current.snapshot.data() ?? {}, current.customer, context.by, trashDays),
        );
        return 2;
      },
    };
  });
}

/** What goes into the trash of a document; its creation time goes with it, for the document itself will be a new one. */
export function trashed(
  data: Record<string, unknown>,
  { name, created_at }: Pick<CustomerState, 'name' | 'created_at'>,
  deletedBy: string,
  trashDays: number,
): TrashedCustomer {
  const { _meta: _, ...document } = data;
  const now = Date.now();
  return {
    name,
    deleted_at: new Date(now).toISOString(),
    deleted_by: deletedBy,
    expires_at: Timestamp.fromMillis(now + trashDays * DAY_MS),
    document: { created_at, ...document },
  };
}

/** Brings a customer back from the trash, with its history; throws 404, and 409 when it was never deleted. */
export async function restore(context: WriteContext, id: string): Promise<VersionedCustomer> {
  const { database, warn } = context;
  const { firestore } = database;
  return write(context, id, async ({ isRetry }) => {
    const snapshot = await database.get(trashDocument(firestore, id));
    // After a failure also where it is in the trash: another program may have made the same customer again.
    const isTaken =
      (!snapshot.exists || isRetry) && (await database.get(customerDocument(firestore, id), ['name'])).exists;
    if (isTaken) throw conflict('This customer exists, so that it cannot come back from the trash.');
    if (!snapshot.exists || snapshot.updateTime === undefined) throw customerNotFound();
    const { document } = snapshot.data() as TrashedCustomer;
    const found = toCustomer(
      { id, data: () => document, get: () => undefined, createTime: snapshot.createTime },
      warn,
    );
    const updated_at = new Date().toISOString();
    const state: CustomerState = { ...stateOf(found), updated_at };
    const condition = { lastUpdateTime: snapshot.updateTime };
    return {
      after: await lastVersion(database, id),
      foreign: null,
      action: 'restore',
      state,
      addTo: (batch, _meta) => {
        batch.create(customerDocument(firestore, id), { ...document, updated_at, _meta });
        batch.delete(snapshot.ref, condition);
        return 2;
      },
    };
  });
}

/** The deleted customers, newest first; throws 400 `invalid_cursor`. */
export async function listTrash(
  database: Database,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<TrashResponse> {
  const bound = { trash: true };
  const place = cursor === undefined ? null : decodeCursor(cursor, bound, TrashPlace);
  const newestFirst = trash(database.firestore).orderBy('deleted_at', 'desc').orderBy('__name__', 'desc');
  const from = place === null ? newestFirst : newestFirst.startAfter(place.deleted_at, place.id);
  const documents = await database.query(
    from.select('name', 'deleted_at', 'deleted_by', 'expires_at').limit(limit + 1),
  );
  const entries = documents.slice(0, limit).map((document) => {
    const { name, deleted_at, deleted_by, expires_at } = document.data() as TrashedCustomer;
    return { id: document.id, name, deleted_at, deleted_by, expires_at: expires_at.toDate().toISOString() };
  });
  const last = entries.at(-1);
  return {
    trash: entries,
    next_cursor:
      documents.length > limit && last !== undefined
        ? encodeCursor({ deleted_at: last.deleted_at, id: last.id } satisfies TrashPlace, bound)
        : null,
  };
}
