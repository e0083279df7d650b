// Notes in the document of a job how far it is.
import { randomUUID } from 'node:crypto';
import type { Database } from '../firestore/database.ts';
import type { StoredDocument } from '../firestore/document.ts';
import type { Data } from '../firestore/stored-values.ts';
import type { Write } from '../firestore/write.ts';
import { commit } from '../records/write/commit.ts';
import { answered } from '../records/write/plan.ts';

/**
 * Changes the document if it is as it was read, together with other writes. Returns it as it is then; null where somebody else has moved it,
 * and nothing was written. 1 read more, or 2. Throws 503.
 */
export async function checkPoint(
  database: Database,
  document: StoredDocument,
  data: Data,
  beside: readonly Write[] = [],
): Promise<StoredDocument | null> {
  const { path, updateTime } = document;
  const own = randomUUID();
  const condition = { updateTime };
  const ownNow = async () => {
    const now = await database.get(path);
    return now?.get('job_write') === own ? now : null;
  };
  const landed = await commit<boolean>(database, path, async ({ isRetry }) => {
    const now = isRetry ? await database.get(path) : document;
    if (now?.updateTime.valueOf() !== updateTime.valueOf()) return answered(false);
    return {
      kind: 'commit',
      writes: [...beside, { kind: 'update', path, data: { ...data, job_write: own }, condition }],
      landed: () => true,
      confirm: async () => ((await ownNow()) === null ? null : true),
    };
  });
  return landed ? ownNow() : null;
}
