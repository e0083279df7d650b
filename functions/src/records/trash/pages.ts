// Lists the deleted records of a kind, page by page.
import { z } from 'zod';
import { documentId, queryText } from '../../firestore/cursor.ts';
import type { Database } from '../../firestore/database.ts';
import { inPageRoom, readPage } from '../../firestore/page.ts';
import { DOCUMENT_ID } from '../../firestore/query.ts';
import type { RecordKind, StoredRecord } from '../kind.ts';
import type { Settings } from '../settings.ts';
import { trashCollection } from '../paths.ts';
import type { TrashDocument } from './entry.ts';

/** A deleted record, and until when it can be restored. */
export const TrashedRecord = z.strictObject({
  id: z.string(),
  name: z.string(),
  deleted_at: z.iso.datetime(),
  deleted_by: z.string().meta({ description: 'The uid of who deleted it; `external` for another program.' }),
  deleted_by_name: z.string().nullable().meta({
    description: 'The name in their token then, else its e-mail address; null where it is not known.',
  }),
  expires_at: z.iso.datetime(),
  merged_into: z.string().optional().meta({
    description:
      'The id that it was merged into: that is taken back by `unmerge`, not by `restore`. Left out of what was deleted.',
  }),
});

/** A page of the trash. */
export interface TrashPage {
  trash: z.infer<typeof TrashedRecord>[];
  next_cursor: string | null;
}

/** The newest come first; a page ends where it has 8 MB. Throws 400 `invalid_cursor`. */
export async function listTrash<R extends StoredRecord>(
  kind: RecordKind<R>,
  { database, settings }: { database: Database; settings: Settings },
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<TrashPage> {
  const bound = { trash: true };
  const cursors = await settings.cursors(database.deadline);
  const position = cursor === undefined ? null : cursors.open(cursor, bound, TrashPosition);
  const newestFirst = {
    collection: trashCollection(kind),
    orderBy: [
      [['deleted_at'], 'desc'],
      [DOCUMENT_ID, 'desc'],
    ] as const,
    startAfter: position === null ? undefined : [position.deleted_at, position.id],
    select: [['name'], ['deleted_at'], ['deleted_by'], ['deleted_by_name'], ['expires_at'], ['merged_into']],
  };
  const { shown, behind } = await inPageRoom(database, { rows: limit }, (room) =>
    readPage(database, newestFirst, limit, room),
  );
  const entries = shown.map((document) => {
    const { name, deleted_at, deleted_by, deleted_by_name, expires_at, merged_into } =
      document.data() as unknown as TrashDocument;
    const expiresAt = expires_at.toDate().toISOString();
    const deletedBy = { deleted_by, deleted_by_name: deleted_by_name ?? null };
    const merged = merged_into === undefined ? {} : { merged_into };
    return { id: document.id, name, deleted_at, ...deletedBy, expires_at: expiresAt, ...merged };
  });
  const last = entries.at(-1);
  return {
    trash: entries,
    next_cursor:
      behind === null || last === undefined
        ? null
        : cursors.seal({ deleted_at: last.deleted_at, id: last.id } satisfies TrashPosition, bound),
  };
}

/** Where a page of the trash ended. */
const TrashPosition = z.strictObject({ deleted_at: queryText, id: documentId });
type TrashPosition = z.infer<typeof TrashPosition>;
